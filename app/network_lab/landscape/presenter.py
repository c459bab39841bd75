"""Between the landscapes of a network and their panel: intents become view states, pictures are shown."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from core import experiment_files
from core.landscape import storage
from core.landscape.landscape import Landscape
from core.landscape.view_state import UPDATE_RATES, LandscapeViewState
from core.loss_map import SCALINGS
from core.messages import TalwegError, tr_noop
from core.network.experiment import NetworkExperiment, architecture_of
from core.network.view_state import Place
from core.plane import Plane

from ...kit.run_style import RunStyle, run_styles
from ...kit.theme import Theme
from ...kit.translation import tr_message
from ...lab.frame_clock import FrameClock
from ..session import NetworkSession
from ..state import NetworkState, TrainingResult
from ..views.lab import NetworkLab
from ..views.landscape.panel import OFS
from . import figures
from .session import LandscapeSession

if TYPE_CHECKING:  # this brings JAX, which the window does not wait for
    from core.landscape.live_landscape import LandscapePicture

_PATHS_MS = 33
_BESIDE = 1e-3
"""So far from a plane, as a part of its weights, a network still has the losses that are shown there."""
_METHODS = {
    "pca": ("pca", 2),
    "pca_run": ("path", 2),
    "random": ("random", 2),
    "hessian": ("hessian", 2),
    "between_two": ("interpolate", 1),
    "between_three": ("interpolate", 2),
    "random_line": ("random", 1),
}
"""What the pane calls directions, and how they are found."""
_KEYS = {method: key for key, method in _METHODS.items()}


class LandscapePresenter(QObject):
    """Wires the landscapes of a session to their pane."""

    place_wanted = Signal()
    """A person is about to see the network of a place: slow motion, which shows the run, should end."""
    room_wanted = Signal()
    """The pane is about to have the room of the network and its curves."""

    def __init__(
        self, session: NetworkSession, landscapes: LandscapeSession, lab: NetworkLab, theme: Theme
    ) -> None:
        super().__init__(lab)
        self._session = session
        self._landscapes = landscapes
        self._lab = lab
        self._panel = lab.inside.landscape
        self._theme = theme
        self.stored: Landscape | None = None
        self._stored_name = ""
        self._stored_of: NetworkExperiment | None = None
        self._seen = False
        self._paths = FrameClock(self._show_paths, self, _PATHS_MS)
        landscapes.picture_changed.connect(lambda: self._show())
        landscapes.busy_changed.connect(self._show_busy)
        session.result_changed.connect(self._take)
        session.state_changed.connect(self._follow)
        panel = self._panel
        panel.directions_chosen.connect(self._choose_directions)
        panel.ends_chosen.connect(self._choose_ends)
        panel.of_chosen.connect(lambda of: session.look_at_landscape(of=of))
        panel.update_rate_chosen.connect(session.set_update_rate)
        panel.new_directions_requested.connect(self._new_directions)
        panel.range_wanted.connect(lambda wanted: session.look_at_landscape(range=wanted))
        panel.place_moved.connect(self._look_at)
        panel.place_cleared.connect(lambda: session.view_state(place=None))
        panel.scaling_chosen.connect(panel.set_scaling)
        panel.dimensions_chosen.connect(panel.set_dimensions)
        panel.enlarge_toggled.connect(self.set_enlarged)
        self._show_view_state()

    # --- intents ----------------------------------------------------------------------------------------

    def _choose_directions(self, directions: str) -> None:
        method, dimensions = _METHODS[directions]
        self._look(method=method, dimensions=dimensions, others=(), range=None)

    def _choose_ends(self, others: object) -> None:
        assert isinstance(others, tuple)
        self._look(others=others, range=None)

    def _new_directions(self) -> None:
        self._look(seed=self._session.state.landscape.seed + 1)

    def _look(self, **changes: object) -> None:
        """Show another landscape of the training as it is now; no longer one from a file."""
        self._forget_stored()
        self._session.look_at_landscape(**changes)
        self._landscapes.ask()

    def _look_at(self, alpha: float, beta: float) -> None:
        plane = self._plane
        if plane is not None:
            self.place_wanted.emit()
            self._session.view_state(place=Place(plane, alpha, beta))

    def set_enlarged(self, enlarged: bool) -> None:
        """Give the landscape the room of the network and its curves, or take it back."""
        if enlarged:
            self.room_wanted.emit()
        self._lab.set_enlarged(enlarged)
        self._panel.set_enlarged(enlarged)

    def toggle_enlarged(self) -> None:
        """Enlarge the landscape, or make it small again."""
        self.set_enlarged(not self._lab.enlarged)

    def toggle_relief(self) -> None:
        """Show the landscape in relief, or from above again."""
        self._panel.dimensions_chosen.emit("2d" if self._panel.dimensions.choice == "3d" else "3d")

    def redraw(self) -> None:
        """Draw the landscape of the training as it is now, at any update rate; no longer one from a file."""
        self._forget_stored()
        self._landscapes.ask()

    def set_seen(self, seen: bool) -> None:
        """Whether a person sees the pane: if not, nothing is computed for it."""
        self._seen = seen
        self._landscapes.set_watched(seen and self.stored is None)

    def open(self, path: Path) -> None:
        """Show a landscape from a file, with the experiment it came from, until others are asked for.

        Raises TalwegError if it cannot be read, or is one of another model.
        """
        stored = storage.read(path)
        experiment = self._session.state.experiment
        if stored.experiment:
            found = experiment_files.from_json(stored.experiment.encode(), path.parent)
            experiment = found if isinstance(found, NetworkExperiment) else experiment
        if architecture_of(experiment).size != len(stored.plane.center):
            raise TalwegError(
                tr_noop("core", "{file} is of another model, with {size} weights; open its network first."),
                file=path.name,
                size=len(stored.plane.center),
            )
        if experiment != self._session.state.experiment:
            self._session.new(experiment)
        self.stored, self._stored_name, self._stored_of = stored, path.name, experiment
        self.set_seen(self._seen)
        self._session.view_state(place=None)
        self._session.look_at_landscape(range=None)
        self.refresh()

    # --- from one start to the next ---------------------------------------------------------------------

    def kept(self) -> dict[str, str]:
        """What is remembered from one start to the next, by the names it is stored under."""
        state, panel = self._session.state, self._panel
        return {
            "directions": _directions_of(state.landscape),
            "of": state.landscape.of,
            "rhythm": state.update_rate,
            "dimensions": panel.dimensions.choice,
            "scaling": panel.scaling,
            "enlarged": "yes" if self._lab.enlarged else "no",
        }

    def restore(self, kept: Mapping[str, object]) -> None:
        """Take what `kept` returned at the last start; unknown values are left out."""
        panel, wanted = self._panel, {key: one for key, one in kept.items() if isinstance(one, str)}
        if (directions := wanted.get("directions", "")) in _METHODS:
            method, dimensions = _METHODS[directions]
            self._session.look_at_landscape(method=method, dimensions=dimensions)
        if (of := wanted.get("of")) in OFS:
            self._session.look_at_landscape(of=of)
        for update_rate in UPDATE_RATES:
            if update_rate == wanted.get("rhythm"):
                self._session.set_update_rate(update_rate)
        if (dimensions_shown := wanted.get("dimensions", "")) in ("2d", "3d"):
            panel.set_dimensions(dimensions_shown)
        for scaling in SCALINGS:
            if scaling == wanted.get("scaling"):
                panel.set_scaling(scaling)
        if wanted.get("enlarged") == "yes":
            self.set_enlarged(True)

    # --- pictures ---------------------------------------------------------------------------------------

    @property
    def shown(self) -> "LandscapePicture | Landscape | None":
        """The landscape in view."""
        return self.stored if self.stored is not None else self._landscapes.picture

    @property
    def _plane(self) -> Plane | None:
        if self.stored is not None:
            return self.stored.plane
        return self._landscapes.picture and self._landscapes.picture.plane

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self._theme = theme
        self._panel.set_theme(theme)

    def refresh(self) -> None:
        """Show everything again."""
        self._choose_what_there_is()
        self._show_view_state()
        self._show()

    def close(self) -> None:
        """Let nothing happen any more."""
        self._paths.stop()
        self._panel.set_progress(None)

    def _follow(self, before: NetworkState, after: NetworkState) -> None:
        if self.stored is not None and before.document.file != after.document.file:
            self._forget_stored()
        self._show_view_state()
        if before.view_state.place != after.view_state.place:
            self._show_place()
        if self.stored is not None and before.landscape.of != after.landscape.of:
            self._show()

    def _take(self, result: TrainingResult) -> None:
        """Follow a new result; a landscape from a file goes when another network is trained."""
        if self._stored_of is not None:
            from core.network.training import task as training_task  # is there already, as a result is

            if training_task.begins_anew(self._stored_of, result.live.experiment) and (
                result.live.experiment == self._session.state.experiment
            ):
                self._forget_stored()
        self._choose_what_there_is()
        self._paths.touch()

    def _forget_stored(self) -> None:
        if self.stored is not None:
            self.stored = self._stored_of = None
            self.set_seen(self._seen)
            self._session.view_state(place=None)
            self.refresh()

    def _choose_what_there_is(self) -> None:
        """Say which losses there are none of; of one that there is none of, no landscape is looked at."""
        obstacles = self._missing()
        self._panel.set_of_obstacles(obstacles)
        if self._session.state.landscape.of in obstacles:
            self._session.look_at_landscape(of="training")

    def _missing(self) -> dict[str, str]:
        """Of which losses there is no landscape, and why."""
        result, stored = self._session.result, self.stored
        if stored is not None:
            unknown = self.tr("The file has no validation losses.")
            missing = {"batch": self.tr("The file has no losses of a single batch.")}
            none_known = bool(np.isnan(stored.validation).all())
        else:
            unknown = self.tr("No samples are held back to validate: raise the validation share.")
            missing = {}
            none_known = result is not None and not len(result.live.task.split.validation.x)
        return missing | (dict.fromkeys(("validation", "difference"), unknown) if none_known else {})

    @property
    def _directions(self) -> str:
        """What the pane calls the directions in view; those that are wanted, if a file has others."""
        wanted, stored = _directions_of(self._session.state.landscape), self.stored
        if stored is None:
            return wanted
        return _KEYS.get((stored.plane.method, stored.plane.dimensions), wanted)

    def _show_view_state(self) -> None:
        state, panel = self._session.state, self._panel
        panel.set_directions(self._directions)
        panel.set_of(state.landscape.of)
        panel.set_update_rate(state.update_rate)
        panel.set_range(state.landscape.range)
        self._show_ends()
        settings = state.experiment.settings()
        alone = sum(one.enabled for one in settings) < 2
        needed = self.tr("It takes two runs; switch on another.")
        panel.set_obstacles(dict.fromkeys(("between_three",), needed) if alone else {})

    def _show_ends(self) -> None:
        state, picture = self._session.state, self._landscapes.picture
        others = state.landscape.others or (picture.others if picture is not None else ())
        styles = run_styles(state.experiment.settings(), self._theme)
        self._panel.set_ends(styles, state.view_state.run, others)

    def _show(self) -> None:
        panel, of, result = self._panel, self._session.state.landscape.of, self._session.result
        picture, obstacle = self._landscapes.picture, self._landscapes.obstacle
        panel.set_empty_text("" if obstacle is None else tr_message(obstacle.message))
        if (stored := self.stored) is not None:
            if stored.plane.dimensions == 1:
                panel.set_line(figures.stored_line(stored, self._styles_by_label(result)))
            else:
                panel.set_backdrop(figures.stored_backdrop(stored, of))
            note = self.tr("From {file} · F5 draws that of the network that trains here")
            panel.set_gauge(None, note.format(file=self._stored_name))
        elif picture is None or result is None:
            panel.set_backdrop(None)
            panel.set_gauge(None)
        else:
            if picture.plane.dimensions == 1:
                panel.set_line(figures.line(picture, self._styles(result)))
            else:
                panel.set_backdrop(figures.backdrop(picture, picture.view_state.of))
            panel.set_gauge(figures.gauge(picture, result, self._styles(result)))
            self._show_ends()
        self._paths.draw()
        self._show_place()

    def _show_paths(self) -> None:
        result, picture, panel = self._session.result, self._landscapes.picture, self._panel
        if result is None:
            panel.set_paths([])
        elif self.stored is not None:
            panel.set_paths(figures.stored_paths(self.stored, self._styles_by_label(result)))
            panel.set_subject(self._stored_name)
        elif picture is None or picture.live.task is not result.live.task:
            panel.set_paths([])
            panel.set_subject("")
        else:
            from core.landscape import live_landscape  # is there already, as a picture is

            paths, epochs = live_landscape.paths_until(picture, result.live)
            panel.set_paths(figures.run_paths(paths, epochs, result, self._styles(result)))
            panel.set_subject(self._styles(result)[picture.run].title)

    def _show_place(self) -> None:
        place, plane = self._session.state.view_state.place, self._plane
        if place is None or plane is None or place.plane.center.size != plane.center.size:
            self._panel.set_place(None)
        elif place.plane is plane:
            self._panel.set_place((place.alpha, place.beta))
        else:
            alpha, beta = plane.trail(place.weights[None])[0]
            beside = float(plane.distance(place.weights[None])[0])
            near = beside <= _BESIDE * float(np.linalg.norm(place.weights))
            self._panel.set_place(
                (float(alpha), float(beta)), "" if near else self.tr("beside what is shown")
            )

    def _show_busy(self, busy: bool) -> None:
        self._panel.set_progress(float("nan") if busy else None)

    def _styles(self, result: TrainingResult) -> tuple[RunStyle, ...]:
        return run_styles(result.live.experiment.settings(), self._theme)

    def _styles_by_label(self, result: TrainingResult | None) -> dict[str, RunStyle]:
        if result is None:
            return {}
        labels = (one.run_label for one in result.live.experiment.settings())
        return dict(zip(labels, self._styles(result), strict=True))


def _directions_of(view_state: LandscapeViewState) -> str:
    return _KEYS[view_state.method, view_state.dimensions]
