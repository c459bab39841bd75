"""The spread of the weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import Qt

from app.kit.theme import DARK, LIGHT
from app.network_lab.views.inside.weight_histogram import WeightHistogram
from app.network_lab.views.inside.weight_spread import counts, next_limit, spread
from tests.app.pixels import near

RANDOM = np.random.default_rng(0)


@pytest.fixture
def histogram(qtbot):
    made = WeightHistogram()
    made.resize(390, 300)
    qtbot.addWidget(made)
    made.show()
    return made


@given(arrays(np.float64, st.integers(0, 200), elements=st.floats(-5, 5)), st.sampled_from([0.5, 1.0, 3.0]))
def test_weights_are_counted_as_numpy_counts_them(weights, limit):
    edges = np.linspace(-limit, limit, 41)
    weights = weights[np.abs(weights[:, None] - edges).min(axis=1, initial=1.0) > 1e-9]
    made, below, above = counts(weights, limit)
    assert made.tolist() == np.histogram(weights, edges)[0].tolist()
    assert (below, above) == ((weights < -limit).sum(), (weights > limit).sum())


def test_signs_part_in_the_middle():
    made, _, _ = counts(np.array([-1e-12, 0.0, 1e-12, 1.0, -1.0]), 1.0)
    assert (made[:20].sum(), made[20:].sum()) == (2, 3)


def test_mean_and_deviation_are_those_of_numpy():
    weights = RANDOM.normal(0.3, 2.0, (16, 8)).astype(np.float32)
    found = spread("hidden 1", weights)
    assert (found.mean, found.deviation) == pytest.approx((weights.mean(), weights.std()), rel=1e-5)


def test_a_few_far_weights_do_not_widen_the_axis(histogram):
    weights = RANDOM.normal(0, 0.1, 1000)
    histogram.set_weights([weights], ["hidden 1"])
    limit = histogram.view.limit
    histogram.set_weights([np.append(weights, 1.0)], ["hidden 1"])
    assert histogram.view.limit == limit
    assert counts(np.append(weights, 1.0), limit)[2] == 1


def test_the_axis_grows_in_steps_and_shrinks_late(histogram):
    weights = RANDOM.uniform(-1, 1, 1000)
    limits = []
    for scale in [*np.linspace(0.1, 2.0, 200), *np.linspace(2.0, 1.9, 20)]:
        histogram.set_weights([scale * weights], ["hidden 1"])
        limits.append(histogram.view.limit)
    assert np.all(np.diff(limits) >= 0)
    assert len(set(limits)) <= 10
    assert limits[-1] >= 2.0 * np.abs(weights).max()
    histogram.set_weights([0.01 * weights], ["hidden 1"])
    assert histogram.view.limit < 0.03


def test_the_pointer_reads_the_counts_of_all_layers_and_they_can_be_copied(histogram):
    layers = [RANDOM.normal(0, 0.1, 1000), RANDOM.normal(0, 0.3, 50)]
    histogram.set_weights(layers, ["hidden 1", "output"])
    limit = histogram.view.limit
    made = [counts(weights, limit)[0] for weights in layers]
    readout = histogram.picture.values_at(-0.2 * limit / 20)
    assert [value.style.title for value in readout.values] == ["hidden 1", "output"]
    assert [value.text for value in readout.values] == [str(one[19]) for one in made]
    assert readout.caption == f"weight −{limit / 20:.3g} … 0"
    numbers = histogram.picture.numbers()
    assert numbers.names == ("weight", "hidden 1", "output")
    np.testing.assert_array_equal(numbers.rows[:, 1:].T, made)


def test_zoomed_bars_are_as_wide_as_their_numbers(histogram, qtbot):
    histogram.set_weights([np.full(10, -0.6), np.full(10, 0.01)], ["hidden 1", "output"])
    plot, before = histogram.picture, colored(histogram, DARK.positive, 0.0, 1.0)
    for _ in range(5):
        qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert plot.frame.x[1] < histogram.view.limit
    assert colored(histogram, DARK.positive, 0.0, 1.0) > 1.5 * before
    qtbot.keyClick(plot, Qt.Key.Key_R)
    assert colored(histogram, DARK.positive, 0.0, 1.0) == before


@given(st.floats(1e-300, 1e300), st.floats(1e-300, 1e300))
def test_the_axis_holds_what_it_has_to(limit, reach):
    found = next_limit(limit, reach)
    assert reach <= found * (1 + 1e-9)
    assert found <= reach / 0.4 * (1 + 1e-9)


WILD = [[], [np.nan], [np.inf, 1.0], [0.0], [3.0] * 5, [1e308, -1e308], [1e-300], [5e-324]]


@pytest.mark.parametrize("size", [(1, 1), (90, 60), (390, 300), (1000, 400)])
@pytest.mark.parametrize("weights", WILD, ids=range(len(WILD)))
def test_nothing_breaks_it(histogram, weights, size):
    histogram.resize(*size)
    histogram.set_weights([np.array(weights), RANDOM.normal(size=(4, 4))], ["hidden 1", "output"])
    assert not histogram.grab().isNull()


def test_no_layers_at_all(histogram):
    histogram.set_weights([], [])
    assert not histogram.grab().isNull()


def test_what_is_not_finite_is_counted_apart():
    found = spread("output", np.array([1.0, np.nan, np.inf, -3.0]))
    assert (found.weights.tolist(), found.lost, found.mean) == ([1.0, -3.0], 2, -1.0)


def colored(histogram, color, left, right):
    image = histogram.picture.grab().toImage()
    columns = slice(round(left * image.width()), round(right * image.width()))
    return near(image, color, 1)[:, columns].sum()


def test_negative_weights_stand_left_and_positive_right(histogram):
    histogram.set_weights([RANDOM.normal(size=400)], ["hidden 1"])
    for theme in (DARK, LIGHT):
        histogram.set_theme(theme)
        assert colored(histogram, theme.negative, 0.0, 0.5) > 500
        assert colored(histogram, theme.negative, 0.51, 1.0) == 0
        assert colored(histogram, theme.positive, 0.5, 1.0) > 500
        assert colored(histogram, theme.positive, 0.0, 0.49) == 0
