"""Kept sound played again from a moment of the call, both sides mixed to one."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from copilot.audio.frames import RATE, WINDOW, AudioFrame, Samples
from copilot.audio.portaudio import OutputStream
from copilot.errors import KnownError, traced

_BLOCK = RATE // 2  # samples mixed at a time
_MOST_AHEAD = 6  # blocks
_PATIENCE_S = 2.0  # for a sound system that hangs
log = logging.getLogger(__name__)


class Listening:
    """`start`, `stop` and what is told: any thread. Opens, mixes and closes on its own, `listening`; PortAudio's takes.

    over: nothing plays any more. trouble: why not, or None.
    """

    def __init__(self, frames: Callable[[], Iterator[AudioFrame]], from_ms: int) -> None:
        """frames: in order of time; asked for on the thread. from_ms: call time."""
        self._frames, self._from_ms = frames, from_ms
        self._waiting: deque[Samples] = deque()
        self._changed = threading.Condition()
        self._stopping = False
        self._played = 0
        self.over = False
        self.trouble: KnownError | None = None
        self._thread = threading.Thread(target=self._run, name="listening", daemon=True)

    @property
    def at_ms(self) -> int:
        """Call time of what is heard now."""
        return self._from_ms + self._played * 1000 // RATE

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        stream: OutputStream | None = None
        try:
            blocks = mixed(self._frames(), self._from_ms)
            stream = OutputStream(self._fill, RATE)
            for block in blocks:
                if not self._wait(lambda: len(self._waiting) < _MOST_AHEAD):
                    return
                self._waiting.append(block)
            self._wait(lambda: not self._waiting)
        except KnownError as error:
            self.trouble = error
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the sound cannot be played: %s", traced(error))
            self.trouble = KnownError(
                "The sound of this call cannot be played. Export it and open the file with another program.",
                "Le son de cet appel ne peut pas être lu. Exportez-le et ouvrez le fichier avec un autre programme.",
            )
        finally:
            if stream is not None:
                stream.close()
            self.over = True

    def _wait(self, ready: Callable[[], bool]) -> bool:
        """False when it is to stop."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or ready())
            return not self._stopping

    def _fill(self, block: NDArray[np.float32]) -> None:
        """PortAudio's thread. block: (frames, 1), to be written."""
        at = 0
        with self._changed:
            while at < len(block) and self._waiting:
                taken = min(len(block) - at, len(self._waiting[0]))
                block[at : at + taken, 0] = self._waiting[0][:taken]
                at += taken
                self._waiting[0] = self._waiting[0][taken:]
                if not len(self._waiting[0]):
                    self._waiting.popleft()
            self._played += at
            self._changed.notify_all()
        block[at:] = 0


def mixed(frames: Iterator[AudioFrame], from_ms: int) -> Iterator[Samples]:
    """Blocks of half a second from that moment on, both sides added, silence where nothing was kept. frames: in order."""
    room = np.zeros(_BLOCK + WINDOW, np.float32)
    begun = from_ms * RATE // 1000
    for frame in frames:
        at = frame.start_ms * RATE // 1000 - begun
        if at <= -WINDOW:
            continue
        while at >= _BLOCK:
            yield np.clip(room[:_BLOCK], -1.0, 1.0)
            room = np.concatenate([room[_BLOCK:], np.zeros(_BLOCK, np.float32)])
            begun += _BLOCK
            at -= _BLOCK
        samples = frame.samples[max(0, -at) :]
        room[max(0, at) : max(0, at) + len(samples)] += samples
    yield np.clip(room, -1.0, 1.0)
