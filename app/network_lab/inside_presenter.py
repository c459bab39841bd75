"""Shows what goes on inside the network, and lets it be computed for the views that are seen only."""

import numpy as np
from PySide6.QtCore import QObject

from ..kit.translation import tr_message
from . import figures
from .curvature.session import Attention, CurvatureSession
from .figures import ShownData
from .landscape.presenter import LandscapePresenter
from .state import TrainingResult
from .views.inside.panel import InsidePanel


class InsidePresenter(QObject):
    """Gradients, weights and confusion; landscape and curvature have presenters of their own."""

    def __init__(
        self, panel: InsidePanel, landscape: LandscapePresenter, curvatures: CurvatureSession
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._landscape = landscape
        self._curvatures = curvatures
        self._result: TrainingResult | None = None
        self._data: ShownData | None = None
        self._closed = False
        panel.view_chosen.connect(self.show)
        panel.seen_changed.connect(self._attend)

    def set_result(self, result: TrainingResult, data: ShownData) -> None:
        """Take this result; `show` draws it."""
        self._result, self._data = result, data
        self._panel.set_classes(bool(data.classes))

    def show(self, view: str) -> None:
        """Show one of the views, as the last result has it."""
        result, data, panel = self._result, self._data, self._panel
        panel.set_view(view)
        self._attend()
        if result is None or data is None:
            return
        if panel.view == "gradients":
            self._show_gradients(result, data)
        elif panel.view == "weights":
            built = result.live.task.plan.architecture
            names = figures.layer_names(data.network)
            panel.weights.set_weights(figures.weights_by_layer(built, result.pictures.weights), names)
        elif panel.view == "confusion":
            counts = figures.confusion(result.live.task, result.pictures.answers, data.y)
            panel.confusion.set_counts(counts, data.classes)

    def _show_gradients(self, result: TrainingResult, data: ShownData) -> None:
        view, history, found = self._panel.gradients, result.live.state.history, result.findings
        view.set_norms(
            history.epochs.astype(np.float64),
            history.gradient_norms[:, result.pictures.view_state.run],
            figures.layer_names(data.network),
            wanted=result.live.experiment.epochs,
        )
        view.set_findings(None if found is None else [tr_message(one.message) for one in found])

    def close(self) -> None:
        """Let nothing be computed any more."""
        self._closed = True
        self._attend()

    def _attend(self) -> None:
        """Landscape and curvature are computed for who sees them."""
        seen = self._panel.isVisible() and not self._closed
        self._landscape.set_seen(seen and self._panel.view == "landscape")
        near: Attention = "here" if self._panel.view == "curvature" else "near"
        self._curvatures.set_attention(near if seen else "away")
