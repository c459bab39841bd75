"""How the eigenvalues of the loss's Hessian are spread: most near 0, a few far out, some negative."""

import math

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.kit.panels.captioned_panel import CaptionedPanel
from app.kit.theme import Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import IconButton

from .spectrum_plot import SpectrumCurve, SpectrumView, Words, content
from .words import number, percent

_LASTS_MS = 400
"""A computation that takes longer than this may be cancelled."""


class SpectrumPlot(CaptionedPanel):
    """`spectrum_wanted` and `cancelled` say what a person asks for, `closed` that they have seen enough."""

    spectrum_wanted = Signal()
    cancelled = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.view = SpectrumView()
        self._computing = ""
        super().__init__(lambda: content(self.view), parent)
        self.ask = QPushButton()
        self.ask.setProperty("role", "small")
        self.ask.clicked.connect(self._tell_asked)
        self.close_button = IconButton(shapes.CROSS, 12)
        self.close_button.clicked.connect(self.closed)
        self.close_button.hide()
        self.head.addWidget(self.ask)
        self.head.addWidget(self.close_button)
        self._lasts = QTimer(self)
        self._lasts.setSingleShot(True)
        self._lasts.setInterval(_LASTS_MS)
        self._lasts.timeout.connect(self._offer)
        self.retranslate()

    # --- what is shown ---

    def set_spectrum(self, spectrum: SpectrumCurve | None) -> None:
        """Show a spectrum, and that none is being computed; whose it is, and when, `set_subject` says."""
        self._change(spectrum=spectrum)
        self._tell()
        self.set_computing("")
        self._offer()

    def set_computing(self, subject: str) -> None:
        """Say whose spectrum is being computed: "SGD, epoch 62"; empty: none is."""
        if subject == self._computing:
            return
        self._computing = subject
        if subject:
            self._lasts.start()
        else:
            self._lasts.stop()
        self._offer()
        self._describe()

    @property
    def computing(self) -> bool:
        """Whether one is being computed."""
        return bool(self._computing)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._change(theme=theme)
        self._tell()

    def _change(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]
        self.picture.changed()

    def title(self) -> str:
        return self.tr("Spectrum")

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setToolTip(
            self.tr(
                "How many of all directions are curved how much: the eigenvalues of the loss's Hessian;"
                " the ticks are the largest ones"
            )
        )
        close = self.tr("Close the spectrum")
        self.close_button.describe(close, close)
        self._tell()
        self._offer()
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(390, 280)

    def _tell_asked(self) -> None:
        (self.cancelled if self.computing else self.spectrum_wanted).emit()

    def _offer(self) -> None:
        """What the button does: compute, or cancel what lasts."""
        if self.computing:
            self.ask.setText(self.tr("Cancel"))
            self.ask.setToolTip(self.tr("Stop computing the spectrum"))
        else:
            self.ask.setText(self.tr("Compute") if self.view.spectrum is None else self.tr("Update"))
            self.ask.setToolTip(
                self.tr("Compute the spectrum of the shown run's Hessian at the epoch in view")
            )
        self.ask.setEnabled(not self._lasts.isActive())

    def _tell(self) -> None:
        self.tell("" if self.view.spectrum is None else self._words(self.view.spectrum), self.theme.text)

    def _words(self, spectrum: SpectrumCurve) -> str:
        if not math.isfinite(spectrum.trace):
            return self.tr("Not finite: the run has diverged")
        words = self.tr("Trace {trace}: the sum of all curvatures; {share} of the directions curve downwards")
        about = "" if spectrum.exact else "≈ "
        trace, share = about + number(spectrum.trace), about + percent(spectrum.negative)
        return words.format(trace=trace, share=share)

    def _describe(self) -> None:
        state = self.tr("How is the loss curved in all directions at once? The spectrum tells.")
        if self.computing:
            state = self.tr("Computing the spectrum of {subject} …").format(subject=self._computing)
        words = Words(self.tr("eigenvalue"), self.tr("density"), self.tr("rank among the largest"), state)
        self._change(computing=self.computing, words=words)
