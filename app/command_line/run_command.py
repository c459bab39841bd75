"""talweg run: a race or a training without a window."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from core.network.experiment import NetworkExperiment
from core.surface.experiment import SurfaceExperiment

from ..kit import files
from . import interrupt
from .outputs import PICTURES, TABLES, Result, check_any_run, check_outputs, inputs, picture_options, write


def run(parsed: argparse.Namespace) -> int:
    """Run an experiment and write what comes out; returns the exit code."""
    outputs: list[Path] = parsed.output
    options = picture_options(parsed)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    wanted = files.read_experiment(parsed.file)
    check_outputs(outputs, inputs(parsed.file, wanted), PICTURES + TABLES)
    check_any_run(parsed.file, wanted)
    with interrupt.listening(files.remove_unfinished) as heard:
        result = _trained(wanted, heard.is_set) if isinstance(wanted, NetworkExperiment) else _raced(wanted)
        for path in outputs:
            write(result, path, options)
        return interrupt.INTERRUPTED if heard.is_set() else 0


def _raced(wanted: SurfaceExperiment) -> Result:
    from core import backend
    from core.surface import race

    from ..kit import paths
    from ..surface_lab import tables

    def draw(*how: Any) -> None:
        from ..surface_lab import picture  # brings Qt, which tables do without

        picture.write(result, *how)

    backend.keep_compiled_programs(paths.cache_folder())
    result = race.compute(wanted)
    writers = {".csv": partial(tables.write_csv, result), ".npz": partial(tables.write_npz, result)}
    return Result(draw, writers)


def _trained(wanted: NetworkExperiment, interrupted: Callable[[], bool]) -> Result:
    from ..network_lab import tables as network_tables
    from . import network as network_run

    def draw(*how: Any) -> None:
        from ..network_lab import picture as network_picture  # brings Qt, which tables do without

        network_picture.write(live, *how)

    live, complete = network_run.train(wanted, interrupted)
    if not complete:
        print(f"talweg: interrupted after epoch {live.epoch}; writing what there is.", file=sys.stderr)
    writers = {
        ".csv": partial(network_tables.write_history, live),
        ".npz": partial(network_tables.write_weights, live),
    }
    return Result(draw, writers)
