"""What a person wants of a landscape, as the command line has it; mistakes are told before JAX is loaded."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from core.data.samples import training_count
from core.landscape.landscape import METHODS
from core.messages import TalwegError, tr_noop
from core.network import weights_file
from core.network.dataset_choice import CSV
from core.network.experiment import NetworkExperiment, problem
from core.network.weights_file import TrainedWeights
from core.plane import Range

MOST_NODES = 2001
FARTHEST = 1e6
PARTS = ("training", "validation")


class Options(NamedTuple):
    """What is wanted; `run` and `to` are labels, `weights` those to stand in for training.

    `data` is a digest of a table, of which the experiment has but the name; "" for other data.
    """

    directions: str
    dimensions: int
    resolution: int
    range: Range | None
    seed: int
    run: str | None
    to: tuple[str, ...]
    weights: TrainedWeights | None
    data: str = ""

    def as_json(self) -> str:
        """All that decides what is computed, beside the experiment."""
        weights = None if self.weights is None else _digest(self.weights)
        told = {**self._asdict(), "weights": weights}
        return json.dumps({name: value for name, value in told.items() if name != "data" or value})


def _digest(trained: TrainedWeights) -> str:
    digest = hashlib.sha256()
    for label, arrays in trained.arrays.items():
        for name, array in arrays.items():
            digest.update(f"{label}/{name} {array.dtype} {array.shape}".encode() + array.tobytes())
    return digest.hexdigest()


def _digest_of_data(experiment: NetworkExperiment) -> str:
    if experiment.dataset.name != CSV:
        return ""
    x, y = experiment.dataset.given()
    return hashlib.sha256(np.ascontiguousarray(x).tobytes() + np.ascontiguousarray(y).tobytes()).hexdigest()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Those of `Options`, and which loss a picture shows."""
    parser.add_argument(
        "--directions",
        default=METHODS[0],
        choices=METHODS,
        help="random ones, normalised by filter (random) or by layer; the principal components of all paths "
        "(pca) or of the run's own (path); the leading eigenvectors of the Hessian; or those to other runs "
        "(interpolate). (%(default)s)",
    )
    parser.add_argument(
        "--dimensions", type=int, choices=(1, 2), help="1 for a line, 2 for a plane (2; with one --to 1)"
    )
    parser.add_argument(
        "--resolution", metavar="N", type=int, default=101, help="points along each side (%(default)s)"
    )
    parser.add_argument(
        "--range",
        metavar="NUMBER",
        type=float,
        nargs="+",
        default=(),
        help="lowest and highest α, and of β if it differs (what the paths need; else −1 1)",
    )
    parser.add_argument(
        "--of", default=PARTS[0], choices=PARTS, help="whose loss pictures and surfaces show (%(default)s)"
    )
    parser.add_argument("--run", metavar="LABEL", help="whose weights are the centre (the first)")
    parser.add_argument(
        "--to",
        metavar="LABEL",
        action="append",
        default=[],
        help="with interpolate, a run at another end; may be given again (those with the lowest losses)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of random directions (%(default)s)")
    parser.add_argument(
        "--weights",
        metavar="WEIGHTS.npz",
        type=Path,
        help="weights that talweg run wrote, instead of training",
    )


def options_of(parsed: argparse.Namespace, experiment: NetworkExperiment) -> Options:
    """The options, checked; raises TalwegError for the first that cannot be."""
    _check_whole("--resolution", parsed.resolution, 2, MOST_NODES)
    _check_whole("--seed", parsed.seed, 0, 2**32 - 1)
    _check_runs(parsed, experiment)
    if parsed.of == "validation" and not _has_validation(experiment):
        raise TalwegError(tr_noop("core", "--of is validation, but no samples are held back to validate."))
    interpolates = parsed.directions == "interpolate"
    return Options(
        parsed.directions,
        parsed.dimensions or (1 if interpolates and len(parsed.to) == 1 else 2),
        parsed.resolution,
        _range(parsed.range),
        parsed.seed,
        parsed.run,
        tuple(parsed.to),
        weights_file.read(parsed.weights) if parsed.weights else None,
        _digest_of_data(experiment),
    )


def _check_whole(option: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise TalwegError(
            tr_noop("core", "{option} is {value}; it has to be {least} to {most}."),
            option=option,
            value=value,
            least=least,
            most=most,
        )


def _check_runs(parsed: argparse.Namespace, experiment: NetworkExperiment) -> None:
    known = [settings.run_label for settings in experiment.settings() if settings.enabled]
    for option, label in (("--run", parsed.run), *(("--to", label) for label in parsed.to)):
        if label is not None and label not in known:
            raise TalwegError(
                tr_noop("core", "{option} is {label!r}, which is none of the runs: {known}."),
                option=option,
                label=label,
                known=", ".join(known),
            )
    if parsed.to and parsed.directions != "interpolate":
        raise TalwegError(tr_noop("core", "--to goes with --directions interpolate only."))
    if len(parsed.to) > (parsed.dimensions or 2):
        raise TalwegError(
            tr_noop("core", "--to is given {count} times; a line has one other end, a plane two."),
            count=len(parsed.to),
        )


def _has_validation(experiment: NetworkExperiment) -> bool:
    samples = problem(experiment).samples
    return training_count(samples, experiment.dataset.validation_fraction) < samples


def _range(given: Sequence[float]) -> Range | None:
    if not given:
        return None
    if len(given) not in (2, 4):
        raise TalwegError(
            tr_noop("core", "--range has {count} numbers; it takes 2, or 4 where α and β differ."),
            count=len(given),
        )
    left, right, bottom, top = (*given, *given)[:4]
    for low, high in ((left, right), (bottom, top)):
        if not -FARTHEST <= low < high <= FARTHEST:
            raise TalwegError(
                tr_noop("core", "--range goes from {low:g} to {high:g}; it has to grow, within ±{most:g}."),
                low=low,
                high=high,
                most=FARTHEST,
            )
    return (left, right), (bottom, top)
