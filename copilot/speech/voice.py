"""Voices that read a line aloud, behind one interface. The best one this machine has is found by `find_voice`."""

import logging
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from copilot.errors import KnownError
from copilot.speech.reading import aloud

Sound: TypeAlias = NDArray[np.float32]

LOUDNESS = 0.08  # root mean square of the voiced parts: the same for every voice
_RATE = 24_000
_EDGE_S = 0.02  # of silence kept at each end
_FLOOR = 0.01
_PATIENCE_S = 20.0
_TRIAL = "Right, okay."
_KEEPS_UP = 0.7  # of its own length, at most, to make a sound: the recognizer wants its share of the processor
log = logging.getLogger(__name__)


class Voice(Protocol):
    """name: as `moneytime doctor` shows it. Owned by the thread that speaks."""

    @property
    def name(self) -> str: ...

    @property
    def rate(self) -> int:
        """Samples per second of what `say` gives."""
        ...

    def say(self, text: str) -> Sound:
        """A sentence as mono sound in -1..1, trimmed, of even loudness. KnownError when the voice fails."""
        ...


def find_voice(wanted: str, now: Callable[[], float] = time.monotonic) -> Voice:
    """The voice called so in a scenario, in the best engine that keeps up here: Kokoro, else one of the system's.

    Takes a second or two: a natural voice that is slower than its own speech would let the user wait. now: seconds.
    KnownError when this machine has no voice at all; the call can then be typed.
    """
    from copilot.speech.kokoro import Kokoro  # pulls in the model's runtime

    try:
        voice = Kokoro(wanted)
        voice.say(_TRIAL)  # the first sentence warms it up
        began = now()
        sound = voice.say(_TRIAL)
        share = (now() - began) / (len(sound) / voice.rate)
    except KnownError:
        return system_voice(wanted)
    log.info("the natural voice takes %.2f of the time it speaks", share)
    return voice if share <= _KEEPS_UP else system_voice(wanted)


def system_voice(wanted: str) -> Voice:
    """A voice of the operating system, of the sex and the country that the wanted name tells (`bf_emma`: British, female)."""
    if sys.platform == "darwin":
        return _Program("say", "macOS", lambda text, out: ["say", "-v", _mac(wanted), "-o", out, _MAC_FORM, text])
    if sys.platform == "win32":
        from copilot.speech.voice_windows import WindowsVoice

        return WindowsVoice(wanted)
    return _Program("espeak-ng", "eSpeak", lambda text, out: ["espeak-ng", "-v", _espeak(wanted), "-w", out, text])


def no_voice() -> KnownError:
    return KnownError(
        "There is no voice on this machine. Type instead, or install one: moneytime models fetch kokoro, and the package "
        "espeak-ng.",
        "Aucune voix sur cette machine. Écrivez, ou installez-en une : moneytime models fetch kokoro, et le paquet espeak-ng.",
    )


def even(sound: Sound, rate: int) -> Sound:
    """Trimmed of silence at both ends and brought to `LOUDNESS`."""
    voiced = np.flatnonzero(np.abs(sound) > _FLOOR)
    if len(voiced) == 0:
        return np.zeros(0, np.float32)
    edge = int(rate * _EDGE_S)
    sound = sound[max(0, voiced[0] - edge) : voiced[-1] + edge]
    loud = sound[np.abs(sound) > _FLOOR]
    level: Sound = (sound * (LOUDNESS / np.sqrt(np.mean(loud**2)))).clip(-1, 1).astype(np.float32)
    return level


def read_wave(path: Path) -> tuple[Sound, int]:
    """Mono sound of a 16-bit file, and its rate."""
    with wave.open(str(path), "rb") as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        sound = raw.reshape(-1, file.getnchannels()).mean(axis=1) / 32768.0
        return sound.astype(np.float32), file.getframerate()


class _Program:
    """A program of the system that writes a sentence to a file."""

    def __init__(self, program: str, name: str, command: Callable[[str, str], Sequence[str]]) -> None:
        if shutil.which(program) is None:
            raise no_voice()
        self.name = name
        self.rate = _RATE
        self._command = command

    def say(self, text: str) -> Sound:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "said.wav")
            try:
                subprocess.run(self._command(aloud(text), str(out)), check=True, capture_output=True, timeout=_PATIENCE_S)
                sound, rate = read_wave(out)
            except (OSError, subprocess.SubprocessError, wave.Error, EOFError) as error:
                raise no_voice() from error
        return resampled(even(sound, rate), rate, self.rate)


def resampled(sound: Sound, rate: int, wanted: int) -> Sound:
    """By straight lines between samples: good enough for a voice made of few high tones."""
    if rate == wanted or len(sound) == 0:
        return sound
    count = int(len(sound) * wanted / rate)
    line: Sound = np.interp(np.arange(count) * (rate / wanted), np.arange(len(sound)), sound).astype(np.float32)
    return line


_MAC_FORM = "--data-format=LEI16@24000"


def _mac(wanted: str) -> str:
    return {"af": "Samantha", "am": "Alex", "bf": "Kate", "bm": "Daniel"}.get(wanted[:2], "Samantha")


def _espeak(wanted: str) -> str:
    return ("en-gb" if wanted.startswith("b") else "en-us") + ("+f3" if wanted[1:2] == "f" else "+m3")
