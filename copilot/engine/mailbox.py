"""The one way into the engine thread: bounded for producers, always room for the user."""

import threading
from collections import deque

from copilot.call.events import Input


class Mailbox:
    """Any thread puts, the engine thread takes. Producers wait while `limit` events are unread; clicks never wait."""

    def __init__(self, limit: int = 2000) -> None:
        self._limit = limit
        self._events: deque[Input] = deque()
        self._clicks: deque[Input] = deque()
        self._closed = False
        self._knocked = False
        self._changed = threading.Condition()

    def put(self, event: Input) -> None:
        """From a producer. Waits for room; after `close` the event is dropped, since nobody will read it."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._events) < self._limit)
            if not self._closed:
                self._events.append(event)
                self._changed.notify_all()

    def click(self, event: Input) -> None:
        """From the user: never waits and is read first."""
        with self._changed:
            if not self._closed:
                self._clicks.append(event)
                self._changed.notify_all()

    def knock(self) -> None:
        """Ends a wait in `take`, with what is there."""
        with self._changed:
            self._knocked = True
            self._changed.notify_all()

    def take(self, timeout_s: float) -> list[Input]:
        """All that waits, clicks first; [] when nothing came in `timeout_s` seconds or somebody knocked."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._knocked or self._events or self._clicks, timeout_s)
            self._knocked = False
            taken = [*self._clicks, *self._events]
            self._clicks.clear()
            self._events.clear()
            self._changed.notify_all()
            return taken

    def close(self) -> None:
        """Lets every waiting producer go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
