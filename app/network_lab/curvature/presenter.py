"""Between the curvature of the loss and its pane."""

from PySide6.QtCore import QObject, Signal

from ...kit.run_style import run_styles
from ...kit.theme import Theme
from ...lab.frame_clock import FrameClock
from ..session import NetworkSession
from ..views.curvature.panel import CurvaturePanel
from ..views.curvature.plot import CurvatureCurves
from . import figures
from .session import CurvatureSession, SpectrumOf

_CURVES_MS = 50


class CurvaturePresenter(QObject):
    """Wires what is measured of a session's training to the pane; `scrubbed` asks for an epoch."""

    scrubbed = Signal(int)

    def __init__(
        self, session: NetworkSession, curvatures: CurvatureSession, panel: CurvaturePanel, theme: Theme
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._curvatures = curvatures
        self._panel = panel
        self._theme = theme
        self._curves = FrameClock(self._show, self, _CURVES_MS)
        curvatures.measured_changed.connect(lambda: self._curves.touch())
        curvatures.spectrum_changed.connect(self._show_spectrum)
        session.result_changed.connect(lambda: self._curves.touch())
        session.state_changed.connect(lambda: self._curves.touch())
        panel.spectrum_wanted.connect(self._ask_spectrum)
        panel.spectrum.cancelled.connect(self._cancel_spectrum)
        panel.strip.scrubbed.connect(self.scrubbed)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self._theme = theme
        self._panel.set_theme(theme)

    def refresh(self) -> None:
        """Show everything again."""
        self._curves.draw()
        self._show_spectrum(self._curvatures.spectrum)

    def close(self) -> None:
        """Let nothing happen any more."""
        self._curves.stop()

    def _show(self) -> None:
        result, measured, strip = self._session.result, self._curvatures.measured, self._panel.strip
        if result is None or measured is None or measured.live.task is not result.live.task:
            strip.set_curvature(CurvatureCurves())
            return
        live, experiment = result.live, self._session.state.experiment
        if len(experiment.settings()) != len(live.experiment.settings()):
            experiment = live.experiment  # other runs than those that were measured
        strip.set_shown(result.pictures.view_state.run)
        strip.set_curvature(
            figures.curvature_curves(
                measured.history,
                experiment,
                run_styles(experiment.settings(), self._theme),
                result.runs,
                step=live.state.step,
                batches=live.task.batches,
            )
        )
        strip.set_cursor(result.pictures.epoch if result.pictures.view_state.epoch is not None else None)

    def _ask_spectrum(self) -> None:
        result = self._session.result
        if result is not None:
            run, epoch = result.pictures.view_state.run, result.pictures.epoch
            self._panel.spectrum.set_computing(self._subject(run, epoch))
            self._curvatures.ask_spectrum()

    def _cancel_spectrum(self) -> None:
        self._curvatures.forget_spectrum()

    def _show_spectrum(self, found: SpectrumOf | None) -> None:
        result, view = self._session.result, self._panel.spectrum
        if found is None or result is None:
            view.set_spectrum(None)
            return
        settings = result.live.experiment.settings()
        style = run_styles(settings, self._theme)[found.run]
        view.set_spectrum(
            figures.spectrum_curve(found.spectrum, settings[found.run], style, result.live.state.step)
        )
        view.set_subject(self._subject(found.run, found.epoch))

    def _subject(self, run: int, epoch: int) -> str:
        assert self._session.result is not None
        style = run_styles(self._session.result.live.experiment.settings(), self._theme)[run]
        return self.tr("{run}, epoch {epoch}").format(run=style.title, epoch=epoch)
