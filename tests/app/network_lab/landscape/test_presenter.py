"""What a person does in the pane of the landscape, and what the other panes and files make of it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from app.kit.theme import DARK
from app.network_lab import tables as network_tables
from app.network_lab.landscape.presenter import LandscapePresenter
from app.network_lab.presenter import NetworkPresenter
from app.network_lab.session import NetworkSession
from app.network_lab.sessions import NetworkSessions
from app.network_lab.state import TrainingResult
from app.network_lab.views.lab import NetworkLab
from core import experiment_files, run_edits
from core.data.catalogue import DATASETS
from core.landscape import storage
from core.landscape.landscape import Landscape
from core.messages import TalwegError
from core.network import edits as network_edits
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.training import evaluation
from core.network.training import state as training_state
from core.plane import Plane
from tests.small_networks import BATCHES, small, with_rates


class Watched(NamedTuple):
    sessions: NetworkSessions
    presenter: NetworkPresenter
    lab: NetworkLab
    told: list[str]

    @property
    def session(self) -> NetworkSession:
        return self.sessions.training

    @property
    def landscape(self) -> LandscapePresenter:
        return self.presenter.landscape

    @property
    def panel(self) -> Any:
        return self.lab.inside.landscape

    @property
    def result(self) -> TrainingResult:
        assert self.session.result is not None
        return self.session.result

    def train(self, epochs: int = 1) -> None:
        for _ in range(epochs):
            assert self.session.train(BATCHES)
        self.presenter.refresh()

    def click(self, alpha: float, beta: float) -> None:
        self.panel.map.place_moved.emit(alpha, beta)
        self.presenter.refresh()


Watch = Callable[..., Watched]


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Watch]:
    made: list[Watched] = []

    def watch(experiment: NetworkExperiment | None = None, *, epochs: int = 2, **view_state: Any) -> Watched:
        sessions = NetworkSessions.begin(experiment or small(epochs=100), synchronous=True)
        session = sessions.training
        lab = NetworkLab()
        qtbot.addWidget(lab)
        lab.resize(1100, 720)
        lab.show()
        presenter = NetworkPresenter(sessions, lab, DARK)
        told: list[str] = []
        presenter.player.message.connect(told.append)
        session.refused.connect(lambda error: told.append(str(error)))
        made.append(Watched(sessions, presenter, lab, told))
        session.look_at_landscape(**view_state)
        session.start()
        presenter.refresh()
        made[-1].train(epochs)
        return made[-1]

    yield watch
    for one in made:
        one.presenter.close()
        one.sessions.close()


def chosen(menu: Any) -> dict[str, tuple[bool, str]]:
    """What a menu offers: whether it can be had, and what is said of it."""
    found = {one.data(): (one.isEnabled(), one.toolTip()) for one in menu.actions()}
    menu.deleteLater()
    return found


# --- for whom -----------------------------------------------------------------------------------------------


def test_only_the_pane_in_sight_is_computed_for(watch: Watch) -> None:
    it = watch()
    assert it.sessions.landscape.picture is not None
    assert it.sessions.curvature.measured is None
    it.lab.inside.view_chosen.emit("curvature")
    before = it.sessions.landscape.picture
    it.train()
    assert it.sessions.landscape.picture is before
    assert it.sessions.curvature.measured is not None
    it.lab.hide()
    measured = it.sessions.curvature.measured
    it.train()
    assert it.sessions.curvature.measured is measured
    it.lab.inside.view_chosen.emit("landscape")
    assert it.sessions.landscape.picture is before
    it.lab.show()
    assert it.sessions.landscape.picture.live.state is it.result.live.state


# --- a place ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DATASETS)
def test_a_click_shows_the_network_of_that_point(watch: Watch, name: str) -> None:
    it = watch(small(name, epochs=100), method="random")
    before = it.result.pictures
    it.click(0.5, -0.25)
    picture, pictures = it.sessions.landscape.picture, it.result.pictures
    assert picture is not None
    weights = picture.plane.at(np.array([0.5, -0.25])).astype(np.float32)
    task = it.result.live.task
    expected = evaluation.outputs_of(task, weights[None], np.concatenate(_inputs(it)))[0]
    np.testing.assert_allclose(pictures.answers, expected, rtol=1e-4, atol=1e-5)
    assert np.abs(pictures.answers - before.answers).max() > 1e-4
    if pictures.forecasts is not None:
        assert not np.array_equal(pictures.forecasts.free, before.forecasts.free)
    assert it.panel._place == (0.5, -0.25)
    it.panel.map.place_cleared.emit()
    np.testing.assert_array_equal(it.result.pictures.answers, before.answers)
    assert it.panel._place is None


def _inputs(it: Watched) -> list[Any]:
    """All inputs as drawn, those of training first."""
    from core.network import pictures as network_pictures

    return [network_pictures.inputs_as_drawn(it.result.live.task)]


def test_escape_lets_the_place_go(watch: Watch, qtbot: QtBot) -> None:
    it = watch(method="random")
    it.click(0.5, 0.5)
    qtbot.keyClick(it.panel.map, Qt.Key.Key_Escape)
    assert it.session.state.view_state.place is None


def test_a_drag_along_a_line_plays_the_network_along_it(watch: Watch) -> None:
    it = watch(method="interpolate", dimensions=1)
    weights = training_state.weights_of(it.result.live.task, it.result.live.state)
    it.panel.line.place_moved.emit(1.0, 0.0)
    np.testing.assert_allclose(it.session.state.view_state.place.weights, weights[1], rtol=1e-6)
    it.session.view_state(place=None, run=1)
    other = it.result.pictures.answers
    it.session.view_state(run=0)
    it.panel.line.place_moved.emit(1.0, 0.0)
    np.testing.assert_allclose(it.result.pictures.answers, other, atol=1e-5)


@pytest.mark.parametrize(
    "act",
    [
        lambda it: it.presenter.player.play(),
        lambda it: it.presenter.player.one_batch(),
        lambda it: it.presenter.player.jump(1),
        lambda it: it.presenter.player.restart(),
        lambda it: it.session.edit("units", lambda e: network_edits.with_units(e, 0, 4)),
        lambda it: it.session.edit("seed", lambda e: network_edits.with_seed(e, 4)),
        lambda it: it.session.edit("data", lambda e: network_edits.with_dataset(e, "circles")),
    ],
    ids=["play", "a batch", "an epoch of the past", "restart", "units", "seed", "data"],
)
def test_what_leads_elsewhere_clears_the_place(watch: Watch, act: Callable[[Watched], object]) -> None:
    it = watch(method="random")
    it.click(0.5, 0.5)
    act(it)
    it.presenter.player.pause()
    assert it.session.state.view_state.place is None
    assert it.result.pictures.view_state.place is None
    it.presenter.refresh()
    assert it.panel._place is None


def test_the_network_of_a_place_is_the_same_while_the_plane_goes_on(watch: Watch) -> None:
    it = watch(method="random")
    it.click(0.5, 0.5)
    place = it.session.state.view_state.place
    it.train()
    assert it.session.state.view_state.place is place
    plane = it.sessions.landscape.picture.plane
    assert plane is not place.plane
    assert it.panel._place == pytest.approx(tuple(plane.trail(place.weights[None])[0]))


def test_a_click_ends_the_story_of_a_step(watch: Watch) -> None:
    it = watch(method="random")
    it.presenter.player.set_slow(True)
    it.click(0.5, 0.5)
    assert not it.session.state.view_state.trace
    assert it.lab.slow_motion_bar.isHidden()
    assert it.session.state.view_state.place is not None
    it.presenter.player.set_slow(True)
    assert it.session.state.view_state.place is None


# --- which losses and directions ----------------------------------------------------------------------------


def without_validation() -> NetworkExperiment:
    experiment = small(epochs=100)
    data = msgspec.structs.replace(experiment.dataset, validation_fraction=0.0)
    return run_edits.replace(experiment, dataset=data)


def test_without_validation_samples_there_is_no_landscape_of_them(watch: Watch) -> None:
    it = watch(without_validation())
    offered = chosen(it.panel.of.menu())
    assert [of for of, (enabled, _) in offered.items() if enabled] == ["training", "batch"]
    assert "raise the validation share" in offered["difference"][1]
    it.session.edit(
        "share",
        lambda e: network_edits.with_data(e, msgspec.structs.replace(e.dataset, validation_fraction=0.2)),
    )
    assert all(enabled for enabled, _ in chosen(it.panel.of.menu()).values())


def test_who_looks_at_validation_losses_is_led_back_when_there_are_none(watch: Watch) -> None:
    it = watch(of="difference")
    assert it.panel.of.choice == "difference"
    it.session.new(without_validation())
    assert (it.session.state.landscape.of, it.panel.of.choice) == ("training", "training")


def test_all_choices_reach_the_landscape(watch: Watch) -> None:
    it = watch()
    it.panel.directions_chosen.emit("hessian")
    assert it.sessions.landscape.picture.plane.method == "hessian"
    it.panel.of_chosen.emit("validation")
    assert it.sessions.landscape.picture.view_state.of == "validation"
    it.panel.range_wanted.emit(((-1.0, 1.0), (-2.0, 2.0)))
    assert it.sessions.landscape.picture.range == ((-1.0, 1.0), (-2.0, 2.0))
    it.panel.directions_chosen.emit("random")
    assert it.session.state.landscape.range is None
    first = it.sessions.landscape.picture.plane.directions
    it.panel.new_directions_requested.emit()
    assert not np.array_equal(it.sessions.landscape.picture.plane.directions, first)
    it.panel.update_rate_chosen.emit("off")
    assert it.session.state.update_rate == "off"
    it.panel.directions_chosen.emit("between_two")
    assert it.panel.view is it.panel.line
    it.panel.directions_chosen.emit("pca")
    assert it.panel.view is it.panel.map


def test_what_cannot_be_drawn_is_said_in_the_pane_and_only_there(watch: Watch) -> None:
    it = watch(with_rates(small(epochs=100), 0.0), method="interpolate", dimensions=1)
    it.train(3)
    assert it.told == []
    assert it.panel.heading.text() == "Its landscape"
    assert it.panel.map._empty == "Two solutions are the same; there is no line between them."
    assert it.panel.view is it.panel.map
    it.panel.directions_chosen.emit("random")
    assert it.panel.map._backdrop is not None


# --- paths --------------------------------------------------------------------------------------------------


def points(it: Watched) -> list[int]:
    return [len(path.points) for path in it.panel._paths]


def test_paths_end_at_the_epoch_in_view(watch: Watch) -> None:
    it = watch(epochs=4)
    whole = points(it)
    it.presenter.player.jump(2)
    it.presenter.refresh()
    assert points(it) == [3, 3]
    it.presenter.player.jump(0)
    it.presenter.refresh()
    assert points(it) == [1, 1]
    it.presenter.player.latest()
    it.presenter.refresh()
    assert points(it) == whole


def test_paths_grow_though_the_landscape_stays(watch: Watch) -> None:
    it = watch()
    it.session.set_update_rate("off")
    before, picture = points(it), it.sessions.landscape.picture
    it.train(2)
    assert it.sessions.landscape.picture is picture
    assert points(it) == [one + 2 for one in before]
    last = it.panel._paths[0].points[-1]
    present = training_state.weights_of(it.result.live.task, it.result.live.state)
    np.testing.assert_allclose(last, picture.plane.trail(present)[0], rtol=1e-5, atol=1e-7)


def test_runs_come_and_go(watch: Watch) -> None:
    it = watch()
    it.session.edit("off", lambda e: run_edits.with_fields(e, 1, enabled=False))
    it.presenter.refresh()
    assert len(it.panel._paths) == 1
    assert not chosen(it.panel.directions.menu())["between_three"][0]
    it.session.edit("on", lambda e: run_edits.with_fields(e, 1, enabled=True))
    it.session.edit("more", lambda e: run_edits.with_duplicate(e, 0))
    it.train(2)
    assert len(it.panel._paths) == 3
    it.session.edit("less", lambda e: run_edits.without(e, 2))
    it.presenter.refresh()
    assert it.panel._paths == ()
    it.train()
    assert len(it.panel._paths) == 2


def test_where_early_stopping_found_it_best_is_marked_from_then_on(watch: Watch) -> None:
    stopping = EarlyStopping(monitor="loss", patience=1)
    it = watch(with_rates(small(epochs=100, early_stopping=stopping), 0.0), epochs=1, method="random")
    assert all(path.stopped is None for path in it.panel._paths)
    it.train(3)
    assert it.result.ended
    assert all(path.stopped is not None for path in it.panel._paths)
    it.presenter.player.jump(0)
    it.presenter.refresh()
    assert all(path.stopped is None for path in it.panel._paths)


# --- files --------------------------------------------------------------------------------------------------


def saved(it: Watched, folder: Path, **changes: Any) -> Path:
    path = folder / "land.npz"
    with path.open("wb") as file:
        network_tables.write_landscape(it.landscape.shown, file)
    if changes:
        stored = storage.read(path)._replace(**changes)
        with path.open("wb") as file:
            storage.write(stored, file)
    return path


def test_a_landscape_is_saved_and_opened_again(watch: Watch, tmp_path: Path) -> None:
    it = watch(method="random")
    path, plane = saved(it, tmp_path), it.sessions.landscape.picture.plane
    it.train(2)
    it.landscape.open(path)
    assert isinstance(it.landscape.shown, Landscape)
    np.testing.assert_array_equal(it.landscape.shown.plane.center, plane.center)
    assert "land.npz" in it.panel.heading.text()
    before = it.sessions.landscape.picture
    it.train()
    assert it.sessions.landscape.picture is before  # no one sees another
    it.click(0.5, 0.5)
    np.testing.assert_allclose(
        it.session.state.view_state.place.weights, plane.at(np.array([0.5, 0.5])), rtol=1e-6
    )
    offered = chosen(it.panel.of.menu())
    assert [of for of, (enabled, _) in offered.items() if not enabled] == ["batch"]
    it.landscape.redraw()
    assert it.landscape.shown is it.sessions.landscape.picture
    assert it.sessions.landscape.picture.live.state is it.result.live.state
    assert it.session.state.view_state.place is None
    assert "land.npz" not in it.panel.heading.text()


def test_a_landscape_brings_its_network_and_undo_takes_both_back(watch: Watch, tmp_path: Path) -> None:
    other = watch(small("circles", epochs=100), method="random")
    path = saved(other, tmp_path)
    it = watch()
    mine = it.session.state.experiment
    it.landscape.open(path)
    assert it.session.state.experiment == other.session.state.experiment
    assert it.landscape.stored is not None
    assert it.panel.directions.choice == "random"
    it.session.undo()
    assert it.session.state.experiment == mine
    assert it.landscape.stored is None
    assert it.panel.directions.choice == "pca"


def test_an_edit_that_makes_another_network_ends_a_landscape_from_a_file(
    watch: Watch, tmp_path: Path
) -> None:
    it = watch(method="random")
    it.landscape.open(saved(it, tmp_path))
    it.session.edit("rate", lambda e: run_edits.with_rate(e, 0, 0.5, None))
    assert it.landscape.stored is not None
    it.session.edit("units", lambda e: network_edits.with_units(e, 0, 5))
    assert it.landscape.stored is None


def test_another_wish_ends_a_landscape_from_a_file(watch: Watch, tmp_path: Path) -> None:
    it = watch(method="random")
    path = saved(it, tmp_path)
    for wish in (
        lambda: it.panel.directions_chosen.emit("hessian"),
        lambda: it.panel.new_directions_requested.emit(),
        lambda: it.panel.ends_chosen.emit((1,)),
    ):
        it.landscape.open(path)
        wish()
        assert it.landscape.stored is None


def test_a_foreign_landscape_of_as_many_weights_is_shown(watch: Watch, tmp_path: Path) -> None:
    it = watch(of="validation")
    size = it.result.live.task.plan.architecture.size
    axis, unknown = np.linspace(-1.0, 1.0, 5), np.full((5, 5), np.nan)
    plane = Plane(np.zeros(size), np.eye(size)[:2])
    losses = axis**2 + axis[:, None] ** 2
    foreign = Landscape(plane, axis, axis, losses, unknown, unknown, unknown, {"who": np.zeros((3, 2))}, 0.5)
    path = tmp_path / "foreign.npz"
    with path.open("wb") as file:
        storage.write(foreign, file)
    it.landscape.open(path)
    assert it.panel.of.choice == "training"  # of validation the file knows nothing
    np.testing.assert_array_equal(it.panel.map._backdrop.losses, losses)
    assert [of for of, (enabled, _) in chosen(it.panel.of.menu()).items() if enabled] == ["training"]
    it.session.edit("units", lambda e: network_edits.with_units(e, 0, 5))
    with pytest.raises(TalwegError, match=r"foreign\.npz is of another model"):
        it.landscape.open(path)
    assert it.landscape.stored is None


def test_a_stored_line_is_shown_as_one(watch: Watch, tmp_path: Path) -> None:
    it = watch(method="interpolate", dimensions=1)
    path = saved(it, tmp_path)
    it.panel.directions_chosen.emit("random")
    it.landscape.open(path)
    assert it.panel.view is it.panel.line
    assert it.panel.directions.choice == "between_two"
    it.landscape.redraw()
    assert it.panel.view is it.panel.map
    assert it.panel.directions.choice == "random"


def test_data_that_are_gone_are_told_and_nothing_changes(watch: Watch, tmp_path: Path) -> None:
    it = watch(small("circles", epochs=100), method="random")
    missing = experiment_files.to_json(it.session.state.experiment).decode()
    missing = missing.replace('"circles"', '"nowhere"')
    with pytest.raises(TalwegError):
        it.landscape.open(saved(it, tmp_path, experiment=missing))
    assert it.landscape.stored is None


@pytest.mark.parametrize("write", [network_tables.write_surface, network_tables.write_paths])
@pytest.mark.parametrize("of", ["training", "batch"])
def test_landscapes_are_written_for_paraview(watch: Watch, of: str, write: Any) -> None:
    it = watch(of=of)
    file = io.BytesIO()
    write(it.landscape.shown, file)
    assert file.getvalue().startswith(b"<?xml version='1.0'")


# --- larger, and in relief ----------------------------------------------------------------------------------


def test_the_story_of_a_step_needs_the_room_back(watch: Watch) -> None:
    it = watch()
    it.panel.enlarge_toggled.emit(True)
    assert it.lab.enlarged
    it.presenter.player.set_slow(True)
    assert not it.lab.enlarged
    assert not it.lab.slow_motion_bar.isHidden()
    it.landscape.toggle_enlarged()
    assert it.lab.enlarged
    assert not it.session.state.view_state.trace


def test_the_relief_of_an_old_network_is_not_shown(watch: Watch) -> None:
    it = watch()
    it.landscape.toggle_relief()
    assert it.panel.view is it.panel.relief
    it.session.restart()
    assert it.panel.view is it.panel.map
    it.train()
    assert it.panel.view is it.panel.relief
    it.landscape.toggle_relief()
    assert it.panel.view is it.panel.map


def test_how_one_looks_is_kept(watch: Watch) -> None:
    it = watch()
    for signal, choice in (
        (it.panel.directions_chosen, "random"),
        (it.panel.of_chosen, "difference"),
        (it.panel.update_rate_chosen, "calm"),
        (it.panel.dimensions_chosen, "3d"),
        (it.panel.scaling_chosen, "log"),
    ):
        signal.emit(choice)
    it.landscape.set_enlarged(True)
    kept = it.landscape.kept()
    other = watch(epochs=0)
    other.landscape.restore(kept)
    assert other.landscape.kept() == kept
    assert other.lab.enlarged
    assert other.session.state.update_rate == "calm"


@pytest.mark.parametrize("foreign", ["", "nowhere", None, 3, ["pca"]])
def test_what_is_kept_but_unknown_is_left_alone(watch: Watch, foreign: Any) -> None:
    it = watch(epochs=0)
    usual = it.landscape.kept()
    it.landscape.restore(dict.fromkeys(usual, foreign))
    assert it.landscape.kept() == usual
    QCoreApplication.processEvents()
