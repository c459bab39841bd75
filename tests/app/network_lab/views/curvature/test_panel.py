"""Strip and spectrum in one place."""

import numpy as np
import pytest
from PySide6.QtCore import QSize

from app.kit.run_style import RunStyle
from app.kit.theme import LIGHT
from app.network_lab.views.curvature.curves import CurvatureCurve, CurvatureCurves
from app.network_lab.views.curvature.panel import CurvaturePanel, arrangement

SIZES = [(160, 150), (240, 190), (320, 190), (400, 250), (400, 560), (1000, 700)]


@pytest.fixture
def panel(qtbot):
    made = CurvaturePanel()
    qtbot.addWidget(made)
    sharpness = np.linspace(2.0, 20.0, 60)
    style = RunStyle("SGD", "#f4f4f2", "o", ())
    curve = CurvatureCurve(0, style, sharpness, None, np.full(60, 20.0), np.full(60, 0.4), "2/η")
    made.strip.set_curvature(CurvatureCurves(np.arange(60.0), (curve,), 59, 100))
    made.resize(400, 250)
    made.show()
    return made


def test_where_the_spectrum_goes():
    assert arrangement(QSize(400, 250)) == "instead"
    assert arrangement(QSize(1000, 700)) == "beside"
    assert arrangement(QSize(400, 600)) == "below"


@pytest.mark.parametrize("size", SIZES)
def test_views_do_not_overlap(panel, size):
    panel.resize(*size)
    for opened in (False, True):
        panel.set_open(opened)
        shown = [view for view in (panel.strip, panel.spectrum) if view.isVisible()]
        assert shown
        assert all(view.geometry().top() >= panel.heading.geometry().bottom() for view in shown)
        assert all(panel.rect().contains(view.geometry()) for view in shown)
        if len(shown) == 2:
            assert not shown[0].geometry().intersects(shown[1].geometry())
        assert panel.spectrum.isVisible() == opened


@pytest.mark.parametrize("size", SIZES[2:])
def test_no_word_on_a_button_is_cut(panel, size):
    panel.resize(*size)
    for opened in (False, True):
        panel.set_open(opened)
        buttons = (panel.open_button, panel.spectrum.ask, *map(panel.strip.way.button, ("edge", "sharpness")))
        for button in buttons:
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width()
                right = button.mapTo(panel, button.rect().topRight()).x()
                assert right <= panel.width() - 16


def test_a_button_opens_the_spectrum_and_asks_for_it(panel, qtbot):
    with qtbot.waitSignal(panel.spectrum_wanted):
        panel.open_button.click()
    assert panel.is_open
    assert panel.strip.isHidden()
    with qtbot.waitSignal(panel.spectrum_wanted):
        panel.spectrum.ask.click()
    panel.spectrum.close_button.click()
    assert not panel.is_open
    assert panel.strip.isVisible()


def test_the_way_to_look_can_be_chosen(panel):
    panel.strip.way.button("sharpness").click()
    assert panel.strip.picture.frame.y[1] > np.log10(20)
    panel.strip.way.button("edge").click()
    assert 0 < panel.strip.picture.frame.y[1] < 1


def test_the_subject_is_in_the_heading(panel):
    panel.set_subject("SGD, epoch 62")
    assert panel.heading.text() == "Curvature — SGD, epoch 62"


def test_themes_reach_both(panel):
    panel.set_theme(LIGHT)
    assert panel.strip.theme == panel.spectrum.theme == LIGHT
