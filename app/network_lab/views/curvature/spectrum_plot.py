"""How the eigenvalues of the loss's Hessian are spread: most near 0, a few far out, some negative."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QPushButton, QWidget

from app.kit.plots.annotations import paint_words
from app.kit.plots.captioned_panel import CaptionedPanel
from app.kit.plots.frame import Frame, draw_grid, draw_scale, room_for
from app.kit.plots.ticks import number_ticks, power_ticks
from app.kit.theme import Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import IconButton
from app.kit.widgets.kept_pixmap import KeptPixmap

from .words import number, percent

Floats = NDArray[np.float64]

_LEFT, _RIGHT, _BOTTOM, _SIDE = 44, 8, 22, 8
_DECADES = 5.0
"""So many powers of ten below the highest density the axis reaches."""
_LASTS_MS = 400
"""A computation that takes longer than this may be cancelled."""
_LIMIT_WITHIN = 1.6
"""A threshold up to so many times the largest eigenvalue has a place on the axis."""
_LEAST, _LEAST_WITH_NUMBERS = 40, 80
"""Pixels of height without which there is no room for a picture, or for numbers in it."""


class SpectrumCurve(NamedTuple):
    """The spectrum of one run's Hessian.

    density (n,) over eigenvalues `grid` (n,), with the area 1; the largest eigenvalues `leading` (k,), the
    largest first; `negative` is the share of all that is below 0. `threshold` is the sharpness at which steps
    with the present learning rate become unstable, written `limit`; NaN where λmax says nothing of that.
    If not `exact`, trace, density and share are estimates.
    """

    grid: Floats
    density: Floats
    leading: Floats
    trace: float
    negative: float
    threshold: float = math.nan
    limit: str = ""
    color: str = "#888888"
    exact: bool = True


class SpectrumPlot(CaptionedPanel):
    """`spectrum_wanted` and `cancelled` say what a person asks for, `closed` that they have seen enough."""

    spectrum_wanted = Signal()
    cancelled = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spectrum: SpectrumCurve | None = None
        self._computing = ""
        self._ink = KeptPixmap()
        self.ask = QPushButton()
        self.ask.setProperty("role", "small")
        self.ask.clicked.connect(self._tell_asked)
        self.close_button = IconButton(shapes.CROSS, 12)
        self.close_button.clicked.connect(self.closed)
        self.close_button.hide()
        self.head.addWidget(self.ask)
        self.head.addWidget(self.close_button)
        self._lasts = QTimer(self)
        self._lasts.setSingleShot(True)
        self._lasts.setInterval(_LASTS_MS)
        self._lasts.timeout.connect(self._offer)
        self.retranslate()

    # --- what is shown ---

    def set_spectrum(self, spectrum: SpectrumCurve | None) -> None:
        """Show a spectrum, and that none is being computed; whose it is, and when, `set_subject` says."""
        self._spectrum = spectrum
        self._ink.forget()
        self._tell()
        self.set_computing("")
        self._offer()
        self.update()

    def set_computing(self, subject: str) -> None:
        """Say whose spectrum is being computed: "SGD, epoch 62"; empty: none is."""
        if subject == self._computing:
            return
        self._computing = subject
        if subject:
            self._lasts.start()
        else:
            self._lasts.stop()
        self._offer()
        self.update()

    @property
    def computing(self) -> bool:
        """Whether one is being computed."""
        return bool(self._computing)

    def set_theme(self, theme: Theme) -> None:
        self._ink.forget()
        super().set_theme(theme)
        self._tell()

    def title(self) -> str:
        return self.tr("Spectrum")

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setToolTip(
            self.tr(
                "How many of all directions are curved how much: the eigenvalues of the loss's Hessian;"
                " the ticks are the largest ones"
            )
        )
        close = self.tr("Close the spectrum")
        self.close_button.describe(close, close)
        self._tell()
        self._offer()

    def sizeHint(self) -> QSize:
        return QSize(390, 280)

    def _tell_asked(self) -> None:
        (self.cancelled if self.computing else self.spectrum_wanted).emit()

    def _offer(self) -> None:
        """What the button does: compute, or cancel what lasts."""
        if self.computing:
            self.ask.setText(self.tr("Cancel"))
            self.ask.setToolTip(self.tr("Stop computing the spectrum"))
        else:
            self.ask.setText(self.tr("Compute") if self._spectrum is None else self.tr("Update"))
            self.ask.setToolTip(
                self.tr("Compute the spectrum of the shown run's Hessian at the epoch in view")
            )
        self.ask.setEnabled(not self._lasts.isActive())

    def _tell(self) -> None:
        self.tell("" if self._spectrum is None else self._words(self._spectrum), self.theme.text)

    def _words(self, spectrum: SpectrumCurve) -> str:
        if not math.isfinite(spectrum.trace):
            return self.tr("Not finite: the run has diverged")
        words = self.tr("Trace {trace}: the sum of all curvatures; {share} of the directions curve downwards")
        about = "" if spectrum.exact else "≈ "
        trace, share = about + number(spectrum.trace), about + percent(spectrum.negative)
        return words.format(trace=trace, share=share)

    # --- places ---

    @property
    def frame(self) -> Frame:
        """Eigenvalues from left to right, upwards their density as a power of ten."""
        free = self.body.adjusted(0, 4, -_RIGHT, -_BOTTOM)
        if self._spectrum is None:
            return Frame(free, (-1.0, 1.0), (-1.0, 1.0))
        reach = _reach(self._spectrum.density)
        ticks = power_ticks(*reach, max(2, int(free.height() // 26)))
        left = room_for(ticks, self.small_font, _LEFT) + _SIDE
        return Frame(free.adjusted(left, 0, -_SIDE, 0), _span(self._spectrum), reach)

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        frame, spectrum = self.frame, self._spectrum
        painter.setFont(self.small_font)
        if frame.place.width() < _LEAST or frame.place.height() < _LEAST:
            return
        if spectrum is not None and np.isfinite(spectrum.density).any():
            key = frame.place.getRect()
            painter.setOpacity(0.35 if self.computing else 1.0)
            if pixels:
                self._ink.paint(painter, self, key, lambda onto: self._paint_all(onto, frame, spectrum))
            else:
                self._paint_all(painter, frame, spectrum)
            painter.setOpacity(1.0)
        if self.computing or spectrum is None:
            painter.setFont(self.font())
            painter.setPen(QColor(self.theme.text if self.computing else self.theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.body.adjusted(16, 0, -16, 0), flags, self._state())

    def _state(self) -> str:
        if self.computing:
            return self.tr("Computing the spectrum of {subject} …").format(subject=self._computing)
        return self.tr("How is the loss curved in all directions at once? The spectrum tells.")

    def _paint_all(self, painter: QPainter, frame: Frame, spectrum: SpectrumCurve) -> None:
        ground = frame.place.adjusted(-_SIDE, 0, _SIDE, 0)
        painter.setFont(self.small_font)
        values = power_ticks(*frame.y, max(2, int(ground.height() // 26)))
        draw_grid(painter, frame, ground, values, self.theme)
        eigenvalues = number_ticks(*frame.x, max(2, int(ground.width() // 72)))
        draw_scale(painter, frame, ground, eigenvalues, self.tr("eigenvalue"), self.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(ground, Qt.ClipOperation.IntersectClip)
        self._paint_density(painter, frame, ground, spectrum)
        painter.restore()
        self._paint_leading(painter, frame, spectrum)
        self._paint_threshold(painter, frame, ground, spectrum)

    def _paint_density(
        self, painter: QPainter, frame: Frame, ground: QRectF, spectrum: SpectrumCurve
    ) -> None:
        """The outline, and below it what is negative and what positive in their colours."""
        low = frame.y[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            heights = np.log10(np.maximum(spectrum.density, 10.0 ** (low - 1)))
        x, y = frame.across(spectrum.grid), frame.down(np.nan_to_num(heights, nan=low - 1))
        outline = QPolygonF([QPointF(*point) for point in zip(x, y, strict=True)])
        area = QPolygonF(outline)
        area.append(QPointF(float(x[-1]), ground.bottom() + 2))
        area.append(QPointF(float(x[0]), ground.bottom() + 2))
        zero = min(max(frame.point(0.0, low).x(), ground.left()), ground.right())
        for left, right, color in (
            (ground.left(), zero, self.theme.negative),
            (zero, ground.right(), self.theme.positive),
        ):
            part = QRectF(left, ground.top(), right - left, ground.height())
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_fading(color, ground))
            painter.drawPolygon(area)
            painter.setPen(QPen(QColor(color), 1.8))
            painter.drawPolyline(outline)
            painter.restore()
        painter.setPen(QPen(QColor(self.theme.muted), 1))
        painter.drawLine(QLineF(zero, ground.top(), zero, ground.bottom()))

    def _paint_leading(self, painter: QPainter, frame: Frame, spectrum: SpectrumCurve) -> None:
        """A pin for each of the largest eigenvalues, and the number of the first."""
        bottom, top = frame.place.bottom(), frame.place.bottom() - min(0.35 * frame.place.height(), 34)
        color = QColor(spectrum.color)
        for value in spectrum.leading[np.isfinite(spectrum.leading)][::-1]:
            x = frame.point(float(value), frame.y[0]).x()
            for ink, wide in ((QColor(self.theme.halo), 3.6), (color, 1.6)):
                painter.setPen(QPen(ink, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(QLineF(x, bottom - 1, x, top))
            painter.setPen(QPen(QColor(self.theme.halo), 1.2))
            painter.setBrush(color)
            painter.drawEllipse(QPointF(x, top), 3.4, 3.4)
        roomy = frame.place.height() >= _LEAST_WITH_NUMBERS
        if roomy and len(spectrum.leading) and math.isfinite(float(spectrum.leading[0])):
            x = frame.point(float(spectrum.leading[0]), frame.y[0]).x()
            self._write(
                painter, frame.place, QPointF(x, top - 8), f"λmax {number(float(spectrum.leading[0]))}"
            )

    def _paint_threshold(
        self, painter: QPainter, frame: Frame, ground: QRectF, spectrum: SpectrumCurve
    ) -> None:
        """The sharpness at which steps become unstable, or where it would be."""
        if not math.isfinite(spectrum.threshold):
            return
        name = f"{spectrum.limit} = {number(spectrum.threshold)}"
        metrics = QFontMetricsF(painter.font())
        if spectrum.threshold > frame.x[1]:
            at = QPointF(ground.right(), ground.top() + metrics.ascent() + 3)
            self._write(painter, ground, at, f"{name} →")
            return
        x = round(frame.point(spectrum.threshold, 0.0).x()) + 0.5
        pen = QPen(QColor(self.theme.warning), 1.4)
        pen.setDashPattern([5.0, 3.5])
        painter.setPen(pen)
        painter.drawLine(QLineF(x, ground.top(), x, ground.bottom()))
        self._write(painter, ground, QPointF(x, ground.top() + metrics.ascent() + 3), name)

    def _write(self, painter: QPainter, bounds: QRectF, at: QPointF, text: str) -> None:
        """Words left of a point, or right of it where there is no room."""
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(text)
        left = at.x() - wide - 6 if at.x() - wide - 6 >= bounds.left() else at.x() + 6
        place = QRectF(left, at.y() - metrics.ascent(), wide, metrics.height())
        paint_words(painter, self.theme, place, text, self.theme.text)


def _fading(color: str, ground: QRectF) -> QLinearGradient:
    shades = QLinearGradient(ground.topLeft(), ground.bottomLeft())
    for place, opacity in ((0.0, 0.55), (1.0, 0.12)):
        shade = QColor(color)
        shade.setAlphaF(opacity)
        shades.setColorAt(place, shade)
    return shades


def _reach(density: Floats) -> tuple[float, float]:
    """The powers of ten between which densities are shown."""
    known = density[np.isfinite(density) & (density > 0)]
    if not len(known):
        return -1.0, 1.0
    high = math.log10(float(known.max()))
    low = max(high - _DECADES, math.log10(float(known.min())))
    return min(low, high - 1.0), high + 0.15


def _span(spectrum: SpectrumCurve) -> tuple[float, float]:
    """From the lowest eigenvalue to the highest, or to the threshold, if that is near."""
    numbers = np.concatenate([spectrum.grid, spectrum.leading, [0.0]])
    numbers = numbers[np.isfinite(numbers)]
    low, high = float(numbers.min()), float(numbers.max())
    if spectrum.threshold <= _LIMIT_WITHIN * high:
        high = max(high, spectrum.threshold)
    if high - low < 1e-12:
        return -1.0, 1.0
    room = 0.03 * (high - low)
    return low - room, high + room
