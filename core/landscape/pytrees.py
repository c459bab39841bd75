"""Pytrees of any origin as flat weights: what is in them, checked, with the names of their arrays."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp, ravel_pytree
from ..messages import TalwegError, tr_noop

Floats = NDArray[Any]


class Layout(NamedTuple):
    """How a pytree is one flat array (size,) of `dtype`: its arrays' names and shapes, and the way back."""

    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    unravel: Callable[[Any], Any]
    dtype: str


def as_arrays(tree: Any, what: str) -> Any:
    """A pytree of JAX's arrays, in the precision in which the caller computes; TalwegError if it is none."""

    def array(name: str, leaf: Any) -> Any:
        try:
            return jnp.asarray(leaf)
        except TypeError as error:
            raise TalwegError(
                tr_noop("core", "{where} is no array of numbers; keep what is none out of the pytree."),
                where=_place(what, name),
            ) from error

    leaves = [array(name, leaf) for name, leaf in _named(tree)]
    return jax.tree.unflatten(jax.tree.structure(tree), leaves)


def layout_of(params: Any) -> Layout:
    """The layout of parameters. Raises TalwegError if they hold anything but arrays of real numbers."""
    named = _named(params)
    for name, leaf in named:
        if not _is_real(leaf):
            raise TalwegError(
                tr_noop("core", "{where} is no array of decimals; params may hold only what is trained."),
                where=_place("params", name),
            )
    flat, unravel = ravel_pytree(params)
    if not flat.size:
        raise TalwegError(tr_noop("core", "There are no numbers in params."))
    shapes = tuple(np.shape(leaf) for _, leaf in named)
    return Layout(tuple(name for name, _ in named), shapes, unravel, str(flat.dtype))


def flattened(layout: Layout, tree: Any, what: str) -> Floats:
    """The flat array (size,) of a pytree, at least in single precision.

    Raises TalwegError if it is not built like the layout; `what` says what it is.
    """
    named = _named(tree)
    names = [name for name, _ in named]
    for name in (*layout.names, *names):
        if layout.names.count(name) != names.count(name):
            raise TalwegError(
                tr_noop("core", "{what} is built differently from params: only one of them has {where}."),
                what=what,
                where=repr(name),
            )
    for (name, leaf), shape in zip(named, layout.shapes, strict=True):
        if not _is_real(leaf) and not _is_whole(leaf):
            raise TalwegError(tr_noop("core", "{where} is no array of numbers."), where=_place(what, name))
        if np.shape(leaf) != shape:
            raise TalwegError(
                tr_noop("core", "{where} has the shape {found}; in params it has {shape}."),
                where=_place(what, name),
                found=np.shape(leaf),
                shape=shape,
            )
    dtype = np.promote_types(layout.dtype, np.float32)
    return np.concatenate([np.ravel(np.asarray(leaf)).astype(dtype) for _, leaf in named])


def _named(tree: Any) -> list[tuple[str, Any]]:
    leaves, _ = jax.tree_util.tree_flatten_with_path(tree)
    return [(jax.tree_util.keystr(path, simple=True, separator="/"), leaf) for path, leaf in leaves]


def _place(what: str, name: str) -> str:
    return f"{what}: {name}" if name else what


def _is_real(leaf: Any) -> bool:
    """Whether it is an array of decimals, of numpy or JAX, or one of Python's."""
    return isinstance(leaf, float) or jnp.issubdtype(getattr(leaf, "dtype", object), jnp.floating)


def _is_whole(leaf: Any) -> bool:
    return isinstance(leaf, int) or jnp.issubdtype(getattr(leaf, "dtype", object), jnp.integer)
