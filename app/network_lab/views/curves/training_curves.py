"""Loss or metric of every run over the epochs: training and validation, and what became of the shown run."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kit.plots.annotations import paint_words
from app.kit.plots.frame import Frame, draw_grid, draw_scale, room_for
from app.kit.plots.lines import draw_line
from app.kit.plots.ranges import span_of_epochs, steady, visible_range
from app.kit.plots.run_marks import (
    BOTTOM,
    EDGE,
    LEFT,
    RIGHT,
    draw_cross,
    draw_cursor,
    draw_head,
    epoch_by_key,
    parts,
    run_color,
)
from app.kit.plots.thinning import thin
from app.kit.plots.ticks import Tick, number_ticks, power_ticks, whole_ticks
from app.kit.run_style import Dash, RunStyle
from app.kit.theme import DARK, Theme
from app.kit.widgets.basic import Heading, Option, SegmentedChoice, tabular
from app.kit.widgets.number_field import format_number

Floats = NDArray[np.float64]
Quantity = Literal["loss", "metric"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)

_FINE: Dash = (3.5, 2.5)
"""The dashes of validation, in widths of its line, which is finer than that of training."""

_STRIP = 18
"""Pixels over the ground of the picture, for the labels of events."""
_LEAST = 90
"""Pixels of height without which curves tell nothing."""
_END_ROOM = 1.15
"""So many times the epochs of runs that have all ended are on the axis."""


class TrainingCurve(NamedTuple):
    """What one run did, epoch by epoch: arrays (n,), NaN where there is no value.

    `diverged_epoch` counts epochs too, and parts of one.
    """

    epochs: Floats
    loss: Floats
    val_loss: Floats
    metric: Floats
    val_metric: Floats
    style: RunStyle
    stopped_epoch: int | None
    restored_epoch: int | None
    diverged_epoch: float | None
    overfitting_since: int | None
    shown: bool

    def of(self, quantity: Quantity) -> tuple[Floats, Floats]:
        """Training and validation."""
        return (self.loss, self.val_loss) if quantity == "loss" else (self.metric, self.val_metric)


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
        self.picture = _Picture()
        self.picture.scrubbed.connect(self.scrubbed)
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
        self.picture.change(curves=tuple(curves), wanted=epochs)

    def set_cursor(self, epoch: int | None) -> None:
        """Put the line at an epoch; the curves are pale after it. None: at the present, without a line."""
        self.picture.set_cursor(epoch)

    def set_log(self, log: bool) -> None:
        """A logarithmic or a linear axis for the loss."""
        self.scale.set_choice("log" if log else "linear")
        self.picture.change(log=log)

    @property
    def log(self) -> bool:
        """Whether losses stand on a logarithmic axis."""
        return self.scale.choice == "log"

    def set_quantity(self, quantity: Quantity) -> None:
        """Show loss or metric; that has no logarithmic axis."""
        self.quantity.set_choice(quantity)
        self.scale.setVisible(quantity == "loss")
        self.picture.change(quantity=quantity)
        self._name()

    def set_metric(self, name: str) -> None:
        """What the metric is: "accuracy" or "R²"."""
        self.picture.change(metric=name)
        self._retranslate()

    def set_coarse(self, coarse: bool) -> None:
        """Draw thin lines while something is being dragged, for speed."""
        self.picture.change(coarse=coarse)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; those of the runs come with their curves."""
        self.legend.set_theme(theme)
        self.picture.change(theme=theme)

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
        return self.tr("accuracy") if self.picture.view.metric == "accuracy" else self.picture.view.metric

    def _name(self) -> None:
        shown = self.tr("loss") if self.picture.view.quantity == "loss" else self._metric_name()
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
        self.picture.set_words(
            _Words(
                self.tr("epoch"),
                self.tr("The curves begin with the first epoch."),
                self.tr("overfitting"),
                self.tr("early stop"),
                self.tr("restored"),
                self.tr("diverged"),
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
        for text, line_width, dash, width in zip(self._texts, (2.0, 1.2), ((), _FINE), widths, strict=True):
            draw_line(painter, np.array([x, x + 18]), np.array([y, y]), ink, line_width, dash)
            painter.setPen(ink)
            painter.drawText(QPointF(x + 24, y + metrics.capHeight() / 2), text)
            x += width + 14


class _Words(NamedTuple):
    """What is written into the picture."""

    epoch: str = ""
    nothing: str = ""
    overfitting: str = ""
    early_stop: str = ""
    restored: str = ""
    diverged: str = ""


class _View(NamedTuple):
    """All that the curves depend on, but for the cursor."""

    curves: tuple[TrainingCurve, ...] = ()
    wanted: int = 1
    quantity: Quantity = "loss"
    log: bool = True
    metric: str = "accuracy"
    coarse: bool = False
    theme: Theme = DARK

    @property
    def logarithmic(self) -> bool:
        return self.log and self.quantity == "loss"

    @property
    def trained(self) -> int:
        """The last epoch of any run."""
        return max((int(curve.epochs[-1]) for curve in self.curves if len(curve.epochs)), default=0)

    @property
    def span(self) -> int:
        """The last epoch on the axis: if every run has ended, a little more than they needed."""
        ends = [(curve.stopped_epoch, curve.diverged_epoch) for curve in self.curves]
        if ends and all(end != (None, None) for end in ends):
            return math.ceil(_END_ROOM * max(self.trained, 1))
        return span_of_epochs(self.trained, self.wanted)

    def heights(self, values: Floats) -> Floats:
        """Values as they stand on the axis: as powers of ten if it is logarithmic."""
        if not self.logarithmic:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(np.maximum(values, 0.0))


class _Line(NamedTuple):
    """A curve as it is drawn: thinned, its heights on the axis."""

    epochs: Floats
    heights: Floats


class _Drawing(NamedTuple):
    """Training and validation of every run, and where they lie."""

    frame: Frame
    lines: tuple[tuple[_Line, _Line], ...]
    values: tuple[Tick, ...]


class _Picture(QWidget):
    """The curves and what is marked on them; the curves lie on a pixmap, which the cursor leaves as it is."""

    scrubbed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.view = _View()
        self._words = _Words()
        self._cursor: int | None = None
        self._drawing: _Drawing | None = None
        self._pixmap: QPixmap | None = None
        self.setFont(tabular(self.font(), 11))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_LEAST + _STRIP + BOTTOM)

    def change(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]
        self._forget()

    def set_cursor(self, epoch: int | None) -> None:
        self._cursor = epoch
        self.update()

    def set_words(self, words: _Words) -> None:
        self._words = words
        self.update()

    @property
    def cursor_epoch(self) -> int | None:
        """The epoch at which the line stands."""
        return None if self._cursor is None else min(max(self._cursor, 0), self.view.trained)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def _forget(self) -> None:
        self._drawing = self._pixmap = None
        self.update()

    # Scrubbing --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._scrub(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._scrub(event)

    def _scrub(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask_for(self.drawing.frame.x_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        trained = self.view.trained
        now = trained if self.cursor_epoch is None else self.cursor_epoch
        epoch = epoch_by_key(event.key(), now, trained)
        if epoch is None:
            event.ignore()
        else:
            self._ask_for(epoch)

    def _ask_for(self, epoch: float) -> None:
        if self.view.trained:
            self.scrubbed.emit(round(min(max(epoch, 0.0), self.view.trained)))

    # Where everything lies --------------------------------------------------------------------------------

    @property
    def ground(self) -> QRectF:
        """What the axes enclose."""
        return self.drawing.frame.place.adjusted(-EDGE, 0, EDGE, 0)

    @property
    def drawing(self) -> _Drawing:
        """The curves thinned to the present width, and the axes around them."""
        if self._drawing is None:
            free = QRectF(self.rect()).adjusted(0, _STRIP, -RIGHT, -BOTTOM)
            self._drawing = _drawing(self.view, free, self.font())
        return self._drawing

    # Painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = self.ground
        if ground.width() < 2 * EDGE or ground.height() < 2 * EDGE:
            return
        frame, theme = self.drawing.frame, self.view.theme
        painter = QPainter(self)
        marks = _Marks(painter, frame, ground, theme)
        shown = [pair for pair in zip(self.view.curves, self.drawing.lines, strict=True) if pair[0].shown]
        for curve, _ in shown:
            marks.shade(curve)
        epochs = whole_ticks(*frame.x, max(2, int(ground.width() // 72)))
        draw_grid(painter, frame, ground, self.drawing.values, theme)
        draw_scale(painter, frame, ground, epochs, self._words.epoch, theme)
        self._draw_curves(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not any(line.epochs.size for pair in self.drawing.lines for line in pair):
            painter.setPen(QColor(theme.muted))
            painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, self._words.nothing)
        for curve, pair in shown:
            marks.tell(curve, pair, self._words)
        if self.cursor_epoch is not None:
            draw_cursor(painter, frame, ground, self.cursor_epoch, (0.0, self.width()), theme)
        self._draw_ends(painter, marks)

    def _draw_curves(self, painter: QPainter) -> None:
        epoch = self.cursor_epoch
        now = None if epoch is None else self.drawing.frame.point(epoch, 0.0).x()
        for part, opacity in parts(self.ground, now):
            self._draw_part(painter, part, opacity)

    def _draw_part(self, painter: QPainter, part: QRectF, opacity: float) -> None:
        painter.save()
        painter.setClipRect(part)
        painter.setOpacity(opacity)
        if painter.paintEngine().type() == QPaintEngine.Type.Raster:
            painter.drawPixmap(QPointF(0, 0), self._picture(painter.device().devicePixelRatio()))
        else:  # a vector picture stays one
            self._draw_lines(painter)
        painter.restore()

    def _picture(self, ratio: float) -> QPixmap:
        if self._pixmap is None or self._pixmap.devicePixelRatio() != ratio:
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            painter.setClipRect(self.ground)
            self._draw_lines(painter)
            painter.end()
        return self._pixmap

    def _draw_lines(self, painter: QPainter) -> None:
        frame = self.drawing.frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self.view.coarse)
        for curve, pair in self._by_importance():
            ink = self._ink(curve)
            for line, width, dash in zip(pair, self._widths(curve), (curve.style.dash, _FINE), strict=True):
                draw_line(painter, frame.across(line.epochs), frame.down(line.heights), ink, width, dash)

    def _widths(self, curve: TrainingCurve) -> tuple[float, float]:
        """Of training and validation; where points crowd, the line is wide by itself."""
        crowded = len(curve.epochs) > 2 * self.ground.width()
        if self.view.coarse or (crowded and not curve.shown):
            return 1.0, 1.0
        return (2.2, 1.6) if curve.shown else (1.8, 1.0)

    def _by_importance(self) -> Iterator[tuple[TrainingCurve, tuple[_Line, _Line]]]:
        """The shown run last, so that it lies on top."""
        pairs = zip(self.view.curves, self.drawing.lines, strict=True)
        yield from sorted(pairs, key=lambda pair: pair[0].shown)

    def _ink(self, curve: TrainingCurve) -> QColor:
        return run_color(curve.style, curve.shown, self.view.theme)

    def _draw_ends(self, painter: QPainter, marks: "_Marks") -> None:
        """A marker where every run is at the cursor's epoch, or a cross where it diverged before."""
        frame, theme = self.drawing.frame, self.view.theme
        for curve, (line, _) in self._by_importance():
            color = self._ink(curve)
            until = math.inf if self.cursor_epoch is None else self.cursor_epoch
            if curve.diverged_epoch is not None and curve.diverged_epoch <= until:
                place = _end(frame, line, curve.diverged_epoch, self.view.quantity)
                marks.cross(place, color, self._words.diverged if curve.shown else "")
                continue
            reached = np.flatnonzero(np.isfinite(line.heights) & (line.epochs <= until))
            if len(reached):
                place = frame.point(line.epochs[reached[-1]], line.heights[reached[-1]])
                if frame.place.top() - 1 <= place.y() <= frame.place.bottom() + 1:
                    draw_head(painter, place, curve.style, color, theme, 11 if curve.shown else 9)


class _Marks:
    """What became of the shown run, drawn into the picture."""

    def __init__(self, painter: QPainter, frame: Frame, ground: QRectF, theme: Theme) -> None:
        self._painter, self._frame, self._ground, self._theme = painter, frame, ground, theme
        self._metrics = QFontMetricsF(painter.font())
        self._taken: list[QRectF] = []

    def _x(self, epoch: float) -> float:
        return self._frame.point(epoch, 0.0).x()

    def shade(self, curve: TrainingCurve) -> None:
        """The ground from where the run overfits."""
        if curve.overfitting_since is None or not len(curve.epochs):
            return
        tint = QColor(self._theme.warning)
        tint.setAlphaF(0.10)
        left = self._x(curve.overfitting_since)
        right = max(self._x(_last_epoch(curve)), left + 2)
        top = self._ground.top() - _STRIP
        self._painter.fillRect(QRectF(left, top, right - left, self._ground.bottom() - top), tint)

    def tell(self, curve: TrainingCurve, pair: tuple[_Line, _Line], words: _Words) -> None:
        """Where it stopped, where its weights are from, and a word for each."""
        training, validation = pair
        if curve.stopped_epoch is not None:
            x = round(self._x(curve.stopped_epoch)) + 0.5
            upright = QLineF(x, self._ground.top() - _STRIP, x, self._ground.bottom())
            self._painter.setPen(QPen(QColor(self._theme.muted), 1))
            self._painter.drawLine(upright)
            self._taken.append(QRectF(x - 1, upright.y1(), 2, upright.length()))
            self._write(words.early_stop, self._theme.text, x, x)
        if curve.overfitting_since is not None and len(curve.epochs):
            ends = self._x(curve.overfitting_since), self._x(_last_epoch(curve))
            self._write(words.overfitting, self._theme.warning, *ends)
        if curve.restored_epoch is not None:
            line = validation if len(validation.epochs) else training
            if len(line.epochs):
                self._ring(curve, line, curve.restored_epoch, words.restored)

    def cross(self, place: QPointF, color: QColor, word: str) -> None:
        """Where a run diverged."""
        draw_cross(self._painter, place, color, self._theme)
        self._write_at(word, place, self._theme.error)

    def _write(self, text: str, color: str, first: float, last: float) -> None:
        """A word in the strip over the picture, at what lies between `first` and `last`, or else lower."""
        width, height = self._metrics.horizontalAdvance(text), self._metrics.height()
        places = [
            QRectF(left, self._ground.top() - _STRIP + 1 + row * (height + 2), width, height)
            for row in range(3)
            for left in (first + 5, first - 5 - width, last + 5)
        ]
        free = [place for place in places if self._is_free(place)]
        self._put(text, free[0] if free else places[0], color)

    def _write_at(self, text: str, place: QPointF, color: str) -> None:
        """A word beside, below or above a point, if there is room."""
        width, height = self._metrics.horizontalAdvance(text), self._metrics.height()
        x, y = place.x(), place.y()
        middle = max(x - width / 2, self._ground.left() + 4)
        places = [
            *(QRectF(left, y - height / 2, width, height) for left in (x + 12, x - 12 - width)),
            *(QRectF(middle, top, width, height) for top in (y + 10, y - 10 - height)),
        ]
        free = [spot for spot in places if self._is_free(spot)]
        if free:
            self._put(text, free[0], color)

    def _ring(self, curve: TrainingCurve, line: _Line, epoch: int, text: str) -> None:
        at = _nearest(line.epochs, epoch)
        if not np.isfinite(line.heights[at]):
            return
        place = self._frame.point(line.epochs[at], line.heights[at])
        for color, width in ((self._theme.halo, 5.0), (curve.style.color, 2.0)):
            self._painter.setPen(QPen(QColor(color), width))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawEllipse(place, 6, 6)
        self._write_at(text, place, self._theme.text)

    def _is_free(self, place: QRectF) -> bool:
        room = self._ground.adjusted(2, -_STRIP, 0, -2)
        return room.contains(place) and not any(taken.intersects(place) for taken in self._taken)

    def _put(self, text: str, place: QRectF, color: str) -> None:
        self._taken.append(place)
        if place.bottom() > self._ground.top():  # curves may run there
            paint_words(self._painter, self._theme, place, text, color)
            return
        self._painter.setPen(QColor(color))
        self._painter.drawText(QPointF(place.left(), place.top() + self._metrics.ascent()), text)


# What is drawn where ----------------------------------------------------------------------------------------


def _drawing(view: _View, free: QRectF, font: QFont) -> _Drawing:
    """All of it in a place that the numbers of the vertical axis share."""
    columns = max(round(free.width()) - LEFT, 1)
    lines = tuple(_lines(view, curve, columns) for curve in view.curves)
    heights = [line.heights for pair in lines for line in pair]
    reach = _range(view, heights)
    values = tuple(_value_ticks(view, reach, free.height()))
    place = free.adjusted(room_for(values, font, LEFT) + EDGE, 0, -EDGE, 0)
    return _Drawing(Frame(place, (0.0, float(view.span)), reach), lines, values)


def _lines(view: _View, curve: TrainingCurve, columns: int) -> tuple[_Line, _Line]:
    training, validation = curve.of(view.quantity)
    return _line(view, curve, training, columns), _line(view, curve, validation, columns)


def _line(view: _View, curve: TrainingCurve, values: Floats, columns: int) -> _Line:
    values = np.asarray(values, dtype=np.float64)
    if np.isnan(values).all():
        return _Line(np.empty(0), np.empty(0))
    kept = thin(values, columns)
    if curve.restored_epoch is not None:
        kept = np.union1d(kept, _nearest(curve.epochs, curve.restored_epoch))
    return _Line(np.asarray(curve.epochs, dtype=np.float64)[kept], view.heights(values[kept]))


def _range(view: _View, heights: Sequence[Floats]) -> tuple[float, float]:
    if view.quantity == "loss":
        low, high = steady(*visible_range(heights, view.logarithmic))
        return (low, high) if view.logarithmic else (max(low, 0.0), high)
    finite = [h[np.isfinite(h)] for h in heights]
    finite = [h for h in finite if h.size]
    lowest = min((float(h.min()) for h in finite), default=0.0)
    if not any(h.max() > -1 for h in finite):
        return steady(*visible_range(finite, False))
    low, high = steady(max(lowest, -1.0), 1.0)
    low = min(low, 0.9)
    return low - 0.02 * (high - low), high + 0.03 * (high - low)


def _value_ticks(view: _View, reach: tuple[float, float], height: float) -> list[Tick]:
    room = max(2, int(height // 26))
    if view.logarithmic:
        return power_ticks(*reach, room)
    if view.quantity == "metric" and view.metric == "accuracy":
        return number_ticks(*reach, room, lambda share: f"{format_number(100 * share, 4)} %")
    return number_ticks(*reach, room)


def _nearest(epochs: Floats, epoch: float) -> int:
    """Where an epoch stands among those that were recorded, or the next that was."""
    return min(int(np.searchsorted(epochs, epoch)), len(epochs) - 1)


def _last_epoch(curve: TrainingCurve) -> float:
    trained = np.flatnonzero(np.isfinite(curve.loss))
    return float(curve.epochs[trained[-1]]) if len(trained) else float(curve.epochs[-1])


def _end(frame: Frame, line: _Line, epoch: float, quantity: Quantity) -> QPointF:
    """Where a run that diverged at an epoch leaves the picture."""
    known = line.heights[~np.isnan(line.heights) & (line.epochs <= epoch)]
    low, high = frame.y
    if not len(known):
        return frame.point(epoch, high if quantity == "loss" else low)
    return frame.point(epoch, min(max(float(known[-1]), low), high))
