"""The strip beside a lab: sections under headings, scrolled together."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ...kit.widgets import shapes
from ...kit.widgets.basic import Heading, IconButton, Role

WIDTH = 330
_MARGIN = 16


class Sidebar(QScrollArea):
    """A column of sections, as wide as every lab's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = _Content()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        self._column.addStretch()
        self.setWidget(content)

    def add_section(self, button: QWidget | None = None, *, folds: bool = False) -> "Section":
        """A section more at the end; `button` stands in its heading, where a click folds one that `folds`."""
        section = Section(button, first=self._column.count() == 1, folds=folds)
        self._column.insertWidget(self._column.count() - 1, section)
        return section


class Section(QWidget):
    """A heading and what stands under it."""

    def __init__(self, button: QWidget | None, *, first: bool, folds: bool) -> None:
        super().__init__()
        self._title = ""
        self.heading = _FoldingHeading() if folds else Heading()
        self.arrow = IconButton(shapes.CHEVRON_DOWN, 14) if folds else None
        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        for one in (button, self.arrow):
            if one is not None:
                one.setFixedSize(24, 24)
                head.addWidget(one)
        tall = button is not None or folds
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0 if first else 16 if tall else 20, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4 if tall else 8)
        column.addWidget(self._body)
        if self.arrow is not None:
            self.arrow.set_color_role(Role.PlaceholderText)
            self.arrow.clicked.connect(self.toggle)
        if isinstance(self.heading, _FoldingHeading):
            self.heading.section = self

    @property
    def folded(self) -> bool:
        return self._body.isHidden()

    def toggle(self) -> None:
        """Fold it if it is open, open it if it is folded."""
        self._body.setVisible(self.folded)
        self._describe()

    def set_title(self, title: str) -> None:
        self._title = title
        self.heading.setText(title)
        self._describe()

    def add(self, row: QWidget | QLayout, space: int = 0) -> None:
        """Put a row at the end, `space` below the one before."""
        if space:
            self._rows.addSpacing(space)
        if isinstance(row, QWidget):
            self._rows.addWidget(row)
        else:
            self._rows.addLayout(row)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    def _describe(self) -> None:
        if self.arrow is None:
            return
        self.arrow.set_shape(shapes.CHEVRON_RIGHT if self.folded else shapes.CHEVRON_DOWN)
        if self.folded:
            name = QCoreApplication.translate("Section", "Show {section}")
            meaning = QCoreApplication.translate("Section", "Show what stands under this heading")
        else:
            name = QCoreApplication.translate("Section", "Hide {section}")
            meaning = QCoreApplication.translate("Section", "Hide what stands under this heading")
        self.arrow.describe(name.format(section=self._title), meaning)


class _FoldingHeading(Heading):
    """A heading that folds its section when it is clicked."""

    section: Section

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or else the release goes elsewhere

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.section.toggle()


class _Content(QWidget):
    """What is scrolled; the scroll bar stands in its right margin, so that nothing moves when it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = WIDTH - event.size().width()
        if layout := self.layout():
            layout.setContentsMargins(_MARGIN, _MARGIN, max(_MARGIN - bar, 0), _MARGIN)
        super().resizeEvent(event)
