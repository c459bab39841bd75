"""The one controller of the surface lab: edits of the experiment -> jobs -> results."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from core import run_edits
from core.loss_map import LossMap, Scaling
from core.messages import tr_noop
from core.surface import edits as surface_edits
from core.surface import sampling
from core.surface.catalogue.surface import Domain
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from core.surface.formula_tokens import FormulaError

from ..lab.document_session import DocumentSession, DocumentState
from ..lab.worker import Job, Worker

if TYPE_CHECKING:
    from core.surface.race import Race

Mode = Literal["whole", "from_here"]


@dataclass(frozen=True, kw_only=True)
class SurfaceState(DocumentState[SurfaceExperiment]):
    """What a person has set up on a surface."""

    mode: Mode = "whole"
    scaling: Scaling = "rank"


class Viewport(NamedTuple):
    """What part of the plane is shown, and in how many cells it is to be sampled."""

    rectangle: Domain
    resolution: tuple[int, int]


class SurfaceSession(DocumentSession[SurfaceExperiment, SurfaceState]):
    """State, history, race and map."""

    race_changed = Signal(object)
    """A core.race.Race"""
    map_changed = Signal(object)
    """A core.loss_map.LossMap"""

    def __init__(
        self, start: SurfaceExperiment, parent: QObject | None = None, *, synchronous: bool = False
    ) -> None:
        super().__init__(SurfaceState.beginning(start.validated()), parent)
        self.race: Race | None = None
        self.map: LossMap | None = None
        self._early_map: _Sampled | None = None
        self._viewport: Viewport | None = None
        self._cache_folder: Path | None = None
        self._race_worker = Worker(self, synchronous=synchronous)
        self._map_worker = Worker(self, synchronous=synchronous)
        for worker in (self._race_worker, self._map_worker):
            worker.busy_changed.connect(lambda _: self.busy_changed.emit(not self.is_idle()))

    # --- what a person does -----------------------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Whether a learning rate counts for the whole run or from the cursor on."""
        self._set(replace(self.state, mode=mode))

    def set_scaling(self, scaling: Scaling) -> None:
        """How losses become shades."""
        self._set(replace(self.state, scaling=scaling))

    def set_viewport(self, rectangle: Domain, resolution: tuple[int, int]) -> None:
        """What part of the plane is shown."""
        self._viewport = Viewport(rectangle, resolution)
        self._sample()

    def try_formula(self, text: str) -> FormulaError | None:
        """Take a formula as it is being typed; its error is returned, not announced."""
        try:
            after = surface_edits.with_formula(self.state.experiment, text)
        except FormulaError as error:
            return error
        self.edit(tr_noop("core", "edit formula"), lambda _: after, drag="formula")
        return None

    # --- what follows from it ---------------------------------------------------------------------------

    def start(self, cache_folder: Path | None = None, *, hold: bool = False) -> None:
        """Compute the first race; compiled programs are kept in the folder if there is one.

        With `hold` that begins at `release`, or as soon as someone waits for it.
        """
        self._cache_folder = cache_folder
        if hold:
            self._race_worker.hold()
        self._run()

    def release(self) -> None:
        """Begin what `start` has held back."""
        self._race_worker.release()

    def is_idle(self) -> bool:
        """Whether everything asked for has been delivered."""
        return self._race_worker.is_idle() and self._map_worker.is_idle()

    def wait_until_idle(self) -> None:
        """Block until everything asked for has been delivered."""
        while not self.is_idle():
            self._race_worker.wait_until_idle()
            self._map_worker.wait_until_idle()

    def waiting_jobs(self) -> tuple[int, int]:
        """How many races and maps wait to be computed."""
        return self._race_worker.waiting(), self._map_worker.waiting()

    def close(self) -> None:
        """Stop computing."""
        self._race_worker.close()
        self._map_worker.close()

    def _follow(self, before: SurfaceState, after: SurfaceState) -> None:
        if _runs_differ(before.experiment, after.experiment):
            self._run()
        elif before.experiment != after.experiment and self.race is not None:
            self.show(self.race)
        if (after.experiment.surface, after.scaling) != (before.experiment.surface, before.scaling):
            self._sample()

    def _run(self) -> None:
        wanted, before, cache_folder = self.state.experiment, self.race, self._cache_folder

        def compute() -> "Race":
            from core import backend
            from core.surface import race  # bring JAX, which the window does not wait for

            if cache_folder is not None:
                backend.keep_compiled_programs(cache_folder)
            # The very first race is shown at once, and then again with all its critical points.
            return race.compute(wanted, before, complete=before is not None)

        self._race_worker.submit(Job(compute, self.show, self.refused.emit))

    def show(self, race: "Race") -> None:
        """Take a race as the one that is shown, unless another surface has been chosen meanwhile."""
        present = self.state.experiment
        if not _same_function(race.experiment.surface, present.surface):
            return
        if not _runs_differ(race.experiment, present):
            race = race._replace(experiment=present)  # with what has been switched or recoloured meanwhile
        self.race = race
        self.race_changed.emit(race)
        if not race.complete:
            self._run()
        if self._early_map is not None:
            early, self._early_map = self._early_map, None
            self._take_map(early)

    def _sample(self) -> None:
        if self._viewport is None:
            return
        choice, scaling = self.state.experiment.surface, self.state.scaling
        viewport = self._viewport
        if self.race is not None and not choice.same_place(self.race.experiment.surface):
            viewport = viewport._replace(rectangle=_framed(choice.resolve().domain, viewport.rectangle))

        def compute() -> _Sampled:
            return _Sampled(choice, sampling.sample(choice.resolve(), choice.values(), *viewport, scaling))

        self._map_worker.submit(Job(compute, self._take_map, self.refused.emit))

    def _take_map(self, sampled: "_Sampled") -> None:
        if not _same_function(sampled.choice, self.state.experiment.surface):
            return
        if self.race is not None and not _same_function(sampled.choice, self.race.experiment.surface):
            # The race on the new surface is still being compiled: the old picture stays whole until then.
            self._early_map = sampled
            return
        self.map = sampled.map
        self.map_changed.emit(sampled.map)


class _Sampled(NamedTuple):
    choice: SurfaceChoice
    map: LossMap


def _framed(domain: Domain, shown: Domain) -> Domain:
    """The rectangle around `domain` that has the proportions of the one shown now."""
    (left, right), (bottom, top) = domain
    wide, high = right - left, top - bottom
    ratio = (shown[0][1] - shown[0][0]) / (shown[1][1] - shown[1][0])
    wider, higher = max(wide, high * ratio), max(high, wide / ratio)
    x, y = (left + right) / 2, (bottom + top) / 2
    return (x - wider / 2, x + wider / 2), (y - higher / 2, y + higher / 2)


def _runs_differ(before: SurfaceExperiment, after: SurfaceExperiment) -> bool:
    """Whether there is anything to compute: which runs are shown, and in which colour, is not."""
    return run_edits.bare(before, "enabled", "color") != run_edits.bare(after, "enabled", "color")


def _same_function(one: SurfaceChoice, other: SurfaceChoice) -> bool:
    """Whether two choices are one surface, whatever its parameters."""
    return (one.name, one.formula) == (other.name, other.formula)
