"""What a plot shows, as one value: its axes, its layers, and what a person can drag."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from .axis import Axis
from .layers import Layer
from .ranges import Span

Floats = NDArray[np.float64]


class Margins(NamedTuple):
    """Pixels around what the axes enclose: at the left at least so many, more for long numbers.

    `edge` is the room between the sides and the first and the last x, so that markers there are whole; `name`
    that for the name of the vertical axis, which is not written without it.
    """

    left: float = 44
    top: float = 8
    right: float = 8
    bottom: float = 22
    edge: float = 7
    name: float = 0


class Handle(NamedTuple):
    """What a person moves along x by dragging, clicking, and with the arrow keys.

    It may stand from `low` to `high`, and stands `at` an x: None at the end, where no line is drawn for it.
    `step` is what an arrow key moves, `large` the same with Shift, `page` what Page Up moves. `line`: the kit
    draws it as the cursor line; False where the plot draws its own. Keys move it from `start` where it stands
    nowhere. `clearable`: a person can take it away with Esc or a double-click.
    """

    at: float | None
    low: float
    high: float
    step: float = 1.0
    large: float = 10.0
    page: float = 0.0
    whole: bool = True
    line: bool = True
    start: float | None = None
    clearable: bool = False

    @property
    def x(self) -> float | None:
        """Where it is drawn: `at`, within its bounds."""
        return None if self.at is None else min(max(self.at, self.low), self.high)

    def moved(self, to: float) -> float:
        """The nearest x at which it may stand."""
        to = min(max(to, self.low), self.high)
        return float(round(to)) if self.whole else to

    def by_key(self, key: int, shift: bool) -> float | None:
        """Where a key moves it to; None: the key does not move it."""
        start = self.high if self.start is None else min(max(self.start, self.low), self.high)
        now = start if self.x is None else self.x
        step = self.large if shift else self.step
        places: dict[int, float] = {
            Qt.Key.Key_Left: now - step,
            Qt.Key.Key_Right: now + step,
            Qt.Key.Key_PageUp: now + self.page,
            Qt.Key.Key_PageDown: now - self.page,
            Qt.Key.Key_Home: self.low,
            Qt.Key.Key_End: self.high,
        }
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not self.page:
            return None
        return self.moved(places[key]) if key in places else None


class PlotContent(NamedTuple):
    """The declaration of a plot.

    x_span: the positions the horizontal axis shows. y_span: those of the vertical axis, or a function that
    finds them from the heights (n,) of all lines that count, as positions. kind: while it stays equal, a
    person's zoom is kept. zooms: a person may zoom. empty: the sentence that is shown where no layer has
    anything to show. axes: False where there is nothing yet that the axes could be of.
    """

    x: Axis
    y: Axis
    layers: Sequence[Layer]
    x_span: Span
    y_span: Span | Callable[[Sequence[Floats]], Span]
    margins: Margins = Margins()
    handle: Handle | None = None
    kind: object = None
    zooms: bool = True
    empty: str = ""
    axes: bool = True
    pale_after_cursor: bool = True
    caption: Callable[[float], str] | None = None
    """What stands over the read-out at an x, by default the name of the axis and x."""
