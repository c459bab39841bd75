"""Shows what the network computes, in the view that goes with its data."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject

from ..kit.run_style import RunStyle, run_styles
from ..kit.theme import Theme
from . import figures
from .figures import ShownData
from .session import NetworkSession
from .state import TrainingResult
from .views.lab import NetworkLab

MOST_PRODUCTS = 120_000_000
"""Of weights with the cells of the map: so many take about as long as a frame."""


class AnswersPresenter(QObject):
    """Decision map, function, forecast, digits or confusion matrix; a person moves the probe in them."""

    def __init__(self, session: NetworkSession, lab: NetworkLab, theme: Theme) -> None:
        super().__init__(lab)
        self._session = session
        self._lab = lab
        self._theme = theme
        self._result: TrainingResult | None = None
        self._data: ShownData | None = None
        lab.map.probe_moved.connect(self._probe_plane)
        lab.map.axes_chosen.connect(lambda x, y: session.view_state(axes=(x, y)))
        lab.function.probe_moved.connect(lambda x: session.view_state(probe=(x,)))
        lab.forecast.seed_moved.connect(self._move_seed)
        lab.digits.sample_chosen.connect(self._choose_sample)

    # --- intents ----------------------------------------------------------------------------------------

    def _probe_plane(self, x: float, y: float) -> None:
        if self._result is not None:
            probe = self._result.pictures.probe.copy()
            probe[list(self._result.pictures.axes)] = x, y
            self._session.view_state(probe=tuple(probe.tolist()))

    def _move_seed(self, index: int) -> None:
        if self._data is not None:
            window = self._data.x.shape[1]
            sample = min(max(index - window, 0), len(self._data.x) - 1)
            self._session.view_state(seed=index, probe=tuple(self._data.x[sample].ravel().tolist()))

    def _choose_sample(self, index: int) -> None:
        if self._data is not None:
            self._session.view_state(probe=tuple(self._data.x[index].ravel().tolist()))

    # --- pictures ---------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self._theme = theme
        lab = self._lab
        for view in (lab.map, lab.function, lab.forecast, lab.digits, lab.table):
            view.set_theme(theme)

    def set_subject(self, text: str) -> None:
        """Say of which run and epoch the answers are."""
        lab = self._lab
        for view in (lab.map, lab.function, lab.forecast, lab.digits, lab.table):
            view.set_subject(text)

    def set_data(self, data: ShownData, result: TrainingResult) -> None:
        """Show other data, or other axes of them; what the network makes of them follows."""
        self._data = data
        self._lab.show_answers(data.kind)
        if data.kind == "plane":
            self._set_plane(data, result)
        elif data.kind == "function":
            self._set_function(data, result)
        elif data.kind == "sequence":
            self._set_sequence(data, result)
        elif data.kind == "images":
            images = data.x.reshape(len(data.x), 8, 8)
            self._lab.digits.set_images(
                images, data.y.astype(np.intp), figures.validation_mask(result.live.task)
            )

    def _set_plane(self, data: ShownData, result: TrainingResult) -> None:
        from core.network import pictures as network_pictures  # is there already, as a result is

        view, axes = self._lab.map, result.pictures.axes
        view.set_axes(data.network.input_names, axes)
        view.set_rectangle(network_pictures.rectangle_of(data.x, axes))
        view.set_points(figures.points(result.live.task, data.x, data.y, axes), data.classes)

    def _set_function(self, data: ShownData, result: TrainingResult) -> None:
        view, task = self._lab.function, result.live.task
        names = figures.input_names(result.live.experiment, task.feature_names)
        view.set_axes(names[0], figures.answer_name(task))
        y = data.y.reshape(len(data.y), -1)[:, 0]
        view.set_points(data.x[:, 0], y, figures.validation_mask(task))

    def _set_sequence(self, data: ShownData, result: TrainingResult) -> None:
        from core.network import forecast

        task = result.live.task
        values, window = forecast.series(task), data.x.shape[1]
        self._lab.forecast.set_series(values, window + len(task.split.training.x), window)

    def show(self, result: TrainingResult) -> None:
        """Show what the network makes of the data that were set last."""
        self._result = result
        lab, data, pictures = self._lab, self._data, result.pictures
        assert data is not None
        said = self._said(result, data)
        if data.kind == "plane":
            lab.map.set_field(figures.field(result, data.y))
            lab.map.set_wrong(figures.wrong(result.live.task, pictures.answers, data.y))
            x, y = pictures.probe[list(pictures.axes)]
            lab.map.set_probe(float(x), float(y), said)
            self._ask_for_cells(result)
        elif data.kind == "function":
            assert pictures.grid is not None
            lab.function.set_curves(pictures.grid, figures.function_curves(result, self._styles(result)))
            lab.function.set_probe(float(pictures.probe[0]), said)
        elif data.kind == "sequence":
            assert pictures.forecasts is not None
            lab.forecast.set_forecasts(figures.forecasts(result, self._styles(result)))
            lab.forecast.set_seed(pictures.forecasts.seed)
        elif data.kind == "images":
            lab.digits.set_predictions(pictures.answers)
            lab.digits.set_chosen(figures.nearest_sample(data.x, pictures.probe))
        else:
            counts = figures.confusion(result.live.task, pictures.answers, data.y)
            lab.table.set_counts(counts, data.classes)

    def _ask_for_cells(self, result: TrainingResult) -> None:
        """Ask for as many cells as the map has pixels, or as many as can be computed within a frame."""
        most = MOST_PRODUCTS // result.live.task.plan.architecture.size
        cells = figures.affordable(self._lab.map.resolution(), most)
        if cells != self._session.state.view_state.cells:
            self._session.view_state(cells=cells)

    def _said(self, result: TrainingResult, data: ShownData) -> str:
        """The network's answer at the probe, in a few words."""
        answer = result.pictures.probe_answer
        if not np.isfinite(answer).all():
            return self.tr("not a number")
        if not data.classes:
            return f"y = {answer[0]:.3g}".replace("-", "−")
        chosen = int(figures.answered_classes(answer[None])[0])
        share = answer[chosen] if len(answer) > 1 else max(answer[0], 1.0 - answer[0])
        return f"{data.classes[chosen]} · {100 * min(max(share, 0.0), 1.0):.0f} %"

    def _styles(self, result: TrainingResult) -> Sequence[RunStyle]:
        return run_styles(result.live.experiment.settings(), self._theme)
