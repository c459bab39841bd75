"""A button with a menu of how often the landscape is drawn anew while the network trains."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.kit.widgets import shapes
from app.kit.widgets.basic import IconButton, Option, Role

UPDATE_RATES = ("off", "calm", "live")
_COLORS = {"off": Role.Mid, "calm": Role.PlaceholderText, "live": Role.Highlight}


class UpdateRateButton(IconButton):
    """Emits `chosen` with one of UPDATE_RATES; what is shown changes only by `set_rate`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(shapes.LOOP, parent=parent)
        self._rate = "live"
        self.clicked.connect(self._open)
        self.set_rate(self._rate)

    def set_rate(self, rate: str) -> None:
        """Show which rate is in use, silently."""
        self._rate = rate
        self.set_color_role(_COLORS[rate])
        self._describe()

    def menu_of_rates(self) -> QMenu:
        """The rates to choose from, the one in use ticked; the caller opens it and lets it go."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        for key, text, meaning in self._options():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == self._rate)
            action.setData(key)
            action.setToolTip(meaning)
            group.addAction(action)
        group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        return menu

    def _open(self) -> None:
        menu = self.menu_of_rates()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = QPoint(self.width() - menu.sizeHint().width(), self.height() + 2)
        menu.popup(self.mapToGlobal(corner))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    def _options(self) -> tuple[Option, ...]:
        texts = (
            (self.tr("Only when asked"), self.tr("The landscape stays as it is while the network trains")),
            (self.tr("Once a second"), self.tr("The landscape follows the training at ease")),
            (self.tr("All the time"), self.tr("The landscape follows every moment of the training")),
        )
        return tuple(Option(key, *text) for key, text in zip(UPDATE_RATES, texts, strict=True))

    def _describe(self) -> None:
        used = next(option for option in self._options() if option.key == self._rate)
        name = self.tr("Redraw: {rhythm}").format(rhythm=used.text)
        self.describe(name, f"{name}<br>{used.meaning}")
