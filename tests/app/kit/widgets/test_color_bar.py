"""The bar that says how loss becomes colour."""

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.kit.numbers import short_number
from app.kit.theme import THEMES, Theme
from app.kit.widgets.color_bar import ColorBar
from app.kit.widgets.shades import difference_colors
from core import loss_map as core_loss_map


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.31, "0.31"),
        (4.6, "4.6"),
        (121_000, "1.2e5"),
        (566.2, "566"),
        (1e-31, "0"),
        (-1.0316, "−1"),
        (3e-5, "3e−5"),
    ],
)
def test_losses_are_short(value: float, text: str) -> None:
    assert short_number(value) == text


@pytest.fixture
def bar(qtbot: QtBot) -> ColorBar:
    made = ColorBar()
    qtbot.addWidget(made)
    made.set_scale(core_loss_map.scale_of(np.array([0.5, 1.0, 8.0]), "linear"))
    return made


def test_a_compact_bar_is_smaller_and_has_its_title_in_the_tooltip(bar: ColorBar) -> None:
    whole = bar.sizeHint()
    bar.set_compact(True)
    assert bar.sizeHint().width() < whole.width()
    assert bar.sizeHint().height() < whole.height()
    assert bar.text() in bar.toolTip()
    bar.resize(bar.sizeHint())
    assert not bar.grab().isNull()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("compact", [False, True])
def test_a_difference_has_its_own_colours_around_nothing(bar: ColorBar, theme: Theme, compact: bool) -> None:
    bar.set_theme(theme)
    bar.set_compact(compact)
    bar.resize(bar.sizeHint())
    losses = bar.grab().toImage()
    bar.set_scale(core_loss_map.scale_of(np.array([0.0, 8.0]), "linear"), difference=True)
    assert bar.text() == "difference, rank-scaled"
    assert bar.accessibleDescription() == "From loss −8 over 0 to 8"
    assert bar.grab().toImage() != losses
    colors = difference_colors(theme.name)
    middle = colors[len(colors) // 2, 2::-1].tolist()
    assert sum(abs(a - b) for a, b in zip(middle, QColor(theme.neutral).getRgb(), strict=False)) < 6
