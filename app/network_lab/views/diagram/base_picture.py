"""The diagram at rest without its words: edges and neurons, in images that are kept."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

from app.kit.theme import Theme
from app.kit.widgets.basic import tabular

from ..neurons.drawn_network import BIAS, NetworkValues
from ..neurons.neuron_pictures import Atlas
from ..neurons.number_colors import without_gaps
from . import edges as diagram_edges
from .chain_painting import paint_chain
from .column_pictures import atlases
from .edge_painting import edge_image, paint_vector_edges
from .edges import Edges
from .layout import Column
from .scene import Scene


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
        self._atlases = atlases(scene, ratio)

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
            paint_chain(painter, scene)
        for column in scene.layout.columns:
            if scene.network.layers[column.layer].kind == "convolution":
                _paint_filter_links(painter, scene.theme, column)
            for part in ("kernel", "", "pooled"):
                atlas = self._atlases.get((column.layer, part))
                if atlas is not None:
                    _paint_atlas(painter, column, atlas, part)
            _paint_marks(painter, scene, column)


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
