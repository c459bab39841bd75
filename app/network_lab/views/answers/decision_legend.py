"""The legend of a decision map: what the symbols of samples and the colours behind them mean."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from app.kit.numbers import format_number
from app.kit.plots.legend import Key, shade_key
from app.kit.theme import Theme
from app.kit.widgets.shades import loss_colors

from .field_colors import sure_color
from .sample_symbols import SymbolColors, draw_cross, draw_disc, draw_ring, halo_of, symbol_key


def symbol_keys(theme: Theme, *, wrong: bool) -> list[Key]:
    """Training and validation samples, and those that the network has wrong."""
    halo = halo_of(theme)
    muted = SymbolColors(QColor(theme.muted), halo)
    keys = [
        Key(QCoreApplication.translate("DecisionMap", "training"), 9, symbol_key(draw_disc(muted, 3.6))),
        Key(QCoreApplication.translate("DecisionMap", "validation"), 9, symbol_key(draw_ring(muted, 3.6))),
    ]
    if wrong:
        cross = draw_cross(SymbolColors(QColor(theme.text), halo), 3.8)
        keys.append(Key(QCoreApplication.translate("DecisionMap", "wrong"), 9, symbol_key(cross)))
    return keys


def color_keys(theme: Theme, class_names: tuple[str, ...], numbers: tuple[float, float]) -> list[Key]:
    """A bar for each class, from undecided to sure, or one from the lowest to the highest number."""
    if class_names:
        return [
            shade_key(name, (theme.neutral, sure_color(theme, index).name()))
            for index, name in enumerate(class_names)
        ]
    ramp = [QColor(*(int(part) for part in color[2::-1])).name() for color in loss_colors(theme.name, 9)]
    low, high = (format_number(number, 3) for number in numbers)
    return [Key(low), shade_key(high, ramp, 72.0)]
