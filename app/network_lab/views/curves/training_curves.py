"""Loss or metric of every run over the epochs: training and validation, and what became of the shown run."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kit.plots.lines import draw_line
from app.kit.plots.plot import Plot
from app.kit.theme import DARK, Theme
from app.kit.widgets.basic import Heading, Option, SegmentedChoice, tabular

from .training_plot import FINE, QUANTITIES, STRIP, Quantity, TrainingCurve, TrainingView, Words, content

__all__ = ["Quantity", "TrainingCurve", "TrainingCurves"]

_LEAST = 90
"""Pixels of height without which curves tell nothing."""
_BOTTOM = 22


class TrainingCurves(QWidget):
    """Says which epoch, scale and quantity a person points at; all of it shows only when set."""

    scrubbed = Signal(int)
    log_chosen = Signal(bool)
    quantity_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.legend = _Legend()
        self.quantity = SegmentedChoice(QUANTITIES)
        self.scale = SegmentedChoice(("log", "linear"))
        self.view = TrainingView()
        self.picture = Plot(lambda: content(self.view))
        self.picture.setMinimumHeight(_LEAST + STRIP + _BOTTOM)
        self.picture.export_menu.picture_of = self
        self.picture.handle_moved.connect(lambda epoch: self.scrubbed.emit(round(epoch)))
        self.quantity.chosen.connect(self.quantity_chosen)
        self.scale.chosen.connect(lambda key: self.log_chosen.emit(key == "log"))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.heading)
        top.addWidget(self.legend, 1)
        top.addWidget(self.scale)
        top.addWidget(self.quantity)
        self._top = top
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.picture, 1)
        self.setFocusProxy(self.picture)
        self.set_quantity("loss")
        self.set_log(True)
        self.set_theme(DARK)
        self._retranslate()

    def set_curves(self, curves: Sequence[TrainingCurve], epochs: int) -> None:
        """Show these runs, which are to train for so many epochs."""
        self._change(curves=tuple(curves), wanted=epochs)

    def set_cursor(self, epoch: int | None) -> None:
        """Put the line at an epoch; the curves are pale after it. None: at the present, without a line."""
        self.view = self.view._replace(cursor=epoch)
        self.picture.set_handle(epoch)

    def set_log(self, log: bool) -> None:
        """A logarithmic or a linear axis for the loss."""
        self.scale.set_choice("log" if log else "linear")
        self._change(log=log)

    @property
    def log(self) -> bool:
        """Whether losses stand on a logarithmic axis."""
        return self.scale.choice == "log"

    def set_quantity(self, quantity: Quantity) -> None:
        """Show loss or metric; that has no logarithmic axis."""
        self.quantity.set_choice(quantity)
        self.scale.setVisible(quantity == "loss")
        self._change(quantity=quantity)
        self._name()

    def set_metric(self, name: str) -> None:
        """What the metric is: "accuracy" or "R²"."""
        self._change(metric=name)
        self._retranslate()

    def set_coarse(self, coarse: bool) -> None:
        """Draw thin lines while something is being dragged, for speed."""
        self.picture.set_coarse(coarse)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; those of the runs come with their curves."""
        self.legend.set_theme(theme)
        self.picture.set_theme(theme)
        self._change(theme=theme)

    def _change(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]
        self.picture.changed()

    def sizeHint(self) -> QSize:
        return QSize(560, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _metric_name(self) -> str:
        return self.tr("accuracy") if self.view.metric == "accuracy" else self.view.metric

    def _name(self) -> None:
        shown = self.tr("loss") if self.view.quantity == "loss" else self._metric_name()
        shown = shown[:1].upper() + shown[1:]
        title = self.tr("{quantity} over epochs").format(quantity=shown)
        self.picture.setAccessibleName(title)
        self.heading.setText(title)
        margins = self.contentsMargins() + self._column.contentsMargins()
        choices = self._top.minimumSize().width()  # the heading and the legend can do with nothing
        if self.heading.sizeHint().width() > self.width() - margins.left() - margins.right() - choices:
            self.heading.setText(shown)

    def _retranslate(self) -> None:
        self.quantity.set_texts(
            (
                Option("loss", self.tr("loss"), self.tr("What training makes small")),
                Option(
                    "metric", self._metric_name(), self.tr("What people judge by: the larger, the better")
                ),
            )
        )
        self.scale.set_texts(
            (
                Option(
                    "log", self.tr("log"), self.tr("Equal heights are equal factors: small losses show too")
                ),
                Option(
                    "linear", self.tr("linear"), self.tr("Equal heights are equal differences of the loss")
                ),
            )
        )
        self.legend.set_texts(self.tr("training"), self.tr("validation"))
        self.picture.setToolTip(
            self.tr("Training and validation after each epoch; click or drag to look at another epoch")
        )
        self._change(
            words=Words(
                self.tr("epoch"),
                self.tr("The curves begin with the first epoch."),
                self.tr("overfitting"),
                self.tr("early stop"),
                self.tr("restored"),
                self.tr("diverged"),
                self.tr("training"),
                self.tr("validation"),
            )
        )
        self._name()


class _Legend(QWidget):
    """Which line is training and which validation; gone where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "")
        self._theme = DARK
        self.setFont(tabular(self.font(), 11))

    def set_texts(self, training: str, validation: str) -> None:
        self._texts = (training, validation)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetricsF(self.font())
        widths = [24 + metrics.horizontalAdvance(text) for text in self._texts]
        if sum(widths) + 14 > self.width():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, x, y = QColor(self._theme.muted), 0.0, self.height() / 2
        for text, line_width, dash, width in zip(self._texts, (2.0, 1.2), ((), FINE), widths, strict=True):
            draw_line(painter, np.array([x, x + 18]), np.array([y, y]), ink, line_width, dash)
            painter.setPen(ink)
            painter.drawText(QPointF(x + 24, y + metrics.capHeight() / 2), text)
            x += width + 14
