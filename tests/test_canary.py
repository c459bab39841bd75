"""The binding to Qt must not eat what every program lives on."""

import sys

from PySide6.QtCore import QObject


def test_calls_into_qt_keep_the_reference_count_of_none():
    """PySide6 6.12 gives a reference to None away with each void call, until Python 3.11 dies of it."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("canary")
    assert sys.getrefcount(None) > before - 100
