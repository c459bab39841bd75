"""The one look of a run: its optimizer's colour and marker; others of a kind have another dash or shade."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtGui import QColor

from core.run_settings import OptimizerSettings

from .theme import Theme, mixed

Marker = Literal["o", "t1", "s", "d", "p", "star"]
"""Names of `symbols.SYMBOLS`."""

_MARKERS: dict[str, Marker] = {"sgd": "o", "adam": "t1", "adadelta": "s", "adagrad": "d", "rmsprop": "p"}

Dash = tuple[float, ...]
_DASHES: tuple[Dash, ...] = ((), (4.0, 2.5), (1.0, 2.0), (6.0, 2.0, 1.0, 2.0))
"""Qt dash patterns in pen widths; the first of a kind is drawn solid."""


_SHADES = 3
"""So many shades has the colour of a kind: the next is used when every dash has been."""


class RunStyle(NamedTuple):
    """How one run is drawn, and what it is called in the window."""

    title: str
    color: str
    marker: Marker
    dash: Dash


def run_styles(settings: Sequence[OptimizerSettings], theme: Theme) -> tuple[RunStyle, ...]:
    """The style of every run, in order."""
    seen: dict[str, int] = {}
    styles = []
    for one in settings:
        name = one.optimizer.name
        nth = seen.get(name, 0)
        seen[name] = nth + 1
        styles.append(
            RunStyle(
                one.shown_label,
                one.color or _shade(theme, name, nth // len(_DASHES)),
                _MARKERS.get(name, "star"),
                _DASHES[nth % len(_DASHES)],
            )
        )
    return tuple(styles)


def _shade(theme: Theme, name: str, index: int) -> str:
    """The colour of an optimizer, moved towards the text's, or if it is a grey, towards the muted text's.

    Both stand out from every ground, and so does what lies between.
    """
    color = QColor(theme.runs.get(name, theme.text))
    grey = color.hsvSaturation() < 80
    target = QColor(theme.muted if grey else theme.text)
    share = (index % _SHADES) / (_SHADES - 1) * (1.0 if grey else 0.75)  # some of the hue has to stay
    return mixed(color, target, share).name()
