"""The room of the surface lab."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.loss_map import SCALINGS
from core.surface import presets as surface_presets
from core.surface.catalogue import SURFACES

from ..kit.theme import Theme
from ..kit.translation import tr_core
from ..kit.widgets.toast import Toast
from ..lab import menus
from ..lab.documents import Documents
from ..lab.player import SPEEDS
from ..lab.room import Room
from ..lab.table_kind import TableKind
from . import tables
from .presenter import SurfacePresenter
from .session import SurfaceSession, SurfaceState
from .views.lab import SurfaceLab


class SurfaceRoom(Room):
    """Optimizers racing over a surface."""

    key = "surface"

    def __init__(self, session: SurfaceSession, theme: Theme) -> None:
        super().__init__()
        self.session: SurfaceSession = session
        self.lab: SurfaceLab = SurfaceLab()
        self.toast = Toast(self.lab.views)
        self.presenter = SurfacePresenter(session, self.lab, theme)
        self.player = self.presenter.player
        self._goes_on = False
        self._play: QAction | None = None
        self._loop: QAction | None = None
        self._scaling: QMenu | None = None
        self._land: QAction | None = None
        self._turn: QAction | None = None
        self.presenter.waiting.connect(self.waiting)
        self.player.playing_changed.connect(self._follow_playing)
        self.lab.transport.loop_toggled.connect(self._follow_loop)
        self.lab.views.changed.connect(self._tick_dimensions)
        session.state_changed.connect(self._follow_state)

    def enter(self) -> None:
        if self._goes_on:
            self.player.play()

    def leave(self) -> None:
        self._goes_on = self.player.playing
        self.player.pause()
        self._play = self._loop = self._scaling = self._land = self._turn = (
            None  # the menus of another room take the place of these
        )

    def close(self) -> None:
        self.presenter.close()
        self.session.close()

    def set_theme(self, theme: Theme) -> None:
        self.presenter.set_theme(theme)

    # --- names and files --------------------------------------------------------------------------------

    def title(self) -> str:
        return tr_core(self.session.state.experiment.surface.resolve().title)

    def file_name(self) -> str:
        return self.session.state.experiment.surface.name or "formula"

    def tables(self) -> Sequence[TableKind]:
        race = self.session.race
        if race is None:
            return ()
        return (
            TableKind(self.tr("Table (*.csv)"), ".csv", partial(tables.write_csv, race)),
            TableKind(self.tr("NumPy arrays (*.npz)"), ".npz", partial(tables.write_npz, race)),
        )

    def take_file(self, path: Path) -> None:
        raise AssertionError(f"The surface lab has no use for {path}.")

    # --- menus ------------------------------------------------------------------------------------------

    def fill_new(self, menu: QMenu) -> None:
        for name, surface in SURFACES.items():
            menus.add(menu, tr_core(surface.title), partial(self._new, name))

    def _new(self, surface: str) -> None:
        self.session.new(surface_presets.new(surface))

    def fill_export(self, menu: QMenu, documents: Documents) -> None:
        lab, picture, copy = self.lab, documents.ask_picture, documents.copy_picture
        menus.add(menu, self.tr("Picture of the &Map…"), lambda: picture(lab.views.shown), "Ctrl+E")
        menus.add(menu, self.tr("Picture of Map, Loss and &Verdicts…"), lambda: picture(lab.figure))
        menus.add(menu, self.tr("Picture of the Whole &Lab…"), lambda: picture(lab), "Ctrl+Shift+E")
        menus.add(menu, self.tr("&Table of All Steps…"), lambda: documents.ask_table(self.tables()), "Ctrl+T")
        menu.addSeparator()
        menus.add(menu, self.tr("&Copy Picture of the Map"), lambda: copy(lab.views.shown), "Ctrl+C")
        menus.add(menu, self.tr("C&opy Picture of the Whole Lab"), lambda: copy(lab), "Ctrl+Shift+C")

    def fill_edit(self, menu: QMenu) -> None:
        menus.add(menu, self.tr("Rates that &Suit the Surface"), self.presenter.fitting_rates)
        menus.add(menu, self.tr("&New Random Seed"), self.presenter.new_seed)

    def fill_time(self, menu: QMenu) -> None:
        player, presenter = self.player, self.presenter
        menu.setTitle(self.tr("&Race"))
        self._play = menus.add(menu, "", player.toggle, Qt.Key.Key_Space)
        menus.add(menu, self.tr("Step &Back"), lambda: presenter.step(-1), Qt.Key.Key_Left)
        menus.add(menu, self.tr("Step &Forward"), lambda: presenter.step(1), Qt.Key.Key_Right)
        menus.add(menu, self.tr("To the &Start"), lambda: presenter.jump(0), Qt.Key.Key_Home)
        menus.add(menu, self.tr("To the &End"), lambda: presenter.jump(player.steps), Qt.Key.Key_End)
        menu.addSeparator()
        menus.add(menu, self.tr("F&aster"), lambda: self._change_speed(1), ">")
        menus.add(menu, self.tr("S&lower"), lambda: self._change_speed(-1), "<")
        self._loop = loop = menus.add(
            menu, self.tr("L&oop"), lambda: presenter.set_loop(loop.isChecked()), "L"
        )
        loop.setCheckable(True)
        loop.setChecked(player.loop)
        self._follow_playing(player.playing)

    def _change_speed(self, direction: int) -> None:
        at = SPEEDS.index(self.player.speed) + direction
        self.presenter.set_speed(SPEEDS[min(max(at, 0), len(SPEEDS) - 1)])

    def _follow_playing(self, playing: bool) -> None:
        if self._play is not None:
            self._play.setText(self.tr("&Pause") if playing else self.tr("&Play"))

    def _follow_loop(self, loop: bool) -> None:
        if self._loop is not None:
            self._loop.setChecked(loop)

    def fill_view(self, menu: QMenu) -> None:
        menus.add(menu, self.tr("&Whole Domain"), self.lab.views.reset_view, "R")
        self._land = menus.add(menu, self.tr("&Three Dimensions"), self.presenter.relief.toggle, "3")
        self._turn = turn = menus.add(
            menu, self.tr("T&urn by Itself"), lambda: self.lab.views.set_spinning(turn.isChecked())
        )
        for action in (self._land, turn):
            action.setCheckable(True)
        self._tick_dimensions()
        self._scaling = menu.addMenu(self.tr("Loss as &Colour"))
        names = {"rank": self.tr("By &Rank"), "log": self.tr("&Logarithmic"), "linear": self.tr("L&inear")}
        choices = [(names[key], key) for key in SCALINGS]
        menus.add_choices(self._scaling, choices, self.session.state.scaling, self.session.set_scaling)

    def _tick_dimensions(self) -> None:
        if self._land is not None and self._turn is not None:
            land = self.lab.views.dimensions == "3d"
            self._land.setChecked(land)
            self._turn.setEnabled(land)
            self._turn.setChecked(self.lab.relief.spinning)

    def _follow_state(self, before: SurfaceState, after: SurfaceState) -> None:
        if before.scaling != after.scaling and self._scaling is not None:
            for action in self._scaling.actions():
                action.setChecked(action.data() == after.scaling)

    def what_keys_do(self) -> Sequence[tuple[str, str]]:
        return (
            (self.tr("Space"), self.tr("play and pause")),
            ("← →", self.tr("one step back or forward")),
            (self.tr("Home, End"), self.tr("to the start, to the end")),
            ("&gt; &lt;", self.tr("faster, slower")),
            ("L", self.tr("loop")),
            ("R", self.tr("show the whole domain")),
            (self.tr("Drag the start, or click"), self.tr("begin somewhere else")),
            (self.tr("Shift + arrows, on the map"), self.tr("nudge the start")),
            (self.tr("Drag the map, mouse wheel"), self.tr("move and zoom")),
            (self.tr("Ctrl + arrows, + and −, on the map"), self.tr("move and zoom")),
            ("3", self.tr("the map, or the loss as land in three dimensions")),
            (self.tr("Drag the land, or arrows on it"), self.tr("turn it")),
            (self.tr("Shift + drag, mouse wheel, + and −, on the land"), self.tr("move and zoom")),
            (self.tr("Double click on a slider"), self.tr("back to its default")),
        )

    # --- from one start to the next ---------------------------------------------------------------------

    def restore(self, settings: QSettings) -> None:
        for splitter, key in ((self.lab.figure, "figure"), (self.lab.foot, "foot")):
            sizes = settings.value(key)
            if isinstance(sizes, QByteArray):
                splitter.restoreState(sizes)
        scaling, speed = settings.value("scaling"), settings.value("speed", 1.0, float)
        self.session.set_scaling(next((known for known in SCALINGS if known == scaling), SCALINGS[0]))
        self.presenter.set_speed(speed if speed in SPEEDS else 1.0)
        self.presenter.set_loop(bool(settings.value("loop", False, bool)))
        self.presenter.relief.set_dimensions(str(settings.value("dimensions")))
        self.lab.loss.set_log(bool(settings.value("log", True, bool)))

    def keep(self, settings: QSettings) -> None:
        settings.setValue("figure", self.lab.figure.saveState())
        settings.setValue("foot", self.lab.foot.saveState())
        settings.setValue("scaling", self.session.state.scaling)
        settings.setValue("speed", self.player.speed)
        settings.setValue("loop", self.player.loop)
        settings.setValue("dimensions", self.lab.views.dimensions)
        settings.setValue("log", self.lab.loss.log)
