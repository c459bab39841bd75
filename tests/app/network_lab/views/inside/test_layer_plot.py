"""Gradients layer by layer."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from scipy.optimize import minimize

from app.kit.plots.labels import apart
from app.kit.theme import DARK, LIGHT, THEMES
from app.network_lab.views.inside.layer_plot import LayerPlot, shade
from tests.app.pixels import near

NAMES = ("hidden 1", "hidden 2", "output")


@pytest.fixture
def plot(qtbot):
    made = LayerPlot()
    made.resize(390, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def ink(plot, color):
    return near(plot.picture.grab().toImage(), color, 30).sum()


def norms(epochs=50):
    return np.geomspace(1, 0.1, epochs)[:, None] * np.array([1e-4, 1e-2, 1.0])


def test_every_layer_has_a_line_in_its_shade(plot):
    plot.set_norms(np.arange(1, 51), norms(), NAMES, 50)
    for theme in (DARK, LIGHT):
        plot.set_theme(theme)
        for index in range(3):
            assert ink(plot, shade(index, 3, theme)) > 100


def test_long_numbers_at_the_axis_are_whole(plot):
    plot.set_norms(np.arange(1, 51), np.geomspace(2.2e17, 2.9e17, 150).reshape(50, 3), NAMES, 50)
    image = plot.picture.grab().toImage()
    axis = round(plot.picture.area.bottom())
    left = next(x for x in range(image.width()) if image.pixelColor(x, axis) == QColor(DARK.grid))
    assert left >= QFontMetrics(plot.picture.font()).horizontalAdvance("2.4·10¹⁷") + 6


def test_the_pointer_reads_all_layers_and_the_numbers_have_a_column_for_each(plot):
    plot.set_norms(np.arange(1, 51), norms(), NAMES, 50)
    readout = plot.picture.values_at(30.3)
    assert readout.caption == "epoch 30"
    assert [value.style.title for value in readout.values] == ["output", "hidden 2", "hidden 1"]
    assert readout.values[0].text == f"{norms()[29, 2]:.4g}"
    numbers = plot.picture.numbers()
    assert numbers.names == ("epoch", *NAMES)
    np.testing.assert_array_equal(numbers.rows[:, 1:], norms())
    assert plot.picture.export_menu.picture_of is plot


def test_names_stand_beside_their_lines_where_it_is_zoomed_to(plot, qtbot):
    plot.set_norms(np.arange(1, 51), norms(), NAMES, 50)
    before = plot.picture.grab().toImage()
    for _ in range(4):
        qtbot.keyClick(plot.picture, Qt.Key.Key_Plus)
    assert plot.picture.frame.x[1] < 50
    assert plot.picture.grab().toImage() != before
    plot.picture.reset_zoom()
    assert plot.picture.grab().toImage() == before


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_shades_are_all_different_and_stand_out(theme):
    shades = [shade(index, 7, theme) for index in range(7)]
    assert len({one.name() for one in shades}) == 7
    ground = QColor(theme.window).lightnessF()
    assert min(abs(one.lightnessF() - ground) for one in shades) > 0.2


@pytest.mark.parametrize(
    ("epochs", "values"),
    [
        ([], np.empty((0, 3))),
        ([1], [[np.nan, 0.0, np.inf]]),
        ([1, 2], [[0.0, 0.0, 0.0]] * 2),
        (np.arange(20_000), np.full((20_000, 3), 1e-300)),
        (np.arange(1, 101), np.geomspace(1e-300, 1e300, 300).reshape(100, 3)),
    ],
)
@pytest.mark.parametrize("size", [(1, 1), (90, 60), (390, 300), (1000, 400)])
def test_nothing_breaks_it(plot, epochs, values, size):
    plot.resize(*size)
    plot.set_norms(np.asarray(epochs), np.asarray(values), NAMES)
    assert not plot.grab().isNull()


def test_no_layers_at_all(plot):
    plot.set_norms(np.empty(0), np.empty((0, 0)), ())
    assert not plot.grab().isNull()


def test_what_is_unusual_is_told_and_more_than_fits_is_in_the_tooltip(plot):
    plot.set_findings([])
    image = plot.findings.grab().toImage()
    assert plot.findings.accessibleName() == "Nothing unusual."
    sentences = [f"Layer {index} is unusual in a way that takes many words to tell." for index in range(5)]
    plot.set_findings(sentences)
    assert plot.findings.toolTip().splitlines() == sentences
    assert plot.findings.grab().toImage() != image
    height = plot.findings.height()
    plot.set_findings([])
    assert (plot.findings.toolTip(), plot.findings.height()) == ("", height)
    assert plot.findings.grab().toImage() == image


def test_before_the_first_epoch_nothing_is_said(plot):
    unknown = plot.findings.grab().toImage()
    assert plot.findings.accessibleName() == ""
    plot.set_findings([])
    assert plot.findings.grab().toImage() != unknown
    plot.set_findings(None)
    assert (plot.findings.accessibleName(), plot.findings.toolTip()) == ("", "")
    assert plot.findings.grab().toImage() == unknown


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6).map(sorted))
def test_names_keep_apart_and_near_to_their_lines(places):
    moved = apart(places, 12.0, -1000.0, 1000.0)
    assert all(b - a >= 12 - 1e-9 for a, b in pairwise(moved))
    best = minimize(
        lambda y: ((y - places) ** 2).sum(),
        np.arange(len(places)) * 12.0,
        jac=lambda y: 2 * (y - places),
        constraints=[
            {"type": "ineq", "fun": lambda y, i=i: y[i + 1] - y[i] - 12} for i in range(len(places) - 1)
        ],
        method="SLSQP",
    )
    assert ((np.array(moved) - places) ** 2).sum() == pytest.approx(best.fun, rel=1e-3, abs=1e-3)


def test_names_stay_within_bounds_if_they_can():
    assert apart([0.0, 1.0, 2.0], 10.0, 5.0, 100.0) == [5.0, 15.0, 25.0]
    assert apart([98.0, 99.0], 10.0, 5.0, 100.0) == [90.0, 100.0]
    assert apart([50.0] * 20, 10.0, 0.0, 100.0)[0] == 0.0
