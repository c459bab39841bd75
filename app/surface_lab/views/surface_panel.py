"""Which surface: one of the catalogue with its parameters, or a formula."""

import html
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.messages import TalwegError, tr_noop
from core.parameters import Parameter
from core.surface.catalogue import SURFACES
from core.surface.catalogue.surface import Domain, Surface
from core.surface.experiment import DEFAULT_DOMAIN, FARTHEST, NARROWEST, SurfaceChoice
from core.surface.formula_tokens import MAX_LENGTH

from ...kit.fields.number_field import NumberField
from ...kit.fields.value_slider import ValueSlider
from ...kit.numbers import format_number
from ...kit.translation import tr_core
from ...kit.widgets.basic import Chooser

FORMULA = "formula"
"""What `surface_chosen` says for the last entry; the name of every surface that comes from a formula."""

_AROUND = 14
"""So many characters to either side of a mistake are quoted."""


class SurfacePanel(QWidget):
    """Shows the surface and says what a person wants changed."""

    surface_chosen = Signal(str)
    formula_edited = Signal(str)
    domain_edited = Signal(object)
    parameter_moved = Signal(str, float)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface: Surface | None = None
        self._formula_set: str | None = None
        self._parameters: tuple[Parameter, ...] = ()
        self.sliders: dict[str, ValueSlider] = {}

        self.chooser = Chooser()
        for name in SURFACES:
            self.chooser.addItem("", name)
        self.chooser.insertSeparator(self.chooser.count())
        self.chooser.addItem("", FORMULA)
        self.meaning = QLabel()
        self.meaning.setProperty("role", "muted")
        self.meaning.setWordWrap(True)
        self.formula = _FormulaFields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chooser)
        column.addWidget(self.formula)
        column.addWidget(self.meaning)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        column.addLayout(self._rows)

        self.chooser.activated.connect(lambda index: self.surface_chosen.emit(self.chooser.itemData(index)))
        self.formula.text.textEdited.connect(self.formula_edited)
        self.formula.text.editingFinished.connect(self.released)
        self.formula.domain_edited.connect(self.domain_edited)
        self._retranslate()

    def set_surface(self, surface: Surface, choice: SurfaceChoice, values: Mapping[str, float]) -> None:
        """Show a surface, silently; a formula that is shown already is left alone, so that typing goes on."""
        with QSignalBlocker(self.chooser):
            self.chooser.setCurrentIndex(self.chooser.findData(choice.name or FORMULA))
        if choice.formula != self._formula_set:
            self._formula_set = choice.formula
            if choice.formula is not None and choice.formula != self.formula.text.text():
                self.formula.text.setText(choice.formula)
            self.set_formula_ok()
        self.formula.set_domain(choice.domain or DEFAULT_DOMAIN)
        self.formula.setVisible(choice.formula is not None)
        if surface != self._surface:
            self._surface = surface
            self._describe()
        self._make_sliders(surface.parameters)
        for name, slider in self.sliders.items():
            slider.set_value(values[name])

    def set_typed(self, formula: str | None) -> None:
        """What is being typed has come so far as `formula`; what stands in the field is newer and stays."""
        self._formula_set = formula

    def set_formula_error(self, message: str, position: int | None) -> None:
        """Say what is wrong with the typed formula, and where, in characters from 0."""
        self.formula.show_error(message, position)

    def set_formula_ok(self) -> None:
        """Take the complaint back."""
        self.formula.show_error("", None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _make_sliders(self, parameters: tuple[Parameter, ...]) -> None:
        if parameters == self._parameters:
            return
        self._parameters = parameters
        for old in self.sliders.values():
            old.hide()
            self._rows.removeWidget(old)
            old.deleteLater()
        self.sliders = {}
        for parameter in parameters:
            slider = ValueSlider(parameter)
            slider.moved.connect(lambda value, name=parameter.name: self.parameter_moved.emit(name, value))
            slider.released.connect(self.released)
            self.sliders[parameter.name] = slider
            self._rows.addWidget(slider)

    def _describe(self) -> None:
        if self._surface is None:
            return
        meaning, source = self._surface.meaning, self._surface.source
        self.meaning.setText(tr_core(meaning) if meaning else "")
        self.meaning.setVisible(bool(meaning))
        formula = html.escape(self._surface.formula)
        tip = f"{formula}<br><small>{html.escape(tr_core(source)) if source else ''}</small>"
        self.meaning.setToolTip(tip)
        self.chooser.setToolTip(self.tr("The loss over two weights") + f"<br>{tip}")

    def _retranslate(self) -> None:
        for index in range(self.chooser.count()):
            name = self.chooser.itemData(index)
            if name == FORMULA:
                self.chooser.setItemText(index, self.tr("Formula …"))
            elif name is not None:
                self.chooser.setItemText(index, tr_core(SURFACES[name].title))
                self.chooser.setItemData(index, tr_core(SURFACES[name].meaning), Qt.ItemDataRole.ToolTipRole)
        self.chooser.setAccessibleName(self.tr("Surface"))
        self._describe()


class _FormulaFields(QWidget):
    """The formula, what is wrong with it, and the domain over which it is drawn."""

    domain_edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.text.setMaxLength(MAX_LENGTH)
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setTextFormat(Qt.TextFormat.RichText)
        self.error.setWordWrap(True)
        self.error.hide()
        self.bounds = tuple(NumberField(partial(self._check, index)) for index in range(4))
        self._names = tuple(QLabel() for _ in range(4))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.text, 0, 0, 1, 4)
        grid.addWidget(self.error, 1, 0, 1, 4)
        for index, (name, field) in enumerate(zip(self._names, self.bounds, strict=True)):
            name.setProperty("role", "muted")
            name.setBuddy(field)
            field.setProperty("role", "framed")
            row, column = 2 + index // 2, 2 * (index % 2)
            grid.addWidget(name, row, column)
            grid.addWidget(field, row, column + 1)
            grid.setColumnStretch(2 * (index % 2) + 1, 1)
            field.entered.connect(self._tell)
        self._retranslate()

    def set_domain(self, domain: Domain) -> None:
        for field, bound in zip(self.bounds, (*domain[0], *domain[1]), strict=True):
            field.set_number(bound)

    def _check(self, index: int, number: float) -> None:
        if not -FARTHEST <= number <= FARTHEST:
            raise TalwegError(
                tr_noop("core", "The domain has to lie between {low} and {high}."),
                low=format_number(-FARTHEST, 7),
                high=format_number(FARTHEST, 7),
            )
        other = self.bounds[index ^ 1].number
        low, high = (number, other) if index % 2 == 0 else (other, number)
        if low >= high:
            raise TalwegError(tr_noop("core", "The domain has to go from a lower to a higher number."))
        if high - low < NARROWEST:
            raise TalwegError(
                tr_noop("core", "The domain has to be {least} wide or more."), least=format_number(NARROWEST)
            )

    def _tell(self) -> None:
        x_low, x_high, y_low, y_high = (field.number for field in self.bounds)
        self.domain_edited.emit(((x_low, x_high), (y_low, y_high)))

    def show_error(self, message: str, position: int | None) -> None:
        wrong = bool(message)
        if bool(self.text.property("error")) != wrong:
            self.text.setProperty("error", wrong)
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)
        self.text.setAccessibleDescription(message)
        self.error.setText(html.escape(message) + _quoted(self.text.text(), position))
        self.error.setVisible(wrong)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.text.setPlaceholderText(self.tr("such as {example}").format(example="x^2 + 3*y^2"))
        self.text.setAccessibleName(self.tr("Formula"))
        self.text.setToolTip(
            self.tr("A formula in x and y; every other name becomes a parameter with a slider of its own")
        )
        names = (self.tr("x from"), self.tr("to"), self.tr("y from"), self.tr("to"))
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
        described = (
            self.tr("Lowest x"),
            self.tr("Highest x"),
            self.tr("Lowest y"),
            self.tr("Highest y"),
        )
        for field, name in zip(self.bounds, described, strict=True):
            field.setAccessibleName(name)
            field.set_meaning(self.tr("Where the surface is drawn: the domain"))


def _quoted(text: str, position: int | None) -> str:
    """The piece of text around a mistake, the mistake in bold, as a line of HTML."""
    if position is None or not text:
        return ""
    position = min(position, len(text))
    before, wrong = text[max(0, position - _AROUND) : position], text[position : position + 1]
    after = text[position + 1 : position + 1 + _AROUND]
    start = "…" if position > _AROUND else ""
    end = "…" if position + 1 + _AROUND < len(text) else ""
    marked = html.escape(wrong) if wrong.strip() else "␣"
    pieces = f"{start}{html.escape(before)}<b><u>{marked}</u></b>{html.escape(after)}{end}"
    return f"<br><span style='white-space: pre'>{pieces}</span>"
