"""What goes on inside a network, in three views behind one choice."""

import numpy as np
import pytest

from app.network_lab.views.inside.panel import VIEWS, InsidePanel


@pytest.fixture
def panel(qtbot):
    made = InsidePanel()
    qtbot.addWidget(made)
    made.confusion.set_counts(np.array([[58, 1], [11, 55]]), ("0", "1"))
    made.confusion.set_subject("SGD, epoch 66")
    made.show()
    return made


@pytest.mark.parametrize("width", [240, 320, 400, 700])
@pytest.mark.parametrize("view", VIEWS)
def test_no_heading_runs_under_the_choice(panel, qtbot, view, width):
    panel.resize(width, 300)
    panel.set_view(view)
    qtbot.wait_until(lambda: panel._stack.width() == width)
    heading = getattr(panel, view).heading
    assert heading.width() == 0 or heading.mapTo(panel, heading.rect().topRight()).x() < panel.choice.x()


def test_a_wide_panel_shows_its_whole_heading(panel, qtbot):
    panel.set_view("confusion")
    panel.resize(860, 300)
    heading = panel.confusion.heading
    qtbot.wait_until(lambda: heading.width() >= heading.sizeHint().width())


@pytest.mark.parametrize("view", VIEWS)
def test_a_button_asks_for_a_view(panel, qtbot, view):
    with qtbot.waitSignal(panel.view_chosen) as heard:
        panel.choice.button(view).click()
    assert heard.args == [view]


def test_without_classes_there_is_no_confusion(panel):
    panel.set_view("confusion")
    panel.set_classes(False)
    assert panel.view == "landscape"
    assert not panel.choice.button("confusion").isVisible()
