"""Numbers, logs and folds the events of one call: the only place where a call's state changes."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from copilot.call.events import CallEnded, Derived, Event, Input, Tick, Trouble, TroubleBegan, TroubleEnded
from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.call.step import advance

TICK_MS = 250
_SLOW_S = 0.005
log = logging.getLogger(__name__)


class Record(Protocol):
    """Where events are kept. `append` raises OSError when they cannot be written now; it then keeps and tries them again."""

    def append(self, event: Event, derived: bool) -> None: ...

    def close(self) -> None: ...


class Runner:
    """Owned by one thread, the engine's. `record` None: nothing is kept (replays of files)."""

    def __init__(self, playbook: Playbook, record: Record | None = None) -> None:
        self.call = Call()
        self.playbook = playbook
        self._record = record
        self._disk_trouble = False

    def put(self, event: Input) -> tuple[Derived, ...]:
        """Folds one input, restamped so that call time never runs backwards. Returns what it derived, in order."""
        if event.at_ms < self.call.now_ms:
            event = replace(event, at_ms=self.call.now_ms)
        began = time.perf_counter()
        self.call, derived = advance(self.call, event, self.playbook)
        took = time.perf_counter() - began
        if took > _SLOW_S:
            log.info("folding %s took %.1f ms", type(event).__name__, took * 1000)
        self._keep(event, derived)
        return derived

    def ticks_until(self, at_ms: int, every_ms: int = TICK_MS) -> Iterator[tuple[Derived, ...]]:
        """Folds the clock ticks between now and `at_ms`, for events that do not come at real time."""
        for t in range((self.call.now_ms // every_ms + 1) * every_ms, at_ms + 1, every_ms):
            yield self.put(Tick(at_ms=t))

    def end(self, event: CallEnded) -> None:
        """Ends a call that has not ended, whatever the fold makes of it: the record says so, and so does the call."""
        if self.call.ended:
            return
        self._keep(event, ())
        self.call = replace(self.call, now_ms=max(self.call.now_ms, event.at_ms), ended=True, end_reason=event.reason)

    def stumble(self, event: Input) -> None:
        """Keeps an input that could not be folded: the record has it, the call goes on without it."""
        log.error("folding %s failed; it is recorded", type(event).__name__)
        self._keep(event, ())

    def close(self) -> bool:
        """Closes the record; False when something could not be written."""
        if self._record is None:
            return True
        try:
            self._record.close()
        except OSError:
            return False
        return True

    def _keep(self, event: Input, derived: tuple[Derived, ...]) -> None:
        if self._record is None:
            return
        saved = all([self._append(event, False), *(self._append(d, True) for d in derived)])
        if saved == self._disk_trouble and not isinstance(event, CallEnded) and not self.call.ended:
            self._disk_trouble = not saved
            now = self.call.now_ms
            notice = TroubleEnded(at_ms=now, trouble=Trouble.DISK) if saved else TroubleBegan(at_ms=now, trouble=Trouble.DISK)
            self.put(notice)

    def _append(self, event: Event, derived: bool) -> bool:
        assert self._record is not None
        try:
            self._record.append(event, derived)
        except OSError:
            return False
        return True
