"""One run in the sidebar: on or off, how it is drawn, its learning rate, and all else behind an arrow."""

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.optimizers import Optimizer
from core.parameters import Parameter
from core.run_settings import LONGEST_LABEL, MOST_OPTIMIZERS, OptimizerSettings

from ...kit.fields.value_slider import ValueSlider, parameter_name
from ...kit.numbers import format_number
from ...kit.run_style import RunStyle
from ...kit.translation import tr_core
from ...kit.widgets import shapes
from ...kit.widgets.basic import CheckBox, IconButton, Role, tabular
from ...kit.widgets.editable_title import EditableTitle
from ...kit.widgets.swatch import Swatch


def no_room() -> str:
    """Why no run can be added."""
    return QCoreApplication.translate("OptimizerCard", "At most {most} runs can race").format(
        most=MOST_OPTIMIZERS
    )


class OptimizerCard(QFrame):
    """Shows the settings of one run and says what a person wants changed.

    A `choosable` one has an eye as well: it asks to look at this run more closely.
    """

    chosen = Signal()
    enabled_changed = Signal(bool)
    rate_moved = Signal(float)
    hyperparameter_moved = Signal(str, object)
    released = Signal()
    reset_requested = Signal()
    duplicate_requested = Signal()
    remove_requested = Signal()
    changes_cleared = Signal()
    color_chosen = Signal(str)
    renamed = Signal(str)

    def __init__(self, *, choosable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._settings: OptimizerSettings | None = None
        self._style: RunStyle | None = None
        self._named = ""
        self._rate = 0.0
        self._removable = self._duplicable = True
        self.body: _Body | None = None

        self.switch = CheckBox()
        self.switch.setProperty("role", "bare")
        self.swatch = Swatch()
        self.title = EditableTitle(LONGEST_LABEL)
        self.rate = QLabel()
        self.rate.setProperty("role", "muted")
        self.rate.setFont(tabular(self.rate.font()))
        self.eye = IconButton(shapes.EYE, 14)
        self.eye.setFixedSize(24, 24)
        self.eye.setCheckable(True)
        self.eye.set_color_role(Role.PlaceholderText)
        if not choosable:
            self.eye.hide()
        self.arrow = IconButton(shapes.CHEVRON_RIGHT, 14)
        self.arrow.setFixedSize(24, 24)
        self.arrow.set_color_role(Role.PlaceholderText)
        header = QHBoxLayout()
        header.setContentsMargins(0, 0, 0, 0)
        header.setSpacing(4)
        header.addWidget(self.switch)
        header.addWidget(self.swatch)
        header.addWidget(self.title, 1)
        header.addWidget(self.rate)
        header.addWidget(self.eye)
        header.addWidget(self.arrow)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 8, 4)
        self._column.setSpacing(0)
        self._column.addLayout(header)

        self.switch.clicked.connect(self.enabled_changed)
        self.swatch.clicked.connect(self._choose_color)
        self.title.renamed.connect(self.renamed)
        self.eye.clicked.connect(self._choose)
        self.arrow.clicked.connect(lambda: self.set_expanded(not self.expanded))
        self._retranslate()

    @property
    def settings(self) -> OptimizerSettings | None:
        return self._settings

    @property
    def expanded(self) -> bool:
        return self.body is not None and not self.body.isHidden()

    def set_expanded(self, expanded: bool) -> None:
        """Show or hide the hyper-parameters; they are made when they are first wanted."""
        if expanded and self.body is None and self._settings is not None:
            self._make_body(self._settings.optimizer)
        if self.body is not None:
            self.body.setVisible(expanded)
        self.arrow.set_shape(shapes.CHEVRON_DOWN if expanded else shapes.CHEVRON_RIGHT)
        self._describe_arrow()

    def set_settings(
        self, settings: OptimizerSettings, style: RunStyle, shown_rate: float, removable: bool
    ) -> None:
        """Show a run, silently; `shown_rate` is its learning rate at the step in view."""
        before = self._settings
        self._settings, self._style, self._rate, self._removable = settings, style, shown_rate, removable
        if self.body is not None and (before is None or before.optimizer is not settings.optimizer):
            expanded = self.expanded
            self._drop_body()
            self.set_expanded(expanded)
        with QSignalBlocker(self.switch):
            self.switch.setChecked(settings.enabled)
        self.swatch.set_style(style, faded=not settings.enabled)
        if self.body is not None:
            self.body.set_settings(settings, removable)
        self._show_rate(shown_rate)
        if before is None or before.optimizer is not settings.optimizer or style.title != self._named:
            self._retranslate()
        self._describe_title(settings, style)

    def set_chosen(self, chosen: bool) -> None:
        """Whether this is the run that is looked at."""
        self.eye.setChecked(chosen)

    def set_duplicable(self, duplicable: bool) -> None:
        """Whether there is room for one more run."""
        self._duplicable = duplicable
        if self.body is not None:
            self.body.set_duplicable(duplicable)

    def set_shown_step(self, step: int) -> None:
        """Show the learning rate at another step."""
        if self._settings is not None and self._settings.learning_rate_changes:
            self._show_rate(self._settings.learning_rate_at(step))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show_rate(self, rate: float) -> None:
        self._rate = rate
        self.rate.setText(f"η {format_number(float(f'{rate:.3g}'))}")
        if self.body is not None:
            self.body.rate.set_value(rate)

    def _make_body(self, optimizer: Optimizer) -> None:
        self.body = body = _Body(optimizer)
        self._column.addWidget(body)
        body.rate_moved.connect(self.rate_moved)
        body.hyperparameter_moved.connect(self.hyperparameter_moved)
        body.released.connect(self.released)
        body.reset.clicked.connect(lambda: self.reset_requested.emit())
        body.duplicate.clicked.connect(lambda: self.duplicate_requested.emit())
        body.remove.clicked.connect(lambda: self.remove_requested.emit())
        body.changes.clicked.connect(lambda: self.changes_cleared.emit())
        if self._settings is not None:
            body.set_settings(self._settings, self._removable)
            body.rate.set_value(self._rate)
            body.set_duplicable(self._duplicable)

    def _choose(self) -> None:
        self.eye.setChecked(True)  # which run is looked at is changed by choosing another
        self.chosen.emit()

    def _drop_body(self) -> None:
        if self.body is not None:
            self.body.hide()
            self._column.removeWidget(self.body)
            self.body.deleteLater()
            self.body = None

    def _choose_color(self) -> None:
        if self._style is None:
            return
        title = self.tr("Colour of {run}").format(run=self._style.title)
        color = QColorDialog.getColor(QColor(self._style.color), self, title)
        if color.isValid():
            self.color_chosen.emit(color.name())

    def _describe_title(self, settings: OptimizerSettings, style: RunStyle) -> None:
        differences = _differences(settings)
        self.title.set_title(style.title, differences, faded=not settings.enabled)
        lines = [tr_core(settings.optimizer.meaning), differences]
        how = self.tr("Double click or F2: rename")
        self.title.setToolTip("<br>".join([*filter(None, lines), f"<small>{how}</small>"]))

    def _describe_arrow(self) -> None:
        if self.expanded:
            self.arrow.describe(self.tr("Fewer settings"), self.tr("Hide the hyper-parameters"))
        else:
            self.arrow.describe(
                self.tr("More settings"), self.tr("Show all hyper-parameters and the equation")
            )

    def _retranslate(self) -> None:
        self._named = self._style.title if self._style else ""
        self.switch.setToolTip(self.tr("Whether this run is shown"))
        self.switch.setAccessibleName(self.tr("Show {run}").format(run=self._named))
        self.swatch.setToolTip(self.tr("The line and marker of this run; click to choose another color"))
        self.swatch.setAccessibleName(self.tr("Colour of {run}").format(run=self._named))
        self.eye.describe(
            self.tr("Look at {run}").format(run=self._named),
            self.tr("Look at the network of this run: what it computes, and its weights"),
        )
        self.rate.setToolTip(self.tr("The learning rate at the step in view"))
        if self._settings is not None and self._style is not None:
            self._describe_title(self._settings, self._style)
        self._describe_arrow()


def _differences(settings: OptimizerSettings) -> str:
    """The hyper-parameters that are not Keras's defaults, in a few words."""
    values = settings.hyperparameters()
    parts = []
    for one in settings.optimizer.hyperparameters:
        if values[one.name] == one.default:
            continue
        parts.append(
            f"{parameter_name(one)} {format_number(float(values[one.name]))}"
            if isinstance(one, Parameter)
            else parameter_name(one)
        )
    return ", ".join(parts)


class _Body(QWidget):
    """The unfolded part: every hyper-parameter, the equation, and what can be done to the run."""

    rate_moved = Signal(float)
    hyperparameter_moved = Signal(str, object)
    released = Signal()

    def __init__(self, optimizer: Optimizer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._optimizer = optimizer
        self._steps: tuple[int, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 4, 8)
        column.setSpacing(4)
        self.changes = QPushButton()
        self.changes.setProperty("role", "chip")
        self.changes.hide()
        self.rate = ValueSlider(optimizer.learning_rate)
        self.rate.moved.connect(self.rate_moved)
        self.rate.released.connect(self.released)
        column.addWidget(self.rate)
        column.addWidget(self.changes, 0, Qt.AlignmentFlag.AlignLeft)
        self.sliders: dict[str, ValueSlider] = {}
        self.switches: dict[str, CheckBox] = {}
        for one in optimizer.hyperparameters:
            column.addWidget(self._slider(one) if isinstance(one, Parameter) else self._switch(one.name))
        self.equation = QLabel("\n".join(line.strip() for line in optimizer.equation.split(";")))
        self.equation.setProperty("role", "small")
        self.equation.setWordWrap(True)
        self.equation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.equation.setCursor(Qt.CursorShape.IBeamCursor)
        column.addSpacing(4)
        column.addWidget(self.equation)
        self.reset, self.duplicate, self.remove = QPushButton(), QPushButton(), QPushButton()
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(4)
        for button in (self.reset, self.duplicate, self.remove):
            button.setProperty("role", "small")
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self._retranslate()

    def _slider(self, parameter: Parameter) -> ValueSlider:
        slider = ValueSlider(parameter)
        slider.moved.connect(lambda value: self.hyperparameter_moved.emit(parameter.name, value))
        slider.released.connect(self.released)
        self.sliders[parameter.name] = slider
        return slider

    def _switch(self, name: str) -> CheckBox:
        box = CheckBox()
        box.clicked.connect(lambda on: self.hyperparameter_moved.emit(name, on))
        box.clicked.connect(lambda: self.released.emit())
        self.switches[name] = box
        return box

    def set_settings(self, settings: OptimizerSettings, removable: bool) -> None:
        values = settings.hyperparameters()
        for name, slider in self.sliders.items():
            slider.set_value(float(values[name]))
        for name, box in self.switches.items():
            box.setChecked(bool(values[name]))
        self.remove.setEnabled(removable)
        steps = tuple(step for step, _ in settings.learning_rate_changes)
        if steps != self._steps:
            self._steps = steps
            self.changes.setVisible(bool(steps))
            self._name_changes()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def set_duplicable(self, duplicable: bool) -> None:
        self.duplicate.setEnabled(duplicable)
        self._describe_duplicate()

    def _describe_duplicate(self) -> None:
        meaning = self.tr("Add a second run with the same settings, to compare")
        self.duplicate.setToolTip(meaning if self.duplicate.isEnabled() else no_room())

    def _name_changes(self) -> None:
        steps = self._steps
        if len(steps) == 1:
            self.changes.setText(self.tr("η changes at step {step}").format(step=steps[0]) + "  ✕")
        else:
            self.changes.setText(self.tr("η changes at {number} steps").format(number=len(steps)) + "  ✕")
        self.changes.setToolTip(
            self.tr("Click to use one learning rate for the whole run again (steps: {steps})").format(
                steps=", ".join(map(str, steps[:8])) + (" …" if len(steps) > 8 else "")
            )
        )

    def _retranslate(self) -> None:
        for one in self._optimizer.hyperparameters:
            if box := self.switches.get(one.name):
                box.setText(parameter_name(one))
                box.setToolTip(tr_core(one.meaning))
        self.equation.setToolTip(tr_core(self._optimizer.source))
        self.equation.setAccessibleName(self.tr("Equation"))
        self.reset.setText(self.tr("Defaults"))
        self.reset.setToolTip(self.tr("Set the learning rate and all else to the defaults of Keras"))
        self.duplicate.setText(self.tr("Duplicate"))
        self._describe_duplicate()
        self.remove.setText(self.tr("Remove"))
        self.remove.setToolTip(self.tr("Take this run out of the race"))
        self._name_changes()
