"""The diagram at rest: edges, neurons and what is written around them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPaintEngine, QPainter, QPen

from app.kit.theme import Theme
from app.kit.widgets.basic import tabular
from core.network.architecture import IMAGE_SIDE

from . import edge_raster, network_words, neuron_pictures
from . import edges as diagram_edges
from .drawn_network import BIAS, Array, Network, NetworkValues, pooled, sequence, states
from .edges import Edges
from .layout import LINE, MARGIN, SMALLEST, Column, Layout, room_for_name
from .neuron_formula import (
    Formula,
    Piece,
    activation_name,
    applied,
    figures,
    fitting,
    inserted_numbers,
    number,
    subscript,
    symbol,
    weighted_sum,
)
from .neuron_pictures import Atlas
from .number_colors import activation_range, indices, signed_color, signed_colors, without_gaps

_MOST_PIXELS = 900_000
"""On screens finer than that, edges are drawn with one pixel to a point, so that training stays smooth."""
_TWO_LINES = 29.0
"""From this distance on, neurons have room for a name and a number beside them."""


class Scene(NamedTuple):
    """All that the picture at rest depends on. Values that do not fit the network are None here."""

    network: Network
    values: NetworkValues | None
    layout: Layout
    theme: Theme
    font: QFont
    image: bool


class BasePicture:
    """Paints scenes; keeps the images it has made until the scene is another."""

    def __init__(self) -> None:
        self._scene: Scene | None = None
        self._ratio = 0.0
        self._edges: list[Edges] = []
        self._edge_images: list[tuple[QRectF, QImage]] = []
        self._atlases: dict[tuple[int, str], Atlas] = {}

    def prepare(self, scene: Scene, ratio: float) -> None:
        """Make the images of a scene for a screen with `ratio` pixels per point."""
        if scene is self._scene and ratio == self._ratio:
            return
        if self._scene is None or scene.layout is not self._scene.layout or scene.values is None or (
            scene.values is not self._scene.values
        ):  # fmt: skip
            layers = range(1, len(scene.network.layers))
            every = (
                diagram_edges.edges_to(scene.network, scene.values, scene.layout, layer) for layer in layers
            )
            found = [edges for edges in every if edges is not None]
            self._edges = diagram_edges.thinned(found, diagram_edges.most_edges(scene.layout))
        self._scene, self._ratio = scene, ratio
        self._edge_images = [edge_image(scene, edges, ratio) for edges in self._edges]
        self._atlases = _atlases(scene, ratio)

    @property
    def edges(self) -> list[Edges]:
        """The shown edges, those of one layer together."""
        return self._edges

    def paint_edges(self, painter: QPainter) -> None:
        """Draw the edges."""
        if painter.paintEngine().type() != QPaintEngine.Type.Raster and self._scene is not None:
            for edges in self._edges:
                paint_vector_edges(painter, self._scene, edges)
            return
        for area, image in self._edge_images:
            painter.drawImage(area, image)

    def paint_nodes(self, painter: QPainter) -> None:
        """Draw the neurons, states and filters."""
        scene = self._scene
        if scene is None:
            return
        if scene.layout.chain is not None:
            _paint_chain(painter, scene)
        for column in scene.layout.columns:
            if scene.network.layers[column.layer].kind == "convolution":
                _paint_filter_links(painter, scene.theme, column)
            for part in ("kernel", "", "pooled"):
                atlas = self._atlases.get((column.layer, part))
                if atlas is not None:
                    _paint_atlas(painter, column, atlas, part)
            _paint_marks(painter, scene, column)


# --- edges --------------------------------------------------------------------------------------------------


def edge_colors(theme: Theme, edges: Edges) -> tuple[QColor, QColor]:
    """Of negative and positive weights, or of edges without any."""
    if edges.weights is None:
        return QColor(theme.muted), QColor(theme.muted)
    return QColor(theme.negative), QColor(theme.positive)


def edge_image(
    scene: Scene,
    edges: Edges,
    ratio: float,
    *,
    profile: Array | None = None,
    colors: tuple[QColor, QColor] | None = None,
    strength: float = 1.0,
    scale: float | None = None,
    count: int | None = None,
) -> tuple[QRectF, QImage]:
    """The edges to one layer as an image, and where it belongs.

    `profile` are opacities along the way; `strength` makes all thicker and more opaque.
    """
    area = area_of(scene, edges)
    if area.width() * scene.layout.body.height() * ratio * ratio > _MOST_PIXELS:
        ratio = 1.0
    before, after = scene.layout.columns[edges.layer - 1], scene.layout.columns[edges.layer]
    thickest = diagram_edges.widest(before, after, count or len(edges.source)) * strength
    strokes = diagram_edges.strokes(
        edges, thickest, area.top(), ratio, scale=scale, faded=_faded(scene, edges)
    )
    if strength > 1:
        strokes = strokes._replace(opacity=np.minimum(1.0, 0.15 + strength * strokes.opacity))
    columns = round(area.width() * ratio)
    if profile is not None:
        profile = np.interp(np.linspace(0, 1, columns), np.linspace(0, 1, len(profile)), profile)
    image = edge_raster.image_of(
        strokes, columns, round(area.height() * ratio), colors or edge_colors(scene.theme, edges), profile
    )
    return area, image


def area_of(scene: Scene, edges: Edges) -> QRectF:
    """What the edges to one layer can cover."""
    before, after = scene.layout.columns[edges.layer - 1], scene.layout.columns[edges.layer]
    left, right = round(before.right), round(after.left)
    body = scene.layout.body
    return QRectF(left, round(body.top()), max(right - left, 1), round(body.height()))


def _faded(scene: Scene, edges: Edges) -> NDArray[np.bool_] | None:
    """Which edges carry nothing, as an end of them is switched off."""
    if scene.values is None:
        return None
    faded = np.zeros(len(edges.source), dtype=np.bool_)
    for layer, ends in ((edges.layer - 1, edges.source), (edges.layer, edges.target)):
        dropped = scene.values.dropped_units(layer)
        if dropped is not None:
            faded |= dropped[scene.layout.columns[layer].units[ends]]
    return faded if faded.any() else None


def paint_vector_edges(painter: QPainter, scene: Scene, edges: Edges) -> None:
    """The edges as curves, for pictures that are made of those."""
    before, after = scene.layout.columns[edges.layer - 1], scene.layout.columns[edges.layer]
    thickest = diagram_edges.widest(before, after, len(edges.source))
    strokes = diagram_edges.strokes(edges, thickest, 0.0, 1.0, faded=_faded(scene, edges))
    colors = edge_colors(scene.theme, edges)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index in np.argsort(strokes.opacity):
        color = QColor(colors[int(strokes.second[index])])
        color.setAlphaF(float(strokes.opacity[index]))
        painter.setPen(QPen(color, float(strokes.width[index])))
        start = QPointF(before.right, float(edges.start[index]))
        painter.drawPath(edge_raster.curve(start, QPointF(after.left, float(edges.end[index]))))


# --- neurons ------------------------------------------------------------------------------------------------


class _Pictures(NamedTuple):
    """Pictures (n, h, w) of −1 … 1 for the shown units of a layer, row 0 on top."""

    values: Array
    smooth: bool = True
    classes: bool = False


def _atlases(scene: Scene, ratio: float) -> dict[tuple[int, str], Atlas]:
    made = {}
    for column in scene.layout.columns:
        if scene.layout.chain is not None and column.layer <= 1:
            continue
        size = max(1, round(column.width * ratio))
        dropped = scene.values.dropped_units(column.layer) if scene.values is not None else None
        if dropped is not None:
            dropped = dropped[column.units]
        for part, pictures in _pictures(scene, column).items():
            made[column.layer, part] = neuron_pictures.made(
                pictures.values, size, ratio, scene.theme,
                smooth=pictures.smooth, classes=pictures.classes, dropped=dropped,
            )  # fmt: skip
    return made


def _pictures(scene: Scene, column: Column) -> dict[str, _Pictures]:
    network, values, layer = scene.network, scene.values, column.layer
    blank = _Pictures(np.zeros((len(column.units), 1, 1)))
    if values is None:
        parts = ("kernel", "", "pooled") if network.layers[layer].kind == "convolution" else ("",)
        return dict.fromkeys(parts, blank)
    if network.layers[layer].kind == "convolution":
        return _filter_pictures(values, column, network.layers[layer].activation)
    activation = network.layers[layer].activation
    is_output = layer == network.output
    classes = is_output and activation == "softmax" and network.layers[layer].units > 1
    seen = values.picture(layer)
    units = np.maximum(column.units, 0)
    if layer == 0 and scene.image:
        image = _image(values)
        return {"": blank if image is None else _Pictures(image / activation_range("", image), smooth=False)}
    if seen is not None and seen.shape[1:] != (1, 1) and len(seen) > int(units.max(initial=0)):
        chosen = neuron_pictures.shares(seen, activation, is_output)[units]
        return {"": _with_constant(column, _over_the_plane(chosen, classes))}
    if layer == 1 and scene.image:
        kernel = np.asarray(values.kernels[0], dtype=np.float64)
        side = round(len(kernel) ** 0.5)
        images = kernel.T[units].reshape(len(units), side, side)
        return {"": _Pictures(images / activation_range("", kernel), smooth=False)}
    a = values.a(layer)
    if a is None or len(a) <= int(units.max(initial=0)):
        return {"": blank}
    reach = "linear" if layer else "input"
    share = neuron_pictures.shares(a, activation or reach, is_output)
    if layer == 0:
        share = a / max(activation_range("", a), 2.0)
    return {"": _with_constant(column, _Pictures(share[units][:, None, None], classes=classes))}


def _image(values: NetworkValues) -> Array | None:
    """(1, 8, 8): the image that is read, from its picture or from the probe."""
    for seen in (values.picture(0), values.a(0)):
        if seen is not None and seen.size == IMAGE_SIDE**2:
            return np.asarray(seen, dtype=np.float64).reshape(1, IMAGE_SIDE, IMAGE_SIDE)
    return None


def _over_the_plane(chosen: Array, classes: bool) -> _Pictures:
    if chosen.shape[1] == 1 and chosen.shape[2] > 1:
        return _Pictures(neuron_pictures.filled_curve(chosen[:, 0], 48, 48), classes=classes)
    return _Pictures(chosen[:, ::-1], classes=classes)


def _with_constant(column: Column, pictures: _Pictures) -> _Pictures:
    """The constant 1 has no picture."""
    constant = column.units == BIAS
    if not constant.any():
        return pictures
    return pictures._replace(values=np.where(constant[:, None, None], 0.0, pictures.values))


def _filter_pictures(values: NetworkValues, column: Column, activation: str) -> dict[str, _Pictures]:
    kernel = np.moveaxis(np.asarray(values.kernels[0], dtype=np.float64)[:, :, 0], -1, 0)[column.units]
    made = {"kernel": _Pictures(kernel / activation_range("", kernel), smooth=False)}
    maps = values.picture(1)
    if maps is None or len(maps) <= int(column.units.max()):
        blank = _Pictures(np.zeros((len(column.units), 1, 1)))
        return {**made, "": blank, "pooled": blank}
    reach = activation_range(activation, maps)
    shown = maps[column.units] / reach
    return {**made, "": _Pictures(shown, smooth=False), "pooled": _Pictures(pooled(shown), smooth=False)}


def _paint_atlas(painter: QPainter, column: Column, atlas: Atlas, part: str) -> None:
    place = {"kernel": column.kernel_rect, "pooled": column.pooled_rect}.get(part, column.rect)
    for index in range(len(column.units)):
        painter.drawImage(place(index), atlas.of(index))


def _paint_filter_links(painter: QPainter, theme: Theme, column: Column) -> None:
    """Kernel ∗ image → feature map → pooled map."""
    lines = []
    for index in range(len(column.units)):
        y = float(column.centers[index])
        for left, right in (
            (column.kernel_rect(index), column.rect(index)),
            (column.rect(index), column.pooled_rect(index)),
        ):
            lines.append(QLineF(left.right() + 1, y, right.left() - 1, y))
    painter.setPen(QPen(QColor(theme.muted), 1.0))
    painter.drawLines(lines)


def _paint_marks(painter: QPainter, scene: Scene, column: Column) -> None:
    """Biases as ticks at the neurons, crosses on those switched off, the 1 in the constant."""
    if scene.layout.chain is not None and column.layer <= 1:
        return
    if column.layer and scene.values is not None and not scene.network.perceptron:
        _paint_biases(painter, scene, column, scene.values)
    dropped = scene.values.dropped_units(column.layer) if scene.values is not None else None
    if dropped is not None:
        arm = 0.2 * column.width
        painter.setPen(QPen(QColor(scene.theme.muted), 1.4))
        for index in np.flatnonzero(dropped[column.units]):
            middle = column.rect(int(index)).center()
            painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
            painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))
    constant = column.index_of(BIAS)
    if constant is not None:
        painter.setFont(tabular(scene.font, round(max(11.0, 0.42 * column.height))))
        painter.setPen(QColor(scene.theme.text))
        painter.drawText(column.rect(constant), Qt.AlignmentFlag.AlignCenter, "1")


def _paint_biases(painter: QPainter, scene: Scene, column: Column, values: NetworkValues) -> None:
    """A tick from below into every neuron's corner: the weight of the constant 1."""
    biases = np.asarray(values.biases[column.layer - 1], dtype=np.float64)
    if biases.ndim != 1 or len(biases) <= int(column.units.max(initial=0)):
        return
    shown = without_gaps(biases[column.units])
    scale = max(float(np.abs(biases[np.isfinite(biases)]).max(initial=0.0)), 1e-9)
    lines: dict[bool, list[QLineF]] = {False: [], True: []}
    lengths = 0.3 * column.width * np.minimum(np.abs(shown) / scale, 1.0)
    for index in np.flatnonzero(lengths >= 0.5).tolist():
        rect = column.rect(index)
        x, y = rect.left() + 2, rect.bottom() + 1.5
        lines[bool(shown[index] < 0)].append(QLineF(x, y, x + float(lengths[index]), y))
    for negative, drawn in lines.items():
        color = QColor(scene.theme.negative if negative else scene.theme.positive)
        painter.setPen(QPen(color, 1.6))
        painter.drawLines(drawn)


# --- the unrolled chain -------------------------------------------------------------------------------------


def _paint_chain(painter: QPainter, scene: Scene) -> None:
    chain, theme = scene.layout.chain, scene.theme
    assert chain is not None
    seen = states(scene.values) if scene.values is not None else None
    inputs = sequence(scene.values) if scene.values is not None else None
    strips = None
    if seen is not None:
        shades = signed_colors(theme)[indices(seen / activation_range("tanh", seen))]
        pixels = np.full((*shades.shape[:2], 4), 255, dtype=np.uint8)
        pixels[..., 2::-1] = shades
        turned = np.ascontiguousarray(pixels.swapaxes(0, 1))
        units, results = turned.shape[:2]
        strips = QImage(turned.data, results, units, 4 * results, QImage.Format.Format_RGB32).copy()
    small, muted = tabular(scene.font, 11), QColor(theme.muted)
    frame = QPen(QColor(theme.line), 1.0)
    reach = 1.0 if inputs is None else max(activation_range("", inputs), 1e-9)
    arrows: list[QLineF] = []
    middle = chain.strip_top + chain.strip_height / 2
    every = 1 if _label_width(small, "x₁₆") + 4 < chain.xs[1] - chain.xs[0] else 2
    previous: float | None = None
    for index, result in enumerate(chain.results):
        x = chain.xs[index]
        if result < 0:
            painter.setFont(small)
            painter.setPen(muted)
            for y in (middle, chain.box_y):
                painter.drawText(QRectF(x - 12, y - 8, 24, 16), Qt.AlignmentFlag.AlignCenter, "…")
            previous = x + 8
            continue
        strip, box = chain.strip(index), chain.box(index)
        if previous is not None:
            arrows.append(QLineF(previous + 2, middle, strip.left() - 2, middle))
        previous = strip.right()
        arrows.append(QLineF(strip.center().x(), box.top() - 1, strip.center().x(), strip.bottom() + 2))
        if strips is not None and result < strips.width():
            painter.drawImage(strip, strips.copy(result, 0, 1, strips.height()))
        painter.setPen(frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(strip.adjusted(-0.5, -0.5, 0.5, 0.5))
        value = None if inputs is None or result >= len(inputs) else float(inputs[result])
        painter.setBrush(signed_color(theme, 0.0 if value is None else value / reach))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if (len(chain.results) - 1 - index) % every == 0:
            painter.setFont(small)
            painter.setPen(muted)
            name = f"x{subscript(result + 1)}"
            painter.drawText(QRectF(x - 20, box.bottom() + 2, 40, 16), Qt.AlignmentFlag.AlignCenter, name)
            state = f"h{subscript(result + 1)}"
            painter.drawText(QRectF(x - 20, strip.top() - 18, 40, 16), Qt.AlignmentFlag.AlignCenter, state)
    paint_arrows(painter, arrows, muted)


def _label_width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def paint_arrows(painter: QPainter, lines: list[QLineF], color: QColor, size: float = 3.0) -> None:
    """Thin lines with small heads."""
    painter.setPen(QPen(color, 1.0))
    heads = []
    for line in lines:
        unit = line.unitVector()
        dx, dy = unit.dx(), unit.dy()
        tip = line.p2()
        for side in (1, -1):
            back = QPointF(-dx * size - side * dy * size * 0.7, -dy * size + side * dx * size * 0.7)
            heads.append(QLineF(tip, tip + back))
    painter.drawLines([*lines, *heads])


# --- words --------------------------------------------------------------------------------------------------


def names_below(scene: Scene) -> tuple[str, ...]:
    """The activations under the columns, where there is room for them."""
    metrics = QFontMetricsF(tabular(scene.font, 11))
    names = []
    for layer in range(len(scene.network.layers)):
        name = activation_name(scene.network.layers[layer].activation) if layer else ""
        fits = metrics.horizontalAdvance(name) <= room_for_name(scene.layout, layer)
        names.append(name if fits and not scene.network.perceptron else "")
    return tuple(names)


def paint_words(painter: QPainter, scene: Scene, sample: int | None = None) -> None:
    """Names, numbers of units and activations around the columns.

    With the number of a story's sample that is told at the input, and the right is left to the story.
    """
    network, layout, theme = scene.network, scene.layout, scene.theme
    small = tabular(scene.font, 11)
    text, muted = QColor(theme.text), QColor(theme.muted)
    painter.setFont(small)
    centered = Qt.AlignmentFlag.AlignCenter
    metrics = QFontMetricsF(small)
    hidden = network.first_hidden
    for column, name in zip(layout.columns, names_below(scene), strict=True):
        if network.perceptron or (layout.chain is not None and column.layer <= 1):
            continue
        changeable = hidden <= column.layer < network.output
        if network.layers[column.layer].kind == "convolution":
            painter.setPen(muted)
            for step, size in ((-1, "3×3"), (0, "6×6"), (1, "3×3")) if column.extras >= 28 else ():
                place = QRectF(column.x + step * column.extras - 20, layout.header, 40, LINE)
                painter.drawText(place, centered, size)
        elif not (column.layer == 0 and scene.image):
            painter.setPen(text if changeable else muted)
            units = str(network.layers[column.layer].units)
            painter.drawText(QRectF(column.x - 30, layout.header, 60, LINE), centered, units)
        shift = -8.0 if network.editable and changeable else 0.0
        painter.setPen(muted)
        width = metrics.horizontalAdvance(name) + 4
        painter.drawText(QRectF(column.x - width / 2 + shift, layout.footer, width, LINE), centered, name)
        if column.hidden:
            more = QCoreApplication.translate("Network", "+ {count} more").format(count=column.hidden)
            if metrics.horizontalAdvance(more) > room_for_name(layout, column.layer) + LINE:
                more = f"+{column.hidden}"
                if metrics.horizontalAdvance(more) > room_for_name(layout, column.layer) + LINE:
                    continue
            place = QRectF(column.x - 50, column.bottom + 2, 100, LINE - 2)
            painter.drawText(place, centered, more)
    told = "" if sample is None else network_words.sample_name(sample)
    if told and layout.chain is None:
        painter.setPen(text)
        at = max(layout.columns[0].x - metrics.horizontalAdvance(told) / 2, MARGIN)
        painter.drawText(QRectF(at, layout.footer, 200, LINE), Qt.AlignmentFlag.AlignVCenter, told)
    if layout.chain is not None:
        painter.setPen(muted)
        same = QCoreApplication.translate("Network", "the same weights at every step")
        left, right = layout.chain.box(0).left(), layout.chain.box(len(layout.chain.xs) - 1).right()
        place = QRectF(left, layout.footer, max(right - left, 60.0), LINE)
        same = f"{told} · {same}" if told else same
        same = metrics.elidedText(same, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, same)
    values = scene.values
    if layout.chain is None and not scene.image:
        inputs = None if values is None else values.inputs_as_drawn()
        _paint_side(painter, scene, layout.columns[0], network.input_names, inputs)
    if sample is None:
        outputs = None if values is None else values.answers()
        _paint_side(painter, scene, layout.columns[-1], network.output_names, outputs)


def side_texts(network: Network, layer: int) -> list[str]:
    """What stands beside inputs or outputs at most, to make room for it."""
    names = network.input_names if layer == 0 else network.output_names
    return [*names, "−4.7e−4"]


def _paint_side(
    painter: QPainter, scene: Scene, column: Column, names: tuple[str, ...], a: Array | None
) -> None:
    """Names and activations left of the inputs, or right of the outputs."""
    if column.pitch < SMALLEST:
        return
    theme, left = scene.theme, column.layer == 0
    layer = scene.network.layers[column.layer]
    name_font, number_font = tabular(scene.font, 12), tabular(scene.font, 11)
    metrics = QFontMetricsF(name_font)
    two = column.pitch >= _TWO_LINES
    align = Qt.AlignmentFlag.AlignVCenter | (
        Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
    )
    width = max(column.left - 10 if left else scene.layout.width - column.right - 10, 0.0)
    probabilities = not left and layer.activation == "softmax"
    for index, unit in enumerate(column.units):
        rect = column.rect(index)
        x = rect.left() - 8 - width if left else rect.right() + 8
        if unit == BIAS:
            continue
        name = names[unit] if unit < len(names) else ""
        value = float(a[unit]) if a is not None and unit < len(a) else None
        middle = rect.center().y()
        painter.setFont(name_font)
        painter.setPen(QColor(theme.text))
        top = middle - 16 if two and value is not None else middle - 9
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(x, top, width, 18), align, shown)
        if probabilities and value is not None:
            along = 0.0 if two else min(metrics.horizontalAdvance(shown) + 8, width)
            bar = QRectF(x + along, middle + 6 if two else middle - 2, min(52.0, max(width - along, 0.0)), 4)
            _paint_bar(painter, theme, bar, value, QColor(theme.classes[unit % len(theme.classes)]))
        elif two and value is not None:
            painter.setFont(number_font)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(x, middle + 1, width, 15), align, figures(value))


def _paint_bar(painter: QPainter, theme: Theme, bar: QRectF, share: float, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.line))
    painter.drawRoundedRect(bar, 2, 2)
    if np.isfinite(share) and share > 0.004:
        filled = QRectF(bar)
        filled.setWidth(max(bar.width() * min(share, 1.0), 3.0))
        painter.setBrush(color)
        painter.drawRoundedRect(filled, 2, 2)


# --- the perceptron's formula -------------------------------------------------------------------------------


def perceptron_formulas(
    network: Network, values: NetworkValues | None, terms: int, short: bool = False
) -> tuple[Formula, ...]:
    """y = g(w₀ + w₁·x₁ + w₂·x₂), and the same with the present numbers; the sum by itself unless `short`."""
    inputs, activation = network.layers[0].units, network.layers[-1].activation
    y = symbol("y")
    inner = weighted_sum(inputs, "x", terms)
    general: Formula = (*y, Piece(" = "), Piece("g", "symbol"), Piece("("), *inner, Piece(")"))
    if values is None:
        return (general,)
    if values.scaling.of_inputs:
        said = QCoreApplication.translate("Network", "x standardised")
        general = (*general, Piece(f"   {said}", "muted"))
    bias, weights = float(values.biases[0].ravel()[0]), [float(w) for w in values.kernels[0][:, 0]]
    x, z, a = values.a(0), values.z(network.output), values.a(network.output)
    if x is None or z is None or a is None or len(x) != len(weights):
        return (general,)
    numbers = inserted_numbers(bias, weights, [float(value) for value in x], terms)
    result = Piece(figures(float(a[0])), "result")
    middle = (
        ()
        if short or activation == "linear"
        else (Piece(" = "), *applied(activation, (Piece(figures(float(z[0]))),)))
    )
    return general, (*y, Piece(" = "), *applied(activation, numbers), *middle, Piece(" = "), result)


def paint_perceptron_formula(painter: QPainter, scene: Scene) -> None:
    """Both lines below the picture, as large as they fit."""
    place = scene.layout.formula
    formulas: tuple[Formula, ...] = ()
    largest = min(24, int(place.height() / 2.9))
    for terms, short in ((6, False), (4, False), (3, False), (3, True), (2, True)):
        formulas = perceptron_formulas(scene.network, scene.values, terms, short)
        setter = fitting(scene.font, scene.theme, formulas, place.width(), largest)
        if max(setter.width(formula) for formula in formulas) <= place.width() and setter.size >= 13:
            break
    step = min(setter.height * 1.45, place.height() / 2)
    y = place.center().y() - step * (len(formulas) - 1) / 2 + 0.35 * setter.size
    widest = max(setter.width(formula) for formula in formulas)
    x = place.center().x() - widest / 2
    for formula in formulas:
        setter.draw(painter, QPointF(max(x, place.left()), y), formula)
        y += step


def paint_weight_labels(painter: QPainter, scene: Scene, edges: Edges) -> None:
    """On the edges of a perceptron: which weight it is, and its number."""
    before, after = scene.layout.columns[0], scene.layout.columns[-1]
    if before.pitch < 20 or after.left - before.right < 130:
        return
    setter = fitting(scene.font, scene.theme, (), 0.0, 12)
    width = after.left - before.right
    share = 0.34
    rise = float(edge_raster.rise(np.array([share]))[0])
    ground = QColor(scene.theme.window)
    for index in range(len(edges.source)):
        unit = int(before.units[edges.source[index]])
        label: Formula = symbol("w", unit + 1)
        if edges.weights is not None:
            label = (*label, Piece("  "), number(float(edges.weights[index])))
        y = float(edges.start[index] + (edges.end[index] - edges.start[index]) * rise)
        x = before.right + share * width
        wide = setter.width(label) + 10
        ground.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(x - wide / 2, y - 10, wide, 20), 5, 5)
        setter.draw(painter, QPointF(x - wide / 2 + 5, y + 4.5), label)
