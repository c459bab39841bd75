import random
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from app.lab.worker import Job, Worker
from core.messages import TalwegError


class Received(list[Any]):
    """Where jobs deliver to: results and errors in the order they come."""

    def job(self, compute: Callable[[], Any]) -> Job:
        return Job(compute, self.append, self.append)

    def returning(self, value: Any) -> Job:
        return self.job(lambda: value)


class Gate:
    """A job that tells that it runs, and ends when it is let."""

    def __init__(self) -> None:
        self.entered, self.opened = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.entered.set()
        assert self.opened.wait(60)
        return "gate"


@pytest.fixture
def worker(qapp: QCoreApplication) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def received() -> Received:
    return Received()


@pytest.fixture
def gate() -> Gate:
    return Gate()


def test_result_comes_back_through_the_event_loop(worker: Worker, received: Received, qtbot: QtBot) -> None:
    worker.submit(received.returning(7))
    assert received == []
    qtbot.waitUntil(lambda: received == [7])


def test_job_runs_on_another_thread_and_delivers_on_this_one(worker: Worker, qtbot: QtBot) -> None:
    threads: list[int] = []
    worker.submit(Job(threading.get_ident, lambda ran: threads.extend([ran, threading.get_ident()]), print))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threads[1] == threading.get_ident()


def test_a_held_worker_begins_when_it_is_released(worker: Worker, received: Received, qtbot: QtBot) -> None:
    gate = Gate()
    worker.hold()
    worker.submit(received.job(gate))
    assert not gate.entered.wait(0.05)
    assert (worker.waiting(), worker.is_idle()) == (1, False)
    gate.opened.set()
    worker.release()
    qtbot.waitUntil(lambda: received == ["gate"])


def test_who_waits_for_a_held_worker_releases_it(worker: Worker, received: Received) -> None:
    worker.hold()
    worker.submit(received.returning(7))
    worker.wait_until_idle()
    assert received == [7]


def test_a_held_worker_can_be_closed(worker: Worker, received: Received) -> None:
    worker.hold()
    worker.submit(received.returning(7))
    worker.close()
    QCoreApplication.processEvents()
    assert received == []


def test_error_is_handed_to_fail(worker: Worker, received: Received) -> None:
    error = TalwegError("too {much}", much="salt")

    def compute() -> None:
        raise error

    delivered: list[Any] = []
    worker.submit(Job(compute, delivered.append, received.append))
    worker.wait_until_idle()
    assert received == [error]
    assert delivered == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ZeroDivisionError("division by zero"), "Something went wrong while computing: division by zero."),
        (RuntimeError("A first line.\nand ten more"), "Something went wrong while computing: A first line."),
        (KeyError(), "Something went wrong while computing: KeyError."),
    ],
)
def test_bug_becomes_a_sentence_and_its_traceback_is_logged(
    worker: Worker, received: Received, error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    def compute() -> None:
        raise error

    worker.submit(received.job(compute))
    worker.wait_until_idle()
    assert [str(one) for one in received] == [words]
    assert isinstance(received[0], TalwegError)
    assert caplog.records[0].exc_info is not None
    assert caplog.records[0].exc_info[1] is error


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("RESOURCE_EXHAUSTED: Out of memory allocating 800 bytes")]
)
def test_want_of_memory_is_no_bug(
    worker: Worker, received: Received, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def compute() -> None:
        raise error

    worker.submit(received.job(compute))
    worker.wait_until_idle()
    assert "not enough memory" in str(received[0])
    assert caplog.records == []


def test_newest_waiting_job_replaces_the_older(worker: Worker, received: Received, gate: Gate) -> None:
    worker.submit(received.job(gate))
    assert gate.entered.wait(60)
    assert worker.waiting() == 0
    for number in range(10_000):
        worker.submit(received.returning(number))
        assert worker.waiting() == 1
    gate.opened.set()
    worker.wait_until_idle()
    assert received == ["gate", 9_999]
    assert worker.waiting() == 0


def test_results_arrive_while_jobs_pour_in(worker: Worker, received: Received, qtbot: QtBot) -> None:
    number = 0
    while len(received) < 5:
        number += 1
        worker.submit(received.returning(number))
        QCoreApplication.processEvents()
    last = number + 1
    worker.submit(received.returning(last))
    qtbot.waitUntil(worker.is_idle)
    assert received == sorted(received)
    assert received[-1] == last


def test_every_job_that_began_is_delivered(worker: Worker, received: Received) -> None:
    begun: list[int] = []

    def job(number: int) -> Job:
        def compute() -> int:
            begun.append(number)
            return number

        return received.job(compute)

    for number in range(2_000):
        worker.submit(job(number))
        if number % 3 == 0:
            QCoreApplication.processEvents()
    worker.wait_until_idle()
    assert received == begun
    assert begun[-1] == 1_999


def test_deliver_may_submit(worker: Worker) -> None:
    delivered: list[int] = []

    def deliver(number: int) -> None:
        delivered.append(number)
        if number < 50:
            worker.submit(Job(lambda: number + 1, deliver, print))

    worker.submit(Job(lambda: 0, deliver, print))
    worker.wait_until_idle()
    assert delivered == list(range(51))


def test_deliver_may_wait_and_close(worker: Worker, received: Received) -> None:
    def deliver(_: Any) -> None:
        worker.submit(received.returning("inner"))
        worker.wait_until_idle()
        worker.close()

    worker.submit(Job(lambda: "outer", deliver, print))
    worker.wait_until_idle()
    assert received == ["inner"]
    assert worker.is_idle()


def test_deliver_that_raises_stops_nothing(worker: Worker, received: Received, qtbot: QtBot) -> None:
    def deliver(_: Any) -> None:
        raise ArithmeticError("a bug in a view")

    told: list[bool] = []
    worker.busy_changed.connect(told.append)
    worker.submit(Job(lambda: 1, deliver, print))
    with pytest.raises(ArithmeticError):
        worker.wait_until_idle()
    assert worker.is_idle()
    assert told == [True, False]

    with qtbot.captureExceptions() as escaped:
        worker.submit(Job(lambda: 1, deliver, print))
        qtbot.waitUntil(worker.is_idle)
    assert [kind for kind, _, _ in escaped] == [ArithmeticError]

    worker.submit(received.returning(3))
    worker.wait_until_idle()
    assert received == [3]


def test_busy_is_told_once_for_a_burst(worker: Worker, received: Received, gate: Gate) -> None:
    told: list[bool] = []
    worker.busy_changed.connect(told.append)
    worker.submit(received.job(gate))
    for number in range(100):
        worker.submit(received.returning(number))
    gate.opened.set()
    worker.wait_until_idle()
    assert told == [True, False]
    worker.submit(received.returning(1))
    worker.wait_until_idle()
    assert told == [True, False, True, False]


def test_wait_until_idle_with_nothing_to_do_returns(worker: Worker) -> None:
    worker.wait_until_idle()
    assert worker.is_idle()


def test_close_drops_what_runs_and_what_waits(worker: Worker, received: Received, gate: Gate) -> None:
    worker.submit(received.job(gate))
    assert gate.entered.wait(60)
    worker.submit(received.returning("waiting"))
    threading.Timer(0.01, gate.opened.set).start()
    worker.close()
    QCoreApplication.processEvents()
    assert received == []
    assert worker.is_idle()
    assert worker.waiting() == 0


def test_close_drops_what_is_on_its_way(worker: Worker, received: Received) -> None:
    done = threading.Event()
    worker.submit(received.job(done.set))
    assert done.wait(60)
    worker.close()
    QCoreApplication.processEvents()
    assert received == []


def test_closed_worker_takes_nothing(received: Received, qapp: QCoreApplication) -> None:
    for synchronous in (False, True):
        worker = Worker(synchronous=synchronous)
        worker.close()
        worker.close()
        worker.submit(received.returning(1))
        worker.wait_until_idle()
        assert worker.is_idle()
    assert received == []


@pytest.mark.parametrize("end", ["close", "delete", "delete parent"])
def test_ends_at_any_moment(end: str, qapp: QCoreApplication) -> None:
    chance = random.Random(5)
    before = threading.active_count()
    late: list[int] = []
    for _ in range(100):
        ended = False
        parent = QObject()
        worker = Worker(parent)

        def deliver(number: int) -> None:
            if ended:  # noqa: B023 - called only in this turn of the loop, or else too late
                late.append(number)

        for number in range(chance.randrange(4)):
            worker.submit(Job(partial(time.sleep, chance.random() / 1000), deliver, print))
            if number % 2:
                QCoreApplication.processEvents()
        time.sleep(chance.random() / 1000)
        if end == "close":
            worker.close()
        else:
            shiboken6.delete(parent if end == "delete parent" else worker)
        ended = True
        assert threading.active_count() == before
        QCoreApplication.processEvents()
    assert late == []


def test_synchronous_worker_answers_at_once(received: Received, qapp: QCoreApplication) -> None:
    worker = Worker(synchronous=True)
    threads = threading.active_count()

    def fails() -> None:
        raise TalwegError("no")

    worker.submit(received.returning(1))
    worker.submit(received.job(threading.get_ident))
    worker.submit(received.job(fails))
    assert received[:2] == [1, threading.get_ident()]
    assert str(received[2]) == "no"
    assert worker.is_idle()
    worker.wait_until_idle()
    assert threading.active_count() == threads
