"""The voices of Windows (SAPI). Written to Microsoft's documentation; nothing in this repository runs it."""

import tempfile
import wave
from pathlib import Path

import comtypes.client

from copilot.speech.reading import aloud
from copilot.speech.voice import Sound, even, no_voice, read_wave, resampled

_CREATE_FOR_WRITE = 3  # SpeechStreamFileMode.SSFMCreateForWrite
_22KHZ_16_BIT_MONO = 22  # SpeechAudioFormatType.SAFT22kHz16BitMono


class WindowsVoice:
    """Owned by the thread that speaks: its COM objects are made there at the first sentence."""

    name = "Windows"
    rate = 24_000

    def __init__(self, wanted: str) -> None:
        self._wanted = "Gender=Female" if wanted[1:2] == "f" else "Gender=Male"

    def say(self, text: str) -> Sound:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "said.wav")
            try:
                self._write(aloud(text), out)
                sound, rate = read_wave(out)
            except (OSError, comtypes.COMError, wave.Error, EOFError) as error:
                raise no_voice() from error
        return resampled(even(sound, rate), rate, self.rate)

    def _write(self, text: str, out: Path) -> None:
        stream = comtypes.client.CreateObject("SAPI.SpFileStream")
        stream.Format.Type = _22KHZ_16_BIT_MONO
        stream.Open(str(out), _CREATE_FOR_WRITE)
        try:
            speaker = comtypes.client.CreateObject("SAPI.SpVoice")
            found = speaker.GetVoices(f"{self._wanted};Language=409")
            if found.Count:
                speaker.Voice = found.Item(0)
            speaker.AudioOutputStream = stream
            speaker.Speak(text)
        finally:
            stream.Close()
