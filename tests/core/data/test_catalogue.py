"""Data sets: what they are by definition, repeatable, and split and scaled without a leak."""

import numpy as np
import pytest

from core.data import bundled
from core.data.catalogue import DATASETS
from core.data.dataset import Dataset, draw
from core.data.measured import MEASURED
from core.data.samples import Samples
from core.messages import TalwegError

every_dataset = pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))


def drawn(name: str, samples: int = 500, noise: float = 0.0, **parameters: float) -> Samples:
    dataset = DATASETS[name]
    return draw(dataset, samples, noise, {**dataset.defaults(), **parameters}, seed=3)


@every_dataset
def test_a_data_set_has_the_shapes_it_says(dataset: Dataset) -> None:
    x, y = drawn(dataset.name, samples=101, noise=dataset.noise.default)
    assert x.shape == (101, *dataset.input_shape(dataset.defaults()))
    classes = dataset.classes(dataset.defaults())
    assert y.shape == ((101,) if classes else (101, 1))
    if classes:
        assert set(y) == set(range(classes))
    assert np.isfinite(x).all()
    assert np.isfinite(y).all()


@every_dataset
def test_the_seed_alone_decides_what_is_drawn(dataset: Dataset) -> None:
    first, again, other = (draw(dataset, 50, 0.1, dataset.defaults(), seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.x, again.x)
    np.testing.assert_array_equal(first.y, again.y)
    assert not np.array_equal(first.x, other.x)


@every_dataset
def test_every_parameter_holds_from_end_to_end(dataset: Dataset) -> None:
    for parameter in dataset.parameters:
        for value in (parameter.low, parameter.high):
            parameter.check(value, parameter.name)
            x, y = drawn(dataset.name, **{parameter.name: value})
            assert np.isfinite(x).all()
            assert np.isfinite(y).all()


@every_dataset
def test_noise_changes_the_data(dataset: Dataset) -> None:
    def all_of(noise: float) -> np.ndarray:
        x, y = drawn(dataset.name, samples=2000, noise=noise)
        return np.concatenate([x.ravel(), y.ravel()])

    shifts = all_of(0.3) - all_of(0.0)
    shifts = shifts[shifts != 0.0]
    np.testing.assert_allclose(shifts.std(), 0.3, rtol=0.1)


def test_a_number_of_classes_is_whole() -> None:
    (classes,) = DATASETS["blobs"].parameters
    with pytest.raises(TalwegError, match=r"classes is 2\.5; it has to be a whole number"):
        classes.check(2.5, "classes")


# --- each by its definition ---------------------------------------------------------------------------------


def test_moons_are_two_half_circles() -> None:
    x, y = drawn("two_moons")
    upper, lower = x[y == 0], x[y == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1.0)
    np.testing.assert_allclose(np.hypot(lower[:, 0] - 1.0, lower[:, 1] - 0.5), 1.0)
    assert upper[:, 1].min() >= 0.0
    assert lower[:, 1].max() <= 0.5


def test_circles_have_the_radii_1_and_factor() -> None:
    x, y = drawn("circles", factor=0.3)
    np.testing.assert_allclose(np.hypot(*x.T), np.where(y == 0, 1.0, 0.3))


def test_spirals_are_archimedes_s() -> None:
    x, y = drawn("spirals", classes=3, turns=2.0)
    radius, angle = np.hypot(*x.T), np.arctan2(x[:, 1], x[:, 0]) / (2 * np.pi)
    turned = 2.0 * radius + y / 3 - angle
    np.testing.assert_allclose(turned, np.round(turned), atol=1e-12)


def test_xor_is_the_sign_of_the_product() -> None:
    x, y = drawn("xor")
    np.testing.assert_array_equal(y == 1, x[:, 0] * x[:, 1] < 0)


def test_blobs_lie_around_the_corners_of_a_polygon() -> None:
    x, y = drawn("blobs", samples=4000, noise=0.2, classes=4)
    for label, corner in enumerate([(1, 0), (0, 1), (-1, 0), (0, -1)]):
        np.testing.assert_allclose(x[y == label].mean(axis=0), corner, atol=0.03)
        np.testing.assert_allclose(x[y == label].std(axis=0), 0.2, rtol=0.1)


def test_fields_of_a_checkerboard_change_side_by_side() -> None:
    x, y = drawn("checkerboard", fields=4)
    column, row = np.floor(x).astype(int).T
    np.testing.assert_array_equal(y, (column + row) % 2)
    assert set(column) == set(range(4))


def test_functions_have_their_values() -> None:
    for name, parameters, function in (
        ("line", {"slope": 2.0, "intercept": -1.0}, lambda x: 2 * x - 1),
        ("sine", {"frequency": 0.5}, lambda x: np.sin(np.pi * x)),
        ("step", {}, np.sign),
        ("polynomial", {"degree": 3}, lambda x: 4 * x**3 - 3 * x),
    ):
        x, y = drawn(name, **parameters)
        np.testing.assert_allclose(y, function(x), atol=1e-12)
    x, y = drawn("surface")
    u, v = x.T
    np.testing.assert_allclose(y[:, 0], (u**2 - v) * np.exp(-(u**2 + v**2) / 2))


@pytest.mark.parametrize("name", [name for name, dataset in DATASETS.items() if dataset.sequence])
def test_the_target_of_a_window_is_the_value_after_it(name: str) -> None:
    x, y = drawn(name, samples=60, noise=0.1, window=5)
    np.testing.assert_array_equal(x[1:, -1], y[:-1])
    np.testing.assert_array_equal(x[1:, :-1], x[:-1, 1:])


def test_waves_have_their_period() -> None:
    for name in ("sine_sequence", "sawtooth_sequence"):
        _, y = drawn(name, samples=60, window=4, period=15)
        np.testing.assert_allclose(y[15:], y[:-15], atol=1e-12)
    _, y = drawn("sawtooth_sequence", samples=15, window=15, period=15)
    np.testing.assert_allclose(y[:, 0], 2 * np.arange(15) / 15 - 1, atol=1e-12)


# --- measured -----------------------------------------------------------------------------------------------


def test_irises_are_fisher_s() -> None:
    """The means and standard deviations that Fisher's paper gives for each species, from its table I."""
    x, y = bundled.iris()
    assert x.shape == (150, 4)
    means = [x[y == species].mean(axis=0) for species in range(3)]
    fisher = [[5.006, 3.428, 1.462, 0.246], [5.936, 2.770, 4.260, 1.326], [6.588, 2.974, 5.552, 2.026]]
    np.testing.assert_allclose(means, fisher, rtol=1e-12)
    np.testing.assert_allclose(x[[34, 37]], [[4.9, 3.1, 1.5, 0.2], [4.9, 3.6, 1.4, 0.1]])  # not as at UCI
    assert DATASETS["iris"].class_names == ("setosa", "versicolor", "virginica")


def test_digits_are_those_of_uci_s_test_part() -> None:
    x, y = bundled.digits()
    assert x.shape == (1797, 64)
    assert list(np.bincount(y.astype(int))) == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert set(x.ravel() * 16) == set(range(17))
    zero, one = 16 * x[0].reshape(8, 8), 16 * x[1].reshape(8, 8)
    np.testing.assert_array_equal(zero[0], [0, 0, 5, 13, 9, 1, 0, 0])
    np.testing.assert_array_equal(one[0], [0, 0, 0, 12, 13, 5, 0, 0])
    assert zero[3:5, 3:5].sum() < 10 < one[3:5, 3:5].sum()  # upright: ink around a hole, ink in the middle
    assert list(y[:10]) == list(range(10))


@pytest.mark.parametrize("name", [dataset.name for dataset in MEASURED])
def test_measured_data_are_mixed_not_drawn_twice(name: str) -> None:
    dataset = DATASETS[name]
    x, y = drawn(name, samples=10_000)
    assert dataset.available == len(x) == dataset.count(10_000)
    assert len(dataset.feature_names) == x.shape[1]
    assert dataset.source
    assert dataset.license
    raw, labels = {"iris": bundled.iris, "digits": bundled.digits}[name]()
    pairs, given = np.column_stack([x, y]), np.column_stack([raw, labels])
    assert not np.array_equal(pairs, given)
    np.testing.assert_array_equal(pairs[np.lexsort(pairs.T)], given[np.lexsort(given.T)])
    np.testing.assert_array_equal(drawn(name, samples=20).x, x[:20])
