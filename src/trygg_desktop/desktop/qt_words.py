"""Qt's own words, such as those of a text field's menu, in the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_spoken: list[QTranslator] = []


def speak(language: str) -> None:
    """From now on Qt's own menus and dialogs are in this language (`sv` or `en`), as far as Qt brings it along."""
    for former in _spoken:
        QCoreApplication.removeTranslator(former)
    _spoken.clear()
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        QCoreApplication.installTranslator(translator)
        _spoken.append(translator)
