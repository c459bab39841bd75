"""What is compiled does not pile up."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

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


@pytest.fixture
def cache_folder() -> Iterator[Callable[[], str | None]]:
    """Tells where JAX keeps programs, and has it keep them there again afterwards."""
    before = jax.config.jax_compilation_cache_dir
    backend.keep_compiled_programs.cache_clear()
    yield lambda: jax.config.jax_compilation_cache_dir
    jax.config.update("jax_compilation_cache_dir", before)
    backend.keep_compiled_programs.cache_clear()


def test_programs_are_kept_in_a_folder_that_can_be_written(
    cache_folder: Callable[[], str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JAX_COMPILATION_CACHE_DIR")
    before = cache_folder()
    backend.keep_compiled_programs(tmp_path / "nowhere")
    assert cache_folder() == before
    backend.keep_compiled_programs(tmp_path)
    assert cache_folder() == str(tmp_path)


def test_the_folder_that_the_environment_names_holds(
    cache_folder: Callable[[], str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAX_COMPILATION_CACHE_DIR", "elsewhere")
    before = cache_folder()
    backend.keep_compiled_programs(tmp_path)
    assert cache_folder() == before
