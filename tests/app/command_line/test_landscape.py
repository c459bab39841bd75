"""A landscape on the command line: computed, interrupted, resumed, and by two processes."""

import csv
import json
import re
import struct
import threading
from collections.abc import Callable
from contextlib import nullcontext, redirect_stderr
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from app.command_line import interrupt, progress_line
from app.command_line import landscape as landscape_run
from app.command_line import main as cli
from app.command_line import network as network_run
from app.kit import files
from core.experiment_files import from_json
from core.landscape import grid
from core.landscape.landscape import METHODS
from core.network.training import evaluation
from core.network.training import task as training_task
from tests.app.command_line.landscape_calls import (
    Answer,
    assert_equal,
    assert_refused,
    ends,
    experiment,
    land,
    losses_at,
    raw,
)
from tests.app.terminal import Terminal, screen

# --- what comes out -----------------------------------------------------------------------------------------


def test_every_output_is_written(talweg: Answer, folder: Path) -> None:
    names = ["land.csv", "land.npz", "land.png", "land.svg", "land.vtp", "land.vts"]
    outputs = [argument for name in names for argument in ("-o", name)]
    assert talweg(*outputs, "--size", "800x600", "--scale", "2") == (0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == [*names, "net.json"]
    made = land()
    np.testing.assert_allclose(made.training, losses_at(made), rtol=1e-5)
    np.testing.assert_allclose(made.validation, losses_at(made, "validation"), rtol=1e-5)
    assert np.isfinite([made.training_metric, made.validation_metric]).all()
    assert from_json(made.experiment.encode()) == experiment()
    rows = list(csv.DictReader((folder / "land.csv").read_text().splitlines()))
    np.testing.assert_array_equal([float(row["training"]) for row in rows], made.training.ravel())
    np.testing.assert_array_equal([float(row["alpha"]) for row in rows], np.tile(made.alpha, 9))
    np.testing.assert_array_equal([float(row["beta"]) for row in rows], np.repeat(made.beta, 9))
    assert struct.unpack(">II", (folder / "land.png").read_bytes()[16:24]) == (1600, 1200)
    words = "".join(ElementTree.parse("land.svg").getroot().itertext())
    for word in ("Training loss around SGD", "my Adam", "random directions, filter-normalised"):
        assert word.casefold() in words.casefold()
    surface = ElementTree.parse("land.vts").getroot()
    assert surface.find("StructuredGrid/Piece").get("Extent") == "0 8 0 8 0 0"  # type: ignore[union-attr]
    paths = ElementTree.parse("land.vtp").getroot()
    assert paths.find("PolyData/Piece").get("NumberOfLines") == "3"  # type: ignore[union-attr]


@pytest.mark.parametrize("method", METHODS)
def test_the_centre_is_where_training_has_led_a_run(method: str, talweg: Answer) -> None:
    assert talweg("-o", "land.npz", "--directions", method, "--run", "my Adam")[0] == 0
    made = land()
    np.testing.assert_array_equal(made.plane.center, ends()[1])
    assert list(made.paths) == ["sgd", "my Adam", "rmsprop"]
    assert all(path.shape == (7 + 1, 2) for path in made.paths.values())  # epochs 0 to 6, and now
    np.testing.assert_allclose(made.paths["my Adam"][-1], 0.0, atol=1e-9)


def test_the_range_is_a_persons_or_what_the_paths_need(talweg: Answer) -> None:
    talweg("-o", "land.npz", "--range", -0.5, 1.5)
    assert [land().alpha[0], land().alpha[-1], land().beta[0], land().beta[-1]] == [-0.5, 1.5, -0.5, 1.5]
    talweg("-o", "land.npz", "--range", -0.5, 1.5, -1, 2, "--anew")
    assert [land().alpha[0], land().alpha[-1], land().beta[0], land().beta[-1]] == [-0.5, 1.5, -1, 2]
    talweg("-o", "land.npz", "--directions", "pca", "--anew")
    for path in land().paths.values():
        assert (path >= [land().alpha[0], land().beta[0]]).all()
        assert (path <= [land().alpha[-1], land().beta[-1]]).all()


@pytest.mark.parametrize("low", ["-1e-3", "-.5", "-2.", "-1E+0", "-0.25"])
def test_a_range_may_begin_with_any_negative_number(low: str, weights: Path, talweg: Answer) -> None:
    assert talweg("--weights", weights, "-o", "land.npz", "--range", low, "1e-3")[0] == 0
    assert (land().alpha[0], land().alpha[-1]) == (float(low), 1e-3)


def test_a_line_leads_from_one_solution_to_another(talweg: Answer) -> None:
    options = ("--directions", "interpolate", "--run", "sgd", "--to", "rmsprop", "--range", 0, 1)
    assert talweg("-o", "land.npz", "-o", "land.svg", *options)[0] == 0
    made = land()
    assert (made.plane.dimensions, made.beta.tolist()) == (1, [0.0])
    weights, task = ends(), training_task.prepare(experiment())
    np.testing.assert_allclose(
        made.training[0, [0, -1]], evaluation.losses_of(task, weights[[0, 2]]), rtol=1e-5
    )
    assert ">RMSprop<" in Path("land.svg").read_text()


def test_the_path_is_that_of_the_same_epochs_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = experiment(epochs=50)
    seen = []
    for seconds in (0.0, 1e9):  # the slowest machine and the fastest
        monkeypatch.setattr(network_run, "_CALL_S", seconds)
        live, complete = network_run.train(wanted, lambda: False, most_snapshots=12)
        assert complete
        seen.append(live.snapshots)
    assert seen[0].epochs == seen[1].epochs == (*range(0, 50, 5), 50)
    np.testing.assert_array_equal(seen[0].weights, seen[1].weights)


# --- from stored weights ------------------------------------------------------------------------------------


@pytest.fixture
def weights(folder: Path) -> Path:
    assert cli.main(["run", "net.json", "-o", "weights.npz"]) == 0
    return folder / "weights.npz"


def test_stored_weights_need_no_training(
    weights: Path, talweg: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_run, "train", None)
    assert talweg("--weights", weights, "-o", "land.npz", "--run", "rmsprop") == (0, "", "")
    np.testing.assert_array_equal(land().plane.center, ends()[2])
    between = ("--directions", "interpolate", "--to", "my Adam", "--to", "rmsprop")
    assert talweg("--weights", weights, "-o", "plane.npz", *between) == (0, "", "")
    made = land("plane.npz")
    np.testing.assert_allclose(made.plane.at([[0, 0], [1, 0], [0, 1]]), ends(), rtol=1e-6)


def test_weights_that_do_not_fit_are_refused(weights: Path, talweg: Answer, folder: Path) -> None:
    (folder / "net.json").write_text(json.dumps(raw(network={"hidden": [4]})))
    assert_refused(talweg("--weights", weights, "-o", "land.npz"), "does not fit this network")
    assert_refused(talweg("--weights", "net.json", "-o", "land.npz"), "net.json holds no trained weights")
    assert_refused(talweg("--weights", "no.npz", "-o", "land.npz"), "no.npz cannot be read: No such file")
    assert_refused(talweg("--weights", weights, "-o", weights), "is the input or another output already")
    assert not (folder / "land.npz").exists()


def test_runs_without_stored_weights_cannot_be_looked_at(talweg: Answer, folder: Path) -> None:
    (folder / "one.json").write_text(json.dumps(raw(optimizers=[{"name": "sgd", "learning_rate": 0.5}])))
    assert cli.main(["run", "one.json", "-o", "one.npz"]) == 0
    for wanted in (("--run", "rmsprop"), ("--directions", "interpolate", "--to", "rmsprop")):
        answer = talweg("--weights", "one.npz", "-o", "land.npz", *wanted)
        assert_refused(answer, "one.npz has no run called 'rmsprop'; it has: sgd.")
    assert not Path("land.npz").exists()


def test_the_landscape_around_a_run_that_diverged_is_called_so(talweg: Answer, folder: Path) -> None:
    wild = [{"name": "sgd", "learning_rate": 1e38}, {"name": "adam"}]
    raws = raw(dataset={"name": "sine", "samples": 48}, loss="mean_squared_error", optimizers=wild)
    (folder / "net.json").write_text(json.dumps(raws))
    said = "talweg: sgd has diverged; this is where it was last. Another --run may tell more.\n"
    assert talweg("-o", "land.csv") == (0, "", said)
    assert talweg("-o", "land.csv", "--run", "adam") == (0, "", "")
    assert cli.main(["run", "net.json", "-o", "wild.npz"]) == 0
    assert talweg("-o", "land.csv", "--weights", "wild.npz") == (0, "", said)
    assert talweg("-o", "land.npz", "--weights", "wild.npz", "--run", "adam") == (0, "", "")
    assert np.isfinite(land().training).all()


# --- interrupted, and gone on with --------------------------------------------------------------------------


class CtrlC(threading.Event):
    """Is heard when somebody has listened so often."""

    def __init__(self, checks: int) -> None:
        super().__init__()
        self.checks = checks

    def is_set(self) -> bool:
        self.checks -= 1
        return self.checks < 0


@pytest.fixture
def interrupted_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], CtrlC]:
    """Lets whoever computes be interrupted after so many calls, which are small and always the same."""
    monkeypatch.setattr(grid, "_CALL_SECONDS", 0.0)
    monkeypatch.setattr(network_run, "_CALL_S", 1e9)

    def interrupted_after(checks: int) -> CtrlC:
        heard = CtrlC(checks)
        monkeypatch.setattr(interrupt, "listening", lambda tidy: nullcontext(heard))
        return heard

    return interrupted_after


INTERRUPTED = re.compile(
    r"talweg: interrupted after (\d+) of 81 points; writing what there is, the same command goes on from "
    r"there\.\n"
)


def test_what_is_interrupted_is_written_and_gone_on_with(
    talweg: Answer,
    interrupted_after: Callable[[int], CtrlC],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = ("--directions", "pca", "-o", "land.npz")
    listened = interrupted_after(10**9)
    assert talweg("--directions", "pca", "-o", "whole.npz")[0] == 0
    checks = 10**9 - listened.checks
    interrupted_after(checks - 2)  # the last time is asked when all is written
    code, _, err = talweg(*wanted, "-o", "land.png", "-o", "land.csv", "-o", "land.vts")
    found = INTERRUPTED.fullmatch(err)
    assert found
    assert code == 130
    done, made = int(found[1]), land()
    assert 0 < done < 81
    assert np.count_nonzero(np.isfinite(made.training)) == done
    assert (folder / "land.png").exists()
    rows = list(csv.DictReader((folder / "land.csv").read_text().splitlines()))
    assert sum(row["training"] != "" for row in rows) == done
    monkeypatch.setattr(network_run, "train", None)  # which is not needed again
    interrupted_after(10**9)
    assert talweg(*wanted) == (0, "", f"talweg: land.npz has {done} of 81 points already.\n")
    assert_equal(land(), land("whole.npz"))
    monkeypatch.setattr(grid._Losses, "at", None)  # nor is anything else
    assert talweg(*wanted, "-o", "later.vts") == (0, "", "talweg: land.npz has 81 of 81 points already.\n")
    assert_equal(land(), land("whole.npz"))
    assert (folder / "later.vts").exists()


def test_without_a_file_to_go_on_from_it_says_so(
    weights: Path, talweg: Answer, interrupted_after: Callable[[int], CtrlC]
) -> None:
    interrupted_after(0)
    code, _, err = talweg("--weights", weights, "-o", "land.csv")
    assert code == 130
    assert err.endswith("writing what there is, with -o FILE.npz it could go on from there.\n")
    assert len(Path("land.csv").read_text().splitlines()) == 1 + 81


def test_before_the_first_point_the_way_is_kept(
    weights: Path, talweg: Answer, interrupted_after: Callable[[int], CtrlC]
) -> None:
    interrupted_after(0)
    code, _, err = talweg("--weights", weights, "-o", "land.npz", "-o", "land.png")
    assert code == 130
    assert "after 0 of 81 points" in err
    assert np.isnan(land().training).all()
    interrupted_after(10**9)
    assert talweg("--weights", weights, "-o", "land.npz")[0] == 0
    assert np.isfinite(land().training).all()


def test_who_interrupts_training_gets_nothing(
    talweg: Answer, interrupted_after: Callable[[int], CtrlC], folder: Path
) -> None:
    interrupted_after(3)
    code, _, err = talweg("-o", "land.npz")
    assert code == 130
    assert re.fullmatch(r"talweg: interrupted after epoch \d, before there was a landscape to write\.\n", err)
    assert [path.name for path in folder.iterdir()] == ["net.json"]


def test_what_there_is_is_kept_from_time_to_time(
    talweg: Answer, interrupted_after: Callable[[int], CtrlC], monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted_after(10**9)
    monkeypatch.setattr(landscape_run, "_KEEP_S", 0.0)
    kept = []
    write = landscape_run.write_npz
    monkeypatch.setattr(
        landscape_run, "write_npz", lambda *given: (write(*given), kept.append(land().training))
    )
    assert talweg("-o", "land.npz")[0] == 0
    known = [np.count_nonzero(np.isfinite(losses)) for losses in kept]
    assert 0 < known[0] < known[-1] == 81
    assert known == sorted(known)


def test_what_cannot_be_kept_now_is_no_reason_to_stop(
    talweg: Answer, interrupted_after: Callable[[int], CtrlC], monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted_after(10**9)
    monkeypatch.setattr(landscape_run, "_KEEP_S", 0.0)
    written, write = [], files.write_whole

    def full_once(path: Path, fill: Callable[..., object]) -> None:
        written.append(path)
        if len(written) == 1:
            raise files.FileError("{path} cannot be written: {reason}.", path=path, reason="No space left")
        write(path, fill)

    monkeypatch.setattr(files, "write_whole", full_once)
    assert talweg("-o", "land.npz") == (0, "", "talweg: land.npz cannot be written: No space left.\n")
    assert np.isfinite(land().training).all()


def test_what_cannot_be_computed_again_soon_is_written_first(
    weights: Path, talweg: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write_whole

    def no_table(path: Path, fill: Callable[..., object]) -> None:
        if path.suffix == ".csv":
            raise files.FileError("{path} cannot be written: {reason}.", path=path, reason="No space left")
        write(path, fill)

    monkeypatch.setattr(files, "write_whole", no_table)
    assert_refused(talweg("--weights", weights, "-o", "land.csv", "-o", "land.npz"), "land.csv cannot be")
    assert np.isfinite(land().training).all()


# --- what is in the way -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--seed", 1), "--seed 0, and not 1;"),
        (("--run", "rmsprop"), "--run null, and not rmsprop;"),
        (("--directions", "layer"), "--directions random, and not layer;"),
        (("--resolution", 7), "--resolution 9, and not 7;"),
        (("--dimensions", 1), "--dimensions 2, and not 1;"),
        (("--range", 0, 1), "--range null, and not [[0.0, 1.0], [0.0, 1.0]];"),
        (("--weights", "weights.npz"), "--weights null, and not "),
    ],
)
def test_another_landscape_is_not_replaced_unless_a_person_says_so(
    options: tuple[object, ...], sentence: str, weights: Path, talweg: Answer
) -> None:
    talweg("-o", "land.npz")
    before = Path("land.npz").read_bytes()
    answer = talweg("-o", "land.npz", *options)
    assert_refused(answer, "land.npz holds a landscape with " + sentence, "begin --anew.")
    assert Path("land.npz").read_bytes() == before
    assert talweg("-o", "land.npz", *options, "--anew") == (0, "", "")
    assert Path("land.npz").read_bytes() != before


def test_the_landscape_of_another_experiment_is_not_replaced(talweg: Answer, folder: Path) -> None:
    talweg("-o", "land.npz")
    (folder / "net.json").write_text(json.dumps(raw(epochs=7)))
    assert_refused(talweg("-o", "land.npz"), "land.npz holds the landscape of another experiment; name")
    made = land()._replace(experiment=land().experiment.replace('"epochs": 6', '"epochs": 7'), options="[3]")
    landscape_run.write_npz(made, Path("land.npz"))  # by a person
    assert_refused(talweg("-o", "land.npz"), "holds a landscape with other options, and not these;")


def test_the_landscape_of_what_was_in_a_table_is_not_gone_on_with(talweg: Answer, folder: Path) -> None:
    rows = [f"{index % 7},{index % 5},{'ab'[index % 2]}" for index in range(40)]
    (folder / "table.csv").write_text("\n".join(["x,y,kind", *rows]))
    table = {"name": "csv", "path": "table.csv", "features": ["x", "y"], "target": "kind"}
    (folder / "net.json").write_text(json.dumps(raw(dataset=table)))
    assert talweg("-o", "land.npz") == (0, "", "")
    assert talweg("-o", "land.npz")[2] == "talweg: land.npz has 81 of 81 points already.\n"
    (folder / "table.csv").write_text("\n".join(["x,y,kind", *rows[:-1], "9,9,a"]))
    assert_refused(talweg("-o", "land.npz"), "land.npz holds a landscape of what was in the table before;")
    assert talweg("-o", "land.npz", "--anew") == (0, "", "")


def test_what_is_no_landscape_is_never_replaced(weights: Path, talweg: Answer) -> None:
    before = weights.read_bytes()
    for options in ((), ("--anew",)):
        assert_refused(talweg("-o", weights, *options), "is there already and holds no landscape; name")
    assert weights.read_bytes() == before


# --- what cannot be -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--resolution", 1), "--resolution is 1; it has to be 2 to 2001."),
        (("--resolution", 2002), "--resolution is 2002; it has to be 2 to 2001."),
        (("--resolution", "many"), "invalid int value: 'many'"),
        (("--directions", "up"), "invalid choice: 'up'"),
        (("--of", "all"), "invalid choice: 'all'"),
        (("--dimensions", 3), "invalid choice: 3"),
        (("--seed", -1), "--seed is -1; it has to be 0 to 4294967295."),
        (("--run", "bob"), "--run is 'bob', which is none of the runs: sgd, my Adam, rmsprop."),
        (("--directions", "interpolate", "--to", "bob"), "--to is 'bob', which is none of the runs: sgd,"),
        (("--to", "sgd"), "--to goes with --directions interpolate only."),
        (
            ("--directions", "interpolate", "--dimensions", 1, "--to", "my Adam", "--to", "rmsprop"),
            "--to is given 2 times; a line has one other end, a plane two.",
        ),
        (("--directions", "interpolate", "--to", "sgd"), "Two solutions are the same"),
        (("--range", 1), "--range has 1 numbers; it takes 2, or 4 where α and β differ."),
        (("--range", 1, -1), "--range goes from 1 to -1; it has to grow, within ±1e+06."),
        (("--range", 0, "inf"), "--range goes from 0 to inf; it has to grow"),
        (("--range", "nan", 1), "--range goes from nan to 1; it has to grow"),
        (("--range", "a", "b"), "invalid float value: 'a'"),
        (("--processes", 0), "--processes is 0; it has to be 1 to 64."),
        (("--process", 0), "--process and --coordinator go together"),
        (("--coordinator", "here:1"), "--process and --coordinator go together"),
        (
            ("--processes", 2, "--process", 2, "--coordinator", "here:1"),
            "--process is 2; of 2 processes it can be 0 to 1.",
        ),
        (
            ("--processes", 2, "--process", 0, "--coordinator", "here"),
            "--coordinator is 'here'; it has to look like 192.168.0.7:4321.",
        ),
        (("-o", "more.npz"), "There are 2 outputs .npz; name one."),
        (
            ("-o", "land.txt"),
            "land.txt has no known suffix; it has to end in .png, .svg, .csv, .npz, .vts, .vtp.",
        ),
        (("--size", "3x3"), "--size is '3x3'"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    options: tuple[object, ...], sentence: str, talweg: Answer, folder: Path
) -> None:
    assert_refused(talweg("-o", "land.npz", *options), sentence)
    assert [path.name for path in folder.iterdir()] == ["net.json"]


def test_what_the_experiment_does_not_have_is_one_sentence(talweg: Answer, folder: Path) -> None:
    none_held = raw(dataset={"name": "two_moons", "samples": 48, "validation_fraction": 0.0})
    (folder / "net.json").write_text(json.dumps(none_held))
    assert_refused(talweg("-o", "land.npz", "--of", "validation"), "no samples are held back to validate.")
    assert talweg("-o", "land.npz", "-o", "land.png")[0] == 0
    assert np.isnan(land().validation).all()
    one = raw(optimizers=[{"name": "sgd"}])
    (folder / "net.json").write_text(json.dumps(one))
    answer = talweg("-o", "land.npz", "--directions", "interpolate", "--anew")
    assert_refused(answer, "A plane through three solutions takes two runs; switch on another.")
    (folder / "net.json").write_text(json.dumps(raw(optimizers=[{"name": "sgd", "enabled": False}])))
    assert_refused(talweg("-o", "land.npz"), "net.json has every run switched off; enable one.")
    (folder / "net.json").write_text(
        json.dumps(
            {"talweg": 1, "surface": {"formula": "x^2"}, "start": [1, 1], "optimizers": [{"name": "sgd"}]}
        )
    )
    assert_refused(talweg("-o", "land.npz"), "net.json is a race over a surface; talweg landscape takes a")


# --- what is said meanwhile ---------------------------------------------------------------------------------


def test_a_terminal_is_told_how_far_it_is_and_left_clean(
    talweg: Answer, interrupted_after: Callable[[int], CtrlC], monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted_after(10**9)
    monkeypatch.setattr(progress_line, "_EVERY_S", 0.0)
    terminal = Terminal()
    with redirect_stderr(terminal):
        assert talweg("-o", "land.npz")[0] == 0
    shown = screen(terminal.getvalue())
    assert any(re.fullmatch(r"epoch \d of 6, [\d,]+ steps/s", line) for line in shown)
    assert any(re.fullmatch(r"\d+ of 81 points, \d+ s left", line) for line in shown)
    assert shown[-1] == ""
    assert "\n" not in terminal.getvalue()
