"""The curvature of the shown network: its sharpness over time, and when asked for the whole spectrum."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.kit.panels.panel import Panel
from app.kit.theme import Theme

from .plot import CurvaturePlot
from .spectrum import SpectrumPlot

Arrangement = Literal["beside", "below", "instead"]

_BESIDE, _BELOW = 640, 440
"""So wide or so high a panel has room for both."""


def arrangement(size: QSize) -> Arrangement:
    """Where the spectrum goes: beside the strip, below it, or in its place if there is room for one only."""
    if size.width() >= _BESIDE and size.width() >= size.height():
        return "beside"
    return "below" if size.height() >= _BELOW else "instead"


class CurvaturePanel(Panel):
    """A heading, below it the strip, and the spectrum while it is open; `spectrum_wanted` asks for that."""

    spectrum_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = False
        self.strip = CurvaturePlot(self)
        self.spectrum = SpectrumPlot(self)
        self.spectrum.close_button.show()
        self.open_button = QPushButton()
        self.open_button.setProperty("role", "small")
        self.strip.head.addWidget(self.open_button)
        self.strip.way_chosen.connect(self.strip.set_way)
        self.open_button.clicked.connect(self._open_spectrum)
        self.spectrum.spectrum_wanted.connect(self.spectrum_wanted)
        self.spectrum.closed.connect(lambda: self.set_open(False))
        self.setFocusProxy(self.strip)
        self.setMinimumSize(self.strip.minimumSize() + QSize(0, round(self.body.top())))
        self.set_open(False)
        self.retranslate()

    @property
    def is_open(self) -> bool:
        """Whether there is a place for the spectrum."""
        return self._open

    def set_open(self, opened: bool) -> None:
        """Give the spectrum a place, or take it back."""
        self._open = opened
        self.open_button.setVisible(not opened)
        self._place()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.strip.set_theme(theme)
        self.spectrum.set_theme(theme)

    def title(self) -> str:
        return self.tr("Curvature")

    def retranslate(self) -> None:
        super().retranslate()
        self.open_button.setText(self.tr("Spectrum"))
        self.open_button.setToolTip(
            self.tr("How all eigenvalues of the Hessian are spread, for the shown run at the epoch in view")
        )

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        """Nothing: the two views lie over it."""

    def sizeHint(self) -> QSize:
        return QSize(390, 280)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _open_spectrum(self) -> None:
        self.set_open(True)
        self.spectrum_wanted.emit()

    def _place(self) -> None:
        top = round(self.body.top()) - self.column.spacing()  # the views have margins of their own
        free = self.rect().adjusted(0, top, 0, 0)
        first, second = QRect(free), QRect(free)
        way = arrangement(self.size())
        if self._open and way == "beside":
            first.setRight(free.width() // 2)
            second.setLeft(first.right() + 1)
        elif self._open and way == "below":
            first.setBottom(free.center().y())
            second.setTop(first.bottom() + 1)
        self.strip.setGeometry(first)
        self.spectrum.setGeometry(second)
        self.strip.setVisible(not (self._open and way == "instead"))
        self.spectrum.setVisible(self._open)
