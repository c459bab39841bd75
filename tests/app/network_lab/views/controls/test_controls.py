"""The sidebar of the network lab: it shows every experiment, says what is wanted, and nothing unasked."""

import itertools

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTranslator

from app.kit.run_style import run_styles
from app.kit.theme import DARK, style_sheet
from app.lab.sidebar.sidebar import WIDTH
from app.network_lab.views.controls.controls import NetworkControls
from core.data import bundled
from core.data.catalogue import DATASETS
from core.messages import TalwegError
from core.network import dataset_choice, early_stopping, network_choice
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network.architecture import KINDS
from core.network.losses import LOSSES

MOONS = network_edits.with_network(network_presets.new("two_moons"), hidden=(16, 16))
SEQUENCE = network_presets.new("sine_sequence")
DIGITS = network_presets.new("digits")
STOPPING = early_stopping.EarlyStopping(patience=7, restore_best_weights=True)
STOPPED = network_edits.with_early_stopping(MOONS, STOPPING)


@pytest.fixture
def controls(qtbot):
    made = NetworkControls()
    made.resize(WIDTH, 900)
    qtbot.addWidget(made)
    made.show()
    return made


def show(controls, experiment):
    controls.set_experiment(experiment, run_styles(experiment.settings(), DARK), 0)
    return experiment


def listen(controls):
    """What is emitted from now on, as (signal, arguments)."""
    heard = []
    for speaker in (controls, controls.runs):
        for name, signal in vars(type(speaker)).items():
            if type(signal).__name__ == "Signal":
                getattr(speaker, name).connect(lambda *arguments, name=name: heard.append((name, *arguments)))
    return heard


def follow(controls, experiment, signal, change):
    """Let a signal change the experiment that is shown, as a presenter does; returns all there were."""
    states = [show(controls, experiment)]
    getattr(controls, signal).connect(
        lambda *arguments: states.append(show(controls, change(states[-1], *arguments)))
    )
    return states


def refused(change, *arguments):
    """The sentence with which a change is refused; None if it is not."""
    try:
        change(*arguments)
    except TalwegError as error:
        return str(error)
    return None


def all_experiments():
    for name, kind, loss in itertools.product(DATASETS, KINDS, LOSSES):
        try:
            yield network_edits.with_loss(network_edits.with_kind(network_presets.new(name), kind), loss)
        except TalwegError:
            continue


def test_showing_is_silent_whatever_is_shown(controls):
    heard = listen(controls)
    for experiment in (*all_experiments(), STOPPED):
        show(controls, experiment)
    controls.set_factor(3.0)
    controls.set_shown_run(2)
    assert heard == []
    assert controls.rates.scale.value_slider.value == 3.0


@pytest.mark.parametrize("experiment", [MOONS, SEQUENCE, DIGITS, STOPPED], ids=lambda e: e.dataset.name)
def test_it_shows_what_the_experiment_holds(controls, experiment):
    show(controls, experiment)
    dataset, network = experiment.dataset, experiment.network
    assert controls.data.chooser.choice == dataset.name
    assert controls.data.samples.value == dataset.samples
    assert controls.data.validation.value == dataset.validation_fraction
    assert {name: slider.value for name, slider in controls.data.sliders.items()} == dataset.values()
    assert controls.data.standardise.isChecked() == dataset.standardise
    assert controls.network.kind.choice == network.kind
    assert tuple(chip.field.number for chip in controls.network.layers.chips) == network.hidden
    assert controls.training.loss.choice == experiment.loss
    assert controls.training.batch_size.value == experiment.batch_size
    assert controls.training.epochs.value() == experiment.epochs
    assert controls.training.early.switch.isChecked() == (experiment.early_stopping is not None)


# --- only what applies --------------------------------------------------------------------------------------


def visible(controls):
    network = controls.network
    parts = {
        "cell": network.cell,
        "units": network.recurrent_units,
        "filters": network.filters,
        "layers": network.layers,
        "activation": network.activation,
        "dropout": network.dropout,
    }
    return {name for name, part in parts.items() if part.isVisible()}


def test_a_kind_shows_only_what_it_has(controls):
    for experiment, parts in (
        (MOONS, {"layers", "activation", "dropout"}),
        (network_edits.with_network(MOONS, hidden=()), {"layers"}),
        (network_edits.with_kind(MOONS, "perceptron"), {"activation"}),
        (SEQUENCE, {"cell", "units", "layers", "dropout"}),
        (network_edits.with_layer(SEQUENCE, 0), {"cell", "units", "layers", "activation", "dropout"}),
        (DIGITS, {"filters", "layers", "activation"}),
    ):
        show(controls, experiment)
        assert visible(controls) == parts


def test_the_sigmoid_of_a_perceptron_is_not_to_be_chosen(controls):
    show(controls, network_edits.with_kind(MOONS, "perceptron"))
    assert controls.network.activation.choice == "sigmoid"
    assert not controls.network.activation.isEnabled()
    assert "sigmoid" in controls.network.activation.toolTip()
    show(controls, network_edits.with_kind(network_presets.new("line"), "perceptron"))
    assert controls.network.activation.isEnabled()
    assert controls.network.activation.choice == "tanh"


def test_what_cannot_be_chosen_is_what_the_edits_refuse(controls):
    for experiment in all_experiments():
        show(controls, experiment)
        for choices, change in (
            (controls.network.kind, network_edits.with_kind),
            (controls.training.loss, network_edits.with_loss),
        ):
            for key in choices.keys:
                item = choices.model().item(choices.findData(key))
                refusal = refused(change, experiment, key)
                assert item.isEnabled() == (refusal is None)
                assert refusal in (None, item.toolTip())


def test_without_samples_to_validate_they_cannot_be_watched(controls):
    monitor = controls.training.early.monitor
    show(controls, STOPPED)
    assert monitor.model().item(monitor.findData("val_loss")).isEnabled()
    show(controls, network_edits.with_dataset_fields(STOPPED, validation_fraction=0.0))
    assert not monitor.model().item(monitor.findData("val_loss")).isEnabled()
    assert monitor.choice == "loss"


def test_a_real_data_set_names_its_source_and_has_no_more_samples_than_there_are(controls):
    show(controls, DIGITS)
    assert DATASETS["digits"].license in controls.data.source.text()
    assert controls.data.source.isVisible()
    assert controls.data.samples.parameter.high == DATASETS["digits"].available
    show(controls, MOONS)
    assert not controls.data.source.isVisible()


def test_a_batch_holds_at_most_all_training_samples(controls):
    show(controls, network_edits.with_dataset_fields(MOONS, samples=400, validation_fraction=0.25))
    assert controls.training.batch_size.parameter.high == 300


def test_data_of_the_file_are_offered_only_where_they_are(controls):
    list_ = controls.data.chooser.view()
    show(controls, MOONS)
    row = controls.data.chooser.findData("inline")
    assert list_.isRowHidden(row)
    x = [[float(k), 0.0] for k in range(4)]
    show(
        controls,
        msgspec.structs.replace(
            MOONS, dataset=dataset_choice.DatasetChoice(name="inline", x=x, y=[0, 1, 0, 1])
        ),
    )
    assert not list_.isRowHidden(row)
    assert controls.data.chooser.choice == "inline"
    assert not controls.data.noise.isVisible()


# --- what a person wants ------------------------------------------------------------------------------------


def choose(choices, key, qtbot):
    """Choose an option as a person does, by keys."""
    choices.setFocus()
    qtbot.keyClick(choices, Qt.Key.Key_Home)
    for _ in range(choices.count()):
        if choices.choice == key:
            return
        qtbot.keyClick(choices, Qt.Key.Key_Down)


@pytest.mark.parametrize(
    ("experiment", "act", "heard"),
    [
        (MOONS, lambda c: c.data.standardise.click(), [("standardise_chosen", False)]),
        (MOONS, lambda c: c.training.shuffle.click(), [("shuffle_chosen", False)]),
        (MOONS, lambda c: c.training.epochs.setValue(77), [("epochs_chosen", 77)]),
        (MOONS, lambda c: c.training.seed.box.setValue(2**32 - 1), [("seed_chosen", 2**32 - 1)]),
        (MOONS, lambda c: c.training.seed.dice.click(), [("new_seed_requested",)]),
        (MOONS, lambda c: c.network.l2.field.entered.emit(1e-4), [("l2_moved", 1e-4), ("released",)]),
        (MOONS, lambda c: c.network.l1.field.entered.emit(1e-4), [("l1_moved", 1e-4), ("released",)]),
        (MOONS, lambda c: c.network.dropout.field.entered.emit(0.3), [("dropout_moved", 0.3), ("released",)]),
        (MOONS, lambda c: c.data.noise.field.entered.emit(0.3), [("noise_moved", 0.3), ("released",)]),
        (
            MOONS,
            lambda c: c.data.validation.field.entered.emit(0.5),
            [("validation_moved", 0.5), ("released",)],
        ),
        (MOONS, lambda c: c.data.samples.field.entered.emit(300), [("samples_chosen", 300), ("released",)]),
        (
            MOONS,
            lambda c: c.training.batch_size.field.entered.emit(8),
            [("batch_size_chosen", 8), ("released",)],
        ),
        (
            SEQUENCE,
            lambda c: c.data.sliders["window"].field.entered.emit(9),
            [("dataset_parameter_moved", "window", 9.0), ("released",)],
        ),
        (SEQUENCE, lambda c: c.network.cell.button("gru").click(), [("cell_chosen", "gru")]),
        (SEQUENCE, lambda c: c.network.recurrent_units.setValue(9), [("recurrent_units_chosen", 9)]),
        (DIGITS, lambda c: c.network.filters.setValue(4), [("filters_chosen", 4)]),
        (
            MOONS,
            lambda c: c.rates.scale.value_slider.field.entered.emit(4.0),
            [("factor_moved", 4.0), ("released",)],
        ),
        (MOONS, lambda c: c.runs.cards[3].eye.click(), [("run_chosen", 3)]),
        (
            MOONS,
            lambda c: c.training.early.switch.click(),
            [("early_stopping_chosen", early_stopping.EarlyStopping(patience=10, restore_best_weights=True))],
        ),
        (STOPPED, lambda c: c.training.early.switch.click(), [("early_stopping_chosen", None)]),
        (
            STOPPED,
            lambda c: c.training.early.patience.setValue(3),
            [("early_stopping_chosen", msgspec.structs.replace(STOPPING, patience=3))],
        ),
        (
            STOPPED,
            lambda c: c.training.early.restore.click(),
            [("early_stopping_chosen", msgspec.structs.replace(STOPPING, restore_best_weights=False))],
        ),
        (
            STOPPED,
            lambda c: c.training.early.min_delta.field.entered.emit(0.01),
            [("early_stopping_chosen", msgspec.structs.replace(STOPPING, min_delta=0.01)), ("released",)],
        ),
    ],
)
def test_it_says_what_is_wanted(controls, experiment, act, heard):
    show(controls, experiment)
    said = listen(controls)
    act(controls)
    assert said == heard


@pytest.mark.parametrize(
    ("experiment", "choices", "key", "signal"),
    [
        (MOONS, lambda c: c.data.chooser, "xor", "dataset_chosen"),
        (MOONS, lambda c: c.network.kind, "perceptron", "kind_chosen"),
        (MOONS, lambda c: c.network.activation, "gelu", "activation_chosen"),
        (MOONS, lambda c: c.network.initializer, "large_normal", "initializer_chosen"),
        (MOONS, lambda c: c.training.loss, "binary_cross_entropy", "loss_chosen"),
        (STOPPED, lambda c: c.training.early.monitor, "metric", "early_stopping_chosen"),
    ],
)
def test_a_choice_is_made_by_keys(controls, qtbot, experiment, choices, key, signal):
    show(controls, experiment)
    said = listen(controls)
    edits = {
        "dataset_chosen": network_edits.with_dataset,
        "kind_chosen": network_edits.with_kind,
        "activation_chosen": lambda e, one: network_edits.with_network(e, activation=one),
        "initializer_chosen": lambda e, one: network_edits.with_network(e, initializer=one),
        "loss_chosen": network_edits.with_loss,
        "early_stopping_chosen": network_edits.with_early_stopping,
    }
    states = follow(controls, experiment, signal, edits[signal])
    choose(choices(controls), key, qtbot)
    assert choices(controls).choice == key
    assert len(states) == 1 + len(said)
    assert {name for name, *_ in said} == {signal}
    assert states[-1].validated() == states[-1]


def test_a_file_of_ones_own_is_asked_for_and_nothing_else_changes(controls, qtbot):
    show(controls, MOONS)
    said = listen(controls)
    chooser = controls.data.chooser
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_End)
    assert said == [("csv_requested",)]
    assert chooser.choice == "two_moons"


def test_a_drag_of_noise_goes_on_while_its_experiment_is_shown(controls, qtbot):
    states = follow(
        controls, MOONS, "noise_moved", lambda e, noise: network_edits.with_dataset_fields(e, noise=noise)
    )
    said = listen(controls)
    slider = controls.data.noise.slider
    qtbot.waitUntil(lambda: slider.width() > 60)
    first, last = slider.handle_centers()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(first, 10))
    for x in range(first, last, 8):
        qtbot.mouseMove(slider, QPoint(x, 10))
    assert slider.isSliderDown()
    assert "released" not in [name for name, *_ in said]
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(last, 10))
    assert [name for name, *_ in said][-1] == "released"
    assert len(states) > 5
    assert states[-1].dataset.noise == controls.data.noise.value


def test_a_drag_of_the_batch_size_is_one_change_at_its_end(controls, qtbot):
    show(controls, MOONS)
    said = listen(controls)
    slider = controls.training.batch_size.slider
    qtbot.waitUntil(lambda: slider.width() > 60)
    first, last = slider.handle_centers()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(first, 10))
    for x in (*range(first, last, 8), last):
        qtbot.mouseMove(slider, QPoint(x, 10))
    assert said == []
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(last, 10))
    assert said == [("batch_size_chosen", 750), ("released",)]


@pytest.mark.parametrize(
    ("typed", "share"), [("40 %", 0.4), ("40", 0.4), ("0.4", 0.4), ("0,4", 0.4), ("0", 0.0)]
)
def test_a_share_is_typed_in_percent_or_not(controls, qtbot, typed, share):
    show(controls, MOONS)
    field = controls.data.validation.field
    assert field.text() == "25 %"
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert controls.data.validation.value == pytest.approx(share)


# --- layers -------------------------------------------------------------------------------------------------


def hidden_states(controls, experiment):
    return follow(
        controls, experiment, "hidden_chosen", lambda e, hidden: network_edits.with_network(e, hidden=hidden)
    )


def test_layers_are_added_changed_and_taken_away(controls, qtbot):
    states = hidden_states(controls, MOONS)
    layers = controls.network.layers
    qtbot.mouseClick(layers.add, Qt.MouseButton.LeftButton)
    assert states[-1].network.hidden == (16, 16, 16)
    qtbot.keyClick(layers.chips[2].field, Qt.Key.Key_Down)
    field = layers.chips[0].field
    field.selectAll()
    qtbot.keyClicks(field, "5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert states[-1].network.hidden == (5, 16, 15)
    qtbot.mouseClick(layers.chips[1].cross, Qt.MouseButton.LeftButton)
    assert states[-1].network.hidden == (5, 15)
    for _ in range(2):
        qtbot.keyClick(layers.chips[0].cross, Qt.Key.Key_Space)
    assert states[-1].network.hidden == ()


def test_there_is_a_most_of_layers_and_units(controls, qtbot):
    states = hidden_states(controls, network_edits.with_network(MOONS, hidden=(network_choice.MOST_UNITS, 1)))
    layers = controls.network.layers
    qtbot.keyClick(layers.chips[0].field, Qt.Key.Key_Up)
    qtbot.keyClick(layers.chips[1].field, Qt.Key.Key_PageDown)
    assert states[-1].network.hidden == (network_choice.MOST_UNITS, 1)
    while layers.add.isEnabled():
        qtbot.mouseClick(layers.add, Qt.MouseButton.LeftButton)
    assert len(states[-1].network.hidden) == network_choice.MOST_LAYERS
    assert str(network_choice.MOST_LAYERS) in layers.add.toolTip()


@pytest.mark.parametrize("typed", ["0", "65", "2.5", "many", "-3", ""])
def test_units_that_cannot_be_are_refused_with_a_sentence(controls, qtbot, typed):
    states = hidden_states(controls, MOONS)
    field = controls.network.layers.chips[0].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, typed) if typed else qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(states) == 1
    assert field.property("error")
    assert field.toolTip().endswith(".")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "16"


# --- the user's own file ------------------------------------------------------------------------------------


@pytest.fixture
def irises(tmp_path):
    """A copy of the irises with a column of text between the features."""
    lines = [line for line in (bundled.FOLDER / "iris.csv").read_text().splitlines() if line[0] != "#"]
    made = tmp_path / "irises.csv"
    made.write_text(
        "\n".join(",".join([*line.split(",")[:2], "leaf", *line.split(",")[2:]]) for line in lines)
    )
    return network_edits.with_data(MOONS, dataset_choice.DatasetChoice(name="csv", path=str(made)))


def csv_states(controls, experiment):
    def change(before, choice):
        try:
            return network_edits.with_data(before, choice)
        except TalwegError:
            return before

    return follow(controls, experiment, "csv_choice_changed", change)


def ticked(controls):
    return [name for name, box in controls.data.csv.features.items() if box.isChecked()]


def test_a_file_shows_its_columns(controls, irises):
    show(controls, irises)
    fields = controls.data.csv
    assert fields.file.text() == "irises.csv"
    assert controls.data.chooser.choice == "csv"
    chosen = irises.dataset.table()
    assert fields.target.currentData() == chosen.target
    assert ticked(controls) == list(chosen.feature_names)
    assert fields.task.choice == "classification"
    text = fields.features["leaf"]
    assert not text.isEnabled()
    assert "text" in text.toolTip()


def test_columns_are_chosen_and_the_loss_follows_the_target(controls, irises, qtbot):
    states = csv_states(controls, irises)
    fields = controls.data.csv
    first, *others = irises.dataset.table().feature_names
    fields.features[first].click()
    assert states[-1].dataset.features == tuple(others)
    fields.target.setFocus()
    qtbot.keyClick(fields.target, Qt.Key.Key_Home)
    assert states[-1].dataset.target == first
    assert (states[-1].loss, fields.task.choice) == ("mean_squared_error", "regression")
    assert fields.features[first].isHidden()
    assert ticked(controls) == others


def test_what_is_refused_goes_back(controls, irises):
    states = csv_states(controls, irises)
    for name in irises.dataset.table().feature_names:
        controls.data.csv.features[name].click()
    assert ticked(controls) == list(states[-1].dataset.features) != []


def test_a_file_that_is_gone_is_said_and_another_can_be_asked_for(controls, irises, tmp_path, qtbot):
    show(controls, irises)
    (tmp_path / "irises.csv").unlink()
    show(controls, irises)
    assert "irises.csv" in controls.data.csv.error.text()
    assert not controls.data.csv.target.isVisible()
    with qtbot.waitSignal(controls.csv_requested):
        qtbot.mouseClick(controls.data.csv.other, Qt.MouseButton.LeftButton)


# --- room ---------------------------------------------------------------------------------------------------


class Longer(QTranslator):
    """A language whose words are longer by four in ten."""

    def translate(self, context, source, disambiguation=None, n=-1):
        words = (word if "{" in word else word + "n" * round(0.4 * len(word)) for word in source.split(" "))
        return " ".join(words)

    def isEmpty(self):  # noqa: N802
        return False


@pytest.mark.parametrize("experiment", [STOPPED, SEQUENCE, DIGITS], ids=lambda e: e.dataset.name)
@pytest.mark.parametrize("longer", [False, True])
def test_nothing_is_wider_than_the_sidebar(controls, qapp, irises, experiment, longer):
    translator = Longer()
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(DARK))
    if longer:
        QCoreApplication.installTranslator(translator)
    try:
        for one in (experiment, irises):
            show(controls, network_edits.with_network(one, hidden=(64,) * network_choice.MOST_LAYERS))
            qapp.processEvents()
            content = controls.widget()
            assert content.minimumSizeHint().width() <= content.width() == controls.viewport().width()
    finally:
        QCoreApplication.removeTranslator(translator)
        qapp.setStyleSheet(before)
