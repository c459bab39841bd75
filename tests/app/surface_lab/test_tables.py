import csv
import io
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest

from app.surface_lab import tables
from core import experiment_files
from core.run_settings import SETTINGS
from core.surface import race
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from core.surface.race import Race

AWKWARD = 'a, "quoted"; größer: η'


@pytest.fixture(scope="module")
def result() -> Race:
    """Runs with every peculiarity: an awkward label, one switched off, a diverging one, a changing rate."""
    return race.compute(
        SurfaceExperiment(
            surface=SurfaceChoice(formula="x^2 + 10*y^2"),
            start=(1.5, -0.1),
            steps=400,
            optimizers=(
                SETTINGS["sgd"](
                    learning_rate=0.01, label=AWKWARD, learning_rate_changes=((3, 0.02), (5, 0.1 / 3))
                ),
                SETTINGS["adam"](learning_rate=0.1),
                SETTINGS["adam"](learning_rate=0.1, label="off", enabled=False),
                SETTINGS["sgd"](learning_rate=10.0, label="too fast"),
            ),
        )
    )


def csv_of(result: Race) -> bytes:
    file = io.BytesIO()
    tables.write_csv(result, file)
    return file.getvalue()


def npz_of(result: Race) -> dict[str, np.ndarray]:
    file = io.BytesIO()
    tables.write_npz(result, file)
    with np.load(io.BytesIO(file.getvalue()), allow_pickle=False) as arrays:
        return dict(arrays)


def rows_of(result: Race) -> dict[str, list[dict[str, str]]]:
    """The rows of the CSV file by run."""
    runs: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(csv_of(result).decode(), newline=""), strict=True):
        runs.setdefault(row["run"], []).append(row)
    return runs


def test_first_line_names_the_columns(result: Race) -> None:
    assert csv_of(result).split(b"\n")[0] == b"run,optimizer,step,learning_rate,x,y,loss"


def test_lines_end_as_everywhere_on_unix(result: Race) -> None:
    assert b"\r" not in csv_of(result)
    assert csv_of(result).endswith(b"\n")


def test_shown_runs_in_order_under_label_or_name(result: Race) -> None:
    runs = rows_of(result)
    assert list(runs) == [AWKWARD, "adam", "too fast"]
    assert {row["optimizer"] for row in runs[AWKWARD]} == {"sgd"}
    assert {row["optimizer"] for row in runs["adam"]} == {"adam"}


def test_one_row_for_each_step_from_the_start_on(result: Race) -> None:
    rows = rows_of(result)[AWKWARD]
    assert [int(row["step"]) for row in rows] == list(range(401))
    assert (float(rows[0]["x"]), float(rows[0]["y"])) == (1.5, -0.1)


def test_loss_is_that_of_the_formula_at_the_point(result: Race) -> None:
    for row in rows_of(result)["adam"]:
        x, y = float(row["x"]), float(row["y"])
        assert float(row["loss"]) == pytest.approx(x * x + 10 * y * y, rel=1e-14)


def test_each_step_follows_from_the_one_before(result: Race) -> None:
    """Plain gradient descent, from one row to the next, with the rate that the row names."""
    rows = rows_of(result)[AWKWARD][:40]
    for row, after in pairwise(rows):
        rate, x, y = float(row["learning_rate"]), float(row["x"]), float(row["y"])
        assert float(after["x"]) == pytest.approx(x - rate * 2 * x, rel=1e-13)
        assert float(after["y"]) == pytest.approx(y - rate * 20 * y, rel=1e-13)


def test_learning_rate_changes_at_its_steps(result: Race) -> None:
    rates = [float(row["learning_rate"]) for row in rows_of(result)[AWKWARD][:8]]
    assert rates == [0.01, 0.01, 0.01, 0.02, 0.02, 0.1 / 3, 0.1 / 3, 0.1 / 3]


def test_numbers_lose_no_digit(result: Race) -> None:
    rows = rows_of(result)["adam"]
    run = result.runs[1]
    for column, values in (("x", run.positions[:, 0]), ("y", run.positions[:, 1]), ("loss", run.losses)):
        assert [float(row[column]) for row in rows] == values.tolist()


def test_diverged_run_ends_before_the_first_number_that_is_not_finite(result: Race) -> None:
    rows = rows_of(result)["too fast"]
    assert len(rows) < 401
    assert all(np.isfinite([float(row[column]) for column in ("x", "y", "loss")]).all() for row in rows)
    # |y| grows 199-fold with every step and the loss is 10 y²: it leaves the doubles when 10 y² > 1.8e308.
    first = next(k for k in range(400) if 2 * k * np.log10(199) + np.log10(10 * 0.1**2) > np.log10(1.797e308))
    assert len(rows) == first


def test_arrays_are_loaded_without_pickle_and_named_by_run(result: Race) -> None:
    arrays = npz_of(result)
    assert arrays["runs"].tolist() == [AWKWARD, "adam", "too fast"]
    assert {name.partition("/")[0] for name in arrays} == {"runs", "experiment", AWKWARD, "adam", "too fast"}
    assert {name.partition("/")[2] for name in arrays if name.startswith("adam/")} >= {
        "positions",
        "losses",
        "gradients",
        "learning_rates",
        "diverged_at",
        "state/m",
        "state/v",
    }


def test_arrays_hold_what_the_table_holds(result: Race) -> None:
    arrays = npz_of(result)
    for label, rows in rows_of(result).items():
        x, y = arrays[f"{label}/positions"].T
        assert x.tolist() == [float(row["x"]) for row in rows]
        assert y.tolist() == [float(row["y"]) for row in rows]
        assert arrays[f"{label}/losses"].tolist() == [float(row["loss"]) for row in rows]
        assert arrays[f"{label}/learning_rates"].tolist() == [float(row["learning_rate"]) for row in rows]
        np.testing.assert_allclose(
            arrays[f"{label}/gradients"], np.stack([2 * x, 20 * y], axis=1), rtol=1e-14
        )


def test_arrays_say_where_a_run_diverged(result: Race) -> None:
    arrays = npz_of(result)
    assert arrays["adam/diverged_at"] == -1
    assert arrays["too fast/diverged_at"] == len(rows_of(result)["too fast"])


def test_adams_first_moment_is_a_moving_average_of_the_gradients(result: Race) -> None:
    arrays = npz_of(result)
    gradients, moments = arrays["adam/gradients"], arrays["adam/state/m"]
    assert moments.shape == gradients.shape
    np.testing.assert_array_equal(moments[0], [0.0, 0.0])
    np.testing.assert_allclose(moments[1:], 0.9 * moments[:-1] + 0.1 * gradients[:-1], rtol=1e-12)


def test_experiment_in_the_arrays_gives_the_same_arrays_again(result: Race) -> None:
    arrays = npz_of(result)
    again = experiment_files.from_json(str(arrays["experiment"]).encode())
    assert again == result.experiment
    for name, values in npz_of(race.compute(again)).items():
        np.testing.assert_array_equal(values, arrays[name])


def test_same_race_is_the_same_file(result: Race, tmp_path: Path) -> None:
    assert csv_of(result) == csv_of(result)
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for path in files:
        with path.open("wb") as file:
            tables.write_npz(result, file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_race_with_every_run_switched_off_is_an_empty_table(result: Race) -> None:
    off = tuple(msgspec.structs.replace(one, enabled=False) for one in result.experiment.settings())
    hidden = result._replace(experiment=msgspec.structs.replace(result.experiment, optimizers=off))
    assert csv_of(hidden) == b"run,optimizer,step,learning_rate,x,y,loss\n"
    assert set(npz_of(hidden)) == {"runs", "experiment"}


def test_file_stays_open_for_whoever_gave_it(result: Race, tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as file:
        tables.write_csv(result, file)
        file.write(b"more\n")
    assert (tmp_path / "out").read_bytes() == csv_of(result) + b"more\n"
