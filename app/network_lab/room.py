"""The room of the network lab."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from core.data.catalogue import DATASETS
from core.landscape import storage
from core.messages import TalwegError, tr_noop
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network import weights_file
from core.network.dataset_choice import CSV, DatasetChoice

from ..kit.theme import Theme
from ..kit.translation import tr_core
from ..kit.widgets.toast import Toast
from ..lab import menus
from ..lab.documents import Documents
from ..lab.room import Room
from ..lab.table_kind import TableKind
from . import tables as network_tables
from .presenter import NetworkPresenter
from .session import NetworkSession
from .sessions import NetworkSessions
from .views.controls.training_transport import SPEEDS
from .views.inside.panel import VIEWS
from .views.lab import NetworkLab


class NetworkRoom(Room):
    """Small networks that train while one watches."""

    key = "network"

    def __init__(self, sessions: NetworkSessions, theme: Theme) -> None:
        super().__init__()
        self.sessions = sessions
        self.session: NetworkSession = sessions.training
        self.lab: NetworkLab = NetworkLab()
        self.toast = Toast(self.lab.stage, self.lab.answers)
        self.presenter = NetworkPresenter(sessions, self.lab, theme)
        self.player = self.presenter.player
        self._goes_on = True
        self._play: QAction | None = None
        self._slow: QAction | None = None
        self.presenter.waiting.connect(self.waiting)
        self.player.message.connect(self.toast.show_message)
        self.player.pacer.playing_changed.connect(self._follow_playing)
        self.player.slow_changed.connect(self._follow_slow)
        self.lab.controls.csv_requested.connect(self._ask_data)

    def enter(self) -> None:
        if self._goes_on:
            self.player.pacer.play()

    def leave(self) -> None:
        self._goes_on = self.player.pacer.playing
        self.player.pause()
        self._play = self._slow = None  # the menus of another room take the place of these

    def step_back(self) -> None:
        """From a point of the landscape to the run itself, wherever the focus is."""
        if self.session.state.view_state.place is not None:
            self.session.view_state(place=None)

    def close(self) -> None:
        self.presenter.close()
        self.sessions.close()

    def set_theme(self, theme: Theme) -> None:
        self.presenter.set_theme(theme)

    def retranslate(self) -> None:
        self.presenter.retranslate()

    # --- names and files --------------------------------------------------------------------------------

    def title(self) -> str:
        name = self.session.state.experiment.dataset.name
        return tr_core(DATASETS[name].title) if name in DATASETS else self.tr("Your data")

    def file_name(self) -> str:
        return f"{self.session.state.experiment.dataset.name}-network"

    def tables(self) -> Sequence[TableKind]:
        result = self.session.result
        if result is None:
            return ()
        return (
            TableKind(
                self.tr("History of training (*.csv)"),
                ".csv",
                partial(network_tables.write_history, result.live),
            ),
            TableKind(
                self.tr("Trained weights (*.npz)"), ".npz", partial(network_tables.write_weights, result.live)
            ),
        )

    def landscapes(self) -> Sequence[TableKind]:
        """The files that the landscape in view can be saved to."""
        shown = self.presenter.landscape.shown
        if shown is None:
            return ()
        kinds = (
            (self.tr("Landscape (*.npz)"), ".npz", network_tables.write_landscape),
            (self.tr("Surface for ParaView (*.vts)"), ".vts", network_tables.write_surface),
            (self.tr("Paths for ParaView (*.vtp)"), ".vtp", network_tables.write_paths),
        )
        return tuple(TableKind(title, suffix, partial(write, shown)) for title, suffix, write in kinds)

    def take_file(self, path: Path) -> None:
        if path.suffix.lower() == ".npz" and storage.is_landscape(path):
            self._open_landscape(path)
        elif path.suffix.lower() == ".npz":
            self.session.edit(
                tr_noop("core", "begin with trained weights"),
                lambda e: weights_file.as_initial_weights(weights_file.read(path), e),
            )
        else:
            choice = DatasetChoice(name=CSV, path=str(path.absolute()))
            self.session.edit(tr_noop("core", "open data"), lambda e: network_edits.with_data(e, choice))

    def _open_landscape(self, path: Path) -> None:
        try:
            self.presenter.landscape.open(path)
        except TalwegError as error:
            self.session.refused.emit(error)
        else:
            self.lab.inside.view_chosen.emit("landscape")

    def _landscape_view(self) -> QWidget:
        """The landscape without what is clicked around it; it has to be seen to be as large as it is."""
        self.lab.inside.view_chosen.emit("landscape")
        return self.lab.inside.landscape.view

    def _save_landscape(self, documents: Documents) -> None:
        if kinds := self.landscapes():
            documents.ask_table(kinds, "landscape")
        else:
            self.toast.show_message(self.tr("There is no landscape yet: press play, and look at it."))

    def _ask_data(self) -> None:
        self.file_requested.emit(self.tr("Open Data"), self.tr("Data (*.csv *.tsv *.txt)"))

    def _ask_weights(self) -> None:
        self.file_requested.emit(self.tr("Open Trained Weights"), self.tr("Trained weights (*.npz)"))

    # --- menus ------------------------------------------------------------------------------------------

    def fill_new(self, menu: QMenu) -> None:
        for name, dataset in DATASETS.items():
            menus.add(menu, tr_core(dataset.title), partial(self._new, name))
        menu.addSeparator()
        menus.add(menu, self.tr("&Your CSV File…"), self._ask_data)

    def _new(self, name: str) -> None:
        self.session.new(network_presets.new(name))

    def fill_export(self, menu: QMenu, documents: Documents) -> None:
        lab, picture, copy = self.lab, documents.ask_picture, documents.copy_picture
        menus.add(menu, self.tr("Picture of What It &Computes…"), lambda: picture(lab.answers), "Ctrl+E")
        menus.add(menu, self.tr("Picture of the &Network…"), lambda: picture(lab.diagram))
        menus.add(menu, self.tr("Picture of the C&urves…"), lambda: picture(lab.learning))
        menus.add(menu, self.tr("Picture of the Whole &Lab…"), lambda: picture(lab), "Ctrl+Shift+E")
        menus.add(
            menu,
            self.tr("&History or Weights as a Table…"),
            lambda: documents.ask_table(self.tables()),
            "Ctrl+T",
        )
        menus.add(menu, self.tr("Picture of the L&andscape…"), lambda: picture(self._landscape_view()))
        menus.add(menu, self.tr("The Landscape as a &File…"), lambda: self._save_landscape(documents))
        menu.addSeparator()
        menus.add(menu, self.tr("Cop&y Picture of What It Computes"), lambda: copy(lab.answers), "Ctrl+C")
        menus.add(menu, self.tr("C&opy Picture of the Whole Lab"), lambda: copy(lab), "Ctrl+Shift+C")

    def fill_edit(self, menu: QMenu) -> None:
        menus.add(menu, self.tr("Rates that &Suit the Data"), self.presenter.fitting_rates)
        menus.add(menu, self.tr("New Initial &Weights"), self.player.new_weights)
        menus.add(menu, self.tr("&Begin with Trained Weights…"), self._ask_weights)
        menus.add(menu, self.tr("&New Random Seed"), self.presenter.new_seed)

    def fill_time(self, menu: QMenu) -> None:
        player = self.player
        menu.setTitle(self.tr("&Training"))
        self._play = menus.add(menu, "", player.toggle, Qt.Key.Key_Space)
        menus.add(menu, self.tr("One &Batch"), player.one_batch, "B")
        menus.add(menu, self.tr("One &Epoch"), player.one_epoch, "N")
        menus.add(menu, self.tr("An Epoch Bac&k"), lambda: player.scrub(-1), Qt.Key.Key_Left)
        menus.add(menu, self.tr("An Epoch F&orward"), lambda: player.scrub(1), Qt.Key.Key_Right)
        menus.add(menu, self.tr("To the Untrained &Network"), lambda: player.jump(0), Qt.Key.Key_Home)
        menus.add(menu, self.tr("To the &Latest Epoch"), player.latest, Qt.Key.Key_End)
        menu.addSeparator()
        menus.add(menu, self.tr("&Restart with the Same Weights"), player.restart, "Ctrl+R")
        menus.add(menu, self.tr("Restart with New &Weights"), player.new_weights, "Ctrl+Shift+R")
        menu.addSeparator()
        menus.add(menu, self.tr("F&aster"), lambda: self._change_speed(1), ">")
        menus.add(menu, self.tr("&Slower"), lambda: self._change_speed(-1), "<")
        self._slow = slow = menus.add(
            menu, self.tr("Step by Step in Slow &Motion"), lambda: player.set_slow(slow.isChecked()), "M"
        )
        slow.setCheckable(True)
        slow.setChecked(self.session.state.view_state.trace)
        self._follow_playing(player.pacer.playing)

    def _change_speed(self, direction: int) -> None:
        known = list(SPEEDS)
        at = known.index(self.player.speed) + direction
        self.player.set_speed(known[min(max(at, 0), len(known) - 1)])

    def _follow_playing(self, playing: bool) -> None:
        if self._play is not None:
            self._play.setText(self.tr("&Pause") if playing else self.tr("&Play"))

    def _follow_slow(self, slow: bool) -> None:
        if self._slow is not None:
            self._slow.setChecked(slow)

    def fill_view(self, menu: QMenu) -> None:
        names = {
            "landscape": self.tr("Lan&dscape"),
            "curvature": self.tr("C&urvature"),
            "gradients": self.tr("&Gradients by Layer"),
            "weights": self.tr("&Weights"),
            "confusion": self.tr("&Confusion of Classes"),
        }
        inside = self.lab.inside
        entries = {
            view: menus.add(menu, names[view], partial(inside.view_chosen.emit, view)) for view in VIEWS
        }

        def offer() -> None:
            for view, entry in entries.items():
                entry.setEnabled(view in inside.views)

        menu.aboutToShow.connect(offer)
        menu.addSeparator()
        landscape = self.presenter.landscape
        menus.add(menu, self.tr("Inside, &Enlarged"), landscape.toggle_enlarged, "E")
        menus.add(menu, self.tr("Landscape in &3D"), landscape.toggle_relief, "3")
        menus.add(menu, self.tr("&Redraw the Landscape"), landscape.redraw, "F5")

    def what_keys_do(self) -> Sequence[tuple[str, str]]:
        return (
            (self.tr("Space"), self.tr("train and pause")),
            ("B, N", self.tr("one batch, one epoch")),
            ("← →", self.tr("look at an epoch before or after")),
            (self.tr("Home, End"), self.tr("the untrained network, the latest epoch")),
            (self.tr("Ctrl + R"), self.tr("restart with the same weights; with Shift, with new ones")),
            ("&gt; &lt;", self.tr("faster, slower")),
            ("M", self.tr("one step in slow motion: forward and backward")),
            ("E", self.tr("landscape, curvature and the others, larger")),
            ("3", self.tr("the landscape in relief, or from above")),
            (self.tr("Click the landscape"), self.tr("see the network with the weights of that point")),
            (self.tr("Esc"), self.tr("from that point back to the run")),
            (self.tr("Click a neuron"), self.tr("its weights, its formula, its activation")),
            (self.tr("Drag the probe"), self.tr("ask the network about a point")),
            (self.tr("Double click on a slider"), self.tr("back to its default")),
        )

    # --- from one start to the next ---------------------------------------------------------------------

    @property
    def _splitters(self) -> dict[str, QSplitter]:
        lab = self.lab
        return {
            "network_figure": lab.figure,
            "network_left": lab.left,
            "network_right": lab.right,
            "network_learning": lab.learning,
        }

    def restore(self, settings: QSettings) -> None:
        for key, splitter in self._splitters.items():
            sizes = settings.value(key)
            if isinstance(sizes, QByteArray):
                splitter.restoreState(sizes)
        speed, view = settings.value("network_speed"), settings.value("network_inside")
        self.player.set_speed(speed if isinstance(speed, str) and speed in SPEEDS else self.player.speed)
        self.lab.inside.set_view(view if isinstance(view, str) and view in VIEWS else VIEWS[0])
        self.lab.curves.set_log(bool(settings.value("network_log", True, bool)))
        self.lab.enlarged_sizes = _whole_numbers(settings.value("network_enlarged_sizes"))
        self.presenter.landscape.restore(
            {key: settings.value(f"network_landscape_{key}") for key in self.presenter.landscape.kept()}
        )

    def keep(self, settings: QSettings) -> None:
        for name, choice in self.presenter.landscape.kept().items():
            settings.setValue(f"network_landscape_{name}", choice)
        settings.setValue("network_enlarged_sizes", self.lab.enlarged_sizes)
        self.lab.set_enlarged(False)  # the splitters are kept as they are then
        for key, splitter in self._splitters.items():
            settings.setValue(key, splitter.saveState())
        settings.setValue("network_speed", self.player.speed)
        settings.setValue("network_inside", self.lab.inside.view)
        settings.setValue("network_log", self.lab.curves.log)


def _whole_numbers(stored: object) -> list[int]:
    """Two whole numbers, if that is what was kept."""
    numbers = stored if isinstance(stored, list) else []
    known = [int(one) for one in numbers if isinstance(one, int) or (isinstance(one, str) and one.isdigit())]
    return known if len(known) == 2 and min(known) > 0 else []
