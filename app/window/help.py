"""What the help menu shows."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from ..kit import paths

translate = QCoreApplication.translate


def show_keys(window: QWidget, rows: Sequence[tuple[str, str]]) -> None:
    """Show a table of keys and what they do."""
    cell = "<td style='padding-right: 24px; white-space: nowrap'>"
    lines = "".join(f"<tr>{cell}<b>{keys}</b></td>{cell}{what}</td></tr>" for keys, what in rows)
    title = translate("Window", "Keys and Mouse")
    QMessageBox.information(window, title, f"<table cellspacing='6'>{lines}</table>")


def show_folder() -> None:
    """Open the folder of the last experiments in the desktop's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.data_folder())))


def show_about(window: QWidget) -> None:
    """Say what Talweg is."""
    QMessageBox.about(
        window,
        translate("Window", "About Talweg"),
        translate(
            "Window",
            "<h3>Talweg</h3><p>See how learning works: optimizers race over loss surfaces, "
            "networks learn while you watch.</p>"
            "<p>The talweg is the line that joins the lowest points of a valley, the way water takes.</p>",
        ),
    )
