"""The bar that trains."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.network_lab.views.controls.training_transport import SPEEDS, TrainingTransport


@pytest.fixture
def bar(qtbot):
    made = TrainingTransport()
    made.resize(1280, 52)
    qtbot.addWidget(made)
    made.show()
    made.set_progress(62, 62, 100, 5, 24)
    return made


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("play", "play_toggled"),
        ("batch", "batch_requested"),
        ("epoch", "epoch_requested"),
        ("restart", "restart_requested"),
        ("new_weights", "new_weights_requested"),
        ("latest", "latest_requested"),
    ],
)
def test_a_button_says_what_is_wanted(bar, qtbot, button, signal):
    bar.set_progress(30, 62, 100, 5, 24)
    with qtbot.waitSignal(getattr(bar, signal)) as heard:
        qtbot.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)
    assert heard.args == []
    assert getattr(bar, button).accessibleName() or getattr(bar, button).text()
    assert getattr(bar, button).toolTip()


def test_it_shows_what_it_is_told_and_says_nothing(bar):
    said = []
    for signal in (
        *(bar.play_toggled, bar.batch_requested, bar.epoch_requested, bar.jump_requested),
        *(bar.latest_requested, bar.restart_requested, bar.new_weights_requested),
        *(bar.slow_toggled, bar.speed_chosen),
    ):
        signal.connect(lambda *arguments: said.append(arguments))
    bar.set_progress(30, 62, 100, 5, 24)
    bar.set_rate(12_400)
    bar.set_playing(True)
    bar.set_speed("epochs")
    bar.set_slow(True)
    assert said == []
    wide, thin = "\N{FIGURE SPACE}", "\N{THIN SPACE}"
    assert bar.counter.text() == f"{wide}epoch 30 / 100 · {wide}batch 5 / 24 · 12{thin}400 steps/s"
    assert (bar.scrub.value(), bar.scrub.maximum()) == (30, 100)
    assert bar.speed.currentData() == "epochs"
    assert bar.slow.isChecked()
    assert bar.play.accessibleName() == "Pause"


def test_latest_is_there_only_in_the_past_and_moves_nothing(bar, qtbot):
    bar.set_progress(62, 62, 100, 5, 24)
    qtbot.wait(0)
    width = bar.scrub.width()
    assert not bar.latest.isVisible()
    bar.set_progress(61, 62, 100, 5, 24)
    qtbot.wait(0)
    assert bar.latest.isVisible()
    assert bar.scrub.width() == width


def test_nothing_moves_while_it_trains(bar, qtbot):
    widths = set()
    for epoch, rate in ((0, None), (9, 3.0), (10, 999.0), (99, 12_345.6), (100, 250_000.0)):
        bar.set_progress(epoch, epoch, 100, epoch % 24, 24)
        bar.set_rate(rate)
        qtbot.wait(0)
        widths.add((bar.scrub.width(), bar.counter.width()))
    assert len(widths) == 1
    metrics = bar.counter.fontMetrics()
    places = {
        metrics.horizontalAdvance(bar.counter.text().split("/")[0])
        for epoch in (0, 7, 62, 100)
        if bar.set_progress(epoch, epoch, 100, 5, 24) is None
    }
    assert len(places) == 1


def pixel(bar, epoch):
    first, last = bar.scrub.handle_centers()
    return QPoint(round(first + (last - first) * epoch / bar.scrub.maximum()), bar.scrub.height() // 2)


@pytest.mark.parametrize(("pointed", "epoch"), [(40, 40), (62, 62), (95, 62), (0, 0)])
def test_history_can_be_pointed_at_and_the_future_cannot(bar, qtbot, pointed, epoch):
    bar.set_progress(20, 62, 100, 5, 24)
    with qtbot.waitSignal(bar.jump_requested) as heard:
        qtbot.mouseClick(bar.scrub, Qt.MouseButton.LeftButton, pos=pixel(bar, pointed))
    assert heard.args == [pytest.approx(epoch, abs=0.5)]
    assert bar.scrub.value() == epoch


def test_a_drag_is_not_disturbed_by_training_that_goes_on(bar, qtbot):
    heard = []
    bar.jump_requested.connect(heard.append)
    qtbot.mousePress(bar.scrub, Qt.MouseButton.LeftButton, pos=pixel(bar, 30))
    bar.set_progress(63, 63, 100, 0, 24)
    assert bar.scrub.value() == 30
    qtbot.mouseMove(bar.scrub, pixel(bar, 99))
    bar.set_progress(64, 64, 100, 0, 24)
    qtbot.mouseRelease(bar.scrub, Qt.MouseButton.LeftButton, pos=pixel(bar, 99))
    bar.set_progress(64, 64, 100, 0, 24)
    assert heard == [30, 63]
    assert bar.scrub.value() == 64


def test_at_the_end_there_is_nothing_more_to_train(bar):
    for last, more in ((99, True), (100, False)):
        bar.set_progress(last, last, 100, 0, 24)
        assert (bar.batch.isEnabled(), bar.epoch.isEnabled()) == (more, more)


@pytest.mark.parametrize("key", SPEEDS)
def test_a_speed_is_chosen(bar, qtbot, key):
    with qtbot.waitSignal(bar.speed_chosen) as heard:
        bar.speed.activated.emit(bar.speed.findData(key))
    assert heard.args == [key]
    assert bar.speed.itemText(bar.speed.findData(key))


def test_an_unknown_speed_is_shown_as_the_fastest(bar):
    bar.set_speed("warp")
    assert bar.speed.currentData() == "max"


def test_slow_motion_is_asked_for(bar, qtbot):
    for wanted in (True, False):
        with qtbot.waitSignal(bar.slow_toggled) as heard:
            bar.slow.click()
        assert heard.args == [wanted]
        assert bar.slow.isChecked() != wanted
        bar.set_slow(wanted)


def test_speeds_rise():
    per_second = [pace.per_second for pace in SPEEDS.values() if pace.unit == "batch"]
    assert per_second == sorted(per_second)
    assert [pace.unit for pace in SPEEDS.values()] == ["batch", "batch", "epoch", "epoch", "max"]


@pytest.mark.parametrize("width", [300, 500, 630, 800, 1000, 1280, 1920])
def test_a_narrow_bar_says_less_and_keeps_its_slider(bar, qtbot, width):
    bar.resize(width, 52)
    bar.set_rate(12_400)
    qtbot.wait(0)
    assert bar.scrub.width() >= 64
    assert bar.counter.fontMetrics().horizontalAdvance(bar.counter.text()) <= bar.counter.width() + 1
    assert bar.slow.geometry().right() <= bar.width()


def test_the_epoch_is_said_longest(bar, qtbot):
    """In the smallest window there is room for it."""
    bar.resize(630, 52)
    bar.set_progress(7, 62, 100, 5, 24)
    qtbot.wait(0)
    assert bar.counter.text().strip("\N{FIGURE SPACE}") == "epoch 7 / 100"
    bar.set_progress(7, 62, 1_000_000_000, 5, 24)
    qtbot.wait(0)
    assert bar.counter.text() in ("", bar.counter.text().replace("epoch ", ""))
    assert bar.scrub.width() >= 64
