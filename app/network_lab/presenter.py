"""Between the session and the network lab: intents become edits, steps and looks; moments become pictures."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core import run_edits
from core.messages import TalwegError, tr_noop
from core.network import edits as network_edits
from core.network.experiment import NetworkExperiment
from core.network.parameters import MOST_EPOCHS
from core.run_edits import replace

from ..kit.numbers import format_number
from ..kit.run_style import RunStyle, run_styles
from ..kit.theme import Theme
from ..kit.translation import tr_message
from ..lab.frame_clock import FRAME_MS, FrameClock, Patience
from ..lab.pacer import Pacer
from ..lab.run_edit_connections import Intents, connect_runs
from ..lab.speedometer import Speedometer
from . import figures
from .curvature.presenter import CurvaturePresenter
from .curvature.session import Attention
from .edit_connections import connect_controls
from .landscape.presenter import LandscapePresenter
from .sessions import NetworkSessions
from .slow_motion_player import SlowMotionPlayer
from .state import NetworkState, TrainingResult
from .views.controls.training_transport import SPEEDS
from .views.diagram.drawn_network import Network
from .views.lab import NetworkLab

Floats = NDArray[Any]

USUAL_SPEED = "epochs"
"""Fast enough to see learning, slow enough to see how."""

CURVES_MS = 33
"""Curves of many epochs move little from one frame to the next, and are dear to draw."""
MOST_PRODUCTS = 120_000_000
"""Of weights with the cells of the map: so many take about as long as a frame."""
FIGURES_MS = 100
"""Numbers that change more often cannot be read."""


class NetworkPresenter(QObject):
    """Wires the sessions to one lab, and lets the network train."""

    waiting = Signal(bool)
    """A person has been waiting for the picture for a while, or not any more."""
    told = Signal(str)
    """A sentence for the person."""
    slow_changed = Signal(bool)

    def __init__(self, sessions: NetworkSessions, lab: NetworkLab, theme: Theme) -> None:
        super().__init__(lab)
        self._session = session = sessions.training
        self._curvatures = sessions.curvature
        self._lab = lab
        self._theme = theme
        self._shown_state: NetworkState | None = None
        self._shown: TrainingResult | None = None
        self._drawn: _Drawn | None = None
        self._closed = False
        self._speed = USUAL_SPEED
        self._speedometer = Speedometer()
        self.pacer = Pacer(self)
        self.trace = SlowMotionPlayer(lab.diagram, lab.trace, self)
        self.landscape = LandscapePresenter(session, sessions.landscape, lab, theme)
        self.curvature = CurvaturePresenter(session, sessions.curvature, lab.inside.curvature, theme)
        self.curvature.scrubbed.connect(self.jump)
        # Of the next step is told in the diagram, and as the weights are.
        self.landscape.place_wanted.connect(self._end_slow_motion)
        self.landscape.room_wanted.connect(self._end_slow_motion)
        self._frames = FrameClock(self._refresh, self)
        self._curves = FrameClock(self._show_curves, self, CURVES_MS)
        self._figures = FrameClock(self._show_figures, self, FIGURES_MS)
        self.pacer.playing_changed.connect(lambda: self._speedometer.rest())
        self.pacer.playing_changed.connect(lambda: self._figures.touch())
        self._patience = Patience(self)
        self._patience.waiting.connect(self.waiting)
        session.busy_changed.connect(self._patience.follow)
        self._patience.follow(not session.is_idle())
        session.state_changed.connect(lambda: self._draw_network())
        session.state_changed.connect(lambda: self._frames.touch())
        session.result_changed.connect(self._take)
        session.failed.connect(self.pacer.pause)
        self.pacer.ticked.connect(self._train)
        connect_controls(lab.controls, session.edit, self._drag)
        connect_runs(
            lab.controls.runs, lab.controls.factor_moved, Intents(session.edit, self._drag, lambda: None)
        )
        lab.controls.released.connect(self._rest)
        lab.controls.new_seed_requested.connect(self.new_seed)
        self._connect_diagram()
        self._connect_answers()
        self._connect_curves()
        self._connect_transport()
        self._connect_slow_motion()
        self._draw_network()
        self.set_speed(self._speed)
        self.set_theme(theme)

    # --- intents ----------------------------------------------------------------------------------------

    def _connect_diagram(self) -> None:
        diagram, edit = self._lab.diagram, self._session.edit
        diagram.layer_added.connect(
            lambda place: edit(tr_noop("core", "add a layer"), lambda e: network_edits.with_layer(e, place))
        )
        diagram.layer_removed.connect(
            lambda layer: edit(
                tr_noop("core", "remove a layer"), lambda e: network_edits.without_layer(e, layer)
            )
        )
        diagram.units_changed.connect(
            lambda layer, units: edit(
                tr_noop("core", "change a layer"), lambda e: network_edits.with_units(e, layer, units)
            )
        )

    def _connect_answers(self) -> None:
        view_state, lab = self._session.view_state, self._lab
        lab.map.probe_moved.connect(self._probe_plane)
        lab.map.axes_chosen.connect(lambda x, y: view_state(axes=(x, y)))
        lab.function.probe_moved.connect(lambda x: view_state(probe=(x,)))
        lab.forecast.seed_moved.connect(self._move_seed)
        lab.digits.sample_chosen.connect(self._choose_sample)
        lab.inside.view_chosen.connect(self._show_inside)
        lab.inside.seen_changed.connect(self._attend)
        lab.runs.run_chosen.connect(self._choose_row)
        lab.controls.runs.run_chosen.connect(lambda run: view_state(run=run))

    def _probe_plane(self, x: float, y: float) -> None:
        if self._drawn is None or self._shown is None:
            return
        probe = self._shown.pictures.probe.copy()
        probe[list(self._shown.pictures.axes)] = x, y
        self._session.view_state(probe=tuple(probe.tolist()))

    def _move_seed(self, index: int) -> None:
        if self._drawn is not None:
            window = self._drawn.x.shape[1]
            sample = min(max(index - window, 0), len(self._drawn.x) - 1)
            self._session.view_state(seed=index, probe=tuple(self._drawn.x[sample].ravel().tolist()))

    def _choose_sample(self, index: int) -> None:
        if self._drawn is not None:
            self._session.view_state(probe=tuple(self._drawn.x[index].ravel().tolist()))

    def _choose_row(self, row: int) -> None:
        if self._shown is None:
            return
        shown = [one.run_label for one in self._shown.live.experiment.settings() if one.enabled]
        known = [one.run_label for one in self._experiment.settings()]  # they may have changed meanwhile
        if shown[row] in known:
            self._session.view_state(run=known.index(shown[row]))

    def _connect_curves(self) -> None:
        curves = self._lab.curves
        curves.scrubbed.connect(self.jump)
        curves.log_chosen.connect(curves.set_log)
        curves.quantity_chosen.connect(curves.set_quantity)

    def _connect_transport(self) -> None:
        transport = self._lab.transport
        transport.play_toggled.connect(self.toggle)
        transport.batch_requested.connect(self.one_batch)
        transport.epoch_requested.connect(self.one_epoch)
        transport.jump_requested.connect(self.jump)
        transport.latest_requested.connect(self.latest)
        transport.restart_requested.connect(self.restart)
        transport.new_weights_requested.connect(self.new_weights)
        transport.slow_toggled.connect(self.set_slow)
        transport.speed_chosen.connect(self.set_speed)
        self.pacer.playing_changed.connect(transport.set_playing)

    def _connect_slow_motion(self) -> None:
        self.trace.next_wanted.connect(self.one_batch)
        self.trace.closed.connect(lambda: self.set_slow(False))

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

    # --- time -------------------------------------------------------------------------------------------

    @property
    def _experiment(self) -> NetworkExperiment:
        return self._session.state.experiment

    def toggle(self) -> None:
        """Play or pause: training, or in slow motion the story of one step."""
        if self._session.state.view_state.trace:
            self.trace.toggle()
        elif self.pacer.playing:
            self.pacer.pause()
        else:
            self.play()

    def play(self) -> None:
        """Train on: longer if all epochs are over, and with the runs that have ended if none is left."""
        self._go_on(lambda epochs: 2 * epochs)
        self.pacer.play()

    def one_batch(self) -> None:
        """Pause, and make one step."""
        self._steps(1)

    def one_epoch(self) -> None:
        """Pause, and go to the end of the epoch."""
        if (result := self._session.result) is not None:
            self._steps(result.live.task.batches - result.live.batch)

    def _steps(self, steps: int) -> None:
        self.pacer.pause()
        self._go_on(lambda epochs: epochs + 1)
        self._session.train_soon(steps)

    def _go_on(self, longer: Callable[[int], int]) -> None:
        """Look at the present, and see to it that there is something left to train."""
        result = self._session.result
        self.latest()
        if result is None or not result.ended:
            return
        if result.complete:
            epochs = min(longer(result.live.epoch), MOST_EPOCHS)
            self._session.edit(tr_noop("core", "train longer"), lambda e: replace(e, epochs=epochs))
            self.told.emit(
                self.tr("All epochs are over: training goes on to epoch {epoch}.").format(epoch=epochs)
            )
        if all(run.diverged_at or run.stopped_epoch for run in result.shown_runs):
            self._session.resume()

    def jump(self, epoch: int) -> None:
        """Pause, and look at the network as it was after an epoch."""
        self.pacer.pause()
        result = self._session.result
        last = result.live.epoch if result is not None else 0
        past = max(epoch, 0) if epoch < last else None
        if past is not None and self._session.state.view_state.trace:
            self.set_slow(False)  # only the next step can be told
        self._session.view_state(epoch=past, place=None)

    def scrub(self, epochs: int) -> None:
        """Look at an epoch before or after the one in view."""
        result = self._session.result
        if result is not None:
            epoch = self._session.state.view_state.epoch
            self.jump((result.live.epoch if epoch is None else epoch) + epochs)

    def latest(self) -> None:
        """Look at the network as it is now."""
        self._session.view_state(epoch=None, place=None)

    def restart(self) -> None:
        """Begin anew with the same initial weights; what was playing goes on playing."""
        self.latest()
        self._session.restart()

    def new_weights(self) -> None:
        """Begin anew with other initial weights."""
        seed = random.randrange(2**32)
        self._session.edit(
            tr_noop("core", "new initial weights"),
            lambda e: replace(e, weight_seed=seed, initial_weights=None),
        )

    def set_speed(self, speed: str) -> None:
        """Train slower or faster."""
        self._speed = speed
        self.pacer.set_pace(SPEEDS[speed].unit, SPEEDS[speed].per_second)
        self._lab.transport.set_speed(speed)

    @property
    def speed(self) -> str:
        """The key of the present speed."""
        return self._speed

    def set_slow(self, slow: bool) -> None:
        """Show one step in slow motion, or train on."""
        self.pacer.pause()
        self._lab.transport.set_slow(slow)
        self.slow_changed.emit(slow)
        self._lab.show_slow_motion(slow)
        if slow:
            self.landscape.set_enlarged(False)  # it is told in the diagram
            self.latest()
        else:
            self.trace.stop()
        self._session.view_state(trace=slow)

    def _end_slow_motion(self) -> None:
        if self._session.state.view_state.trace:
            self.set_slow(False)

    def pause(self) -> None:
        """Let nothing go on by itself."""
        self.pacer.pause()
        self.trace.stop()

    def close(self) -> None:
        """Let nothing happen any more."""
        self._closed = True
        self._attend()
        self.pause()
        for clock in (self._frames, self._curves, self._figures):
            clock.stop()
        self.landscape.close()
        self.curvature.close()
        self._patience.stop()

    def _train(self) -> None:
        """Make the steps that are due, if the last ones have been delivered."""
        result = self._session.result
        if not self.pacer.playing or result is None or not self._session.is_idle():
            return
        if result.ended and result.resumed == self._session.resumed:
            self.pacer.pause()
            self._tell_end(result)
            return
        most = self._session.steps_within(self._session.time_to_train)
        steps = self.pacer.take(result.live.task.batches, most)
        if steps:
            self._session.train(steps)

    def _take(self, result: TrainingResult) -> None:
        if self.pacer.playing:
            self._speedometer.note(time.monotonic(), result.live.state.step)
        self._train()  # goes on behind the window while this one is drawn
        self._patience.begin_anew()
        self._frames.touch()

    def _tell_end(self, result: TrainingResult) -> None:
        """Why training has ended before its time."""
        if result.complete:
            return
        if all(run.diverged_at for run in result.shown_runs):
            self.told.emit(
                self.tr(
                    "Every run has diverged. Take a smaller learning rate and press play: "
                    "they go on from their last finite weights."
                )
            )
        else:
            self.told.emit(
                self.tr("Early stopping has ended the training. Press play to train on all the same.")
            )

    # --- pictures ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the state and the moment as they are now."""
        self._frames.draw()
        self._curves.draw()
        self._figures.draw()
        self.landscape.refresh()
        self.curvature.refresh()

    def _refresh(self) -> None:
        state, before = self._session.state, self._shown_state
        self._shown_state = state
        self._lab.stale_overlay.set_wanted(self._outdated(state.experiment))
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
        from core.network import training  # is there already, as a moment is

        return training.begins_anew(self._session.result.live.experiment, wanted)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self._theme = theme
        lab = self._lab
        for view in (lab.diagram, lab.map, lab.function, lab.forecast, lab.digits, lab.table):
            view.set_theme(theme)
        for part in (lab.curves, lab.runs, lab.inside, self.landscape, self.curvature):
            part.set_theme(theme)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language of the window."""
        self._shown_state = self._shown = self._drawn = None
        self.refresh()

    def _draw_network(self) -> None:
        """Show the layers that a person wants at once: the next click may come before they are computed."""
        try:
            self._lab.diagram.set_network(figures.wanted_network(self._experiment))
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
        if (
            self._drawn is None
            or before is None
            or before.live.task is not live.task
            or before.pictures.axes != pictures.axes
        ):
            self._drawn = self._set_up(result)
        drawn = self._drawn
        self._show_network(result)
        self._show_answers(result, drawn)
        self._lab.inside.set_classes(bool(drawn.classes))
        self._lab.transport.set_progress(
            pictures.epoch, live.epoch, live.experiment.epochs, live.batch, live.task.batches
        )
        self._curves.touch(FRAME_MS)
        self._figures.touch(FRAME_MS)

    def _show_curves(self) -> None:
        """How the runs have learned, and what goes on inside."""
        if (result := self._shown) is None:
            return
        live, pictures = result.live, result.pictures
        self._lab.curves.set_curves(
            figures.training_curves(result, self._styles(result)), live.experiment.epochs
        )
        self._lab.curves.set_cursor(pictures.epoch if pictures.view_state.epoch is not None else None)
        self._show_inside(self._lab.inside.view)

    def _show_figures(self) -> None:
        """What is read, and not looked at."""
        if (result := self._shown) is None:
            return
        styles = self._styles(result)
        self._name_what_is_shown(result, styles)
        self._lab.runs.set_rows(figures.run_rows(result, styles))
        self._lab.transport.set_rate(self._speedometer.steps_per_second)

    def _styles(self, result: TrainingResult) -> Sequence[RunStyle]:
        return run_styles(result.live.experiment.settings(), self._theme)

    def _set_up(self, result: TrainingResult) -> "_Drawn":
        """Show data and network that are new; what they do follows."""
        from core.network import pictures as network_pictures  # is there already, as a moment is

        experiment, task, lab = result.live.experiment, result.live.task, self._lab
        kind = network_pictures.kind_of(task)
        drawn = _Drawn(
            kind,
            network_pictures.inputs_as_drawn(task),
            network_pictures.targets(task),
            task.class_names,
            figures.drawn_network(experiment, task),
        )
        self.trace.set_network(drawn.network)
        lab.show_answers(kind)
        metric = "accuracy" if drawn.classes else "R²"
        lab.curves.set_metric(metric)
        lab.runs.set_metric(metric)
        lab.inside.landscape.set_metric(metric)
        if kind == "plane":
            axes = result.pictures.axes
            lab.map.set_axes(drawn.network.input_names, axes)
            lab.map.set_rectangle(network_pictures.rectangle_of(drawn.x, axes))
            lab.map.set_points(figures.points(task, drawn.x, drawn.y, axes), drawn.classes)
        elif kind == "function":
            lab.function.set_axes(
                figures.input_names(experiment, task.feature_names)[0], figures.answer_name(task)
            )
            y = drawn.y.reshape(len(drawn.y), -1)[:, 0]
            lab.function.set_points(drawn.x[:, 0], y, figures.validation_mask(task))
        elif kind == "sequence":
            from core.network import forecast

            values, window = forecast.series(task), drawn.x.shape[1]
            lab.forecast.set_series(values, window + len(task.split.training.x), window)
        elif kind == "images":
            images = drawn.x.reshape(len(drawn.x), 8, 8)
            lab.digits.set_images(images, drawn.y.astype(np.intp), figures.validation_mask(task))
        return drawn

    def _show_network(self, result: TrainingResult) -> None:
        values = figures.network_values(result)
        self._lab.diagram.set_values(values)
        self.trace.set_trace(result.pictures.trace, values.scaling)

    def _show_answers(self, result: TrainingResult, drawn: "_Drawn") -> None:
        lab, pictures = self._lab, result.pictures
        said = self._said(result, drawn)
        if drawn.kind == "plane":
            lab.map.set_field(figures.field(result, drawn.y))
            lab.map.set_wrong(figures.wrong(result.live.task, pictures.answers, drawn.y))
            x, y = pictures.probe[list(pictures.axes)]
            lab.map.set_probe(float(x), float(y), said)
            self._ask_for_cells()
        elif drawn.kind == "function":
            assert pictures.grid is not None
            lab.function.set_curves(pictures.grid, figures.function_curves(result, self._styles(result)))
            lab.function.set_probe(float(pictures.probe[0]), said)
        elif drawn.kind == "sequence":
            assert pictures.forecasts is not None
            lab.forecast.set_forecasts(figures.forecasts(result, self._styles(result)))
            lab.forecast.set_seed(pictures.forecasts.seed)
        elif drawn.kind == "images":
            lab.digits.set_predictions(pictures.answers)
            lab.digits.set_chosen(figures.nearest_sample(drawn.x, pictures.probe))
        else:
            lab.table.set_counts(
                figures.confusion(result.live.task, pictures.answers, drawn.y), drawn.classes
            )

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
        lab = self._lab
        for view in (lab.map, lab.function, lab.forecast, lab.digits, lab.table, lab.inside.confusion):
            view.set_subject(subject)

    def _ask_for_cells(self) -> None:
        assert self._shown is not None
        most = MOST_PRODUCTS // self._shown.live.task.plan.architecture.size
        cells = figures.affordable(self._lab.map.resolution(), most)
        if cells != self._session.state.view_state.cells:
            self._session.view_state(cells=cells)

    def _said(self, result: TrainingResult, drawn: "_Drawn") -> str:
        """The network's answer at the probe, in a few words."""
        answer = result.pictures.probe_answer
        if not np.isfinite(answer).all():
            return self.tr("not a number")
        if not drawn.classes:
            return f"y = {answer[0]:.3g}".replace("-", "−")
        chosen = int(figures.answered_classes(answer[None])[0])
        share = answer[chosen] if len(answer) > 1 else max(answer[0], 1.0 - answer[0])
        return f"{drawn.classes[chosen]} · {100 * min(max(share, 0.0), 1.0):.0f} %"

    def _show_inside(self, view: str) -> None:
        result, drawn, inside = self._shown, self._drawn, self._lab.inside
        inside.set_view(view)
        self._attend()
        if result is None or drawn is None or inside.view in ("landscape", "curvature"):
            return
        live, run = result.live, result.pictures.view_state.run
        built = live.task.plan.architecture
        names = figures.layer_names(drawn.network)
        if inside.view == "gradients":
            history = live.state.history
            inside.gradients.set_norms(
                history.epochs.astype(np.float64),
                history.gradient_norms[:, run],
                names,
                wanted=live.experiment.epochs,
            )
            found = result.findings
            inside.gradients.set_findings(
                None if found is None else [tr_message(one.message) for one in found]
            )
        elif inside.view == "weights":
            inside.weights.set_weights(figures.weights_by_layer(built, result.pictures.weights), names)
        elif inside.view == "confusion":
            counts = figures.confusion(live.task, result.pictures.answers, drawn.y)
            inside.confusion.set_counts(counts, drawn.classes)

    def _attend(self) -> None:
        """Landscape and curvature are computed for who sees them."""
        inside = self._lab.inside
        seen = inside.isVisible() and not self._closed
        self.landscape.set_seen(seen and inside.view == "landscape")
        near: Attention = "here" if inside.view == "curvature" else "near"
        self._curvatures.set_attention(near if seen else "away")


class _Drawn(NamedTuple):
    """The data as they are shown."""

    kind: str
    x: Floats
    y: Floats
    classes: tuple[str, ...]
    network: Network
