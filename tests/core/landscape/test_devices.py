"""Devices and processes, and what is said where they do not come together (the rest: test_landscape_grid)."""

import re

import numpy as np
import pytest

from core.landscape import devices
from core.messages import TalwegError


def test_alone_it_is_the_first_and_has_what_it_tells() -> None:
    assert devices.is_first()
    assert devices.count() >= 1
    np.testing.assert_array_equal(devices.told_to_all(np.arange(3.0)), [[0.0, 1.0, 2.0]])


def test_every_device_has_its_row() -> None:
    rows = np.arange(2.0 * devices.count()).reshape(-1, 2)
    dealt = devices.dealt(rows)
    np.testing.assert_array_equal(devices.gathered(dealt), rows)
    assert [shard.data.shape for shard in dealt.addressable_shards] == [(1, 2)] * devices.count()


@pytest.mark.parametrize("process", [-1, 2])
def test_processes_are_counted_from_0(process: int) -> None:
    with pytest.raises(TalwegError, match=re.escape(f"Process {process} of 2: they are counted from 0.")):
        devices.join("127.0.0.1:9999", 2, process)


@pytest.mark.parametrize(
    "coordinator", ["nowhere", "host:", ":80", "host:port", "host:0", "host:65536", "h:-1"]
)
def test_a_coordinator_is_a_host_with_a_port(coordinator: str) -> None:
    with pytest.raises(TalwegError, match="it has to be HOST:PORT of the first process"):
        devices.join(coordinator, 2, 0)


def test_a_first_process_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_PATIENCE", 0)
    with pytest.raises(TalwegError, match="The processes did not come together"):
        devices.join("127.0.0.1:1", 2, 1)


def test_it_is_too_late_once_something_was_computed() -> None:
    devices.dealt(np.zeros((devices.count(), 1)))
    with pytest.raises(TalwegError, match="did not come together"):
        devices.join("127.0.0.1:9999", 2, 0)
