"""A landscape for ParaView: the surface and the paths on it, as VTK's XML files in text form.

z is the loss, or log₁₀ of it: losses of a network span many orders of magnitude, and the original of these
pictures (Li et al. 2018, arXiv:1712.09913) comes in both forms too.
"""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Literal, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import numpy as np
from numpy.typing import NDArray

from .landscape import Landscape

Floats = NDArray[np.float64]
Height = Literal["loss", "log"]
Part = Literal["training", "validation"]

HEIGHTS: tuple[Height, ...] = ("loss", "log")
_HIDDEN = 2
"""`vtkGhostType` of a point that is not to be drawn."""
_HIGHEST = 1e30
"""What ParaView draws has single precision."""
_LOWEST_LOSS = 1e-12
"""Of which there is a logarithm; a loss can be 0."""
_VALUES_PER_LINE = 12


def write_surface(
    landscape: Landscape, file: BinaryIO, of: Part = "training", height: Height = "loss"
) -> None:
    """Write a StructuredGrid (`.vts`): points (α, β, z), with all losses and metrics at each.

    Points where a loss is unknown or infinite are hidden, and as high as the highest other.
    """
    grid = _Surface.of(landscape, of, height)
    m, n = grid.z.shape
    alpha, beta = np.meshgrid(landscape.alpha, landscape.beta)
    extent = f"0 {n - 1} 0 {m - 1} 0 0"
    root, piece = _piece("StructuredGrid", {"WholeExtent": extent}, {"Extent": extent})
    data = SubElement(piece, "PointData", Scalars="height")
    _array(data, "height", grid.z.ravel())
    for name, values in _measured(landscape):
        _array(data, name, np.where(np.isfinite(values), values, grid.filling(values)).ravel())
    _array(data, "vtkGhostType", np.where(grid.known, 0, _HIDDEN).ravel(), "UInt8")
    points = SubElement(piece, "Points")
    _array(points, "Points", np.stack([alpha, beta, grid.z], axis=-1).reshape(-1, 3))
    _write(root, file)


def write_paths(landscape: Landscape, file: BinaryIO, of: Part = "training", height: Height = "loss") -> None:
    """Write PolyData (`.vtp`): a line for each path, on the surface that `write_surface` writes.

    Points have their number along the path, `moment`; lines have the number and the label of their run. What
    lies beside the grid is as high as the grid's nearest point.
    """
    grid = _Surface.of(landscape, of, height)
    paths = {label: path[np.isfinite(path).all(axis=1)] for label, path in landscape.paths.items()}
    lines = {label: path for label, path in paths.items() if len(path) > 1}
    points = np.concatenate([np.empty((0, 2)), *lines.values()])
    lengths = [len(line) for line in lines.values()]
    counts = {"NumberOfPoints": str(len(points)), "NumberOfLines": str(len(lines))}
    root, piece = _piece("PolyData", {}, counts)
    moments = np.concatenate([np.empty(0, np.int64), *map(np.arange, lengths)])
    heights = grid.at(landscape.alpha, landscape.beta, points)
    data = SubElement(piece, "PointData", Scalars="height")
    _array(data, "height", heights)
    _array(data, "moment", moments, "Int32")
    cells = SubElement(piece, "CellData", Scalars="run")
    _array(cells, "run", np.arange(len(lines)), "Int32")
    _texts(cells, "label", list(lines))
    _array(SubElement(piece, "Points"), "Points", np.column_stack([points, heights]))
    connected = SubElement(piece, "Lines")
    _array(connected, "connectivity", np.arange(len(points)), "Int64")
    _array(connected, "offsets", np.cumsum(lengths, dtype=np.int64), "Int64")
    _write(root, file)


# --- heights ------------------------------------------------------------------------------------------------


class _Surface(NamedTuple):
    """How high (m, n) it is, and where that is known."""

    z: Floats
    known: NDArray[np.bool_]

    @classmethod
    def of(cls, landscape: Landscape, of: Part, height: Height) -> "_Surface":
        losses = getattr(landscape, of)
        known = np.isfinite(losses)
        drawn = np.where(known, losses, 0.0).clip(-_HIGHEST, _HIGHEST)
        z = np.log10(drawn.clip(_LOWEST_LOSS)) if height == "log" else drawn
        return cls(np.where(known, z, z[known].max(initial=z.min()) if known.any() else 0.0), known)

    @staticmethod
    def filling(values: Floats) -> float:
        """A number for the points that have none: the file's readers take no others."""
        finite = values[np.isfinite(values)]
        return float(finite.max()) if finite.size else 0.0

    def at(self, alpha: Floats, beta: Floats, points: Floats) -> Floats:
        """How high (k,) it is at points (k, 2), between nodes bilinearly."""
        (left, along), (below, across) = (
            _between(axis, points[:, index]) for index, axis in enumerate((alpha, beta))
        )
        right, above = np.minimum(left + 1, len(alpha) - 1), np.minimum(below + 1, len(beta) - 1)
        lower = self.z[below, left] * (1 - along) + self.z[below, right] * along
        upper = self.z[above, left] * (1 - along) + self.z[above, right] * along
        heights: Floats = lower * (1 - across) + upper * across
        return heights


def _between(axis: Floats, values: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The node before each value, and which share of the way to the next it lies."""
    inside = values.clip(axis[0], axis[-1])
    before = (np.searchsorted(axis, inside, "right") - 1).clip(0, max(len(axis) - 2, 0))
    if len(axis) == 1:
        return before, np.zeros(len(values))
    return before, (inside - axis[before]) / (axis[before + 1] - axis[before])


def _measured(landscape: Landscape) -> Iterator[tuple[str, Floats]]:
    """What is known of all points, by name."""
    for name in ("training", "validation", "training_metric", "validation_metric"):
        values = getattr(landscape, name)
        if np.isfinite(values).any():
            yield name, values


# --- XML ----------------------------------------------------------------------------------------------------


def _piece(kind: str, whole: dict[str, str], own: dict[str, str]) -> tuple[Element, Element]:
    root = Element("VTKFile", type=kind, version="1.0", byte_order="LittleEndian", header_type="UInt64")
    return root, SubElement(SubElement(root, kind, whole), "Piece", own)


def _array(parent: Element, name: str, values: NDArray[np.generic], kind: str = "Float64") -> None:
    attributes = {"type": kind, "Name": name, "format": "ascii"}
    if values.ndim == 2:
        attributes["NumberOfComponents"] = str(values.shape[1])
    SubElement(parent, "DataArray", attributes).text = _lines(values.ravel())


def _texts(parent: Element, name: str, texts: Sequence[str]) -> None:
    """Texts, which end with a 0 each, as numbers."""
    attributes = {"type": "String", "Name": name, "NumberOfTuples": str(len(texts)), "format": "ascii"}
    numbers = [byte for text in texts for byte in (*text.encode(), 0)]
    SubElement(parent, "DataArray", attributes).text = _lines(np.array(numbers, np.uint8))


def _lines(numbers: NDArray[Any]) -> str:
    """The numbers with all their digits; as texts of their own, all at once, they would take gigabytes."""
    starts = range(0, len(numbers), _VALUES_PER_LINE)
    lines = (" ".join(map(repr, numbers[at : at + _VALUES_PER_LINE].tolist())) for at in starts)
    return "".join(f"\n{line}" for line in lines) + "\n"


def _write(root: Element, file: BinaryIO) -> None:
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
