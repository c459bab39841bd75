"""The probe, the axes and the data of the views that show what the network computes."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.kit import files
from app.kit.theme import LIGHT
from core import run_edits
from core.messages import TalwegError
from core.network import edits as network_edits
from core.network import pictures as network_pictures
from core.network.dataset_choice import DatasetChoice
from core.network.training import evaluation
from tests.app.network_lab.watched import Watch, Watched
from tests.small_networks import SAMPLES, small

# --- the probe ----------------------------------------------------------------------------------------------


def answer_at(it: Watched, x: np.ndarray[Any, Any], run: int = 0) -> np.ndarray[Any, Any]:
    live = it.result.live
    return evaluation.predictions(live.task, live.state, np.asarray(x)[None])[run, 0]


def test_the_probe_in_the_plane(watch: Watch) -> None:
    it = watch()
    it.let_train(2)
    it.lab.map.probe_moved.emit(0.3, -0.7)
    np.testing.assert_allclose(it.result.pictures.probe, (0.3, -0.7))
    expected = answer_at(it, np.array([0.3, -0.7]))
    np.testing.assert_allclose(it.result.pictures.probe_answer, expected, rtol=1e-6)
    np.testing.assert_allclose(it.result.pictures.probe_values[-1].a[:, 0], expected, rtol=1e-5)


def test_the_probe_of_a_function(watch: Watch) -> None:
    it = watch(small("line"))
    it.let_train(1)
    it.lab.function.probe_moved.emit(0.25)
    np.testing.assert_allclose(it.result.pictures.probe, [0.25])
    np.testing.assert_allclose(it.result.pictures.probe_answer, answer_at(it, [0.25]), rtol=1e-6)


def test_the_seed_of_a_forecast_is_its_probe(watch: Watch) -> None:
    it = watch(small("sine_sequence"))
    x = network_pictures.inputs_as_drawn(it.result.live.task)
    it.lab.forecast.seed_moved.emit(20)
    assert it.result.pictures.forecasts.seed == 20
    np.testing.assert_array_equal(it.result.pictures.probe, x[20 - 5])
    free = it.result.pictures.forecasts.free[0]
    assert np.isnan(free[:20]).all()
    assert free[20] == pytest.approx(it.result.pictures.probe_answer[0], rel=1e-5)
    it.lab.forecast.seed_moved.emit(10**6)
    assert it.result.pictures.forecasts.seed == SAMPLES + 5 - 1
    it.lab.forecast.seed_moved.emit(0)
    assert it.result.pictures.forecasts.seed == 5


def test_the_chosen_image_is_the_probe_and_stays_it(watch: Watch) -> None:
    it = watch(small("digits"))
    it.lab.digits.sample_chosen.emit(7)
    it.presenter.refresh()
    image = it.result.pictures.probe
    x = network_pictures.inputs_as_drawn(it.result.live.task)
    np.testing.assert_array_equal(image, x[7])
    assert it.lab.digits._chosen == 7
    it.presenter.player.restart()
    it.presenter.set_theme(LIGHT)
    assert it.lab.digits._chosen == 7
    np.testing.assert_array_equal(it.result.pictures.probe, image)


def test_the_axes_are_chosen(watch: Watch) -> None:
    it = watch(small("iris"))
    usual = it.result.pictures.axes
    other = (3, 0) if usual != (3, 0) else (0, 3)
    it.lab.map.probe_moved.emit(2.0, 1.0)
    it.lab.map.axes_chosen.emit(*other)
    it.presenter.refresh()
    assert it.result.pictures.axes == other
    x = network_pictures.inputs_as_drawn(it.result.live.task)
    np.testing.assert_array_equal(it.lab.map._cloud.points.x, x[:, list(other)])
    it.lab.map.probe_moved.emit(0.5, 6.0)
    assert it.result.pictures.probe[other[0]] == 0.5
    assert it.result.pictures.probe[other[1]] == 6.0


def test_a_probe_that_is_no_input_any_more_is_given_up(watch: Watch) -> None:
    it = watch(small("sine_sequence"))
    it.lab.forecast.seed_moved.emit(20)
    it.lab.controls.dataset_parameter_moved.emit("window", 7.0)
    assert it.told == []
    assert it.result.pictures.probe.shape == (7, 1)
    it.presenter.refresh()


def written_csv(path: Path, features: int) -> Path:
    random = np.random.default_rng(features)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*(f"f{index}" for index in range(features)), "kind"])
        for row in random.normal(size=(SAMPLES, features)):
            writer.writerow([*row.tolist(), "yes" if row[0] > 0 else "no"])
    return path


def test_another_file_is_looked_at_afresh(watch: Watch, tmp_path: Path) -> None:
    it = watch()
    for features in (4, 3):
        choice = DatasetChoice(name="csv", path=str(written_csv(tmp_path / f"{features}.csv", features)))
        it.session.edit("open data", lambda e, choice=choice: network_edits.with_data(e, choice))
        assert it.session.state.view_state.axes is None
        it.lab.map.axes_chosen.emit(0, features - 1)
        it.lab.map.probe_moved.emit(0.1, 0.2)
        it.presenter.refresh()
        assert it.result.pictures.probe.shape == (features,)
    assert it.told == []


def test_a_file_that_vanishes_leaves_the_picture(watch: Watch, tmp_path: Path) -> None:
    path = written_csv(tmp_path / "data.csv", 2)
    it = watch()
    choice = DatasetChoice(name="csv", path=str(path))
    it.session.edit("open data", lambda e: network_edits.with_data(e, choice))
    assert it.result.live.task.class_names == ("no", "yes")
    path.unlink()
    it.session.train(2)
    it.session.view_state(probe=(0.1, 0.2))
    it.presenter.set_theme(LIGHT)
    assert it.step == 2
    assert it.told == []
    it.presenter.player.restart()  # with what was read of it
    assert (it.step, it.told) == (0, [])


def test_an_experiment_is_changed_and_saved_after_its_file_has_vanished(watch: Watch, tmp_path: Path) -> None:
    path, saved = written_csv(tmp_path / "data.csv", 2), tmp_path / "net.json"
    it = watch()
    choice = DatasetChoice(name="csv", path=str(path))
    it.session.edit("open data", lambda e: network_edits.with_data(e, choice))
    path.unlink()
    assert it.session.edit("train longer", lambda e: run_edits.replace(e, epochs=77))
    it.session.undo()
    it.session.redo()
    assert it.session.save(saved)
    assert it.told == []
    assert not it.session.state.modified
    with pytest.raises(TalwegError, match=r"data\.csv cannot be read"):
        files.read_experiment(saved)
    written_csv(path, 2)
    assert files.read_experiment(saved) == it.experiment
