"""How Talweg looks: the colours of the light and the dark theme, and the style sheet made from them."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Theme(NamedTuple):
    """Colours as #rrggbb. `runs` holds the colour of every optimizer by its name."""

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
    runs: dict[str, str]


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
LOSS_COLORS = ("#0d0d20", "#1b2250", "#234a79", "#31738b", "#55998f", "#8dbb98", "#c6d9b0", "#f3efd3")


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
