"""Is a call going on? Known call applications that use the microphone now."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator

from copilot.audio.call_apps import CallApp, call_app
from copilot.errors import traced

Users = frozenset[tuple[str, ...]]
"""The names of each program that records from a microphone now: program file, application id, whatever the system knows."""

_COMES_S = 0.8  # a browser that only asks which microphones there are opens one for less
_GOES_S = 4.0  # a call application that changes its device closes and opens it
_STOP_S = 2.0

log = logging.getLogger(__name__)


class CallWatch:
    """Calls `on_change` on its own thread "call-watch" with the call applications that use a microphone now, by name.

    Called for each change, so first when the first application comes; () when the last one has gone. Money Time itself does not
    count, nor does a program that only records what the computer plays. Where the system does not tell, nothing is ever called.
    `start` and `stop` belong to the thread that made it; it can be used once.
    """

    def __init__(
        self,
        on_change: Callable[[tuple[CallApp, ...]], None],
        *,
        users: Callable[[threading.Event], Iterator[Users]] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """users: yields who records, at each change and about once a second, until the event is set. clock: seconds."""
        self._on_change = on_change
        self._users = users or microphone_users
        self._clock = clock
        self._stopping = threading.Event()
        self._seen: dict[CallApp, tuple[float, float]] = {}  # when it came, when it was last there
        self._told: tuple[CallApp, ...] = ()
        self._thread = threading.Thread(target=self._run, name="call-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """No call comes after it. A sound server that hangs is not waited for."""
        self._stopping.set()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(_STOP_S)

    def _run(self) -> None:
        try:
            for users in self._users(self._stopping):
                if self._stopping.is_set():
                    return
                self._note({app for names in users if (app := call_app(*names)) is not None})
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("calls are not noticed any more: %s", traced(error))

    def _note(self, there: set[CallApp]) -> None:
        now = self._clock()
        for app in there:
            self._seen[app] = (self._seen[app][0] if app in self._seen else now, now)
        stays = {app for app in self._told if now - self._seen[app][1] < _GOES_S}
        self._seen = {app: seen for app, seen in self._seen.items() if app in there or app in stays}
        calling = stays | {app for app in there if now - self._seen[app][0] >= _COMES_S}
        told = tuple(sorted(calling, key=lambda app: app.name))
        if told != self._told:
            self._told = told
            self._on_change(told)


def microphone_users(stopping: threading.Event) -> Iterator[Users]:
    """Who records on this system, until `stopping`. Ends at once where there is no way to know."""
    if sys.platform.startswith("linux"):
        from copilot.audio.call_watch_linux import pulse_users

        return pulse_users(stopping)
    if sys.platform == "win32":
        from copilot.audio.call_watch_windows import consent_users

        return consent_users(stopping)
    if sys.platform == "darwin":
        from copilot.audio.call_watch_macos import core_audio_users

        return core_audio_users(stopping)
    return iter(())
