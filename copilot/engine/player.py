"""Plays a recording into a session as if it were heard now."""

import threading
from typing import Protocol

from copilot.audio.canceller import without_echo
from copilot.audio.file import FileAudio
from copilot.audio.frames import RATE, WINDOW, AudioFrame
from copilot.audio.levels import dbfs
from copilot.call.catalogue import Side
from copilot.call.events import TroubleBegan, TroubleEnded
from copilot.engine.clock import CallClock


class Hearer(Protocol):
    """The session, as far as a player needs it."""

    def on_frame(self, frame: AudioFrame) -> None: ...
    def on_trouble(self, event: TroubleBegan | TroubleEnded) -> None: ...
    def on_level(self, side: Side, dbfs: float) -> None: ...
    def stop(self, reason: str = ...) -> None: ...


class FilePlayer:
    """Ears for a file. Its own thread hands out each frame when the call clock has reached its end.

    A pause is a stretch of the recording nobody hears: the clock runs on.
    """

    def __init__(self, audio: FileAudio, hearer: Hearer, clock: CallClock) -> None:
        self._audio = audio
        self._hearer = hearer
        self._clock = clock
        self._stopping = threading.Event()
        self._paused = threading.Event()
        self._thread = threading.Thread(target=self._play, name="player", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def pause(self) -> None:
        self._paused.set()

    def resume(self) -> None:
        self._paused.clear()

    def _play(self) -> None:
        for frame in without_echo(self._audio.frames(), self._hearer.on_trouble):
            if self._stopping.wait(self._clock.seconds_until(frame.start_ms + WINDOW * 1000 // RATE)):
                return
            if not self._paused.is_set():
                self._hearer.on_level(frame.side, dbfs(frame.samples))
                self._hearer.on_frame(frame)
        self._hearer.stop("finished")
