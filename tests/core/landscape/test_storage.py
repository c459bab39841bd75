"""A landscape in a file: there and back, and files of other origin."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.landscape import storage
from core.landscape.landscape import Landscape
from core.landscape.storage import LandscapeFileError
from core.network import training, weights_file
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.plane import Plane
from tests.small_networks import small

SIZE = 7
ALPHA, BETA = np.linspace(-1.0, 2.0, 4), np.array([-0.5, 0.0, 3.0])


def landscape(**changes: Any) -> Landscape:
    """A plane of which one row is not known yet, and where a loss is infinite."""
    rng = np.random.default_rng(0)
    training = rng.uniform(size=(3, 4))
    training[2], training[0, 0] = np.nan, np.inf
    made = Landscape(
        Plane(rng.normal(size=SIZE), rng.normal(size=(2, SIZE)), "pca"),
        *(ALPHA, BETA, training, training + 1, 1 - training, training / 2),
        paths={"my Ädam": rng.normal(size=(5, 2)), "sgd": np.zeros((1, 2)), "none": np.empty((0, 2))},
        explained=0.75,
        experiment='{"größe": 1}',
        options='{"seed": 3}',
    )
    return made._replace(**changes)


def line() -> Landscape:
    plane = landscape()
    losses = {name: getattr(plane, name)[:1] for name in plane._fields[3:7]}
    straight = Plane(plane.plane.center, plane.plane.directions[:1], "interpolate")
    return plane._replace(
        plane=straight, beta=np.zeros(1), explained=np.nan, experiment="", options="", **losses
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "land.npz"


def written(made: Landscape, path: Path) -> Path:
    with path.open("wb") as file:
        storage.write(made, file)
    return path


def assert_same(found: Landscape, expected: Landscape) -> None:
    for name in ("center", "directions"):
        np.testing.assert_array_equal(getattr(found.plane, name), getattr(expected.plane, name))
    assert found.plane.method == expected.plane.method
    assert (found.experiment, found.options) == (expected.experiment, expected.options)
    for name in Landscape._fields[1:7]:
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    np.testing.assert_equal(found.explained, expected.explained)
    assert list(found.paths) == list(expected.paths)
    for label, points in expected.paths.items():
        np.testing.assert_array_equal(found.paths[label], points)


@pytest.mark.parametrize("made", [landscape(), line()], ids=["plane", "line"])
def test_a_landscape_is_the_same_after_loading(made: Landscape, path: Path) -> None:
    assert_same(storage.read(written(made, path)), made)
    assert_same(storage.read(str(path)), made)
    assert storage.is_landscape(path)


def test_the_arrays_are_called_as_is_written(path: Path) -> None:
    made = landscape()
    with np.load(written(made, path)) as stored:
        assert {"alpha", "beta", "training", "validation", "center", "explained", "experiment"} <= set(stored)
        np.testing.assert_array_equal(stored["training"], made.training)
        np.testing.assert_array_equal(stored["direction_0"], made.plane.directions[0])
        np.testing.assert_array_equal(stored["direction_1"], made.plane.directions[1])
        np.testing.assert_array_equal(stored["paths/my Ädam"], made.paths["my Ädam"])
        assert str(stored["experiment"]) == made.experiment
    with np.load(written(line(), path)) as stored:
        assert "direction_1" not in stored
        assert stored["beta"].tolist() == [0.0]


def test_a_path_that_could_not_be_read_again_is_not_written() -> None:
    with pytest.raises(LandscapeFileError, match=r"A path cannot be called 'a/b'; give it a name without"):
        storage.write(landscape(paths={"a/b": np.zeros((1, 2))}), io.BytesIO())


def test_what_could_not_be_read_again_is_not_written() -> None:
    many = np.broadcast_to(np.zeros(1), (5100, 5100))
    with pytest.raises(LandscapeFileError, match="more than 200 MB; make it with fewer points"):
        storage.write(landscape(training=many), io.BytesIO())


# --- files of other origin ----------------------------------------------------------------------------------


def arrays(**changes: Any) -> dict[str, Any]:
    """Those of a good file, some changed; None leaves one out."""
    changed = {**storage._arrays(landscape()), **changes}
    return {name: array for name, array in changed.items() if array is not None}


def test_numbers_of_any_kind_will_do_and_what_is_unknown_is_left(path: Path) -> None:
    np.savez(
        path,
        **arrays(
            alpha=np.arange(4),
            beta=np.arange(3, dtype=np.float32),
            training=np.asfortranarray(landscape().training),
            training_metric=None,
            validation_metric=None,
            method=np.array("seen in a dream"),
            options=None,
            note=np.array([{}]),
        ),
    )
    found = storage.read(path)
    assert found.alpha.tolist() == [0, 1, 2, 3]
    assert all(getattr(found, name).dtype == np.float64 for name in Landscape._fields[1:7])
    assert np.isnan(found.training_metric).all()
    assert found.training_metric.shape == (3, 4)
    assert found.plane.method == "given"
    np.testing.assert_array_equal(found.training, landscape().training)


NUMBERS = "has to hold numbers."
FINITE = "has to hold finite numbers."
GROWING = "has to hold growing numbers."
CALLED = "has to be called paths/ and 1 to 40 visible characters without a slash."
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "none": ({"training": None}, "land.npz has no array training; every landscape has."),
    "no experiment": ({"experiment": None}, "land.npz has no array experiment; every landscape has."),
    "no direction": ({"direction_0": None}, "land.npz has no array direction_0; every landscape has."),
    "a text": ({"training": np.full((3, 4), "1.0")}, f"land.npz: training {NUMBERS}"),
    "complex": ({"center": np.zeros(SIZE, bool)}, f"land.npz: center {NUMBERS}"),
    "no weights": ({"center": np.empty(0), "direction_0": np.empty(0)}, f"land.npz: center {NUMBERS}"),
    "turned": (
        {"validation": np.zeros((4, 3))},
        "land.npz: validation has the shape (4, 3), which would have to be (3, 4).",
    ),
    "flat": (
        {"training": np.zeros(12)},
        "land.npz: training has the shape (12,), which would have to be (3, 4).",
    ),
    "another network": (
        {"direction_1": np.zeros(6)},
        "land.npz: direction_1 has the shape (6,), which would have to be (7,).",
    ),
    "a path of three": (
        {"paths/x": np.zeros((5, 3))},
        "land.npz: paths/x has the shape (5, 3), which would have to be (…, 2).",
    ),
    "unknown axis": ({"alpha": np.array([0, 1, np.nan, 3])}, f"land.npz: alpha {FINITE}"),
    "immense axis": ({"alpha": np.array([-1e300, 0, 1, 1e300])}, f"land.npz: alpha {FINITE}"),
    "longer numbers": ({"center": np.full(SIZE, np.finfo(np.longdouble).max)}, f"land.npz: center {FINITE}"),
    "falling axis": ({"beta": BETA[::-1]}, f"land.npz: beta {GROWING}"),
    "twice": ({"alpha": np.array([0.0, 1.0, 1.0, 2.0])}, f"land.npz: alpha {GROWING}"),
    "no axis": ({"alpha": np.empty(0), "training": np.empty((3, 0))}, f"land.npz: alpha {GROWING}"),
    "infinite weights": ({"center": np.full(SIZE, np.inf)}, f"land.npz: center {FINITE}"),
    "a plane that is a line": (
        {"direction_1": None},
        "land.npz: beta has to be [0] where there is no direction_1.",
    ),
    "several shares": (
        {"explained": np.zeros(3)},
        "land.npz: explained has the shape (3,), which would have to be ().",
    ),
    "a number": ({"experiment": np.array(1.0)}, "land.npz: experiment has to hold a text."),
    "texts": ({"experiment": np.array(["a", "b"])}, "land.npz: experiment has to hold a text."),
    "a folder": ({"paths/../../x": np.zeros((1, 2))}, f"land.npz: paths/../../x {CALLED}"),
    "unseen": ({"paths/\a\u202e": np.zeros((1, 2))}, rf"land.npz: paths/\x07\u202e {CALLED}"),
    "endless": ({"paths/" + "x" * 999: np.zeros((1, 2))}, f"land.npz: paths/{'x' * 43}… {CALLED}"),
    "unnamed": ({"paths/": np.zeros((1, 2))}, f"land.npz: paths/ {CALLED}"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_wrong_is_told_where(name: str, path: Path) -> None:
    changes, sentence = WRONG[name]
    np.savez(path, **arrays(**changes))
    with pytest.raises(LandscapeFileError) as caught:
        storage.read(path)
    assert str(caught.value) == sentence


def write_weights(path: Path) -> None:
    experiment = small()
    task = training_task.prepare(experiment)
    runs = training_state.run_states(task, training.begin(experiment, task))
    with path.open("wb") as file:
        weights_file.write(file, experiment, task, runs, 0)


def write_race(path: Path) -> None:
    np.savez(path, runs=np.array(["sgd"]), experiment=np.array("{}"), **{"sgd/positions": np.zeros((3, 2))})


OTHERS: dict[str, Callable[[Path], object]] = {
    "weights": write_weights,
    "a race": write_race,
    "nothing": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text('{"talweg": 1}'),
    "a pickle": lambda path: np.savez(path, **arrays(alpha=np.array([{}, 1]))),
    "no characters": lambda path: np.savez(
        path, **arrays(experiment=np.array([0x7FFFFFFF], np.uint32).view("<U1"))
    ),
    "cut short": lambda path: path.write_bytes(written(landscape(), path).read_bytes()[:-9]),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_file_holds_no_landscape(name: str, path: Path) -> None:
    OTHERS[name](path)
    with pytest.raises(LandscapeFileError, match=r"^land\.npz holds no landscape; choose a file that"):
        storage.read(path)
    looks_like_one = name in ("a pickle", "no characters")  # nobody has looked into them
    assert storage.is_landscape(path) == looks_like_one


def test_weights_are_no_landscape_and_a_landscape_no_weights(path: Path) -> None:
    with pytest.raises(weights_file.WeightsError, match="holds no trained weights"):
        weights_file.read(written(landscape(), path))


def test_a_small_file_that_unpacks_to_much_is_refused(path: Path) -> None:
    np.savez_compressed(path, **arrays(center=np.zeros(storage.LARGEST_FILE // 8)))
    assert path.stat().st_size < 400_000
    with pytest.raises(LandscapeFileError, match=r"^land\.npz is larger than 200 MB; no landscape is\.$"):
        storage.read(path)


def test_what_is_no_file_is_told(path: Path) -> None:
    with pytest.raises(LandscapeFileError, match=r"land\.npz cannot be read: No such file"):
        storage.read(path)
    with pytest.raises(LandscapeFileError, match="cannot be read: "):
        storage.read(path.parent)
    assert not storage.is_landscape(path)
    assert not storage.is_landscape(path.parent)
