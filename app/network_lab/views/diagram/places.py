"""What is where in the diagram: neurons, edges and buttons below the pointer, and the neuron beside one."""

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF

from . import edges as diagram_edges
from .edges import Edges
from .layout import Handle, Layout

Neuron = tuple[int, int]
"""Layer and unit."""

TOUCH = 2
"""So many pixels beside a button still belong to it."""
_LEAST_COLUMN = 28


def handle_at(handles: Iterable[Handle], at: QPointF) -> Handle | None:
    """The button at a point."""
    found = (one for one in handles if one.rect.adjusted(-TOUCH, -TOUCH, TOUCH, TOUCH).contains(at))
    return next(found, None)


def neuron_at(layout: Layout, at: QPointF) -> Neuron | None:
    """The neuron at a point; a filter also has its kernel and its pooled map."""
    for column in layout.columns:
        if abs(at.x() - column.x) > column.width / 2 + column.extras + column.width / 2 + 2:
            continue
        for index in range(len(column.units)):
            rects = [column.rect(index)]
            if column.extras:
                rects += [column.kernel_rect(index), column.pooled_rect(index)]
            if any(rect.adjusted(-1, -1, 1, 1).contains(at) for rect in rects):
                return column.layer, int(column.units[index])
    return None


def edge_at(layout: Layout, shown: Sequence[Edges], at: QPointF) -> tuple[int, int, int] | None:
    """Layer, source and target of the edge with a weight at a point."""
    for edges in shown:
        before, after = layout.columns[edges.layer - 1], layout.columns[edges.layer]
        index = diagram_edges.edge_at(edges, before, after, at.x(), at.y())
        if index is not None and edges.weights is not None:
            return edges.layer, int(before.units[edges.source[index]]), int(after.units[edges.target[index]])
    return None


def column_near(layout: Layout, at: QPointF) -> int:
    """The layer whose column is at a point or beside it; −1 if there is none."""
    for column in layout.columns:
        if abs(at.x() - column.x) <= max((column.right - column.left) / 2, _LEAST_COLUMN):
            return column.layer
    return -1


def neuron_beside(
    layout: Layout, neuron: Neuron | None, across: int, down: int, *, image: bool
) -> Neuron | None:
    """The neuron so many columns to the right and so many rows below; the first one if there is no neuron.

    Pixels of an image are left out.
    """
    columns = [one for one in layout.columns if len(one.units) and not (one.layer == 0 and image)]
    if not columns:
        return None
    if neuron is None:
        return columns[0].layer, int(columns[0].units[0])
    layer, unit = neuron
    at = next((index for index, column in enumerate(columns) if column.layer == layer), 0)
    row = columns[at].index_of(unit) or 0
    y = float(columns[at].centers[row])
    column = columns[min(max(at + across, 0), len(columns) - 1)]
    if across:
        row = int(np.argmin(np.abs(column.centers - y)))
    else:
        row = min(max(row + down, 0), len(column.units) - 1)
    return column.layer, int(column.units[row])
