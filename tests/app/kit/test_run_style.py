"""How runs are told apart."""

import math
from itertools import combinations

import msgspec
import pytest
from PySide6.QtGui import QColor

from app.kit.run_style import run_styles
from app.kit.theme import THEMES
from core.run_settings import MOST_OPTIMIZERS, SETTINGS

WHITE = (0.9505, 1.0, 1.089)  # D65


def xyz(color):
    """CIE XYZ of an sRGB colour."""
    r, g, b = (
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in QColor(color).getRgbF()[:3]
    )
    return (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )


def contrast(a, b):
    """By WCAG 2."""
    low, high = sorted((xyz(a)[1], xyz(b)[1]))
    return (high + 0.05) / (low + 0.05)


def lab(color):
    """CIE L*a*b*, in which 2.3 is a difference that can just be seen."""
    x, y, z = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29
        for t in (value / white for value, white in zip(xyz(color), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def many(name, count=MOST_OPTIMIZERS):
    return [SETTINGS[name](learning_rate=0.1, label=f"run {k}") for k in range(count)]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", SETTINGS)
def test_twelve_runs_of_a_kind_look_different_and_all_stand_out(name, theme):
    styles = run_styles(many(name), theme)
    for a, b in combinations(styles, 2):
        assert a.dash != b.dash or math.dist(lab(a.color), lab(b.color)) >= 5 * 2.3
    for ground in (theme.window, theme.panel):
        assert all(contrast(style.color, ground) >= 3 for style in styles)
    assert [style.color for style in styles[:4]] == [theme.runs[name]] * 4


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_chosen_colour_is_kept(theme):
    runs = many("adam")
    runs[6] = msgspec.structs.replace(runs[6], color="#123456")
    assert run_styles(runs, theme)[6].color == "#123456"
