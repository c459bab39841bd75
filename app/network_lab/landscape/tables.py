"""A landscape as a table: losses and metrics of every point, as CSV."""

import csv
import io
from typing import BinaryIO

import numpy as np

from core.landscape.landscape import Landscape

COLUMNS = ("alpha", "beta", "training", "validation", "training_metric", "validation_metric")


def write_csv(landscape: Landscape, file: BinaryIO) -> None:
    """One row for every point, α first; what is not known, or there is none of, is left empty."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for index, beta in enumerate(landscape.beta):  # all numbers at once, as Python has them, take gigabytes
        places = landscape.alpha, np.full(len(landscape.alpha), beta)
        columns = (*places, *(getattr(landscape, name)[index] for name in COLUMNS[2:]))
        for row in zip(*(column.tolist() for column in columns), strict=True):
            writer.writerow("" if value != value else value for value in row)
    text.flush()
    text.detach()
