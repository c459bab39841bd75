"""Which network: its kind, its layers, and what keeps it from overfitting."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kit.fields.choices import Choices
from app.kit.fields.value_slider import ValueSlider
from app.kit.fields.whole_number_box import WholeNumberBox
from app.kit.translation import tr_core
from app.kit.widgets.basic import Option, SegmentedChoice
from app.lab.sidebar.rows import Row
from core.network import edits as network_edits
from core.network.activations import ACTIVATIONS
from core.network.architecture import CELLS, INITIALIZERS, KINDS
from core.network.experiment import NetworkExperiment
from core.network.network_choice import MOST_UNITS
from core.network.parameters import DROPOUT, L1, L2

from .activation_card import ActivationCard
from .layer_chips import LayerChips
from .unavailable_choices import UnavailableChoices


class NetworkPanel(QWidget):
    """Shows the network and says what a person wants changed; only what its kind has is there."""

    kind_chosen = Signal(str)
    cell_chosen = Signal(str)
    hidden_chosen = Signal(object)
    recurrent_units_chosen = Signal(int)
    filters_chosen = Signal(int)
    activation_chosen = Signal(str)
    initializer_chosen = Signal(str)
    dropout_moved = Signal(float)
    l1_moved = Signal(float)
    l2_moved = Signal(float)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._obstacles = UnavailableChoices(KINDS, network_edits.with_kind)
        self.kind = Choices(KINDS)
        self.cell = SegmentedChoice(CELLS)
        self.recurrent_units = WholeNumberBox(1, MOST_UNITS)
        self.filters = WholeNumberBox(1, MOST_UNITS)
        self.layers = LayerChips()
        self.activation = Choices(list(ACTIVATIONS))
        self.card = ActivationCard()
        self.initializer = Choices(INITIALIZERS)
        self.dropout, self.l1, self.l2 = ValueSlider(DROPOUT), ValueSlider(L1), ValueSlider(L2)
        self._cell_row = Row(self.cell)
        self._units_row = Row(self.recurrent_units)
        self._filters_row = Row(self.filters)
        self._activation_row = Row(self.activation)
        self._initializer_row = Row(self.initializer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for row in (
            *(self.kind, self._cell_row, self._units_row, self._filters_row, self.layers),
            *(self._activation_row, self.card, self._initializer_row),
        ):
            column.addWidget(row)
        numbers = QVBoxLayout()
        numbers.setSpacing(4)
        for slider in (self.dropout, self.l1, self.l2):
            numbers.addWidget(slider)
        column.addLayout(numbers)
        self._connect()
        self._retranslate()

    def set_experiment(self, experiment: NetworkExperiment) -> None:
        """Show the network, silently."""
        network, kind = experiment.network, experiment.network.kind
        self.kind.set_choice(kind)
        self._obstacles.ask(experiment)
        self.kind.set_obstacles(self._obstacles.sentences())
        self.cell.set_choice(network.cell)
        self.recurrent_units.set_number(network.recurrent_units)
        self.filters.set_number(network.filters)
        self.layers.set_hidden(network.hidden)
        sigmoid = kind == "perceptron" and experiment.loss != "mean_squared_error"
        activation = "sigmoid" if sigmoid else network.activation
        self.activation.set_choice(activation)
        self.activation.setEnabled(not sigmoid)
        if sigmoid:
            self.activation.setToolTip(self.tr("Binary cross-entropy gives the output the sigmoid"))
        self.card.set_activation(activation)
        self.initializer.set_choice(network.initializer)
        for slider in (self.dropout, self.l1, self.l2):
            slider.set_value(getattr(network, slider.parameter.name))
        layers = kind != "perceptron" and bool(network.hidden)
        self._cell_row.setVisible(kind == "recurrent")
        self._units_row.setVisible(kind == "recurrent")
        self._filters_row.setVisible(kind == "convolutional")
        self.layers.setVisible(kind != "perceptron")
        bends = layers or kind in ("perceptron", "convolutional")
        self._activation_row.setVisible(bends)
        self.card.setVisible(bends)
        self.dropout.setVisible(layers or kind == "recurrent")

    def _connect(self) -> None:
        self.kind.chosen.connect(self.kind_chosen)
        self.cell.chosen.connect(self.cell_chosen)
        self.recurrent_units.chosen.connect(lambda units: self.recurrent_units_chosen.emit(units))
        self.filters.chosen.connect(lambda filters: self.filters_chosen.emit(filters))
        self.layers.chosen.connect(self.hidden_chosen)
        self.activation.chosen.connect(self.activation_chosen)
        self.initializer.chosen.connect(self.initializer_chosen)
        self.dropout.moved.connect(self.dropout_moved)
        self.l1.moved.connect(self.l1_moved)
        self.l2.moved.connect(self.l2_moved)
        for slider in (self.dropout, self.l1, self.l2):
            slider.released.connect(self.released)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.kind.set_texts(
            (
                Option(
                    "perceptron",
                    self.tr("Perceptron"),
                    self.tr("One unit: y = g(w₀ + Σ x·w), a straight line between two classes"),
                ),
                Option(
                    "dense",
                    self.tr("Dense"),
                    self.tr("Layers in which every unit sees all of the one before"),
                ),
                Option(
                    "recurrent",
                    self.tr("Recurrent"),
                    self.tr("Reads a sequence step by step and remembers what it has seen"),
                ),
                Option(
                    "convolutional",
                    self.tr("Convolutional"),
                    self.tr("Slides small filters over an image: they find a pattern wherever it is"),
                ),
            )
        )
        self.kind.set_obstacles(self._obstacles.sentences())
        self.kind.setAccessibleName(self.tr("Kind of network"))
        self.cell.set_texts(
            (
                Option("simple_rnn", "SimpleRNN", self.tr("The state is a tanh of input and state before")),
                Option("gru", "GRU", self.tr("Gates decide what of the state is kept: it remembers longer")),
            )
        )
        self._cell_row.describe(self.tr("cell"), self.tr("How the state goes on from step to step"))
        self._units_row.describe(self.tr("units"), self.tr("How many numbers the state has"))
        self._filters_row.describe(self.tr("filters"), self.tr("How many patterns the convolution looks for"))
        self.activation.set_texts(
            [Option(one.name, one.title, tr_core(one.meaning)) for one in ACTIVATIONS.values()]
        )
        self._activation_row.describe(
            self.tr("activation"), self.tr("The function g that every unit puts its weighted sum through")
        )
        self._initializer_row.describe(
            self.tr("initializer"), self.tr("From what the weights are drawn before the first step")
        )
        self.initializer.set_texts(
            (
                Option(
                    "glorot_uniform",
                    "Glorot",
                    self.tr("Keeps the size of signals both ways; Keras's default"),
                ),
                Option(
                    "he_normal", "He", self.tr("Larger, made for ReLU, which sets half of its inputs to 0")
                ),
                Option(
                    "small_normal", self.tr("too small"), self.tr("A lesson: signals and gradients vanish")
                ),
                Option("large_normal", self.tr("too large"), self.tr("A lesson: units start out saturated")),
            )
        )
