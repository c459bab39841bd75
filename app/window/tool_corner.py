"""The buttons at the right of the menus: undo, redo, open, save and export."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ..kit.widgets import shapes
from ..kit.widgets.basic import IconButton


class ToolCorner(QWidget):
    """The buttons by their names; the window connects them and sets the menu of `export`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.undo, self.redo = IconButton(shapes.UNDO, 14), IconButton(shapes.REDO, 14)
        self.open, self.save, self.export = QToolButton(), QToolButton(), QToolButton()
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        for button in (self.undo, self.redo, self.open, self.save, self.export):
            button.setFixedHeight(26)
            row.addWidget(button)

    def retranslate(self, undo_keys: QKeySequence, redo_keys: QKeySequence) -> None:
        """Set every text in the language of the window, with the keys of undo and redo."""
        native = QKeySequence.SequenceFormat.NativeText
        undone, redone = (
            self.tr("Take back the last change ({keys})"),
            self.tr("Do again what was taken back ({keys})"),
        )
        self.undo.describe(self.tr("Undo"), undone.format(keys=undo_keys.toString(native)))
        self.redo.describe(self.tr("Redo"), redone.format(keys=redo_keys.toString(native)))
        for button, text, meaning in (
            (self.open, self.tr("Open"), self.tr("Open an experiment file")),
            (self.save, self.tr("Save"), self.tr("Save the experiment as a file")),
            (self.export, self.tr("Export ▾"), self.tr("Save or copy pictures and tables")),
        ):
            button.setText(text)
            button.setToolTip(meaning)
