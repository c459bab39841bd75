"""All learning rates together: how far they are scaled, and from when on that holds."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...kit.fields.scale_slider import ScaleSlider
from ...kit.widgets.basic import Option, SegmentedChoice


class AllRates(QWidget):
    """The slider that scales every learning rate; `modes` asks as well what a new rate holds for.

    It is `labelled` where no heading says what it is.
    """

    factor_moved = Signal(float)
    mode_chosen = Signal(str)
    released = Signal()

    def __init__(self, *, modes: bool, labelled: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = ScaleSlider(labelled=labelled)
        self.scale.moved.connect(self.factor_moved)
        self.scale.released.connect(self.released)
        self.mode = SegmentedChoice(("whole", "from_here"))
        self.mode.chosen.connect(self.mode_chosen)
        if not modes:
            self.mode.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.scale)
        column.addWidget(self.mode)
        self._scalable = True
        self._retranslate()

    def set_factor(self, factor: float) -> None:
        """Show by how much all learning rates are scaled."""
        self.scale.set_value(factor)

    def set_mode(self, mode: str) -> None:
        """Show what a new learning rate holds for: the "whole" run, or "from_here" on."""
        self.mode.set_choice(mode)

    def set_scalable(self, scalable: bool) -> None:
        """Whether any run is switched on, so that there is a rate to scale."""
        self._scalable = scalable
        self._explain()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.mode.set_texts(
            (
                Option("whole", self.tr("Whole run"), self.tr("A new learning rate holds from the start")),
                Option(
                    "from_here",
                    self.tr("From here on"),
                    self.tr(
                        "A new learning rate holds from the step in view on; the way there stays as it is"
                    ),
                ),
            )
        )
        self._explain()

    def _explain(self) -> None:
        nothing_to_scale = self.tr("All runs are switched off: switch one on to scale its learning rate")
        self.scale.value_slider.set_obstacle("" if self._scalable else nothing_to_scale)
