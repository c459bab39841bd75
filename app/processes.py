"""Several processes that compute one thing together: on this machine, or wherever a person starts them."""

import argparse
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from core.messages import TalwegError, tr_noop

MOST = 64
_SECONDS_TO_END = 30.0


class Team(NamedTuple):
    """Which of them this one is; the first, 0, reads, tells and writes, and waits for the others."""

    coordinator: str
    processes: int
    process: int
    starts_others: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Those of `team_of`."""
    parser.add_argument(
        "--processes",
        metavar="N",
        type=int,
        default=1,
        help="compute in so many processes, all on this machine",
    )
    parser.add_argument(
        "--process", metavar="I", type=int, help="this is the one with this number, counted from 0 ..."
    )
    parser.add_argument(
        "--coordinator",
        metavar="HOST:PORT",
        help="... and 0 is reached there: for several machines, on each of which this command is started",
    )


def team_of(parsed: argparse.Namespace) -> Team | None:
    """Which process of how many this is to be, None if it is alone; raises TalwegError for what cannot be."""
    if not 1 <= parsed.processes <= MOST:
        raise TalwegError(
            tr_noop("core", "--processes is {count}; it has to be 1 to {most}."),
            count=parsed.processes,
            most=MOST,
        )
    if (parsed.process is None) != (parsed.coordinator is None):
        raise TalwegError(
            tr_noop("core", "--process and --coordinator go together; --processes alone starts all here.")
        )
    if parsed.process is None:
        if parsed.processes == 1:
            return None
        return Team(f"127.0.0.1:{_free_port()}", parsed.processes, 0, starts_others=True)
    if not 0 <= parsed.process < parsed.processes:
        raise TalwegError(
            tr_noop("core", "--process is {process}; of {count} processes it can be 0 to {last}."),
            process=parsed.process,
            count=parsed.processes,
            last=parsed.processes - 1,
        )
    port = re.fullmatch(r"\S+:(\d{1,5})", parsed.coordinator)
    if not port or not 0 < int(port[1]) < 2**16:
        raise TalwegError(
            tr_noop("core", "--coordinator is {found!r}; it has to look like 192.168.0.7:4321."),
            found=parsed.coordinator,
        )
    return Team(parsed.coordinator, parsed.processes, parsed.process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def together(team: Team | None, arguments: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Start the others of a team with the same arguments, if it is this one's to do so.

    Yields what stops them; they have all ended afterwards.
    """
    started: list[subprocess.Popen[bytes]] = []

    def stop() -> None:
        for other in started:
            other.kill()

    if team is not None and team.starts_others:
        _share_cores(team.processes)
        for number in range(1, team.processes):
            more = ["--process", str(number), "--coordinator", team.coordinator]
            started.append(_start([*arguments, *more]))
    try:
        yield stop
        for other in started:
            other.wait(_SECONDS_TO_END)
    finally:
        stop()
        for other in started:
            other.wait()


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing reaches stdout meanwhile: what JAX connects processes with says there that it has."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _share_cores(processes: int) -> None:
    """Give every process its part of the cores as JAX's devices, this one too: it has not loaded JAX yet."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    os.environ.setdefault("JAX_NUM_CPU_DEVICES", str(max(cores // processes, 1)))


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    # -P: a folder called app in the current folder is not to be taken for ours.
    found = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "app", *arguments],
        env={**os.environ, "PYTHONPATH": found},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
