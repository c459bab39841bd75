"""How the eigenvalues of a Hessian are spread."""

import math
import re

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.kit.export import picture, svg
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.curvature.spectrum import SpectrumPlot
from app.network_lab.views.curvature.spectrum_plot import SpectrumCurve

EIGENVALUES = np.array([18.0, 11.0, 6.0, 2.0, 0.5, 0.1, 0.0, -0.1, -0.8])


def spectrum(eigenvalues=EIGENVALUES, width=0.2, threshold=20.0):
    """A Gaussian about each."""
    grid = np.linspace(eigenvalues.min() - 1, eigenvalues.max() + 1, 400)
    bells = np.exp(-((grid[:, None] - eigenvalues) ** 2) / (2 * width**2)) / (width * math.sqrt(2 * math.pi))
    negative = float((eigenvalues < 0).mean())
    return SpectrumCurve(
        grid,
        bells.mean(axis=1),
        eigenvalues[:4],
        float(eigenvalues.sum()),
        negative,
        threshold,
        "2/η",
        "#ffffff",
    )


@pytest.fixture
def plot(qtbot):
    made = SpectrumPlot()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def near(image, x, y, color):
    pairs = zip(image.pixelColor(round(x), round(y)).getRgb(), QColor(color).getRgb(), strict=True)
    return sum(abs(a - b) for a, b in pairs) < 60


def painted(plot):
    """The plot without heading and sentence."""
    return picture(plot).copy(plot.picture.geometry())


def written(plot):
    """All words of the picture in one; where the font lacks a letter, a text is in pieces."""
    return "".join(re.findall(r">([^<>]+)</text>", svg(plot).decode()))


def test_what_is_negative_has_another_colour(plot):
    plot.set_spectrum(spectrum())
    image, frame = painted(plot), plot.picture.frame
    low, high = (round(frame.point(value, 0.0).x()) for value in (-1.5, 0.0))
    rows = range(round(frame.place.top()), round(frame.place.bottom()))

    def count(color, first, last):
        return sum(near(image, x, y, color) for x in range(first, last) for y in rows)

    assert count(DARK.negative, low, high - 1) > 20 > count(DARK.positive, low, high - 1)
    far = round(frame.point(19.0, 0.0).x())
    assert count(DARK.positive, high + 2, far) > 20 > count(DARK.negative, high + 2, far)


def test_the_largest_eigenvalues_are_pinned(plot):
    plot.set_spectrum(spectrum())
    image, frame = painted(plot), plot.picture.frame
    for value in EIGENVALUES[:4]:
        x = frame.point(float(value), 0.0).x()
        assert any(near(image, x + dx, frame.place.bottom() - 6, "#ffffff") for dx in (-1, 0, 1))


def test_a_threshold_that_is_near_has_a_place(plot):
    plot.set_spectrum(spectrum(threshold=25.0))
    assert plot.picture.frame.x[1] > 25.0
    plot.set_spectrum(spectrum(threshold=2e4))
    assert plot.picture.frame.x[1] < 25.0
    assert "2/η = 20000 →" in written(plot)


def test_trace_and_negative_share_are_told(plot):
    plot.set_spectrum(spectrum())
    told = plot.picture.accessibleDescription()
    assert f"Trace {EIGENVALUES.sum():.3g}" in told
    assert f"{100 * 2 / 9:.0f}\N{NO-BREAK SPACE}%" in told


def test_estimates_are_called_so(plot):
    plot.set_spectrum(spectrum()._replace(exact=False))
    assert f"Trace ≈ {EIGENVALUES.sum():.3g}" in plot.picture.accessibleDescription()


def test_a_spectrum_is_asked_for(plot, qtbot):
    with qtbot.waitSignal(plot.spectrum_wanted):
        plot.ask.click()
    assert not plot.computing


def test_what_lasts_can_be_cancelled(plot, qtbot):
    plot.set_computing("SGD, epoch 62")
    assert not plot.ask.isEnabled()
    qtbot.wait_until(plot.ask.isEnabled)
    with qtbot.waitSignal(plot.cancelled):
        plot.ask.click()
    plot.set_computing("")
    assert plot.ask.isEnabled()
    with qtbot.waitSignal(plot.spectrum_wanted):
        plot.ask.click()


def test_while_one_is_computed_it_says_whose(plot):
    plot.set_computing("SGD, epoch 62")
    assert "SGD, epoch 62" in written(plot)
    plot.set_spectrum(spectrum())
    assert not plot.computing
    assert "SGD, epoch 62" not in written(plot)


def test_the_keyboard_reaches_the_button(plot, qtbot):
    plot.ask.setFocus()
    with qtbot.waitSignal(plot.spectrum_wanted):
        qtbot.keyClick(plot.ask, Qt.Key.Key_Space)


@pytest.mark.parametrize("size", [(10, 10), (160, 120), (240, 150), (1000, 700)])
@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_any_size_and_any_spectrum_can_be_painted(plot, size, theme):
    plot.set_theme(theme)
    plot.setMinimumSize(0, 0)
    plot.resize(*size)
    nothing = np.empty(0)
    unknown = SpectrumCurve(np.full(9, np.nan), np.full(9, np.nan), np.full(2, np.nan), math.nan, math.nan)
    flat = SpectrumCurve(np.zeros(3), np.ones(3), np.zeros(2), 0.0, 0.0, math.inf, "2/η")
    for one in (None, spectrum(), SpectrumCurve(nothing, nothing, nothing, 0.0, 0.0), unknown, flat):
        plot.set_spectrum(one)
        assert not picture(plot).isNull()


def test_on_paper_it_is_drawn(plot):
    empty = svg(plot).decode()
    plot.set_spectrum(spectrum())
    drawn = svg(plot).decode()
    assert drawn.count("<image") == empty.count("<image")
    assert "λmax 18" in written(plot)


def test_a_new_spectrum_is_shown_whole(plot, qtbot):
    plot.set_spectrum(spectrum())
    whole = plot.picture.frame.x
    for _ in range(6):
        qtbot.keyClick(plot.picture, Qt.Key.Key_Plus)
    assert plot.picture.frame.x != whole
    assert "λmax 18" not in written(plot)
    plot.set_spectrum(spectrum(EIGENVALUES * 2))
    assert plot.picture.frame.x[1] > 36


def test_the_pointer_reads_the_density(plot):
    plot.set_spectrum(spectrum())
    readout = plot.picture.values_at(6.0)
    assert readout.caption == "eigenvalue 6.02"
    density = 1 / 9 / (0.2 * math.sqrt(2 * math.pi))
    assert [float(value.text) for value in readout.values] == [pytest.approx(density, rel=0.05)]


def test_numbers_to_copy_are_the_density_and_the_largest_eigenvalues(plot):
    assert plot.picture.numbers() is None
    plot.set_spectrum(spectrum())
    numbers = plot.picture.numbers()
    assert numbers.names == ("eigenvalue", "density", "rank among the largest")
    ranked = numbers.rows[np.isfinite(numbers.rows[:, 2])]
    assert ranked[:, [0, 2]].tolist() == [[2.0, 4.0], [6.0, 3.0], [11.0, 2.0], [18.0, 1.0]]
    assert np.isfinite(numbers.rows[:, 1]).sum() == 400
