"""The one slider that scales all learning rates together."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.messages import tr_noop
from core.parameters import Parameter

from ..numbers import format_number, parse_number
from ..widgets.basic import Role, tabular, theme_color
from .slider import Slider
from .value_slider import ValueSlider

FACTOR = Parameter(
    name="factor",
    title=tr_noop("core", "learning rates"),
    symbol="",
    default=1.0,
    low=0.01,
    high=100.0,
    scale="log",
    at_least=1e-6,
    at_most=1e6,
    meaning=tr_noop("core", "Scales all learning rates at once: to the right every run takes larger steps."),
)
_TICKS = (0.01, 0.1, 1.0, 10.0, 100.0)


def format_factor(factor: float, digits: int = 3) -> str:
    """×2.5, or ÷4 for a quarter."""
    return f"×{format_number(factor, digits)}" if factor >= 1 else f"÷{format_number(1 / factor, digits)}"


def parse_factor(text: str) -> float:
    """Read ×2.5, x2.5, ÷4, /4 and plain numbers; raises ValueError."""
    number = parse_number(text.lstrip("×x*÷/ "))
    if not text.startswith(("÷", "/")):
        return number
    if number == 0:
        raise ValueError(text)
    return 1 / number


class ScaleSlider(QWidget):
    """A factor from ÷100 to ×100; `moved` and `released` as of a ValueSlider, double click is ×1.

    With a label there is no room for ticks.
    """

    moved = Signal(float)
    released = Signal()

    def __init__(self, *, labelled: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value_slider = ValueSlider(
            FACTOR, labelled=labelled, show=format_factor, read=parse_factor, digits=3
        )
        self.value_slider.moved.connect(self.moved)
        self.value_slider.released.connect(self.released)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.value_slider)
        if not labelled:
            column.addWidget(_Ticks(self.value_slider.slider))
        self.setFocusProxy(self.value_slider)

    def set_value(self, factor: float) -> None:
        """Show a factor, silently."""
        self.value_slider.set_value(factor)


class _Ticks(QWidget):
    """The labels under the slider, each where the handle stands for it."""

    def __init__(self, slider: Slider) -> None:
        super().__init__()
        self._slider = slider
        self.setFixedHeight(16)
        self.setFont(tabular(QFont(self.font()), 11))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme_color(Role.PlaceholderText))
        first, last = self._slider.handle_centers()
        left = self._slider.x()
        for index, factor in enumerate(_TICKS):
            middle = left + first + (last - first) * index // (len(_TICKS) - 1)
            place = QRect(middle - 24, 0, 48, self.height())
            place.moveLeft(max(place.left(), 0))
            align = Qt.AlignmentFlag.AlignLeft if place.left() == 0 else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, format_factor(factor))
