"""The loss of a surface and its derivatives by JAX's reverse mode, compiled once for all sliders."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from core.backend import jax
from core.surface.catalogue.surface import Surface


@partial(jax.jit, static_argnames="function")
def _derivatives(function: Any, places: Any, values: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    def loss(place: Any) -> Any:
        return function(place[0], place[1], **values)

    return jax.vmap(lambda place: (loss(place), jax.grad(loss)(place), jax.hessian(loss)(place)))(places)


def derivatives(
    surface: Surface, values: Mapping[str, float], places: Any
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Losses (n,), gradients (n, 2) and Hessians (n, 2, 2) at `places` (n, 2)."""
    loss, gradient, hessian = _derivatives(surface.function, np.asarray(places, float), dict(values))
    return np.asarray(loss), np.asarray(gradient), np.asarray(hessian)
