"""Between the session and the land of the surface lab: what is sampled for it, what a hand does on it."""

from PySide6.QtCore import QObject

from core.loss_map import LossMap
from core.surface.catalogue.surface import Domain

from .session import SurfaceSession
from .views.map_stack import DIMENSIONS, Dimensions, MapStack

FINE, COARSE = 200, 100
"""Cells along the longer side of the land, at rest and while what it shows is being changed."""


class SurfaceRelief(QObject):
    """Switches between map and land, and has sampled what is seen."""

    def __init__(self, session: SurfaceSession, stack: MapStack) -> None:
        super().__init__(stack)
        self._session = session
        self._stack = stack
        self._most = FINE
        stack.dimensions_chosen.connect(self.set_dimensions)
        stack.spin_chosen.connect(stack.set_spinning)
        stack.map.rectangle_changed.connect(lambda rectangle: self.sample())
        session.map_changed.connect(self._show_map)

    def set_dimensions(self, dimensions: str) -> None:
        """Show the map, "2d", or the land, "3d"."""
        known: Dimensions = "3d" if dimensions == "3d" else "2d"
        if known != self._stack.dimensions:
            self._stack.set_dimensions(known)
            self.sample()

    def toggle(self) -> None:
        """Show the other one."""
        self.set_dimensions(DIMENSIONS[self._stack.dimensions == "2d"])

    def set_coarse(self, coarse: bool) -> None:
        """Have less sampled, so that the land follows the finger."""
        most = COARSE if coarse else FINE
        if most != self._most:
            self._most = most
            if self._stack.dimensions == "3d":
                self.sample()

    def follow_domain(self) -> None:
        """Another part of the plane is the subject; the map asks by itself, while it is seen."""
        if self._stack.dimensions == "3d":
            self.sample()

    def sample(self) -> None:
        """Ask for what is seen."""
        if self._stack.dimensions == "2d":
            self._session.set_viewport(self._stack.map.rectangle, self._stack.map.resolution())
        else:
            rectangle = self._stack.map.subject
            self._session.set_viewport(rectangle, _cells(rectangle, self._most))

    def _show_map(self, loss_map: LossMap) -> None:
        # What was asked for by the map, or for a surface before, has other bounds than the land.
        if self._stack.dimensions == "2d" or loss_map.rectangle == self._stack.map.subject:
            self._stack.set_map(loss_map)


def _cells(rectangle: Domain, most: int) -> tuple[int, int]:
    """Columns and rows of about square cells."""
    wide, high = (end - start for start, end in rectangle)
    longer = max(wide, high)
    return max(most // 4, round(most * wide / longer)), max(most // 4, round(most * high / longer))
