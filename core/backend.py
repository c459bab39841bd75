"""JAX, set up once: double precision, one fast loop option, and where compiled programs are kept.

Import `jax` and `jnp` from here, never directly, so that the settings come before JAX's first use. Importing
this module costs what importing JAX costs (about half a second): only modules that compute import it.
"""

import ctypes
import gc
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from jaxlib.version import __version__ as jaxlib_version

# XLA's CPU backend runs a loop as one small function only while its buffers stay under a threshold; beyond it
# a recorded descent is ten times slower. An unknown option ends the process, so it is given to the versions
# that are known to have it (the dependency is bounded to them).
_LOOP_OPTION = "--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold=262144"
_KNOWN_VERSIONS = ("0.10.",)


def _set_loop_option() -> None:
    flags = os.environ.get("XLA_FLAGS", "")
    if "xla_backend_extra_options" not in flags and jaxlib_version.startswith(_KNOWN_VERSIONS):
        os.environ["XLA_FLAGS"] = f"{flags} {_LOOP_OPTION}".strip()


_set_loop_option()

import jax  # noqa: E402 - after its settings
import jax.numpy as jnp  # noqa: E402
from jax.flatten_util import ravel_pytree  # noqa: E402

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call] # as all of jax.config is

_MOST_DEVICES = 8
"""Each takes its share of the memory, and threads; whoever has more cores can say so in XLA_FLAGS."""


def _set_devices() -> None:
    """Let every core be a device, over which arrays can be sharded; what the environment says holds.

    So do the devices of a program that has used JAX before.
    """
    flags = os.environ.get("XLA_FLAGS", "")
    if "xla_force_host_platform_device_count" not in flags and "JAX_NUM_CPU_DEVICES" not in os.environ:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        with suppress(RuntimeError):
            jax.config.update("jax_num_cpu_devices", min(cores, _MOST_DEVICES))  # type: ignore[no-untyped-call]


_set_devices()

LOOP_COMPILER_OPTIONS = {"xla_cpu_use_fusion_emitters": False}
"""For `jax.jit` of a program that is one loop: compiles it twice as fast to the same."""

MOST_PROGRAMS = 400
"""A program takes some fifty memory maps, of which Linux gives a process 65,530: beyond, it would crash."""
_compiled = 0


def _count(event: str, duration_secs: float, **_: str | int) -> None:
    global _compiled
    del duration_secs
    if event == "/jax/core/compile/backend_compile_duration":  # from the disk or not
        _compiled += 1


jax.monitoring.register_event_duration_secs_listener(_count)


def forget_programs(most: int = MOST_PROGRAMS) -> None:
    """Forget all compiled programs if there are so many; those that are needed again are compiled again."""
    global _compiled
    if _compiled >= most:
        _compiled = 0
        jax.clear_caches()  # type: ignore[no-untyped-call]
        gc.collect()  # programs and what they were made from hold each other
        _give_memory_back()


def _give_memory_back() -> None:
    """Linux's C library keeps what is freed in pieces as small as those of programs: half a gigabyte."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


__all__ = ["LOOP_COMPILER_OPTIONS", "forget_programs", "jax", "jnp", "keep_compiled_programs", "ravel_pytree"]


@cache
def keep_compiled_programs(folder: Path) -> None:
    """Keep compiled programs in `folder` between starts; a folder that cannot be written is no error.

    A folder that the environment names holds instead.
    """
    if "JAX_COMPILATION_CACHE_DIR" in os.environ or not os.access(folder, os.W_OK):
        return  # without access JAX would warn of every program
    jax.config.update("jax_compilation_cache_dir", str(folder))  # type: ignore[no-untyped-call]
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)  # type: ignore[no-untyped-call]
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)  # type: ignore[no-untyped-call]
    jax.config.update("jax_raise_persistent_cache_errors", False)  # type: ignore[no-untyped-call]
