"""A practice call behind the doors of a running call, for a window."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from copilot.call.events import (
    AlertDismissed,
    AlertMarkedWrong,
    Bookmarked,
    CallPaused,
    CallResumed,
    CallStarted,
    Derived,
    Input,
    PlannedEndChanged,
    StepToggled,
)
from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.engine.own_words import OwnWords, sent_by
from copilot.engine.snapshot import Snapshot
from copilot.errors import KnownError, traced
from copilot.practice.reveal import Reveal
from copilot.practice.scenario import Scenario

if TYPE_CHECKING:
    from copilot.engine.practising import PracticeCall

log = logging.getLogger(__name__)


class PracticeSession:
    """Made and asked from any thread; the call itself belongs to the practice thread, which `start` begins.

    wake is called on that thread when `latest` has something new. Nothing is kept of the call.
    failure: why it could not begin or go on, or None.
    """

    def __init__(
        self, scenario: Scenario, setup: CallStarted, playbook: Playbook, seed: int, words: OwnWords | None = None
    ) -> None:
        """words: a language model that speaks for the counterpart."""
        self.scenario = scenario
        self.setup = setup
        self.wake: Callable[[], None] = lambda: None
        self.failure: KnownError | None = None
        self._playbook, self._seed, self._words = playbook, seed, words
        self._todo: SimpleQueue[Callable[[PracticeCall], None]] = SimpleQueue()
        self._snapshot = Snapshot(Call(), playbook, loading=True)
        self._reveal: Reveal | None = None
        self._thread = threading.Thread(target=self._run, name="practice", daemon=True)

    # --- for the screen -------------------------------------------------------------------------------------------

    def start(self) -> None:
        self._thread.start()

    def stop(self, reason: str = "stopped") -> None:
        """Hangs up, after what was already said; returns at once."""
        self._todo.put(lambda practice: practice.hang_up(reason))

    def join(self, timeout_s: float | None = None) -> bool:
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def latest(self) -> Snapshot:
        return self._snapshot

    @property
    def reveal(self) -> Reveal | None:
        """The truth; None before the end."""
        return self._reveal

    @property
    def silent(self) -> KnownError | None:
        """A typed call needs no voice."""
        return None

    @property
    def sent(self) -> Sequence[str]:
        return sent_by(self._words)

    def say(self, text: str) -> None:
        """One turn of the user; empty text is a silence."""
        self._todo.put(lambda practice: practice.say(text))

    def dismiss(self, alert: int) -> None:
        self._click(AlertDismissed(at_ms=0, alert=alert))

    def mark_wrong(self, alert: int) -> None:
        self._click(AlertMarkedWrong(at_ms=0, alert=alert))

    def toggle(self, step: int, done: bool) -> None:
        self._click(StepToggled(at_ms=0, step=step, done=done))

    def bookmark(self, note: str = "") -> None:
        self._click(Bookmarked(at_ms=0, note=note))

    def set_planned(self, planned_ms: int) -> None:
        self._click(PlannedEndChanged(at_ms=0, planned_ms=planned_ms))

    def pause(self) -> None:
        self._click(CallPaused(at_ms=0))

    def resume(self) -> None:
        self._click(CallResumed(at_ms=0))

    def go_on(self) -> None:
        """A typed call is never asked whether it is over."""

    def lighten(self) -> None:
        """A typed call has no speech model."""

    def _click(self, event: Input) -> None:
        self._todo.put(lambda practice: practice.put(event))

    # --- the practice thread --------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._live()
        except KnownError as error:
            self._fail(error)
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the practice call stopped: %s", traced(error))
            self._fail(
                KnownError(
                    f"The practice call broke off ({type(error).__name__}). Start it again.",
                    f"L'entraînement s'est interrompu ({type(error).__name__}). Recommencez-le.",
                )
            )

    def _live(self) -> None:
        from copilot.engine.practising import PracticeCall  # the signal model takes longer to import than a window may wait

        practice = PracticeCall(self.scenario, self.setup, self._playbook, self._seed, self._publish, self._words)
        practice.begin()
        while not self._snapshot.call.ended:
            self._todo.get()(practice)

    def _publish(self, practice: "PracticeCall", event: Input, derived: tuple[Derived, ...]) -> None:
        if practice.call.ended:
            self._reveal = practice.reveal
        self._snapshot = Snapshot(practice.call, self._playbook)
        self.wake()

    def _fail(self, error: KnownError) -> None:
        self.failure = error
        self._snapshot = replace(self._snapshot, call=replace(self._snapshot.call, ended=True, end_reason="crashed"))
        self.wake()
