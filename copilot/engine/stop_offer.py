"""Is the call over? Asked when nobody has spoken for long, or when the call's application let the microphone go. Only asked."""

from collections.abc import Callable

from copilot.audio.call_apps import CallApp
from copilot.audio.call_watch import CallWatch
from copilot.call.events import Trouble, TroubleBegan, TroubleEnded
from copilot.call.state import Call

QUIET_MS = 15 * 60_000
OFFERS = (Trouble.IDLE, Trouble.LEFT)
_RECENT = 8  # utterances: they lie by start, and the last ones may overlap


class QuietWatch:
    """Asks after 15 minutes without speech, and again 15 minutes after "go on". Owned by the engine thread."""

    def __init__(self) -> None:
        self._since = 0
        self._asked = False

    def look(self, call: Call, loud_ms: int = 0) -> TroubleBegan | TroubleEnded | None:
        """What to tell now, if anything. loud_ms: when something was last heard, where nobody tells words."""
        now = call.now_ms
        spoken = max(loud_ms, *(now if u.open else u.end_ms for u in call.utterances[-_RECENT:] if u.text or u.open), 0)
        asking = any(problem.trouble is Trouble.IDLE for problem in call.problems)
        if call.paused or (self._asked and not asking):
            self._since = now
        self._asked = asking
        quiet_ms = now - max(self._since, spoken)
        if asking and quiet_ms < QUIET_MS:
            return TroubleEnded(at_ms=now, trouble=Trouble.IDLE)
        if not asking and quiet_ms >= QUIET_MS:
            return TroubleBegan(at_ms=now, trouble=Trouble.IDLE, detail=str(QUIET_MS // 60_000))
        return None


class LeaveWatch:
    """Tells when the call applications that held the microphone have all let it go. Belongs to the engine's threads."""

    def __init__(
        self,
        tell: Callable[[TroubleBegan | TroubleEnded], None],
        make_watch: Callable[[Callable[[tuple[CallApp, ...]], None]], CallWatch] = CallWatch,
    ) -> None:
        self._tell = tell
        self._names = ""
        self._watch = make_watch(self._changed)

    def start(self) -> None:
        self._watch.start()

    def stop(self) -> None:
        self._watch.stop()

    def _changed(self, apps: tuple[CallApp, ...]) -> None:
        if apps:
            self._names = ", ".join(app.name for app in apps)
            self._tell(TroubleEnded(at_ms=0, trouble=Trouble.LEFT))
        else:
            self._tell(TroubleBegan(at_ms=0, trouble=Trouble.LEFT, detail=self._names))
