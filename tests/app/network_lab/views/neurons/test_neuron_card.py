"""What is inside a neuron, told of networks that were really trained."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.kit.theme import DARK, LIGHT
from app.network_lab.views.neurons.neuron_card import NeuronCard
from app.network_lab.views.neurons.neuron_card_parts import broken
from app.network_lab.views.neurons.neuron_details import describe
from app.network_lab.views.neurons.neuron_formula import Typesetter, figures, plain
from tests.app.drawn_networks import drawn


@pytest.fixture
def card(qtbot):
    made = NeuronCard()
    qtbot.addWidget(made)
    made.resize(268, 330)
    made.show()
    return made


def test_a_hidden_neuron_shows_its_formula_with_the_present_numbers():
    network, values, _ = drawn("moons")
    details = describe(network, values, 1, 2)
    kernel, bias = values.kernels[0][:, 2], values.biases[0][2]
    z = float(kernel @ values.probe_a[0] + bias)
    assert details.title == "Hidden 1, unit 3"
    assert [weight.name for weight in details.weights] == ["w₀", "x₁", "x₂"]
    np.testing.assert_allclose([weight.value for weight in details.weights], [bias, *kernel])
    first, second = (plain(formula) for formula in details.formulas)
    assert first.startswith(f"z = {figures(float(bias))}")
    assert first.endswith(f"= {figures(z)}")
    assert second == f"g(z) = tanh(z) = {figures(float(np.tanh(z)))}"


def test_a_neuron_with_many_inputs_leaves_some_terms_out_and_no_weight():
    network, values, _ = drawn("wide")
    details = describe(network, values, 2, 5)
    assert len(details.weights) == 65
    assert "…" in plain(details.formulas[0])
    assert "a₆₄" in plain(details.formulas[0])


@pytest.mark.parametrize(
    ("name", "layer", "count"),
    [
        ("recurrent", 1, 1 + 1 + 6),
        ("recurrent", 2, 1 + 6),
        ("gru", 1, 1 + 3 * (1 + 4)),
        ("images", 1, 1 + 9),
        ("images", 2, 1 + 9 * 3),
    ],
)
def test_every_kind_of_layer_names_all_its_weights(name, layer, count):
    network, values, _ = drawn(name)
    details = describe(network, values, layer, 1)
    assert len(details.weights) == count
    assert len({weight.name for weight in details.weights}) == count


def test_the_state_of_a_recurrent_unit_is_that_of_the_last_moment():
    network, values, _ = drawn("recurrent")
    details = describe(network, values, 1, 3)
    assert details.a == pytest.approx(float(values.probe_a[1][-1, 3]))
    assert np.tanh(details.z) == pytest.approx(details.a, abs=1e-5)


def test_the_recurrent_weights_are_those_that_lead_to_the_unit():
    network, values, _ = drawn("recurrent")
    weights = {weight.name: weight.value for weight in describe(network, values, 1, 3).weights}
    assert weights["h₂"] == pytest.approx(float(values.recurrent_kernels[0][1, 3]))


def test_what_is_not_known_has_no_details():
    network, values, _ = drawn("moons")
    assert describe(network, None, 1, 0) is None
    assert describe(network, values, 0, 0) is None
    assert describe(network, values, 1, 6) is None


def test_the_card_shows_and_tells_it(card):
    network, values, _ = drawn("moons")
    card.set_details(describe(network, values, 1, 2))
    assert card.title.text() == "Hidden 1, unit 3"
    assert card.accessibleName() == "Hidden 1, unit 3"
    assert "g(z) = tanh(z)" in card.accessibleDescription()
    assert len(card.bars.weights) == 3


def test_of_many_weights_the_largest_come_first(card):
    network, values, _ = drawn("wide")
    card.set_details(describe(network, values, 2, 5))
    sizes = [abs(weight.value) for weight in card.bars.weights[1:]]
    assert card.bars.weights[0].name == "w₀"
    assert sizes == sorted(sizes, reverse=True)


def test_the_plot_marks_z_where_it_is_and_reaches_as_far(card):
    network, values, _ = drawn("moons")
    details = describe(network, values, 1, 2)
    for z, reach in ((0.5, 4.0), (-7.0, 8.0), (20.0, 32.0), (float("nan"), 4.0)):
        card.set_details(details._replace(z=z, a=float(np.tanh(z))))
        assert card.plot.reach() == reach
        card.grab()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_point_of_the_plot_moves_with_z(card, theme):
    network, values, _ = drawn("moons")
    details = describe(network, values, 1, 2)
    card.set_theme(theme)
    pictures = []
    for z in (-2.0, 2.0):
        card.set_details(details._replace(z=z, a=float(np.tanh(z))))
        pictures.append(card.plot.grab().toImage())
    assert pictures[0] != pictures[1]


def test_in_a_low_panel_the_plot_gives_way(card):
    network, values, _ = drawn("moons")
    card.set_details(describe(network, values, 1, 2))
    assert card.fit_into(500) <= 500
    assert card.plot.isVisibleTo(card)
    assert card.fit_into(150) <= 150
    assert not card.plot.isVisibleTo(card)


def test_a_class_among_several_has_no_curve_of_its_own(card):
    network, values, _ = drawn("wide")
    card.set_details(describe(network, values, network.output, 0))
    card.fit_into(500)
    assert not card.plot.isVisibleTo(card)


@pytest.mark.parametrize("how", ["button", "key"])
def test_it_asks_to_be_closed(card, qtbot, how):
    with qtbot.waitSignal(card.closed):
        if how == "button":
            qtbot.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(card, Qt.Key.Key_Escape)


def test_a_long_formula_is_broken_before_operators(qapp):
    network, values, _ = drawn("wide")
    formula = describe(network, values, 2, 5).formulas[0]
    setter = Typesetter(qapp.font(), 13, DARK)
    lines = broken(formula, setter, 200)
    assert len(lines) > 1
    assert all(setter.width(line) <= 200 for line in lines)
    assert "".join(plain(line).strip() for line in lines).replace(" ", "") == plain(formula).replace(" ", "")
