"""Ctrl-C: the first is noted, the second ends the process and leaves nothing half written."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.command_line import interrupt
from tests.folders import ROOT

SECONDS = 60.0  # for a thread to be heard of; it takes none


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Ctrl-C does as Python has it while a test runs, and as it did before it afterwards."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_first_is_noted_and_disturbs_nothing() -> None:
    with interrupt.listening(lambda: None) as heard:
        assert not heard.is_set()
        signal.raise_signal(signal.SIGINT)
        assert heard.wait(SECONDS)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.set_wakeup_fd(-1) == -1


def test_who_is_started_deaf_stays_deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupt.end_at_once()
    with interrupt.listening(lambda: None) as heard:
        signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert not heard.is_set()


def ended(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    # Some who start tests have their children ignore Ctrl-C.
    script = "import signal; signal.signal(2, signal.default_int_handler)\n" + script
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def test_before_anything_has_begun_one_is_enough(tmp_path: Path) -> None:
    done = ended(
        "from app.command_line import interrupt; interrupt.end_at_once()\n"
        "try: signal.raise_signal(signal.SIGINT)\n"
        "finally: print('tidied up')",
        tmp_path,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_second_ends_what_hangs_and_removes_what_it_was_writing(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("before")
    done = ended(
        "import threading; from pathlib import Path\n"
        "from app.command_line import interrupt; from app.kit import files\n"
        "def write(file):\n"
        "    file.write(b'half'); file.flush()\n"
        "    print(len(list(Path().iterdir())), flush=True)\n"
        "    signal.raise_signal(signal.SIGINT); heard.wait()\n"
        "    signal.raise_signal(signal.SIGINT); threading.Event().wait()\n"
        "with interrupt.listening(files.remove_unfinished) as heard:\n"
        "    files.write_whole(Path('out'), write)",
        tmp_path,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "2\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "before"


def test_when_all_is_done_it_changes_nothing(tmp_path: Path) -> None:
    done = ended(
        "import atexit; from app.command_line import interrupt\n"
        "atexit.register(lambda: signal.raise_signal(signal.SIGINT)); interrupt.ignore(); print('done')",
        tmp_path,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
