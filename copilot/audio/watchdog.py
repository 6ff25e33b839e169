"""Is this channel being heard at all? Troubles as they begin and end."""

from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan, TroubleEnded

SOUND_PEAK = 5e-5  # two steps of 16 bits: less is what muted and dead devices deliver
_UNHEARD = (Trouble.LOST, Trouble.ABSENT, Trouble.REFUSED, Trouble.STUCK)
_LOST_MS = 5000  # nothing delivered: a reopening takes less
_REFUSED_MS = 1000  # could not be opened: known at once, unless it comes back by itself
_SILENT_AT_START_MS = 15_000
_SILENT_LATER_MS = 55_000


class Watchdog:
    """One channel's condition. Pure: told what was delivered and what time it is (call time, ms). Owned by the pump."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._delivered_ms = 0
        self._sounded_ms = 0
        self._ever_sounded = False
        self._refused: Trouble | None = None
        self._trouble: Trouble | None = None

    def refused(self, why: Trouble) -> None:
        """The device could not be opened. why: ABSENT, REFUSED or STUCK."""
        self._refused = why

    def delivered(self, now: int, loudest: float) -> None:
        """Samples came. loudest: the peak of them."""
        self._refused = None
        if self._trouble in _UNHEARD or now - self._delivered_ms > _LOST_MS:
            self._sounded_ms = now
        self._delivered_ms = now
        if loudest > SOUND_PEAK:
            self._sounded_ms = now
            self._ever_sounded = True

    def paused(self, now: int) -> None:
        """Nothing is judged now."""
        self._delivered_ms = self._sounded_ms = now

    def tick(self, now: int, device: str) -> list[TroubleBegan | TroubleEnded]:
        """What changed. device: its name, for the sentence."""
        found = self._condition(now)
        if found is self._trouble:
            return []
        changes: list[TroubleBegan | TroubleEnded] = []
        if self._trouble is not None:
            changes.append(TroubleEnded(at_ms=now, trouble=self._trouble, side=self._side))
        if found is not None:
            changes.append(TroubleBegan(at_ms=now, trouble=found, side=self._side, detail=device))
        self._trouble = found
        return changes

    def _condition(self, now: int) -> Trouble | None:
        if now - self._delivered_ms >= (_REFUSED_MS if self._refused else _LOST_MS):
            return self._refused or Trouble.LOST
        if now - self._sounded_ms >= (_SILENT_LATER_MS if self._ever_sounded else _SILENT_AT_START_MS):
            return Trouble.SILENT
        return None
