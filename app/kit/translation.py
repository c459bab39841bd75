"""Texts of core in the language of the window: core marks them, Qt's catalogue translates them."""

from PySide6.QtCore import QCoreApplication

from core.messages import Message


def tr_core(text: str) -> str:
    """A text that core marked with `tr_noop`, translated."""
    return QCoreApplication.translate("core", text)


def tr_message(message: Message) -> str:
    """The sentence, its template translated first, and so are values that are texts of core or messages."""
    return tr_core(message.text).format(**{name: _value(value) for name, value in message.values.items()})


def _value(value: object) -> object:
    if isinstance(value, Message):
        return tr_message(value)
    return tr_core(value) if isinstance(value, str) else value
