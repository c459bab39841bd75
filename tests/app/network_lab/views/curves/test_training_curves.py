"""Loss and metric over the epochs."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter, QRegion
from PySide6.QtWidgets import QWidget

from app.kit.plots.layers import Line
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.curves.training_curves import TrainingCurve, TrainingCurves
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.training.loop import run
from core.network.training.state import run_states
from core.network.training.task import prepare
from core.run_settings import SETTINGS
from tests.app.pixels import near

ADAM = RunStyle("Adam", "#ff9f40", "t1", ())
SGD = RunStyle("SGD", "#f4f4f2", "o", (4.0, 2.5))


def curve(loss, val_loss=None, style=ADAM, shown=True, **marks):
    loss = np.asarray(loss, dtype=float)
    val_loss = np.full(len(loss), np.nan) if val_loss is None else np.asarray(val_loss, dtype=float)
    marked = dict.fromkeys(("stopped_epoch", "restored_epoch", "diverged_epoch", "overfitting_since"))
    epochs = np.arange(1.0, len(loss) + 1)
    return TrainingCurve(
        epochs, loss, val_loss, 1 - loss, 1 - val_loss, style, **(marked | marks), shown=shown
    )


def falling(epochs=60, **options):
    return curve(0.1 + np.exp(-np.arange(epochs) / 10), 0.2 + np.exp(-np.arange(epochs) / 10), **options)


@pytest.fixture
def curves(qtbot):
    made = TrainingCurves()
    made.resize(560, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def image_of(curves):
    image = QImage(curves.picture.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(curves.picture.theme.window))
    curves.picture.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def ink(image, color, area):
    """How many pixels of an area have a colour, or nearly so."""
    return int(near(image.copy(area.intersected(image.rect())), color).sum())


def drawn(curves):
    """The points that are drawn of every run, in the order of painting: (training, validation)."""
    drawing = curves.picture.drawing
    points = [drawing.lines[id(layer)] for layer in drawing.content.layers if isinstance(layer, Line)]
    return list(zip(points[::2], points[1::2], strict=True))


def around(point, reach=3):
    return QRect(round(point.x()) - reach, round(point.y()) - reach, 2 * reach + 1, 2 * reach + 1)


def between(curves, first, last):
    """The part of the ground between two epochs."""
    frame, ground = curves.picture.frame, curves.picture.area
    left, right = (round(frame.point(epoch, 0.0).x()) for epoch in (first, last))
    return QRect(QPoint(left, round(ground.top())), QPoint(right, round(ground.bottom())))


def test_training_is_a_line_and_validation_is_dashed(curves):
    flat = np.full(100, 0.5)
    curves.set_curves([curve(flat, 2 * flat)], 100)
    frame, image = curves.picture.frame, image_of(curves)
    inked = []
    for loss in (0.5, 1.0):
        left, right = frame.point(10, np.log10(loss)), frame.point(90, np.log10(loss))
        columns = range(round(left.x()), round(right.x()))
        y = round(left.y())
        inked.append([bool(ink(image, ADAM.color, QRect(x, y - 2, 1, 4))) for x in columns])
    training, validation = inked
    assert all(training)
    assert 0.3 < np.mean(validation) < 0.9
    assert np.abs(np.diff(np.array(validation, dtype=int))).sum() > 20


def test_the_axis_of_epochs_has_room_for_all_and_stays(curves):
    spans = set()
    for epochs in range(1, 81):
        curves.set_curves([falling(epochs)], 80)
        spans.add(curves.picture.frame.x)
    assert spans == {(0.0, 80.0)}


def test_of_very_many_epochs_only_as_many_as_are_needed_soon_are_shown(curves):
    spans = []
    for epochs in (1, 50, 120, 900, 5_000, 20_000):
        curves.set_curves([falling(epochs)], 20_000)
        spans.append(curves.picture.frame.x[1])
    assert spans == [100, 100, 200, 1000, 10_000, 20_000]


def test_when_every_run_has_ended_the_axis_does_too(curves):
    ended = falling(40, stopped_epoch=40)
    diverged = falling(40, shown=False, diverged_epoch=3.5)
    for others, span in (([falling(40)], 100), ([], 46), ([diverged], 46)):
        curves.set_curves([ended, *others], 100)
        assert curves.picture.frame.x == (0.0, span)


def test_the_axis_of_losses_stands_still_most_of_the_time(curves):
    ranges = []
    for epochs in range(2, 200):
        curves.set_curves([falling(epochs)], 200)
        ranges.append(curves.picture.frame.y)
    moves = sum(a != b for a, b in pairwise(ranges))
    assert moves < 20


def test_other_runs_are_paler(curves):
    for shown in (True, False):
        curves.set_curves([curve(np.full(100, 0.5), shown=shown)], 100)
        place = between(curves, 20, 80)
        assert (ink(image_of(curves), ADAM.color, place) > 50) == shown


def test_where_it_overfits_the_ground_is_tinted(curves):
    curves.set_curves([falling(60, overfitting_since=30)], 100)
    image = image_of(curves)
    bottom = round(curves.picture.area.bottom()) - 5
    frame = curves.picture.frame

    def ground(epoch):
        return image.pixelColor(round(frame.point(epoch, 0.0).x()), bottom)

    assert ground(10) == QColor(DARK.window) == ground(80)
    assert ground(45) != QColor(DARK.window)
    assert ground(45).red() > ground(45).blue()


def test_what_another_run_did_is_not_marked(curves):
    plain, shown = falling(60, shown=False), falling(60, style=SGD)
    curves.set_curves([plain, shown], 100)
    before = image_of(curves)
    marked = plain._replace(overfitting_since=30, stopped_epoch=60, restored_epoch=30)
    curves.set_curves([marked, shown], 100)
    assert image_of(curves) == before


def test_the_restored_epoch_is_ringed_even_if_it_was_not_recorded(curves):
    every_other = falling(60, restored_epoch=30)
    every_other = every_other._replace(epochs=np.arange(1.0, 121, 2))
    curves.set_curves([every_other], 200)
    epochs, losses = drawn(curves)[0][1]
    at = int(np.flatnonzero(epochs == 31)[0])
    ring = around(curves.picture.frame.point(31, np.log10(losses[at])), 8)
    without = every_other._replace(restored_epoch=None)
    inked = ink(image_of(curves), ADAM.color, ring)
    curves.set_curves([without], 200)
    assert inked > ink(image_of(curves), ADAM.color, ring) + 15


def test_a_run_that_diverged_ends_in_a_cross(curves):
    losses = np.concatenate([np.geomspace(1, 1e30, 20), np.full(40, np.nan)])
    for marks in ({}, {"diverged_epoch": 20.5}):
        curves.set_curves([falling(60, shown=False), curve(losses, style=SGD, **marks)], 100)
        _, losses = drawn(curves)[1][0]
        assert np.isfinite(losses[:20]).all()
    top = curves.picture.frame.point(20.5, curves.picture.frame.y[1])
    assert ink(image_of(curves), SGD.color, around(top, 6)) > 15


def test_a_run_that_diverged_at_once_is_seen_too(curves):
    curves.set_curves([curve([np.nan], style=SGD, diverged_epoch=0.25)], 100)
    frame = curves.picture.frame
    assert ink(image_of(curves), SGD.color, around(frame.point(0.25, frame.y[1]), 6)) > 15


def test_curves_are_pale_after_the_cursor(curves):
    curves.set_curves([curve(np.full(100, 0.5))], 100)
    for cursor, after in ((None, True), (40, False), (100, True)):
        curves.set_cursor(cursor)
        image = image_of(curves)
        assert ink(image, ADAM.color, between(curves, 5, 30)) > 50
        assert (ink(image, ADAM.color, between(curves, 60, 80)) > 50) == after


def place(curves, epoch):
    x = curves.picture.frame.point(epoch, 0.0).x()
    return QPoint(round(x), round(curves.picture.area.center().y()))


def test_a_click_and_a_drag_scrub_as_far_as_was_trained(curves, qtbot):
    curves.set_curves([falling(60)], 100)
    scrubbed = []
    curves.scrubbed.connect(scrubbed.append)
    qtbot.mousePress(curves.picture, Qt.MouseButton.LeftButton, pos=place(curves, 20))
    for epoch in (30, 40, 90):
        qtbot.mouseMove(curves.picture, place(curves, epoch))
    qtbot.mouseMove(curves.picture, QPoint(-500, 10))
    qtbot.mouseRelease(curves.picture, Qt.MouseButton.LeftButton, pos=QPoint(-500, 10))
    qtbot.mouseMove(curves.picture, place(curves, 30))
    assert scrubbed == [20, 30, 40, 60, 0]
    assert curves.picture.content.handle.at is None


@pytest.mark.parametrize(
    ("key", "epoch"),
    [
        (Qt.Key.Key_Left, 29),
        (Qt.Key.Key_Right, 31),
        (Qt.Key.Key_PageUp, 36),
        (Qt.Key.Key_PageDown, 24),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 60),
    ],
)
def test_keys_scrub(curves, qtbot, key, epoch):
    curves.set_curves([falling(60)], 100)
    curves.set_cursor(30)
    with qtbot.waitSignal(curves.scrubbed) as heard:
        qtbot.keyClick(curves.picture, key)
    assert heard.args == [epoch]


def test_before_the_first_epoch_there_is_nothing_to_scrub(curves, qtbot):
    curves.set_curves([], 100)
    with qtbot.assertNotEmitted(curves.scrubbed):
        qtbot.mouseClick(curves.picture, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
        qtbot.keyClick(curves.picture, Qt.Key.Key_Left)


def test_scale_and_quantity_are_asked_for_and_set(curves, qtbot):
    with qtbot.waitSignal(curves.log_chosen) as heard:
        curves.scale.button("linear").click()
    assert heard.args == [False]
    with qtbot.waitSignal(curves.quantity_chosen) as heard:
        curves.quantity.button("metric").click()
    assert heard.args == ["metric"]
    assert curves.view.quantity == "loss"
    with qtbot.assertNotEmitted(curves.quantity_chosen), qtbot.assertNotEmitted(curves.log_chosen):
        curves.set_quantity("metric")
        curves.set_log(False)
    assert curves.heading.text() == "Accuracy over epochs"
    assert not curves.scale.isVisible()
    curves.set_metric("R²")
    assert curves.heading.text() == "R² over epochs"
    assert curves.quantity.button("metric").text() == "R²"


def test_accuracy_is_seen_up_to_one_and_a_poor_r2_does_not_flatten_the_rest(curves):
    good = falling(60)
    curves.set_quantity("metric")
    for values in (np.linspace(0.5, 1.0, 60), np.linspace(-1e6, 0.9, 60)):
        curves.set_curves([good._replace(metric=values, val_metric=values)], 60)
        low, high = curves.picture.frame.y
        assert high > 1
        assert low >= -1.2


WILD = [
    [],
    [np.nan],
    [1.0],
    [0.0, 0.0, 0.0],
    [1.0, np.nan, 0.5, np.nan, np.nan, 0.2],
    [1.0, np.inf, -np.inf, np.nan],
    [-3.0, -2.0],
    [1e300, 1e-300],
    np.geomspace(1, 1e-300, 20_000),
    np.where(np.arange(20_000) % 7 == 3, np.nan, np.sin(np.arange(20_000)) ** 2),
]


@pytest.mark.parametrize("quantity", ["loss", "metric"])
@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("values", WILD, ids=range(len(WILD)))
def test_nothing_breaks_it(curves, values, log, quantity):
    curves.set_log(log)
    curves.set_quantity(quantity)
    marks = {"stopped_epoch": 3, "restored_epoch": 1, "diverged_epoch": 2.5, "overfitting_since": 2}
    for coarse in (False, True):
        curves.set_coarse(coarse)
        curves.set_curves([curve(values, values, **marks), curve(values, style=SGD, shown=False)], 100)
        for cursor in (None, 0, 2, 10**9):
            curves.set_cursor(cursor)
            assert not curves.grab().isNull()


@pytest.mark.parametrize("size", [(1, 1), (60, 40), (200, 120), (1000, 400)])
def test_any_size_will_do(curves, size):
    curves.set_curves([falling(60, overfitting_since=30, stopped_epoch=60, restored_epoch=30)], 100)
    curves.set_cursor(20)
    curves.resize(*size)
    assert not curves.grab().isNull()


def test_a_gap_is_not_bridged(curves):
    losses = np.full(100, 0.5)
    losses[40:60] = np.nan
    curves.set_curves([curve(losses)], 100)
    image = image_of(curves)
    assert ink(image, ADAM.color, between(curves, 10, 30)) > 50
    assert ink(image, ADAM.color, between(curves, 43, 57)) == 0


def test_the_theme_is_changed(curves):
    curves.set_curves([falling()], 60)
    for theme in (LIGHT, DARK):
        curves.set_theme(theme)
        axis = QRect(0, 0, 40, curves.picture.height())
        assert ink(image_of(curves), theme.muted, axis) > 5


def test_a_vector_picture_has_lines_and_no_image(curves, tmp_path):
    sizes = []
    for shown in ([], [falling(60)] * 3):
        curves.set_curves(shown, 60)
        writer = QPdfWriter(str(tmp_path / "curves.pdf"))
        painter = QPainter(writer)
        curves.picture.render(painter, QPoint())
        painter.end()
        content = (tmp_path / "curves.pdf").read_bytes()
        assert b"/Subtype /Image" not in content
        sizes.append(len(content))
    assert sizes[1] > sizes[0]


def test_the_history_of_a_real_run_fits(curves):
    experiment = NetworkExperiment(
        dataset=DatasetChoice(name="two_moons", samples=40),
        optimizers=tuple(kind(learning_rate=0.01) for kind in SETTINGS.values()),
        epochs=5,
    )
    task, state = prepare(experiment), run(experiment)
    history, ends = state.history, run_states(task, state)
    curves.set_curves(
        [
            TrainingCurve(
                history.epochs,
                *(
                    part[:, index]
                    for part in (history.loss, history.val_loss, history.metric, history.val_metric)
                ),
                ADAM,
                one.stopped_epoch,
                one.best_epoch,
                None,
                None,
                index == 0,
            )
            for index, one in enumerate(ends)
        ],
        experiment.epochs,
    )
    low, high = curves.picture.frame.y
    order = [1, 2, 3, 4, 0]  # the shown run on top
    for index, pair in zip(order, drawn(curves), strict=True):
        (_, training), (_, validation) = pair
        assert training == pytest.approx(history.loss[:, index])
        assert validation == pytest.approx(history.val_loss[:, index])
        assert low <= np.log10(min(training.min(), validation.min()))
        assert np.log10(max(training.max(), validation.max())) <= high
