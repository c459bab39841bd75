"""The net under the other tests has to catch."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths

pytest_plugins = "pytester"

LEAKS = """
import threading
import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QLabel

kept = []
release = threading.Event()


def test_thread():
    threading.Thread(target=release.wait, name="worker", daemon=True).start()


def test_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(1000)


def test_timer_of_a_parent(qapp):
    kept.append(QObject())
    QTimer(kept[-1], interval=1000).start()


def test_qthread(qapp):
    kept.append(QThread())
    kept[-1].start()


def test_window(qapp):
    kept.append(QLabel("still here", objectName="greeting"))


def test_release():
    release.set()
    kept[-2].quit()
    kept[-2].wait()
"""

CLEAN = """
import threading
import pyqtgraph
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel, QMenu, QWidget


def test_ended_thread():
    threading.Thread(target=lambda: None).start()


def test_stopped_timer(qapp):
    timer = QTimer()
    timer.start(1000)
    timer.stop()


def test_dropped_timer(qapp):
    QTimer().start(1000)


def test_ending_qthread(qapp):
    global thread
    thread = QThread()
    thread.start()
    thread.quit()


def test_closed_window(qtbot):
    window = QWidget()
    QTimer(window).start(1000)
    QMenu(window)
    qtbot.addWidget(window)
    window.show()


def test_deleted_window(qapp):
    QLabel("soon gone").deleteLater()


def test_plot_in_a_reference_cycle(qtbot):
    plot = pyqtgraph.PlotWidget()
    plot.plot([1, 2, 3])
    qtbot.addWidget(plot)
    plot.show()
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Run test code below a copy of this project's conftest, in a process of its own."""

    def run(code: str) -> pytest.RunResult:
        source = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
        pytester.makeconftest(source.replace("SECONDS_TO_END = 2.0", "SECONDS_TO_END = 0.1"))
        pytester.makepyfile(code)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider")

    return run


def test_a_leak_fails_the_test_that_leaves_it_and_no_other(run):
    result = run(LEAKS)
    result.assert_outcomes(passed=6, errors=5)
    result.stdout.fnmatch_lines_random(
        [
            "This test left behind a running thread (worker)",
            "This test left behind a running QTimer (started at *test_a_leak*.py:16)",
            "This test left behind a running QTimer (started at *test_a_leak*.py:21)",
            "This test left behind a running QThread (started at *test_a_leak*.py:26)",
            "This test left behind a window (QLabel greeting)",
        ]
    )


def test_what_is_stopped_or_deleted_is_no_leak(run):
    run(CLEAN).assert_outcomes(passed=7)


@pytest.mark.parametrize("construct", [lambda: QSettings(), lambda: QSettings("Some", "Name")])
def test_settings_stay_in_the_folder_of_the_test(construct, tmp_path):
    settings = construct()
    assert not settings.contains("greeting")
    settings.setValue("greeting", "hello")
    settings.sync()
    assert tmp_path in Path(settings.fileName()).parents
    assert Path(settings.fileName()).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the registry, not the environment")
@pytest.mark.parametrize("name", ["AppDataLocation", "AppConfigLocation", "CacheLocation"])
def test_files_of_the_app_stay_in_the_folder_of_the_test(name, tmp_path):
    location = QStandardPaths.writableLocation(QStandardPaths.StandardLocation[name])
    assert tmp_path in Path(location).parents


def test_shapes_of_different_rank_do_not_mix():
    import jax.numpy as jnp

    with pytest.raises(ValueError, match="rank"):
        jnp.ones((2, 3)) + jnp.ones(3)
