"""The command line: the window, or a race without one. Commands import Qt and JAX only if they need them."""

import argparse
import gc
import io
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, NoReturn

from core import experiment_files
from core.data.catalogue import DATASETS
from core.experiment import Experiment
from core.messages import TalwegError, tr_noop
from core.network import presets as network_presets
from core.network.experiment import NetworkExperiment
from core.optimizers import OPTIMIZERS
from core.parameters import Parameter
from core.surface import presets as surface_presets
from core.surface.catalogue import SURFACES
from core.surface.experiment import SurfaceExperiment

from ..kit import files
from . import interrupt, landscape_options, processes
from .landscape_options import Options

if TYPE_CHECKING:
    from .landscape import Result as LandscapeResult

FAILED = 1
BAD_INPUT = 2

TABLES = (".csv", ".npz")
PICTURES = (".png", ".svg")
FOR_PARAVIEW = (".vts", ".vtp")
LARGEST_SIDE = 16_384


class PictureOptions(NamedTuple):
    """How a picture is to look: its size in points, pixels to a point, theme and language."""

    width: int
    height: int
    scale: float
    theme: str
    language: str


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
        print(f"talweg: {_sentence_of(error)}", file=sys.stderr)
        return FAILED


def _sentence_of(error: Exception) -> str:
    if isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in str(error):  # XLA's name for it
        return "There is not enough memory for this; ask for less."
    reason = str(error).partition("\n")[0].rstrip(".")
    return (
        f"Something went wrong, which is a mistake in Talweg: {type(error).__name__} {reason}".rstrip() + "."
    )


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
    _add_outputs(run, PICTURES + TABLES)
    run.set_defaults(command=_run)

    landscape = commands.add_parser(
        "landscape",
        help="compute the loss around a network's weights, after training or around stored ones",
        allow_abbrev=False,
    )
    landscape.add_argument("file", metavar="FILE.json", type=Path)
    _add_outputs(landscape, PICTURES + TABLES + FOR_PARAVIEW)
    landscape_options.add_arguments(landscape)
    landscape.add_argument(
        "--log", action="store_true", help="let heights in .vts and .vtp be log₁₀ of the loss"
    )
    landscape.add_argument(
        "--anew", action="store_true", help="begin anew, whatever landscape is in the .npz file already"
    )
    processes.add_arguments(landscape)
    landscape.set_defaults(command=_landscape)

    surfaces = commands.add_parser("surfaces", help="list the surfaces and their parameters")
    surfaces.set_defaults(command=_list_surfaces)
    datasets = commands.add_parser("datasets", help="list the data sets and their parameters")
    datasets.set_defaults(command=_list_datasets)
    optimizers = commands.add_parser("optimizers", help="list the optimizers and their hyper-parameters")
    optimizers.set_defaults(command=_list_optimizers)

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
    new.set_defaults(command=_new)
    return parser


def _add_outputs(command: argparse.ArgumentParser, suffixes: Sequence[str]) -> None:
    """What is to be written, and how a picture is to look."""
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=Path,
        action="append",
        required=True,
        help=f"a file to write, by its suffix: {', '.join(suffixes)}; may be given again",
    )
    command.add_argument(
        "--size", default="1280x800", metavar="WxH", help="of a picture in points (%(default)s)"
    )
    command.add_argument("--scale", default=1.0, type=float, help="pixels to a point of a PNG (%(default)g)")
    command.add_argument(
        "--theme", default="dark", choices=("dark", "light"), help="of a picture (%(default)s)"
    )
    command.add_argument("--language", default="en", choices=("en", "de"), help="of a picture (%(default)s)")


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
    from ..window.window import show

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


def _run(parsed: argparse.Namespace) -> int:
    outputs: list[Path] = parsed.output
    options = _picture_options(parsed)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    wanted = files.read_experiment(parsed.file)
    _check_outputs(outputs, _inputs(parsed.file, wanted), PICTURES + TABLES)
    _check_any_run(parsed.file, wanted)
    with interrupt.listening(files.remove_unfinished) as heard:
        result = _trained(wanted, heard.is_set) if isinstance(wanted, NetworkExperiment) else _raced(wanted)
        for path in outputs:
            _write(result, path, options)
        return interrupt.INTERRUPTED if heard.is_set() else 0


def _inputs(file: Path, wanted: Experiment) -> list[Path]:
    data = wanted.dataset.path if isinstance(wanted, NetworkExperiment) else None
    return [file, *([Path(data)] if data else [])]


def _check_any_run(file: Path, wanted: Experiment) -> None:
    if not any(settings.enabled for settings in wanted.settings()):
        raise TalwegError(tr_noop("core", "{path} has every run switched off; enable one."), path=file)


def _check_outputs(outputs: Sequence[Path], inputs: Sequence[Path], suffixes: tuple[str, ...]) -> None:
    """Refuse what cannot be written before anything is computed."""
    taken = {os.path.realpath(path) for path in inputs}
    for path in outputs:
        if path.suffix.lower() not in suffixes:
            raise files.unknown_suffix(path, suffixes)
        if path.is_dir():
            raise TalwegError(tr_noop("core", "{path} is a folder; name a file."), path=path)
        if not path.absolute().parent.is_dir():
            raise TalwegError(
                tr_noop("core", "{path} cannot be written: there is no folder {folder}."),
                path=path,
                folder=path.absolute().parent,
            )
        if not os.access(path.absolute().parent, os.W_OK):
            raise TalwegError(
                tr_noop("core", "{path} cannot be written: it is in a read-only folder."), path=path
            )
        if path.exists() and not os.access(path, os.W_OK):
            raise TalwegError(tr_noop("core", "{path} cannot be written: it is read-only."), path=path)
        if (real := os.path.realpath(path)) in taken:
            raise TalwegError(
                tr_noop("core", "{path} is the input or another output already; name another file."),
                path=path,
            )
        taken.add(real)


def _picture_options(parsed: argparse.Namespace) -> PictureOptions:
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", parsed.size)
    width, height = (int(side) for side in match.groups()) if match else (0, 0)
    if width < 640 or height < 480:
        raise TalwegError(
            tr_noop("core", "--size is {size!r}; it has to look like 1280x800, and be 640x480 or more."),
            size=parsed.size,
        )
    if max(width, height) > LARGEST_SIDE:
        raise TalwegError(
            tr_noop("core", "--size is {size}; no side of a picture can have over {most} pixels."),
            size=parsed.size,
            most=LARGEST_SIDE,
        )
    if not 0.25 <= parsed.scale <= 8 or parsed.scale * max(width, height) > LARGEST_SIDE:
        raise TalwegError(
            tr_noop("core", "--scale is {scale:g}; it has to be 0.25 to 8, and no side over {most} pixels."),
            scale=parsed.scale,
            most=LARGEST_SIDE,
        )
    return PictureOptions(width, height, parsed.scale, parsed.theme, parsed.language)


class _Result(NamedTuple):
    """What came out: `draw(path, size, scale, theme, language)` makes a picture, `tables` fill files."""

    draw: Callable[..., None]
    tables: Mapping[str, Callable[[BinaryIO], object]]


def _raced(wanted: SurfaceExperiment) -> _Result:
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
    return _Result(draw, writers)


def _trained(wanted: NetworkExperiment, interrupted: Callable[[], bool]) -> _Result:
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
    return _Result(draw, writers)


def _landscape(parsed: argparse.Namespace) -> int:
    team = processes.team_of(parsed)
    view_state = _picture_options(parsed)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    wanted = files.read_experiment(parsed.file)
    if not isinstance(wanted, NetworkExperiment):
        raise TalwegError(
            tr_noop("core", "{path} is a race over a surface; talweg landscape takes a network."),
            path=parsed.file,
        )
    _check_any_run(parsed.file, wanted)
    kept = _kept(parsed.output)
    if team is None or team.process == 0:  # no other writes
        given = [*_inputs(parsed.file, wanted), *([parsed.weights] if parsed.weights else [])]
        _check_outputs(parsed.output, given, PICTURES + TABLES + FOR_PARAVIEW)
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
                    _write(result, path, view_state)
            return interrupt.INTERRUPTED if heard.is_set() else 0


def _give_up(error: Exception) -> NoReturn:
    """Say why and end at once: JAX would wait for processes that do not come or are gone, and then abort."""
    known = isinstance(error, TalwegError)
    print(f"talweg: {error if known else _sentence_of(error)}", file=sys.stderr, flush=True)
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
) -> _Result:
    from core.landscape import storage, vtk

    from ..network_lab.landscape import tables as landscape_tables

    height: vtk.Height = "log" if parsed.log else "loss"
    first = next(settings.run_label for settings in wanted.settings() if settings.enabled)

    def draw(*how: Any) -> None:
        from ..network_lab.landscape import picture as landscape_picture  # brings Qt, which tables do without

        landscape_picture.write(found.filled, wanted, parsed.of, options.run or first, *how)

    return _Result(
        draw,
        {
            ".npz": partial(storage.write, found.landscape),
            ".csv": partial(landscape_tables.write_csv, found.landscape),
            ".vts": lambda file: vtk.write_surface(found.landscape, file, parsed.of, height),
            ".vtp": lambda file: vtk.write_paths(found.landscape, file, parsed.of, height),
        },
    )


def _write(result: _Result, path: Path, options: PictureOptions) -> None:
    suffix = path.suffix.lower()
    if suffix in result.tables:
        files.write_whole(path, result.tables[suffix])
    else:
        size = options.width, options.height
        result.draw(path, size, options.scale, options.theme, options.language)


def _list_surfaces(parsed: argparse.Namespace) -> int:
    del parsed
    for surface in SURFACES.values():
        (x_low, x_high), (y_low, y_high) = surface.domain
        print(f"{surface.name}: {surface.title}. {surface.meaning}")
        print(f"    {surface.formula}")
        print(f"    x from {x_low:g} to {x_high:g}, y from {y_low:g} to {y_high:g}; {surface.source}")
        for parameter in surface.parameters:
            print(f"    {_described(parameter)}")
        print()
    return 0


def _list_datasets(parsed: argparse.Namespace) -> int:
    del parsed
    for dataset in DATASETS.values():
        print(f"{dataset.name}: {dataset.title}. {dataset.meaning}")
        for parameter in (dataset.noise, *dataset.parameters):
            print(f"    {_described(parameter)}")
        if dataset.source:
            print(f"    Source: {dataset.source}. Licence: {dataset.license}.")
        print()
    return 0


def _list_optimizers(parsed: argparse.Namespace) -> int:
    del parsed
    for optimizer in OPTIMIZERS.values():
        print(f"{optimizer.name}: {optimizer.title}. {optimizer.meaning}")
        print(f"    {optimizer.equation}")
        print(f"    {optimizer.source}")
        for described in (optimizer.learning_rate, *optimizer.hyperparameters):
            if isinstance(described, Parameter):
                print(f"    {_described(described)}")
            else:
                print(f"    {described.name} = {str(described.default).lower()}: {described.meaning}")
        print()
    return 0


def _described(parameter: Parameter) -> str:
    symbol = f" ({parameter.symbol})" if parameter.symbol not in ("", parameter.name) else ""
    return f"{parameter.name}{symbol} = {parameter.default:g}: {parameter.meaning}"


def _new(parsed: argparse.Namespace) -> int:
    made: Experiment
    if parsed.subject in DATASETS:
        made = network_presets.new(parsed.subject)
    else:
        made = surface_presets.new(parsed.subject)
    print(experiment_files.to_json(made).decode(), end="")
    return 0
