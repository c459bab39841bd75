"""Texts of core in another language."""

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from app.kit.translation import tr_core, tr_message
from core.messages import Message

GERMAN = {
    ("core", "{where} is {value:g}."): "{value:g} steht bei {where}.",
    ("core", "learning rate"): "Lernrate",
}


class Dictionary(QTranslator):
    def translate(self, context, source, disambiguation=None, n=-1):
        return GERMAN.get((context, source))


@pytest.fixture
def german(qapp):
    translator = Dictionary()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


MESSAGE = Message("{where} is {value:g}.", {"where": "learning rate", "value": 2.0})


def test_english_needs_no_catalogue(qapp):
    assert tr_core("learning rate") == "learning rate"
    assert tr_message(MESSAGE) == str(MESSAGE) == "learning rate is 2."


def test_template_and_values_are_translated_and_then_put_together(german):
    assert tr_message(MESSAGE) == "2 steht bei Lernrate."


def test_what_the_catalogue_lacks_stays_as_it_is(german):
    assert tr_message(Message("“{name}” is no name.", {"name": "q₁"})) == "“q₁” is no name."


def test_a_message_within_a_message_is_translated_too(german):
    outer = Message("{where}: {why}", {"where": "learning rate", "why": MESSAGE})
    assert tr_message(outer) == "Lernrate: 2 steht bei Lernrate."
