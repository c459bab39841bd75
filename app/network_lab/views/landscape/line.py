"""The loss along a line through weight space: from one solution to another, or in a random direction."""

import math

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QWidget

from app.kit.plots.plot import Plot
from app.kit.theme import Theme
from core.loss_map import Scaling

from .line_layers import End, LossLine
from .line_plot import LineView, Words, content

__all__ = ["End", "LandscapeLine", "LossLine"]


class LandscapeLine(Plot):
    """Shows losses along a line; `place_moved(α, 0)` while a person drags the cursor, then `place_released`.

    The cursor moves only by `set_place`; `place_cleared` when a person wants none.
    """

    place_moved = Signal(float, float)
    place_released = Signal()
    place_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.view = LineView()
        super().__init__(lambda: content(self.view), parent)
        self._subject = self._empty = ""
        self.handle_moved.connect(lambda alpha: self.place_moved.emit(alpha, 0.0))
        self.handle_released.connect(self.place_released)
        self.handle_cleared.connect(self.place_cleared)
        self.setMinimumSize(120, 80)
        self._retranslate()

    def set_line(self, line: LossLine | None) -> None:
        """Show losses along a line; None: there are none yet."""
        self._change(line=line if line is not None and len(line.alpha) > 1 else None)

    def set_metric(self, name: str) -> None:
        """What the metric is: "accuracy" or "R²"."""
        self._change(metric=name)

    def set_scaling(self, scaling: Scaling) -> None:
        """Losses on a linear axis, or if it is not "linear", on a logarithmic one."""
        self._change(scaling=scaling)

    def set_place(self, place: tuple[float, float] | None, text: str = "") -> None:
        """Put the cursor at the α of a place, with its losses or other words; None: nowhere."""
        shown = None if place is None or not math.isfinite(place[0]) else (place[0], text)
        if shown != self.view.place:
            self.view = self.view._replace(place=shown)
            self.marks_changed()

    def set_empty_text(self, text: str) -> None:
        """What to say while there are no losses."""
        self._empty = text
        self._retranslate()

    def set_subject(self, subject: str) -> None:
        """Say to who cannot see it of whom the losses are."""
        self._subject = subject
        self._entitle()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._change(theme=theme)

    def words_at(self, alpha: float) -> str:
        """α and the losses there."""
        return self.view.words_at(alpha)

    def _change(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]
        self.changed()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _entitle(self) -> None:
        title = self.tr("Its landscape")
        if self._subject:
            title = QCoreApplication.translate("Panel", "{title} — {subject}").format(
                title=title, subject=self._subject
            )
        self.setAccessibleName(title)

    def _retranslate(self) -> None:
        self._entitle()
        self.setToolTip(
            self.tr("The loss on the way from one network to the other: drag, and the network goes with you.")
        )
        self.setAccessibleDescription(
            self.tr("The left and right arrow keys move along the line, with Shift further; Esc leaves it.")
        )
        words = Words(self.tr("training"), self.tr("validation"), self.tr("accuracy"), self._empty)
        self._change(words=words)
