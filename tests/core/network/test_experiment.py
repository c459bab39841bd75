"""Network experiments in files: what is read equals what was written, and whatever is wrong is said."""

import copy
import json
import math
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from core import run_edits
from core.data.bundled import IRIS_FEATURES
from core.data.catalogue import DATASETS
from core.data.samples import split
from core.experiment_files import from_json, to_json
from core.messages import TalwegError
from core.network import experiment as network_experiment
from core.network import presets as network_presets
from core.network import problem as network_problem
from core.network.architecture import ACTIVATIONS, CELLS, INITIALIZERS, KINDS
from core.network.dataset_choice import DatasetChoice
from core.network.early_stopping import MONITORS, EarlyStopping
from core.network.experiment import NetworkExperiment, architecture_of, problem, samples_of
from core.network.losses import LOSSES
from core.network.network_choice import NetworkChoice
from core.run_settings import SETTINGS
from core.surface import presets as surface_presets
from core.surface.experiment import SurfaceExperiment

FILE: dict[str, Any] = {
    "talweg": 1,
    "kind": "network",
    "dataset": {"name": "blobs", "parameters": {"classes": 4}, "samples": 300, "noise": 0.2},
    "network": {"kind": "dense", "hidden": [8, 4], "activation": "relu", "dropout": 0.1, "l2": 0.001},
    "loss": "cross_entropy",
    "batch_size": 16,
    "epochs": 20,
    "shuffle": True,
    "early_stopping": {"monitor": "val_metric", "patience": 5, "min_delta": 0, "restore_best_weights": True},
    "optimizers": [{"name": "sgd", "momentum": 0.9}, {"name": "adam", "label": "hot", "learning_rate": 0.1}],
    "seed": 3,
    "precision": "float64",
}
MISSING = object()
INLINE = {"name": "inline", "x": [[0, 1], [1, 0], [1, 1]], "y": [0, 1, 2], "validation_fraction": 0}
NAMES_OF_11 = ("x₁", "x₂", "x₃", "x₄", "x₅", "x₆", "x₇", "x₈", "x₉", "x₁₀", "x₁₁")
SEQUENCES = {"name": "sine_sequence", "parameters": {"window": 6}}


def with_(**places: object) -> dict[str, Any]:
    """The file with other values at places such as `optimizers__0__label`."""
    file = copy.deepcopy(FILE)
    for path, value in places.items():
        *parents, last = [int(part) if part.isdigit() else part for part in path.split("__")]
        place: Any = file
        for part in parents:
            place = place[part]
        if value is MISSING:
            del place[last]
        else:
            place[last] = value
    return file


def read(file: object) -> NetworkExperiment:
    found = from_json(json.dumps(file).encode())
    assert isinstance(found, NetworkExperiment)
    return found


# --- what is read -------------------------------------------------------------------------------------------


def test_a_file_is_read_field_by_field() -> None:
    assert read(FILE) == NetworkExperiment(
        dataset=DatasetChoice(name="blobs", parameters={"classes": 4.0}, samples=300, noise=0.2),
        network=NetworkChoice(hidden=(8, 4), activation="relu", dropout=0.1, l2=0.001),
        loss="cross_entropy",
        batch_size=16,
        epochs=20,
        early_stopping=EarlyStopping("val_metric", 5, 0.0, True),
        optimizers=(
            SETTINGS["sgd"](learning_rate=0.01, momentum=0.9),  # type: ignore[call-arg]
            SETTINGS["adam"](label="hot", learning_rate=0.1),
        ),
        seed=3,
        precision="float64",
    )


def test_optimizers_are_all_that_a_file_needs() -> None:
    found = read({"talweg": 1, "kind": "network", "optimizers": [{"name": "adam"}]})
    assert found == NetworkExperiment(optimizers=(SETTINGS["adam"](learning_rate=0.001),))
    assert (found.batch_size, found.precision, found.early_stopping) == (32, "float32", None)


def test_the_kind_decides_what_a_file_is() -> None:
    surface = surface_presets.new("rosenbrock")
    assert from_json(to_json(surface)) == surface
    unsaid = json.loads(to_json(surface))
    del unsaid["kind"]
    assert isinstance(from_json(json.dumps(unsaid).encode()), SurfaceExperiment)
    assert read(with_(kind=MISSING)) == read(FILE)
    assert read({"talweg": 1, "dataset": {"name": "xor"}, "optimizers": [{"name": "adam"}]})
    with pytest.raises(TalwegError, match="The experiment has an unknown field 'start'"):
        read(with_(kind=MISSING, start=[0, 0]))
    with pytest.raises(TalwegError, match="kind is 'film'; it has to be one of these: surface, network"):
        read(with_(kind="film"))


@pytest.mark.parametrize("name", DATASETS)
def test_every_data_set_has_an_experiment_that_comes_back(name: str) -> None:
    made = network_presets.new(name)
    assert from_json(to_json(made)) == made
    assert problem(made).input_shape == samples_of(made).x.shape[1:]


def test_inline_samples_and_weights_come_back() -> None:
    weights = [[[0.5, -1, 2], [1, 2, 3]], [0, 0.25, 1]]
    made = read(with_(dataset=INLINE, network={"hidden": []}, early_stopping=None, initial_weights=weights))
    assert from_json(to_json(made)) == made
    assert [array.shape for array in made.weight_arrays() or ()] == [(2, 3), (3,)]
    assert problem(made).classes == 3


def test_values_of_numpy_become_python_s_own() -> None:
    made = network_presets.new("xor")
    checked = msgspec.structs.replace(made, epochs=np.int64(7)).validated()
    assert type(checked.epochs) is int


# --- what data and loss ask of the network ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dataset", "network", "loss", "outputs", "output_activation"),
    [
        ({"name": "blobs"}, {}, "cross_entropy", 3, "linear"),
        ({"name": "xor"}, {}, "cross_entropy", 2, "linear"),
        ({"name": "xor"}, {}, "binary_cross_entropy", 1, "linear"),
        ({"name": "xor"}, {"kind": "perceptron"}, "binary_cross_entropy", 1, "linear"),
        ({"name": "xor"}, {"kind": "perceptron"}, "mean_squared_error", 1, "tanh"),
        ({"name": "blobs"}, {}, "mean_squared_error", 3, "linear"),
        ({"name": "sine"}, {}, "mean_squared_error", 1, "linear"),
        (INLINE, {}, "cross_entropy", 3, "linear"),
        ({**INLINE, "y": [[0, 1], [1, 2], [2, 0.5]]}, {}, "mean_squared_error", 2, "linear"),
        (SEQUENCES, {"kind": "recurrent", "cell": "gru"}, "mean_squared_error", 1, "linear"),
        (SEQUENCES, {"kind": "dense"}, "mean_squared_error", 1, "linear"),
    ],
)
def test_the_output_suits_data_and_loss(
    dataset: dict[str, Any], network: dict[str, Any], loss: str, outputs: int, output_activation: str
) -> None:
    made = architecture_of(read(with_(dataset=dataset, network=network, loss=loss, early_stopping=None)))
    assert (made.layers[-1].units, made.output_activation) == (outputs, output_activation)


@pytest.mark.parametrize(
    ("dataset", "loss", "features", "classes"),
    [
        ({"name": "xor"}, "cross_entropy", ("x₁", "x₂"), ("0", "1")),
        ({"name": "xor"}, "mean_squared_error", ("x₁", "x₂"), ("0", "1")),
        ({"name": "blobs"}, "cross_entropy", ("x₁", "x₂"), ("0", "1", "2")),
        ({"name": "line"}, "mean_squared_error", ("x",), ()),
        (SEQUENCES, "mean_squared_error", ("value",), ()),
        ({"name": "iris"}, "cross_entropy", IRIS_FEATURES, ("setosa", "versicolor", "virginica")),
        (INLINE, "cross_entropy", ("x₁", "x₂"), ("0", "1", "2")),
        ({**INLINE, "x": [[0] * 11] * 3, "y": [0, 1, 2]}, "mean_squared_error", NAMES_OF_11, ()),
        ({**INLINE, "x": [[[0, 1]] * 5] * 3}, "mean_squared_error", ("x₁", "x₂"), ()),
    ],
)
def test_features_and_classes_have_names(
    dataset: dict[str, Any], loss: str, features: tuple[str, ...], classes: tuple[str, ...]
) -> None:
    made = read(with_(dataset=dataset, loss=loss, early_stopping=None))
    assert network_experiment.feature_names(made) == features
    assert network_experiment.class_names(made) == classes


def test_digits_have_their_pixels_and_ten_classes() -> None:
    made = network_presets.new("digits")
    pixels = network_experiment.feature_names(made)
    assert (pixels[0], pixels[15], pixels[63], len(set(pixels))) == ("p₁₁", "p₂₈", "p₈₈", 64)
    assert network_experiment.class_names(made) == tuple("0123456789")
    assert architecture_of(made).layers[0].operation == "convolution"
    assert architecture_of(made).layers[-1].units == 10


def test_no_more_irises_than_there_are() -> None:
    made = network_presets.new("iris")
    assert (made.dataset.samples, made.network.hidden) == (150, (8,))
    more = msgspec.structs.replace(made, dataset=DatasetChoice(name="iris", samples=10_000)).validated()
    assert problem(more).samples == len(samples_of(more).x) == 150
    assert from_json(to_json(more)) == made  # the file says what was trained on


@pytest.mark.parametrize("name", DATASETS)
def test_a_new_experiment_has_the_rates_that_suit_its_data(name: str) -> None:
    made = network_presets.new(name)
    rates = [one.learning_rate for one in made.settings()]
    assert rates == [made.fitted(one).learning_rate for one in made.settings()]
    assert all(rate > 0.0 for rate in rates)


def test_inline_samples_keep_their_order_unless_they_are_shuffled() -> None:
    kept = samples_of(read(with_(dataset=INLINE, early_stopping=None, shuffle=False)))
    np.testing.assert_array_equal(kept.y, [0, 1, 2])
    orders = [samples_of(read(with_(dataset=INLINE, early_stopping=None, seed=seed))).y for seed in range(9)]
    assert len({tuple(order) for order in orders}) > 1


# --- a CSV file ---------------------------------------------------------------------------------------------


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "plants.csv"
    path.parent.mkdir()
    rows = (f"{row},{row % 3},{0.5 * row},{'abc'[row % 3]}" for row in range(30))
    path.write_text("\n".join(["height,leaves,weight,kind", *rows]))
    return path


def on_file(path: Path | str, **others: Any) -> NetworkExperiment:
    return network_presets.new_on(DatasetChoice(name="csv", path=str(path), **others))


def test_a_file_of_classes_is_a_problem_of_classes(csv_file: Path) -> None:
    made = on_file(csv_file)
    assert problem(made) == network_problem.Problem((3,), 3, 3, 30)
    assert made.loss == "cross_entropy"
    assert network_experiment.feature_names(made) == ("height", "leaves", "weight")
    assert network_experiment.class_names(made) == ("a", "b", "c")
    assert architecture_of(made).layers[-1].units == 3
    squared = msgspec.structs.replace(made, loss="mean_squared_error").validated()
    assert problem(squared).outputs == 3


def test_a_file_of_numbers_is_a_problem_of_numbers(csv_file: Path) -> None:
    made = on_file(csv_file, features=("height", "leaves"), target="weight")
    assert problem(made) == network_problem.Problem((2,), 1, 0, 30)
    assert made.loss == "mean_squared_error"
    assert network_experiment.feature_names(made) == ("height", "leaves")
    assert network_experiment.class_names(made) == ()
    found = samples_of(made)
    np.testing.assert_array_equal(found.y[:, 0], 0.5 * found.x[:, 0])
    assert not np.array_equal(found.x[:, 0], np.arange(30))  # else validation would have the largest only
    kept = samples_of(msgspec.structs.replace(made, shuffle=False).validated())
    np.testing.assert_array_equal(kept.x[:, 0], np.arange(30))


def test_a_file_is_named_from_the_experiment_s_folder_on(csv_file: Path, tmp_path: Path) -> None:
    made = on_file(csv_file)
    written = to_json(made, tmp_path)
    assert json.loads(written)["dataset"]["path"] == "data/plants.csv"
    assert from_json(written, tmp_path) == made
    elsewhere = to_json(made, tmp_path / "data" / "deeper")
    assert json.loads(elsewhere)["dataset"]["path"] == str(csv_file)
    assert from_json(elsewhere, tmp_path) == made
    upwards = json.loads(written)
    upwards["dataset"]["path"] = "../data/plants.csv"
    assert from_json(json.dumps(upwards).encode(), tmp_path / "other") == made
    with pytest.raises(
        TalwegError, match=r"other/data/plants\.csv cannot be read: No such file or directory\."
    ):
        from_json(written, tmp_path / "other")


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"path": None}, "dataset needs a path, as its name is 'csv'."),
        ({"path": ""}, "dataset needs a path, as its name is 'csv'."),
        ({"task": "clustering"}, "dataset.task is 'clustering'; it has to be one of these: classification, "),
        ({"target": "colour"}, "dataset.target is 'colour'; the columns of plants.csv are: height, "),
        (
            {"features": ["colour"]},
            "dataset.features[0] is 'colour'; the columns of plants.csv are: height, ",
        ),
        ({"features": "height"}, "dataset.features has to be a list."),
        ({"features": [1]}, "dataset.features[0] has to be text."),
        ({"noise": 0.1}, "dataset.parameters and dataset.noise go with a data set of the catalogue only."),
        (
            {"x": [[1]], "y": [1]},
            "dataset.x and dataset.y go with the name 'inline' only; 'csv' has its own.",
        ),
        ({"name": "xor"}, "dataset.path, features, target and task go with the name 'csv' only."),
        ({**INLINE}, "dataset.path, features, target and task go with the name 'csv' only."),
        (
            {"target": "weight"},
            "loss is cross_entropy, which takes classes; column 'weight' of plants.csv has ",
        ),
        (
            {"target": "height", "task": "classification"},
            "plants.csv: column 'height' has 30 different values; 20 classes are the most.",
        ),
        ({"samples": 20}, "dataset.samples goes with a data set of the catalogue only."),
        ({"features": []}, "Choose at least one feature column."),
    ],
)
def test_a_wrong_choice_from_a_file(csv_file: Path, others: dict[str, Any], sentence: str) -> None:
    with pytest.raises(TalwegError) as refused:
        read(with_(dataset={"name": "csv", "path": str(csv_file), **others}))
    assert str(refused.value).startswith(sentence)


def test_classes_of_a_file_are_called_by_its_column(csv_file: Path) -> None:
    with pytest.raises(TalwegError, match=r"two classes; column 'kind' of plants\.csv has 3\."):
        msgspec.structs.replace(on_file(csv_file), loss="binary_cross_entropy").validated()


def test_a_file_that_is_gone_after_it_was_read_can_be_trained_changed_and_saved(csv_file: Path) -> None:
    made = on_file(csv_file)
    csv_file.unlink()
    longer = msgspec.structs.replace(made, epochs=7).validated()
    assert problem(longer).samples == len(samples_of(longer).x) == 30
    assert network_experiment.class_names(longer) == ("a", "b", "c")
    weight = msgspec.structs.replace(made.dataset, target="weight")
    other = msgspec.structs.replace(longer, dataset=weight, loss="mean_squared_error").validated()
    assert network_experiment.feature_names(other) == ("height", "leaves")
    written = to_json(longer)
    with pytest.raises(TalwegError, match=r"plants\.csv cannot be read: No such file or directory\."):
        from_json(written)
    csv_file.write_text("height,weight,kind\n1,2,a\n3,4,b\n")
    reopened = from_json(written)
    assert isinstance(reopened, NetworkExperiment)
    assert (reopened.epochs, problem(reopened).samples) == (7, 2)


def test_saving_looks_at_no_file(csv_file: Path, tmp_path: Path) -> None:
    made = on_file(csv_file)
    for content in (b"", b"now it is something else\n"):
        csv_file.write_bytes(content)
        assert json.loads(to_json(made, tmp_path))["dataset"]["path"] == "data/plants.csv"
    never_read = msgspec.structs.replace(made, dataset=DatasetChoice(name="csv", path="/not/there.csv"))
    assert json.loads(to_json(never_read))["dataset"]["path"] == "/not/there.csv"
    with pytest.raises(TalwegError, match="epochs"):
        to_json(msgspec.structs.replace(never_read, epochs=0))


@pytest.mark.parametrize("size", [1e-300, 1e-50, 1e-12])
def test_columns_that_hardly_differ_train_without_a_warning(csv_file: Path, size: float) -> None:
    offset = 1.0 if size == 1e-12 else 0.0
    rows = (f"{row},{offset + row * size!r},{'ab'[row % 2]}" for row in range(40))
    csv_file.write_text("\n".join(["place,tiny,kind", *rows]))
    parts = split(samples_of(on_file(csv_file)), 0.25, standardise=True)
    assert parts.scale[1] == 1.0
    assert abs(parts.training.x[:, 1]).max() < 1e-10


@pytest.mark.parametrize(("size", "offset"), [(1e-300, 0.0), (1e-12, 1.0)])
def test_numbers_that_hardly_differ_are_nothing_to_learn(csv_file: Path, size: float, offset: float) -> None:
    rows = (f"{row},{offset + row * size!r}" for row in range(40))
    csv_file.write_text("\n".join(["place,tiny", *rows]))
    with pytest.raises(TalwegError) as refused:
        on_file(csv_file, task="regression")
    assert str(refused.value) == (
        "The numbers to predict, column 'tiny' of plants.csv, differ too little to be learned."
    )


def test_prices_in_any_unit_are_predicted_if_they_are_standardised(csv_file: Path) -> None:
    csv_file.write_text("place,price\n" + "\n".join(f"{row},{1e20 * row}" for row in range(40)))
    made = on_file(csv_file)
    assert network_experiment.standardises_targets(made)
    raw = msgspec.structs.replace(made, dataset=msgspec.structs.replace(made.dataset, standardise=False))
    with pytest.raises(TalwegError) as refused:
        raw.validated()
    assert str(refused.value) == (
        "column 'price' of plants.csv holds 3.9e+21; the largest number to predict may be 1e+15."
    )


# --- what is refused ----------------------------------------------------------------------------------------

SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({"optimizers": MISSING}, "The experiment lacks the field 'optimizers'."),
    ({"optimizers": []}, "optimizers has to hold 1 to 12 entries, not 0."),
    ({"optimizers__0__momentum": 2}, "optimizers[0].momentum is 2.0; it has to be 1 or less."),
    ({"optimizers__1__label": "sgd"}, "Two runs are called 'sgd'; give one of them another label."),
    ({"steps": 5}, "The experiment has an unknown field 'steps'."),
    (
        {"loss": "hinge"},
        f"loss is 'hinge'; it has to be one of these: {', '.join(LOSSES)}.",
    ),
    ({"loss": 1}, "loss has to be text."),
    ({"loss": "binary_cross_entropy"}, "loss is binary_cross_entropy, which takes two classes; blobs has 4."),
    (
        {"dataset": {"name": "line"}},
        "loss is cross_entropy, which takes classes; line has numbers to predict.",
    ),
    ({"precision": "float16"}, "precision is 'float16'; it has to be one of these: float32, float64."),
    ({"batch_size": 0}, "batch_size has to be a whole number from 1 to 10000."),
    ({"epochs": 0}, "epochs has to be a whole number from 1 to 100000."),
    ({"epochs": 1.5}, "epochs has to be a whole number."),
    ({"seed": -1}, "seed has to be a whole number from 0 to 4294967295."),
    ({"weight_seed": -1}, "weight_seed has to be a whole number from 0 to 4294967295."),
    ({"weight_seed": 1099511627776}, "weight_seed has to be a whole number from 0 to 4294967295."),
    ({"weight_seed": "1"}, "weight_seed has to be a whole number."),
    ({"early_stopping": 5}, "early_stopping has to be an object."),
    ({"shuffle": 1}, "shuffle has to be true or false."),
    (
        {"dataset__name": "iriss"},
        f"dataset.name is 'iriss'; it has to be one of these: {', '.join(DATASETS)}, inline, csv.",
    ),
    ({"dataset__samples": 5}, "dataset.samples has to be a whole number from 10 to 10000."),
    ({"dataset__noise": -1}, "dataset.noise is -1.0; it has to be 0 or more."),
    ({"dataset__parameters": {"classes": 6}}, "dataset.parameters.classes is 6.0; it has to be 5 or less."),
    (
        {"dataset__parameters": {"classes": 2.5}},
        "dataset.parameters.classes is 2.5; it has to be a whole number.",
    ),
    (
        {"dataset__parameters": {"turns": 1}},
        "dataset.parameters has an unknown parameter 'turns'; blobs has classes.",
    ),
    (
        {"dataset": {"name": "two_moons", "parameters": {"turns": 1}}},
        "dataset.parameters has an unknown parameter 'turns'; two_moons has none.",
    ),
    ({"dataset__validation_fraction": 1}, "dataset.validation_fraction is 1.0; it has to be 0.9 or less."),
    ({"dataset__x": [[1]]}, "dataset.x and dataset.y go with the name 'inline' only; 'blobs' has its own."),
    ({"dataset": {"name": "inline"}}, "dataset needs x and y, as its name is 'inline'."),
    (
        {"dataset": {**INLINE, "noise": 1}},
        "dataset.parameters and dataset.noise go with a data set of the catalogue only.",
    ),
    ({"dataset": {**INLINE, "x": 5}}, "dataset.x has to be a list."),
    (
        {"dataset": {**INLINE, "x": [[0, 1], ["a", 0], [1, 1]]}},
        "dataset.x[1][0] has to be a number or a list.",
    ),
    ({"dataset": {**INLINE, "x": [[0, 1], [1], [1, 1]]}}, "dataset.x has to hold lists of one length."),
    ({"dataset": {**INLINE, "x": [1, 2, 3]}}, "dataset.x has to hold a list of features for every sample."),
    ({"dataset": {**INLINE, "x": [[0] * 65] * 3}}, "dataset.x[0] has to hold 1 to 64 entries, not 65."),
    ({"dataset": {**INLINE, "x": [[[0]] * 201] * 3}}, "dataset.x[0] has to hold 1 to 200 entries, not 201."),
    ({"dataset": {**INLINE, "x": [[[0] * 65]] * 3}}, "dataset.x[0][0] has to hold 1 to 64 entries, not 65."),
    ({"dataset": {**INLINE, "y": [0, 1]}}, "dataset.y has to hold 3 entries, not 2."),
    (
        {"dataset": {**INLINE, "y": [0, 1, 1.5]}},
        "dataset.y has to hold classes for this loss, whole numbers from 0 to 19.",
    ),
    (
        {"dataset": {**INLINE, "y": [0, 1, 20]}},
        "dataset.y has to hold classes for this loss, whole numbers from 0 to 19.",
    ),
    (
        {"dataset": {**INLINE, "y": [[0], [1], [1]]}},
        "dataset.y has to hold classes for this loss, whole numbers from 0 to 19.",
    ),
    (
        {"dataset": {**INLINE, "x": [[0, 1], [-1e300, 0], [1, 1]]}},
        "dataset.x holds -1e+300; the largest number may be 1e+30.",
    ),
    (
        {"dataset": {**INLINE, "y": [0, 1, 1e300]}},
        "dataset.y holds 1e+300; the largest number may be 1e+30.",
    ),
    (
        {"dataset": {**INLINE, "y": [0, 1, 1e16]}, "loss": "mean_squared_error"},
        "dataset.y holds 1e+16; the largest number to predict may be 1e+15.",
    ),
    (
        {"dataset": {**INLINE, "y": [1e-30, 2e-30, 0]}, "loss": "mean_squared_error"},
        "The numbers to predict, dataset.y, differ too little to be learned.",
    ),
    (
        {"dataset": {**INLINE, "y": [1, 1, 1]}},
        "dataset.y is 1 in every sample, so there is nothing to learn.",
    ),
    (
        {"dataset": {**INLINE, "y": [[0, 2.5], [1, 2.5], [1, 2.5]]}, "loss": "mean_squared_error"},
        "dataset.y[…][1] is 2.5 in every sample, so there is nothing to learn.",
    ),
    (
        {"dataset": {**INLINE, "samples": 20}},
        "dataset.samples goes with a data set of the catalogue only.",
    ),
    (
        {"dataset": INLINE, "loss": "binary_cross_entropy"},
        "loss is binary_cross_entropy, which takes two classes; dataset.y has 3.",
    ),
    ({"network__kind": "lstm"}, f"network.kind is 'lstm'; it has to be one of these: {', '.join(KINDS)}."),
    (
        {"network__activation": "sine"},
        f"network.activation is 'sine'; it has to be one of these: {', '.join(ACTIVATIONS)}.",
    ),
    (
        {"network__initializer": "ones"},
        f"network.initializer is 'ones'; it has to be one of these: {', '.join(INITIALIZERS)}.",
    ),
    ({"network__hidden": [4] * 7}, "network.hidden has to hold 0 to 6 entries, not 7."),
    ({"network__hidden": [4, 0]}, "network.hidden[1] has to be a whole number from 1 to 64."),
    ({"network__hidden": [4, 65]}, "network.hidden[1] has to be a whole number from 1 to 64."),
    ({"network__recurrent_units": 0}, "network.recurrent_units has to be a whole number from 1 to 64."),
    ({"network__filters": 0}, "network.filters has to be a whole number from 1 to 64."),
    ({"network__dropout": 1}, "network.dropout is 1.0; it has to be below 1."),
    ({"network__l1": -1}, "network.l1 is -1.0; it has to be 0 or more."),
    ({"network__kind": "perceptron"}, "network.kind is perceptron, which has one output; these data take 4."),
    ({"network__cell": "lstm"}, f"network.cell is 'lstm'; it has to be one of these: {', '.join(CELLS)}."),
    (
        {"network__kind": "recurrent"},
        "network.kind is recurrent, which reads sequences; these data are none.",
    ),
    (
        {"network__kind": "convolutional"},
        "network.kind is convolutional, which reads images of 8 × 8, so 64 features.",
    ),
    (
        {"early_stopping__monitor": "accuracy"},
        f"early_stopping.monitor is 'accuracy'; it has to be one of these: {', '.join(MONITORS)}.",
    ),
    ({"early_stopping__patience": -1}, "early_stopping.patience has to be a whole number from 0 to 100000."),
    ({"early_stopping__min_delta": -1}, "early_stopping.min_delta is -1.0; it has to be 0 or more."),
    (
        {"dataset__validation_fraction": 0},
        "early_stopping.monitor is val_metric, but no samples are held back to validate.",
    ),
    ({"initial_weights": [[1]]}, "initial_weights has to hold 6 entries, not 1."),
    ({"initial_weights": [[1]] * 6}, "initial_weights[0] has the shape (1,); this network takes (2, 8)."),
    ({"initial_weights": [[1e300]] * 6}, "initial_weights[0] holds 1e+300; the largest number may be 1e+30."),
    ({"initial_weights": [[1, [2]]] * 6}, "initial_weights[0] has to hold lists of one length."),
]


@pytest.mark.parametrize(("places", "sentence"), SENTENCES, ids=[sentence[:60] for _, sentence in SENTENCES])
def test_what_is_wrong_is_said_with_its_place(places: dict[str, Any], sentence: str) -> None:
    with pytest.raises(TalwegError) as refused:
        read(with_(**places))
    assert str(refused.value) == sentence


@pytest.mark.parametrize("seed", [-1, 2**32, 2**40, 10**400])
def test_a_seed_of_weights_is_checked_from_python_too(seed: int) -> None:
    with pytest.raises(TalwegError, match="weight_seed"):
        run_edits.replace(network_presets.new("xor"), weight_seed=seed)


def test_what_another_kind_needs_is_kept() -> None:
    network = NetworkChoice(kind="perceptron", hidden=(5, 4), cell="gru", filters=3, recurrent_units=7)
    made = read(with_(dataset={"name": "xor"}, loss="mean_squared_error", early_stopping=None))
    kept = from_json(to_json(msgspec.structs.replace(made, network=network)))
    assert isinstance(kept, NetworkExperiment)
    assert kept.network == network


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_number_beyond_the_finite_comes_in_from_python(value: float) -> None:
    made = read(with_(dataset=INLINE, network={"hidden": []}, early_stopping=None))
    changes: list[dict[str, Any]] = [
        {"network": NetworkChoice(l2=value)},
        {"dataset": msgspec.structs.replace(made.dataset, x=((0.0, value), (1.0, 0.0), (1.0, 1.0)))},
        {"initial_weights": (((0.0, value, 0.0), (0.0, 0.0, 0.0)), (0.0, 0.0, 0.0))},
    ]
    for change in changes:
        with pytest.raises(TalwegError, match="finite number"):
            msgspec.structs.replace(made, **change).validated()
