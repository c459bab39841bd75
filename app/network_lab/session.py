"""The one controller of the training: edits, steps of training and view states -> jobs -> results to show."""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.landscape.view_state import UpdateRate
from core.network.experiment import NetworkExperiment
from core.network.view_state import ViewState

from ..lab.document_session import DocumentSession
from ..lab.stride import Stride
from ..lab.worker import Job, Worker
from .state import NetworkState, TrainingResult, fitting_landscape, fitting_view_state

if TYPE_CHECKING:  # this brings JAX, which the window does not wait for
    from core.network.training.live import LiveTraining


class NetworkSession(DocumentSession[NetworkExperiment, NetworkState]):
    """State, history, and one training; every job starts from what the last one left."""

    result_changed = Signal(object)
    """A TrainingResult"""
    failed = Signal()
    """The last job could not be done; `refused` has said why."""

    def __init__(
        self, start: NetworkExperiment, parent: QObject | None = None, *, synchronous: bool = False
    ) -> None:
        beginning = NetworkState.beginning(start.validated())
        super().__init__(replace(beginning, view_state=fitting_view_state(beginning, beginning)), parent)
        self.result: TrainingResult | None = None
        self._begun = self._resumed = 0
        self._stride = Stride()
        self._again = self._closed = False
        self._steps_soon = 0
        self._cache_folder: Path | None = None
        self._worker = Worker(self, synchronous=synchronous)
        self._worker.busy_changed.connect(self.busy_changed)

    # --- what a person does -----------------------------------------------------------------------------

    def view_state(self, **changes: Any) -> None:
        """Change the view state."""
        self._set(replace(self.state, view_state=self.state.view_state._replace(**changes)))

    def look_at_landscape(self, **changes: Any) -> None:
        """Change the view state of the landscape."""
        self._set(replace(self.state, landscape=self.state.landscape._replace(**changes)))

    def set_update_rate(self, update_rate: UpdateRate) -> None:
        """Draw the landscape more or less often while the network trains."""
        self._set(replace(self.state, update_rate=update_rate))

    def train(self, steps: int) -> bool:
        """Go some steps on, with the numbers as they stand now; False if something is being computed."""
        if self._closed or not self._worker.is_idle() or self.result is None:
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

    def start(self, cache_folder: Path | None = None, *, hold: bool = False) -> None:
        """Show the untrained network; compiled programs are kept in the folder if there is one.

        With `hold` that begins at `release`, or as soon as someone waits for it.
        """
        self._cache_folder = cache_folder
        if hold:
            self._worker.hold()
        self._request()

    def release(self) -> None:
        """Begin what `start` has held back."""
        self._worker.release()

    def is_idle(self) -> bool:
        """Whether everything asked for has been delivered."""
        return self._worker.is_idle()

    def wait_until_idle(self) -> None:
        """Block until everything asked for has been delivered."""
        self._worker.wait_until_idle()

    def close(self) -> None:
        """Stop computing."""
        self._closed = True
        self._worker.close()

    def _set(self, after: NetworkState) -> None:
        fitting = replace(after, view_state=fitting_view_state(self.state, after))
        super()._set(replace(fitting, landscape=fitting_landscape(self.state, fitting)))

    def _follow(self, before: NetworkState, after: NetworkState) -> None:
        if (before.experiment, before.view_state) != (after.experiment, after.view_state):
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
        wanted, view_state, before, cache_folder = (
            self.state.experiment,
            self.state.view_state,
            self.result,
            self._cache_folder,
        )
        begun, resumed = self._begun, self._resumed

        def compute() -> TrainingResult:
            from core import backend  # brings JAX, which the window does not wait for

            if cache_folder is not None:
                backend.keep_compiled_programs(cache_folder)
            return _next_result(before, wanted, view_state, steps, begun, resumed)

        self._worker.submit(Job(compute, self.show, self._fail))

    def show(self, result: TrainingResult) -> None:
        """Take a result as the one that is shown, and from which training goes on."""
        anew = result.live.task is not (self.result and self.result.live.task)
        if anew:
            self._stride.forget_steps()
        elif result.seconds:
            waited = time.perf_counter() - result.made
            self._stride.note(result.seconds, result.trained, result.pictured, waited)
        self.result = result
        if self._again:
            self._submit()
        self.result_changed.emit(result)
        if anew and self.result is result and self.state.view_state.place is not None:
            self.view_state(place=None)

    def _fail(self, error: object) -> None:
        self.refused.emit(error)
        self.failed.emit()
        if self._again:
            self._submit()


def _next_result(
    before: TrainingResult | None,
    wanted: NetworkExperiment,
    view_state: ViewState,
    steps: int,
    begun: int,
    resumed: int,
) -> TrainingResult:
    from core.network.training import live as live_training
    from core.network.training import task as training_task

    trained, made = 0.0, 0
    if before is None or before.begun != begun or training_task.begins_anew(before.live.experiment, wanted):
        live = live_training.begin(wanted)
    else:
        live = before.live
        if before.resumed != resumed:
            live = live_training.resume(live, wanted)
        since = time.perf_counter()
        live = live_training.go_on(live, wanted, steps)
        trained, made = time.perf_counter() - since, live.state.step - before.live.state.step
    if before is None or live.task is not before.live.task:
        view_state = view_state._replace(place=None)  # which is one of other weights
    since = time.perf_counter()
    result = result_of(live, view_state, before)
    now = time.perf_counter()
    return result._replace(
        begun=begun,
        resumed=resumed,
        seconds=trained / made if made else 0.0,
        trained=trained,
        pictured=now - since,
        made=now,
    )


def result_of(
    live: "LiveTraining", view_state: ViewState, before: TrainingResult | None = None
) -> TrainingResult:
    """The result of a training in a view state; parts that are as in `before` are not computed again."""
    from core.network import pictures as network_pictures
    from core.network.training import state as training_state

    pictures = network_pictures.draw(live, view_state, before and before.pictures)
    return TrainingResult(
        live,
        pictures,
        network_pictures.verdicts(live),
        network_pictures.findings(live, view_state, pictures),
        training_state.run_states(live.task, live.state),
    )
