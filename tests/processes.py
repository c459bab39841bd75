"""What processes that tests start have to know, where they are not given the whole environment."""

import os

_OPTIONS = (
    "XLA_FLAGS",
    "JAX_DISABLE_MOST_OPTIMIZATIONS",
    "JAX_COMPILATION_CACHE_DIR",
    "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS",
    "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES",
)
COMPILING = {name: os.environ[name] for name in _OPTIONS}
"""How tests compile, and where what they compiled is kept: see conftest.py."""
