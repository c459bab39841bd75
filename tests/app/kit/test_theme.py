"""What can be read and what Qt can parse."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.kit.theme import THEMES, palette, style_sheet

pytestmark = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def luminance(color):
    """Relative luminance by WCAG 2."""
    shares = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in QColor(color).getRgbF()[:3]
    ]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True))


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["window", "panel", "raised"])
@pytest.mark.parametrize("ink", ["text", "muted", "error", "accent"])
def test_text_can_be_read_on_every_ground(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


def test_text_can_be_read_on_the_accent(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("ground", ["window", "panel"])
def test_lines_of_runs_stand_out(theme, ground):
    assert all(contrast(color, getattr(theme, ground)) >= 3 for color in theme.runs.values())


def test_the_style_sheet_is_complete_and_qt_understands_it(theme, qtbot, qtlog):
    sheet = style_sheet(theme)
    assert "$" not in sheet
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(palette(theme))
    widget.setStyleSheet(sheet)
    widget.ensurePolished()
    assert [record.message for record in qtlog.records] == []
