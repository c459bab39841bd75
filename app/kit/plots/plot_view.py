"""Paints a plot from its declaration: lays it out, draws its layers, and reads values under the pointer."""

import math
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..theme import DARK, Theme
from ..widgets.basic import tabular
from ..widgets.kept_pixmap import KeptPixmap
from .annotations import paint_nothing
from .canvas import Canvas
from .content import PlotContent
from .frame import Frame, draw_grid, draw_scale, draw_upright_grid, room_for
from .kept_layers import KeptLayers
from .labels import Labels
from .layers import Layer, Line, Stage, paint_beyond
from .numbers import Numbers, merged
from .ranges import Span
from .readout import Value, paint_values
from .run_marks import draw_cursor, parts
from .ticks import Tick
from .zoom import Zoom

Floats = NDArray[np.float64]
Thinned = tuple[Floats, Floats]

_ROW, _COLUMN = 26.0, 72.0
"""Pixels between the numbers of the vertical and of the horizontal axis at least."""
_LEAST = 24.0
"""With less width or height than this nothing is drawn."""


class Drawing(NamedTuple):
    """The content laid out for the present size and zoom."""

    content: PlotContent
    frame: Frame
    whole: tuple[Span, Span]
    y_ticks: list[Tick]
    lines: dict[int, Thinned]
    """Every line's points, by the identity of the layer."""


class Readout(NamedTuple):
    """The values of all lines at an x, and the caption above them."""

    x: float
    caption: str
    values: tuple[Value, ...]


class PlotView(QWidget):
    """Paints what `declare` returns; call `changed` when that would return something else.

    It may depend on the size of the plot, too: after each resize it is called again.
    """

    def __init__(self, declare: Callable[[], PlotContent], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declare = declare
        self.theme = DARK
        self.zoom = Zoom()
        self._drawing: Drawing | None = None
        self._content: PlotContent | None = None
        self._curves = KeptPixmap()
        self._backdrop = KeptLayers()
        self._pointer: QPointF | None = None
        """Where values are read; None: the pointer is elsewhere."""
        self._coarse = False
        self._focus_ring = False
        self._kind: object = None
        self.setFont(tabular(self.font(), 11))

    # --- what is shown ---

    def changed(self) -> None:
        """Draw anew: the numbers or the words have changed."""
        self._content = self._drawing = None
        self._curves.forget()
        self.update()

    def marks_changed(self) -> None:
        """Draw anew, except for the kept curves: only what lies above them has changed."""
        self._content = self._drawing = None
        self.update()

    def set_handle(self, at: float | None) -> None:
        """Draw the handle at another x; the kept pixmap of the curves stays as it is."""
        content = self._content
        if content is not None and content.handle is not None and content.handle.at != at:
            self._content = content._replace(handle=content.handle._replace(at=at))
            if self._drawing is not None:
                self._drawing = self._drawing._replace(content=self._content)
            self.update()

    def point_at(self, place: QPointF | None) -> None:
        """Read the values under a place of the widget; None: read none."""
        if place != self._pointer:
            self._pointer = place
            self.update()

    def set_focus_ring(self, shown: bool) -> None:
        """Show that the keyboard leads here, or not."""
        self._focus_ring = shown
        self.update()

    def lay_out_anew(self) -> None:
        """Draw other parts of the same numbers."""
        self._drawing = None
        self._curves.forget()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self._backdrop.forget()
        self.changed()

    def set_coarse(self, coarse: bool) -> None:
        """Draw thin lines while something is being dragged, for speed."""
        if coarse != self._coarse:
            self._coarse = coarse
            self._curves.forget()
            self.update()

    @property
    def content(self) -> PlotContent:
        """What is declared at present."""
        if self._content is None:
            self._content = self._declare()
            if self._content.kind != self._kind:
                self._kind = self._content.kind
                self.zoom.reset()
        return self._content

    def numbers(self) -> Numbers | None:
        """All numbers of the plot as a table; None if there are none."""
        columns = [column for layer in self.content.layers for column in layer.columns()]
        columns = [column for column in columns if len(column.x)]
        return merged(self.content.x.name, columns) if columns else None

    # --- places ---

    @property
    def drawing(self) -> Drawing:
        """The content laid out for the present size and zoom."""
        if self._drawing is None:
            self._drawing = self._laid_out(self.content)
        return self._drawing

    @property
    def frame(self) -> Frame:
        """Where numbers lie: positions on the axes and the pixels they span."""
        return self.drawing.frame

    @property
    def area(self) -> QRectF:
        """What the axes enclose, room for markers at the sides included."""
        edge = self.content.margins.edge
        return self.frame.place.adjusted(-edge, 0, edge, 0)

    def _laid_out(self, content: PlotContent) -> Drawing:
        margins = content.margins
        free = QRectF(self.rect()).adjusted(0, margins.top, -margins.right, -margins.bottom)
        free.setLeft(margins.name)
        columns = max(round(free.width() - margins.left), 1)
        zoomed = self.zoom.x
        shown = None if zoomed is None else (content.x.number(zoomed[0]), content.x.number(zoomed[1]))
        lines = {
            id(layer): layer.thinned(columns, shown) for layer in content.layers if isinstance(layer, Line)
        }
        whole_y = self._whole_y(content, lines if zoomed is None else None, columns)
        x, y = zoomed or content.x_span, self.zoom.y or whole_y
        ticks = content.y.ticks(*y, max(2, int(free.height() // (content.y.spacing or _ROW))))
        left = room_for(ticks, self.font(), margins.left)
        place = free.adjusted(left + margins.edge, 0, -margins.edge, 0)
        return Drawing(content, Frame(place, x, y), (content.x_span, whole_y), ticks, lines)

    def _whole_y(self, content: PlotContent, lines: dict[int, Thinned] | None, columns: int) -> Span:
        """What the vertical axis shows without a zoom."""
        if not callable(content.y_span):
            return content.y_span
        counted = [layer for layer in content.layers if isinstance(layer, Line) and layer.counts]
        thinned = [(layer.thinned(columns, None) if lines is None else lines[id(layer)]) for layer in counted]
        return content.y_span([content.y.positions(y) for _, y in thinned])

    def sizeHint(self) -> QSize:
        return QSize(390, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.changed()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing, area = self.drawing, self.area
        if area.width() < _LEAST or area.height() < _LEAST:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        canvas = self._canvas(painter, drawing, area)
        content = drawing.content
        self._paint_backdrop(canvas)
        self._paint_curves(canvas)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if content.empty and not self._has_something(drawing):
            paint_nothing(painter, self.theme, self.font(), area, content.empty)
        self._paint_stage(canvas, "marks")
        self._paint_cursor(canvas)
        self._paint_stage(canvas, "heads")
        if self.zoom.y is None:  # whoever zooms knows that there is more
            for layer in content.layers:
                if isinstance(layer, Line) and layer.counts:
                    paint_beyond(canvas, layer, *drawing.lines[id(layer)])
        self._paint_readout(canvas)
        if self._focus_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 2.0))
            painter.drawRect(area.adjusted(-1, -1, 1, 1))
        painter.end()

    def _paint_scale(self, painter: QPainter, drawing: Drawing, area: QRectF) -> None:
        axis = drawing.content.x
        if not axis.numbered:
            return
        ticks = axis.ticks(*drawing.frame.x, max(2, int(area.width() // (axis.spacing or _COLUMN))))
        if axis.grid:
            draw_upright_grid(painter, drawing.frame, area, ticks, self.theme)
        draw_scale(painter, drawing.frame, area, ticks, axis.name, self.theme)

    def _paint_name(self, painter: QPainter, area: QRectF, content: PlotContent) -> None:
        """The name of the vertical axis, along it."""
        painter.save()
        painter.setPen(QColor(self.theme.muted))
        painter.translate(0.0, area.center().y())
        painter.rotate(-90)
        room = QRectF(-self.height() / 2, 0.0, self.height(), content.margins.name)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, content.y.name)
        painter.restore()

    def _canvas(self, painter: QPainter, drawing: Drawing, area: QRectF) -> Canvas:
        content, handle = drawing.content, drawing.content.handle
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        pixels = raster and painter.deviceTransform().m11() == self.devicePixelRatioF()
        room = area.adjusted(2, -content.margins.top, 0, -2)
        labels = Labels(painter, self.theme, room, area.top())
        until = math.inf if handle is None or handle.x is None or not handle.line else handle.x
        coarse = self._coarse
        return Canvas(
            *(painter, drawing.frame, area, QRectF(self.rect()), content.x, content.y, self.theme),
            *(labels, until, coarse, pixels),
        )

    def _paint_stage(self, canvas: Canvas, stage: Stage) -> None:
        """Paint the layers of a stage, within the area but for heads, marks and what stands in the strip."""
        for layer in self.drawing.content.layers:
            if layer.stage == stage:
                self._paint_layer(canvas, layer)

    def _paint_layer(self, canvas: Canvas, layer: Layer) -> None:
        if isinstance(layer, Line):
            layer.paint_thinned(canvas, *self.drawing.lines[id(layer)])
        else:
            layer.paint(canvas)

    def _paint_backdrop(self, canvas: Canvas) -> None:
        """The axes and what stays below the curves, kept until it is declared otherwise."""
        content, painter = self.drawing.content, canvas.painter
        layers = [layer for layer in content.layers if layer.stage in ("ground", "backdrop")]
        if canvas.pixels:
            key = (canvas.frame, canvas.area, content.x, content.y, content.axes)
            paint = partial(self._paint_ground, canvas)
            self._backdrop.paint(painter, self, key, layers, paint)
        else:
            painter.save()
            self._paint_ground(canvas, painter)
            painter.restore()

    def _paint_ground(self, canvas: Canvas, painter: QPainter) -> None:
        drawing, area, content = self.drawing, canvas.area, self.drawing.content
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_stage(canvas._replace(painter=painter), "ground")
        if content.axes:
            draw_grid(painter, drawing.frame, area, drawing.y_ticks, self.theme)
            self._paint_scale(painter, drawing, area)
        if content.margins.name:
            self._paint_name(painter, area, content)
        self._paint_kept(canvas, painter, stage="backdrop")

    def _paint_curves(self, canvas: Canvas) -> None:
        """The kept layers, pale after the cursor."""
        cursor = None if math.isinf(canvas.until) else canvas.pixel_x(canvas.until)
        if not self.drawing.content.pale_after_cursor:
            cursor = None
        painter = canvas.painter
        for part, opacity in parts(_clip(canvas), cursor):
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setOpacity(opacity)
            if canvas.pixels:
                paint = partial(self._paint_kept, canvas, stage="curves")
                self._curves.paint(painter, self, canvas.frame, paint)
            else:
                self._paint_kept(canvas, painter, stage="curves")
            painter.restore()

    def _paint_kept(self, canvas: Canvas, painter: QPainter, *, stage: Stage) -> None:
        painter.setFont(self.font())
        painter.setClipRect(_clip(canvas), Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self._coarse)
        self._paint_stage(canvas._replace(painter=painter), stage)

    def _paint_cursor(self, canvas: Canvas) -> None:
        handle = self.drawing.content.handle
        if handle is None or handle.x is None or not handle.line:
            return
        if canvas.area.left() - 1 <= canvas.pixel_x(handle.x) <= canvas.area.right() + 1:
            edges = (0.0, float(self.width()))
            name, at = canvas.x.name, round(handle.x)
            draw_cursor(canvas.painter, canvas.frame, canvas.area, at, edges, self.theme, name)

    def _has_something(self, drawing: Drawing) -> bool:
        if any(np.isfinite(drawing.content.y.positions(y)).any() for _, y in drawing.lines.values()):
            return True
        return any(
            column.x.size
            for layer in drawing.content.layers
            if not isinstance(layer, Line)
            for column in layer.columns()
        )

    # --- the values under the pointer ---

    def values_at(self, x: float) -> Readout | None:
        """What every line with a style has at the known point nearest to x, the highest first."""
        content = self.content
        places = np.concatenate([np.empty(0), *(layer.read_places() for layer in content.layers)])
        if not places.size:
            return None
        at = float(places[np.abs(content.x.positions(places) - content.x.positions(x)).argmin()])
        found = [said for layer in content.layers if (said := layer.read(at, content.y)) is not None]
        values = tuple(value for _, value in sorted(found, key=lambda pair: -pair[0]))
        caption = content.caption(at) if content.caption else f"{content.x.name} {content.x.text(at)}"
        return Readout(at, caption.strip(), values)

    def _paint_readout(self, canvas: Canvas) -> None:
        pointer = self._pointer
        if pointer is None or not canvas.area.contains(pointer):
            return
        readout = self.values_at(canvas.x.number(canvas.frame.x_at(pointer.x())))
        if readout is None:
            return
        painter, area = canvas.painter, canvas.area
        x = min(max(canvas.pixel_x(readout.x), area.left()), area.right())
        painter.setPen(QPen(QColor(self.theme.muted), 1))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        bounds = QRectF(self.rect()).adjusted(4, area.top(), -4, 0)
        bounds.setBottom(area.bottom())
        near, rows = QPointF(x, pointer.y()), readout.values
        paint_values(painter, self.theme, self.font(), bounds, near, readout.caption, rows)


def _clip(canvas: Canvas) -> QRectF:
    """Where curves may be drawn: lines along the edges are whole."""
    return canvas.area.adjusted(-1, -1, 1, 1)
