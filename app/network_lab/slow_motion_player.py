"""Plays one step of training in slow motion: forward, loss, backward, update."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from .views.diagram.diagram import NetworkDiagram
from .views.diagram.slow_motion import stage_caption, trace_stages
from .views.diagram.slow_motion_bar import SlowMotionBar
from .views.neurons.drawn_network import Network, Scaling

if TYPE_CHECKING:
    from core.network.step_trace import StepTrace

STAGE_MS = 1800
"""Long enough to read the caption of a stage."""


class SlowMotionPlayer(QObject):
    """Shows the stages of a step one after the other, and asks for the next batch at its end."""

    next_wanted = Signal()
    """The last stage is over: make this step and trace the next."""
    closed = Signal()

    def __init__(self, diagram: NetworkDiagram, bar: SlowMotionBar, parent: QObject) -> None:
        super().__init__(parent)
        self._diagram = diagram
        self._bar = bar
        self._network: Network | None = None
        self._trace: StepTrace | None = None
        self._stage = 0
        self._scaling = Scaling()
        self._timer = QTimer(self)
        self._timer.setInterval(STAGE_MS)
        self._timer.timeout.connect(self._go_on)
        bar.stage_requested.connect(self.show_stage)
        bar.play_toggled.connect(self.toggle)
        bar.repeat_requested.connect(lambda: self.show_stage(0))
        bar.next_requested.connect(self.next_wanted)
        bar.closed.connect(self.closed)

    @property
    def stage(self) -> int:
        """The stage that is shown."""
        return self._stage

    def set_network(self, network: Network) -> None:
        """Set the network that is trained; another one begins with the first stage."""
        if network != self._network:
            self._stage = 0
        self._network = network

    def set_trace(self, trace: "StepTrace | None", scaling: Scaling) -> None:
        """Show another step from its first stage; the same step stays at its stage."""
        before, self._trace, self._scaling = self._trace, trace, scaling
        if trace is None:
            if before is not None:
                self._diagram.set_trace(None, 0)
        elif before is None or not _same_batch(before, trace):
            self.show_stage(0, pause=False)
        else:
            self.show_stage(self._stage, pause=False)

    def toggle(self) -> None:
        """Play or pause."""
        if self._timer.isActive():
            self.stop()
        else:
            self._go_on()
            self._timer.start()
            self._bar.set_playing(True)

    def stop(self) -> None:
        """Stay at this stage."""
        self._timer.stop()
        self._bar.set_playing(False)

    def show_stage(self, stage: int, *, pause: bool = True) -> None:
        """Show one stage."""
        if pause:
            self.stop()
        if self._network is None or self._trace is None:
            return
        count = trace_stages(self._network)
        self._stage = min(max(stage, 0), count - 1)
        self._diagram.set_trace(self._trace, self._stage)
        caption = stage_caption(self._network, self._trace, self._stage, self._scaling)
        self._bar.set_stage(self._stage, count, caption)

    def _go_on(self) -> None:
        if self._network is not None and self._stage + 1 >= trace_stages(self._network):
            self.next_wanted.emit()
        else:
            self.show_stage(self._stage + 1, pause=False)


def _same_batch(before: "StepTrace", after: "StepTrace") -> bool:
    """Whether the same samples are shown to the network after as many steps."""
    return (
        before.step == after.step
        and np.array_equal(before.samples, after.samples)
        and np.array_equal(before.x, after.x)
    )
