"""How Talweg looks: the colours of the light and the dark theme, and the style sheet made from them."""

from string import Template
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Theme(NamedTuple):
    """Colours as #rrggbb. `runs` holds the colour of every optimizer by its name, `classes` those of classes.

    Signed numbers, such as weights, go from `negative` over `neutral` to `positive`.
    """

    name: str
    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    error: str
    halo: str
    grid: str
    warning: str
    negative: str
    neutral: str
    positive: str
    classes: tuple[str, ...]
    runs: dict[str, str]


CLASSES = (
    *("#d9703a", "#3f7fe0", "#2fa67e", "#b061c9", "#c9a227"),
    *("#d1517c", "#3aa6b9", "#8a8f9c", "#7a6bd8", "#8aa63a"),
)
"""The first two are those of negative and positive numbers too: one output parts two classes by its sign."""


DARK = Theme(
    name="dark",
    window="#15161a",
    panel="#1c1e25",
    raised="#262933",
    line="#343845",
    text="#eceef2",
    muted="#a0a5b2",
    accent="#7aa2ff",
    on_accent="#10131a",
    error="#ff8f85",
    halo="#0b0d12",
    grid="#2a2d36",
    warning="#ffcf66",
    negative="#d9703a",
    neutral="#15161a",
    positive="#3f7fe0",
    classes=CLASSES,
    runs={
        "sgd": "#f4f4f2",
        "adam": "#ff9f40",
        "adadelta": "#55c3ff",
        "adagrad": "#3ddc97",
        "rmsprop": "#ff6fb5",
    },
)

LIGHT = Theme(
    name="light",
    window="#f6f7f9",
    panel="#ffffff",
    raised="#eef0f4",
    line="#d5d9e2",
    text="#1b1e26",
    muted="#596070",
    accent="#2f62d9",
    on_accent="#ffffff",
    error="#b3261e",
    halo="#ffffff",
    grid="#e2e5eb",
    warning="#8a5a00",
    negative="#d9703a",
    neutral="#ffffff",
    positive="#3f7fe0",
    classes=CLASSES,
    runs={
        "sgd": "#14161b",
        "adam": "#b65400",
        "adadelta": "#0069b4",
        "adagrad": "#007a4d",
        "rmsprop": "#c01f75",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

# Loss as colour, low to high: lightness rises evenly from night blue over teal to cream.
LOSS_COLORS = ("#0d0d20", "#202655", "#204876", "#296d84", "#4d9187", "#84b28f", "#bdd0a8", "#f3efd3")

# The same on light ground, where dark trails have to show in the valleys: from sky blue to cream.
LIGHT_LOSS_COLORS = ("#6686c5", "#6999d0", "#70acd4", "#7cc0d0", "#95d1cc", "#badfca", "#deebd2", "#fbf8e8")


def mixed(a: QColor, b: QColor, share: float) -> QColor:
    """The colour that is so far on the way from `a` to `b`."""
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    red, green, blue = (round(x + share * (y - x)) for x, y in pairs)
    return QColor(red, green, blue)


def palette(theme: Theme) -> QPalette:
    """The theme as Qt knows it, for everything the style sheet does not name."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, color in {
        roles.Window: theme.window,
        roles.WindowText: theme.text,
        roles.Base: theme.raised,
        roles.AlternateBase: theme.panel,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.error,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.on_accent,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.Link: theme.accent,
        roles.Mid: theme.line,
        roles.Light: theme.line,
        roles.Dark: theme.line,
    }.items():
        made.setColor(role, QColor(color))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return made


def style_sheet(theme: Theme) -> str:
    """The shape of every widget, over Qt's Fusion style; what no rule names is drawn from `palette`."""
    return _SHEET.substitute(theme._asdict())


_SHEET = Template("""
QToolTip {
    background: $raised; color: $text; border: 1px solid $line; padding: 6px 8px;
}
QMainWindow, QDialog { background: $window; }
*[role="sidebar"], *[role="sidebar"] > QWidget > QWidget[role="sidebar"] { background: $panel; }
*[role="bar"] { background: $window; border-top: 1px solid $line; }

QLabel { background: transparent; }
*[role="heading"], *[role="muted"] { color: $muted; }
*[role="small"] { color: $muted; font-size: 12px; }
*[role="error"] { color: $error; font-size: 12px; }

*[role="toast"] {
    background: $raised; color: $text; border: 1px solid $line; border-radius: 8px; padding: 8px 12px;
}

QFrame[role="card"] { background: $window; border: 1px solid $line; border-radius: 8px; }

QFrame[role="chip"] { background: $raised; border: 1px solid $line; border-radius: 6px; }
QFrame[role="chip"] QLineEdit { padding: 0 1px; }

QPushButton {
    background: $raised; color: $text; border: 1px solid $line; border-radius: 6px;
    padding: 0 12px; min-height: 26px;
}
QPushButton:hover { background: $line; }
QPushButton:pressed { background: $window; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $muted; background: transparent; }
QPushButton[role="small"] {
    color: $text; background: transparent; font-size: 12px; padding: 0 8px; min-height: 22px;
}
QPushButton[role="small"]:hover { background: $line; }
QPushButton[role="small"]:disabled { color: $muted; }
QPushButton[role="small"]:checked { color: $accent; border-color: $accent; }
QPushButton[role="chip"] {
    color: $accent; background: transparent; border: 1px solid $accent; border-radius: 11px; font-size: 12px;
    padding: 0 10px; min-height: 20px;
}
QPushButton[role="chip"]:hover, QPushButton[role="chip"]:focus { background: $accent; color: $on_accent; }
QPushButton[role="segment"] {
    background: $window; color: $muted; border-radius: 0; min-height: 24px; padding: 0 8px;
}
QPushButton[role="segment"]:hover { color: $text; }
QPushButton[role="segment"]:checked { background: $raised; color: $text; font-weight: 500; }
QPushButton[role="segment"]:focus { border-color: $accent; }
QPushButton[role="segment"][end="left"] {
    border-top-left-radius: 6px; border-bottom-left-radius: 6px; border-right-width: 0;
}
QPushButton[role="segment"][end="right"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[role="segment"][end="left"]:focus { border-right-width: 1px; }

QPushButton[role="tab"] {
    background: transparent; color: $muted; border: 1px solid transparent; padding: 0 8px; min-height: 28px;
    font-weight: 500;
}
QPushButton[role="tab"]:hover, QPushButton[role="tab"]:checked { color: $text; }
QPushButton[role="tab"]:focus { border-color: $accent; }

QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 6px; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $line; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { width: 0; }
QFrame[role="card"] QToolButton:hover { background: $raised; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit {
    background: $raised; color: $text; border: 1px solid $line; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { padding: 0 8px; min-height: 28px; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: $muted; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QLineEdit[role="number"], QLineEdit[role="framed"] { padding: 0 6px; min-height: 22px; }
QLineEdit[role="title"] { padding: 0; min-height: 22px; border-radius: 4px; }
QLineEdit[role="number"] { background: transparent; border-color: transparent; }
QLineEdit[role="number"]:hover { background: $raised; border-color: $line; }
QLineEdit[role="number"]:focus { background: $raised; border-color: $accent; }
QLineEdit[error="true"], QLineEdit[role="number"][error="true"], QDoubleSpinBox[error="true"] {
    border-color: $error; color: $error;
}

QComboBox { padding: 0 10px; min-height: 30px; }
QComboBox:disabled { color: $muted; background: transparent; }
QComboBox[role="flat"] {
    background: transparent; border-color: transparent; padding: 0 8px; min-height: 28px;
}
QComboBox[role="flat"]:hover { background: $raised; }
QComboBox[role="flat"]:focus { border-color: $accent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $raised; color: $text; border: 1px solid $line; outline: none; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent;
}

QSpinBox, QDoubleSpinBox { padding: 0 4px 0 8px; min-height: 26px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 20px; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; height: 14px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; height: 14px; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; }

QCheckBox { spacing: 8px; min-height: 24px; }
QCheckBox[role="bare"] { spacing: 0; }
QCheckBox::indicator { width: 18px; height: 18px; }

QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
    background: #ffffff; border: 1px solid $muted;
}
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 10px; height: 10px; }
QSlider::handle:horizontal:disabled { background: $muted; }
QSlider::sub-page:horizontal:disabled { background: $line; }
QLineEdit[role="number"]:disabled { color: $muted; }

QMenuBar { background: $window; color: $text; }
QMenuBar::item { padding: 6px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $raised; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QScrollArea { border: none; }
QScrollArea[role="list"] { background: $window; border: 1px solid $line; border-radius: 8px; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView { background: transparent; color: $text; border: none; outline: none; }
QTableView::item { padding: 0 4px; border: none; }
QTableView::item:selected { background: $raised; color: $text; }
QTableView:focus { border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 2px 7px; font-size: 11px;
}
QTableCornerButton::section { background: transparent; border: none; }
""")
