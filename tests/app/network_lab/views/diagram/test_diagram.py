"""The diagram: what a hand or a key does becomes an intent, what it shows is seen."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.kit import export
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.diagram.diagram import NetworkDiagram
from app.network_lab.views.diagram.slow_motion import trace_stages
from tests.app.drawn_networks import EXPERIMENTS, drawn
from tests.app.pixels import pixels_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot):
    def made(name="moons", size=(560, 360), **changes):
        diagram = NetworkDiagram()
        qtbot.addWidget(diagram)
        diagram.resize(*size)
        network, values, _ = drawn(name)
        diagram.set_network(network._replace(**changes))
        diagram.set_values(values)
        diagram.show()
        qtbot.waitExposed(diagram)
        return diagram

    return made


@pytest.fixture
def diagram(show):
    return show()


def middle(diagram, layer, unit) -> QPoint:
    column = diagram.layout_shown.columns[layer]
    return column.rect(column.index_of(unit)).center().toPoint()


def button(diagram, kind, position) -> QPoint:
    return next(
        one.rect.center().toPoint()
        for one in diagram.handles_shown
        if (one.kind, one.position) == (kind, position)
    )


def hover(diagram, place: QPoint) -> None:
    at = QPointF(place)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, diagram.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(diagram, event)


def image(widget) -> np.ndarray:
    return pixels_of(export.picture(widget))


def heard_by(diagram) -> list:
    heard: list = []
    for signal in (diagram.layer_added, diagram.layer_removed, diagram.units_changed, diagram.neuron_chosen):
        signal.connect(lambda *arguments: heard.append(arguments))
    return heard


# --- layers ---


@pytest.mark.parametrize(
    ("kind", "position", "signal", "arguments"),
    [
        ("add", 0, "layer_added", [0]),
        ("add", 2, "layer_added", [2]),
        ("remove", 1, "layer_removed", [1]),
        ("more", 0, "units_changed", [0, 7]),
        ("fewer", 1, "units_changed", [1, 3]),
    ],
)
def test_a_button_in_the_picture_says_what_is_wanted(diagram, qtbot, kind, position, signal, arguments):
    place = button(diagram, kind, position)
    assert diagram.tooltip_at(place)
    with qtbot.waitSignal(getattr(diagram, signal)) as heard:
        qtbot.mouseClick(diagram, LEFT, pos=place)
    assert heard.args == arguments


def test_the_picture_changes_only_when_it_is_told(diagram, qtbot):
    before = len(diagram.layout_shown.columns)
    qtbot.mouseClick(diagram, LEFT, pos=button(diagram, "add", 1))
    assert len(diagram.layout_shown.columns) == before


@pytest.mark.parametrize(
    ("key", "heard"),
    [
        (Qt.Key.Key_Plus, (0, 7)),
        (Qt.Key.Key_Minus, (0, 5)),
        (Qt.Key.Key_Delete, (0,)),
        (Qt.Key.Key_Insert, (1,)),
    ],
)
def test_keys_change_the_layer_of_the_chosen_neuron(diagram, qtbot, key, heard):
    for move in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(diagram, move)
    assert diagram.cursor_neuron[0] == 1
    intents = heard_by(diagram)
    qtbot.keyClick(diagram, key)
    assert intents == [heard]


def test_what_cannot_be_edited_has_no_buttons_and_no_keys(show, qtbot):
    diagram = show(editable=False)
    assert diagram.handles_shown == ()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(diagram, key)
    intents = heard_by(diagram)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Delete, Qt.Key.Key_Insert):
        qtbot.keyClick(diagram, key)
    assert intents == []


def test_the_units_of_inputs_and_outputs_cannot_be_changed(diagram, qtbot):
    qtbot.keyClick(diagram, Qt.Key.Key_Right)
    assert diagram.cursor_neuron == (0, 0)
    intents = heard_by(diagram)
    qtbot.keyClick(diagram, Qt.Key.Key_Plus)
    qtbot.keyClick(diagram, Qt.Key.Key_Delete)
    assert intents == []


# --- neurons ---


def test_a_click_on_a_neuron_shows_what_is_inside(diagram, qtbot):
    with qtbot.waitSignal(diagram.neuron_chosen) as heard:
        qtbot.mouseClick(diagram, LEFT, pos=middle(diagram, 1, 2))
    assert heard.args == [1, 2]
    assert diagram.details.isVisible()
    assert diagram.details.details.title == "Hidden 1, unit 3"
    neuron = middle(diagram, 1, 2)
    assert not diagram.details.geometry().contains(neuron)


def test_the_details_follow_new_values(diagram, qtbot):
    diagram.choose(1, 2)
    later = drawn("moons", 60).values
    diagram.set_values(later)
    assert diagram.details.details.bias == pytest.approx(float(later.biases[0][2]))


@pytest.mark.parametrize("how", ["escape", "away", "button"])
def test_the_details_are_closed(diagram, qtbot, how):
    diagram.choose(2, 1)
    with qtbot.waitSignal(diagram.neuron_chosen) as heard:
        if how == "escape":
            qtbot.keyClick(diagram, Qt.Key.Key_Escape)
        elif how == "away":
            qtbot.mouseClick(diagram, LEFT, pos=QPoint(diagram.width() - 6, 6))
        else:
            qtbot.mouseClick(diagram.details.close_button, LEFT)
    assert heard.args == [-1, -1]
    assert not diagram.details.isVisible()


def test_arrow_keys_go_from_neuron_to_neuron_and_enter_looks_inside(diagram, qtbot):
    keys = Qt.Key
    places = []
    for key in (keys.Key_Right, keys.Key_Right, keys.Key_Down, keys.Key_Right, keys.Key_Left, keys.Key_Up):
        qtbot.keyClick(diagram, key)
        places.append(diagram.cursor_neuron)
    assert places[0] == (0, 0)
    assert [layer for layer, _ in places] == [0, 1, 1, 2, 1, 1]
    assert places[2][1] == places[1][1] + 1
    with qtbot.waitSignal(diagram.neuron_chosen) as heard:
        qtbot.keyClick(diagram, keys.Key_Return)
    assert tuple(heard.args) == diagram.cursor_neuron
    qtbot.keyClick(diagram, keys.Key_Down)
    assert diagram.details.details.title.endswith(f"unit {diagram.cursor_neuron[1] + 1}")
    assert "z = " in diagram.accessibleDescription()


def test_the_keyboard_stays_in_the_network(diagram, qtbot):
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up, *[Qt.Key.Key_Right] * 9, Qt.Key.Key_Down):
        qtbot.keyClick(diagram, key)
    assert diagram.cursor_neuron == (3, 0)


def test_another_network_forgets_a_neuron_that_is_gone(diagram, qtbot):
    diagram.choose(2, 3)
    network = drawn("moons").network
    layers = (*network.layers[:2], network.layers[-1])
    with qtbot.waitSignal(diagram.neuron_chosen) as heard:
        diagram.set_network(network._replace(layers=layers))
    assert heard.args == [-1, -1]
    assert not diagram.details.isVisible()
    diagram.grab()  # the values of the old network are still there, and do not fit


def test_showing_something_says_nothing(diagram):
    heard = heard_by(diagram)
    network, values, trace = drawn("dropout")
    diagram.set_network(network)
    diagram.set_values(values)
    diagram.set_trace(trace, 3)
    diagram.set_trace(None, 0)
    diagram.set_theme(LIGHT)
    diagram.set_values(None)
    assert heard == []


# --- words ---


def test_a_neuron_tells_its_numbers_in_a_tooltip(diagram):
    tip = diagram.tooltip_at(middle(diagram, 1, 2))
    z = float(drawn("moons").values.probe_z[1][2])
    assert tip.startswith("Hidden 1, unit 3: z = ")
    assert f"{abs(z):.2f}" in tip
    assert f"{abs(np.tanh(z)):.2f}" in tip


def test_an_edge_tells_its_weight_in_a_tooltip(diagram):
    diagram.grab()
    first, second = (diagram.layout_shown.columns[layer] for layer in (2, 3))
    start, end = first.rect(0), second.rect(0)
    near = QPoint(round(start.right() + 3), round(start.center().y()))
    tip = diagram.tooltip_at(near)
    weight = float(drawn("moons").values.kernels[2][0, 0])
    assert tip == f"hidden 2, unit 1 → output “1”: w = {weight:.2f}".replace("-", "−")
    assert end.left() > near.x()


def test_an_empty_place_has_no_tooltip(diagram):
    assert diagram.tooltip_at(QPoint(3, 3)) == ""


def test_the_name_tells_the_shape(diagram):
    assert "2 · 6 · 4 · 1, tanh" in diagram.accessibleName()


# --- pictures ---


@pytest.mark.parametrize("name", EXPERIMENTS)
@pytest.mark.parametrize("size", [(560, 360), (200, 150)])
def test_every_kind_of_network_is_drawn_at_rest_and_in_every_stage(show, name, size):
    diagram = show(name, size)
    network, _, trace = drawn(name)
    rest = image(diagram)
    assert rest.std() > 3
    pictures = []
    for stage in range(trace_stages(network)):
        diagram.set_trace(trace, stage)
        pictures.append(image(diagram))
    diagram.set_trace(None, 0)
    assert (image(diagram) == rest).all()
    if size[0] > 300:
        assert all((one != other).any() for one, other in pairwise(pictures))


def test_training_is_seen(diagram):
    before = image(diagram)
    diagram.set_values(drawn("moons", 60).values)
    assert (image(diagram) != before).any()


def test_a_hovered_neuron_stands_out_with_its_edges(diagram):
    before = image(diagram)
    hover(diagram, middle(diagram, 1, 2))
    after = image(diagram)
    first, second = diagram.layout_shown.columns[1:3]
    gap = np.s_[60:300, round(first.right) + 4 : round(second.left) - 4]
    assert (before[gap] != after[gap]).mean() > 0.2
    QApplication.sendEvent(diagram, QEvent(QEvent.Type.Leave))
    assert (image(diagram) == before).all()


def test_a_unit_that_is_switched_off_is_greyed(show):
    diagram = show()
    before = image(diagram)
    off = np.zeros(6, dtype=bool)
    off[1] = True
    values = drawn("moons").values
    diagram.set_values(values._replace(dropped=(None, off, None, None)))
    after = image(diagram)
    column = diagram.layout_shown.columns[1]
    for unit, changed in ((0, False), (1, True)):
        rect = column.rect(unit).toRect()
        own = np.s_[rect.top() + 2 : rect.bottom() - 2, rect.left() + 2 : rect.right() - 2]
        assert (before[own] != after[own]).any() == changed
    assert "dropout" in diagram.tooltip_at(middle(diagram, 1, 1))


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf, 0.0])
@pytest.mark.parametrize("name", ["perceptron", "moons", "recurrent", "images"])
def test_any_number_can_be_drawn(show, name, number):
    diagram = show(name)
    values = drawn(name).values

    def spoiled(arrays):
        return tuple(None if array is None else np.full_like(array, number) for array in arrays)

    broken = values._replace(
        **{
            field: spoiled(getattr(values, field))
            for field in values._fields
            if field not in ("dropped", "scaling")
        }
    )
    diagram.set_values(broken)
    diagram.choose(1, 0)
    diagram.grab()
    assert diagram.details.isVisible()


def test_without_values_the_network_stands_there(show):
    diagram = show()
    diagram.set_values(None)
    assert image(diagram).std() > 3
    assert diagram.tooltip_at(middle(diagram, 1, 2)) == "Hidden 1, unit 3"


def test_an_empty_diagram_is_no_trouble(qtbot):
    diagram = NetworkDiagram()
    qtbot.addWidget(diagram)
    diagram.show()
    diagram.grab()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Plus):
        qtbot.keyClick(diagram, key)
    qtbot.mouseClick(diagram, LEFT)
    assert diagram.tooltip_at(QPoint(50, 50)) == ""


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_both_themes_are_drawn(show, theme):
    diagram = show()
    before = image(diagram)
    diagram.set_theme(theme)
    assert (image(diagram) != before).any() == (theme is LIGHT)


def test_as_vectors_edges_are_curves(diagram):
    data = export.svg(diagram)
    assert QSvgRenderer(QByteArray(data)).isValid()
    assert data.count(b"C") > 30


def pictures_in(diagram, network) -> list[QRect]:
    """The places of all small pictures, without their frames."""
    layout = diagram.layout_shown
    places = [] if layout.chain is None else [layout.chain.strip(i) for i in range(len(layout.chain.xs))]
    for column in layout.columns:
        if layout.chain is not None and column.layer <= 1:
            continue
        filters = network.layers[column.layer].kind == "convolution"
        for rect in (column.kernel_rect, column.rect, column.pooled_rect) if filters else (column.rect,):
            places += [rect(index) for index in range(len(column.units))]
    return [place.adjusted(2, 4, -2, -4).toAlignedRect() for place in places]


@pytest.mark.parametrize("name", ["moons", "curve", "recurrent", "images"])
def test_as_vectors_every_neuron_has_its_own_picture(show, name):
    diagram = show(name)
    as_pixels = image(diagram)
    drawn_anew = QImage(diagram.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn_anew)
    QSvgRenderer(QByteArray(export.svg(diagram))).render(painter, QRectF(diagram.rect()))
    painter.end()
    as_vectors = pixels_of(drawn_anew)
    for place in pictures_in(diagram, drawn(name).network):
        rows, columns = slice(place.top(), place.bottom() + 1), slice(place.left(), place.right() + 1)
        assert np.abs(as_pixels[rows, columns] - as_vectors[rows, columns]).mean() < 5


def test_a_scaled_picture_is_as_sharp(diagram):
    once, twice = export.picture(diagram, 1.0), export.picture(diagram, 2.0)
    assert twice.width() == 2 * once.width()
    column = diagram.layout_shown.columns[1]
    rect = column.rect(0)
    pixel = twice.pixelColor(round(2 * rect.center().x()), round(2 * rect.center().y()))
    assert pixel != twice.pixelColor(4, 4)
