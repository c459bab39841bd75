"""The bar under the network lab: train, by a batch, an epoch or on and on, and look back."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.kit.fields.slider import Slider
from app.kit.plots.ranges import span_of_epochs
from app.kit.plots.ticks import whole_number
from app.kit.widgets import shapes
from app.kit.widgets.basic import Chooser, IconButton, Role, tabular, theme_color

Unit = Literal["batch", "epoch", "max"]


class Pace(NamedTuple):
    """How much is trained in a second: so many batches or epochs, or as much as the machine can."""

    unit: Unit
    per_second: float


SPEEDS: Mapping[str, Pace] = {
    "batch": Pace("batch", 1),
    "batches": Pace("batch", 10),
    "epoch": Pace("epoch", 1),
    "epochs": Pace("epoch", 10),
    "max": Pace("max", float("inf")),
}
"""From slow to fast, by the keys that `speed_chosen` and `set_speed` speak of."""

_FIGURE_SPACE = "\N{FIGURE SPACE}"
_FASTEST = 999_999
"""Steps per second for which room is kept."""
_NO_RATE, _NO_BATCH, _NO_LATEST = 1060, 940, 760
"""Widths of the bar in pixels below which it says no more how fast it is, at which batch, and spares the
way back to the latest epoch, which the end of the slider is too."""


class TrainingTransport(QWidget):
    """Says what a person wants and shows what it is told."""

    play_toggled = Signal()
    batch_requested = Signal()
    epoch_requested = Signal()
    jump_requested = Signal(int)
    latest_requested = Signal()
    restart_requested = Signal()
    new_weights_requested = Signal()
    slow_toggled = Signal(bool)
    speed_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._playing = False
        self._progress = _Progress()
        self._rate: float | None = None
        self.restart = IconButton(shapes.RESTART)
        self.new_weights = IconButton(shapes.DICE)
        self.play = IconButton(shapes.PLAY, 20)
        self.batch = IconButton(shapes.STEP)
        self.epoch = IconButton(shapes.FAST)
        self.play.set_color_role(Role.Highlight)
        for step in (self.batch, self.epoch):
            step.setAutoRepeat(True)
        self.scrub = HistorySlider()
        self.scrub.setMinimumWidth(64)
        self.scrub.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # takes what is left
        self.latest = QPushButton()
        self.latest.setProperty("role", "chip")
        self.counter = _Counter()
        self._counts = "{epoch} / {epochs}"
        self.speed = Chooser()
        self.speed.setProperty("role", "flat")
        for key in SPEEDS:
            self.speed.addItem("", key)
        self.slow = QPushButton()
        self.slow.setProperty("role", "small")
        self.slow.setCheckable(True)

        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(0)
        for icon in (self.restart, self.new_weights, self.play, self.batch, self.epoch):
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(16)
        row.addWidget(self.scrub, 1)
        row.addSpacing(8)
        row.addWidget(self.latest)
        row.addSpacing(8)
        row.addWidget(self.counter)
        row.addSpacing(8)
        row.addWidget(self.speed)
        row.addSpacing(8)
        row.addWidget(self.slow)

        asked: tuple[tuple[QAbstractButton, SignalInstance], ...] = (
            (self.restart, self.restart_requested),
            (self.new_weights, self.new_weights_requested),
            (self.play, self.play_toggled),
            (self.batch, self.batch_requested),
            (self.epoch, self.epoch_requested),
            (self.latest, self.latest_requested),
        )
        for button, signal in asked:
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        self.scrub.epoch_pointed.connect(self.jump_requested)
        self.speed.activated.connect(lambda index: self.speed_chosen.emit(self.speed.itemData(index)))
        self.slow.clicked.connect(self._ask_for_slow)
        self._retranslate()
        self.set_speed("max")
        self.set_progress(0, 0, 1, 0, 1)

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        self.play.set_shape(shapes.PAUSE if playing else shapes.PLAY)
        self._describe_play()

    def set_progress(self, epoch: int, last: int, epochs: int, batch: int, batches: int) -> None:
        """Stand at `epoch` of the history, silently.

        `last` epochs of `epochs` are trained, and of the next one `batch` of its `batches`.
        """
        before, self._progress = self._progress, _Progress(epoch, last, epochs, batch, batches)
        self.scrub.set_history(epoch, last, epochs)
        self._offer_latest()
        if (before.epochs, before.batches) != (epochs, batches):
            self._make_room()
        self._count()
        for button in (self.batch, self.epoch):
            button.setEnabled(last < epochs)

    def set_rate(self, steps_per_second: float | None) -> None:
        """How many batches are trained in a second; None says nothing."""
        self._rate = steps_per_second
        self._count()

    def set_speed(self, speed: str) -> None:
        """Show one of SPEEDS, silently; a key that is not offered is shown as the fastest."""
        with QSignalBlocker(self.speed):
            self.speed.setCurrentIndex(list(SPEEDS).index(speed if speed in SPEEDS else "max"))

    def set_slow(self, slow: bool) -> None:
        """Whether one batch is shown in slow motion."""
        self.slow.setChecked(slow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._count()
        self._row.activate()  # as what it shows has changed since it was laid out

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _ask_for_slow(self, slow: bool) -> None:
        self.slow.setChecked(not slow)  # until it is set
        self.slow_toggled.emit(slow)

    def _count(self) -> None:
        self.counter.setText(self._text(self._progress, self._rate))

    def _text(self, progress: "_Progress", rate: float | None) -> str:
        """As much as there is room for; before a number stands the room into which it will grow."""
        epochs, batches = whole_number(progress.epochs), whole_number(progress.batches)
        if not self._counts:
            return ""
        parts = [
            _room_before(progress.epoch, progress.epochs)
            + self._counts.format(epoch=whole_number(progress.epoch), epochs=epochs)
        ]
        if self.width() >= _NO_BATCH:
            parts.append(
                _room_before(progress.batch, progress.batches)
                + self.tr("batch {batch} / {batches}").format(
                    batch=whole_number(progress.batch), batches=batches
                )
            )
        if self.width() >= _NO_RATE and rate is not None:
            steps = whole_number(rate) if rate >= 10 else f"{rate:.1f}"
            parts.append(self.tr("{rate} steps/s").format(rate=steps))
        return " · ".join(parts)

    def _offer_latest(self) -> None:
        """The way back keeps its place while there is nothing to go back to, so that the slider rests."""
        wide = self.width() >= _NO_LATEST
        policy = self.latest.sizePolicy()
        if policy.retainSizeWhenHidden() != wide:
            policy.setRetainSizeWhenHidden(wide)
            self.latest.setSizePolicy(policy)
        self.latest.setVisible(wide and self._progress.epoch < self._progress.last)

    def _make_room(self) -> None:
        """As wide as it may become, so that nothing jumps while it trains."""
        whole = self._progress._replace(epoch=self._progress.epochs, batch=self._progress.batches)
        self._offer_latest()
        free = self.width() - self._row.minimumSize().width()  # the least of the counter itself is nothing
        for counts in (self.tr("epoch {epoch} / {epochs}"), "{epoch} / {epochs}", ""):
            self._counts = counts
            self.counter.keep_room_for(self._text(whole, _FASTEST))
            if self.counter.sizeHint().width() <= free:
                break

    def _describe_play(self) -> None:
        if self._playing:
            self.play.describe(self.tr("Pause"), self.tr("Hold the training at this batch"))
        else:
            self.play.describe(self.tr("Train"), self.tr("Let all optimizers train, batch by batch"))

    def _retranslate(self) -> None:
        self._describe_play()
        self.restart.describe(
            self.tr("Start again"), self.tr("Back to before the first batch, with the same initial weights")
        )
        self.new_weights.describe(
            self.tr("New weights"), self.tr("Start again with other random initial weights")
        )
        self.batch.describe(self.tr("One batch"), self.tr("One batch on: every optimizer updates once"))
        self.epoch.describe(self.tr("One epoch"), self.tr("One epoch on: every sample is used once"))
        self.scrub.setAccessibleName(self.tr("Epoch"))
        self.scrub.setToolTip(self.tr("The epoch that all views show; drag to look back"))
        self.latest.setText(self.tr("latest"))
        self.latest.setToolTip(self.tr("Back from the past to what training has reached"))
        self.speed.setAccessibleName(self.tr("Speed"))
        self.speed.setToolTip(self.tr("How fast it trains: a few batches or epochs a second, or all it can"))
        titles = {
            "batch": self.tr("1 batch/s"),
            "batches": self.tr("10 batches/s"),
            "epoch": self.tr("1 epoch/s"),
            "epochs": self.tr("10 epochs/s"),
            "max": self.tr("full speed"),
        }
        for index, key in enumerate(SPEEDS):
            self.speed.setItemText(index, titles[key])
        widest = max(map(QFontMetrics(self.speed.font()).horizontalAdvance, titles.values()))
        self.speed.setFixedWidth(widest + 42)
        self.slow.setText(self.tr("slow motion"))
        self.slow.setToolTip(self.tr("Follow one batch through the network, forward and backward"))
        self._make_room()
        self._count()


class _Progress(NamedTuple):
    epoch: int = 0
    last: int = 0
    epochs: int = 0
    batch: int = 0
    batches: int = 0


class HistorySlider(Slider):
    """A slider over the epochs, of which only those that are trained can be pointed at."""

    epoch_pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = 0
        self.moved.connect(self._point)

    def set_history(self, epoch: int, last: int, wanted: int) -> None:
        """Stand at an epoch, silently; a handle that is being dragged stays under the finger."""
        self._last = last
        span = span_of_epochs(last, wanted)
        with QSignalBlocker(self):
            self.setRange(0, span)
            self.setPageStep(max(1, last // 10))
            if not self.isSliderDown():
                self.setValue(epoch)
        self.update()

    def _point(self, epoch: int) -> None:
        if epoch > self._last:
            with QSignalBlocker(self):
                self.setValue(self._last)
        self.epoch_pointed.emit(min(epoch, self._last))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        first, end = self.handle_centers()
        scale = (end - first) / max(self.maximum(), 1)
        left, right = first + scale * self.value() + 8, first + scale * self._last
        if right > left:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            color = QColor(theme_color(Role.Highlight))
            color.setAlphaF(0.45)
            painter.setBrush(color)
            painter.drawRoundedRect(QRectF(left, self.height() / 2 - 2, right - left, 4), 2, 2)


class _Counter(QLabel):
    """A line as wide as the longest text it may hold, if there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(tabular(self.font()))
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def keep_room_for(self, text: str) -> None:
        self._room = QFontMetrics(self.font()).horizontalAdvance(text) + 2 if text else 0
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def _room_before(number: int, most: int) -> str:
    """Blanks as wide as the digits and spaces by which the largest number is longer."""
    longest = whole_number(most)
    missing = longest[: max(len(longest) - len(whole_number(number)), 0)]
    return "".join(_FIGURE_SPACE if letter.isdigit() else letter for letter in missing)
