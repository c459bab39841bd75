"""A horizontal slider that goes where it is clicked and leaves the wheel to the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget


class Slider(QSlider):
    """`moved` for every change by a person; `released` ends a drag, or follows any other change."""

    moved = Signal(int)
    released = Signal()
    double_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._emit_moved)
        self.sliderReleased.connect(self.released)

    def _emit_moved(self, value: int) -> None:
        self.moved.emit(value)
        if not self.isSliderDown():
            self.released.emit()

    def handle_centers(self) -> tuple[int, int]:
        """Where the middle of the handle is at the lowest and the highest value, in pixels."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, parts = QStyle.ComplexControl.CC_Slider, QStyle.SubControl
        groove = self.style().subControlRect(control, option, parts.SC_SliderGroove, self)
        half = self.style().subControlRect(control, option, parts.SC_SliderHandle, self).width() // 2
        return groove.left() + half, groove.right() - half

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._on_handle(event):
            # Bring the handle under the mouse; QSlider then takes it from there as a drag.
            first, last = self.handle_centers()
            at = round(event.position().x()) - first
            self.setSliderDown(True)
            self.setSliderPosition(
                QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, max(last - first, 1))
            )
        super().mousePressEvent(event)

    def _on_handle(self, event: QMouseEvent) -> bool:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        return handle.contains(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()
