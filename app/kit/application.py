"""The QApplication: names, fonts, theme and language, all of them remembered."""

import sys
from functools import cache
from typing import Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, Qt, QTranslator, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from . import paths
from .theme import DARK, LIGHT, Theme, palette, style_sheet

Appearance = Literal["system", "light", "dark"]
APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")
LANGUAGES = ("en", "de")

_SWITCH_S = 0.0005
"""A thread waits no longer for another: with Python's 5 ms, training and drawing would hold each other up."""

FONT_SIZE = 13
"""Pixels, as the layout is in pixels; high resolutions are scaled by Qt."""


def make() -> QApplication:
    """The one application, named, with its fonts; the look and the language are set by `Surroundings`."""
    sys.setswitchinterval(_SWITCH_S)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("talweg")
    application.setApplicationDisplayName("Talweg")
    application.setOrganizationName("talweg")
    application.setDesktopFileName("talweg")
    application.setStyle("Fusion")
    _add_fonts()
    font = QFont("Inter")
    font.setPixelSize(FONT_SIZE)
    application.setFont(font)
    return application


@cache
def _add_fonts() -> None:
    """Once: Qt would keep a font that is added again a second time."""
    for file in sorted((paths.resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


class Surroundings(QObject):
    """Light or dark, English or German: what was chosen, or else what the system has."""

    theme_changed = Signal(object)

    def __init__(self, application: QApplication, settings: QSettings | None = None) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._translators: list[QTranslator] = []
        self.appearance: Appearance = "system"
        self.language: str | None = None
        self.theme: Theme = DARK
        stored = str(self._stored("appearance") or "system")
        self.set_appearance(next((known for known in APPEARANCES if known == stored), "system"))
        self.set_language(self._stored("language"))
        application.styleHints().colorSchemeChanged.connect(self._follow)

    def set_appearance(self, appearance: Appearance) -> None:
        """Light, dark, or as the system has it."""
        self.appearance = appearance
        self._store("appearance", appearance)
        self._follow()

    def set_language(self, language: str | None) -> None:
        """One of LANGUAGES, or None for the system's."""
        self.language = language if language in LANGUAGES else None
        self._store("language", self.language)
        for translator in self._translators:
            self._application.removeTranslator(translator)
        spoken = self.language or _system_language()
        QLocale.setDefault(QLocale(spoken))
        self._translators = [
            translator
            for translator in _translators(spoken)
            if self._application.installTranslator(translator)
        ]

    def _follow(self) -> None:
        if self.appearance == "system":
            light = self._application.styleHints().colorScheme() == Qt.ColorScheme.Light
        else:
            light = self.appearance == "light"
        self.theme = LIGHT if light else DARK
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme))
        self.theme_changed.emit(self.theme)

    def _stored(self, key: str) -> str | None:
        value = self._settings.value(key) if self._settings is not None else None
        return value if isinstance(value, str) else None

    def _store(self, key: str, value: str | None) -> None:
        if self._settings is None:
            return
        if value is None:
            self._settings.remove(key)
        else:
            self._settings.setValue(key, value)


def _system_language() -> str:
    for name in QLocale.system().uiLanguages():
        if (code := name[:2].lower()) in LANGUAGES:
            return code
    return LANGUAGES[0]


def _translators(language: str) -> list[QTranslator]:
    """Talweg's words and Qt's own (dialog buttons) in the language; English needs none."""
    if language == "en":
        return []
    made = []
    for folder, name in (
        (str(paths.resources() / "translations"), f"talweg_{language}"),
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}"),
    ):
        translator = QTranslator()
        if translator.load(name, folder):
            made.append(translator)
    return made


def settle() -> None:
    """Let everything that was asked for be laid out and drawn."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
