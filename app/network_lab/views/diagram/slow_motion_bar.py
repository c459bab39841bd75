"""The bar of the slow mode: a batch goes forward and back, stage by stage, at a person's pace."""

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.kit.widgets import shapes
from app.kit.widgets.basic import IconButton, Role, theme_color

_DOT = 4.0
_DISTANCE = 18.0
_CLOSEST = 9.0
_LEFT, _RIGHT = 16, 12


class StageDots(QWidget):
    """A dot for every stage, those that have been filled; a click or an arrow key goes to another."""

    chosen = Signal(int)
    takes_arrows = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage, self._count = 0, 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_stage(self, stage: int, count: int) -> None:
        """Stand at `stage` of `count`, silently."""
        resized = count != self._count
        self._stage, self._count = stage, max(count, 1)
        if resized:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._count * _DISTANCE), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._count * _CLOSEST), 20)

    def place_of(self, stage: int) -> QPointF:
        """Where the dot of a stage is."""
        return QPointF(self._distance * (stage + 0.5), self.height() / 2)

    @property
    def _distance(self) -> float:
        return min(_DISTANCE, self.width() / self._count)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, line = theme_color(Role.Highlight), theme_color(Role.Mid)
        for stage in range(self._count - 1):
            painter.setPen(QPen(accent if stage < self._stage else line, 2.0))
            painter.drawLine(self.place_of(stage), self.place_of(stage + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        for stage in range(self._count):
            painter.setBrush(accent if stage <= self._stage else line)
            radius = _DOT + 1.5 if stage == self._stage else _DOT - 0.5
            painter.drawEllipse(self.place_of(stage), radius, radius)
        if self.hasFocus():
            ring = QColor(accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ring, 1.2))
            painter.drawEllipse(self.place_of(self._stage), _DOT + 4, _DOT + 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(int(event.position().x() // self._distance))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Left: self._stage - 1,
            Qt.Key.Key_Right: self._stage + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count - 1,
        }
        if event.key() in keys:
            self._choose(keys[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _choose(self, stage: int) -> None:
        stage = min(max(stage, 0), self._count - 1)
        if stage != self._stage:
            self.chosen.emit(stage)


class SlowMotionBar(QWidget):
    """Buttons, dots and the sentence of the present stage; says what a person wants, shows what it is told.

    Left and right go a stage back and on, the space bar plays, Escape closes.
    """

    stage_requested = Signal(int)
    play_toggled = Signal()
    repeat_requested = Signal()
    next_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage, self._count, self._playing = 0, 1, False
        self.back = IconButton(shapes.STEP_BACK)
        self.play = IconButton(shapes.PLAY, 18)
        self.play.set_color_role(Role.Highlight)
        self.forward = IconButton(shapes.STEP)
        self.dots = StageDots()
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.repeat = QPushButton()
        self.next = QPushButton()
        for button in (self.repeat, self.next):
            button.setProperty("role", "small")
        self.close_button = IconButton(shapes.CROSS, 14)

        controls = QHBoxLayout()
        controls.setSpacing(0)
        for part in (self.back, self.play, self.forward):
            controls.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        controls.addSpacing(12)
        controls.addWidget(self.dots, 1)
        controls.addSpacing(12)
        controls.addWidget(self.repeat)
        controls.addSpacing(6)
        controls.addWidget(self.next)
        controls.addSpacing(8)
        controls.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 4, _RIGHT, 8)
        column.setSpacing(2)
        column.addLayout(controls)
        column.addWidget(self.caption)

        self.back.clicked.connect(lambda: self._go(-1))
        self.forward.clicked.connect(lambda: self._go(1))
        self.dots.chosen.connect(self.stage_requested)
        self.play.clicked.connect(lambda: self.play_toggled.emit())
        self.repeat.clicked.connect(lambda: self.repeat_requested.emit())
        self.next.clicked.connect(lambda: self.next_requested.emit())
        self.close_button.clicked.connect(lambda: self.closed.emit())
        self._retranslate()
        self.set_stage(0, 1, "")

    def set_stage(self, stage: int, count: int, caption: str) -> None:
        """Stand at `stage` of `count` and tell what happens there, silently."""
        self._stage, self._count = stage, count
        self.dots.set_stage(stage, count)
        self.caption.setText(caption)
        self.caption.setToolTip(caption)
        self._make_room(self.caption.minimumHeight())
        self.back.setEnabled(stage > 0)
        self.forward.setEnabled(stage < count - 1)
        self.dots.setAccessibleDescription(caption)
        self._name_dots()

    def set_playing(self, playing: bool) -> None:
        """Show whether the stages follow each other by themselves."""
        self._playing = playing
        self.play.set_shape(shapes.PAUSE if playing else shapes.PLAY)
        self._describe_play()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Left:
            self._go(-1)
        elif key == Qt.Key.Key_Right:
            self._go(1)
        elif key == Qt.Key.Key_Space:
            self.play_toggled.emit()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        spared = 0 if self.repeat.isHidden() else self.repeat.sizeHint().width()
        return QSize(least.width() - spared, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare()
        self._make_room()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # there are more dots, or longer words
            self._spare()
        return handled

    def _spare(self) -> None:
        """Where it is narrow one button can be spared: the first dot repeats the batch too."""
        least = self.minimumSizeHint().width()
        self.repeat.setVisible(self.width() >= least + self.repeat.sizeHint().width())

    def _make_room(self, least: int = 0) -> None:
        """For the whole caption, and no less than `least`: nothing jumps when the next one is shorter."""
        metrics, wide = self.caption.fontMetrics(), self.width() - _LEFT - _RIGHT
        wrap = Qt.TextFlag.TextWordWrap
        needed = metrics.boundingRect(QRect(0, 0, wide, 0), wrap, self.caption.text()).height()
        self.caption.setFixedHeight(max(least, needed + 2, 2 * metrics.lineSpacing() + 2))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _go(self, by: int) -> None:
        if 0 <= self._stage + by < self._count:
            self.stage_requested.emit(self._stage + by)

    def _name_dots(self) -> None:
        self.dots.setAccessibleName(
            self.tr("Stage {stage} of {count}").format(stage=self._stage + 1, count=self._count)
        )

    def _describe_play(self) -> None:
        if self._playing:
            self.play.describe(self.tr("Pause"), self.tr("Stay at this stage"))
        else:
            self.play.describe(self.tr("Play"), self.tr("Let the stages follow each other"))

    def _retranslate(self) -> None:
        self._describe_play()
        self.back.describe(self.tr("Stage back"), self.tr("Back to the stage before"))
        self.forward.describe(self.tr("Stage forward"), self.tr("On to the next stage"))
        self.close_button.describe(self.tr("Close"), self.tr("Leave the slow motion (Escape)"))
        self.repeat.setText(self.tr("Repeat"))
        self.repeat.setToolTip(self.tr("The same batch again, from its first stage"))
        self.next.setText(self.tr("Next batch"))
        self.next.setToolTip(self.tr("Let the optimizer step, and go on with the next batch"))
        self.dots.setToolTip(self.tr("The stages: inputs, forward, loss, backward, update"))
        self._name_dots()
