"""A landscape as a picture without a screen: its map or its line, drawn by the views of the window."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.landscape.landscape import Landscape, Of
from core.network.experiment import NetworkExperiment

from ...kit import application, export
from ...kit.files import write_whole
from ...kit.offscreen import failures_raised, surroundings_for
from ...kit.plots.legend import paint_legend, run_key
from ...kit.run_style import RunStyle, run_styles
from ...kit.theme import Theme
from ...kit.widgets.basic import Heading, tabular
from ..views.landscape.line import LandscapeLine
from ..views.landscape.map import LandscapeMap
from . import figures

translate = QCoreApplication.translate

_MARGIN = 16
_BESIDE = 2
"""So far from the edge a map ends."""


def write(
    landscape: Landscape,
    experiment: NetworkExperiment,
    of: Of,
    run: str,
    path: Path,
    size: tuple[int, int],
    scale: float,
    theme: str,
    language: str,
) -> None:
    """Draw the loss `of` training or validation around the weights of a run, `size` in points."""
    surroundings = surroundings_for(theme, language)
    with failures_raised():
        figure = _Figure(landscape, experiment, of, run, surroundings.theme)
        figure.resize(*size)
        try:
            figure.show()
            application.settle()
            picture = export.encoded(figure, path, scale)
        finally:
            figure.close()
            figure.deleteLater()
    write_whole(path, lambda file: file.write(picture))


class _Figure(QWidget):
    """What it shows and from where, the runs, and below the map or the line."""

    def __init__(
        self, landscape: Landscape, experiment: NetworkExperiment, of: Of, run: str, theme: Theme
    ) -> None:
        super().__init__()
        settings = experiment.settings()
        styles = dict(zip((one.run_label for one in settings), run_styles(settings, theme), strict=True))
        plane = landscape.plane.dimensions == 2
        heading = Heading()
        heading.setText(_title(landscape, of).format(run=styles[run].title))
        words = QLabel(_words(landscape))
        words.setFont(tabular(words.font(), 12))
        words.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, _MARGIN, _BESIDE, 0)
        row.addWidget(heading)
        row.addWidget(_Legend([styles[label] for label in landscape.paths] if plane else [], theme), 1)
        below = QHBoxLayout()
        below.setContentsMargins(_MARGIN, 0, 0, 4)
        below.addWidget(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, _MARGIN - _BESIDE, _MARGIN // 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(below)
        view = (_map if plane else _line)(landscape, of, run, styles)
        view.set_theme(theme)
        column.addWidget(view, 1)


def _title(landscape: Landscape, of: Of) -> str:
    if landscape.plane.dimensions == 1:
        return translate("LandscapePicture", "Loss along a line through {run}")
    return (
        translate("LandscapePicture", "Training loss around {run}")
        if of == "training"
        else translate("LandscapePicture", "Validation loss around {run}")
    )


def _words(landscape: Landscape) -> str:
    """Where the directions come from, and how much of the paths is seen."""
    line = landscape.plane.dimensions == 1
    known = {
        "random": (
            translate("LandscapePicture", "random directions, filter-normalised"),
            translate("LandscapePicture", "a random direction, filter-normalised"),
        ),
        "layer": (
            translate("LandscapePicture", "random directions, layer-normalised"),
            translate("LandscapePicture", "a random direction, layer-normalised"),
        ),
        "pca": (
            translate("LandscapePicture", "principal components of the paths"),
            translate("LandscapePicture", "first principal component of the paths"),
        ),
        "hessian": (
            translate("LandscapePicture", "leading eigenvectors of the Hessian"),
            translate("LandscapePicture", "leading eigenvector of the Hessian"),
        ),
        "interpolate": (
            translate("LandscapePicture", "the plane of three solutions"),
            translate("LandscapePicture", "from one solution to another"),
        ),
    }
    own = (
        translate("LandscapePicture", "directions of one’s own"),
        translate("LandscapePicture", "a direction of one’s own"),
    )
    words = [known.get(landscape.plane.method, own)[line]]
    if np.isfinite(landscape.explained):
        share = f"{100 * landscape.explained:.0f}"
        holds = (
            translate("LandscapePicture", "the line holds {share} % of the paths’ variance")
            if line
            else translate("LandscapePicture", "the plane holds {share} % of the paths’ variance")
        )
        words.append(holds.format(share=share))
    if np.isnan(landscape.training).all():
        words.append(translate("LandscapePicture", "nothing is computed yet"))
    return " · ".join(words)


def _map(landscape: Landscape, of: Of, run: str, styles: Mapping[str, RunStyle]) -> LandscapeMap:
    view = LandscapeMap()
    view.set_backdrop(figures.stored_backdrop(landscape, of))
    view.set_paths(figures.stored_paths(landscape, styles, run))
    return view


def _line(landscape: Landscape, of: Of, run: str, styles: Mapping[str, RunStyle]) -> LandscapeLine:
    del of  # both are drawn
    view = LandscapeLine()
    view.set_line(figures.stored_line(landscape, styles, run))
    return view


class _Legend(QWidget):
    """The runs whose paths are drawn."""

    def __init__(self, styles: Sequence[RunStyle], theme: Theme) -> None:
        super().__init__()
        self._styles, self._theme = styles, theme
        self._font = tabular(self.font(), 11)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        keys = [run_key(style) for style in self._styles]
        paint_legend(painter, QRectF(self.rect()), keys, self._theme, self._font, right=True)
        painter.end()
