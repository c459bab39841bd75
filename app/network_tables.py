"""A training as a table: what every run did epoch by epoch, as CSV, and the trained weights as arrays."""

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:  # JAX comes with it, and the window does not wait for it
    from core.live_training import LiveTraining

COLUMNS = ("run", "optimizer", "epoch", "learning_rate", "loss", "metric", "val_loss", "val_metric")


def write_history(live: "LiveTraining", file: BinaryIO) -> None:
    """One row for every epoch of every shown run; then the gradient norm of each layer, and seconds so far.

    `metric` is the accuracy, or R² where numbers are predicted; a value that there is none of is left empty.
    """
    history, built = live.state.history, live.task.plan.architecture
    norms = [f"gradient_norm_{layer}" for layer in range(1, len(built.layers) + 1)]
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, *norms, "seconds"))
    for index, settings in enumerate(live.experiment.settings()):
        if not settings.enabled:
            continue
        names = (settings.run_label, settings.optimizer.name)
        columns = (history.learning_rate, history.loss, history.metric, history.val_loss, history.val_metric)
        rows = zip(*(column[:, index].tolist() for column in columns), strict=True)
        layers, seconds = history.gradient_norms[:, index].tolist(), history.time.tolist()
        for epoch, row, norm, time in zip(history.epochs.tolist(), rows, layers, seconds, strict=True):
            writer.writerow((*names, epoch, *(_number(value) for value in (*row, *norm, time))))
    text.flush()
    text.detach()


def _number(value: float) -> float | str:
    return "" if value != value else value


def write_weights(live: "LiveTraining", file: BinaryIO) -> None:
    """The weights as they are now, with what is needed to load them again."""
    from core import weights_file

    epoch, weights = live.weights_at(None)
    weights_file.write(file, live.experiment, live.task, weights, epoch)
