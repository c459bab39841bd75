"""The one look of a run: its optimizer's colour and marker, and another dash for the second of a kind."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from core.experiment import OptimizerSettings

from .theme import Theme

Marker = Literal["o", "t1", "s", "d", "p", "star"]
"""pyqtgraph's symbols."""

_MARKERS: dict[str, Marker] = {"sgd": "o", "adam": "t1", "adadelta": "s", "adagrad": "d", "rmsprop": "p"}

Dash = tuple[float, ...]
_DASHES: tuple[Dash, ...] = ((), (4.0, 2.5), (1.0, 2.0), (6.0, 2.0, 1.0, 2.0))
"""Qt dash patterns in pen widths; the first of a kind is drawn solid."""


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
                one.color or theme.runs.get(name, theme.text),
                _MARKERS.get(name, "star"),
                _DASHES[nth % len(_DASHES)],
            )
        )
    return tuple(styles)
