"""The context menu of a plot: copy or save its picture or its numbers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from .. import export
from .numbers import Numbers


class ExportMenu(QObject):
    """Builds the menu of one widget. Copying happens here; `save_requested(what)` asks whoever knows files.

    what: "picture" or "numbers"; `copied` says that something is on the clipboard.
    """

    save_requested = Signal(str)
    copied = Signal(str)

    def __init__(self, widget: QWidget, numbers: Callable[[], Numbers | None]) -> None:
        super().__init__(widget)
        self.picture_of = widget
        """What is in the picture: the widget itself, or one around it that has its title and legend."""
        self.numbers = numbers

    def menu(self, parent: QWidget) -> QMenu:
        """The entries; the caller may add more, shows it, and deletes it."""
        menu = QMenu(parent)
        known = self.numbers()
        entries = (
            (self.tr("Copy Picture"), self.copy_picture, True),
            (self.tr("Copy Numbers"), self.copy_numbers, known is not None),
            None,
            (self.tr("Save Picture …"), lambda: self.save_requested.emit("picture"), True),
            (self.tr("Save Numbers …"), lambda: self.save_requested.emit("numbers"), known is not None),
        )
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            text, do, possible = entry
            menu.addAction(text, do).setEnabled(possible)
        return menu

    def popup(self, parent: QWidget, at: QPoint, *more: tuple[str, Callable[[], object], bool]) -> None:
        """Show the menu at a place of the screen, with more entries (text, what to do, possible) below."""
        menu = self.menu(parent)
        if more:
            menu.addSeparator()
        for text, do, possible in more:
            menu.addAction(text, do).setEnabled(possible)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        export.copy(self.picture_of)
        self.copied.emit("picture")

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, tab-separated as spreadsheets take them."""
        known = self.numbers()
        if known is not None:
            QGuiApplication.clipboard().setText(known.text())
            self.copied.emit("numbers")
