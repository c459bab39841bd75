"""What is compiled does not pile up."""

import sys

import pytest

from core import backend
from core.backend import jax, jnp


def maps() -> int:
    with open("/proc/self/maps") as file:
        return sum(1 for _ in file)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell their memory maps")
def test_programs_are_forgotten_when_they_are_many() -> None:
    backend.forget_programs(0)
    before = maps()
    for length in range(30, 50):  # some large ones, each cut into many pieces
        program = jax.jit(lambda x: tuple(jnp.sort(jnp.sin(k * x)) for k in range(6)))
        jax.block_until_ready(program(jnp.ones(length)))
    grown = maps()
    assert grown > before + 60
    backend.forget_programs(20)
    assert maps() < (before + grown) / 2


def test_few_programs_stay(compilations: list[str]) -> None:
    backend.forget_programs(0)
    program = jax.jit(lambda x: x + 1)
    program(jnp.ones(3))
    backend.forget_programs()
    seen = len(compilations)
    program(jnp.ones(3))
    assert len(compilations) == seen
