"""What takes long to draw, kept as pixels."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPixmap:
    """A pixmap of a whole widget that is drawn anew only when what it shows has changed."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._key: object = None
        self._fine = False

    def forget(self) -> None:
        self._key = None

    def paint(
        self,
        painter: QPainter,
        widget: QWidget,
        key: object,
        draw: Callable[[QPainter], None],
        fine: bool = True,
    ) -> None:
        """Show what `draw` draws; one that was drawn fine stays good enough for a coarse one."""
        ratio = widget.devicePixelRatioF()
        size = widget.size() * ratio
        if self._pixmap.size() != size or self._pixmap.devicePixelRatio() != ratio:
            self._pixmap = QPixmap(size)
            self._pixmap.setDevicePixelRatio(ratio)
            self._key = None
        if self._key != key or (fine and not self._fine):
            self._pixmap.fill(Qt.GlobalColor.transparent)
            onto = QPainter(self._pixmap)
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(onto)
            onto.end()
            self._key, self._fine = key, fine
        painter.drawPixmap(0, 0, self._pixmap)
