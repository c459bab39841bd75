"""The edges between two columns: which are shown, how strong they are, and which one is under the pointer."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..neurons.drawn_network import Array, Network, NetworkValues, edge_weights
from ..neurons.number_colors import nearly_largest, without_gaps
from .edge_raster import Strokes, rise
from .layout import Column, Layout

MOST_EDGES = 2000
_MOST_SAMPLES = 100_000
"""Edges times the columns of pixels that they cross."""

_STRONGEST = 0.95
_THINNEST = 0.7
_REACH = 4.0


class Edges(NamedTuple):
    """The shown edges to one layer: indices into the shown units of both columns, and their weights.

    `weights` is None where edges only show what goes where.
    """

    layer: int
    source: NDArray[np.intp]
    target: NDArray[np.intp]
    start: Array
    end: Array
    weights: Array | None


def edges_to(
    network: Network, values: NetworkValues | None, layout: Layout, layer: int, numbers: Array | None = None
) -> Edges | None:
    """All shown edges to a layer; None where there are none, as in an unrolled chain.

    `numbers` (inputs, units) are shown instead of the weights.
    """
    if layout.chain is not None and layer == 1:
        return None
    before, after = layout.columns[layer - 1], layout.columns[layer]
    count, targets = len(before.units), len(after.units)
    source, target = np.repeat(np.arange(count), targets), np.tile(np.arange(targets), count)
    weights = numbers
    if weights is None and values is not None:
        weights = edge_weights(network, values, layer)
    if weights is None and count == 1:
        return _fan(before, after, layer)
    shown = None
    if weights is not None:
        weights = _with_bias(network, values, layer, np.asarray(weights, dtype=np.float64))
        shown = weights[before.units[source], after.units[target]]
    return Edges(layer, source, target, before.centers[source], after.centers[target], shown)


def _with_bias(network: Network, values: NetworkValues | None, layer: int, weights: Array) -> Array:
    """For a perceptron the bias as the last row, which the index −1 finds."""
    if not network.perceptron or len(weights) != network.layers[layer - 1].units:
        return weights
    bias = np.zeros(weights.shape[1]) if values is None else values.biases[layer - 1].reshape(1, -1)
    return np.vstack([weights, np.asarray(bias, dtype=np.float64).reshape(1, -1)])


def _fan(before: Column, after: Column, layer: int) -> Edges:
    """From one image to every unit."""
    count = len(after.units)
    start = before.top + before.height * (np.arange(count) + 0.5) / count
    return Edges(layer, np.zeros(count, np.intp), np.arange(count), start, after.centers, None)


def most_edges(layout: Layout) -> int:
    """How many edges can be told apart, and drawn in time."""
    gaps = [after.left - before.right for before, after in pairwise(layout.columns)]
    return min(MOST_EDGES, int(_MOST_SAMPLES / max(1.0, max(gaps, default=1.0))))


def thinned(all_edges: list[Edges], most: int = MOST_EDGES) -> list[Edges]:
    """The strongest edges of every layer."""
    total = sum(len(edges.source) for edges in all_edges)
    if total <= most:
        return all_edges
    made = []
    for edges in all_edges:
        keep = max(1, int(len(edges.source) * most / total))
        size = np.ones(len(edges.source)) if edges.weights is None else np.abs(edges.weights)
        chosen = np.sort(np.argpartition(without_gaps(-size), min(keep, len(size) - 1))[:keep])
        made.append(only(edges, chosen))
    return made


def only(edges: Edges, chosen: Array) -> Edges:
    """Some of the edges."""
    weights = None if edges.weights is None else edges.weights[chosen]
    return Edges(
        edges.layer,
        edges.source[chosen],
        edges.target[chosen],
        edges.start[chosen],
        edges.end[chosen],
        weights,
    )


def scale_of(edges: Edges) -> float:
    """The weight that is drawn as a strong one: nearly the largest, so that one outlier dims no others."""
    if edges.weights is None:
        return 1.0
    return max(nearly_largest(edges.weights, _STRONGEST), 1e-9)


def widest(before: Column, after: Column, count: int) -> float:
    """How thick a strong edge is: an eighth of a neuron, less where there are many."""
    size = min(before.pitch, after.pitch, before.height * 1.2, after.height * 1.2, 48.0)
    return float(max(1.0, min(4.5, size / 8.0, 26.0 / np.sqrt(max(count, 1)) + 1.2)))


def strokes(
    edges: Edges,
    thickest: float,
    top: float,
    ratio: float,
    *,
    scale: float | None = None,
    faded: NDArray[np.bool_] | None = None,
) -> Strokes:
    """The edges as an image of the area from `top` on needs them: by sign, thick and opaque by size."""
    if edges.weights is None:
        size, negative = np.full(len(edges.source), 0.25), np.zeros(len(edges.source), dtype=np.bool_)
    else:
        size = without_gaps(np.minimum(np.abs(edges.weights) / (scale or scale_of(edges)), 1.25))
        negative = edges.weights < 0
    room = min(1.0, 8.0 / np.sqrt(max(len(edges.source), 1)))  # or many faint edges would become a fog
    width = _THINNEST + (thickest - _THINNEST) * size
    opacity = np.clip(0.02 + 0.13 * room + (0.3 + 0.5 * room) * size ** (2 - room), 0.0, 1.0)
    if faded is not None:
        opacity = np.where(faded, 0.15 * opacity, opacity)
    return Strokes((edges.start - top) * ratio, (edges.end - top) * ratio, width * ratio, opacity, ~negative)


def edge_at(edges: Edges, before: Column, after: Column, x: float, y: float) -> int | None:
    """The edge under a place, of several the strongest within reach."""
    if not before.right < x < after.left or not len(edges.source):
        return None
    share = float(rise(np.array([(x - before.right) / (after.left - before.right)]))[0])
    distance = np.abs(edges.start + (edges.end - edges.start) * share - y)
    near = np.flatnonzero(distance <= _REACH)
    if not len(near):
        return None
    if edges.weights is None:
        return int(near[np.argmin(distance[near])])
    return int(near[np.argmax(np.abs(edges.weights[near]) - 1e-6 * distance[near])])


def source_unit(edges: Edges, layout: Layout, index: int) -> int:
    return int(layout.columns[edges.layer - 1].units[edges.source[index]])


def target_unit(edges: Edges, layout: Layout, index: int) -> int:
    return int(layout.columns[edges.layer].units[edges.target[index]])


def touching(edges: Edges, layout: Layout, layer: int, unit: int) -> NDArray[np.bool_]:
    """Which of the edges start or end at a unit."""
    index = layout.columns[layer].index_of(unit)
    if index is None or edges.layer not in (layer, layer + 1):
        return np.zeros(len(edges.source), dtype=np.bool_)
    return np.asarray((edges.target if edges.layer == layer else edges.source) == index)
