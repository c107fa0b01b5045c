"""The languages of the window: Qt's own translations and the program's, switched while it runs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from sgdviz.resources import resource

from . import words

_installed: list[QTranslator] = []


def speak(code: str) -> None:
    """Translate everything into `code` (`ko` or `en`); widgets hear of it as a LanguageChange."""
    words.set_language(code)
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("sgdviz", str(resource("i18n"))),
    ):
        translator = QTranslator(QCoreApplication.instance())
        if translator.load(f"{name}_{code}", folder):
            _installed.append(translator)
            QCoreApplication.installTranslator(translator)
