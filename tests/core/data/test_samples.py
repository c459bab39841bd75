"""Samples are split and scaled without a leak from validation."""

import numpy as np
import pytest

from core.data.samples import Samples, alike, permuted, split, training_count


def test_the_last_samples_are_held_back() -> None:
    samples = Samples(np.arange(20.0).reshape(10, 2), np.arange(10.0))
    parts = split(samples, 0.3, standardise=False)
    np.testing.assert_array_equal(parts.training.y, np.arange(7.0))
    np.testing.assert_array_equal(parts.validation.y, [7.0, 8.0, 9.0])
    np.testing.assert_array_equal(parts.validation.x, samples.x[7:])


@pytest.mark.parametrize(("samples", "fraction", "count"), [(64, 0.0, 64), (26, 0.25, 19), (2, 0.9, 1)])
def test_how_many_samples_are_trained_on(samples: int, fraction: float, count: int) -> None:
    assert training_count(samples, fraction) == count


@pytest.mark.parametrize("shape", [(200, 3), (200, 5, 3)])
def test_training_inputs_are_scaled_and_validation_with_them(shape: tuple[int, ...]) -> None:
    x = np.random.default_rng(0).normal(size=shape) * [1.0, 10.0, 0.0] + [0.0, 5.0, 2.0]
    parts = split(Samples(x, np.zeros(200)), 0.25, standardise=True)
    features = parts.training.x.reshape(-1, 3)
    np.testing.assert_allclose(features.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(features.std(axis=0), [1.0, 1.0, 0.0], atol=1e-12)
    np.testing.assert_allclose(parts.validation.x * parts.scale + parts.mean, x[150:], rtol=1e-12)


@pytest.mark.parametrize("value", [0.1, 1e-300, -7.3e15])
def test_a_feature_that_never_changes_becomes_0(value: float) -> None:
    parts = split(Samples(np.full((30, 1), value), np.zeros(30)), 0.25, standardise=True)
    assert not parts.training.x.any()
    assert not parts.validation.x.any()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5.0, 5.0, 5.0], True),
        ([0.1, 0.1 + 2e-17, 0.1], True),
        ([1e9, 1e9 + 1e-3, 1e9], True),
        ([1e-300, 2e-300, 5e-300], True),
        ([1.7e9, 1.7e9 + 60.0, 1.7e9 + 120.0], False),  # minutes as Unix counts time
        ([1e-19, 2e-19, 3e-19], False),
        ([-1e30, 1e30, 0.0], False),
        ([0.0, 0.0, 1e-6], False),
    ],
)
def test_numbers_are_alike_if_only_rounding_tells_them_apart(values: list[float], expected: bool) -> None:
    assert alike(np.array(values)[:, None]).tolist() == [expected]
    parts = split(Samples(np.array(values)[:, None], np.zeros(3)), 0.0, standardise=True)
    assert np.isclose(parts.training.x.std(), 0.0 if expected else 1.0, atol=1e-3)


def test_permuted_samples_are_the_same_pairs() -> None:
    samples = Samples(np.arange(50.0)[:, None], np.arange(50.0))
    mixed = permuted(samples, 1)
    np.testing.assert_array_equal(mixed.x[:, 0], mixed.y)
    np.testing.assert_array_equal(np.sort(mixed.y), samples.y)
    assert not np.array_equal(mixed.y, samples.y)
