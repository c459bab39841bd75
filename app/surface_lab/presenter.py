"""Between the session and the surface lab: intents of the views become edits, results become pictures."""

import random
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from core import run_edits
from core.messages import tr_noop
from core.run_edits import replace
from core.surface import edits as surface_edits
from core.surface.catalogue import SURFACES
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from core.surface.presets import new
from core.surface.probe import probe

from ..kit.run_style import run_styles
from ..kit.theme import Theme
from ..kit.translation import tr_message
from ..lab.frame_clock import FrameClock, Patience
from ..lab.player import Player
from ..lab.run_list_edits import EditHandlers, connect_run_list
from .relief import SurfaceRelief
from .session import SurfaceSession, SurfaceState
from .views.lab import SurfaceLab
from .views.loss_plot import LossCurve
from .views.trails import Trail
from .views.verdict_table import VerdictRow

if TYPE_CHECKING:
    from core.surface.race import Race

FIRST_FORMULA = "0.1*(x^2 + y^2) + a*sin(2*x)*cos(2*y)"
"""What a person finds who chooses to type a formula: hills, a bowl, and a parameter that becomes a slider."""


class SurfacePresenter(QObject):
    """Wires one session to one lab and plays the race."""

    waiting = Signal(bool)
    """A person has been waiting for the picture for a while, or not any more."""

    def __init__(self, session: SurfaceSession, lab: SurfaceLab, theme: Theme) -> None:
        super().__init__(lab)
        self._session = session
        self._lab = lab
        self._theme = theme
        self._shown_state: SurfaceState | None = None
        self._shown: Race | None = None
        self._framed: SurfaceChoice | None = None
        self._frames = FrameClock(self._refresh, self)
        self._patience = Patience(self)
        self._patience.waiting.connect(self.waiting)
        self.player = Player(self)
        session.busy_changed.connect(self._patience.follow)
        session.state_changed.connect(self._follow_state)
        session.race_changed.connect(lambda: self._frames.touch())
        session.race_changed.connect(self._patience.begin_anew)
        self.relief = SurfaceRelief(session, lab.views)
        self._connect_map()
        self._connect_loss()
        self._connect_transport()
        self._connect_controls()
        self._frame(session.state.experiment.surface)
        self.set_theme(theme)

    # --- intents ----------------------------------------------------------------------------------------

    def _connect_map(self) -> None:
        views = self._lab.views
        for view in (views.map, views.relief):
            view.start_dragged.connect(self._drag_start)
            view.start_dropped.connect(self._rest)
            view.hovered.connect(self._read_out)
            view.left.connect(self._read_nothing)
        views.relief.clicked.connect(self._put_start)
        views.map.scaling_chosen.connect(self._session.set_scaling)
        views.bar.scaling_chosen.connect(self._session.set_scaling)

    def _connect_loss(self) -> None:
        self._lab.loss.scrubbed.connect(self.jump)
        self._lab.loss.log_chosen.connect(self._lab.loss.set_log)

    def _connect_transport(self) -> None:
        transport, player = self._lab.transport, self.player
        transport.play_toggled.connect(player.toggle)
        transport.step_requested.connect(self.step)
        transport.jump_requested.connect(self.jump)
        transport.speed_chosen.connect(self.set_speed)
        transport.loop_toggled.connect(self.set_loop)
        player.playing_changed.connect(transport.set_playing)
        player.moved.connect(self._show_cursor)

    def _connect_controls(self) -> None:
        controls, edit = self._lab.controls, self._session.edit
        controls.surface_chosen.connect(self._choose_surface)
        controls.formula_edited.connect(self._type_formula)
        controls.domain_edited.connect(
            lambda domain: edit(
                tr_noop("core", "change domain"), lambda e: surface_edits.with_domain(e, domain)
            )
        )
        controls.parameter_moved.connect(
            lambda name, value: self._drag(
                tr_noop("core", "change surface"),
                lambda e: surface_edits.with_parameter(e, name, value),
                f"parameter {name}",
            )
        )
        controls.noise_moved.connect(
            lambda value: self._drag(
                tr_noop("core", "change noise"), lambda e: replace(e, gradient_noise=value), "noise"
            )
        )
        controls.released.connect(self._rest)
        controls.mode_chosen.connect(self._session.set_mode)
        controls.steps_chosen.connect(
            lambda steps: edit(tr_noop("core", "change steps"), lambda e: replace(e, steps=steps))
        )
        controls.seed_chosen.connect(
            lambda seed: edit(tr_noop("core", "change seed"), lambda e: replace(e, seed=seed))
        )
        controls.new_seed_requested.connect(self.new_seed)
        connect_run_list(
            controls.runs,
            controls.factor_moved,
            EditHandlers(self._session.edit, self._drag, self._from_step),
        )

    def _from_step(self) -> int | None:
        """The step from which a learning rate is to count; None for the whole run."""
        return self.player.position if self._session.state.mode == "from_here" else None

    def _drag(self, name: str, change: surface_edits.Change, key: str) -> None:
        self._lab.views.set_coarse(True)
        if key.startswith("parameter"):
            self.relief.set_coarse(True)
        self._lab.loss.set_coarse(True)
        self._session.edit(name, change, drag=key)

    def _rest(self) -> None:
        self._session.end_drag()
        self._lab.views.set_coarse(False)
        self.relief.set_coarse(False)
        self._lab.loss.set_coarse(False)

    def _drag_start(self, x: float, y: float) -> None:
        self._drag(tr_noop("core", "move the start"), lambda e: replace(e, start=(x, y)), "start")

    def _put_start(self, x: float, y: float) -> None:
        self._drag_start(x, y)
        self._rest()

    def _choose_surface(self, name: str) -> None:
        def change(experiment: SurfaceExperiment) -> SurfaceExperiment:
            if name not in SURFACES:
                return surface_edits.with_formula(experiment, FIRST_FORMULA)
            return surface_edits.with_surface(experiment, new(name).surface)

        self._session.edit(tr_noop("core", "choose surface"), change)

    def _type_formula(self, text: str) -> None:
        error = self._session.try_formula(text)
        self._lab.controls.surface.set_typed(self._session.state.experiment.surface.formula)
        if error is None:
            self._lab.controls.surface.set_formula_ok()
        else:
            self._lab.controls.surface.set_formula_error(tr_message(error.message), error.position)

    def fitting_rates(self) -> None:
        """Give every run the learning rate that suits the surface."""
        self._session.edit(tr_noop("core", "rates that suit"), run_edits.with_fitting_rates)

    def new_seed(self) -> None:
        """Other noise of the same size."""
        seed = random.randrange(2**32)
        self._session.edit(tr_noop("core", "new seed"), lambda e: replace(e, seed=seed))

    # --- time -------------------------------------------------------------------------------------------

    def step(self, steps: int) -> None:
        """Pause, and go a step back or forward."""
        self.jump(self.player.position + steps)

    def jump(self, step: int) -> None:
        """Pause, and put the cursor at a step."""
        self.player.pause()
        self.player.jump(step)

    def set_speed(self, speed: float) -> None:
        """Play faster or slower."""
        self.player.speed = speed
        self._lab.transport.set_speed(speed)

    def set_loop(self, loop: bool) -> None:
        """Begin again at the end."""
        self.player.loop = loop
        self._lab.transport.set_loop(loop)

    def close(self) -> None:
        """Let nothing happen any more."""
        self.player.pause()
        self._frames.stop()
        self._patience.stop()

    # --- pictures ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the state and the race as they are now."""
        self._frames.draw()

    def _refresh(self) -> None:
        before, state = self._shown_state, self._session.state
        self._shown_state = state
        if before is not None and state.experiment != before.experiment:
            self._set_the_cursor(before, state)
        if state != before:
            if self._framed is not None and self._framed.same_place(state.experiment.surface):
                self._lab.views.set_start(*state.experiment.start)  # follows the finger, not the computation
            self._lab.views.set_scaling(state.scaling)
            self._show_controls(state)
        race = self._session.race
        if race is not None and race is not self._shown:
            self._show_race(race)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self._theme = theme
        self._lab.views.set_theme(theme)
        self._lab.loss.set_theme(theme)
        self._shown_state = self._shown = None
        self.refresh()

    def _follow_state(self, before: SurfaceState, after: SurfaceState) -> None:
        if after.document.file != before.document.file:
            self._framed = None  # a new experiment is shown whole
        self._frames.touch()

    def _set_the_cursor(self, before: SurfaceState, after: SurfaceState) -> None:
        """Another surface is raced from its start; a moved number shows the whole of what it does."""
        if before.experiment.surface.name != after.experiment.surface.name:
            self.player.jump(0)
            self.player.play()
        elif self._from_step() is None and _numbers(before.experiment) != _numbers(after.experiment):
            self.player.pause()
            self.player.set_steps(after.experiment.steps)
            self.player.jump(after.experiment.steps)

    def _show_controls(self, state: SurfaceState) -> None:
        cursor = self.player.position
        from_step = cursor if state.mode == "from_here" else None
        experiment = state.experiment
        self._lab.controls.set_experiment(
            experiment,
            experiment.surface.resolve(),
            run_styles(experiment.settings(), self._theme),
            from_step or 0,
            state.mode,
        )
        self._lab.controls.set_factor(run_edits.common_factor(experiment, from_step))

    def _show_race(self, race: "Race") -> None:
        first = self._shown is None and self.player.steps == 0
        self._shown = race
        self._frame(race.experiment.surface)
        self._lab.views.set_start(*self._session.state.experiment.start)
        self._lab.views.set_points(race.points)
        self.player.set_steps(race.experiment.steps)
        self._draw_runs(race)
        if first:
            self.player.play()

    def _frame(self, choice: SurfaceChoice) -> None:
        """Show the whole domain of another surface; while one is being changed the view stays."""
        if self._framed is None or not self._framed.same_place(choice):
            self._lab.map.set_domain(choice.resolve().domain)
            self.relief.follow_domain()
        self._framed = choice

    def _draw_runs(self, race: "Race") -> None:
        """Trails, curves and verdicts of the runs that are switched on."""
        settings = race.experiment.settings()
        styles = run_styles(settings, self._theme)
        trails, curves, rows = [], [], []
        for one, style, run, verdict in zip(settings, styles, race.runs, race.verdicts, strict=True):
            if not one.enabled:
                continue
            changes = tuple(step for step, _ in one.learning_rate_changes)
            trails.append(Trail(run.positions, style, run.diverged_at is not None))
            curves.append(LossCurve(run.losses, style, changes))
            rows.append(VerdictRow(style, verdict, float(run.losses[-1])))
        self._lab.views.set_trails(trails)
        self._lab.loss.set_curves(curves, _floor(race))
        self._lab.verdicts.set_rows(rows)
        self._show_cursor(self.player.position)

    def _show_cursor(self, step: int) -> None:
        self._lab.views.set_cursor(step)
        self._lab.loss.set_cursor(step)
        self._lab.transport.set_position(step, self.player.steps)
        if self._session.state.mode == "from_here" and not self.player.playing:
            self._show_controls(self._session.state)

    def _read_out(self, x: float, y: float) -> None:
        surface = self._session.state.experiment.surface
        seen = probe(surface.resolve(), surface.values(), x, y)
        slope = float(np.hypot(*seen.gradient))
        self._lab.relief.set_plane(self._lab.relief.shade_at(x, y))
        self._lab.views.set_readout(
            self.tr("x {x:.3g} · y {y:.3g} · loss {loss:.4g} · ‖∇‖ {slope:.3g}")
            .format(x=x, y=y, loss=seen.loss, slope=slope)
            .replace("-", "−")
        )

    def _read_nothing(self) -> None:
        self._lab.views.set_readout("")
        self._lab.relief.set_plane(None)


def _floor(race: "Race") -> float:
    """The lowest loss there is to reach: of the known minima, or else where runs came inside the domain."""
    low, high = np.array(race.experiment.surface.resolve().domain).T
    lowest = [point.loss for point in race.points if point.kind != "saddle"]
    for run in race.runs:
        inside = ((run.positions >= low) & (run.positions <= high)).all(axis=1) & np.isfinite(run.losses)
        lowest += [float(run.losses[inside].min())] if inside.any() else []
    return min(lowest, default=0.0)


def _numbers(experiment: SurfaceExperiment) -> SurfaceExperiment:
    return run_edits.bare(experiment, "enabled", "color", "label")
