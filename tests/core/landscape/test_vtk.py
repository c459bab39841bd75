"""Landscapes for ParaView: well-formed, of the right counts, and finite throughout."""

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import pytest

from core.landscape import vtk
from core.landscape.landscape import Landscape
from core.plane import Plane

ALPHA, BETA = np.linspace(-1.0, 1.0, 5), np.array([-2.0, 0.0, 1.0])


def bowl(alpha: Any, beta: Any) -> Any:
    return 1.0 + alpha**2 + 3.0 * beta**2


def landscape(**changes: Any) -> Landscape:
    losses = bowl(*np.meshgrid(ALPHA, BETA))
    made = Landscape(
        Plane(np.zeros(2), np.eye(2)),
        *(ALPHA, BETA, losses, 10.0 * losses, np.full_like(losses, np.nan), losses / 99),
        paths={
            "Ädam <&>": np.array([[-1.0, -2.0], [0.5, 0.0], [0.25, 0.5], [9.0, 9.0]]),
            "one": np.zeros((1, 2)),
            "sgd": np.array([[0.0, 0.0], [np.nan, 0.0], [1.0, 1.0]]),
        },
        explained=1.0,
    )
    return made._replace(**changes)


def wild() -> Landscape:
    losses = landscape().training.copy()
    losses[0, :3] = np.nan, np.inf, 1e300
    return landscape(training=losses)


def document(write: Callable[..., None], made: Landscape, *how: str) -> Element:
    file = io.BytesIO()
    write(made, file, *how)
    return ElementTree.fromstring(file.getvalue())


def numbers(root: Element, name: str) -> np.ndarray[Any, Any]:
    (found,) = [array for array in root.iter("DataArray") if array.get("Name") == name]
    assert found.get("format") == "ascii"
    width = int(found.get("NumberOfComponents", 1))
    values = np.array((found.text or "").split(), float)
    return values.reshape(-1, width) if width > 1 else values


def piece(root: Element, kind: str) -> Element:
    assert (root.tag, root.get("type")) == ("VTKFile", kind)
    (found,) = root.findall(f"{kind}/Piece")
    return found


def test_the_surface_is_a_grid_of_points_whose_z_is_the_loss() -> None:
    root = document(vtk.write_surface, landscape())
    assert piece(root, "StructuredGrid").get("Extent") == "0 4 0 2 0 0"
    whole = root.find("StructuredGrid")
    assert whole is not None
    assert whole.get("WholeExtent") == "0 4 0 2 0 0"
    points = numbers(root, "Points")
    alpha, beta, z = points.T
    assert alpha.tolist() == [*ALPHA, *ALPHA, *ALPHA]  # α runs first
    assert beta.tolist() == sorted([*BETA] * 5)
    np.testing.assert_array_equal(z, bowl(alpha, beta))
    np.testing.assert_array_equal(numbers(root, "height"), z)
    np.testing.assert_array_equal(numbers(root, "validation"), 10.0 * z)
    assert not numbers(root, "vtkGhostType").any()
    names = [array.get("Name") for array in root.iter("DataArray")]
    assert names == ["height", "training", "validation", "validation_metric", "vtkGhostType", "Points"]


def test_it_can_be_of_validation_and_logarithmic() -> None:
    root = document(vtk.write_surface, landscape(), "validation", "log")
    alpha, beta, z = numbers(root, "Points").T
    np.testing.assert_allclose(z, np.log10(10.0 * bowl(alpha, beta)))


def test_a_loss_of_0_has_a_height_even_so() -> None:
    root = document(vtk.write_surface, landscape(training=np.zeros((3, 5))), "training", "log")
    assert set(numbers(root, "height")) == {-12.0}


@pytest.mark.parametrize("height", vtk.HEIGHTS)
def test_what_is_unknown_infinite_or_immense_is_drawn_with_finite_numbers(height: str) -> None:
    made = wild()
    for write in (vtk.write_surface, vtk.write_paths):
        root = document(write, made, "training", height)
        for array in root.iter("DataArray"):
            values = np.array((array.text or "").split(), float)
            assert np.isfinite(values).all()
        assert abs(numbers(root, "Points")).max() <= 1e30  # in single precision as well
    root = document(vtk.write_surface, made, "training", height)
    hidden = np.flatnonzero(numbers(root, "vtkGhostType") == 2)  # VTK's HIDDENPOINT
    assert hidden.tolist() == [0, 1]
    assert set(numbers(root, "height")[hidden]) == {numbers(root, "height").max()}
    assert numbers(root, "training")[2] == 1e300


def test_nothing_known_at_all_is_a_flat_hidden_surface() -> None:
    root = document(vtk.write_surface, landscape(training=np.full((3, 5), np.nan)))
    assert set(numbers(root, "height")) == {0.0}
    assert set(numbers(root, "vtkGhostType")) == {2}


def test_a_line_is_a_surface_of_one_row() -> None:
    made = landscape()
    row = {name: getattr(made, name)[:1] for name in Landscape._fields[3:7]}
    straight = made._replace(plane=Plane(np.zeros(2), np.eye(2)[:1]), beta=np.zeros(1), **row)
    assert piece(document(vtk.write_surface, straight), "StructuredGrid").get("Extent") == "0 4 0 0 0 0"
    heights = numbers(document(vtk.write_paths, straight._replace(paths={"x": np.eye(2)})), "height")
    np.testing.assert_array_equal(heights, [made.training[0, 4], made.training[0, 2]])


def test_paths_are_lines_on_the_surface() -> None:
    root = document(vtk.write_paths, landscape())
    own = piece(root, "PolyData")
    # A path of one point is no line, and a point that is not finite none of a path.
    assert (own.get("NumberOfPoints"), own.get("NumberOfLines")) == ("6", "2")
    points = numbers(root, "Points")
    assert points[:, :2].tolist() == [[-1, -2], [0.5, 0], [0.25, 0.5], [9, 9], [0, 0], [1, 1]]
    nodes = [bowl(-1, -2), bowl(0.5, 0), bowl(1, 1), bowl(0, 0), bowl(1, 1)]
    np.testing.assert_allclose(points[[0, 1, 3, 4, 5], 2], nodes)
    between = np.mean([bowl(alpha, beta) for alpha in (0.0, 0.5) for beta in (0.0, 1.0)])
    np.testing.assert_allclose(points[2, 2], between)
    assert numbers(root, "connectivity").tolist() == [0, 1, 2, 3, 4, 5]
    assert numbers(root, "offsets").tolist() == [4, 6]
    assert numbers(root, "moment").tolist() == [0, 1, 2, 3, 0, 1]
    assert numbers(root, "run").tolist() == [0, 1]
    letters = bytes(numbers(root, "label").astype(np.uint8))
    assert letters.decode().split("\0") == ["Ädam <&>", "sgd", ""]


def test_no_path_is_no_line() -> None:
    own = piece(document(vtk.write_paths, landscape(paths={})), "PolyData")
    assert (own.get("NumberOfPoints"), own.get("NumberOfLines")) == ("0", "0")
