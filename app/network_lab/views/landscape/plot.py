"""What can be seen of a plane through weight space: losses as colours, axes, runs, a marked place, words."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QHideEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kit.maps.shaded_map import ShadedMap
from app.kit.maps.viewport import Viewport
from app.kit.panels.drag_panel import DragPanel
from app.kit.plots.annotations import paint_chip, paint_nothing, paint_sentence
from app.kit.plots.frame import Frame
from app.kit.plots.numbers import Numbers
from app.kit.theme import Theme
from app.kit.widgets.color_bar import ColorBar
from app.kit.widgets.halo import halo_pen
from app.kit.widgets.kept_pixmap import KeptPixmap
from core.loss_map import Scaling
from core.plane import Range

from .axes import paint_axes, with_axes
from .backdrop import Backdrop
from .paths import PathLines, RunPath, finite, marks, paint_mark
from .shading import Shading

_LEVELS, _FEW_LEVELS = 13, 9
"""Of contour lines, on a large and a small map; odd, so that a difference has a line at 0."""
_LARGE = 300.0
"""A map of this height has room for many lines and a whole colour bar."""
_CONTOUR_OPACITY = 0.2
_HALO_OPACITY = 0.6
_GAP = 6
_PLACE = 7.0
_COMPUTING_MS = 600
"""What is computed sooner is not said to be."""


class LandscapePlot(DragPanel):
    """Shows losses over a plane and what lies on it; `scaling_chosen` comes from the colour bar.

    What it does with the pointer and the keyboard is up to subclasses.
    """

    scaling_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, right_drags=True)
        self.heading.hide()
        self._backdrop: Backdrop | None = None
        self._paths: tuple[RunPath, ...] = ()
        self._range: Range | None = None
        self._place: tuple[float, float, str] | None = None
        self._scaling: Scaling = "rank"
        self._empty = ""
        self._progress: float | None = None
        self._shading: Shading | None = None
        self._shaded_map: ShadedMap | None = None
        self._path_lines: tuple[Viewport, PathLines] | None = None
        self._ground, self._halos, self._lines = KeptPixmap(), KeptPixmap(), KeptPixmap()
        self._slow = QTimer(self, singleShot=True, interval=_COMPUTING_MS)
        self._slow.timeout.connect(self.update)
        self.bar = ColorBar(self)
        self.bar.scaling_chosen.connect(self.scaling_chosen)
        self.bar.hide()
        self.setMinimumSize(120, 80)
        self.retranslate()

    # --- what is shown ---

    def set_backdrop(self, backdrop: Backdrop | None) -> None:
        """Show losses as colour and contour lines; None: there are none yet."""
        self._backdrop = backdrop if backdrop is not None and backdrop.is_plane else None
        self._shade()

    def set_paths(self, paths: Sequence[RunPath]) -> None:
        """Show where runs went on the plane, as far as that is finite."""
        self._paths = tuple(finite(path) for path in paths)
        self._forget_paths()

    def set_place(self, place: tuple[float, float] | None, text: str = "") -> None:
        """Mark the place whose network is looked at, with its losses or other words; None: none."""
        known = place is not None and math.isfinite(place[0]) and math.isfinite(place[1])
        shown = (*place, text) if known and place is not None else None
        if shown != self._place:
            self._place = shown
            self.update()

    def set_scaling(self, scaling: Scaling) -> None:
        """How loss becomes colour."""
        if scaling != self._scaling:
            self._scaling = scaling
            self.bar.set_scaling(scaling)
            self._shade()

    def set_range(self, range: Range | None) -> None:
        """Show this part of the plane, however far the losses reach; None: all of them."""
        if range != self._range:
            self._range = range
            self._forget()

    def set_progress(self, done: float | None) -> None:
        """Which share of new losses is there, NaN if that is not known; None: none are being computed.

        It is said only if it lasts.
        """
        if done is None:
            self._slow.stop()
        elif self._progress is None:
            self._slow.start()
        if done != self._progress:
            self._progress = done
            self.update()

    def set_empty_text(self, text: str) -> None:
        """What to say while there are no losses."""
        self._empty = text
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)
        super().set_theme(theme)
        self._forget()

    def title(self) -> str:
        return self.tr("Its landscape")

    @property
    def range(self) -> Range:
        """What of the plane can be seen."""
        if self._range is not None:
            return self._range
        return self._backdrop.range if self._backdrop is not None else ((-1.0, 1.0), (-1.0, 1.0))

    def _shade(self) -> None:
        made = self._backdrop
        self._shading = self._shaded_map = None
        if made is not None:
            levels = _LEVELS if self.frame.place.height() >= _LARGE else _FEW_LEVELS
            found = self._shading = made.shading(self._scaling, levels)
            self._shaded_map = ShadedMap(
                found.rectangle,
                found.shades,
                found.contours,
                _CONTOUR_OPACITY,
                signed=made.is_difference,
            )
            self.bar.set_scale(found.scale, difference=made.is_difference)
        self._place_bar()
        self._forget()

    def _forget(self) -> None:
        self._ground.forget()
        self._forget_paths()

    def _forget_paths(self) -> None:
        self._path_lines = None
        self._halos.forget()
        self._lines.forget()
        self.update()

    # --- places ---

    @property
    def body(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, 1, -1, 0)

    @property
    def frame(self) -> Frame:
        """Where the plane is drawn."""
        if self._backdrop is None:
            return Frame(self.body, *self.range)
        return with_axes(self.body, self.range, self.small_font)

    @property
    def viewport(self) -> Viewport:
        """The same, with what maps share."""
        return Viewport.filled(self.range, self.frame.place)

    def _place_bar(self) -> None:
        place = self.frame.place
        self.bar.set_compact(place.height() < _LARGE or place.width() < 1.4 * _LARGE)
        size = self.bar.sizeHint()
        fits = size.width() + 2 * _GAP <= place.width() and 5 * size.height() <= place.height()
        self.bar.setVisible(fits and self._shading is not None)
        corner = place.bottomRight().toPoint()
        self.bar.setGeometry(
            corner.x() - size.width() - _GAP, corner.y() - size.height() - _GAP, size.width(), size.height()
        )

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        frame = self.frame
        viewport, key = Viewport.filled(self.range, frame.place), (frame, self.theme.name)

        def paint_ground(onto: QPainter) -> None:
            self._paint_ground(onto, frame, viewport, curves=not pixels)

        def halos(onto: QPainter) -> None:
            onto.setClipRect(frame.place, Qt.ClipOperation.IntersectClip)
            self._lines_in(viewport).paint_halos(onto, self.theme)

        def lines(onto: QPainter) -> None:
            onto.setClipRect(frame.place, Qt.ClipOperation.IntersectClip)
            self._lines_in(viewport).paint(onto)

        layers = (
            (self._ground, paint_ground, 1.0),
            (self._halos, halos, _HALO_OPACITY),
            (self._lines, lines, 1.0),
        )
        for kept, draw, opacity in layers:
            painter.save()
            painter.setOpacity(opacity)
            if pixels:
                kept.paint(painter, self, key, draw)
            else:
                draw(painter)
            painter.restore()
        for mark in marks(viewport, self._paths):
            paint_mark(painter, viewport, mark, self.theme)
        self._paint_words(painter, frame.place, viewport)
        self.paint_focus(painter, frame.place)

    def _lines_in(self, viewport: Viewport) -> PathLines:
        """The paths as they are drawn; kept, as halos and lines need them."""
        if self._path_lines is None or self._path_lines[0] != viewport:
            self._path_lines = viewport, PathLines(self._paths, viewport)
        return self._path_lines[1]

    def _paint_ground(self, painter: QPainter, frame: Frame, viewport: Viewport, *, curves: bool) -> None:
        """The losses in a frame, and its axes."""
        place = frame.place
        painter.fillRect(place, QColor(self.theme.raised))
        if self._shaded_map is not None and self._shading is not None:
            painter.save()
            painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
            if not np.isfinite(self._shading.shades).all():
                painter.fillRect(place, QBrush(QColor(self.theme.line), Qt.BrushStyle.BDiagPattern))
            self._shaded_map.paint(painter, viewport, self.theme, curves=curves)
            painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.line), 1.0))
        painter.drawRect(place)
        if self._backdrop is not None:
            paint_axes(painter, frame, self.theme, self.small_font)

    def _paint_words(self, painter: QPainter, area: QRectF, viewport: Viewport) -> None:
        room, font = area.adjusted(4, 4, -4, -4), self.small_font
        if self._backdrop is None:
            computing = self._progress is not None and not self._slow.isActive()
            words = self.tr("The first landscape is being computed …") if computing else self._empty
            paint_nothing(painter, self.theme, self.font(), area, words)
        elif self._shading is not None and np.isnan(self._shading.shades).all():
            sentence = self.tr("No loss here is a finite number.")
            paint_sentence(painter, self.theme, self.font(), area, sentence)
        pointer = self.pointer()
        pointed = self.words_at(pointer) if pointer is not None else ""
        if self._place is not None:
            at = viewport.pixel_of(*self._place[:2])
            words = self._place[2] or self.words_at(at)
            self._paint_place(painter, area, at, "" if pointed else words)  # two chips would overlap
        if pointer is not None and pointed:
            paint_chip(painter, self.theme, font, room, pointer, pointed)
        if self._backdrop is not None and self._progress is not None and not self._slow.isActive():
            self._paint_progress(painter, room)

    def _paint_place(self, painter: QPainter, area: QRectF, at: QPointF, text: str) -> None:
        if not area.adjusted(-1, -1, 1, 1).contains(at):
            return
        diamond = QPainterPath(at - QPointF(0, _PLACE))
        for x, y in ((_PLACE, 0), (0, _PLACE), (-_PLACE, 0)):
            diamond.lineTo(at + QPointF(x, y))
        diamond.closeSubpath()
        painter.setBrush(QColor(self.theme.accent))
        painter.setPen(halo_pen(self.theme, 5.0))
        painter.drawPath(diamond)
        painter.setPen(QPen(QColor(self.theme.text), 1.6, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(diamond)
        if text:
            paint_chip(painter, self.theme, self.small_font, area.adjusted(4, 4, -4, -4), at, text)

    def _paint_progress(self, painter: QPainter, room: QRectF) -> None:
        done = self._progress
        text = self.tr("computing …")
        if done is not None and math.isfinite(done):
            text = self.tr("computing … {share} %").format(share=round(100 * done))
        corner = room.topLeft() - QPointF(20.0, 20.0)  # as near to it as the chip can stand
        paint_chip(painter, self.theme, self.small_font, room, corner, text)

    # --- readings ---

    def pointer(self) -> QPointF | None:
        """The pixel whose losses are told beside it, if any."""
        return None

    def words_at(self, at: QPointF) -> str:
        """Loss and coordinates under a pixel; nothing outside the losses."""
        viewport = self.viewport
        if self._backdrop is None or not viewport.area.contains(at):
            return ""
        return self._backdrop.words_at(*viewport.nearest_place(at))

    def numbers(self) -> Numbers | None:
        return None if self._backdrop is None else self._backdrop.numbers()

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shade()

    def hideEvent(self, event: QHideEvent) -> None:
        self._slow.stop()
        super().hideEvent(event)
