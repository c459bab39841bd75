"""Landscapes of models of one's own, against linear regression, of which everything is known."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core import landscape
from core.backend import jax, jnp
from core.landscape import Landscape
from core.messages import TalwegError
from tests.folders import ROOT
from tests.processes import COMPILING

Floats = np.ndarray[Any, np.dtype[np.float64]]

# --- linear regression --------------------------------------------------------------------------------------
# The loss is the mean of (x·w + b − y)², so that θ = (b, w) has the Hessian 2 XᵀX/n.

SAMPLES = 60


def _gaussian(*shape: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).standard_normal(shape)


def _batch(seed: int = 0) -> tuple[Floats, Floats]:
    x = _gaussian(SAMPLES, 3, seed=seed) * np.array([[3.0, 1.0, 0.3]])
    return x, x @ np.array([1.0, -2.0, 0.5]) + 0.1 * _gaussian(SAMPLES, seed=seed + 1) + 4.0


def _loss(params: Any, batch: Any) -> Any:
    x, y = batch
    return jnp.mean((x @ params["w"] + params["b"][0] - y) ** 2)


def _worst(params: Any, batch: Any) -> Any:
    x, y = batch
    return jnp.abs(x @ params["w"] + params["b"][0] - y).max()


def _design(batch: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """X with a column of ones, and y: the loss is mean (X θ − y)²."""
    return np.concatenate([np.ones((len(batch[0]), 1)), batch[0]], axis=1), batch[1]


def _params(theta: Floats) -> dict[str, Floats]:
    return {"b": theta[:1], "w": theta[1:]}


def _best(batch: tuple[Floats, Floats]) -> Floats:
    found: Floats = np.linalg.lstsq(*_design(batch), rcond=None)[0]
    return found


def _expected(found: Landscape, batch: tuple[Floats, Floats]) -> Floats:
    """The quadratic (m, n), expanded around its minimum: no model, no grid."""
    design, target = _design(batch)
    best, hessian = _best(batch), 2 * design.T @ design / len(design)
    lowest = np.mean((design @ best - target) ** 2)
    beta = [0.0] if found.plane.dimensions == 1 else found.beta
    losses = np.empty((len(beta), len(found.alpha)))
    for row, second in enumerate(beta):
        for column, first in enumerate(found.alpha):
            coordinates = np.array([first, second])[: found.plane.dimensions]
            away = found.plane.center + coordinates @ found.plane.directions - best
            losses[row, column] = lowest + away @ hessian @ away / 2
    return losses


def _descent(batch: tuple[Floats, Floats], steps: int, rate: float = 0.02) -> list[dict[str, Floats]]:
    """Gradient descent from 0 in closed form: θₖ = θ* + (1 − ηH)ᵏ (θ₀ − θ*)."""
    design, _ = _design(batch)
    shrinking = np.eye(4) - rate * 2 * design.T @ design / len(design)
    best = _best(batch)
    return [_params(best - np.linalg.matrix_power(shrinking, k) @ best) for k in range(steps)]


@pytest.mark.parametrize("directions", ["random", "layer", "pca", "hessian"])
def test_the_landscape_of_linear_regression_is_a_known_quadratic(directions: Any) -> None:
    training, validation = _batch(0), _batch(10)
    path = _descent(training, 20)
    found = landscape.compute(
        _loss, path[-1], training, validation=validation, directions=directions, path=path, resolution=(9, 6)
    )
    assert found.plane.method == directions
    assert found.training.shape == (6, 9)
    np.testing.assert_allclose(found.training, _expected(found, training), rtol=1e-9)
    np.testing.assert_allclose(found.validation, _expected(found, validation), rtol=1e-9)
    assert np.isnan(found.training_metric).all()
    weights = np.array([[*one["b"], *one["w"]] for one in path])
    expected = np.linalg.lstsq(found.plane.directions.T, (weights - weights[-1]).T, rcond=None)[0].T
    np.testing.assert_allclose(found.paths["path"], expected, atol=1e-9)
    (left, right), (bottom, top) = found.alpha[[0, -1]], found.beta[[0, -1]]
    assert left < expected[:, 0].min() <= expected[:, 0].max() < right
    assert bottom < expected[:, 1].min() <= expected[:, 1].max() < top


def test_the_steepest_directions_are_the_eigenvectors_of_x_transposed_x() -> None:
    batch = _batch()
    found = landscape.compute(_loss, _params(_best(batch)), batch, directions="hessian", resolution=3)
    design, _ = _design(batch)
    vectors = np.linalg.eigh(design.T @ design)[1][:, :-3:-1].T
    np.testing.assert_allclose(np.abs(np.vecdot(vectors, found.plane.directions)), 1.0, rtol=1e-6)


def test_how_much_of_a_path_its_plane_holds_is_the_share_of_its_singular_values() -> None:
    batch = _batch()
    path = _descent(batch, 30)
    moves = np.array([[*one["b"], *one["w"]] for one in path])
    squares = np.linalg.svd(moves - moves[-1], compute_uv=False) ** 2
    found = landscape.compute(_loss, path[-1], batch, directions="pca", path=path, resolution=3)
    assert found.explained == pytest.approx(squares[:2].sum() / squares.sum())
    line = landscape.compute(_loss, path[-1], batch, directions="pca", path=path, resolution=3, dimensions=1)
    assert line.explained == pytest.approx(squares[0] / squares.sum())


def test_several_paths_have_a_plane_together() -> None:
    batch = _batch()
    slow, fast = _descent(batch, 10, 0.005), _descent(batch, 15, 0.03)
    found = landscape.compute(
        _loss, fast[-1], batch, directions="pca", path={"slow": slow, "fast": fast}, resolution=3
    )
    assert {label: path.shape for label, path in found.paths.items()} == {"slow": (10, 2), "fast": (15, 2)}
    np.testing.assert_allclose(found.paths["slow"][0], found.paths["fast"][0])
    np.testing.assert_allclose(found.paths["fast"][-1], 0.0, atol=1e-12)


def test_between_two_solutions_the_loss_is_a_parabola() -> None:
    batch = _batch()
    a, b = _gaussian(4), _best(batch)
    found = landscape.compute(
        _loss,
        _params(a),
        batch,
        directions="interpolate",
        solutions=[_params(b)],
        range=(-0.5, 1.5),
        resolution=41,
        path=[_params(0.25 * a + 0.75 * b)],
    )
    assert found.plane.dimensions == 1
    assert found.training.shape == (1, 41)
    assert found.beta.tolist() == [0.0]
    np.testing.assert_allclose(found.training, _expected(found, batch), rtol=1e-9)
    assert found.alpha[found.training[0].argmin()] == pytest.approx(1.0)
    np.testing.assert_allclose(found.paths["path"], [[0.75, 0.0]], atol=1e-12)


def test_between_three_solutions_each_has_its_corner() -> None:
    batch = _batch()
    corners = [_gaussian(4, seed=seed) for seed in range(3)]
    first, *others = (_params(corner) for corner in corners)
    found = landscape.compute(
        _loss, first, batch, directions="interpolate", solutions=others, range=((0, 1), (0, 1)), resolution=2
    )
    losses = [float(_loss(_params(corner), batch)) for corner in corners]
    np.testing.assert_allclose([*found.training[0], found.training[1, 0]], losses, rtol=1e-9)


def test_directions_of_ones_own_are_pytrees() -> None:
    batch = _batch()
    best, own = _params(_best(batch)), [_params(np.eye(4)[3]), _params(np.array([0.0, 1.0, 1.0, 0.0]))]
    found = landscape.compute(_loss, best, batch, directions=own, resolution=5)
    assert found.plane.directions.tolist() == [[0, 0, 0, 1], [0, 1, 1, 0]]
    assert (found.alpha[0], found.alpha[-1]) == (-1.0, 1.0)
    np.testing.assert_allclose(found.training, _expected(found, batch), rtol=1e-9)
    line = landscape.compute(_loss, best, batch, directions=own[:1], resolution=5)
    np.testing.assert_allclose(line.training, _expected(line, batch), rtol=1e-9)


def test_a_metric_comes_with_the_losses() -> None:
    training, validation = _batch(0), _batch(10)
    found = landscape.compute(
        _loss, _params(_gaussian(4)), training, validation=validation, metric=_worst, resolution=4
    )
    for values, (x, y) in ((found.training_metric, training), (found.validation_metric, validation)):
        for row, second in enumerate(found.beta):
            for column, first in enumerate(found.alpha):
                theta = found.plane.at(np.array([first, second]))
                worst = np.abs(x @ theta[1:] + theta[0] - y).max()
                assert values[row, column] == pytest.approx(worst, rel=1e-9)


def test_a_landscape_can_be_saved_and_read(tmp_path: Path) -> None:
    batch = _batch()
    path = _descent(batch, 5)
    found = landscape.compute(_loss, path[-1], batch, directions="pca", path={"slow": path}, resolution=3)
    with (tmp_path / "own.npz").open("wb") as file:
        landscape.write(found, file)
    again = landscape.read(tmp_path / "own.npz")
    assert (again.training == found.training).all()
    assert (again.paths["slow"] == found.paths["slow"]).all()
    assert (again.plane.directions == found.plane.directions).all()


# --- models of other makes ----------------------------------------------------------------------------------


def _torch_like(params: Any, batch: Any) -> Any:
    x, y = batch
    layers = params["layers"]
    hidden = jnp.tanh(x @ layers[0]["weight"].T + layers[0]["bias"][None, :])
    return jnp.mean((hidden @ layers[1]["weight"].T - y[:, None]) ** 2)


def _torch_params() -> Any:
    first = {"weight": _gaussian(5, 3), "bias": _gaussian(5, seed=1)}
    return {"layers": [first, {"weight": _gaussian(1, 5, seed=2)}]}


def test_filters_lie_where_the_model_has_them() -> None:
    params = _torch_params()

    def norms(filter_axis: Any, axis: int) -> Floats:
        found = landscape.compute(_torch_like, params, _batch(), resolution=2, filter_axis=filter_axis)
        first = found.plane.directions[0]
        assert not first[:5].any()  # the bias comes before the weight
        return np.asarray(np.linalg.norm(first[5:20].reshape(5, 3), axis=axis))

    own = params["layers"][0]["weight"]
    np.testing.assert_allclose(norms(0, 1), np.linalg.norm(own, axis=1))
    np.testing.assert_allclose(norms(-1, 0), np.linalg.norm(own, axis=0))
    axes = {"layers/0/weight": 0, "layers/1/weight": None, "layers/0/bias": 0}
    np.testing.assert_allclose(norms(lambda name, shape: axes[name], 1), np.linalg.norm(own, axis=1))
    found = landscape.compute(
        _torch_like, params, _batch(), resolution=2, filter_axis=lambda name, shape: axes[name]
    )
    assert not found.plane.directions[:, 20:].any()  # None: it counts as a bias
    own_biases = landscape.compute(_torch_like, params, _batch(), resolution=2, biases="own")
    assert (own_biases.plane.directions[:, :5] == params["layers"][0]["bias"]).all()


def test_a_loss_without_a_batch_closes_over_its_data() -> None:
    batch = _batch()
    found = landscape.compute(
        lambda params, _: _loss(params, batch), _params(_gaussian(4)), None, resolution=3
    )
    np.testing.assert_allclose(found.training, _expected(found, batch), rtol=1e-9)


def test_a_loss_may_be_an_object_that_cannot_be_hashed() -> None:
    class Model:
        __hash__ = None  # type: ignore[assignment]

        def __call__(self, params: Any, batch: Any) -> Any:
            return _loss(params, batch)

    found = landscape.compute(Model(), _params(_gaussian(4)), _batch(), resolution=3)
    np.testing.assert_allclose(found.training, _expected(found, _batch()), rtol=1e-9)


def test_the_same_loss_is_compiled_once(compilations: list[str]) -> None:
    def compute(seed: int, resolution: int) -> None:
        landscape.compute(_loss, _params(_gaussian(4, seed=seed)), _batch(seed), resolution=resolution)

    compute(0, 4)
    compilations.clear()
    compute(1, 7)
    assert not compilations


def test_parameters_of_single_precision_are_computed_in_it() -> None:
    params = {name: array.astype(np.float32) for name, array in _params(_gaussian(4)).items()}
    seen = []

    def loss(params: Any, batch: Any) -> Any:
        seen.append({array.dtype for array in jax.tree.leaves((params, batch))})
        return _loss(params, batch)

    x, y = _batch()
    found = landscape.compute(loss, params, (x.astype(np.float32), y.astype(np.float32)), resolution=3)
    assert all(dtypes == {np.dtype(np.float32)} for dtypes in seen)
    np.testing.assert_allclose(found.training, _expected(found, (x, y)), rtol=1e-5)


def test_parameters_of_several_precisions_keep_them() -> None:
    params = {"b": np.zeros(1, np.float32), "w": np.zeros(3)}
    seen = []

    def loss(params: Any, batch: Any) -> Any:
        seen.append((params["b"].dtype, params["w"].dtype))
        return _loss(params, batch)

    landscape.compute(loss, params, _batch(), resolution=2)
    assert set(seen) == {(np.dtype(np.float32), np.dtype(np.float64))}


def _in_a_process(program: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JAX_", "XLA_"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env={**environment, **COMPILING, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_whoever_only_imports_it_does_not_wait_for_jax() -> None:
    heavy = ("jax", "PySide6", "scipy")
    loaded = _in_a_process(
        "import sys; from core import landscape; landscape.Landscape, landscape.read, landscape.write;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    assert loaded.strip() == "[]"


@pytest.mark.parametrize("before", ["", "jnp.zeros(1) + 1"])
def test_the_settings_of_jax_stay_those_of_the_caller(before: str) -> None:
    said = _in_a_process(f"""
import jax, jax.numpy as jnp, numpy as np
from core import landscape
{before}

def loss(params, batch):
    # In double precision, the zeros would not fit the rest of the loop.
    return jax.lax.scan(lambda sum, x: (sum + (x * params).sum(), None), jnp.zeros(()), batch)[0]

for directions in ("random", "hessian"):
    found = landscape.compute(loss, np.ones((3, 2)), np.ones((4, 3, 2)), directions=directions, resolution=3)
    middle = found.plane.at(np.zeros(2)).sum() * 4
    assert np.isclose(found.training[1, 1], middle), found.training
print(jnp.zeros(2).dtype, jax.config.jax_enable_x64, jax.device_count())
""")
    assert said.split() == ["float32", "False", "1"]


def test_all_devices_of_the_caller_take_part() -> None:
    said = _in_a_process("""
import jax, numpy as np
jax.config.update("jax_num_cpu_devices", 3)
from core import landscape
found = landscape.compute(lambda params, _: (params**2).sum(), np.ones((3, 2)), None, resolution=5)
expected = [
    [float((found.plane.at(np.array([a, b])) ** 2).sum()) for a in found.alpha] for b in found.beta
]
assert np.allclose(found.training, expected, rtol=1e-6)
print(jax.device_count())
""")
    assert said.strip() == "3"


# --- long ones ----------------------------------------------------------------------------------------------


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int, float | None]] = []
    landscape.compute(
        _loss, _params(_gaussian(4)), _batch(), resolution=20, progress=lambda *now: told.append(now)
    )
    done = [now[0] for now in told]
    assert done == sorted(done)
    assert told[-1] == (400, 400, 0.0)
    assert all(points == 400 for _, points, _ in told)


def test_what_was_computed_before_it_was_cancelled_is_there() -> None:
    batch, calls = _batch(), []

    def cancelled() -> bool:
        calls.append(1)
        return len(calls) > 1

    found = landscape.compute(_loss, _params(_gaussian(4)), batch, resolution=40, cancelled=cancelled)
    known = np.isfinite(found.training)
    assert known.any()
    assert not known.all()
    np.testing.assert_allclose(found.training[known], _expected(found, batch)[known], rtol=1e-9)
    nothing = landscape.compute(
        _loss, _params(_gaussian(4)), batch, validation=batch, resolution=40, cancelled=lambda: True
    )
    assert nothing.training.shape == nothing.validation.shape == (40, 40)
    assert np.isnan(nothing.training).all()


# --- what does not fit --------------------------------------------------------------------------------------

GOOD = _params(_gaussian(4))


def _diverged(where: str) -> dict[str, Floats]:
    return {**GOOD, where: np.full_like(GOOD[where], np.nan)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"loss": lambda params, batch: (batch[0] @ params["w"] - batch[1]) ** 2}, r"loss .* \(60,\)"),
        ({"loss": lambda params, batch: (_loss(params, batch), 1.0)}, "loss gives 2 arrays"),
        ({"metric": lambda params, batch: batch[1] > 0}, r"metric .* \(60,\) of bool"),
        ({"loss": lambda params, batch: 1j * _loss(params, batch)}, "of complex"),
        ({"params": _diverged("w")}, "params .* not finite"),
        ({"params": {}}, "no numbers in params"),
        ({"params": {**GOOD, "step": 3}}, "params: step .* only what is trained"),
        ({"params": {**GOOD, "activation": jnp.tanh}}, "params: activation is no array"),
        ({"batch": (np.zeros((0, 3)), np.zeros(0))}, "batch has no samples"),
        ({"validation": (np.zeros((0, 3)), np.zeros(0))}, "validation has no samples"),
        ({"batch": ("a file", "another")}, "batch: 0 is no array"),
        ({"path": [GOOD, {"w": GOOD["w"]}]}, r"path\[1\] .* only one of them has 'b'"),
        ({"path": [{**GOOD, "c": np.ones(1)}]}, r"path\[0\] .* has 'c'"),
        ({"path": {"mine": [{**GOOD, "w": np.ones(4)}]}}, r"mine\[0\]: w .* \(4,\); in params .* \(3,\)"),
        ({"path": [{**GOOD, "w": "words"}]}, r"path\[0\]: w is no array"),
        ({"path": {"my/path": [GOOD]}}, "cannot be called 'my/path'"),
        ({"directions": "pca"}, "give it as path"),
        ({"directions": "steepest"}, "directions is 'steepest'; it can be random, layer, pca"),
        ({"directions": "interpolate"}, "one or two others as solutions"),
        ({"directions": "interpolate", "solutions": [GOOD]}, "the same"),
        ({"directions": "interpolate", "solutions": [_diverged("b")]}, r"solutions\[0\] .* not finite"),
        ({"directions": []}, "give one or two"),
        ({"directions": [_params(np.zeros(4))]}, "leads nowhere"),
        ({"directions": [GOOD, _params(-2 * _gaussian(4))]}, "parallel"),
        ({"directions": [np.ones(4)]}, r"directions\[0\] is built differently"),
        ({"biases": "free"}, "biases is 'free'"),
        ({"loss": 3.0}, "loss has to be a function"),
        ({"metric": "accuracy"}, "metric has to be a function"),
        ({"path": {3: [GOOD]}}, "cannot be called 3"),
        ({"path": None}, "path is NoneType; give a list"),
        ({"path": {"mine": GOOD}}, "mine is dict; give a list"),
        ({"directions": GOOD}, "directions is dict; give a list"),
        ({"directions": "interpolate", "solutions": GOOD}, "solutions is dict; give a list"),
        ({"dimensions": 3}, "dimensions is 3; it can be 1, 2"),
        ({"seed": -1}, "seed is -1"),
        ({"seed": "new"}, "seed is 'new'"),
        ({"filter_axis": "last"}, "filter_axis is 'last'"),
        ({"resolution": 1}, "resolution is 1"),
        ({"resolution": 2.5}, "resolution is 2.5"),
        ({"resolution": (3, 3, 3)}, r"resolution is \(3, 3, 3\)"),
        ({"resolution": 100_000}, "resolution is 100000"),
        ({"range": (1, -1)}, "range is"),
        ({"range": (0, np.inf)}, "range is"),
        ({"range": 2.0}, "range is"),
        ({"range": "wide"}, "range is wide"),
        ({"resolution": "fine"}, "resolution is fine"),
        ({"filter_axis": 2, "params": {"w": np.ones((3, 1)), "b": np.ones(1)}}, "filter_axis is 2"),
    ],
)
def test_what_does_not_fit_is_told_in_one_sentence(changes: dict[str, Any], words: str) -> None:
    def loss(params: Any, batch: Any) -> Any:
        return jnp.mean((jnp.ravel(batch[0] @ params["w"]) + params["b"][0] - batch[1]) ** 2)

    arguments = {"loss": loss, "params": GOOD, "batch": _batch(), "resolution": 3, **changes}
    with pytest.raises(TalwegError, match=words) as raised:
        landscape.compute(**arguments)
    sentence = str(raised.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_an_error_in_the_loss_itself_stays_what_it_is() -> None:
    def broken(params: Any, batch: Any) -> Any:
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        landscape.compute(broken, GOOD, _batch())


def test_a_path_that_diverged_is_drawn_as_far_as_it_came() -> None:
    batch = _batch()
    path = [*_descent(batch, 6), _diverged("w")]
    found = landscape.compute(_loss, path[-2], batch, directions="pca", path=path, resolution=3)
    assert np.isfinite(found.paths["path"][:-1]).all()
    assert np.isnan(found.paths["path"][-1]).all()
    whole = landscape.compute(_loss, path[-2], batch, directions="pca", path=path[:-1], resolution=3)
    assert found.explained == whole.explained
    assert (found.training == whole.training).all()
