"""Loss and gradient at a point, against JAX."""

import numpy as np
import pytest

from core.backend import jax
from core.surface.catalogue import SURFACES
from core.surface.probe import probe


@pytest.mark.parametrize("name", SURFACES)
def test_agrees_with_automatic_differentiation(name: str) -> None:
    surface = SURFACES[name]
    parameters = surface.defaults()
    rng = np.random.default_rng(3)
    for x, y in rng.uniform(*np.array(surface.domain).T, size=(5, 2)):
        seen = probe(surface, parameters, float(x), float(y))
        loss, gradient = jax.value_and_grad(lambda xy: surface.function(xy[:1], xy[1:], **parameters).sum())(
            np.array([x, y])
        )
        assert seen.loss == pytest.approx(float(loss), rel=1e-12)
        np.testing.assert_allclose(seen.gradient, gradient, rtol=1e-5, atol=1e-6 * (1 + abs(loss)))
