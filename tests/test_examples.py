"""The examples run as they stand and write landscapes that can be read."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from core.landscape import Landscape, read
from tests.folders import ROOT
from tests.processes import COMPILING

NEEDED = {
    "optax_model": ["optax"],
    "checkpoints": [],
    "equinox_model": ["equinox", "optax"],
    "flax_model": ["flax", "optax"],
    "keras_model": ["keras"],
}


def _written(program: list[str], file: Path) -> Landscape:
    """What a program writes that is run beside the file."""
    # Other people's code need not be as strict about ranks as the tests of Talweg's own.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JAX_", "XLA_"))}
    done = subprocess.run(
        [sys.executable, *program],
        cwd=file.parent,
        env={**environment, **COMPILING, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    assert done.stdout
    return read(file)


def test_every_example_is_tried() -> None:
    tried = {*NEEDED, "edge_of_stability"}  # that one draws a picture, and is tried with the views
    assert tried == {file.stem for file in (ROOT / "examples").glob("*.py")}


@pytest.mark.parametrize("name", NEEDED)
def test_an_example_runs(name: str, tmp_path: Path) -> None:
    missing = [package for package in NEEDED[name] if find_spec(package) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed")
    found = _written([str(ROOT / "examples" / f"{name}.py")], tmp_path / f"{name}.npz")
    assert np.isfinite(found.training).all()
    for path in found.paths.values():
        assert np.isfinite(path).all()
        assert ((path[:, 0] >= found.alpha[0]) & (path[:, 0] <= found.alpha[-1])).all()
