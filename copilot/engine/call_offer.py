"""When to offer to listen: a call application took the microphone, or a planned meeting begins. Asks once for each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from copilot.audio.call_apps import CallApp
from copilot.engine.meetings import Meeting

_EARLY = timedelta(minutes=1)
_LATE = timedelta(minutes=5)  # a meeting that began earlier is on without us, or not at all
_NEAR = timedelta(minutes=10)  # people come early, and talk on


@dataclass(frozen=True, slots=True)
class Offer:
    """app: who uses the microphone, None when only the calendar says so. meeting: the one this is, as far as it is known."""

    app: CallApp | None
    meeting: Meeting | None


class CallOffers:
    """What was seen and what was answered. Belongs to one thread; every `now` is aware."""

    def __init__(self) -> None:
        self._apps: tuple[CallApp, ...] = ()
        self._answered: set[CallApp] = set()  # as long as they keep the microphone
        self._meetings: tuple[Meeting, ...] = ()
        self._done: set[str] = set()  # ids of meetings

    def see_apps(self, apps: Sequence[CallApp]) -> None:
        """All that use the microphone now."""
        self._apps = tuple(apps)
        self._answered &= set(apps)

    def see_meetings(self, meetings: Sequence[Meeting]) -> None:
        """By their start."""
        self._meetings = tuple(meetings)

    def offer(self, now: datetime, never: Collection[str]) -> Offer | None:
        """What to ask now. never: ids of applications the user wants no offer for."""
        app = next((a for a in self._apps if a not in self._answered and a.id not in never), None)
        if app is not None:
            return Offer(app, self._at(now))
        begins = (m for m in self._meetings if m.start - _EARLY <= now < min(m.start + _LATE, m.end))
        due = next((m for m in begins if m.id not in self._done and (m.people or m.link)), None)
        return Offer(None, due) if due is not None else None

    def answer(self, now: datetime) -> None:
        """Whatever goes on now needs no question any more: the user said so, or the app listens already."""
        self._answered |= set(self._apps)
        self._done |= {m.id for m in self._meetings if m.start - _NEAR <= now < m.end}

    def _at(self, now: datetime) -> Meeting | None:
        """The meeting this call is: the one whose start is nearest, of those with somebody."""
        around = [m for m in self._meetings if m.start - _NEAR <= now < m.end and (m.people or m.link)]
        return min(around, key=lambda m: abs(m.start - now), default=None)
