"""The devices that landscapes are computed on: all of this machine's, or of several that joined."""

import socket
import time
from functools import cache
from typing import Any

import numpy as np
from jax.experimental import multihost_utils
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from numpy.typing import NDArray

from ..backend import jax
from ..messages import TalwegError, tr_noop

Array = Any

_AXIS = "devices"
_PATIENCE = 300
"""Seconds that a process waits for the first."""
_PATIENCE_OF_JAX = 3600
"""Then the program is aborted: who does not want that has to give up before."""
OWN = PartitionSpec(_AXIS)  # type: ignore[no-untyped-call]
"""Of an array (devices, ...) every device has its row."""
SAME = PartitionSpec()  # type: ignore[no-untyped-call]
"""Every device has all."""


def join(coordinator: str, processes: int, process: int) -> None:
    """Make this one of several processes that compute together, with JAX's own distributed runtime.

    `coordinator` is HOST:PORT of process 0, which all have to reach; `process` is this one's number, from 0.
    It waits for the others, and has to come before anything is computed. Raises TalwegError if process 0 is
    not there within a minute or two; where it is another that never comes, JAX ends the process.
    """
    if not 0 <= process < processes:
        raise TalwegError(
            tr_noop("core", "Process {process} of {processes}: they are counted from 0."),
            process=process,
            processes=processes,
        )
    host, port = _address(coordinator)
    try:
        if process:
            _wait_for(host, port)
        jax.distributed.initialize(coordinator, processes, process, initialization_timeout=_PATIENCE_OF_JAX)
    except (OSError, RuntimeError) as error:
        raise TalwegError(
            tr_noop("core", "The processes did not come together at {coordinator}: {reason}"),
            coordinator=coordinator,
            reason=str(error).splitlines()[0],
        ) from error


def _address(coordinator: str) -> tuple[str, int]:
    host, _, port = coordinator.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        raise TalwegError(
            tr_noop("core", "The coordinator is {coordinator}; it has to be HOST:PORT of the first process."),
            coordinator=coordinator,
        )
    return host.strip("[]"), int(port)


def _wait_for(host: str, port: int) -> None:
    """Return once somebody listens there; JAX itself would end the process if nobody does."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection((host, port), timeout=5).close()
            return
        except OSError as error:
            if isinstance(error, socket.gaierror) or time.monotonic() > end:
                raise
            time.sleep(0.1)


def leave() -> None:
    """End what `join` began; waits until all the others have come to this too."""
    jax.distributed.shutdown()  # type: ignore[no-untyped-call] # has no types


def is_torn(error: Exception) -> bool:
    """Whether this is what JAX says when another process is gone."""
    if jax.process_count() == 1 or not isinstance(error, jax.errors.JaxRuntimeError):
        return False
    return "RESOURCE_EXHAUSTED" not in str(error)


def count() -> int:
    """The number of devices, in all processes."""
    return jax.device_count()


def are_cores() -> bool:
    """Whether the devices are cores of processors, not accelerators."""
    return bool(jax.default_backend() == "cpu")


def is_first() -> bool:
    """Whether this is the process that tells and writes: all have the results."""
    return jax.process_index() == 0


@cache
def mesh() -> Mesh:
    """All devices in a row."""
    return Mesh(np.array(jax.devices()), (_AXIS,))


def on_all(tree: Any) -> Any:
    """A pytree of arrays, the same on every device."""
    return jax.tree.map(lambda array: _placed(np.asarray(array), SAME), tree)


def dealt(array: NDArray[Any]) -> Array:
    """An array (devices, ...) of which every device has its row."""
    return _placed(array, OWN)


def _placed(array: NDArray[Any], spec: PartitionSpec) -> Array:
    sharding = NamedSharding(mesh(), spec)
    if jax.process_count() == 1:
        return jax.device_put(array, sharding)
    return jax.make_array_from_callback(array.shape, sharding, lambda part: array[part])


def gathered(array: Array) -> NDArray[Any]:
    """What has been computed on all devices, in every process."""
    if jax.process_count() == 1:
        return np.asarray(array)
    return np.asarray(multihost_utils.process_allgather(array, tiled=True))


def told_to_all(values: NDArray[Any]) -> NDArray[Any]:
    """(processes, ...): the values of every process, so that all can go the same way."""
    if jax.process_count() == 1:
        return values[None]
    # Machines may have different numbers of devices, which JAX's own function for this does not bear.
    by_device = gathered(dealt(np.broadcast_to(values, (count(), *values.shape))))
    owners = [device.process_index for device in mesh().devices.flat]
    return by_device[[owners.index(process) for process in range(jax.process_count())]]
