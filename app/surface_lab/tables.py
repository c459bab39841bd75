"""A race as a table: every step of every shown run, as CSV or as numpy arrays."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from core import experiment_files

if TYPE_CHECKING:  # JAX comes with these, and the window does not wait for it
    from core.surface.descent import Run
    from core.surface.race import Race

COLUMNS = ("run", "optimizer", "step", "learning_rate", "x", "y", "loss")


def shown_runs(race: "Race") -> Iterator["Run"]:
    """The runs that are switched on."""
    for settings, run in zip(race.experiment.settings(), race.runs, strict=True):
        if settings.enabled:
            yield run


def write_csv(race: "Race", file: BinaryIO) -> None:
    """One row for every step of every shown run; step 0 is the start; numbers to full precision."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for run in shown_runs(race):
        columns = (run.learning_rates, run.positions[:, 0], run.positions[:, 1], run.losses)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        writer.writerows((run.label, run.optimizer, step, *row) for step, row in enumerate(rows))
    text.flush()
    text.detach()


def write_npz(race: "Race", file: BinaryIO) -> None:
    """Arrays of every shown run as `LABEL/positions`, `LABEL/state/NAME`, …; the experiment as JSON.

    `runs` lists the labels; `LABEL/diverged_at` is −1 for a run that stayed finite.
    """
    runs = list(shown_runs(race))
    arrays = {
        "runs": np.array([run.label for run in runs], dtype=np.str_),
        "experiment": np.array(experiment_files.to_json(race.experiment).decode()),
    }
    for run in runs:
        arrays[f"{run.label}/positions"] = run.positions
        arrays[f"{run.label}/losses"] = run.losses
        arrays[f"{run.label}/gradients"] = run.gradients
        arrays[f"{run.label}/learning_rates"] = run.learning_rates
        arrays[f"{run.label}/diverged_at"] = np.array(-1 if run.diverged_at is None else run.diverged_at)
        arrays |= {f"{run.label}/state/{name}": values for name, values in run.state.items()}
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type] # its stubs take **kwargs for allow_pickle
