"""An activation function at a glance: its curve, its formula, and what is to be known of it."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.kit.fields.value_slider import LABEL_WIDTH
from app.kit.translation import tr_core
from app.kit.widgets.basic import Role, theme_color
from core.network.activations import ACTIVATIONS, Activation

_REACH = 4.0
"""The curve is drawn from −4 to 4."""


class ActivationCard(QWidget):
    """Shows one activation, by its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve = _Curve()
        self.formula, self.meaning = QLabel(), QLabel()
        self.formula.setTextFormat(Qt.TextFormat.PlainText)
        self.meaning.setProperty("role", "small")
        self.meaning.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        texts.addWidget(self.formula)
        texts.addWidget(self.meaning)
        texts.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.curve, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.set_activation("tanh")

    def set_activation(self, name: str) -> None:
        self._activation = ACTIVATIONS[name]
        self.curve.set_activation(self._activation)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        formula = f"g(z) = {self._activation.formula}"
        meaning = tr_core(self._activation.meaning)
        self.formula.setText(formula)
        self.meaning.setText(meaning)
        self.curve.setAccessibleName(f"{self._activation.title}: {formula}")
        self.curve.setToolTip(self.tr("g(z) for z from −4 to 4"))


class _Curve(QWidget):
    """g over z with the axes through 0 and dashes where it levels off."""

    def __init__(self) -> None:
        super().__init__()
        self._activation: Activation | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(LABEL_WIDTH, 56)

    def set_activation(self, activation: Activation) -> None:
        if activation is not self._activation:
            self._activation = activation
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._activation is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme_color(Role.Mid), 1))
        painter.setBrush(theme_color(Role.Window))
        painter.drawRoundedRect(frame, 6, 6)
        place = frame.adjusted(5, 5, -5, -5)
        z = np.linspace(-_REACH, _REACH, max(int(place.width()), 2))
        values = self._activation.function(z)
        low, high = min(float(values.min()), -0.25), float(values.max())

        def at(x: float, y: float) -> QPointF:
            across, up = (x + _REACH) / (2 * _REACH), (y - low) / (high - low)
            return QPointF(place.left() + across * place.width(), place.bottom() - up * place.height())

        painter.drawLine(at(-_REACH, 0.0), at(_REACH, 0.0))
        painter.drawLine(at(0.0, low), at(0.0, high))
        painter.setPen(QPen(theme_color(Role.PlaceholderText), 1, Qt.PenStyle.DotLine))
        for limit in self._activation.limits:
            if limit:
                painter.drawLine(at(-_REACH, limit), at(_REACH, limit))
        path = QPainterPath(at(float(z[0]), float(values[0])))
        for x, y in zip(z[1:], values[1:], strict=True):
            path.lineTo(at(float(x), float(y)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme_color(Role.Highlight), 1.8))
        painter.drawPath(path)
