"""Where everything in the diagram of a network stands: pure geometry, in pixels of the widget."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from core.network.network_choice import MOST_LAYERS, MOST_UNITS

from ..neurons.drawn_network import BIAS, Array, Network

MARGIN = 16.0
HEADING = 32.0
"""The height of the title above the picture."""
LINE = 20.0
"""The height of a line of small text, above and below the columns."""
SMALLEST, LARGEST = 12.0, 44.0
"""Sizes of neurons; below are the largest of a perceptron, which has the picture to itself."""
LARGEST_ALONE = (60.0, 128.0)
LARGEST_IMAGE = 112.0
_SMALLEST_IMAGE = 40.0
WIDEST_GAP = 250.0
WIDEST_GAP_ALONE = 380.0
_GAP = 0.2
"""The least space between neurons, as a share of their size."""
_LOOSEST = 1.6
"""The distance of neurons where there is room, in sizes."""
_BUTTON = 16.0
_ROOM_TO_CHANGE, _ROOM_TO_ADD = 54.0, 36.0
"""The least distances between columns at which buttons are not in each other's way; the keys always work."""
_LEAST_STEP = 19.0
_LEAST_GAP = 40.0
_WIDEST_STEP = 64.0
_TALLEST_CELL = 34.0

HandleKind = Literal["add", "remove", "more", "fewer"]


class Column(NamedTuple):
    """A layer: its shown units, and for each the middle of its neuron.

    Edges end at `left` and start at `right`; `hidden` counts the units that are not shown. `extras` is how
    far to the left and to the right of a neuron the kernel and the pooled map stand.
    """

    layer: int
    x: float
    width: float
    height: float
    units: NDArray[np.intp]
    centers: Array
    left: float
    right: float
    hidden: int
    extras: float

    def rect(self, index: int) -> QRectF:
        """The neuron of the shown unit with this index; on whole pixels, so that its picture is sharp."""
        return self._around(self.x, index)

    def kernel_rect(self, index: int) -> QRectF:
        return self._around(self.x - self.extras, index)

    def pooled_rect(self, index: int) -> QRectF:
        return self._around(self.x + self.extras, index)

    def _around(self, x: float, index: int) -> QRectF:
        left, top = x - self.width / 2, float(self.centers[index]) - self.height / 2
        return QRectF(round(left), round(top) if self.height >= SMALLEST else top, self.width, self.height)

    @property
    def bottom(self) -> float:
        return float(self.centers[-1]) + self.height / 2 if len(self.centers) else 0.0

    @property
    def top(self) -> float:
        return float(self.centers[0]) - self.height / 2 if len(self.centers) else 0.0

    @property
    def pitch(self) -> float:
        """The distance from one neuron to the next."""
        return float(self.centers[1] - self.centers[0]) if len(self.centers) > 1 else 4 * self.height

    def index_of(self, unit: int) -> int | None:
        """Where a unit is among the shown ones."""
        found = np.flatnonzero(self.units == unit)
        return int(found[0]) if len(found) else None


class Chain(NamedTuple):
    """A recurrent layer unrolled: the shown time steps (−1 where some are left out), and their places."""

    results: tuple[int, ...]
    xs: tuple[float, ...]
    strip_width: float
    strip_top: float
    strip_height: float
    box_size: float
    box_y: float

    def strip(self, index: int) -> QRectF:
        """The states of one time step."""
        left = self.xs[index] - self.strip_width / 2
        return QRectF(round(left), round(self.strip_top), self.strip_width, self.strip_height)

    def box(self, index: int) -> QRectF:
        """The input of one time step."""
        half = self.box_size / 2
        return QRectF(round(self.xs[index] - half), round(self.box_y - half), self.box_size, self.box_size)


class Handle(NamedTuple):
    """A small button in the picture; `position` counts hidden layers, or the places between them."""

    kind: HandleKind
    position: int
    layer: int
    rect: QRectF


class Layout(NamedTuple):
    """Where everything is; the columns are in the order of the layers."""

    width: float
    columns: tuple[Column, ...]
    chain: Chain | None
    body: QRectF
    formula: QRectF
    header: float
    footer: float


class Labels(NamedTuple):
    """How wide the texts left of the inputs and right of the outputs are."""

    left: float
    right: float


def lay_out(network: Network, width: float, height: float, labels: Labels, image: bool = False) -> Layout:
    """Columns evenly across a panel, their neurons as large as there is room for.

    With `image` the inputs are one.
    """
    left = MARGIN + labels.left + (8 if labels.left else 0)
    right = width - MARGIN - labels.right - (8 if labels.right else 0)
    formula_height = min(max(0.26 * height, 46.0), 110.0) if network.perceptron else 0.0
    header = HEADING + 2
    footer = height - 8 - LINE - formula_height
    top = header + (0 if network.perceptron else LINE) + 2
    body = QRectF(left, top, max(right - left, 40.0), max(footer - top - 4, 24.0))
    formula = QRectF(MARGIN, footer + LINE, width - 2 * MARGIN, formula_height)
    shapes = _shapes(network, body, width, image)
    if network.recurrent:
        columns, chain = _with_chain(network, shapes, body, max(network.steps, 1))
    else:
        widest = WIDEST_GAP_ALONE if network.perceptron else WIDEST_GAP
        columns, chain = _side_by_side(shapes, body, widest), None
    return Layout(width, columns, chain, body, formula, header, footer)


class _Shape(NamedTuple):
    """A column before it has its place across: the size of its neurons, how far apart, which units."""

    layer: int
    size: float
    pitch: float
    units: NDArray[np.intp]
    hidden: int
    filters: bool = False

    @property
    def extras(self) -> float:
        return self.size + max(10.0, 0.4 * self.size) if self.filters else 0.0

    @property
    def wide(self) -> float:
        return self.size + 2 * self.extras


def _shapes(network: Network, body: QRectF, width: float, image: bool) -> list[_Shape]:
    """The columns, smaller where else there would be too little room for the edges between them."""
    layers, share = range(len(network.layers)), 1.0
    while True:
        shapes = [_shape(network, layer, body, share * width, image) for layer in layers]
        left = body.width() - sum(shape.wide for shape in shapes)
        if left >= _LEAST_GAP * (len(shapes) - 1) or share < 0.3:
            return shapes
        share *= 0.85


def _shape(network: Network, layer: int, body: QRectF, width: float, image: bool) -> _Shape:
    count, height = network.layers[layer].units, body.height()
    if layer == 0 and image:
        size = min(LARGEST_IMAGE, 0.8 * height, max(0.2 * width, _SMALLEST_IMAGE))
        return _Shape(0, float(int(size)), height, np.array([0]), 0)
    numbers = np.arange(count)
    if layer == 0 and network.perceptron:
        numbers = np.array([BIAS, *numbers])
    if network.perceptron:
        largest = min(LARGEST_ALONE[min(layer, 1)], 0.15 * width, (0.24, 0.45)[min(layer, 1)] * height)
    else:
        largest = max(SMALLEST, min(LARGEST, 0.085 * width))
    room = height
    most = max(1, int(room / (SMALLEST + 3)))
    if len(numbers) > most:
        room -= LINE  # for the line that says how many more there are
        most = max(1, int(room / (SMALLEST + 3)))
        chosen = np.unique(np.linspace(0, len(numbers) - 1, most).round().astype(np.intp))
    else:
        chosen = np.arange(len(numbers))
    size = float(int(min(largest, max(SMALLEST, room / len(chosen) / (1 + _GAP)))))
    pitch = min(room / len(chosen), _LOOSEST * size)
    filters = network.layers[layer].kind == "convolution"
    return _Shape(layer, size, pitch, numbers[chosen], len(numbers) - len(chosen), filters)


def _column(shape: _Shape, x: float, body: QRectF) -> Column:
    count = len(shape.units)
    middle = body.center().y() - (LINE / 2 if shape.hidden else 0)
    centers = middle + shape.pitch * (np.arange(count) - (count - 1) / 2)
    x = round(x)
    reach = shape.size / 2 + shape.extras
    return Column(
        *(shape.layer, x, shape.size, shape.size, shape.units, centers),
        *(x - reach, x + reach, shape.hidden, shape.extras),
    )


def _side_by_side(shapes: list[_Shape], body: QRectF, widest: float) -> tuple[Column, ...]:
    taken = sum(shape.wide for shape in shapes)
    gap = min(widest, max(6.0, (body.width() - taken) / max(len(shapes) - 1, 1)))
    x = body.center().x() - (taken + gap * (len(shapes) - 1)) / 2
    columns = []
    for shape in shapes:
        columns.append(_column(shape, x + shape.wide / 2, body))
        x += shape.wide + gap
    return tuple(columns)


def _with_chain(
    network: Network, shapes: list[_Shape], body: QRectF, steps: int
) -> tuple[tuple[Column, ...], Chain]:
    """The unrolled recurrent layer, whose last state stands as its column, and the layers after it."""
    after = shapes[2:]
    room = sum(shape.size for shape in after) + len(after) * min(110.0, max(30.0, 0.2 * body.width()))
    chain = _chain(steps, network.layers[1].units, body, max(body.width() - room, 2 * _LEAST_STEP))
    units = network.layers[1].units
    cell = chain.strip_height / units
    centers = round(chain.strip_top) + cell * (np.arange(units) + 0.5)
    x, half = chain.xs[-1], chain.strip_width / 2
    empty = np.empty(0)
    box = chain.box(len(chain.xs) - 1)
    first = Column(0, x, box.width(), box.height(), empty.astype(np.intp), empty, x, x, 0, 0.0)
    states = Column(
        1, x, chain.strip_width, cell, np.arange(units), centers, x - half, round(x - half) + 2 * half, 0, 0.0
    )
    left = x + half
    gap = (body.right() - left - sum(shape.size for shape in after)) / max(len(after), 1)
    gap = min(gap, 0.7 * WIDEST_GAP)
    columns = [first, states]
    strips = QRectF(body.left(), chain.strip_top, body.width(), chain.strip_height)
    for shape in after:
        left += gap
        columns.append(_column(shape, left + shape.size / 2, strips if shape.pitch * len(shape.units)
                               <= strips.height() else body))  # fmt: skip
        left += shape.size
    return tuple(columns), chain


def _chain(steps: int, units: int, body: QRectF, width: float) -> Chain:
    most = max(2, int(width / _LEAST_STEP))
    results = chosen_results(steps, most)
    step = min(_WIDEST_STEP, width / len(results))
    strip_width = float(int(min(26.0, 0.52 * step)))
    box_size = float(int(min(26.0, 0.72 * step)))
    below = box_size + LINE + 18
    height = min(body.height() - below, _TALLEST_CELL * units)
    top = body.top() + max(0.0, (body.height() - below - height) / 2)
    xs = tuple(round(body.left() + step * (index + 0.5)) for index in range(len(results)))
    box_y = top + height + 18 + box_size / 2
    return Chain(results, xs, strip_width, top, max(height, 8.0), box_size, box_y)


def chosen_results(steps: int, most: int) -> tuple[int, ...]:
    """All time steps of a sequence, or as many of its beginning and its end as fit, with −1 in between."""
    if steps <= most:
        return tuple(range(steps))
    kept = max(most - 1, 2)
    first = kept // 2
    return (*range(first), -1, *range(steps - (kept - first), steps))


def room_for_name(layout: Layout, layer: int) -> float:
    """How wide the name under a column may be, with a button beside it, and one to the next column."""
    columns = layout.columns
    half = (columns[layer].right - columns[layer].left) / 2
    sides = [
        half + (after.left - before.right) / 2
        for before, after in pairwise(columns[max(layer - 1, 0) : layer + 2])
    ]
    return max(2 * (min(sides, default=layout.body.width()) - _BUTTON - 2), 0.0)


def handles(network: Network, layout: Layout, names: Sequence[float]) -> tuple[Handle, ...]:
    """The buttons that change the layers, where the network can be edited.

    `names` are the widths of the names under the columns, 0 where there is none.
    """
    if not network.editable or network.perceptron:
        return ()
    made: list[Handle] = []
    count = network.output - network.first_hidden
    for layer in range(network.first_hidden, network.output):
        column, index = layout.columns[layer], layer - network.first_hidden
        above = layout.header + LINE / 2
        gap = min(layout.columns[layer + side].x * side - column.x * side for side in (-1, 1))
        if network.layers[layer].units > 1 and gap >= _ROOM_TO_CHANGE:
            made.append(Handle("fewer", index, layer, _square(column.x - 18, above)))
        if network.layers[layer].units < MOST_UNITS and gap >= _ROOM_TO_CHANGE:
            made.append(Handle("more", index, layer, _square(column.x + 18, above)))
        if gap < _ROOM_TO_ADD:
            continue
        beside = (names[layer] + 2) / 2 + _BUTTON / 2 if names[layer] else 0.0
        made.append(Handle("remove", index, layer, _square(column.x + beside, layout.footer + LINE / 2)))
    for position in range(count + 1 if count < MOST_LAYERS else 0):
        before, after = (layout.columns[network.first_hidden + position + step] for step in (-1, 0))
        if after.x - before.x < _ROOM_TO_ADD:
            continue
        x = (before.right + after.left) / 2
        made.append(Handle("add", position, -1, _square(x, layout.footer + LINE / 2)))
    return tuple(made)


def _square(x: float, y: float, side: float = _BUTTON) -> QRectF:
    return QRectF(round(x - side / 2), round(y - side / 2), side, side)
