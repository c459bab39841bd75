"""The chooser of surfaces."""

import pytest
from PySide6.QtCore import Qt

from app.surface_lab.views.surface_panel import FORMULA, SurfacePanel
from core import run_edits
from core.surface import edits as surface_edits
from core.surface import presets as surface_presets
from core.surface.catalogue import SURFACES
from core.surface.experiment import SurfaceChoice


@pytest.fixture
def panel(qtbot):
    made = SurfacePanel()
    made.resize(298, 300)
    qtbot.addWidget(made)
    made.show()
    show(made, SurfaceChoice(name="two_basins"))
    return made


def show(panel, choice):
    panel.set_surface(choice.resolve(), choice, choice.values())


def formula(text, **more):
    return SurfaceChoice(formula=text, **more)


def test_it_offers_the_catalogue_and_a_formula(panel):
    offered = [panel.chooser.itemData(index) for index in range(panel.chooser.count())]
    assert [name for name in offered if name] == [*SURFACES, FORMULA]
    assert panel.chooser.itemText(0) == "Two basins"
    assert all(panel.chooser.itemText(index) for index, name in enumerate(offered) if name)


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_shows_its_meaning_its_formula_and_its_parameters(panel, name):
    show(panel, SurfaceChoice(name=name))
    surface = SURFACES[name]
    assert panel.chooser.currentData() == name
    assert panel.meaning.text() == surface.meaning
    assert list(panel.sliders) == [parameter.name for parameter in surface.parameters]
    assert {name: slider.value for name, slider in panel.sliders.items()} == surface.defaults()
    assert panel.formula.isHidden()


def test_setting_is_silent(panel):
    emitted = []
    signals = (
        panel.surface_chosen,
        panel.formula_edited,
        panel.domain_edited,
        panel.parameter_moved,
        panel.released,
    )
    for signal in signals:
        signal.connect(lambda *arguments: emitted.append(arguments))
    show(panel, SurfaceChoice(name="bowl", parameters={"condition": 5.0}))
    show(panel, formula("x^2 + a*y^2", domain=((-1, 1), (-2, 2)), parameters={"a": 3.0}))
    panel.set_formula_error("No.", 3)
    assert emitted == []


def test_choosing_says_the_name_of_the_surface(panel, qtbot):
    panel.chooser.setFocus()
    with qtbot.waitSignal(panel.surface_chosen) as heard:
        qtbot.keyClick(panel.chooser, Qt.Key.Key_Down)
    assert heard.args == ["bowl"]
    with qtbot.waitSignal(panel.surface_chosen) as heard:
        qtbot.keyClick(panel.chooser, Qt.Key.Key_End)
    assert heard.args == [FORMULA]


def test_moving_a_parameter_says_which_and_how_far(panel, qtbot):
    emitted = []
    panel.parameter_moved.connect(lambda *arguments: emitted.append(arguments))
    panel.released.connect(lambda: emitted.append("released"))
    qtbot.keyClick(panel.sliders["local_depth"].slider, Qt.Key.Key_End)
    assert emitted == [("local_depth", 5.0), "released"]


def test_sliders_stay_while_only_numbers_change(panel):
    before = dict(panel.sliders)
    show(panel, SurfaceChoice(name="two_basins", parameters={"depth": 4.0}))
    assert panel.sliders == before
    assert panel.sliders["depth"].value == 4.0


def test_a_formula_is_typed(panel, qtbot):
    show(panel, formula("x^2"))
    edited = []
    panel.formula_edited.connect(edited.append)
    panel.formula.text.setFocus()
    panel.formula.text.setCursorPosition(3)
    qtbot.keyClicks(panel.formula.text, "+y")
    assert edited == ["x^2+", "x^2+y"]


def test_an_echo_does_not_move_the_text_cursor(panel, qtbot):
    show(panel, formula("x^2"))
    field = panel.formula.text
    field.setCursorPosition(1)
    panel.formula_edited.connect(lambda text: show(panel, formula(text)))
    qtbot.keyClicks(field, "3")
    assert field.text() == "x3^2"
    assert field.cursorPosition() == 2


def test_a_wrong_formula_is_not_overwritten_by_the_last_right_one(panel, qtbot):
    right = formula("x^2 + a")
    show(panel, right)
    panel.formula.text.setCursorPosition(3)
    qtbot.keyClicks(panel.formula.text, " y")
    panel.set_formula_error("An operator is missing.", 4)
    show(panel, SurfaceChoice(formula=right.formula, parameters={"a": 2.0}))
    assert panel.formula.text.text() == "x^2 y + a"
    assert panel.formula.error.isVisible()


def test_another_formula_replaces_what_is_shown_and_its_complaint(panel):
    show(panel, formula("x^2"))
    panel.set_formula_error("No.", 0)
    show(panel, formula("y^2"))
    assert panel.formula.text.text() == "y^2"
    assert panel.formula.error.isHidden()


@pytest.mark.parametrize(
    ("text", "position", "marked"), [("x < y", 2, "&lt;"), ("x +", 3, "␣"), ("", None, None)]
)
def test_a_complaint_quotes_the_mistake(panel, text, position, marked):
    show(panel, formula("x"))
    panel.formula.text.setText(text)
    panel.set_formula_error("“<” is wrong.", position)
    shown = panel.formula.error.text()
    assert shown.startswith("“&lt;” is wrong.")
    assert panel.formula.text.property("error")
    assert (f"<b><u>{marked}</u></b>" in shown) == (marked is not None)
    panel.set_formula_ok()
    assert panel.formula.error.isHidden()
    assert not panel.formula.text.property("error")


def test_the_domain_is_edited_as_a_whole(panel, qtbot):
    show(panel, formula("x", domain=((-1.0, 1.0), (-2.0, 2.0))))
    assert [field.text() for field in panel.formula.bounds] == ["−1", "1", "−2", "2"]
    field = panel.formula.bounds[3]
    field.selectAll()
    with qtbot.waitSignal(panel.domain_edited) as heard:
        qtbot.keyClicks(field, "5")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == [((-1.0, 1.0), (-2.0, 5.0))]


@pytest.mark.parametrize(("index", "typed"), [(0, "1"), (0, "7"), (1, "-1"), (3, "-3"), (2, "inf")])
def test_a_domain_that_does_not_go_upwards_is_refused(panel, qtbot, index, typed):
    show(panel, formula("x", domain=((-1.0, 1.0), (-2.0, 2.0))))
    field = panel.formula.bounds[index]
    field.selectAll()
    with qtbot.assertNotEmitted(panel.domain_edited):
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("error")


@pytest.mark.parametrize(
    ("typed", "word"), [("1e9", "1000000"), ("-1e7", "1000000"), ("nan", "1000000"), ("-0.9999999", "1e−6")]
)
def test_a_domain_that_no_experiment_can_have_is_refused_where_it_is_typed(panel, qtbot, typed, word):
    show(panel, formula("x", domain=((-1.0, 1.0), (-2.0, 2.0))))
    field = panel.formula.bounds[1]
    field.selectAll()
    with qtbot.assertNotEmitted(panel.domain_edited):
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("error")
    assert word in field.toolTip()


def test_what_the_fields_accept_of_a_domain_the_experiment_accepts(panel, qtbot):
    show(panel, formula("x", domain=((-1.0, 1.0), (-2.0, 2.0))))
    for index, typed in ((2, "-1e6"), (3, "1e6"), (0, "0.999998")):
        field = panel.formula.bounds[index]
        field.selectAll()
        with qtbot.waitSignal(panel.domain_edited) as heard:
            qtbot.keyClicks(field, typed)
            qtbot.keyClick(field, Qt.Key.Key_Return)
        surface_edits.with_domain(
            run_edits.replace(surface_presets.startup(), surface=formula("x")), heard.args[0]
        )
