"""The interface's language: compiled Qt Linguist catalogues beside the sources."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).resolve().parent / "translations"
LANGUAGES = ("en", "fr")


def resolve(setting: str) -> str:
    """'en' or 'fr' for a setting of 'system', 'en' or 'fr'."""
    if setting in LANGUAGES:
        return setting
    return "fr" if QLocale.system().language() == QLocale.Language.French else "en"


def install(app: QApplication, language: str) -> None:
    """Make every window built from now on speak this language. English is in the sources, its catalogue holds the plurals."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    territory = QLocale.Country.France if language == "fr" else QLocale.Country.UnitedStates
    QLocale.setDefault(QLocale(QLocale.Language.French if language == "fr" else QLocale.Language.English, territory))
    for name, folder in ((f"moneytime_{language}", FOLDER), (f"qtbase_{language}", _qt_folder())):
        translator = QTranslator(app)
        if translator.load(name, str(folder)):
            app.installTranslator(translator)


def _qt_folder() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
