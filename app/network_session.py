"""The one controller of the network lab: edits, steps of training and looks -> jobs -> moments to be seen."""

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from core import network_experiment
from core.look import LandscapeLook, Look, Rhythm
from core.network_experiment import DatasetChoice, NetworkExperiment

from .curvature_session import CurvatureSession
from .document_session import DocumentSession, DocumentState
from .landscape_session import LandscapeSession
from .stride import Stride
from .worker import Job, Worker

if TYPE_CHECKING:  # these bring JAX, which the window does not wait for
    from core.fit_verdict import FitVerdict
    from core.inside import Finding
    from core.live_training import LiveTraining
    from core.network_pictures import Pictures
    from core.training import RunState


@dataclass(frozen=True, kw_only=True)
class NetworkState(DocumentState[NetworkExperiment]):
    """What a person has set up, and how they look at it and at its landscape."""

    look: Look = field(default_factory=Look)
    landscape: LandscapeLook = field(default_factory=LandscapeLook)
    rhythm: Rhythm = "live"


class Moment(NamedTuple):
    """A training under way as one look shows it.

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


class NetworkSession(DocumentSession[NetworkExperiment, NetworkState]):
    """State, history, and one training; every job starts from what the last one left.

    `landscapes` and `curvatures` follow it, and compute on threads of their own.
    """

    moment_changed = Signal(object)
    """A Moment"""
    failed = Signal()
    """The last job could not be done; `refused` has said why."""

    def __init__(
        self, start: NetworkExperiment, parent: QObject | None = None, *, synchronous: bool = False
    ) -> None:
        beginning = NetworkState.beginning(network_experiment.validate(start))
        super().__init__(replace(beginning, look=_fitting_look(beginning, beginning)), parent)
        self.moment: Moment | None = None
        self._begun = self._resumed = 0
        self._stride = Stride()
        self._again = self._closed = False
        self._steps_soon = 0
        self._cache_folder: Path | None = None
        self._worker = Worker(self, synchronous=synchronous)
        self._worker.busy_changed.connect(self.busy_changed)
        self.landscapes = LandscapeSession(self, synchronous=synchronous)
        self.curvatures = CurvatureSession(self, synchronous=synchronous)

    # --- what a person does -----------------------------------------------------------------------------

    def look(self, **changes: Any) -> None:
        """Look at something else."""
        self._set(replace(self.state, look=self.state.look._replace(**changes)))

    def look_at_landscape(self, **changes: Any) -> None:
        """Look at another landscape, or in another way."""
        self._set(replace(self.state, landscape=self.state.landscape._replace(**changes)))

    def set_rhythm(self, rhythm: Rhythm) -> None:
        """Draw the landscape more or less often while the network trains."""
        self._set(replace(self.state, rhythm=rhythm))

    def train(self, steps: int) -> bool:
        """Go some steps on, with the numbers as they stand now; False if something is being computed."""
        if self._closed or not self._worker.is_idle() or self.moment is None:
            return False
        self._submit(steps)
        return True

    def train_soon(self, steps: int) -> None:
        """Go some steps on as soon as what is being computed is done."""
        self._steps_soon = steps
        self._request()

    def steps_within(self, seconds: float) -> int:
        """How many steps can be made in that time, from how long the last ones took; one at least."""
        return self._stride.steps_within(seconds)

    @property
    def time_to_train(self) -> float:
        """For how many seconds training may go on before the next picture."""
        return self._stride.seconds

    @property
    def resumed(self) -> int:
        """How often a person has asked for what has ended to go on."""
        return self._resumed

    def restart(self) -> None:
        """Begin anew with the same initial weights."""
        self._begun += 1
        self._request()

    def resume(self) -> None:
        """Let runs that have diverged or stopped go on from where they are."""
        self._resumed += 1
        self._request()

    # --- what follows from it ---------------------------------------------------------------------------

    def start(self, cache_folder: Path | None = None) -> None:
        """Show the untrained network; compiled programs are kept in the folder if there is one."""
        self._cache_folder = cache_folder
        self._request()

    def is_idle(self) -> bool:
        """Whether everything asked for has been delivered."""
        return self._worker.is_idle()

    def wait_until_idle(self) -> None:
        """Block until everything asked for has been delivered."""
        self._worker.wait_until_idle()

    def close(self) -> None:
        """Stop computing."""
        self._closed = True
        self.landscapes.close()
        self.curvatures.close()
        self._worker.close()

    def _set(self, after: NetworkState) -> None:
        fitting = replace(after, look=_fitting_look(self.state, after))
        super()._set(replace(fitting, landscape=_fitting_landscape(self.state, fitting)))

    def _follow(self, before: NetworkState, after: NetworkState) -> None:
        if (before.experiment, before.look) != (after.experiment, after.look):
            self._request()

    def _request(self) -> None:
        """Show what is wanted now, or as soon as the job that runs is done: it would else be forgotten."""
        if self._worker.is_idle():
            self._submit()
        else:
            self._again = True

    def _submit(self, steps: int = 0) -> None:
        steps, self._steps_soon = steps + self._steps_soon, 0
        self._again = False
        wanted, look, before, cache_folder = (
            self.state.experiment,
            self.state.look,
            self.moment,
            self._cache_folder,
        )
        begun, resumed = self._begun, self._resumed

        def compute() -> Moment:
            from core import backend  # brings JAX, which the window does not wait for

            if cache_folder is not None:
                backend.keep_compiled_programs(cache_folder)
            return _next_moment(before, wanted, look, steps, begun, resumed)

        self._worker.submit(Job(compute, self.show, self._fail))

    def show(self, moment: Moment) -> None:
        """Take a moment as the one that is shown, and from which training goes on."""
        anew = moment.live.task is not (self.moment and self.moment.live.task)
        if anew:
            self._stride.forget_steps()
        elif moment.seconds:
            waited = time.perf_counter() - moment.made
            self._stride.note(moment.seconds, moment.trained, moment.pictured, waited)
        self.moment = moment
        if self._again:
            self._submit()
        self.moment_changed.emit(moment)
        if anew and self.moment is moment and self.state.look.place is not None:
            self.look(place=None)

    def _fail(self, error: object) -> None:
        self.refused.emit(error)
        self.failed.emit()
        if self._again:
            self._submit()


def _next_moment(
    before: Moment | None, wanted: NetworkExperiment, look: Look, steps: int, begun: int, resumed: int
) -> Moment:
    from core import live_training, training

    trained, made = 0.0, 0
    if before is None or before.begun != begun or training.begins_anew(before.live.experiment, wanted):
        live = live_training.begin(wanted)
    else:
        live = before.live
        if before.resumed != resumed:
            live = live_training.resume(live, wanted)
        since = time.perf_counter()
        live = live_training.go_on(live, wanted, steps)
        trained, made = time.perf_counter() - since, live.state.step - before.live.state.step
    if before is None or live.task is not before.live.task:
        look = look._replace(place=None)  # which is one of other weights
    since = time.perf_counter()
    moment = moment_of(live, look, before)
    now = time.perf_counter()
    return moment._replace(
        begun=begun,
        resumed=resumed,
        seconds=trained / made if made else 0.0,
        trained=trained,
        pictured=now - since,
        made=now,
    )


def moment_of(live: "LiveTraining", look: Look, before: Moment | None = None) -> Moment:
    """A training as one look shows it; what is as in the moment `before` is not made anew."""
    from core import network_pictures, training

    pictures = network_pictures.draw(live, look, before and before.pictures)
    return Moment(
        live,
        pictures,
        network_pictures.verdicts(live),
        network_pictures.findings(live, look, pictures),
        training.run_states(live.task, live.state),
    )


def _fitting_look(before: NetworkState, after: NetworkState) -> Look:
    """How the experiment can be looked at: the same run as before, or else one that is switched on.

    What was looked at in other data means nothing in these.
    """
    look = after.look._replace(run=_run_after(before, after))
    if _data(before.experiment.dataset) != _data(after.experiment.dataset):
        return look._replace(epoch=None, axes=None, probe=None, seed=None, place=None)
    return look


def _fitting_landscape(before: NetworkState, after: NetworkState) -> LandscapeLook:
    """How its landscape can be looked at: between other runs than the shown one, or else the best ones.

    A part of a plane means nothing in the plane through another network.
    """
    look, runs, known = after.landscape, after.experiment.settings(), before.experiment.settings()
    others = look.others
    if runs != known and max(others, default=0) < len(known):
        labels = [one.run_label for one in runs]
        names = [known[other].run_label for other in others]
        others = tuple(labels.index(name) for name in names if name in labels)
    fits = len(others) == len(look.others) and all(
        other < len(runs) and other != after.look.run for other in others
    )
    look = look._replace(others=others if fits else ())
    return look if _network(before.experiment) == _network(after.experiment) else look._replace(range=None)


def _network(experiment: NetworkExperiment) -> tuple[object, ...]:
    """Which network learns what, whatever helps it."""
    network = experiment.network
    built = network.kind, network.cell, network.hidden, network.recurrent_units, network.filters
    return experiment.dataset, built


def _run_after(before: NetworkState, after: NetworkState) -> int:
    runs, run = after.experiment.settings(), after.look.run
    if runs != (known := before.experiment.settings()) and run < len(known):
        labels = [one.run_label for one in runs]
        run = labels.index(known[run].run_label) if known[run].run_label in labels else run
    run = min(max(run, 0), len(runs) - 1)
    shown = [index for index, one in enumerate(runs) if one.enabled]
    return min(shown, key=lambda index: abs(index - run), default=run)


def _data(choice: DatasetChoice) -> tuple[object, ...]:
    """Which data they are, whatever their parameters."""
    return choice.name, choice.x, choice.y, choice.path, choice.features, choice.target
