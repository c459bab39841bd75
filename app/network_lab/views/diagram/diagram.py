"""The network drawn: neurons as pictures of what they compute, edges by weight, layers to change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.kit.theme import DARK, Theme
from app.kit.widgets.basic import Heading, tabular
from core.network.network_choice import MOST_LAYERS, MOST_UNITS

from ..neurons import network_words
from ..neurons.drawn_network import BIAS, Network, NetworkValues, fits, image_input
from ..neurons.neuron_card import NeuronCard
from ..neurons.neuron_details import describe
from . import (
    handle_painting,
    label_painting,
    places,
    resting_painting,
    slow_motion_loss,
    slow_motion_painting,
)
from .base_picture import BasePicture
from .layout import LINE, MARGIN, Handle, Labels, Layout, handles, lay_out
from .places import Neuron
from .scene import Scene
from .slow_motion_values import traced_values

if TYPE_CHECKING:
    from core.network.step_trace import StepTrace

_NO_NETWORK = Network((), (), (), False, False)
_NO_NEURON = (-1, -1)
_FAINT, _CLEAR = 0.5, 1.0
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class NetworkDiagram(QWidget):
    """Shows a network and lets a person look into its neurons and change its layers.

    `layer_added(position)` and `layer_removed(index)` count hidden dense layers, and so does
    `units_changed(index, units)`; the picture itself changes only by `set_network`. `neuron_chosen(layer,
    unit)` says whose details are shown, (−1, −1) when none are.
    """

    layer_added = Signal(int)
    layer_removed = Signal(int)
    units_changed = Signal(int, int)
    neuron_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._network = _NO_NETWORK
        self._values: NetworkValues | None = None
        self._trace: StepTrace | None = None
        self._stage = 0
        self._layout: Layout | None = None
        self._layout_key: object = None
        self._scene: Scene | None = None
        self._picture = BasePicture()
        self._handles: tuple[Handle, ...] = ()
        self._pointer: QPointF | None = None
        self._hovered: Neuron | None = None
        self._cursor: Neuron | None = None
        self._keyboard_focus = False
        self._heading = Heading(self)
        self._heading.move(int(MARGIN), 12)
        self._heading.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.details = NeuronCard(self)
        self.details.hide()
        self.details.closed.connect(self._close_details)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 150)
        self._retranslate()

    # --- what is shown ---

    def set_network(self, network: Network) -> None:
        """Draw another network; a neuron whose details are shown stays chosen if it is still there."""
        if network == self._network:
            return
        self._network = network
        self._hovered = None
        self._forget()
        if self._cursor is not None and not self._exists(self._cursor):
            self._cursor = None
            if self.details.isVisibleTo(self):
                self._close_details()
        self._retranslate()

    def set_values(self, values: NetworkValues | None) -> None:
        """Show these weights and activations."""
        self._values = values
        self._scene = None
        self._show_details()
        self.update()

    def set_trace(self, trace: "StepTrace | None", stage: int = 0) -> None:
        """Show a stage of one batch's way through the network, or the network at rest again."""
        self._trace, self._stage = trace, stage
        self._forget()
        self.details.setVisible(self.details.isVisibleTo(self) and trace is None)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.details.set_theme(theme)
        self._scene = None
        self.update()

    @property
    def layout_shown(self) -> Layout:
        """Where everything is."""
        return self._ready().layout

    @property
    def handles_shown(self) -> tuple[Handle, ...]:
        """The buttons in the picture."""
        self._ready()
        return self._handles

    @property
    def cursor_neuron(self) -> Neuron | None:
        """The neuron that the keyboard is at, or whose details are shown."""
        return self._cursor

    # --- layout ---

    def _forget(self) -> None:
        self._scene = None
        self._layout_key = None
        self.update()

    def _ready(self) -> Scene:
        """The scene as it is now, laid out if anything has changed that the places depend on."""
        if self._scene is None:
            values, image = self._values_shown(), image_input(self._network)
            key = (self.size(), self.font().key())
            if key != self._layout_key or self._layout is None:
                self._layout_key = key
                self._layout = self._laid_out(image)
            self._scene = Scene(self._network, values, self._layout, self._theme, self.font(), image)
            self._handles = self._placed_handles(self._scene)
        return self._scene

    def _values_shown(self) -> NetworkValues | None:
        """Those of the traced sample, or else of the probe; None as long as another network's are known."""
        if self._trace is not None:
            return traced_values(self._network, self._values, self._trace)
        return self._values if fits(self._network, self._values) else None

    def _laid_out(self, image: bool) -> Layout:
        left, right = label_painting.side_widths(self._network, self.font(), self.width(), image=image)
        if self._trace is not None:
            right = slow_motion_loss.room(self.width())
        return lay_out(self._network, self.width(), self.height(), Labels(left, right), image)

    def _placed_handles(self, scene: Scene) -> tuple[Handle, ...]:
        if self._trace is not None or not self._network.layers:
            return ()
        metrics = QFontMetricsF(tabular(self.font(), 11))
        names = label_painting.names_below(scene)
        return handles(self._network, scene.layout, [metrics.horizontalAdvance(name) for name in names])

    def _exists(self, neuron: Neuron) -> bool:
        layer, unit = neuron
        return layer < len(self._network.layers) and unit < self._network.layers[layer].units

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._network.layers:
            ratio = max(self.devicePixelRatioF(), painter.deviceTransform().m11())
            self._paint(painter, self._ready(), ratio)
        if self._keyboard_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)
        painter.end()

    def _paint(self, painter: QPainter, scene: Scene, ratio: float) -> None:
        picture = self._picture
        picture.prepare(scene, ratio)
        if self._trace is not None and scene.values is not None:
            slow_motion_painting.paint(painter, scene, picture, self._trace, self._stage, ratio)
            return
        resting_painting.paint(painter, scene, picture, self._hovered, self._cursor, ratio)
        near = self._column_near()
        handle_painting.paint(painter, scene.theme, self._handles, self._pointer, near)

    def _column_near(self) -> int:
        """The layer whose column is under the pointer; without a pointer, that of the keyboard; else −1."""
        if self._pointer is None:
            return self._cursor[0] if self._cursor is not None and self.hasFocus() else -1
        return places.column_near(self._ready().layout, self._pointer)

    # --- pointer ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._network.layers:
            return
        self._pointer = event.position()
        handle = places.handle_at(self.handles_shown, self._pointer)
        self._hovered = None if handle is not None else places.neuron_at(self._ready().layout, self._pointer)
        active = handle is not None or (self._hovered is not None and self._can_open(self._hovered))
        self.setCursor(Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = self._hovered = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._network.layers:
            super().mousePressEvent(event)
            return
        handle = places.handle_at(self.handles_shown, event.position())
        neuron = places.neuron_at(self._ready().layout, event.position())
        if handle is not None:
            self._use(handle)
        elif neuron is not None and self._can_open(neuron):
            self.choose(*neuron)
        elif self._cursor is not None:
            self._close_details()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Every quick click counts, but no layer is taken away that has only just come to the pointer."""
        handle = places.handle_at(self.handles_shown, event.position()) if self._network.layers else None
        if handle is None or handle.kind != "remove":
            self.mousePressEvent(event)

    def _use(self, handle: Handle) -> None:
        match handle.kind:
            case "add":
                self.layer_added.emit(handle.position)
            case "remove":
                self.layer_removed.emit(handle.position)
            case "more" | "fewer":
                self._change_units(handle.layer, 1 if handle.kind == "more" else -1)

    def _change_units(self, layer: int, by: int) -> None:
        index = self._network.hidden_index(layer)
        units = self._network.layers[layer].units + by
        if self._network.editable and index is not None and 1 <= units <= MOST_UNITS:
            self.units_changed.emit(index, units)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tooltip_at(event.pos()), self)
            return True
        return super().event(event)

    def tooltip_at(self, place: QPoint) -> str:
        """What is under the pointer, in a sentence: a button, a neuron or an edge."""
        if not self._network.layers:
            return ""
        at = QPointF(place)
        scene = self._ready()
        if (handle := places.handle_at(self.handles_shown, at)) is not None:
            return self._handle_meaning(handle)
        if (neuron := places.neuron_at(self._ready().layout, at)) is not None:
            if scene.image and neuron[0] == 0:
                return self.tr("The image that the network reads")
            return network_words.neuron_sentence(scene.network, scene.values, *neuron)
        if (edge := places.edge_at(scene.layout, self._picture.edges, at)) is not None:
            return network_words.edge_sentence(scene.network, scene.values, *edge)
        return ""

    def _handle_meaning(self, handle: Handle) -> str:
        match handle.kind:
            case "add":
                return self.tr("Add a hidden layer here")
            case "remove":
                return self.tr("Take this hidden layer away (Delete)")
            case "more":
                return self.tr("One unit more in this layer (+)")
            case "fewer":
                return self.tr("One unit less in this layer (−)")

    # --- keyboard ---

    @property
    def takes_arrows(self) -> bool:
        """Whether arrow keys lead from neuron to neuron: for whoever came by mouse they step through time."""
        return self._keyboard_focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        if not self._network.layers or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in moves:
            self._move(*moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            if self._can_open(self._cursor):
                self.choose(*self._cursor)
        elif key == Qt.Key.Key_Escape and self._cursor is not None:
            self._close_details()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) and self._cursor is not None:
            self._change_units(self._cursor[0], 1)
        elif key == Qt.Key.Key_Minus and self._cursor is not None:
            self._change_units(self._cursor[0], -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Insert) and self._cursor is not None:
            self._add_or_remove(self._cursor[0], key == Qt.Key.Key_Insert)
        else:
            super().keyPressEvent(event)

    def _add_or_remove(self, layer: int, add: bool) -> None:
        network = self._network
        index, count = network.hidden_index(layer), network.output - network.first_hidden
        if not network.editable or network.perceptron:
            return
        if add and count < MOST_LAYERS:
            self.layer_added.emit(min(max(layer - network.first_hidden + 1, 0), count))
        elif not add and index is not None:
            self.layer_removed.emit(index)

    def _move(self, across: int, down: int) -> None:
        scene = self._ready()
        neuron = places.neuron_beside(scene.layout, self._cursor, across, down, image=scene.image)
        if neuron is not None:
            self._set_cursor(neuron)

    def _set_cursor(self, neuron: Neuron) -> None:
        self._cursor = neuron
        if self.details.isVisibleTo(self) and self._can_open(neuron):
            self.choose(*neuron)
        scene = self._ready()
        self.setAccessibleDescription(network_words.neuron_sentence(scene.network, scene.values, *neuron))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = event.reason() in _BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = False
        self.update()
        super().focusOutEvent(event)

    # --- details ---

    def _can_open(self, neuron: Neuron) -> bool:
        """Whether a neuron has weights to show."""
        return neuron[0] > 0 and neuron[1] != BIAS and self._trace is None

    def choose(self, layer: int, unit: int) -> None:
        """Show what is inside a neuron, as a person's choice."""
        self._cursor = (layer, unit)
        self._show_details(opened=True)
        self.neuron_chosen.emit(layer, unit)
        self.update()

    def _show_details(self, opened: bool = False) -> None:
        if self._cursor is None or not (opened or self.details.isVisibleTo(self)):
            return
        scene = self._ready()
        if self._values is not None and scene.values is None and not opened:
            return  # another network is on its way; until it is here, this is what is known
        details = describe(scene.network, scene.values, *self._cursor)
        if details is None:
            self.details.hide()
            return
        self.details.set_details(details)
        self._place_details(scene)
        self.details.show()

    def _place_details(self, scene: Scene) -> None:
        """On the side away from the neuron, as high as it needs to be."""
        assert self._cursor is not None
        x = scene.layout.columns[self._cursor[0]].x
        width = min(self.details.WIDTH, self.width() - 16)
        bottom = int(scene.layout.formula.top()) - 4 if scene.network.perceptron else self.height()
        height = self.details.fit_into(bottom - 16)
        left = 8 if x > self.width() / 2 else self.width() - width - 8
        place = QRectF(left, (bottom - height) / 2, width, height).toRect()
        if self.details.geometry() != place:
            self.details.setGeometry(place)

    def _close_details(self) -> None:
        opened = self.details.isVisibleTo(self)
        self._cursor = None
        self.details.hide()
        if opened:
            self.neuron_chosen.emit(*_NO_NEURON)
            self.setFocus()
        self.update()

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()
        self._heading.resize(self.width() - 2 * int(MARGIN), int(LINE) - 2)
        if self.details.isVisibleTo(self) and self._cursor is not None:
            self._place_details(self._ready())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_details()
        elif event.type() == QEvent.Type.FontChange:
            self._forget()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = self.tr("The network")
        if self._network.layers:
            shape = network_words.network_title(self._network)
            title = self.tr("The network — {shape}").format(shape=shape)
        self._heading.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys go from neuron to neuron, Enter shows what is inside, Escape closes it;"
                " plus and minus change the units of a hidden layer, Insert adds one, Delete takes it away."
            )
        )
        self.update()
