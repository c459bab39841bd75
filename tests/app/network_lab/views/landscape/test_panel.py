"""The panel around the landscape: its controls, what they say, and how far the map is to be trusted."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.landscape.backdrop import Backdrop
from app.network_lab.views.landscape.gauge import Gauge, GaugeLines, _fitting
from app.network_lab.views.landscape.line import LossLine
from app.network_lab.views.landscape.panel import DIRECTIONS, OFS, LandscapePanel
from app.network_lab.views.landscape.paths import RunPath
from app.network_lab.views.landscape.update_rate_button import UPDATE_RATES
from tests.app.pixels import near

NODES = np.linspace(-1.0, 1.0, 9)
BACKDROP = Backdrop(NODES, NODES, NODES**2 + NODES[:, None] ** 2)
LINE = LossLine(NODES, NODES**2)
STYLES = (
    RunStyle("SGD", "#f4f4f2", "o", ()),
    RunStyle("Adam", "#ff9f40", "t1", ()),
    RunStyle("RMSprop", "#ff6fb5", "p", ()),
)
GOOD = Gauge("Adam", 0.94, 0.31, 8.0, 0.082, 0.085)


@pytest.fixture
def panel(qtbot):
    made = LandscapePanel()
    qtbot.addWidget(made)
    made.resize(384, 310)
    made.set_backdrop(BACKDROP)
    made.show()
    qtbot.waitExposed(made)
    return made


def heard(signal):
    told = []
    signal.connect(lambda *values: told.append(values))
    return told


def chosen_in(menu, key):
    next(action for action in menu.actions() if action.data() == key).trigger()
    menu.deleteLater()


# --- the controls ---


@pytest.mark.parametrize("key", DIRECTIONS)
def test_directions_are_asked_for_and_shown_only_when_set(panel, key):
    told = heard(panel.directions_chosen)
    chosen_in(panel.directions.menu(), key)
    assert told == [(key,)]
    assert panel.directions.choice == "pca"
    panel.set_directions(key)
    assert panel.directions.choice == key
    assert panel.directions.text() in panel.directions.toolTip()
    assert panel.dice.isVisible() == key.startswith("random")
    assert panel.ends.isVisible() == key.startswith("between")
    panel.resize(600, 310)
    assert panel.dimensions.isVisible() == (key not in ("between_two", "random_line"))
    assert told == [(key,)]


@pytest.mark.parametrize("key", OFS)
def test_the_loss_is_asked_for(panel, key):
    told = heard(panel.of_chosen)
    chosen_in(panel.of.menu(), key)
    panel.set_of(key)
    assert told == [(key,)]
    assert panel.of.choice == key


@pytest.mark.parametrize("key", UPDATE_RATES)
def test_the_update_rate_is_asked_for_and_said(panel, key):
    told = heard(panel.update_rate_chosen)
    chosen_in(panel.update_rate.menu_of_rates(), key)
    assert told == [(key,)]
    before = panel.update_rate.toolTip()
    panel.set_update_rate(key)
    assert (panel.update_rate.toolTip() == before) == (key == "live")
    menu = panel.update_rate.menu_of_rates()
    assert [action.data() for action in menu.actions() if action.isChecked()] == [key]
    menu.deleteLater()
    assert told == [(key,)]


def test_the_other_buttons_ask(panel):
    new, large, dimensions = (
        heard(panel.new_directions_requested),
        heard(panel.enlarge_toggled),
        heard(panel.dimensions_chosen),
    )
    panel.dice.click()
    panel.enlarge.click()
    panel.enlarge.click()
    panel.dimensions.button("3d").click()
    assert (len(new), large, dimensions) == (1, [(True,), (False,)], [("3d",)])
    panel.set_enlarged(True)
    assert panel.enlarge.isChecked()
    assert len(large) == 2


def test_what_cannot_be_had_says_why(panel):
    panel.set_obstacles({"between_three": "Needs three runs."})
    menu = panel.directions.menu()
    actions = {action.data(): action for action in menu.actions()}
    assert not actions["between_three"].isEnabled()
    assert actions["between_three"].toolTip() == "Needs three runs."
    assert actions["hessian"].isEnabled()
    assert actions["hessian"].toolTip()
    menu.deleteLater()


def test_where_room_is_scarce_the_chosen_one_has_a_short_name(panel):
    panel.set_directions("between_three")
    assert panel.directions.text_within(500) == "plane through three runs"
    assert panel.directions.text_within(90) == "three runs"
    panel.set_directions("hessian")
    assert panel.directions.text_within(60).endswith("…")


def test_the_ends_of_a_line_and_a_plane_are_chosen_among_the_other_runs(panel):
    told = heard(panel.ends_chosen)
    panel.set_directions("between_two")
    panel.set_ends(STYLES, 1, (0,))
    menu = panel.ends.menu()
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("SGD", True),
        ("RMSprop", False),
    ]
    menu.actions()[1].trigger()
    menu.deleteLater()
    assert told == [((2,),)]
    panel.set_directions("between_three")
    panel.set_ends(STYLES, 1, (2, 0))
    assert "Adam – RMSprop – SGD" in panel.ends.toolTip()
    menu = panel.ends.menu()
    menu.actions()[1].trigger()  # RMSprop again: it is the newest now
    menu.deleteLater()
    assert told[-1] == ((0, 2),)
    assert not panel.ends.grab().isNull()


@pytest.mark.parametrize("width", [200, 240, 300, 330, 384, 1000])
@pytest.mark.parametrize("directions", DIRECTIONS)
def test_the_controls_have_room_beside_one_another(panel, width, directions):
    panel.set_directions(directions)
    panel.set_ends(STYLES, 0, (1, 2))
    panel.resize(width, 300)
    QApplication.processEvents()
    assert panel.width() == width
    parts = (
        panel.directions,
        panel.of,
        panel.ends,
        panel.dice,
        panel.dimensions,
        panel.update_rate,
        panel.enlarge,
    )
    places = sorted((part.geometry() for part in parts if part.isVisible()), key=lambda place: place.left())
    assert all(a.right() < b.left() for a, b in pairwise(places))
    assert places[-1].right() < width
    assert panel.map.isVisible()


# --- what is shown ---


def test_a_plane_is_shown_as_a_map_a_line_as_a_line_and_a_relief_where_it_is_wanted(panel):
    assert panel.view is panel.map
    panel.set_line(LINE)
    assert panel.view is panel.line
    panel.set_dimensions("3d")
    assert panel.view is panel.line
    assert panel.relief is None  # which takes a while to make
    panel.set_backdrop(BACKDROP)
    assert panel.view is panel.relief is not None
    panel.set_backdrop(None)
    assert panel.view is panel.map  # that says why there is nothing; the land was another network's
    panel.set_backdrop(BACKDROP)
    assert panel.view is panel.relief
    panel.set_dimensions("2d")
    assert panel.view is panel.map


def test_the_relief_shows_the_place_and_lets_it_go(panel, qtbot):
    moved, cleared = heard(panel.place_moved), heard(panel.place_cleared)
    panel.set_place((0.2, 0.2))
    panel.set_dimensions("3d")
    qtbot.keyClick(panel.relief, Qt.Key.Key_Escape)
    assert cleared == [()]
    panel.set_place(None)
    qtbot.keyClick(panel.relief, Qt.Key.Key_Escape)
    assert cleared == [()]  # there is nothing to let go
    qtbot.mouseClick(panel.relief, Qt.MouseButton.LeftButton, pos=panel.relief.pixel_of(0.0, 0.0).toPoint())
    assert len(moved) == 1


def test_a_loss_that_there_is_none_of_says_why(panel):
    panel.set_of_obstacles({"validation": "No samples are held back."})
    menu = panel.of.menu()
    enabled = {action.data(): action.isEnabled() for action in menu.actions()}
    told = {action.data(): action.toolTip() for action in menu.actions()}
    menu.deleteLater()
    assert enabled == {of: of != "validation" for of in OFS}
    assert told["validation"] == "No samples are held back."


def test_map_and_line_speak_through_the_panel(panel):
    moved, released, cleared = (
        heard(panel.place_moved),
        heard(panel.place_released),
        heard(panel.place_cleared),
    )
    wanted, scaling = heard(panel.range_wanted), heard(panel.scaling_chosen)
    for view in (panel.map, panel.line):
        view.place_moved.emit(0.5, 0.0)
        view.place_released.emit()
        view.place_cleared.emit()
    panel.map.range_wanted.emit(None)
    panel.map.bar.scaling_chosen.emit("log")
    assert (len(moved), len(released), len(cleared), wanted, scaling) == (2, 2, 2, [(None,)], [("log",)])


def test_everything_that_is_set_is_handed_on(panel):
    still = panel.map.grab().toImage()
    panel.set_paths([RunPath(STYLES[1], np.array([[-0.5, 0.0], [0.5, 0.5]]))])
    panel.set_place((0.2, 0.2), "here")
    assert panel.map.grab().toImage() != still
    panel.set_range(((-0.5, 0.5), (-0.5, 0.5)))
    assert panel.map.range == ((-0.5, 0.5), (-0.5, 0.5))
    panel.set_scaling("linear")
    assert panel.map.bar.text() == "loss, linear"
    panel.set_subject("Adam, epoch 3")
    assert panel.heading.text() == "Its landscape — Adam, epoch 3"
    panel.set_progress(0.5)
    panel.set_progress(None)
    panel.set_theme(LIGHT)
    assert panel.map.theme == panel.line.theme == LIGHT


def test_without_losses_there_is_a_sentence(panel):
    panel.set_backdrop(None)
    usual = panel.map.grab().toImage()
    panel.set_empty_text("The landscape of a network this large takes long.")
    assert panel.map.grab().toImage() != usual
    panel.set_empty_text("")
    assert panel.map.grab().toImage() == usual


# --- the gauge ---


@pytest.fixture
def gauge(qtbot):
    made = GaugeLines()
    qtbot.addWidget(made)
    made.resize(352, made.height())
    made.show()
    return made


def test_a_gauge_in_words(gauge):
    gauge.set_gauge(GOOD)
    assert (
        gauge.words()
        == "The plane holds 94 % of the paths · Adam 0.31 beside it · loss 0.082, on the plane 0.085"
    )
    assert not gauge.warning()
    assert gauge.words() in gauge.accessibleName()
    gauge.set_gauge(GOOD._replace(of_all=False, explained=0.994))
    assert "holds 99.4 % of the path ·" in gauge.words()
    gauge.set_gauge(GOOD._replace(line=True))
    assert gauge.words().startswith("The line holds")
    assert "on the line 0.085" in gauge.words()
    assert "% of the paths ·" in gauge.words()
    gauge.set_gauge(GOOD._replace(line=True, of_all=False))
    assert "% of the path ·" in gauge.words()


def test_what_is_wholly_in_the_plane_is_said_to_be(gauge):
    gauge.set_gauge(GOOD._replace(explained=1.0, distance=1e-12))
    assert gauge.words().startswith("The paths lie wholly in the plane · Adam lies in it")
    assert not gauge.warning()


@pytest.mark.parametrize("nothing", [np.nan])
def test_what_is_not_known_is_not_said(gauge, nothing):
    gauge.set_gauge(Gauge("Adam", nothing, nothing, nothing, nothing, nothing))
    assert gauge.words() == ""
    assert not gauge.warning()
    gauge.set_gauge(GOOD._replace(on_plane=np.inf))
    assert gauge.words().endswith("loss 0.082, on the plane not a number")
    gauge.set_gauge(None)
    assert gauge.words() == gauge.warning() == ""
    gauge.set_gauge(None, "From land.npz.")
    assert gauge.words() == gauge.toolTip() == gauge.accessibleName() == "From land.npz."
    gauge.set_gauge(GOOD)
    assert "land.npz" not in gauge.words()


def test_what_has_no_room_is_left_out_whole(gauge):
    metrics = QFontMetricsF(gauge.font())
    width = metrics.horizontalAdvance("Adam 0.31 beside it · loss 0.082")
    assert _fitting("Adam 0.31 beside it · loss 0.082 · more", metrics, width) == (
        "Adam 0.31 beside it · loss 0.082"
    )
    assert _fitting("one long part", metrics, 1.0) == "one long part"


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"distance": 3.9}, False),
        ({"distance": 4.1}, True),
        ({"on_plane": 0.12}, False),
        ({"on_plane": 0.13}, True),
        ({"loss": 0.002, "on_plane": 0.008}, False),  # both are next to nothing
        ({"explained": 0.51}, False),
        ({"explained": 0.49}, True),
    ],
)
def test_a_map_that_misleads_warns_in_the_colour_of_warnings(gauge, changes, warned):
    gauge.set_gauge(GOOD._replace(**changes))
    assert bool(gauge.warning()) == warned
    assert gauge.warning() in gauge.toolTip()
    assert near(gauge.grab().toImage(), DARK.warning, 1).any() == warned


def test_there_is_one_line_where_it_is_wide_and_two_where_it_is_not(gauge):
    narrow = gauge.height()
    gauge.resize(900, gauge.height())
    QApplication.processEvents()
    assert gauge.height() < narrow
    gauge.set_gauge(GOOD)
    assert not gauge.grab().isNull()


def test_every_control_can_be_reached_and_has_a_name(panel):
    for directions in DIRECTIONS:
        panel.set_directions(directions)
        for part in (panel.directions, panel.of, panel.ends, panel.dice, panel.update_rate, panel.enlarge):
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert part.accessibleName()
            assert part.toolTip()
