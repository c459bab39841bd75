"""A landscape that several processes compute together."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.command_line import main as cli
from app.command_line import processes
from tests.app.command_line.landscape_calls import Answer, assert_equal, assert_refused, land
from tests.folders import ROOT


def test_a_team_is_started_here_or_by_a_person() -> None:
    parser = cli._parser()

    def team(*arguments: str) -> processes.Team | None:
        return processes.team_of(parser.parse_args(["landscape", "net.json", "-o", "x.npz", *arguments]))

    assert team() is None
    here = team("--processes", "3")
    assert here is not None
    assert (here.processes, here.process, here.starts_others) == (3, 0, True)
    assert re.fullmatch(r"127\.0\.0\.1:\d+", here.coordinator)
    own = team("--processes", "3", "--process", "2", "--coordinator", "gamma.local:4321")
    assert own == processes.Team("gamma.local:4321", 3, 2)


def process(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", "landscape", "net.json", "--resolution", "9", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_two_processes_find_the_same_as_one(talweg: Answer, folder: Path) -> None:
    wanted = ("--directions", "pca", "--run", "rmsprop")
    done = process("-o", "two.npz", *wanted, "--processes", 2)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert talweg("-o", "one.npz", *wanted) == (0, "", "")
    assert_equal(land("two.npz"), land("one.npz"))


def test_a_mistake_of_the_first_process_ends_the_other(folder: Path) -> None:
    done = process("-o", "land.npz", "--directions", "interpolate", "--to", "sgd", "--processes", 2)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"talweg: Two solutions are the same.*\n", done.stderr)


def test_who_cannot_join_is_told(talweg: Answer) -> None:
    assert talweg("-o", "before.npz")[0] == 0  # from now on it is too late here
    team = ("--processes", 2, "--process", 0, "--coordinator", "127.0.0.1:1")
    assert_refused(talweg("-o", "land.npz", *team), "did not come together at 127.0.0.1:1")


CALLED = "from app.command_line import main\nsys.exit(main.main(sys.argv[1:]))"


def own_process(program: str, *arguments: object) -> "subprocess.Popen[str]":
    """The command after some lines of a test's own."""
    begun = f"import subprocess, sys\nfrom app.command_line import processes\n{program}\n{CALLED}"
    wanted = ["landscape", "net.json", "--resolution", "9", *map(str, arguments)]
    return subprocess.Popen(
        [sys.executable, "-c", begun, *wanted],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer_of(started: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = started.communicate(timeout=120)
    return started.returncode, out, err


LOST = "talweg: Another of the processes has ended; start them again to go on from what was kept.\n"


def test_who_dies_before_it_has_come_is_not_waited_for(folder: Path) -> None:
    program = "processes._start = lambda arguments: subprocess.Popen([sys.executable, '-c', 'exit(3)'])"
    assert answer_of(own_process(program, "-o", "land.npz", "--processes", 2)) == (1, "", LOST)
    assert [path.name for path in folder.iterdir()] == ["net.json"]


SMALL_CALLS = "from core.landscape import grid\ngrid._CALL_SECONDS = 0.0"
DIES_LATER = """
import os
from core.landscape import devices
tell, told = devices.told_to_all, []
def told_to_all(values):
    told.append(values)
    return tell(values) if len(told) < 7 else os._exit(3)
devices.told_to_all = told_to_all
"""


def test_what_was_computed_before_another_died_is_kept(talweg: Answer, folder: Path) -> None:
    child = f"{SMALL_CALLS}\n{DIES_LATER}\n{CALLED}"
    program = (
        f"{SMALL_CALLS}\nchild = {'import sys' + chr(10) + child!r}\n"
        "processes._start = lambda arguments: subprocess.Popen([sys.executable, '-c', child, *arguments], "
        "stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)"
    )
    assert answer_of(own_process(program, "-o", "land.npz", "--processes", 2)) == (1, "", LOST)
    known = np.count_nonzero(np.isfinite(land().training))
    assert 0 < known < 81
    assert talweg("-o", "land.npz") == (0, "", f"talweg: land.npz has {known} of 81 points already.\n")
    assert talweg("-o", "whole.npz") == (0, "", "")
    assert_equal(land(), land("whole.npz"))


def test_processes_with_different_options_part(folder: Path) -> None:
    team = ("--processes", 2, "--coordinator", f"127.0.0.1:{processes._free_port()}")
    started = [own_process("", "-o", "land.npz", *team, "--process", n, "--seed", n) for n in (0, 1)]
    wanted = "talweg: The processes have different experiments, data or options; start all alike.\n"
    assert [answer_of(one) for one in started] == [(2, "", wanted)] * 2


def test_who_never_comes_is_not_waited_for_for_ever(folder: Path) -> None:
    team = ("--processes", 2, "--process", 0, "--coordinator", f"127.0.0.1:{processes._free_port()}")
    code, out, err = answer_of(own_process("processes._PATIENCE_S = 0.0", "-o", "land.npz", *team))
    assert (code, out) == (2, "")
    assert re.fullmatch(r"talweg: The 2 processes did not come together at 127\.0\.0\.1:\d+; .*\n", err)


@pytest.mark.skipif(os.name == "nt", reason="there are no process groups")
def test_only_the_first_process_hears_ctrl_c() -> None:
    other = processes._start(["surfaces"])
    try:
        assert os.getpgid(other.pid) == other.pid != os.getpgrp()
    finally:
        assert other.wait() == 0
