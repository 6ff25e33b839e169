"""One running call: its threads, from the first frame to the saved record."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from copilot.audio.frames import AudioFrame
from copilot.audio.levels import meter
from copilot.call.catalogue import Side
from copilot.call.events import (
    AlertDismissed,
    AlertMarkedWrong,
    AudioGap,
    Bookmarked,
    CallEnded,
    CallPaused,
    CallResumed,
    CallStarted,
    Input,
    PlannedEndChanged,
    StepToggled,
    Tick,
    Trouble,
    TroubleBegan,
    TroubleEnded,
)
from copilot.call.rules import Playbook
from copilot.engine.clock import CallClock
from copilot.engine.mailbox import Mailbox
from copilot.engine.memory import free_large_blocks, give_back
from copilot.engine.runner import TICK_MS, Record, Runner
from copilot.engine.snapshot import Lighter, Snapshot
from copilot.engine.stop_offer import OFFERS, QuietWatch
from copilot.errors import traced

BEHIND_MS = 5000
_CAUGHT_UP_MS = 2000
_LEVELS_S = 0.1  # the meters move at this pace, while they move
_LEVEL_STEPS = 24  # finer than a meter shows: a room's noise is no news
_GIVE_BACK_MS = 10_000
_STOP_PATIENCE_S = 1.5  # from the user's stop to the end of the record
_CLOSING_S = 0.5
_SPEECH_DBFS = -45.0
_MOST_FAILURES = 20  # turns in a row
log = logging.getLogger(__name__)


class Ears(Protocol):
    """Where the sound comes from. Reports to the `Listener` it was made with, from its own threads."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...


class Mind(Protocol):
    """Turns frames into text and labels. Emits to the session from its own thread."""

    def start(self) -> None: ...
    def feed(self, frame: AudioFrame) -> None: ...
    def gap(self, gap: AudioGap) -> None: ...
    def pending_ms(self) -> int: ...
    def lighten(self) -> None: ...
    @property
    def lighter(self) -> Lighter: ...
    @property
    def ready(self) -> bool: ...
    def stop(self, patience_s: float) -> None:
        """Hears out what was fed, for `patience_s` seconds at most, then ends its threads."""


class Session:
    """Made and asked from any thread; the call itself belongs to the engine thread, which `start` begins.

    wake is called on the engine thread when `latest` has something new; on_end once, there, when the record is closed.
    """

    def __init__(
        self,
        setup: CallStarted,
        playbook: Playbook,
        make_ears: Callable[["Session"], Ears],
        make_mind: Callable[[Callable[[Input], None]], Mind],
        record: Record | None = None,
        clock: CallClock | None = None,
        *,
        words: bool = True,
    ) -> None:
        """words: False where the mind gives none: speech is then told by its level."""
        self.setup = setup
        self.wake: Callable[[], None] = lambda: None
        self.on_end: Callable[[Session], None] = lambda session: None
        self._clock = clock or CallClock()
        self._runner = Runner(playbook, record)
        self._mailbox = Mailbox()
        self._mind = make_mind(self._heard)
        self._ears = make_ears(self)
        self._levels = {Side.YOU: 0.0, Side.THEM: 0.0}
        self._moving = False  # the meters, on the last turn
        self._behind = False
        self._quiet = QuietWatch()
        self._hears_words = words
        self._loud_ms = 0
        self._next_tick = TICK_MS
        self._give_back_ms = _GIVE_BACK_MS
        self._failures = 0
        self._stop_reason = ""
        self._snapshot = Snapshot(self._runner.call, playbook, loading=True, words=words)
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self.saved = True

    # --- for the screen -------------------------------------------------------------------------------------------

    def start(self) -> None:
        free_large_blocks()
        self._thread.start()

    def stop(self, reason: str = "stopped") -> None:
        """Asks the call to end and returns at once; `on_end` tells when it has."""
        self._stop_reason = self._stop_reason or reason
        self._mailbox.knock()

    def join(self, timeout_s: float | None = None) -> bool:
        """Waits for the end; True when it has come."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def latest(self) -> Snapshot:
        return self._snapshot

    def dismiss(self, alert: int) -> None:
        self._mailbox.click(AlertDismissed(at_ms=self._clock.now_ms(), alert=alert))

    def mark_wrong(self, alert: int) -> None:
        self._mailbox.click(AlertMarkedWrong(at_ms=self._clock.now_ms(), alert=alert))

    def toggle(self, step: int, done: bool) -> None:
        self._mailbox.click(StepToggled(at_ms=self._clock.now_ms(), step=step, done=done))

    def bookmark(self, note: str = "") -> None:
        self._mailbox.click(Bookmarked(at_ms=self._clock.now_ms(), note=note))

    def set_planned(self, planned_ms: int) -> None:
        self._mailbox.click(PlannedEndChanged(at_ms=self._clock.now_ms(), planned_ms=planned_ms))

    def pause(self) -> None:
        self._ears.pause()
        self._mailbox.click(CallPaused(at_ms=self._clock.now_ms()))

    def resume(self) -> None:
        self._ears.resume()
        self._mailbox.click(CallResumed(at_ms=self._clock.now_ms()))

    def go_on(self) -> None:
        """The call is not over: closes the question."""
        for problem in self._snapshot.call.problems:
            if problem.trouble in OFFERS:
                self._mailbox.click(TroubleEnded(at_ms=self._clock.now_ms(), trouble=problem.trouble))

    def lighten(self) -> None:
        """The smaller speech model, from now on."""
        self._mind.lighten()

    # --- from the ears, on their threads --------------------------------------------------------------------------

    def on_frame(self, frame: AudioFrame) -> None:
        self._mind.feed(frame)

    def on_gap(self, gap: AudioGap) -> None:
        self._mind.gap(gap)
        self._mailbox.put(replace(gap, at_ms=self._clock.now_ms()))

    def on_trouble(self, event: TroubleBegan | TroubleEnded) -> None:
        self._mailbox.put(replace(event, at_ms=self._clock.now_ms()))

    def on_level(self, side: Side, dbfs: float) -> None:
        self._levels[side] = round(meter(dbfs) * _LEVEL_STEPS) / _LEVEL_STEPS
        if not self._hears_words and dbfs > _SPEECH_DBFS:
            self._loud_ms = self._clock.now_ms()

    # --- from the mind, on its thread -----------------------------------------------------------------------------

    def _heard(self, event: Input) -> None:
        self._mailbox.put(replace(event, at_ms=self._clock.now_ms()))

    # --- the engine thread ----------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._begin()
            while not self._stop_reason:
                self._guarded_turn()
            self._finish()
        except Exception as error:  # noqa: BLE001 top of the thread: the call is saved whatever happens
            log.error("the engine stopped: %s", traced(error))
            self._stop_reason = "crashed"
            self._mailbox.close()
            self._leave_behind()
        finally:
            self._runner.end(CallEnded(at_ms=max(self._clock.now_ms(), self._runner.call.now_ms), reason=self._stop_reason))
            self.saved = self._runner.close()
            self._snapshot = replace(self._snapshot, call=self._runner.call, you_level=0.0, them_level=0.0, behind_ms=0)
            self.wake()
            self.on_end(self)

    def _begin(self) -> None:
        self._clock.restart()
        self._runner.put(self.setup)
        self._publish()
        self._mind.start()
        self._ears.start()

    def _guarded_turn(self) -> None:
        """A bug met by one event costs that event and a notice; one that is met every time ends the call."""
        try:
            self._turn()
        except Exception as error:
            self._failures += 1
            if self._failures >= _MOST_FAILURES:
                raise
            self._stumbled(error)
        else:
            self._failures = 0

    def _turn(self) -> None:
        until_tick = self._clock.seconds_until(self._next_tick)
        for event in self._mailbox.take(min(_LEVELS_S, until_tick) if self._moving else until_tick):
            self._fold(event)
        if self._clock.now_ms() >= self._next_tick:
            self._next_tick = (self._clock.now_ms() // TICK_MS + 1) * TICK_MS
            self._tick()
        self._publish()

    def _fold(self, event: Input) -> None:
        try:
            self._runner.put(event)
        except Exception as error:  # noqa: BLE001 what comes after it in the call must not be lost with it
            self._runner.stumble(event)
            self._stumbled(error)

    def _stumbled(self, error: Exception) -> None:
        if not any(p.trouble is Trouble.ENGINE for p in self._runner.call.problems):
            log.error("the engine stumbled: %s", traced(error))
            self._runner.put(TroubleBegan(at_ms=self._clock.now_ms(), trouble=Trouble.ENGINE))

    def _tick(self) -> None:
        now = self._clock.now_ms()
        self._fold(Tick(at_ms=now))
        if now >= self._give_back_ms:
            self._give_back_ms = now + _GIVE_BACK_MS
            give_back()
        if offer := self._quiet.look(self._runner.call, self._loud_ms):
            self._runner.put(offer)
        behind_ms = self._mind.pending_ms()
        if not self._behind and behind_ms > BEHIND_MS:
            self._behind = True
            self._runner.put(TroubleBegan(at_ms=now, trouble=Trouble.BEHIND, detail=str(behind_ms // 1000)))
        elif self._behind and behind_ms < _CAUGHT_UP_MS:
            self._behind = False
            self._runner.put(TroubleEnded(at_ms=now, trouble=Trouble.BEHIND))

    def _finish(self) -> None:
        """Hears out what is under way, for `_STOP_PATIENCE_S` at most: a device or a decode that hangs is left behind."""
        deadline = time.monotonic() + _STOP_PATIENCE_S
        hearing_out = threading.Thread(target=self._hear_out, args=(deadline,), name="hearing out", daemon=True)
        hearing_out.start()
        while hearing_out.is_alive() and time.monotonic() < deadline:
            for event in self._mailbox.take(0.02):
                self._fold(event)
        for event in self._mailbox.take(0):
            self._fold(event)
        self._mailbox.close()
        self._fold(CallEnded(at_ms=self._clock.now_ms(), reason=self._stop_reason))

    def _leave_behind(self) -> None:
        """Ends ears and mind without waiting for a last word."""
        deadline = time.monotonic() + _CLOSING_S
        closing = threading.Thread(target=self._hear_out, args=(deadline,), name="closing down", daemon=True)
        closing.start()
        closing.join(_CLOSING_S)

    def _hear_out(self, deadline: float) -> None:
        self._hush(self._ears.stop)
        self._hush(lambda: self._mind.stop(max(0.0, deadline - time.monotonic())))

    def _hush(self, close: Callable[[], None]) -> None:
        try:
            close()
        except Exception as error:  # noqa: BLE001 the call is over: the other side must be closed and the record ended
            log.error("closing failed: %s", traced(error))

    def _publish(self) -> None:
        before, after = self._snapshot, self._now()
        self._moving = (after.you_level, after.them_level) != (before.you_level, before.them_level)
        if after != before:
            self._snapshot = after
            self.wake()

    def _now(self) -> Snapshot:
        return Snapshot(
            call=self._runner.call,
            playbook=self._runner.playbook,
            you_level=self._levels[Side.YOU],
            them_level=self._levels[Side.THEM],
            behind_ms=self._mind.pending_ms(),
            loading=not self._mind.ready,
            lighter=self._mind.lighter,
            words=self._hears_words,
        )
