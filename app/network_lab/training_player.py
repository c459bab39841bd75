"""Plays the training: continuously at some speed, step by step, or one step in slow motion."""

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.messages import tr_noop
from core.network.parameters import MOST_EPOCHS
from core.run_edits import replace

from ..lab.pacer import Pacer
from ..lab.speedometer import Speedometer
from .session import NetworkSession
from .slow_motion_player import SlowMotionPlayer
from .state import TrainingResult
from .views.controls.training_transport import SPEEDS
from .views.lab import NetworkLab

USUAL_SPEED = "epochs"
"""Fast enough to see learning, slow enough to see how."""


class TrainingPlayer(QObject):
    """Trains as the transport of the lab asks for; looks back at epochs that are over.

    Training goes on with every tick of the pacer, if the session has delivered the steps of the last one.
    """

    message = Signal(str)
    """A sentence for the person."""
    slow_changed = Signal(bool)
    """Whether a step is shown in slow motion."""

    def __init__(self, session: NetworkSession, lab: NetworkLab, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._lab = lab
        self._speed = USUAL_SPEED
        self.speedometer = Speedometer()
        self.pacer = Pacer(self)
        self.slow_motion = SlowMotionPlayer(lab.diagram, lab.slow_motion_bar, self)
        self.pacer.playing_changed.connect(lambda: self.speedometer.rest())
        self.pacer.ticked.connect(self._train)
        session.result_changed.connect(self._take)
        session.failed.connect(self.pacer.pause)
        self._connect_transport()
        self.slow_motion.next_wanted.connect(self.one_batch)
        self.slow_motion.closed.connect(lambda: self.set_slow(False))
        self.set_speed(self._speed)

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

    def toggle(self) -> None:
        """Play or pause: training, or the stages of one step in slow motion."""
        if self._session.state.view_state.trace:
            self.slow_motion.toggle()
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
            self.message.emit(
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
            self.set_slow(False)  # slow motion shows the next step only
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
        self._lab.show_slow_motion(slow)
        self.slow_changed.emit(slow)
        if slow:
            self.latest()
        else:
            self.slow_motion.stop()
        self._session.view_state(trace=slow)

    def end_slow_motion(self) -> None:
        """Train on as usual, if one step is being shown in slow motion."""
        if self._session.state.view_state.trace:
            self.set_slow(False)

    def pause(self) -> None:
        """Let nothing go on by itself."""
        self.pacer.pause()
        self.slow_motion.stop()

    def _train(self) -> None:
        """Make the steps that are due, if the last ones have been delivered."""
        result = self._session.result
        if not self.pacer.playing or result is None or not self._session.is_idle():
            return
        if result.ended and result.resumed == self._session.resumed:
            self.pacer.pause()
            self._report_end(result)
            return
        most = self._session.steps_within(self._session.time_to_train)
        steps = self.pacer.take(result.live.task.batches, most)
        if steps:
            self._session.train(steps)

    def _report_end(self, result: TrainingResult) -> None:
        """Why training has ended before its time."""
        if result.complete:
            return
        if all(run.diverged_at for run in result.shown_runs):
            self.message.emit(
                self.tr(
                    "Every run has diverged. Take a smaller learning rate and press play: "
                    "they go on from their last finite weights."
                )
            )
        else:
            self.message.emit(
                self.tr("Early stopping has ended the training. Press play to train on all the same.")
            )

    def _take(self, result: TrainingResult) -> None:
        if self.pacer.playing:
            self.speedometer.note(time.monotonic(), result.live.state.step)
        self._train()  # goes on behind the window while this one is drawn
