"""Nothing holds up a pump: a source that opens and closes on a thread of its own and is waited for a few seconds at most."""

import logging
import threading

from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Source, Stream
from copilot.call.catalogue import Side
from copilot.call.events import Trouble
from copilot.errors import traced

_OPEN_S = 3.0
_CLOSE_S = 1.0

log = logging.getLogger(__name__)


def _no_answer() -> CannotOpen:
    return CannotOpen(
        Trouble.STUCK,
        "The sound system does not answer. It is tried again by itself; if this lasts, unplug and replug the device.",
        "Le système de son ne répond pas. Nouvel essai automatique ; si cela dure, rebranchez l'appareil.",
    )


class BoundedSource:
    """Another source whose `open` and `close` come back in time, whatever a driver or a sound server does.

    An opening that takes longer goes on: `open` says that nothing answers, and the next `open` takes it up. A closing that
    takes longer goes on too, and the next `open` waits for it. Methods belong to the pump; always the same ring.
    """

    def __init__(self, source: Source, *, open_s: float = _OPEN_S, close_s: float = _CLOSE_S) -> None:
        self._source = source
        self._open_s, self._close_s = open_s, close_s
        self._use: _Use | None = None

    @property
    def side(self) -> Side:
        return self._source.side

    def open(self, ring: Ring) -> Stream:
        if self._use is not None and self._use.left:
            self._use.join(self._open_s)
            if self._use.is_alive():
                raise _no_answer()
            self._use = None
        if self._use is None:
            self._use = _Use(self._source, ring)
            self._use.start()
        stream = self._use.opened(self._open_s)
        if isinstance(stream, Exception):
            self._use = None
            raise stream
        if stream is None:
            raise _no_answer()
        return stream

    def heard(self) -> Heard:
        return self._source.heard()

    def close(self) -> None:
        if self._use is not None:
            self._use.leave()
            self._use.join(self._close_s)
            if not self._use.is_alive():
                self._use = None


class _Use(threading.Thread):
    """From opening a source to closing it, all on this thread: Windows ties a stream to the thread that opened it."""

    def __init__(self, source: Source, ring: Ring) -> None:
        super().__init__(name=f"device-{source.side}", daemon=True)
        self._source, self._ring = source, ring
        self._outcome: Stream | Exception | None = None
        self._opened, self._leaving = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            self._outcome = self._source.open(self._ring)
        except Exception as error:  # noqa: BLE001 top of the thread; raised again where the opening was asked for
            self._outcome = error
            return
        finally:
            self._opened.set()
        self._leaving.wait()
        try:
            self._source.close()
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("%s could not be closed: %s", self.name, traced(error))

    def opened(self, seconds: float) -> Stream | Exception | None:
        """What became of it; None: nothing yet."""
        self._opened.wait(seconds)
        return self._outcome

    @property
    def left(self) -> bool:
        return self._leaving.is_set()

    def leave(self) -> None:
        self._leaving.set()
