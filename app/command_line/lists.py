"""talweg surfaces, datasets, optimizers and new: what there is, and an experiment to begin with."""

import argparse

from core import experiment_files
from core.data.catalogue import DATASETS
from core.experiment import Experiment
from core.network import presets as network_presets
from core.optimizers import OPTIMIZERS
from core.parameters import Parameter
from core.surface import presets as surface_presets
from core.surface.catalogue import SURFACES


def list_surfaces(parsed: argparse.Namespace) -> int:
    """Print the surfaces and their parameters."""
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


def list_datasets(parsed: argparse.Namespace) -> int:
    """Print the data sets and their parameters."""
    del parsed
    for dataset in DATASETS.values():
        print(f"{dataset.name}: {dataset.title}. {dataset.meaning}")
        for parameter in (dataset.noise, *dataset.parameters):
            print(f"    {_described(parameter)}")
        if dataset.source:
            print(f"    Source: {dataset.source}. Licence: {dataset.license}.")
        print()
    return 0


def list_optimizers(parsed: argparse.Namespace) -> int:
    """Print the optimizers and their hyper-parameters."""
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


def new(parsed: argparse.Namespace) -> int:
    """Print an experiment to begin with."""
    made: Experiment
    if parsed.subject in DATASETS:
        made = network_presets.new(parsed.subject)
    else:
        made = surface_presets.new(parsed.subject)
    print(experiment_files.to_json(made).decode(), end="")
    return 0
