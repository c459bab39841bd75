"""The landscape of a network in relief, with the paths of its runs."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kit.numbers import short_number
from app.kit.plots.export_menu import ExportMenu
from app.kit.plots.numbers import Numbers
from app.kit.relief.floor import Names
from app.kit.relief.paths import Mark, ReliefPath
from app.kit.relief.view import ReliefView
from core.loss_map import LossMap, Scaling

from .backdrop import Backdrop
from .paths import RunPath
from .shading import shading, value_at

_PLACE = 15.0


class LandscapeRelief(ReliefView):
    """Takes what the map takes; a click, `place_moved`, wants the network of a place to be looked at.

    `place_cleared`, by Esc, wants it no more.
    """

    place_moved = Signal(float, float)
    place_cleared = Signal()

    def __init__(self, parent: QWidget | None = None, export_menu: ExportMenu | None = None) -> None:
        super().__init__(parent, export_menu=export_menu)
        self._backdrop: Backdrop | None = None
        self._scaling: Scaling = "rank"
        self._stopped: tuple[Mark, ...] = ()
        self._place: tuple[Mark, ...] = ()
        self.set_names(Names("α", "β"))
        self.clicked.connect(self.place_moved)
        self.hovered.connect(self._read_out)
        self.left.connect(self._forget_pointer)

    def set_backdrop(self, backdrop: Backdrop | None) -> None:
        """Show losses as land; None, or a single row, leaves what there is."""
        self._backdrop = backdrop
        if backdrop is None or min(backdrop.losses.shape) < 2:
            return
        found = shading(backdrop.alpha, backdrop.beta, backdrop.losses, self._scaling, 1)
        losses = np.where(np.isnan(found.shades), np.nan, found.scale.loss(found.shades))
        self.set_map(LossMap(found.rectangle, losses, found.shades, found.scale))

    def numbers(self) -> Numbers | None:
        return None if self._backdrop is None else self._backdrop.numbers()

    def set_scaling(self, scaling: Scaling) -> None:
        """How loss becomes height and colour."""
        if scaling != self._scaling:
            self._scaling = scaling
            self.set_backdrop(self._backdrop)

    def set_run_paths(self, paths: Sequence[RunPath]) -> None:
        """Show where runs went; the shown one is on top."""
        ordered = sorted(paths, key=lambda path: path.shown)
        self.set_paths([ReliefPath(path.style, path.points, None, path.diverged) for path in ordered])
        self.set_cursor(max((len(path.points) for path in paths), default=1))
        self._stopped = tuple(
            Mark(*path.stopped, path.style.marker, 11.0, path.style.title) for path in paths if path.stopped
        )
        self.set_marks(self._stopped + self._place)

    def set_place(self, place: tuple[float, float] | None) -> None:
        """Mark the place whose network is looked at; None: none."""
        title = QCoreApplication.translate("LandscapeRelief", "the network in view")
        self._place = () if place is None else (Mark(*place, "+", _PLACE, title),)
        self.set_marks(self._stopped + self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._place:
            self.place_cleared.emit()
        else:
            super().keyPressEvent(event)

    def _read_out(self, alpha: float, beta: float) -> None:
        if self._backdrop is None:
            return
        self.set_plane(self.shade_at(alpha, beta))
        loss = value_at(self._backdrop.alpha, self._backdrop.beta, self._backdrop.losses, alpha, beta)
        text = QCoreApplication.translate("LandscapeRelief", "loss {loss}")
        self.set_readout(text.format(loss=short_number(loss)) if np.isfinite(loss) else "")

    def _forget_pointer(self) -> None:
        self.set_plane(None)
        self.set_readout("")
