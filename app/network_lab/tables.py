"""A training as a table: what every run did epoch by epoch, its trained weights, and its landscape."""

import csv
import io
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from core.landscape import storage, vtk
from core.landscape.landscape import Landscape

if TYPE_CHECKING:  # JAX comes with it, and the window does not wait for it
    from core.landscape.live_landscape import LandscapePicture
    from core.network.training.live import LiveTraining

COLUMNS = ("run", "optimizer", "epoch", "learning_rate", "loss", "metric", "val_loss", "val_metric")


def write_history(live: "LiveTraining", file: BinaryIO) -> None:
    """One row for every epoch of every shown run; then the gradient norm of each layer, and seconds so far.

    `metric` is the accuracy, or R² where numbers are predicted; a value that there is none of is left empty.
    The rows of a run end with the epoch in which it stopped, or diverged: of the latter there are no values.
    Numbers have the digits that tell them apart in the experiment's precision.
    """
    from core.network.training import state as training_state  # is there already, as a training is

    history, task = live.state.history, live.task
    norms = [f"gradient_norm_{layer}" for layer in range(1, len(task.plan.architecture.layers) + 1)]
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, *norms, "seconds"))
    runs = training_state.run_states(task, live.state)
    for index, (settings, run) in enumerate(zip(live.experiment.settings(), runs, strict=True)):
        if not settings.enabled:
            continue
        measured = (history.loss, history.metric, history.val_loss, history.val_metric)
        values = np.concatenate(
            [np.stack([column[:, index] for column in measured], axis=1), history.gradient_norms[:, index]],
            axis=1,
        ).astype(task.plan.dtype)
        diverged = -(-run.diverged_at // task.batches) if run.diverged_at else None
        last = run.stopped_epoch or diverged or live.epoch
        count = int(np.searchsorted(history.epochs, last, "right"))
        for epoch, rate, row, time in zip(
            history.epochs[:count].tolist(),
            history.learning_rate[:count, index].tolist(),
            values[:count],
            history.time[:count].tolist(),
            strict=True,
        ):
            numbers = (_number(value) for value in (rate, *row))
            writer.writerow((settings.run_label, settings.optimizer.name, epoch, *numbers, round(time, 6)))
    text.flush()
    text.detach()


def _number(value: Any) -> Any:
    return "" if value != value else value


def write_weights(live: "LiveTraining", file: BinaryIO) -> None:
    """The weights as they are now, with what is needed to load them again."""
    from core.network import weights_file
    from core.network.training import state as training_state

    runs = training_state.run_states(live.task, live.state)
    weights_file.write(file, live.experiment, live.task, runs, live.epoch)


def write_landscape(shown: "LandscapePicture | Landscape", file: BinaryIO) -> None:
    """The landscape in view, training and validation, as arrays."""
    storage.write(_landscape(shown), file)


def write_surface(shown: "LandscapePicture | Landscape", file: BinaryIO) -> None:
    """The landscape in view as a surface, for ParaView."""
    vtk.write_surface(_landscape(shown), file)


def write_paths(shown: "LandscapePicture | Landscape", file: BinaryIO) -> None:
    """The paths through the landscape in view as lines, for ParaView."""
    vtk.write_paths(_landscape(shown), file)


def _landscape(shown: "LandscapePicture | Landscape") -> Landscape:
    if isinstance(shown, Landscape):
        return shown
    from core.landscape import live_landscape  # is there already, as a picture is

    return live_landscape.landscape_of(shown)
