"""What the network lab shows: what a person has set up, and one result of training."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from core.landscape.view_state import LandscapeViewState, UpdateRate
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.view_state import ViewState

from ..lab.document_session import DocumentState

if TYPE_CHECKING:  # these bring JAX, which the window does not wait for
    from core.network.findings import Finding
    from core.network.fit_verdict import FitVerdict
    from core.network.pictures import Pictures
    from core.network.training.live import LiveTraining
    from core.network.training.state import RunState


@dataclass(frozen=True, kw_only=True)
class NetworkState(DocumentState[NetworkExperiment]):
    """What a person has set up, and how they look at it and at its landscape."""

    view_state: ViewState = field(default_factory=ViewState)
    landscape: LandscapeViewState = field(default_factory=LandscapeViewState)
    update_rate: UpdateRate = "live"


class TrainingResult(NamedTuple):
    """A training under way, as one view state shows it.

    `begun` and `resumed` count how often a person asked for that; `seconds` is what a step of the last call
    took, 0 if there was none, `trained` and `pictured` what all steps and the pictures took; it was there at
    `made`, by the clock of `time.perf_counter`.
    """

    live: "LiveTraining"
    pictures: "Pictures"
    verdicts: "tuple[FitVerdict, ...]"
    findings: "tuple[Finding, ...] | None"
    runs: "tuple[RunState, ...]"
    begun: int = 0
    resumed: int = 0
    seconds: float = 0.0
    trained: float = 0.0
    pictured: float = 0.0
    made: float = 0.0

    @property
    def shown_runs(self) -> "tuple[RunState, ...]":
        """The runs that are switched on; all, if none is."""
        settings = self.live.experiment.settings()
        return tuple(run for one, run in zip(settings, self.runs, strict=True) if one.enabled) or self.runs

    @property
    def ended(self) -> bool:
        """Whether no shown run goes on: all epochs are over, or each has stopped or diverged."""
        return self.complete or all(run.diverged_at or run.stopped_epoch for run in self.shown_runs)

    @property
    def complete(self) -> bool:
        """Whether all epochs are over."""
        return self.live.epoch >= self.live.experiment.epochs


def fitting_view_state(before: NetworkState, after: NetworkState) -> ViewState:
    """How the experiment can be looked at: the same run as before, or else one that is switched on.

    What was looked at in other data means nothing in these.
    """
    view_state = after.view_state._replace(run=_run_after(before, after))
    if _data(before.experiment.dataset) != _data(after.experiment.dataset):
        return view_state._replace(epoch=None, axes=None, probe=None, seed=None, place=None)
    return view_state


def fitting_landscape(before: NetworkState, after: NetworkState) -> LandscapeViewState:
    """How its landscape can be looked at: between other runs than the shown one, or else the best ones.

    A part of a plane means nothing in the plane through another network.
    """
    view_state, runs, known = after.landscape, after.experiment.settings(), before.experiment.settings()
    others = view_state.others
    if runs != known and max(others, default=0) < len(known):
        labels = [one.run_label for one in runs]
        names = [known[other].run_label for other in others]
        others = tuple(labels.index(name) for name in names if name in labels)
    fits = len(others) == len(view_state.others) and all(
        other < len(runs) and other != after.view_state.run for other in others
    )
    view_state = view_state._replace(others=others if fits else ())
    return (
        view_state
        if _network(before.experiment) == _network(after.experiment)
        else view_state._replace(range=None)
    )


def _network(experiment: NetworkExperiment) -> tuple[object, ...]:
    """Which network learns what, whatever helps it."""
    network = experiment.network
    built = network.kind, network.cell, network.hidden, network.recurrent_units, network.filters
    return experiment.dataset, built


def _run_after(before: NetworkState, after: NetworkState) -> int:
    runs, run = after.experiment.settings(), after.view_state.run
    if runs != (known := before.experiment.settings()) and run < len(known):
        labels = [one.run_label for one in runs]
        run = labels.index(known[run].run_label) if known[run].run_label in labels else run
    run = min(max(run, 0), len(runs) - 1)
    shown = [index for index, one in enumerate(runs) if one.enabled]
    return min(shown, key=lambda index: abs(index - run), default=run)


def _data(choice: DatasetChoice) -> tuple[object, ...]:
    """Which data they are, whatever their parameters."""
    return choice.name, choice.x, choice.y, choice.path, choice.features, choice.target
