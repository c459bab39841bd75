"""Several processes that compute one thing together: on this machine, or wherever a person starts them."""

import argparse
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from core.messages import TalwegError, tr_noop

MOST = 64
_SECONDS_TO_END = 30.0
_PATIENCE_S = 310.0
"""So long the processes wait for each other, and a little longer than for the first."""
_EVERY_S = 0.2
_SECONDS_TO_NOTICE = 30.0
"""So long this process may take to write what there is when it notices that another is gone."""


class LostError(TalwegError):
    """Another process is gone: there is no going on, and no orderly end, which would wait for it."""


class Company(NamedTuple):
    """What to do about the others: stop those that were started here, say that all have come."""

    stop: Callable[[], None]
    all_came: Callable[[], None]


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
def together(
    team: Team | None, arguments: Sequence[str], give_up: Callable[[TalwegError], object]
) -> Iterator[Company]:
    """Start the others of a team with the same arguments, if it is this one's to do so.

    They have all ended afterwards. `give_up` is to end this process, which may hang in JAX: it is called from
    another thread if others do not come, or if one ends and this process does not notice.
    """
    started: list[subprocess.Popen[bytes]] = []
    came, over = threading.Event(), threading.Event()

    def stop() -> None:
        for other in started:
            other.kill()

    def watch() -> None:
        begun = time.monotonic()
        while not over.wait(_EVERY_S):
            late = team is not None and not came.is_set() and time.monotonic() - begun > _PATIENCE_S
            if not late and not any(other.poll() for other in started):
                continue
            if not came.is_set() or not over.wait(_SECONDS_TO_NOTICE):
                stop()
                give_up(missing(team) if late and team is not None else lost())
            return

    if team is not None and team.starts_others:
        _share_cores(team.processes)
        for number in range(1, team.processes):
            more = ["--process", str(number), "--coordinator", team.coordinator]
            started.append(_start([*arguments, *more]))
    watcher = threading.Thread(target=watch, name="talweg-processes", daemon=True)
    if team is not None:
        watcher.start()
    try:
        yield Company(stop, came.set)
        with suppress(subprocess.TimeoutExpired):
            for other in started if came.is_set() else ():
                other.wait(_SECONDS_TO_END)
    finally:
        over.set()
        stop()
        for other in started:
            other.wait()
        if team is not None:
            watcher.join()


def lost() -> LostError:
    """The sentence for a process that is gone."""
    return LostError(
        tr_noop("core", "Another of the processes has ended; start them again to go on from what was kept.")
    )


def missing(team: Team) -> TalwegError:
    """The sentence for processes that have not come."""
    return TalwegError(
        tr_noop("core", "The {count} processes did not come together at {coordinator}; start all of them."),
        count=team.processes,
        coordinator=team.coordinator,
    )


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
        stderr=subprocess.DEVNULL,  # the first one speaks
        process_group=0,  # and is the one that hears Ctrl-C
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
    )
