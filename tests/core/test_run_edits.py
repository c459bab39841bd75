import math
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core import run_edits
from core.experiment import Experiment
from core.experiment_files import from_json, to_json
from core.messages import TalwegError
from core.network.experiment import NetworkExperiment
from core.run_settings import LONGEST_LABEL, MOST_OPTIMIZERS, SETTINGS, OptimizerSettings
from core.surface.catalogue import SURFACES
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from core.surface.presets import new

short_rates = st.builds(
    lambda digits, power: float(f"{digits}e{power}"), st.integers(1, 99_999), st.integers(-8, 0)
)
rates = st.one_of(st.just(0.0), short_rates, st.floats(1e-8, 1e3))
factors = st.floats(1e-4, 1e4)
from_steps = st.one_of(st.none(), st.integers(0, 120))


@st.composite
def changes(draw: st.DrawFn) -> tuple[tuple[int, float], ...]:
    steps = draw(st.lists(st.integers(1, 100), unique=True, max_size=4))
    return tuple((step, draw(rates)) for step in sorted(steps))


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    names = draw(st.lists(st.sampled_from(list(SETTINGS)), min_size=1, max_size=6))
    runs = tuple(
        SETTINGS[name](
            learning_rate=draw(rates),
            label=f"run {index}",
            enabled=draw(st.booleans()),
            learning_rate_changes=draw(changes()),
        )
        for index, name in enumerate(names)
    )
    if draw(st.booleans()):
        return NetworkExperiment(optimizers=runs).validated()
    surface = SurfaceChoice(name=draw(st.sampled_from(list(SURFACES))))
    return SurfaceExperiment(surface=surface, start=(0.5, 0.5), optimizers=runs, steps=100).validated()


def labels(experiment: Experiment) -> list[str]:
    return [one.run_label for one in experiment.settings()]


def all_rates(experiment: Experiment) -> list[list[float]]:
    """The learning rate of every run at every step."""
    return [[one.learning_rate_at(step) for step in range(101)] for one in experiment.settings()]


def read_again(experiment: Experiment) -> Experiment:
    """What a file of the experiment holds."""
    return from_json(to_json(experiment))


def sgd(rate: float, changes: Sequence[tuple[int, float]] = ()) -> SurfaceExperiment:
    return SurfaceExperiment(
        surface=SurfaceChoice(formula="x^2 + y^2"),
        start=(1.0, 1.0),
        optimizers=(SETTINGS["sgd"](learning_rate=rate, learning_rate_changes=tuple(changes)),),
    )


# --- all learning rates together ----------------------------------------------------------------------------


@given(experiments(), factors, from_steps)
def test_common_factor_is_what_was_set(experiment: Experiment, factor: float, from_step: int | None) -> None:
    step = from_step or 0
    assume(any(one.enabled and one.learning_rate_at(step) > 0 for one in experiment.settings()))
    scaled = run_edits.with_common_factor(experiment, factor, from_step)
    assert run_edits.common_factor(scaled, from_step) == pytest.approx(factor, rel=1e-9)
    assert run_edits.replace(scaled) == scaled


@given(experiments(), factors, from_steps)
def test_common_factor_keeps_the_proportions_and_the_runs_that_do_not_count(
    experiment: Experiment, factor: float, from_step: int | None
) -> None:
    ratio = factor / run_edits.common_factor(experiment, from_step)
    scaled = run_edits.with_common_factor(experiment, factor, from_step)
    for before, after in zip(experiment.settings(), scaled.settings(), strict=True):
        if not before.enabled or before.learning_rate_at(from_step or 0) == 0:
            assert after == before
            continue
        for step in range(101):
            if from_step and step >= from_step:
                expected = ratio * before.learning_rate_at(from_step)
            else:
                expected = before.learning_rate_at(step) * (1 if from_step else ratio)
            assert after.learning_rate_at(step) == pytest.approx(expected, rel=1e-12)


@given(experiments(), st.lists(factors, max_size=20))
def test_scaling_to_and_fro_changes_nothing(experiment: Experiment, way: list[float]) -> None:
    scaled = experiment
    for factor in way:
        scaled = run_edits.with_common_factor(scaled, factor, None)
    scaled = run_edits.with_common_factor(scaled, run_edits.common_factor(experiment, None), None)
    for before, after in zip(all_rates(experiment), all_rates(scaled), strict=True):
        assert after == pytest.approx(before, rel=1e-12)


@given(st.lists(short_rates, min_size=1, max_size=5), st.lists(factors, max_size=20))
def test_scaling_to_and_fro_leaves_no_stray_digits(rates: list[float], way: list[float]) -> None:
    experiment = new("himmelblau")
    for index, rate in enumerate(rates):
        experiment = run_edits.with_rate(experiment, index, rate, None)
    scaled = experiment
    for factor in way:
        scaled = run_edits.with_common_factor(scaled, factor, None)
    assert run_edits.with_common_factor(scaled, run_edits.common_factor(experiment, None), None) == experiment


def test_common_factor_is_the_geometric_mean() -> None:
    experiment = run_edits.with_fitting_rates(new("bowl"))
    assert run_edits.common_factor(experiment, None) == pytest.approx(1.0)
    for index, times in enumerate((2.0, 8.0, 4.0, 1.0, 1.0)):
        rate = times * experiment.settings()[index].learning_rate
        experiment = run_edits.with_rate(experiment, index, rate, None)
    assert run_edits.common_factor(experiment, None) == pytest.approx((2 * 8 * 4) ** (1 / 5))
    hidden = run_edits.with_fields(run_edits.with_fields(experiment, 3, enabled=False), 4, enabled=False)
    assert run_edits.common_factor(hidden, None) == pytest.approx(4.0)


def test_common_factor_without_a_rate_is_one() -> None:
    assert run_edits.common_factor(sgd(0.0), None) == 1.0
    hidden = run_edits.with_fields(sgd(0.3), 0, enabled=False)
    assert run_edits.common_factor(hidden, None) == 1.0


@pytest.mark.parametrize("rate", [5e-324, 1e-300, 1e300, 1.7e308])
def test_common_factor_of_any_rate_is_a_positive_number(rate: float) -> None:
    factor = run_edits.common_factor(sgd(rate), None)
    assert 0 < factor < math.inf
    assert run_edits.with_common_factor(sgd(rate), 1.0, None).settings()[0].learning_rate < 1e20


def test_scaling_beyond_all_numbers_is_refused() -> None:
    experiment = run_edits.with_rate(new("bowl"), 0, 1e300, None)
    with pytest.raises(TalwegError, match="learning_rate"):
        run_edits.with_common_factor(experiment, 1e300, None)


def test_scaling_the_whole_run_scales_its_changes() -> None:
    scaled = run_edits.with_common_factor(
        sgd(0.01, [(10, 0.5)]), 2 * run_edits.common_factor(sgd(0.01), None), None
    )
    assert scaled.settings()[0].learning_rate == 0.02
    assert scaled.settings()[0].learning_rate_changes == ((10, 1.0),)


# --- one learning rate --------------------------------------------------------------------------------------


@given(experiments(), rates, from_steps)
def test_rate_from_a_step_keeps_what_was_before_and_holds_to_the_end(
    experiment: Experiment, rate: float, from_step: int | None
) -> None:
    step = from_step or 0
    changed = run_edits.with_rate(experiment, 0, rate, from_step)
    before, after = all_rates(experiment), all_rates(changed)
    assert after[0] == before[0][:step] + [rate] * (101 - step)
    assert after[1:] == before[1:]
    assert read_again(changed) == changed


def test_rate_set_twice_from_a_step_is_one_change() -> None:
    experiment = run_edits.with_rate(run_edits.with_rate(sgd(0.1), 0, 0.2, 50), 0, 0.3, 50)
    assert experiment.settings()[0].learning_rate_changes == ((50, 0.3),)


@pytest.mark.parametrize("rate", [-0.1, math.nan, math.inf])
@pytest.mark.parametrize("from_step", [None, 7])
def test_rate_that_cannot_be_is_refused(rate: float, from_step: int | None) -> None:
    with pytest.raises(TalwegError, match="learning_rate"):
        run_edits.with_rate(sgd(0.1), 0, rate, from_step)


# --- runs ---------------------------------------------------------------------------------------------------


@given(experiments(), st.data())
def test_duplicates_have_labels_of_their_own_until_there_is_no_room(
    experiment: Experiment, data: st.DataObject
) -> None:
    while (count := len(experiment.settings())) < MOST_OPTIMIZERS:
        index = data.draw(st.integers(0, count - 1))
        before = experiment.settings()
        one = before[index]
        experiment = run_edits.with_duplicate(experiment, index)
        (twin,) = set(experiment.settings()) - set(before)
        assert tuple(run for run in experiment.settings() if run != twin) == before
        place = experiment.settings().index(twin)
        assert all(run.optimizer is not one.optimizer for run in experiment.settings()[place + 1 :])
        assert experiment.settings()[place - 1].optimizer is one.optimizer
        assert msgspec.structs.replace(twin, label=one.label, color=one.color) == one
        assert len(set(labels(experiment))) == count + 1
        assert read_again(experiment) == experiment
    with pytest.raises(TalwegError, match=str(MOST_OPTIMIZERS)):
        run_edits.with_duplicate(experiment, 0)


@pytest.mark.parametrize(
    ("label", "twin"),
    [
        (None, "Adam 2"),
        ("fast", "fast 2"),
        ("fast 7", "fast 2"),
        ("η 0.01", "η 0.01 2"),
        ("2", "2 2"),
        ("lr1", "lr1 2"),
    ],
)
def test_duplicate_counts_on_from_its_model(label: str | None, twin: str) -> None:
    experiment = run_edits.with_fields(new("bowl"), 1, label=label)
    assert labels(run_edits.with_duplicate(experiment, 1))[2] == twin


def test_duplicates_of_one_run_stand_in_the_order_in_which_they_were_made() -> None:
    experiment = new("bowl")
    for _ in range(3):
        experiment = run_edits.with_duplicate(experiment, 1)
    assert labels(experiment) == [
        "sgd",
        "adam",
        "Adam 2",
        "Adam 3",
        "Adam 4",
        "adadelta",
        "adagrad",
        "rmsprop",
    ]


def test_longest_label_can_be_duplicated() -> None:
    experiment = run_edits.with_fields(new("bowl"), 0, label="x" * LONGEST_LABEL)
    while len(experiment.settings()) < MOST_OPTIMIZERS:
        experiment = run_edits.with_duplicate(experiment, 0)
    assert len(set(labels(experiment))) == MOST_OPTIMIZERS


def test_duplicate_gets_a_colour_of_its_own() -> None:
    experiment = run_edits.with_fields(new("bowl"), 0, color="#123456")
    assert [one.color for one in run_edits.with_duplicate(experiment, 0).settings()[:2]] == ["#123456", None]


@pytest.mark.parametrize("name", list(SETTINGS))
def test_optimizer_can_be_added_until_there_is_no_room(name: str) -> None:
    experiment = run_edits.without(new("bowl"), list(SETTINGS).index(name))
    rates = SURFACES["bowl"].learning_rates
    experiment = run_edits.with_optimizer(experiment, name)
    assert labels(experiment)[-1] == name
    while len(experiment.settings()) < MOST_OPTIMIZERS:
        experiment = run_edits.with_optimizer(experiment, name)
        assert experiment.settings()[-1].optimizer.name == name
        assert experiment.settings()[-1].learning_rate == rates[name]
    with pytest.raises(TalwegError, match=str(MOST_OPTIMIZERS)):
        run_edits.with_optimizer(experiment, name)


def test_runs_are_taken_out_until_one_is_left() -> None:
    experiment = new("bowl")
    while len(experiment.settings()) > 1:
        gone = labels(experiment)[1]
        experiment = run_edits.without(experiment, 1)
        assert gone not in labels(experiment)
    with pytest.raises(TalwegError, match="optimizers"):
        run_edits.without(experiment, 0)


@pytest.mark.parametrize("index", range(5))
def test_defaults_are_those_of_keras(index: int) -> None:
    model = new("bowl").settings()[index]
    changed = run_edits.with_fields(
        new("bowl"), index, learning_rate=7.0, weight_decay=0.1, label="mine", color="#abcdef", enabled=False
    )
    changed = run_edits.with_rate(changed, index, 9.0, 30)
    after = run_edits.with_defaults(changed, index).settings()[index]
    assert after.learning_rate == {"sgd": 0.01}.get(model.optimizer.name, 0.001)
    assert after.learning_rate_changes == ()
    assert after.hyperparameters() == model.hyperparameters()
    assert (after.label, after.color, after.enabled) == ("mine", "#abcdef", False)


def test_equal_labels_are_refused() -> None:
    with pytest.raises(TalwegError, match="sgd"):
        run_edits.with_fields(new("bowl"), 1, label="sgd")


def test_edit_leaves_the_experiment_it_was_given() -> None:
    experiment = new("rosenbrock")
    before = to_json(experiment)
    run_edits.with_common_factor(experiment, 3.0, 10)
    run_edits.with_duplicate(experiment, 0)
    run_edits.without(experiment, 0)
    assert to_json(experiment) == before


@given(experiments())
def test_bare_experiments_are_equal_if_nothing_else_differs(experiment: Experiment) -> None:
    def dressed(one: OptimizerSettings, index: int) -> OptimizerSettings:
        return msgspec.structs.replace(one, enabled=not one.enabled, color="#000000", label=f"other {index}")

    other = msgspec.structs.replace(
        experiment, optimizers=tuple(dressed(one, k) for k, one in enumerate(experiment.settings()))
    )
    assert run_edits.bare(experiment, "enabled", "color", "label") == run_edits.bare(
        other, "enabled", "color", "label"
    )
    assert run_edits.bare(experiment, "enabled", "color") != run_edits.bare(other, "enabled", "color")
    changed = run_edits.with_rate(experiment, 0, experiment.settings()[0].learning_rate + 1, None)
    assert run_edits.bare(experiment, "enabled") != run_edits.bare(changed, "enabled")
