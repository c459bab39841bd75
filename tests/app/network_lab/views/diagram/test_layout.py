"""Where everything in the diagram stands, for all sizes of panels and networks."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network_lab.views.diagram.layout import LARGEST, SMALLEST, Labels, chosen_results, handles, lay_out
from app.network_lab.views.neurons.drawn_network import BIAS, DiagramLayer, Network

LABELS = Labels(30, 50)


def dense(*units: int, editable: bool = True, perceptron: bool = False) -> Network:
    layers = [DiagramLayer("input", units[0], "")]
    layers += [DiagramLayer("dense", count, "tanh") for count in units[1:]]
    return Network(tuple(layers), (), (), editable, perceptron)


def recurrent(units: int, *after: int) -> Network:
    layers = (DiagramLayer("input", 1, ""), DiagramLayer("simple_rnn", units, "tanh"))
    return Network((*layers, *(DiagramLayer("dense", one, "linear") for one in after)), (), (), True, False)


def rects(layout, layer):
    column = layout.columns[layer]
    return [column.rect(index) for index in range(len(column.units))]


@given(
    st.lists(st.integers(1, 64), min_size=0, max_size=6),
    st.integers(360, 1400),
    st.integers(220, 900),
)
def test_neurons_stay_in_the_panel_and_clear_of_each_other(hidden, width, height):
    layout = lay_out(dense(2, *hidden, 3), width, height, LABELS)
    for column in layout.columns:
        assert SMALLEST <= column.width <= LARGEST
        places = rects(layout, column.layer)
        assert places[0].top() >= layout.header + 18
        assert places[-1].bottom() <= layout.footer
        for upper, lower in itertools.pairwise(places):
            assert upper.bottom() + 1 <= lower.top()
        assert len(column.units) + column.hidden == (2, *hidden, 3)[column.layer]
    for before, after in itertools.pairwise(layout.columns):
        assert before.right < after.left


def test_the_units_that_fit_are_chosen_evenly():
    column = lay_out(dense(2, 64, 1), 560, 360, LABELS).columns[1]
    assert column.hidden > 0
    assert (column.units[0], column.units[-1]) == (0, 63)
    assert np.ptp(np.diff(column.units)) <= 1


def test_there_is_room_for_the_names_at_both_sides():
    layout = lay_out(dense(2, 6, 4, 1), 560, 360, Labels(80, 60))
    assert layout.columns[0].left >= 80 + 16
    assert layout.columns[-1].right <= 560 - 60 - 16


def test_a_perceptron_has_its_bias_above_its_inputs_and_room_for_its_formula():
    layout = lay_out(dense(2, 1, perceptron=True), 560, 360, LABELS)
    assert layout.columns[0].units.tolist() == [BIAS, 0, 1]
    assert layout.columns[1].width > LARGEST
    assert layout.formula.height() > 60
    assert layout.formula.bottom() <= 360
    assert layout.columns[0].bottom <= layout.formula.top()


@pytest.mark.parametrize(("steps", "most", "wanted"), [(5, 8, (0, 1, 2, 3, 4)), (9, 5, (0, 1, -1, 7, 8))])
def test_a_long_sequence_is_elided_in_the_middle(steps, most, wanted):
    assert chosen_results(steps, most) == wanted


@given(st.integers(1, 200), st.integers(1, 64), st.integers(260, 1200), st.integers(200, 700))
def test_an_unrolled_chain_fits(steps, units, width, height):
    layout = lay_out(recurrent(units, 4, 1)._replace(steps=steps), width, height, LABELS)
    chain = layout.chain
    shown = [result for result in chain.results if result >= 0]
    assert shown[0] == 0
    assert shown[-1] == steps - 1
    for index in range(len(chain.results)):
        assert chain.strip(index).bottom() < chain.box(index).top()
        assert chain.box(index).bottom() <= layout.footer + 1
    assert all(a < b for a, b in itertools.pairwise(chain.xs))
    states = layout.columns[1]
    assert len(states.units) == units
    np.testing.assert_allclose(states.centers[0] - states.height / 2, chain.strip(0).top(), atol=1)


def test_filters_have_kernel_and_pooled_map_at_their_sides():
    layers = (
        DiagramLayer("input", 64, ""),
        DiagramLayer("convolution", 8, "relu"),
        DiagramLayer("dense", 10, "softmax"),
    )
    layout = lay_out(Network(layers, (), (), True, False), 560, 360, LABELS, image=True)
    image, filters, output = layout.columns
    assert len(image.units) == 1
    assert (
        image.right < filters.kernel_rect(0).left() < filters.rect(0).left() < filters.pooled_rect(0).left()
    )
    assert filters.pooled_rect(0).right() < output.left


def kinds(network, width=700):
    layout = lay_out(network, width, 360, LABELS)
    return [(one.kind, one.position) for one in handles(network, layout, [20.0] * len(network.layers))]


def test_every_change_of_the_layers_has_its_button():
    found = kinds(dense(2, 6, 4, 1))
    assert sorted(found) == sorted(
        [("add", 0), ("add", 1), ("add", 2)]
        + [(kind, index) for kind in ("remove", "more", "fewer") for index in (0, 1)]
    )


def test_what_cannot_be_changed_has_no_button():
    assert kinds(dense(2, 6, 1, editable=False)) == []
    assert kinds(dense(2, 1, perceptron=True)) == []
    assert ("more", 0) not in kinds(dense(2, 64, 1))
    assert ("fewer", 0) not in kinds(dense(2, 1, 1))
    assert "add" not in [kind for kind, _ in kinds(dense(2, *[4] * 6, 1), 1200)]


def test_after_a_recurrent_layer_hidden_layers_are_counted_from_0():
    network = recurrent(8, 5, 1)
    layout = lay_out(network._replace(steps=12), 800, 400, LABELS)
    found = {(one.kind, one.position): one.layer for one in handles(network, layout, [0.0] * 4)}
    assert found["remove", 0] == 2
    assert ("add", 1) in found


@given(st.lists(st.integers(1, 64), min_size=1, max_size=6), st.integers(240, 1200))
def test_buttons_do_not_cover_each_other(hidden, width):
    network = dense(2, *hidden, 2)
    layout = lay_out(network, width, 360, LABELS)
    places = [one.rect for one in handles(network, layout, [0.0] * len(network.layers))]
    for one, other in itertools.combinations(places, 2):
        assert not one.intersects(other)
