"""What the commands write: tables, pictures and surfaces, by the suffix of their files."""

import argparse
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from core.experiment import Experiment
from core.messages import TalwegError, tr_noop
from core.network.experiment import NetworkExperiment

from ..kit import files

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


def add_outputs(command: argparse.ArgumentParser, suffixes: Sequence[str]) -> None:
    """Add the options that say what is to be written, and how a picture is to look."""
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


def inputs(file: Path, wanted: Experiment) -> list[Path]:
    """The files that an experiment is read from."""
    data = wanted.dataset.path if isinstance(wanted, NetworkExperiment) else None
    return [file, *([Path(data)] if data else [])]


def check_any_run(file: Path, wanted: Experiment) -> None:
    """Refuse an experiment whose runs are all switched off."""
    if not any(settings.enabled for settings in wanted.settings()):
        raise TalwegError(tr_noop("core", "{path} has every run switched off; enable one."), path=file)


def check_outputs(outputs: Sequence[Path], inputs: Sequence[Path], suffixes: tuple[str, ...]) -> None:
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


def picture_options(parsed: argparse.Namespace) -> PictureOptions:
    """How pictures are to look; raises TalwegError for sizes that cannot be drawn."""
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


class Result(NamedTuple):
    """What came out: `draw(path, size, scale, theme, language)` makes a picture, `tables` fill files."""

    draw: Callable[..., None]
    tables: Mapping[str, Callable[[BinaryIO], object]]


def write(result: Result, path: Path, options: PictureOptions) -> None:
    """Write a result to a file, as a picture or as a table by its suffix."""
    suffix = path.suffix.lower()
    if suffix in result.tables:
        files.write_whole(path, result.tables[suffix])
    else:
        size = options.width, options.height
        result.draw(path, size, options.scale, options.theme, options.language)
