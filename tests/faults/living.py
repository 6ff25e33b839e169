"""A whole call that runs on every thread of a real one, with made-up sound, voice and words; each part can be made to break."""

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest import mock

import numpy as np
from injected import SETUP

from copilot.audio.capture import Capture
from copilot.audio.ring import Ring
from copilot.audio.source import Heard, Stream
from copilot.call.catalogue import CallKind, Side
from copilot.call.events import Hypothesis, Trouble
from copilot.call.state import Call
from copilot.engine import mind
from copilot.engine.clock import CallClock
from copilot.engine.runner import Runner
from copilot.engine.session import Session
from copilot.engine.snapshot import Snapshot
from copilot.playbook.loader import load_playbook
from copilot.signals.replies import NO_REPLY
from copilot.speech.decode import Word
from copilot.speech.recognition import Recognition
from copilot.store.log import EventLog

PATIENCE_S = 20.0  # for a busy machine; nothing is measured by it
RATE = 16_000


class Bug(Exception):
    """What no code expects."""


class Speaker:
    """A device on which somebody says a word every second and a half. broken: what happens when it is read, from then on."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.broken: Callable[[], None] = _fine
        self.closing: Callable[[], None] = _fine
        self._ring: Ring | None = None
        self._position = 0

    def open(self, ring: Ring) -> Stream:
        self._ring = ring
        return Stream(RATE, "made up")

    def heard(self) -> Heard:
        self.broken()
        assert self._ring is not None
        count = RATE * 4 // 100
        t = np.arange(self._position, self._position + count)
        loud = (t % (RATE * 3 // 2)) < RATE
        self._ring.write((loud * 0.4 * np.sin(t * 0.1)).astype(np.float32).reshape(-1, 1))
        self._position += count
        return Heard.RIGHT

    def close(self) -> None:
        self.closing()


class LoudIsVoice:
    def run(self, windows, h, c):  # type: ignore[no-untyped-def]
        return (np.abs(windows).max(axis=1) > 0.05).astype(np.float32), h, c


class Words:
    """Understands the same sentence in every sound."""

    def __init__(self) -> None:
        self.broken: Callable[[], None] = _fine

    def interim(self, audio: object) -> str:
        self.broken()
        return "We lose"

    def final(self, audio: object, voiced_s: float) -> str:
        self.broken()
        return "We lose six hours a week."

    def timed(self, audio: object) -> list[Word]:
        return []


class Reader:
    def __init__(self) -> None:
        self.broken: Callable[[], None] = _fine

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> object:
        self.broken()
        return mock.Mock(labels=(), cues=(), reply=NO_REPLY)


class Living:
    """Owned by the test. Use as a context; `until` waits for the screen to show something.

    asleep_s: for how long the computer slept.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.you, self.them = Speaker(Side.YOU), Speaker(Side.THEM)
        self.words, self.reader = Words(), Reader()
        self.loading: Callable[[], None] = _fine
        self.asleep_s = 0.0
        self.log = EventLog.create(folder, SETUP.call_id)
        self._changed = threading.Condition()
        self._patches = (
            mock.patch.object(mind, "load_labeller", self._load),
            mock.patch.object(mind, "find_model", return_value=folder),
            mock.patch.object(mind, "Recognition", partial(Recognition, models=lambda *_: (LoudIsVoice(), self.words))),
        )
        self.session = Session(
            SETUP, load_playbook(SETUP.kind), self._ears, partial(mind.LiveMind, SETUP), self.log, CallClock(1.0, self._now)
        )
        self.session.wake = self._wake

    def _ears(self, session: Session) -> Capture:
        return Capture(
            [self.you, self.them],
            session.on_frame,
            session.on_gap,
            session.on_trouble,
            session.on_level,
            cancel_echo=False,
            clock=self._now,
        )

    def _now(self) -> float:
        return time.monotonic() + self.asleep_s

    def _load(self, _own: object) -> Reader:
        self.loading()
        return self.reader

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def until(self, condition: Callable[[Snapshot], bool]) -> Snapshot:
        with self._changed:
            assert self._changed.wait_for(lambda: condition(self.session.latest()), PATIENCE_S), self.session.latest()
        return self.session.latest()

    def __enter__(self) -> "Living":
        for patch in self._patches:
            patch.start()
        self.session.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.session.stop()
        ended = self.session.join(PATIENCE_S)
        for patch in self._patches:
            patch.stop()
        assert ended

    def fold_breaks_at(self, kind: type) -> mock._patch:  # type: ignore[type-arg]
        """The fold meets a bug at each event of that kind."""
        put = Runner.put

        def broken(runner: Runner, event: object):  # type: ignore[no-untyped-def]
            if isinstance(event, kind):
                raise Bug("We lose six hours a week.")
            return put(runner, event)  # type: ignore[arg-type]

        return mock.patch.object(Runner, "put", broken)


def said(call: Call, side: Side) -> int:
    """How many sentences of that side were understood."""
    return sum(u.side is side and "six hours" in u.text for u in call.utterances)


def troubles(call: Call) -> set[Trouble]:
    return {p.trouble for p in call.problems}


def bug() -> None:
    raise Bug("We lose six hours a week.")


def _fine() -> None:
    return None


__all__ = ["Bug", "Hypothesis", "Living", "bug", "said", "troubles"]
