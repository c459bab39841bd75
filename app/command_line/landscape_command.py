"""talweg landscape: the loss around the weights of a network, computed by one process or by several."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from core.messages import TalwegError, tr_noop
from core.network.experiment import NetworkExperiment

from ..kit import files
from . import interrupt, landscape_options, processes
from .failures import BAD_INPUT, FAILED, sentence_of
from .landscape_options import Options
from .outputs import (
    FOR_PARAVIEW,
    PICTURES,
    TABLES,
    Result,
    check_any_run,
    check_outputs,
    inputs,
    picture_options,
    write,
)

if TYPE_CHECKING:
    from .landscape import Result as LandscapeResult


def run(parsed: argparse.Namespace) -> int:
    """Compute a landscape and write it; returns the exit code."""
    team = processes.team_of(parsed)
    picture = picture_options(parsed)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    wanted = files.read_experiment(parsed.file)
    if not isinstance(wanted, NetworkExperiment):
        raise TalwegError(
            tr_noop("core", "{path} is a race over a surface; talweg landscape takes a network."),
            path=parsed.file,
        )
    check_any_run(parsed.file, wanted)
    kept = _kept(parsed.output)
    if team is None or team.process == 0:  # no other writes
        given = [*inputs(parsed.file, wanted), *([parsed.weights] if parsed.weights else [])]
        check_outputs(parsed.output, given, PICTURES + TABLES + FOR_PARAVIEW)
    options = landscape_options.options_of(parsed, wanted)

    from . import landscape as landscape_run

    with processes.together(team, parsed.arguments, _give_up) as company:

        def tidy() -> None:
            files.remove_unfinished()
            company.stop()

        with interrupt.listening(tidy) as heard:
            try:
                found = landscape_run.compute(
                    wanted, options, kept, team, heard.is_set, anew=parsed.anew, all_came=company.all_came
                )
            except landscape_run.InterruptedEarlyError as error:
                print(f"talweg: {error}", file=sys.stderr)
                return interrupt.INTERRUPTED
            except Exception as error:
                if team is None or (
                    isinstance(error, TalwegError) and not isinstance(error, processes.LostError)
                ):
                    raise
                company.stop()
                _give_up(error)
            if found is not None:
                if not found.complete:
                    print(f"talweg: {_interrupted(found, kept)}", file=sys.stderr)
                result = _of_landscape(found, wanted, options, parsed)
                for path in sorted(parsed.output, key=lambda path: path != kept):  # what is dearest first
                    write(result, path, picture)
            return interrupt.INTERRUPTED if heard.is_set() else 0


def _give_up(error: Exception) -> NoReturn:
    """Say why and end at once: JAX would wait for processes that do not come or are gone, and then abort."""
    known = isinstance(error, TalwegError)
    print(f"talweg: {error if known else sentence_of(error)}", file=sys.stderr, flush=True)
    files.remove_unfinished()
    os._exit(BAD_INPUT if known and not isinstance(error, processes.LostError) else FAILED)


def _kept(outputs: Sequence[Path]) -> Path | None:
    """The file from which an unfinished landscape goes on."""
    found = [path for path in outputs if path.suffix.lower() == ".npz"]
    if len(found) > 1:
        raise TalwegError(tr_noop("core", "There are {count} outputs .npz; name one."), count=len(found))
    return found[0] if found else None


def _interrupted(found: "LandscapeResult", kept: Path | None) -> str:
    how = "the same command goes on from there" if kept else "with -o FILE.npz it could go on from there"
    return f"interrupted after {found.done:,} of {found.points:,} points; writing what there is, {how}."


def _of_landscape(
    found: "LandscapeResult", wanted: NetworkExperiment, options: Options, parsed: argparse.Namespace
) -> Result:
    from core.landscape import storage, vtk

    from ..network_lab.landscape import tables as landscape_tables

    height: vtk.Height = "log" if parsed.log else "loss"
    first = next(settings.run_label for settings in wanted.settings() if settings.enabled)

    def draw(*how: Any) -> None:
        from ..network_lab.landscape import picture as landscape_picture  # brings Qt, which tables do without

        landscape_picture.write(found.filled, wanted, parsed.of, options.run or first, *how)

    return Result(
        draw,
        {
            ".npz": partial(storage.write, found.landscape),
            ".csv": partial(landscape_tables.write_csv, found.landscape),
            ".vts": lambda file: vtk.write_surface(found.landscape, file, parsed.of, height),
            ".vtp": lambda file: vtk.write_paths(found.landscape, file, parsed.of, height),
        },
    )
