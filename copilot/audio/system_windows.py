"""System audio on Windows: WASAPI loopback of the default and of the communications output (soundcard, pycaw)."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import numpy as np

from copilot.audio.call_apps import CallApp
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Stream
from copilot.audio.windows_app import AppLoopback, processes_playing
from copilot.audio.windows_com import com, outputs_in_use
from copilot.call.catalogue import Side
from copilot.call.events import Trouble
from copilot.errors import traced

_RATE = 48_000
_BLOCK = _RATE // 50
_BUFFER = _RATE  # what WASAPI keeps while one output is waited for; the 10 ms it usually keeps are lost at once
_OPENING_S = 5.0
_LOOK_EVERY_S = 1.0  # whether the one application plays again
_LOOK_EVERY_BLOCKS = 50  # whether the outputs are still the ones in use: once a second

log = logging.getLogger(__name__)


def _no_output() -> CannotOpen:
    return CannotOpen(
        Trouble.ABSENT,
        "The sound of this computer cannot be heard. Plug in speakers or headphones: they will be used by themselves.",
        "Le son de l'ordinateur ne peut pas être écouté. Branchez un casque ou des enceintes : ils seront utilisés.",
    )


class _Loopback:
    """Records on a thread of its own, which owns every COM object. soundcard fills WASAPI's silence by the clock."""

    def __init__(self, ring: Ring) -> None:
        self._ring = ring
        self.device = ""
        self.state = Heard.RIGHT
        self.opened = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wasapi-loopback", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            with com():
                self._record()
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("system audio could not be recorded: %s", traced(error))
        if self.state is Heard.RIGHT:
            self.state = Heard.ENDED
        self.opened.set()

    def _record(self) -> None:
        import soundcard

        outputs = outputs_in_use()
        microphones = [soundcard.get_microphone(output, include_loopback=True) for output in outputs]
        if not all(microphone.isloopback for microphone in microphones):
            return  # never a microphone in the place of the system audio
        self.device = " + ".join(microphone.name for microphone in microphones)
        with ExitStack() as open_recorders:
            recorders: list[Any] = [
                open_recorders.enter_context(microphone.recorder(samplerate=_RATE, channels=2, blocksize=_BUFFER))
                for microphone in microphones
            ]
            self.opened.set()
            blocks = 0
            while not self._stopping.is_set():
                block = sum(recorder.record(numframes=_BLOCK) for recorder in recorders)
                self._ring.write(np.asarray(block, np.float32))
                blocks += 1
                if blocks % _LOOK_EVERY_BLOCKS == 0 and outputs_in_use() != outputs:
                    self.state = Heard.WRONG
                    return


class WindowsSystemAudio:
    """What the default and the communications output play, together; with `app` that alone, whenever it plays something.

    Methods belong to the channel's pump thread.
    """

    side = Side.THEM

    def __init__(self, app: CallApp | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._clock = app, clock
        self._loopback: _Loopback | None = None
        self._alone: AppLoopback | None = None
        self._looked_s = 0.0

    def open(self, ring: Ring) -> Stream:
        if self._app is not None and processes_playing(self._app):
            self._alone = AppLoopback(ring, self._app)
            return Stream(self._alone.rate, self._app.name)
        self._loopback = _Loopback(ring)
        if not self._loopback.opened.wait(_OPENING_S) or self._loopback.state is not Heard.RIGHT:
            self.close()
            raise _no_output()
        return Stream(_RATE, self._loopback.device, self._app.name if self._app is not None else "")

    def heard(self) -> Heard:
        if self._alone is not None:
            return self._alone.heard
        if self._loopback is None:
            return Heard.ENDED
        if self._app is not None and self._clock() - self._looked_s >= _LOOK_EVERY_S:
            self._looked_s = self._clock()
            if processes_playing(self._app):
                return Heard.WRONG
        return self._loopback.state

    def close(self) -> None:
        if self._alone is not None:
            self._alone.close()
            self._alone = None
        if self._loopback is not None:
            self._loopback.close()
            self._loopback = None
