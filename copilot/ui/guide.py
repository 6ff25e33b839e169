"""The guide of the first start, between its page, the settings and the machine."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from copilot.engine.desk import Desk
from copilot.store.settings import Consent, Settings
from copilot.ui.microphones import Microphones
from copilot.ui.pages.guide import SOUND, SPEECH, GuidePage
from copilot.ui.pages.settings import Device
from copilot.ui.sound import SoundChecker
from copilot.ui.tasks import Task

if TYPE_CHECKING:
    from copilot.engine.doctor import Finding

_ALLOW = {
    "darwin": "x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture",
    "win32": "ms-settings:privacy-microphone",
}


class Guide(QObject):
    """Lives on the Qt thread. The step outlives the page: a new language builds a new one."""

    settings_changed = Signal(object)  # Settings
    left = Signal(str)  # 'home', 'practice' or 'demo'

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page: GuidePage | None = None
        self._step = 0
        self._sound = SoundChecker(desk.check_sound, self)
        self._microphones = Microphones(self)
        self._microphones.listed.connect(self._show_devices)

    def attach(self, page: GuidePage) -> None:
        """Uses this page from now on."""
        self._sound.cancel()
        self._page = page
        page.stepped.connect(self._go)
        page.language_chosen.connect(self._set_language)
        page.microphone_chosen.connect(self._set_microphone)
        page.consent_chosen.connect(self._set_consent)
        page.permission_wanted.connect(self._open_permissions)
        page.left.connect(self._leave)
        page.sound.wanted.connect(self._sound.start)
        page.sound.cancelled.connect(self._sound.cancel)
        self._sound.told.connect(page.sound.show_check)
        self._go(self._step)

    def open(self) -> None:
        """From its first step."""
        assert self._page is not None
        self._page.show_settings(self._desk.settings)
        self._go(0)

    def close(self) -> None:
        self._sound.close()

    def _go(self, step: int) -> None:
        assert self._page is not None
        self._page.sound.close_check()
        self._step = step
        self._page.show_step(step)
        if step == SOUND:
            self._microphones.look()
        elif step == SPEECH:
            self._page.show_findings(())
            task = Task(_speech, self)
            task.done.connect(self._page.show_findings)
            task.start()

    def _show_devices(self, devices: list[Device]) -> None:
        if self._page is not None:
            self._page.show_devices(devices)

    def _set_language(self, language: str) -> None:
        self._keep(replace(self._desk.settings, language=language))

    def _set_microphone(self, device: str) -> None:
        self._keep(replace(self._desk.settings, microphone=device))

    def _set_consent(self, consent: Consent) -> None:
        self._keep(replace(self._desk.settings, consent=consent))

    def _keep(self, settings: Settings) -> None:
        self.settings_changed.emit(settings)

    def _open_permissions(self) -> None:
        QDesktopServices.openUrl(QUrl(_ALLOW.get(sys.platform, "")))

    def _leave(self, where: str) -> None:
        assert self._page is not None
        self._page.sound.close_check()
        self._step = 0
        self._keep(self._desk.settings)  # so that the next start is not the first
        self.left.emit(where)


def _speech() -> "Sequence[Finding]":
    """On a pool thread: what recognises and judges takes longer to load than a window may freeze."""
    from copilot.engine import doctor

    return list(doctor.models())
