"""Input streams through sounddevice (PortAudio), opened one at a time and with its device list kept fresh."""

import os
import threading
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.audio.frames import Samples
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen
from copilot.call.events import Trouble
from copilot.errors import KnownError

_BLOCKS_PER_S = 30
_LATENCY_S = 0.1
_OUTPUT_BLOCKS_PER_S = 50
_OUTPUT_LATENCY_S = 0.06


class _Library:
    """PortAudio as this process uses it. The lock guards opening and closing, on whatever thread."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.streams = 0

    def load(self) -> Any:
        try:
            import sounddevice  # loads a system library, which may be missing

            return sounddevice
        except OSError as error:
            raise KnownError(
                "The sound library PortAudio is missing. Install the package libportaudio2, then start again.",
                "La bibliothèque de son PortAudio manque. Installez le paquet libportaudio2, puis redémarrez.",
            ) from error

    def refresh(self, sounddevice: Any) -> None:
        """PortAudio lists devices once; a new list ends every open stream, so only when there is none. 50 ms."""
        if self.streams == 0:
            sounddevice._terminate()
            sounddevice._initialize()


_library = _Library()


def devices() -> list[dict[str, Any]]:
    """PortAudio's devices as of now (as of the first stream opened, while streams are open). KnownError: no PortAudio."""
    with _library.lock:
        sounddevice = _library.load()
        try:
            _library.refresh(sounddevice)
            return [dict(device) for device in sounddevice.query_devices()]
        except sounddevice.PortAudioError as error:
            raise cannot_open("") from error


def default_input() -> int:
    """Index of the default input in `devices()`, -1 when there is none."""
    return int(_library.load().default.device[0])


def default_output() -> int:
    """Index of the default output in `devices()`, -1 when there is none."""
    return int(_library.load().default.device[1])


def play(samples: Samples, rate: int) -> None:
    """Plays mono sound on the default output and returns when it has been played. KnownError: there is no output."""
    with _library.lock:
        sounddevice = _library.load()
        try:
            _library.refresh(sounddevice)
            stream = sounddevice.OutputStream(samplerate=rate, channels=1, dtype="float32")
        except (sounddevice.PortAudioError, ValueError) as error:
            raise cannot_open("") from error
        _library.streams += 1
    try:
        stream.start()
        stream.write(samples[:, np.newaxis])
        stream.stop()
    except sounddevice.PortAudioError as error:
        raise cannot_open("") from error
    finally:
        with _library.lock:
            stream.close(ignore_errors=True)
            _library.streams -= 1


def cannot_open(device: str) -> CannotOpen:
    """The sentence for a device that is there and does not open."""
    named_en, named_fr = (f"“{device}”", f"« {device} »") if device else ("The sound device", "Le périphérique audio")
    return CannotOpen(
        Trouble.REFUSED,
        f"{named_en} cannot be opened. Close programs that use it alone, or choose another device.",
        f"{named_fr} ne s'ouvre pas. Fermez les programmes qui l'occupent, ou choisissez un autre périphérique.",
    )


def _started(name: str, make: Callable[..., Any], **options: object) -> Any:
    """A stream of float32 that runs. The library's lock is held. CannotOpen names the device `name`."""
    sounddevice = _library.load()
    try:
        _library.refresh(sounddevice)
        stream = make(dtype="float32", **options)
        try:
            stream.start()
        except sounddevice.PortAudioError:
            stream.close()
            raise
    except (sounddevice.PortAudioError, ValueError) as error:
        raise cannot_open(name) from error
    _library.streams += 1
    return stream


class InputStream:
    """One opened input. The callback runs on PortAudio's thread and does nothing but copy into the ring."""

    def __init__(
        self, ring: Ring, *, device: str | int, name: str, rate: int, channels: int, environment: Mapping[str, str]
    ) -> None:
        """device: PortAudio's name or index. environment: variables the sound library reads while it opens."""

        def deliver(block: NDArray[np.float32], frames: int, time: object, status: object) -> None:
            ring.write(block)

        with _library.lock:
            sounddevice = _library.load()
            kept = {key: os.environ.get(key) for key in environment}
            os.environ.update(environment)
            try:
                self._stream = _started(
                    name,
                    sounddevice.InputStream,
                    device=device,
                    samplerate=rate,
                    channels=channels,
                    blocksize=rate // _BLOCKS_PER_S,
                    latency=_LATENCY_S,
                    callback=deliver,
                )
            finally:
                for key, value in kept.items():
                    if value is None:
                        del os.environ[key]
                    else:
                        os.environ[key] = value

    @property
    def active(self) -> bool:
        return bool(self._stream.active)

    def close(self) -> None:
        with _library.lock:
            self._stream.close(ignore_errors=True)
            _library.streams -= 1


class OutputStream:
    """One opened output, mono, until closed. fill is called on PortAudio's thread and writes each block, (frames, 1)."""

    name = "voice"

    def __init__(self, fill: Callable[[NDArray[np.float32]], None], rate: int) -> None:
        def provide(block: NDArray[np.float32], frames: int, time: object, status: object) -> None:
            fill(block)

        with _library.lock:
            self._stream = _started(
                "",
                _library.load().OutputStream,
                samplerate=rate,
                channels=1,
                blocksize=rate // _OUTPUT_BLOCKS_PER_S,
                latency=_OUTPUT_LATENCY_S,
                callback=provide,
            )

    @property
    def active(self) -> bool:
        return bool(self._stream.active)

    def close(self) -> None:
        with _library.lock:
            self._stream.close(ignore_errors=True)
            _library.streams -= 1
