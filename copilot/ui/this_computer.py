"""What the settings page tells of this computer: its microphones, its models, its keys, its sharing, its login."""

from PySide6.QtCore import QObject, Signal

from copilot.engine.autostart import start_at_login, starts_at_login
from copilot.engine.sharing import sharing_words
from copilot.errors import KnownError
from copilot.store.settings import Settings
from copilot.ui import texts
from copilot.ui.fetching import Fetching
from copilot.ui.keys.everywhere import Keys
from copilot.ui.microphones import Microphones
from copilot.ui.pages.settings import Device, SettingsPage
from copilot.ui.sharing import try_out
from copilot.ui.tasks import Task


class ThisComputer(QObject):
    """Lives on the Qt thread."""

    failed = Signal(str)

    def __init__(self, keys: Keys, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys
        self._page: SettingsPage | None = None
        self._microphones = Microphones(self)
        self._microphones.listed.connect(self._show_devices)
        self._fetching = Fetching(self)
        self._fetching.told.connect(self._show_fetching)
        self._fetching.over.connect(self._fetched)
        keys.told.connect(self._show_keys)

    def attach(self, page: SettingsPage) -> None:
        """Uses this page from now on."""
        self._page = page
        page.login_wanted.connect(self._start_at_login)
        page.hearing.fetch_wanted.connect(self._fetching.start)
        page.hearing.stop_wanted.connect(self._fetching.stop)
        page.hearing.show_fetching(self._fetching.name)

    def close(self) -> None:
        """What is still being looked for is shown no more."""
        self._fetching.stop()
        self._page = None

    def look(self, settings: Settings) -> None:
        """Finds out what may have changed since the page was last looked at."""
        self._microphones.look()
        self._look_for_models()
        self._show_keys()
        self._page.show_login(starts_at_login())
        self.try_sharing(settings)

    def _look_for_models(self) -> None:
        models = Task(_models, self)
        models.done.connect(self._show_models)
        models.start()

    def try_sharing(self, settings: Settings) -> None:
        found = try_out(settings.overlay.hide_from_sharing)
        self._page.show_sharing(sharing_words(found).of(texts.language()))

    def _show_models(self, names: list[str]) -> None:
        if self._page is not None:
            self._page.show_models(names)

    def _show_fetching(self, name: str, done: int, size: int) -> None:
        if self._page is not None:
            self._page.hearing.show_fetching(name, done, size)

    def _fetched(self, refusal: KnownError | None) -> None:
        if self._page is None:
            return
        if refusal is not None:
            self.failed.emit(refusal.of(texts.language()))
        self._look_for_models()

    def _show_devices(self, devices: list[Device]) -> None:
        if self._page is not None:
            self._page.show_devices(devices)

    def _show_keys(self) -> None:
        if self._page is not None:
            self._page.keys.show_reach(self._keys.everywhere)
            self._page.keys.show_conflicts(self._keys.conflicts)

    def _start_at_login(self, on: bool) -> None:
        try:
            start_at_login(on)
        except KnownError as error:
            self.failed.emit(error.of(texts.language()))
        self._page.show_login(starts_at_login())


def _models() -> list[str]:
    """On a pool thread: the recogniser takes longer to load than a window may freeze."""
    from copilot.engine.model_choice import models_here

    return models_here()
