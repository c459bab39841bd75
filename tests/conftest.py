"""What every test lives in: no screen, strict shapes, settings of its own, and nothing left behind."""

import gc
import os
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from hypothesis import settings
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QObject,
    QSettings,
    QStandardPaths,
    QThread,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication, QWidget

# Qt reads its variable when the first application object is made, JAX its own when it is first imported.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["JAX_NUMPY_RANK_PROMOTION"] = "raise"
QStandardPaths.setTestModeEnabled(True)

# Tests compile thousands of programs and run each for a moment. So the compiler leaves most optimisations
# out, but for tests marked `full_optimisation`: of the last bits, or of a training so long that it takes a
# fifth of the time with them. What it has made is kept in a folder, where other workers, processes that tests
# start, and the next run find it: under a name made from the program, the compiler's version and all options.
os.environ["JAX_DISABLE_MOST_OPTIMIZATIONS"] = "1"
os.environ["JAX_COMPILATION_CACHE_DIR"] = str(Path(__file__).parents[1] / ".pytest_cache" / "programs")
os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
os.environ["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1"
# Without these compiling takes a third less; Talweg's programs that are loops are always compiled so.
_NO_EMITTERS = "--xla_cpu_use_fusion_emitters=false"
if _NO_EMITTERS not in os.environ.get("XLA_FLAGS", ""):
    os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} {_NO_EMITTERS}".strip()

# A slow machine is no bug.
settings.register_profile("talweg", deadline=None)
settings.load_profile("talweg")


def pytest_collection_finish() -> None:
    """Let Python search for garbage less often and not among what stays: that would be 5 % of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


SECONDS_TO_END = 2.0  # for a thread that has been told to stop


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let QSettings and QStandardPaths lead below the test's own folder, and into an empty one."""
    monkeypatch.setenv("HOME", str(tmp_path))
    QCoreApplication.setOrganizationName("talweg-tests")
    QCoreApplication.setApplicationName(tmp_path.name)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for file_format in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(file_format, scope, str(tmp_path / scope.name))


@pytest.fixture(autouse=True)
def optimised_as_marked(request: pytest.FixtureRequest) -> None:
    """Let the compiler optimise for tests that are marked so, and not for others."""
    wanted = request.node.get_closest_marker("full_optimisation") is not None
    if "jax" not in sys.modules and not wanted:
        return
    import jax

    if jax.config.read("jax_disable_most_optimizations") == wanted:
        jax.config.update("jax_disable_most_optimizations", not wanted)
        jax.clear_caches()  # programs know nothing of the option they were compiled with


@pytest.fixture(autouse=True)
def few_programs() -> Iterator[None]:
    """Forget compiled programs now and then: each takes some 3 MB."""
    yield
    if "core.backend" in sys.modules:
        sys.modules["core.backend"].forget_programs(200)


@pytest.fixture(autouse=True)
def same_looks(qapp: QApplication) -> Iterator[None]:
    """Give the application back its font, colours and language: what fits into a width depends on them."""
    font, palette, sheet, locale = qapp.font(), qapp.palette(), qapp.styleSheet(), QLocale()
    translators: list[QTranslator] = []
    install = QCoreApplication.installTranslator
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            QCoreApplication,
            "installTranslator",
            staticmethod(lambda translator: translators.append(translator) or install(translator)),
        )
        yield
    _delete_what_was_told_to_go()  # instead of giving it other colours
    for translator in filter(shiboken6.isValid, translators):
        QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(locale)
    if qapp.styleSheet() != sheet:
        qapp.setStyleSheet(sheet)
    if qapp.palette() != palette:
        qapp.setPalette(palette)
    if qapp.font() != font:
        qapp.setFont(font)


@pytest.fixture(autouse=True)
def nothing_left_behind(own_folders: None) -> Iterator[None]:
    """Fail a test after which a thread or a timer still runs, or a window is still there."""
    threads, windows = set(threading.enumerate()), QApplication.topLevelWidgets()
    started: weakref.WeakKeyDictionary[QObject, str] = weakref.WeakKeyDictionary()
    with pytest.MonkeyPatch.context() as patch:
        for kind in (QTimer, QThread):
            patch.setattr(kind, "start", _remembering(kind.start, started))
        yield
    _delete_what_was_told_to_go()
    left = _left_threads(threads) + _left_running(started) + _left_windows(windows)
    if left:
        pytest.fail("This test left behind " + ", ".join(left), pytrace=False)


def _delete_what_was_told_to_go() -> None:
    """Let `deleteLater` happen now; the event loop that would do it does not run between tests."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _remembering(
    start: Callable[..., None], started: weakref.WeakKeyDictionary[QObject, str]
) -> Callable[..., None]:
    """Wrap a start method so that it notes the line that called it."""

    def remembering_start(self: QObject, *arguments: object) -> None:
        caller = sys._getframe(1)
        started[self] = f"{caller.f_code.co_filename}:{caller.f_lineno}"
        start(self, *arguments)

    return remembering_start


def _left_threads(before: set[threading.Thread]) -> list[str]:
    # A dummy stands for a thread that Python did not start, and stays listed when that has ended.
    new = [t for t in set(threading.enumerate()) - before if not isinstance(t, threading._DummyThread)]
    for thread in new:
        thread.join(SECONDS_TO_END)
    return [f"a running thread ({thread.name})" for thread in new if thread.is_alive()]


def _left_running(started: weakref.WeakKeyDictionary[QObject, str]) -> list[str]:
    left = []
    for runner, place in started.items():
        if not shiboken6.isValid(runner):
            continue
        if isinstance(runner, QTimer) and runner.isActive():
            runner.stop()
            left.append(f"a running QTimer (started at {place})")
        if isinstance(runner, QThread) and not runner.wait(int(1000 * SECONDS_TO_END)):
            left.append(f"a running QThread (started at {place})")
    return left


def _left_windows(before: list[QWidget]) -> list[str]:
    def new() -> list[QWidget]:
        _delete_what_was_told_to_go()
        return [w for w in QApplication.topLevelWidgets() if w not in before and w.parent() is None]

    if new():
        gc.collect()  # pyqtgraph's menus hang in reference cycles
    left = []
    for window in new():
        name = window.objectName() or window.windowTitle()
        left.append(f"a window ({type(window).__name__}{name and ' '}{name})")
        window.deleteLater()
    return left
