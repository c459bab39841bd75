"""The command line. Commands import Qt and JAX only if they need them."""

import argparse
import gc
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from core.data.catalogue import DATASETS
from core.messages import TalwegError, tr_noop
from core.surface.catalogue import SURFACES

from . import landscape_command, landscape_options, lists, processes, run_command
from .failures import BAD_INPUT, FAILED, sentence_of
from .outputs import FOR_PARAVIEW, PICTURES, TABLES, add_outputs


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code.

    Bad input is one sentence on stderr, and 2; a mistake of ours is one too, and 1.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that has no η still gets the rest
    try:
        parsed = _parser().parse_args(arguments)
        parsed.arguments = sys.argv[1:] if arguments is None else arguments
        code = int(parsed.command(parsed))
        print(end="", flush=True)  # what cannot be written is to be noticed here, not on the way out
        return code
    except TalwegError as error:
        print(f"talweg: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # Whoever read our output has seen enough (`talweg surfaces | head`); nothing is left to say.
        _forget_output()
        return 0
    except OSError as error:
        _forget_output()
        print(f"talweg: {error.strerror or error}.", file=sys.stderr)
        return BAD_INPUT
    except Exception as error:
        if sys.flags.dev_mode:  # `python -X dev -m app` shows where
            raise
        print(f"talweg: {sentence_of(error)}", file=sys.stderr)
        return FAILED


def _forget_output() -> None:
    """Let Python, when it ends, flush what is left into nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Python 3.13 and earlier take -1e-3 for an option.
        self._negative_number_matcher = re.compile(
            r"-(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$|-(inf|nan)$", re.IGNORECASE
        )

    def error(self, message: str) -> NoReturn:
        raise TalwegError(tr_noop("core", "{message}; see talweg --help."), message=message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="talweg",
        description="See how learning works: optimizers race, networks learn, and their landscapes show.",
        allow_abbrev=False,
    )
    parser.set_defaults(command=_show, file=None)
    parser.add_argument(
        "--version", action="store_const", dest="command", const=_version, help="print the version"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    show = commands.add_parser("show", help="open the window with an experiment (no command: as it was last)")
    show.add_argument("file", metavar="FILE.json", type=Path)
    show.set_defaults(command=_show)

    run = commands.add_parser(
        "run",
        help="run an experiment without a window, a race or a training, and write what comes out",
        allow_abbrev=False,
    )
    run.add_argument("file", metavar="FILE.json", type=Path)
    add_outputs(run, PICTURES + TABLES)
    run.set_defaults(command=run_command.run)

    landscape = commands.add_parser(
        "landscape",
        help="compute the loss around a network's weights, after training or around stored ones",
        allow_abbrev=False,
    )
    landscape.add_argument("file", metavar="FILE.json", type=Path)
    add_outputs(landscape, PICTURES + TABLES + FOR_PARAVIEW)
    landscape_options.add_arguments(landscape)
    landscape.add_argument(
        "--log", action="store_true", help="let heights in .vts and .vtp be log₁₀ of the loss"
    )
    landscape.add_argument(
        "--anew", action="store_true", help="begin anew, whatever landscape is in the .npz file already"
    )
    processes.add_arguments(landscape)
    landscape.set_defaults(command=landscape_command.run)

    surfaces = commands.add_parser("surfaces", help="list the surfaces and their parameters")
    surfaces.set_defaults(command=lists.list_surfaces)
    datasets = commands.add_parser("datasets", help="list the data sets and their parameters")
    datasets.set_defaults(command=lists.list_datasets)
    optimizers = commands.add_parser("optimizers", help="list the optimizers and their hyper-parameters")
    optimizers.set_defaults(command=lists.list_optimizers)

    new = commands.add_parser("new", help="print an experiment to begin with")
    new.add_argument(
        "subject",
        metavar="NAME",
        nargs="?",
        choices=[*SURFACES, *DATASETS],
        default=next(iter(SURFACES)),
        help="its surface or its data set, by the name that `talweg surfaces` or `talweg datasets` lists "
        "(%(default)s)",
    )
    new.set_defaults(command=lists.new)
    return parser


def _version(parsed: argparse.Namespace) -> int:
    del parsed
    from importlib import metadata

    try:
        print(f"talweg {metadata.version('talweg')}")
    except metadata.PackageNotFoundError:
        raise TalwegError(tr_noop("core", "This Talweg is not installed and has no version.")) from None
    return 0


def _show(parsed: argparse.Namespace) -> int:
    _demand_display()
    # What is imported now stays: to look for garbage in it meanwhile would take a tenth of the start.
    gc.disable()
    from ..window.start import show

    return show(parsed.file)


def _demand_display() -> None:
    """Qt ends the process where there is no display, so this is decided before Qt is imported."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise TalwegError(
            tr_noop(
                "core", "There is no display for a window; talweg run FILE.json -o OUT.png works without."
            )
        )
