"""What a picture of the diagram depends on: the network, its numbers, the layout and the theme."""

from typing import NamedTuple

from PySide6.QtGui import QFont

from app.kit.theme import Theme

from ..neurons.drawn_network import Network, NetworkValues
from .layout import Layout


class Scene(NamedTuple):
    """All that the picture at rest depends on. Values that do not fit the network are None here."""

    network: Network
    values: NetworkValues | None
    layout: Layout
    theme: Theme
    font: QFont
    image: bool
