"""A surface sampled on a grid."""

import numpy as np
import pytest

from core.loss_map import SCALINGS, LossMap, Scaling
from core.surface import formula
from core.surface.catalogue import SURFACES
from core.surface.catalogue.surface import Domain
from core.surface.sampling import sample

SQUARE: Domain = ((-4.0, 4.0), (-4.0, 4.0))


def mapped(text: str, scaling: Scaling = "rank", rectangle: Domain = SQUARE, size: int = 64) -> LossMap:
    return sample(formula.surface(text, rectangle), {}, rectangle, (size, size), scaling)


def test_rows_go_up_and_columns_to_the_right() -> None:
    rectangle = ((0.0, 4.0), (10.0, 13.0))
    drawn = sample(formula.surface("x + 100*y", rectangle), {}, rectangle, (4, 3))
    x, y = drawn.axes()
    np.testing.assert_array_equal(x, [0.5, 1.5, 2.5, 3.5])
    np.testing.assert_array_equal(y, [10.5, 11.5, 12.5])
    np.testing.assert_array_equal(drawn.losses, [[a + 100 * b for a in x] for b in y])
    assert drawn.shades.shape == (3, 4)


def test_parameters_reach_the_surface() -> None:
    drawn = sample(formula.surface("a*x + b", SQUARE), {"a": 2.0, "b": 5.0}, SQUARE, (2, 1))
    np.testing.assert_array_equal(drawn.losses, [[1.0, 9.0]])


@pytest.mark.parametrize("size", [(1, 1), (1, 5), (5, 1), (2, 2)])
@pytest.mark.parametrize("scaling", SCALINGS)
def test_a_map_may_be_as_small_as_one_cell(size: tuple[int, int], scaling: Scaling) -> None:
    drawn = sample(SURFACES["himmelblau"], {}, SQUARE, size, scaling)
    assert drawn.shades.shape == size[::-1]
    assert drawn.contours(3).shape[1] == 2


def test_a_constant_formula_is_a_map_too() -> None:
    drawn = mapped("7")
    np.testing.assert_array_equal(drawn.losses, np.full((64, 64), 7.0))
    np.testing.assert_array_equal(drawn.shades, np.zeros((64, 64)))
    assert drawn.contours(14).shape == (0, 2)
