"""System audio on Windows: WASAPI loopback of the default and of the communications output (soundcard, pycaw)."""

import logging
import sys
import threading
from contextlib import ExitStack
from typing import Any

import numpy as np

from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Stream
from copilot.call.catalogue import Side
from copilot.call.events import Trouble
from copilot.errors import traced

_RATE = 48_000
_BLOCK = _RATE // 50
_OPENING_S = 5.0
_LOOK_EVERY_BLOCKS = 50  # whether the outputs are still the ones in use: once a second

log = logging.getLogger(__name__)


def _no_output() -> CannotOpen:
    return CannotOpen(
        Trouble.ABSENT,
        "The sound of this computer cannot be heard. Plug in speakers or headphones: they will be used by themselves.",
        "Le son de l'ordinateur ne peut pas être écouté. Branchez un casque ou des enceintes : ils seront utilisés.",
    )


def _outputs() -> list[str]:
    """WASAPI ids of the outputs a call may play on: the default one, then the one for communications when it differs."""
    from pycaw.constants import EDataFlow, ERole
    from pycaw.utils import AudioUtilities

    enumerator = AudioUtilities.GetDeviceEnumerator()
    roles = (ERole.eConsole, ERole.eCommunications)
    ids = [enumerator.GetDefaultAudioEndpoint(EDataFlow.eRender.value, role.value).GetId() for role in roles]
    return list(dict.fromkeys(ids))


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
            sys.coinit_flags = 0  # type: ignore[attr-defined]  # comtypes reads it: multi-threaded, as soundcard wants it
            import comtypes

            comtypes.CoInitializeEx(0)
            try:
                self._record()
            finally:
                comtypes.CoUninitialize()
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("system audio could not be recorded: %s", traced(error))
        if self.state is Heard.RIGHT:
            self.state = Heard.ENDED
        self.opened.set()

    def _record(self) -> None:
        import soundcard

        outputs = _outputs()
        microphones = [soundcard.get_microphone(output, include_loopback=True) for output in outputs]
        if not all(microphone.isloopback for microphone in microphones):
            return  # never a microphone in the place of the system audio
        self.device = " + ".join(microphone.name for microphone in microphones)
        with ExitStack() as open_recorders:
            recorders: list[Any] = [
                open_recorders.enter_context(microphone.recorder(samplerate=_RATE, channels=2)) for microphone in microphones
            ]
            self.opened.set()
            blocks = 0
            while not self._stopping.is_set():
                block = sum(recorder.record(numframes=_BLOCK) for recorder in recorders)
                self._ring.write(np.asarray(block, np.float32))
                blocks += 1
                if blocks % _LOOK_EVERY_BLOCKS == 0 and _outputs() != outputs:
                    self.state = Heard.WRONG
                    return


class WindowsSystemAudio:
    """What the default and the communications output play, together. Methods belong to the channel's pump thread."""

    side = Side.THEM

    def __init__(self) -> None:
        self._loopback: _Loopback | None = None

    def open(self, ring: Ring) -> Stream:
        self._loopback = _Loopback(ring)
        if not self._loopback.opened.wait(_OPENING_S) or self._loopback.state is not Heard.RIGHT:
            self.close()
            raise _no_output()
        return Stream(_RATE, self._loopback.device)

    def heard(self) -> Heard:
        return self._loopback.state if self._loopback is not None else Heard.ENDED

    def close(self) -> None:
        if self._loopback is not None:
            self._loopback.close()
            self._loopback = None
