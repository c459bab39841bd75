"""What is inside a neuron: its activation with the present z on it, its formula with numbers, its weights."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.kit.theme import DARK, Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import ElidedLabel, IconButton, tabular

from . import network_words
from .drawn_network import Array, Network, NetworkValues, image_input
from .neuron_formula import (
    ACTIVATIONS,
    Formula,
    Piece,
    Typesetter,
    activation_name,
    applied,
    figures,
    plain,
    subscript,
    symbol,
    weighted_numbers,
)

_TERMS = 4
_ROW = 18
_PLOT_HEIGHT, _LOWEST_PLOT = 98, 66
_MOST_ROWS = 12


class Weight(NamedTuple):
    """One weight and what it belongs to."""

    name: str
    value: float


class Details(NamedTuple):
    """Everything about one neuron; z and g(z) are None where they are not known."""

    title: str
    activation: str
    z: float | None
    a: float | None
    bias: float
    formulas: tuple[Formula, ...]
    weights: tuple[Weight, ...]
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of it in one line, for who cannot see it."""
        return "; ".join((self.title, *(plain(formula) for formula in self.formulas), *self.notes))


def describe(network: Network, values: NetworkValues | None, layer: int, unit: int) -> Details | None:
    """What is inside a neuron; None if that is not known."""
    if values is None or not 0 < layer < len(network.layers) or unit >= network.layers[layer].units:
        return None
    kind, activation = network.layers[layer].kind, network.layers[layer].activation
    name = network_words.neuron_name(network, layer, unit)
    z, a = _one(values.z(layer), unit), _one(values.a(layer), unit)
    weights, bias = _weights(network, values, layer, unit)
    if kind == "convolution":
        formulas = _window_formulas(activation)
    elif kind in ("simple_rnn", "gru"):
        formulas = _state_formulas(kind, z, a)
    else:
        formulas = _dense_formulas(activation, network.layers[layer - 1].kind, layer, weights, bias, z, a)
    return Details(
        title=name[:1].upper() + name[1:],
        activation="tanh" if kind in ("simple_rnn", "gru") else activation,
        z=z,
        a=a,
        bias=bias,
        formulas=formulas,
        weights=(Weight("w₀", bias), *weights),
        notes=_notes(network, values, layer, unit),
    )


def _notes(network: Network, values: NetworkValues, layer: int, unit: int) -> tuple[str, ...]:
    """What else is to be known about the numbers."""
    notes = []
    dropped = values.dropped_units(layer)
    if dropped is not None and dropped[unit]:
        notes.append(QCoreApplication.translate("Network", "Switched off by dropout in this batch"))
    if layer == 1 and values.scaling.of_inputs and not network.perceptron:  # whose formula says so
        notes.append(QCoreApplication.translate("Network", "x: the inputs, standardised"))
    if answer := network_words.answer_in_units(network, values, layer, unit):
        notes.append(answer[:1].upper() + answer[1:])
    return tuple(notes)


def _one(values: Array | None, unit: int) -> float | None:
    return None if values is None or unit >= len(values) else float(values[unit])


def _weights(
    network: Network, values: NetworkValues, layer: int, unit: int
) -> tuple[tuple[Weight, ...], float]:
    kind, before = network.layers[layer].kind, network.layers[layer - 1]
    kernel, biases = np.asarray(values.kernels[layer - 1]), np.asarray(values.biases[layer - 1])
    if kind == "convolution":
        window = kernel[:, :, 0, unit]
        named = [
            Weight(f"{row + 1}, {column + 1}", float(value))
            for (row, column), value in np.ndenumerate(window)
        ]
        return tuple(named), float(biases[unit])
    if kind in ("simple_rnn", "gru"):
        return _recurrent_weights(network, values, unit)
    if layer == 1 and image_input(network):
        names = [f"x{subscript(index + 1)}" for index in range(len(kernel))]
    elif layer == 1:
        names = [_input_name(network, index) for index in range(len(kernel))]
    elif before.kind == "convolution":
        filters = before.units
        names = [
            f"a{subscript(index % filters + 1)} ({index // filters + 1})" for index in range(len(kernel))
        ]
    else:
        letter = "h" if before.kind in ("simple_rnn", "gru") else "a"
        names = [f"{letter}{subscript(index + 1)}" for index in range(len(kernel))]
    column = kernel[:, unit]
    return (
        tuple(Weight(name, float(value)) for name, value in zip(names, column, strict=True)),
        float(biases.ravel()[unit]),
    )


def _input_name(network: Network, index: int) -> str:
    sign = f"x{subscript(index + 1)}"
    name = network.input_names[index] if index < len(network.input_names) else sign
    return sign if name == sign else f"{sign} {name}"


def _recurrent_weights(
    network: Network, values: NetworkValues, unit: int
) -> tuple[tuple[Weight, ...], float]:
    units, gru = network.layers[1].units, network.layers[1].kind == "gru"
    kernel, recurrent = np.asarray(values.kernels[0]), values.recurrent_kernels[0]
    named: list[Weight] = []
    for gate in range(3 if gru else 1):
        prefix = f"{_gate_name(gate)}: " if gru else ""
        column = gate * units + unit
        for index, value in enumerate(kernel[:, column]):
            sign = "xₜ" if len(kernel) == 1 else f"x{subscript(index + 1)}"
            named.append(Weight(f"{prefix}{sign}", float(value)))
        if recurrent is not None:
            named += [
                Weight(f"{prefix}h{subscript(index + 1)}", float(value))
                for index, value in enumerate(np.asarray(recurrent)[:, column])
            ]
    biases = np.asarray(values.biases[0]).reshape(-1, kernel.shape[1])
    return tuple(named), float(biases[0, (2 * units if gru else 0) + unit])


def _gate_name(gate: int) -> str:
    return (
        QCoreApplication.translate("Network", "update gate"),
        QCoreApplication.translate("Network", "reset gate"),
        QCoreApplication.translate("Network", "candidate"),
    )[gate]


# --- formulas -----------------------------------------------------------------------------------------------


def _dense_formulas(
    activation: str,
    before: str,
    layer: int,
    weights: tuple[Weight, ...],
    bias: float,
    z: float | None,
    a: float | None,
) -> tuple[Formula, ...]:
    letter = "x" if layer == 1 else "h" if before in ("simple_rnn", "gru") else "a"
    numbers = weighted_numbers(bias, [weight.value for weight in weights], letter, _TERMS)
    first: Formula = (*symbol("z"), Piece(" = "), *numbers)
    if z is not None:
        first = (*first, Piece(" = "), Piece(figures(z), "result"))
    return first, _applied_to_z(activation, a)


def _applied_to_z(activation: str, a: float | None) -> Formula:
    made: Formula = (*symbol("g"), Piece("("), *symbol("z"), Piece(")"))
    made = (*made, Piece(" = "), *applied(activation, symbol("z")))
    return made if a is None else (*made, Piece(" = "), Piece(figures(a), "result"))


def _state_formulas(kind: str, z: float | None, a: float | None) -> tuple[Formula, ...]:
    now, before = (Piece("h", "symbol"), Piece("t", "below")), (Piece("h", "symbol"), Piece("t−1", "below"))
    inner: Formula = (
        *symbol("w", 0),
        Piece(" + "),
        *symbol("w"),
        Piece("·"),
        *(Piece("x", "symbol"), Piece("t", "below")),
        Piece(" + "),
        *(Piece("u", "symbol"), Piece("·")),
        *before,
    )
    first: Formula = (*symbol("z"), Piece(" = "), *inner)
    if z is not None:
        first = (*first, Piece(" = "), Piece(figures(z), "result"))
    if kind == "gru":
        second: Formula = (
            *now,
            Piece(" = "),
            *(Piece("s", "symbol"), Piece("·")),
            *before,
            Piece(" + "),
            *(Piece("(1 − "), Piece("s", "symbol"), Piece(")·tanh("), *symbol("z"), Piece(")")),
        )
    else:
        second = (*now, Piece(" = "), Piece("tanh("), *symbol("z"), Piece(")"))
    return first, second if a is None else (*second, Piece(" = "), Piece(figures(a), "result"))


def _window_formulas(activation: str) -> tuple[Formula, ...]:
    first: Formula = (
        *symbol("z"),
        Piece(" = "),
        *symbol("w", 0),
        Piece(" + "),
        Piece("Σ "),
        *symbol("w"),
        Piece("·"),
        *symbol("x"),
        Piece("  (3 × 3)", "muted"),
    )
    return first, _applied_to_z(activation, None)


# --- the card -----------------------------------------------------------------------------------------------


class NeuronDetails(QFrame):
    """A card with the inside of one neuron; `closed` when a person wants it gone."""

    closed = Signal()
    WIDTH = 268

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details: Details | None = None
        self.title = ElidedLabel()
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self.close_button = IconButton(shapes.CROSS, 12)
        self.close_button.clicked.connect(self.closed)
        self.plot = ActivationPlot()
        self.formulas = FormulaLines()
        self.note = QLabel()
        self.note.setProperty("role", "small")
        self.bars = WeightBars()
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidget(self.bars)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setMinimumHeight(2 * _ROW)  # or it would take more from what is above it
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.viewport().setAutoFillBackground(False)
        self.bars.setAutoFillBackground(False)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 0, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 4, 8)
        column.setSpacing(4)
        column.addLayout(top)
        for part in (self.plot, self.formulas, self.note):
            row = QHBoxLayout()
            row.setContentsMargins(12, 0, 8, 0)
            row.addWidget(part)
            column.addLayout(row)
        column.addWidget(self.scroll_area, 1)
        self._retranslate()
        self.set_theme(DARK)

    @property
    def details(self) -> Details | None:
        """What is shown."""
        return self._details

    def set_details(self, details: Details) -> None:
        """Show another neuron, or other numbers of the same."""
        self._details = details
        self.title.setText(details.title)
        self.plot.set_point(details.activation, details.z, details.a)
        self.formulas.set_formulas(details.formulas, self.WIDTH - 26)
        self.note.setText("\n".join(details.notes))
        self.note.setVisible(bool(details.notes))
        self.bars.set_weights(details.weights)
        self.setAccessibleName(details.title)
        self.setAccessibleDescription(details.sentence)

    def fit_into(self, room: int) -> int:
        """The height for all, or in a lower room for less: a lower plot or none, fewer weights in sight."""
        details = self._details
        rows = min(len(details.weights) if details else 0, _MOST_ROWS)
        text = 48 + self.formulas.wanted_height()
        if details and details.notes:
            text += self.note.sizeHint().height() + 4
        plot = min(_PLOT_HEIGHT, room - text - 4 - 2 * _ROW)
        plotted = details is not None and details.activation in ACTIVATIONS and plot >= _LOWEST_PLOT
        self.plot.setVisible(plotted)
        if plotted:
            self.plot.setFixedHeight(plot)
            text += plot + 4
        return min(room, text + rows * _ROW)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme; the card stands out from the picture."""
        self.setStyleSheet(
            f"NeuronDetails {{ background: {theme.panel}; border: 1px solid {theme.line};"
            " border-radius: 8px; }"
        )
        self.plot.set_theme(theme)
        self.formulas.set_theme(theme)
        self.bars.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.close_button.describe(self.tr("Close"), self.tr("Close the details of this neuron (Escape)"))
        self.bars.setAccessibleName(self.tr("Weights"))
        self.bars.setToolTip(self.tr("The bias w₀ and the weights of the inputs of this neuron"))
        self.plot.setToolTip(self.tr("The activation function g, and where this neuron is on it"))


class ActivationPlot(QWidget):
    """g(z) around 0, and the point where a neuron is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._activation = "tanh"
        self._z: float | None = None
        self._a: float | None = None
        self.setFixedHeight(_PLOT_HEIGHT)

    def set_point(self, activation: str, z: float | None, a: float | None) -> None:
        self._activation, self._z, self._a = activation, z, a
        self.setAccessibleName(activation_name(activation))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _PLOT_HEIGHT)

    def reach(self) -> float:
        """How far the axis goes to either side; in steps, so that it does not follow every move of z."""
        z = abs(self._z) if self._z is not None and np.isfinite(self._z) else 0.0
        return next((reach for reach in (4.0, 8.0, 16.0, 32.0, 64.0) if z <= 0.95 * reach), 1.1 * z)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._activation not in ACTIVATIONS:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, reach = self._theme, self.reach()
        function = ACTIVATIONS[self._activation]
        z = np.linspace(-reach, reach, 121)
        g = function(z)
        low, high = min(float(g.min()), 0.0), float(g.max())
        if self._activation == "tanh":
            low, high = -1.0, 1.0
        inner = QRectF(self.rect()).adjusted(2, 8, -2, -24)

        def place(x: float, y: float) -> QPointF:
            return QPointF(
                inner.left() + (x + reach) / (2 * reach) * inner.width(),
                inner.bottom() - (y - low) / (high - low) * inner.height(),
            )

        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawLines(
            [QLineF(place(-reach, 0.0), place(reach, 0.0)), QLineF(place(0.0, low), place(0.0, high))]
        )
        painter.setPen(QPen(QColor(theme.muted), 1.8))
        painter.drawPolyline(QPolygonF([place(float(x), float(y)) for x, y in zip(z, g, strict=True)]))
        small = tabular(self.font(), 11)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        bottom = QRectF(0, self.height() - 22, self.width(), 16)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignLeft, figures(-reach))
        painter.drawText(bottom, Qt.AlignmentFlag.AlignRight, figures(reach))
        if self._z is not None and np.isfinite(self._z):
            value = float(function(np.array([self._z]))[0])
            self._paint_point(painter, place(self._z, value), place(self._z, 0.0), place(0.0, value))
            middle = min(max(place(self._z, 0).x() - 40, 36), self.width() - 116)
            painter.setPen(QColor(theme.text))
            painter.drawText(
                QRectF(middle, self.height() - 22, 80, 16),
                Qt.AlignmentFlag.AlignHCenter,
                f"z = {figures(self._z)}",
            )
        painter.end()

    def _paint_point(self, painter: QPainter, point: QPointF, below: QPointF, beside: QPointF) -> None:
        accent = QColor(self._theme.accent)
        painter.setPen(QPen(accent, 1.2, Qt.PenStyle.DotLine))
        painter.drawLines([QLineF(below, point), QLineF(point, beside)])
        painter.setPen(QPen(QColor(self._theme.window), 1.5))
        painter.setBrush(accent)
        painter.drawEllipse(point, 5, 5)


class FormulaLines(QWidget):
    """Formulas below each other, broken where they are too long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formulas: tuple[Formula, ...] = ()
        self._lines: list[Formula] = []
        self._width = 0.0
        self._setter = Typesetter(self.font(), 13, DARK)

    def set_formulas(self, formulas: tuple[Formula, ...], width: float) -> None:
        self._formulas, self._width = formulas, width
        lines = [line for formula in formulas for line in broken(formula, self._setter, width)]
        if len(lines) != len(self._lines):
            self.setFixedHeight(round(len(lines) * self._step + 6))
        self._lines = lines
        self.setAccessibleName("; ".join(plain(formula) for formula in formulas))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._setter = Typesetter(self.font(), 13, theme)
        self.update()

    def wanted_height(self) -> int:
        return round(len(self._lines) * self._step + 6)

    @property
    def _step(self) -> float:
        return self._setter.height + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index, line in enumerate(self._lines):
            self._setter.draw(painter, QPointF(0, (index + 0.75) * self._step), line)
        painter.end()


def broken(formula: Formula, setter: Typesetter, width: float) -> list[Formula]:
    """The formula in lines of at most `width`, broken before operators."""
    lines: list[list[Piece]] = [[]]
    parts: list[list[Piece]] = [[]]
    for piece in formula:
        if piece.text.startswith((" + ", " − ", " = ")):
            parts.append([])
        parts[-1].append(piece)
    for part in parts:
        if lines[-1] and setter.width((*lines[-1], *part)) > width:
            lines.append([Piece("    ")])
        lines[-1] += part
    return [tuple(line) for line in lines]


class WeightBars(QWidget):
    """Weights as bars to both sides of 0: in their order if they are few, else the largest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._weights: tuple[Weight, ...] = ()

    def set_weights(self, weights: tuple[Weight, ...]) -> None:
        if len(weights) > _MOST_ROWS:
            rest = sorted(weights[1:], key=lambda weight: -abs(np.nan_to_num(weight.value)))
            weights = (weights[0], *rest)
        if len(weights) != len(self._weights):
            self.setFixedHeight(len(weights) * _ROW)
        self._weights = weights
        self.update()

    @property
    def weights(self) -> tuple[Weight, ...]:
        """As they are shown, from above."""
        return self._weights

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        sizes = [abs(weight.value) for weight in self._weights if np.isfinite(weight.value)]
        scale = max(max(sizes, default=0.0), 1e-9)
        font = tabular(self.font(), 12)
        painter.setFont(font)
        name_width, number_width = min(100.0, 0.4 * self.width()), 54.0
        left = 12.0 + name_width + 6
        room = max(self.width() - left - number_width - 14, 10.0)
        zero = left + room / 2
        seen = event.rect()
        metrics = painter.fontMetrics()
        for index, weight in enumerate(self._weights):
            top = index * _ROW
            if top > seen.bottom() or top + _ROW < seen.top():
                continue
            painter.setPen(QColor(theme.muted))
            name = metrics.elidedText(weight.name, Qt.TextElideMode.ElideRight, int(name_width))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(12, top, name_width, _ROW), middle | Qt.AlignmentFlag.AlignLeft, name)
            value = weight.value if np.isfinite(weight.value) else 0.0
            bar = QPainterPath()
            length = room / 2 * value / scale
            bar.addRoundedRect(QRectF(zero, top + 5, length, _ROW - 10).normalized(), 2, 2)
            painter.fillPath(bar, QColor(theme.negative if value < 0 else theme.positive))
            painter.setPen(QColor(theme.text))
            place = QRectF(self.width() - number_width - 10, top, number_width, _ROW)
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, figures(weight.value))
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawLine(QLineF(zero, 0, zero, len(self._weights) * _ROW))
        painter.end()
