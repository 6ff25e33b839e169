"""Offers to listen, between the watch on call applications and the window that asks."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from copilot.audio.call_apps import CallApp
from copilot.audio.call_watch import CallWatch
from copilot.engine.call_offer import CallOffers, Offer
from copilot.engine.meetings import Meeting
from copilot.store.settings import Settings


class Watch(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


MakeWatch = Callable[[Callable[[tuple[CallApp, ...]], None]], Watch]


class CallNotices(QObject):
    """Lives on the Qt thread. `changed` tells what to ask now, or None; it never starts anything."""

    changed = Signal(object)  # Offer or None

    _seen = Signal(object)

    def __init__(self, parent: QObject, now: Callable[[], datetime], make_watch: MakeWatch = CallWatch) -> None:
        super().__init__(parent)
        self._now, self._make_watch = now, make_watch
        self._offers = CallOffers()
        self._watch: Watch | None = None
        self._wanted, self._busy = False, False
        self._never: tuple[str, ...] = ()
        self.offer: Offer | None = None
        self._seen.connect(self._see, Qt.ConnectionType.QueuedConnection)

    def apply(self, settings: Settings) -> None:
        self._wanted, self._never = settings.offer_calls, settings.never_offer
        if self._wanted and self._watch is None:
            self._watch = self._make_watch(self._seen.emit)
            self._watch.start()
        elif not self._wanted:
            self.close()
        self.look()

    def see_meetings(self, meetings: Sequence[Meeting]) -> None:
        self._offers.see_meetings(meetings)
        self.look()

    def set_busy(self, busy: bool) -> None:
        """The app listens, or a practice call is on: what goes on meanwhile is not asked about, then or after."""
        if busy or self._busy:
            self._offers.answer(self._now())
        self._busy = busy
        self.look()

    def decline(self) -> None:
        self._offers.answer(self._now())
        self.look()

    def look(self) -> None:
        """What to ask as of now."""
        if self._busy:
            self._offers.answer(self._now())
        offer = self._offers.offer(self._now(), self._never) if self._wanted and not self._busy else None
        if offer != self.offer:
            self.offer = offer
            self.changed.emit(offer)

    def close(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        self._offers.see_apps(())

    def _see(self, apps: tuple[CallApp, ...]) -> None:
        if self._watch is not None:
            self._offers.see_apps(apps)
            self.look()
