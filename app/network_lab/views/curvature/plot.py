"""How sharp the loss is where every run is, epoch by epoch, against the most that its steps can bear."""

import math

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kit.panels.captioned_panel import CaptionedPanel
from app.kit.theme import Theme
from app.kit.widgets.basic import Option, SegmentedChoice

from .curves import CurvatureCurve, CurvatureCurves
from .sharpness_plot import WAYS, SharpnessView, Way, Words, content
from .words import sentence, verdict_color

__all__ = ["CurvatureCurve", "CurvatureCurves", "CurvaturePlot"]

_LEAST_WITH_ALL_WORDS = 320
"""With less height than this what is too long of the sentence gives way to the plot."""


class CurvaturePlot(CaptionedPanel):
    """`scrubbed` says at which epoch a person points, `way_chosen` which of two ways to look they want.

    "edge": for every run its sharpness as a multiple of what its learning rate stands, with a line at 1, the
    edge of stability. "sharpness": λmax itself, with the threshold of the shown run as a dashed line.
    """

    scrubbed = Signal(int)
    way_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.view = SharpnessView()
        super().__init__(lambda: content(self.view, self.picture.height()), parent)
        self.picture.handle_moved.connect(lambda epoch: self.scrubbed.emit(round(epoch)))
        self.way = SegmentedChoice(WAYS)
        self.way.set_choice(WAYS[0])
        self.way.chosen.connect(self.way_chosen)
        self.head.addWidget(self.way)
        self.retranslate()

    # --- what is shown ---

    def set_curvature(self, curvature: CurvatureCurves) -> None:
        """Show what was measured of these runs."""
        self._change(curvature=curvature)

    def set_cursor(self, epoch: int | None) -> None:
        """Put the line at an epoch; the curves are pale after it. None: at the present, without a line."""
        self.view = self.view._replace(cursor=epoch)
        self.picture.set_handle(epoch)
        self._tell()

    def set_shown(self, run: int) -> None:
        """Which run the other views show: its curve is strong, and the sentence is about it."""
        if run != self.view.shown:
            self._change(shown=run)

    def set_way(self, way: Way) -> None:
        """Look at it in one of the two ways."""
        self.way.set_choice(way)
        self._change(way=way)

    def set_every_limit(self, every: bool) -> None:
        """Show the thresholds of all runs, where λmax is shown, or only that of the shown one."""
        self._change(every_limit=every)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._change(theme=theme)

    def title(self) -> str:
        return self.tr("Sharpness")

    def retranslate(self) -> None:
        super().retranslate()
        edge = self.tr(
            "Sharpness divided by what the update rule stands, 2/η for gradient descent: above 1, steps"
            " along the sharpest direction overshoot and grow"
        )
        plain = self.tr(
            "λmax, the largest eigenvalue of the loss's Hessian; dashed: where the shown run would be at"
            " the edge of stability"
        )
        self.way.set_texts((Option("edge", self.tr("edge"), edge), Option("sharpness", "λmax", plain)))
        self.heading.setToolTip(
            self.tr(
                "How sharply the loss is curved where each run is; click or drag to look at another epoch"
            )
        )
        self._change(
            words=Words(
                self.tr("epoch"),
                self.tr("The curvature is measured while the network trains."),
                self.tr("edge of stability"),
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(390, 280)

    def _change(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]
        self.picture.changed()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        reading = self.view.reading
        said = sentence(reading)
        color = verdict_color(reading.standing, self.theme)
        self.tell(said, color)
        if self.height() < _LEAST_WITH_ALL_WORDS:
            margins = self.column.contentsMargins()
            width = self.width() - margins.left() - margins.right()
            if self.sentence.heightForWidth(width) > self.sentence.sizeHint().height():
                self.sentence.set_text(sentence(reading._replace(alignment=math.nan)), color)
