"""What tests of the core share."""

from collections.abc import Iterator

import pytest


@pytest.fixture
def compilations() -> Iterator[list[str]]:
    """What the backend compiles while the test runs."""
    from core.backend import jax  # only the tests that compile wait for it

    seen: list[str] = []

    def listen(event: str, duration: float, **_: object) -> None:
        del duration
        if event == "/jax/core/compile/backend_compile_duration":
            seen.append(event)

    jax.monitoring.register_event_duration_secs_listener(listen)
    yield seen
    jax.monitoring.unregister_event_duration_listener(listen)
