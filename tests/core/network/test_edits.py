import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import run_edits
from core.data.catalogue import DATASETS
from core.messages import TalwegError
from core.network import edits as network_edits
from core.network.architecture import CELLS, KINDS
from core.network.dataset_choice import DatasetChoice
from core.network.early_stopping import MONITORS, EarlyStopping
from core.network.edits import Change
from core.network.experiment import NetworkExperiment, architecture_of, problem
from core.network.losses import LOSSES
from core.network.network_choice import MOST_LAYERS, MOST_UNITS, NetworkChoice
from core.network.presets import new


def changed(experiment: NetworkExperiment, **changes: Any) -> NetworkExperiment:
    return msgspec.structs.replace(experiment, **changes).validated()


def possible(experiment: NetworkExperiment) -> bool:
    try:
        experiment.validated()
    except TalwegError:
        return False
    return True


def all_experiments() -> list[NetworkExperiment]:
    """Every data set with every kind of network and every loss that go together."""
    return [
        made
        for name, kind, loss in itertools.product(DATASETS, KINDS, LOSSES)
        if possible(
            made := msgspec.structs.replace(
                new(name), network=NetworkChoice(kind=kind, hidden=(7, 5)), loss=loss
            )
        )
    ]


ALL = all_experiments()


def ids(experiment: NetworkExperiment) -> str:
    return f"{experiment.dataset.name}-{experiment.network.kind}-{experiment.loss}"


def outcome(change: Change, experiment: NetworkExperiment) -> NetworkExperiment | str:
    """What the change makes of the experiment, or the sentence with which it is refused."""
    try:
        return change(experiment)
    except TalwegError as error:
        return str(error)


def with_weights(experiment: NetworkExperiment) -> NetworkExperiment:
    """The experiment with initial weights of the right shapes."""
    shapes = architecture_of(experiment).shapes()
    return changed(experiment, initial_weights=tuple(np.full(shape, 0.5).tolist() for shape in shapes))


def inline(y: Sequence[float], *time: int) -> DatasetChoice:
    x = np.linspace(0.0, 1.0, len(y) * 2 * int(np.prod(time, initial=1)))
    return DatasetChoice(name="inline", x=x.reshape(len(y), *time, 2).tolist(), y=tuple(y))


# --- data ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(DATASETS))
def test_every_data_set_can_be_chosen_from_everywhere(name: str) -> None:
    usual = new(name)
    for before in ALL:
        after = network_edits.with_dataset(before, name)
        assert after.validated() == after
        if before.dataset.name == name:
            assert after == before
            continue
        assert after.dataset.values() == usual.dataset.values()
        assert problem(after).classes == problem(usual).classes
        if problem(usual).classes == 0:
            assert after.loss == "mean_squared_error"
        for one in after.settings():
            assert one == after.fitted(one)


def test_the_way_there_and_back_keeps_what_a_person_set_up() -> None:
    before = changed(
        new("two_moons"),
        network=NetworkChoice(hidden=(9, 4, 3), activation="relu", dropout=0.2, l2=1e-3),
        batch_size=7,
        epochs=33,
        seed=12,
        dataset=DatasetChoice(name="two_moons", validation_fraction=0.5, standardise=False, samples=222),
    )
    for name in ("circles", "sine", "blobs", "surface", "two_moons"):
        before = network_edits.with_dataset(before, name)
        assert before.network == NetworkChoice(hidden=(9, 4, 3), activation="relu", dropout=0.2, l2=1e-3)
        assert (before.batch_size, before.epochs, before.seed) == (7, 33, 12)
        assert (before.dataset.validation_fraction, before.dataset.standardise) == (0.5, False)
        assert before.dataset.samples == 222


def test_what_nobody_has_set_is_as_usual_for_the_data() -> None:
    before = new("two_moons")
    for name in ("iris", "digits", "sine_sequence", "blobs", "digits", "iris", "two_moons"):
        before = network_edits.with_dataset(before, name)
        assert before == new(name)


def test_sequences_bring_a_recurrent_network_and_points_a_dense_one() -> None:
    usual = new("two_moons").network
    moons = changed(new("two_moons"), network=msgspec.structs.replace(usual, cell="gru", recurrent_units=5))
    sequence = network_edits.with_dataset(moons, "sine_sequence")
    assert (sequence.network.kind, sequence.network.hidden) == ("recurrent", ())
    assert (sequence.network.cell, sequence.network.recurrent_units) == ("gru", 5)
    back = network_edits.with_dataset(sequence, "circles")
    assert (back.network.kind, back.network.hidden) == ("dense", new("circles").network.hidden)
    sequence = network_edits.with_layer(sequence, 0)
    assert network_edits.with_dataset(sequence, "circles").network.hidden == sequence.network.hidden
    flat = network_edits.with_kind(sequence, "dense")
    assert network_edits.with_dataset(flat, "sawtooth_sequence").network.kind == "dense"


def test_a_perceptron_stays_one_where_one_output_is_enough() -> None:
    moons = network_edits.with_kind(new("two_moons"), "perceptron")
    for name, kind, loss in (
        ("circles", "perceptron", "binary_cross_entropy"),
        ("line", "perceptron", "mean_squared_error"),
        ("xor", "perceptron", "binary_cross_entropy"),
        ("blobs", "dense", "cross_entropy"),
    ):
        moons = network_edits.with_dataset(moons, name)
        assert (moons.network.kind, moons.loss) == (kind, loss)


def test_a_loss_that_a_person_chose_stays_where_the_task_is_the_same() -> None:
    squares = network_edits.with_loss(new("two_moons"), "mean_squared_error")
    assert network_edits.with_dataset(squares, "blobs").loss == "mean_squared_error"
    binary = network_edits.with_loss(new("two_moons"), "binary_cross_entropy")
    assert network_edits.with_dataset(binary, "circles").loss == "binary_cross_entropy"
    assert network_edits.with_dataset(binary, "blobs").loss == "cross_entropy"
    assert network_edits.with_dataset(new("sine"), "blobs").loss == "cross_entropy"
    given = changed(binary, dataset=inline([0, 1, 1, 0]))
    assert network_edits.with_dataset(given, "two_moons").loss == "binary_cross_entropy"
    assert network_edits.with_dataset(given, "line").loss == "mean_squared_error"


def test_a_third_class_takes_another_loss_and_kind_and_no_other_rates() -> None:
    blobs = network_edits.with_dataset_parameter(new("blobs"), "classes", 2)
    blobs = run_edits.with_rate(network_edits.with_kind(blobs, "perceptron"), 0, 0.123, None)
    assert (blobs.network.kind, blobs.loss) == ("perceptron", "binary_cross_entropy")
    more = network_edits.with_dataset_parameter(blobs, "classes", 3)
    assert (more.network.kind, more.loss) == ("dense", "cross_entropy")
    assert more.settings() == blobs.settings()
    binary = network_edits.with_loss(
        network_edits.with_dataset_parameter(more, "classes", 2), "binary_cross_entropy"
    )
    assert network_edits.with_dataset_parameter(binary, "classes", 5).loss == "cross_entropy"


def test_a_file_of_ones_own_brings_loss_and_kind_for_its_target(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("a,b,kind,size\n" + "\n".join(f"{k},{k * k},{'xyz'[k % 3]},{k / 7}" for k in range(30)))
    binary = network_edits.with_kind(new("two_moons"), "perceptron")
    numbers = network_edits.with_data(binary, DatasetChoice(name="csv", path=str(file)))
    assert (numbers.loss, numbers.network.kind) == ("mean_squared_error", "perceptron")
    numbers = run_edits.with_rate(numbers, 0, 0.123, None)
    classes = network_edits.with_dataset_fields(numbers, target="kind", features=("a", "b"))
    assert (classes.loss, classes.network.kind) == ("cross_entropy", "dense")
    assert classes.settings() == numbers.settings()
    assert (
        network_edits.with_dataset_fields(classes, target="size", features=None).loss == "mean_squared_error"
    )
    with pytest.raises(TalwegError, match="missing"):
        network_edits.with_dataset_fields(classes, target="missing")
    back = network_edits.with_dataset(classes, "circles")
    assert back.dataset == new("circles").dataset


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300, -3.0, 2.5])
def test_a_parameter_that_cannot_be_is_refused_with_its_name(value: float) -> None:
    with pytest.raises(TalwegError, match=r"dataset\.parameters\.classes"):
        network_edits.with_dataset_parameter(new("blobs"), "classes", value)


def test_what_cannot_be_is_refused() -> None:
    experiment = new("two_moons")
    wrong: list[Change] = [
        lambda e: network_edits.with_dataset(e, "nonsense"),
        lambda e: network_edits.with_dataset_parameter(e, "turns", 1.0),
        lambda e: network_edits.with_dataset_fields(e, samples=3),
        lambda e: network_edits.with_dataset_fields(e, noise=float("nan")),
        lambda e: network_edits.with_dataset_fields(e, validation_fraction=1.0),
        lambda e: network_edits.with_kind(e, "recurrent"),
        lambda e: network_edits.with_kind(e, "convolutional"),
        lambda e: network_edits.with_loss(e, "hinge"),
        lambda e: network_edits.with_network(e, dropout=1.0),
        lambda e: network_edits.with_units(e, 0, 0),
        lambda e: network_edits.with_units(e, 0, MOST_UNITS + 1),
        lambda e: network_edits.with_seed(e, -1),
        lambda e: network_edits.with_early_stopping(e, EarlyStopping(patience=-1)),
    ]
    for change in wrong:
        with pytest.raises(TalwegError):
            change(experiment)


# --- network ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ALL, ids=ids)
def test_every_kind_and_loss_ends_well_or_in_a_sentence(before: NetworkExperiment) -> None:
    kinds: list[Change] = [lambda e, kind=kind: network_edits.with_kind(e, kind) for kind in KINDS]  # type: ignore[misc]
    losses: list[Change] = [lambda e, loss=loss: network_edits.with_loss(e, loss) for loss in LOSSES]  # type: ignore[misc]
    for change in kinds + losses:
        after = outcome(change, before)
        if isinstance(after, str):
            assert after.endswith(".")
            continue
        assert after.validated() == after
        assert after.network.hidden == before.network.hidden
        assert after.settings() == before.settings()
        assert after.dataset == before.dataset


def test_a_perceptron_brings_a_loss_for_its_one_output() -> None:
    assert network_edits.with_kind(new("xor"), "perceptron").loss == "binary_cross_entropy"
    squares = network_edits.with_loss(new("xor"), "mean_squared_error")
    assert network_edits.with_kind(squares, "perceptron").loss == "mean_squared_error"
    with pytest.raises(TalwegError, match="one output; these data take 3"):
        network_edits.with_kind(new("blobs"), "perceptron")


def test_a_dense_network_without_layers_stays_one_but_a_recurrent_one_brings_some() -> None:
    bare = network_edits.with_network(new("two_moons"), hidden=())
    assert network_edits.with_kind(bare, "dense") == bare
    made = network_edits.with_kind(new("sine_sequence"), "dense")
    assert made.network.hidden == NetworkChoice().hidden


def test_layers_come_and_go_in_their_places() -> None:
    made = network_edits.with_network(new("two_moons"), hidden=())
    made = network_edits.with_layer(made, 0)
    assert made.network.hidden == (16,)
    made = network_edits.with_units(made, 0, 3)
    made = network_edits.with_layer(network_edits.with_units(network_edits.with_layer(made, 1), 1, 5), 1)
    assert made.network.hidden == (3, 3, 5)
    assert network_edits.with_layer(made, 0).network.hidden == (3, 3, 3, 5)
    assert network_edits.with_layer(made, 3).network.hidden == (3, 3, 5, 5)
    assert network_edits.without_layer(made, 2).network.hidden == (3, 3)
    while len(made.network.hidden) < MOST_LAYERS:
        made = network_edits.with_layer(made, 1)
    with pytest.raises(TalwegError, match=f"0 to {MOST_LAYERS} entries"):
        network_edits.with_layer(made, 1)


def test_a_perceptron_with_a_hidden_layer_is_a_dense_network() -> None:
    made = network_edits.with_layer(network_edits.with_kind(new("xor"), "perceptron"), 0)
    assert (made.network.kind, len(made.network.hidden)) == ("dense", 1)


@pytest.mark.parametrize("cell", CELLS)
def test_cells_can_be_changed(cell: str) -> None:
    made = network_edits.with_network(new("sine_sequence"), cell=cell)
    assert architecture_of(made).layers[0].operation == cell


# --- what gives way -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("monitor", MONITORS)
def test_without_samples_to_validate_early_stopping_watches_the_training(monitor: str) -> None:
    stopping = EarlyStopping(monitor=monitor, patience=3, min_delta=0.1, restore_best_weights=True)
    before = network_edits.with_early_stopping(new("two_moons"), stopping)
    assert before.early_stopping == stopping
    after = network_edits.with_dataset_fields(before, validation_fraction=0.0)
    watching = msgspec.structs.replace(stopping, monitor=monitor.removeprefix("val_"))
    assert after.early_stopping == watching
    assert network_edits.with_early_stopping(after, stopping).early_stopping == watching
    assert network_edits.with_early_stopping(after, None).early_stopping is None


def test_given_weights_stay_as_long_as_they_fit() -> None:
    given = with_weights(new("two_moons"))
    kept: list[Change] = [
        lambda e: network_edits.with_network(e, activation="relu", dropout=0.5, l1=0.1, l2=0.1),
        lambda e: network_edits.with_dataset(e, "circles"),
        lambda e: network_edits.with_dataset_fields(e, noise=0.5, samples=50),
        lambda e: network_edits.with_early_stopping(e, EarlyStopping()),
        lambda e: network_edits.with_loss(e, "mean_squared_error"),
        lambda e: run_edits.with_rate(e, 0, 0.5, None),
        lambda e: run_edits.with_duplicate(e, 0),
    ]
    dropped: list[Change] = [
        lambda e: network_edits.with_layer(e, 1),
        lambda e: network_edits.without_layer(e, 1),
        lambda e: network_edits.with_units(e, 0, 15),
        lambda e: network_edits.with_kind(e, "perceptron"),
        lambda e: network_edits.with_loss(e, "binary_cross_entropy"),
        lambda e: network_edits.with_dataset(e, "blobs"),
        lambda e: network_edits.with_dataset(e, "sine_sequence"),
        lambda e: network_edits.with_network(e, initializer="he_normal"),
        lambda e: network_edits.with_seed(e, 7),
    ]
    for change in kept:
        assert change(given).initial_weights == given.initial_weights
    for change in dropped:
        assert change(given).initial_weights is None


CHANGES: list[Change] = [
    *(lambda e, name=name: network_edits.with_dataset(e, name) for name in DATASETS),
    *(lambda e, kind=kind: network_edits.with_kind(e, kind) for kind in KINDS),
    *(lambda e, loss=loss: network_edits.with_loss(e, loss) for loss in LOSSES),
    *(
        lambda e, share=share: network_edits.with_dataset_fields(e, validation_fraction=share)
        for share in (0, 0.5)
    ),
    *(lambda e, classes=k: network_edits.with_dataset_parameter(e, "classes", classes) for k in (2, 5)),
    lambda e: network_edits.with_layer(e, len(e.network.hidden)),
    lambda e: network_edits.without_layer(e, 0),
    lambda e: network_edits.with_early_stopping(e, EarlyStopping(monitor="val_metric")),
    with_weights,
]


@given(st.lists(st.sampled_from(CHANGES), max_size=12))
def test_any_changes_in_a_row_end_in_an_experiment_that_can_be(changes: list[Change]) -> None:
    experiment = new("two_moons")
    for change in changes:
        after = outcome(change, experiment)
        if isinstance(after, str):
            assert after.endswith(".")
        else:
            assert after.validated() == after
            experiment = after
