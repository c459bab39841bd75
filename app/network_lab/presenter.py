"""Between the sessions and the network lab: intents become edits and view states, results become pictures."""

import random
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core import run_edits
from core.messages import TalwegError, tr_noop
from core.network import edits as network_edits
from core.network.experiment import NetworkExperiment

from ..kit.numbers import format_number
from ..kit.run_style import RunStyle, run_styles
from ..kit.theme import Theme
from ..lab.frame_clock import FRAME_MS, FrameClock, Patience
from ..lab.run_list_edits import EditHandlers, connect_run_list
from . import figures
from .answers_presenter import AnswersPresenter
from .control_edits import connect_controls, connect_diagram
from .curvature.presenter import CurvaturePresenter
from .figures import ShownData
from .inside_presenter import InsidePresenter
from .landscape.presenter import LandscapePresenter
from .sessions import NetworkSessions
from .state import NetworkState, TrainingResult
from .training_player import TrainingPlayer
from .views.lab import NetworkLab

CURVES_MS = 33
"""Curves of many epochs move little from one frame to the next, and are dear to draw."""
FIGURES_MS = 100
"""Numbers that change more often cannot be read."""


class NetworkPresenter(QObject):
    """Wires the sessions to one lab; `player` lets the network train."""

    waiting = Signal(bool)
    """A person has been waiting for the picture for a while, or not any more."""

    def __init__(self, sessions: NetworkSessions, lab: NetworkLab, theme: Theme) -> None:
        super().__init__(lab)
        self._session = session = sessions.training
        self._lab = lab
        self._theme = theme
        self._shown_state: NetworkState | None = None
        self._shown: TrainingResult | None = None
        self._data: ShownData | None = None
        self.landscape = LandscapePresenter(session, sessions.landscape, lab, theme)
        self.curvature = CurvaturePresenter(session, sessions.curvature, lab.inside.curvature, theme)
        self.player = TrainingPlayer(session, lab, self)
        self._answers = AnswersPresenter(session, lab, theme)
        self._inside = InsidePresenter(lab.inside, self.landscape, sessions.curvature)
        self._frames = FrameClock(self._refresh, self)
        self._curves = FrameClock(self._show_curves, self, CURVES_MS)
        self._figures = FrameClock(self._show_figures, self, FIGURES_MS)
        self._patience = Patience(self)
        self._patience.waiting.connect(self.waiting)
        self._patience.follow(not session.is_idle())
        self._follow_session()
        self._follow_player()
        self._connect_edits()
        self._connect_views()
        self._draw_network()
        self.set_theme(theme)

    # --- intents ----------------------------------------------------------------------------------------

    def _follow_session(self) -> None:
        session = self._session
        session.busy_changed.connect(self._patience.follow)
        session.state_changed.connect(lambda: self._draw_network())
        session.state_changed.connect(lambda: self._frames.touch())
        session.result_changed.connect(lambda: self._patience.begin_anew())
        session.result_changed.connect(lambda: self._frames.touch())

    def _follow_player(self) -> None:
        player = self.player
        player.pacer.playing_changed.connect(lambda: self._figures.touch())
        player.slow_changed.connect(self._follow_slow_motion)
        # Slow motion shows the next step, in the diagram, from the weights of the run as they are now.
        self.landscape.place_wanted.connect(player.end_slow_motion)
        self.landscape.room_wanted.connect(player.end_slow_motion)
        self.curvature.scrubbed.connect(player.jump)
        self._lab.curves.scrubbed.connect(player.jump)

    def _follow_slow_motion(self, slow: bool) -> None:
        if slow:
            self.landscape.set_enlarged(False)  # the diagram has to be seen

    def _connect_edits(self) -> None:
        session, controls = self._session, self._lab.controls
        connect_diagram(self._lab.diagram, session.edit)
        connect_controls(controls, session.edit, self._drag)
        handlers = EditHandlers(session.edit, self._drag, lambda: None)
        connect_run_list(controls.runs, controls.factor_moved, handlers)
        controls.released.connect(self._rest)
        controls.new_seed_requested.connect(self.new_seed)

    def _connect_views(self) -> None:
        lab = self._lab
        lab.curves.log_chosen.connect(lab.curves.set_log)
        lab.curves.quantity_chosen.connect(lab.curves.set_quantity)
        lab.runs.run_chosen.connect(self._choose_row)
        lab.controls.runs.run_chosen.connect(lambda run: self._session.view_state(run=run))

    def _choose_row(self, row: int) -> None:
        if self._shown is None:
            return
        shown = [one.run_label for one in self._shown.live.experiment.settings() if one.enabled]
        known = [
            one.run_label for one in self._session.state.experiment.settings()
        ]  # they may have changed meanwhile
        if shown[row] in known:
            self._session.view_state(run=known.index(shown[row]))

    def _drag(self, name: str, change: network_edits.Change, key: str) -> None:
        self._lab.curves.set_coarse(True)
        self._session.edit(name, change, drag=key)

    def _rest(self) -> None:
        self._session.end_drag()
        self._lab.curves.set_coarse(False)

    def fitting_rates(self) -> None:
        """Give every run the learning rate that suits network and data."""
        self._session.edit(tr_noop("core", "rates that suit"), run_edits.with_fitting_rates)

    def new_seed(self) -> None:
        """Other samples, weights and batches."""
        seed = random.randrange(2**32)
        self._session.edit(tr_noop("core", "new seed"), lambda e: network_edits.with_seed(e, seed))

    def close(self) -> None:
        """Let nothing happen any more."""
        self._inside.close()
        self.player.pause()
        for clock in (self._frames, self._curves, self._figures):
            clock.stop()
        self.landscape.close()
        self.curvature.close()
        self._patience.stop()

    # --- pictures ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the state and the last result."""
        self._frames.draw()
        self._curves.draw()
        self._figures.draw()
        self.landscape.refresh()
        self.curvature.refresh()

    def _refresh(self) -> None:
        state, before = self._session.state, self._shown_state
        self._shown_state = state
        self._lab.stale_overlay.set_stale(self._outdated(state.experiment))
        if (
            before is None
            or state.experiment != before.experiment
            or state.view_state.run != before.view_state.run
        ):
            self._show_controls(state)
        result = self._session.result
        if result is not None and result is not self._shown:
            self._show(result)

    def _outdated(self, wanted: NetworkExperiment) -> bool:
        """Whether what is shown is of other data, or another network, than what is wanted now."""
        if self._session.result is None:
            return False
        from core.network.training import task as training_task  # is there already, as a result is

        return training_task.begins_anew(self._session.result.live.experiment, wanted)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self._theme = theme
        lab = self._lab
        for part in (lab.diagram, self._answers, lab.curves, lab.runs, lab.inside):
            part.set_theme(theme)
        for presenter in (self.landscape, self.curvature):
            presenter.set_theme(theme)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again, in the language of the window."""
        self._shown_state = self._shown = self._data = None
        self.refresh()

    def _draw_network(self) -> None:
        """Show the layers that a person wants at once: the next click may come before they are computed."""
        try:
            self._lab.diagram.set_network(figures.wanted_network(self._session.state.experiment))
        except TalwegError:
            return  # the data are gone; what was drawn of them stays

    def _show_controls(self, state: NetworkState) -> None:
        controls, experiment = self._lab.controls, state.experiment
        controls.set_experiment(experiment, run_styles(experiment.settings(), self._theme), self._step)
        controls.set_shown_run(state.view_state.run)
        controls.set_factor(run_edits.common_factor(experiment, None))

    @property
    def _step(self) -> int:
        return self._session.result.live.state.step if self._session.result else 0

    def _show(self, result: TrainingResult) -> None:
        before, self._shown = self._shown, result
        live, pictures = result.live, result.pictures
        data = self._data
        if (
            data is None
            or before is None
            or before.live.task is not live.task
            or before.pictures.axes != pictures.axes
        ):
            self._data = data = figures.shown_data(result)
            self._set_data(data, result)
        values = figures.network_values(result)
        self._lab.diagram.set_values(values)
        self.player.slow_motion.set_trace(pictures.trace, values.scaling)
        self._answers.show(result)
        self._inside.set_result(result, data)
        self._lab.transport.set_progress(
            pictures.epoch, live.epoch, live.experiment.epochs, live.batch, live.task.batches
        )
        self._curves.touch(FRAME_MS)
        self._figures.touch(FRAME_MS)

    def _set_data(self, data: ShownData, result: TrainingResult) -> None:
        """Show data and network that are new; what the network makes of the data follows."""
        lab = self._lab
        self.player.slow_motion.set_network(data.network)
        self._answers.set_data(data, result)
        metric = "accuracy" if data.classes else "R²"
        for view in (lab.curves, lab.runs, lab.inside.landscape):
            view.set_metric(metric)

    def _show_curves(self) -> None:
        """How the runs have learned, and what goes on inside."""
        if (result := self._shown) is None:
            return
        live, pictures = result.live, result.pictures
        self._lab.curves.set_curves(
            figures.training_curves(result, self._styles(result)), live.experiment.epochs
        )
        self._lab.curves.set_cursor(pictures.epoch if pictures.view_state.epoch is not None else None)
        self._inside.show(self._lab.inside.view)

    def _show_figures(self) -> None:
        """What is read, and not looked at."""
        if (result := self._shown) is None:
            return
        styles = self._styles(result)
        self._name_what_is_shown(result, styles)
        self._lab.runs.set_rows(figures.run_rows(result, styles))
        self._lab.transport.set_rate(self.player.speedometer.steps_per_second)

    def _styles(self, result: TrainingResult) -> Sequence[RunStyle]:
        return run_styles(result.live.experiment.settings(), self._theme)

    def _name_what_is_shown(self, result: TrainingResult, styles: Sequence[RunStyle]) -> None:
        run, epoch = styles[result.pictures.view_state.run].title, figures.epoch_of_weights(result)
        if (place := result.pictures.view_state.place) is not None:
            on_line = place.plane.dimensions == 1
            text = (
                self.tr("{run}, moved to {alpha}")
                if on_line
                else self.tr("{run}, moved to ({alpha}, {beta})")
            )
            subject = text.format(
                run=run, alpha=format_number(place.alpha, 3), beta=format_number(place.beta, 3)
            )
        else:
            subject = self.tr("{run}, epoch {epoch}").format(run=run, epoch=epoch)
        self._answers.set_subject(subject)
        self._lab.inside.confusion.set_subject(subject)
