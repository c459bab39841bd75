"""The bar under everything: play, step, scrub, speed."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ...kit.fields.slider import Slider
from ...kit.widgets import shapes
from ...kit.widgets.basic import Chooser, IconButton, Role, tabular

SPEEDS = {0.25: "×¼", 0.5: "×½", 1.0: "×1", 2.0: "×2", 4.0: "×4", 8.0: "×8"}


class Transport(QWidget):
    """Buttons, scrub slider, step, speed and loop; says what a person wants and shows what it is told."""

    play_toggled = Signal()
    step_requested = Signal(int)
    jump_requested = Signal(int)
    speed_chosen = Signal(float)
    loop_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._playing = False
        self._step = self._steps = 0
        self.to_start = IconButton(shapes.TO_START)
        self.back = IconButton(shapes.STEP_BACK)
        self.play = IconButton(shapes.PLAY, 20)
        self.forward = IconButton(shapes.STEP)
        self.to_end = IconButton(shapes.TO_END)
        self.play.set_color_role(Role.Highlight)
        for button in (self.back, self.forward):
            button.setAutoRepeat(True)
        self.scrub = Slider()
        self.counter = QLabel()
        self.counter.setFont(tabular(self.counter.font()))
        self.counter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.speed = Chooser()
        self.speed.setProperty("role", "flat")
        for speed, text in SPEEDS.items():
            self.speed.addItem(text, speed)
        self.speed.setFixedWidth(60)
        self.loop = IconButton(shapes.LOOP)
        self.loop.setCheckable(True)

        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(0)
        for button in (self.to_start, self.back, self.play, self.forward, self.to_end):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(16)
        row.addWidget(self.scrub, 1)
        row.addSpacing(16)
        row.addWidget(self.counter)
        row.addSpacing(16)
        row.addWidget(self.speed)
        row.addSpacing(4)
        row.addWidget(self.loop)

        self.play.clicked.connect(lambda: self.play_toggled.emit())
        self.back.clicked.connect(lambda: self.step_requested.emit(-1))
        self.forward.clicked.connect(lambda: self.step_requested.emit(1))
        self.to_start.clicked.connect(lambda: self.jump_requested.emit(0))
        self.to_end.clicked.connect(lambda: self.jump_requested.emit(self._steps))
        self.scrub.moved.connect(self.jump_requested)
        self.speed.activated.connect(lambda index: self.speed_chosen.emit(self.speed.itemData(index)))
        self.loop.clicked.connect(self.loop_toggled)
        self._retranslate()
        self.set_speed(1.0)
        self.set_position(0, 0)

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        self.play.set_shape(shapes.PAUSE if playing else shapes.PLAY)
        self._describe_play()

    def set_position(self, step: int, steps: int) -> None:
        """Stand at `step` of `steps`, silently; a handle that is being dragged stays under the finger."""
        resized = steps != self._steps
        self._step, self._steps = step, steps
        with QSignalBlocker(self.scrub):
            self.scrub.setRange(0, steps)
            self.scrub.setPageStep(max(1, steps // 10))
            if not self.scrub.isSliderDown():
                self.scrub.setValue(step)
        self.counter.setText(self._count(step))
        if resized:
            self._make_room()
        for button in (self.to_start, self.back):
            button.setEnabled(step > 0)
        for button in (self.forward, self.to_end):
            button.setEnabled(step < steps)

    def set_speed(self, speed: float) -> None:
        """Show a speed, silently; one that is not offered is shown as the nearest that is."""
        nearest = min(SPEEDS, key=lambda offered: abs(offered - speed))
        with QSignalBlocker(self.speed):
            self.speed.setCurrentIndex(list(SPEEDS).index(nearest))

    def set_loop(self, loop: bool) -> None:
        self.loop.setChecked(loop)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _count(self, step: int) -> str:
        return self.tr("step {step} / {steps}").format(step=step, steps=self._steps)

    def _make_room(self) -> None:
        """As wide as the last step needs, so that nothing jumps while the race runs."""
        widest = QFontMetrics(self.counter.font()).horizontalAdvance(self._count(self._steps))
        self.counter.setMinimumWidth(widest + 2)

    def _describe_play(self) -> None:
        if self._playing:
            self.play.describe(self.tr("Pause"), self.tr("Hold the race at this step"))
        else:
            self.play.describe(self.tr("Play"), self.tr("Let the race run, step by step"))

    def _retranslate(self) -> None:
        self._describe_play()
        self.to_start.describe(self.tr("To the start"), self.tr("Back to the start, before the first step"))
        self.back.describe(self.tr("Step back"), self.tr("One step back"))
        self.forward.describe(self.tr("Step forward"), self.tr("One step on: every optimizer updates once"))
        self.to_end.describe(self.tr("To the end"), self.tr("On to the last step"))
        self.loop.describe(self.tr("Loop"), self.tr("Start again from the beginning after the last step"))
        self.scrub.setAccessibleName(self.tr("Step"))
        self.scrub.setToolTip(self.tr("The step that all views show: one update of every optimizer"))
        self.speed.setAccessibleName(self.tr("Speed"))
        self.speed.setToolTip(self.tr("How fast the race plays"))
        self.counter.setText(self._count(self._step))
        self._make_room()
