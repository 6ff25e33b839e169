"""The microphone: you."""

import sys

from copilot.audio.portaudio import InputStream, default_input, devices
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Source, Stream
from copilot.call.catalogue import Side
from copilot.call.events import Trouble


def no_microphone() -> CannotOpen:
    return CannotOpen(
        Trouble.ABSENT,
        "No microphone was found. Plug one in: it will be used by itself.",
        "Aucun micro n'a été trouvé. Branchez-en un : il sera utilisé de lui-même.",
    )


class PortAudioMicrophone:
    """A microphone through PortAudio, at its own rate. device: part of its name; empty: the default one.

    Methods belong to the channel's pump thread.
    """

    side = Side.YOU

    def __init__(self, device: str = "") -> None:
        self._device = device
        self._stream: InputStream | None = None

    def open(self, ring: Ring) -> Stream:
        listed = devices()
        index = next(
            (i for i, d in enumerate(listed) if self._device and self._device in d["name"] and d["max_input_channels"]), -1
        )
        if index < 0:
            index = default_input()
        if not 0 <= index < len(listed) or not listed[index]["max_input_channels"]:
            raise no_microphone()
        device = listed[index]
        rate = round(device["default_samplerate"])
        self._stream = InputStream(
            ring,
            device=index,
            name=device["name"],
            rate=rate,
            channels=min(2, device["max_input_channels"]),
            environment={},
        )
        return Stream(rate, device["name"])

    def heard(self) -> Heard:
        return Heard.RIGHT if self._stream is not None and self._stream.active else Heard.ENDED

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def microphone_source(device: str = "") -> Source:
    """The microphone on this system. device: a name from `list_devices()`, or empty for the default one."""
    if sys.platform.startswith("linux"):
        from copilot.audio.microphone_linux import PulseMicrophone

        return PulseMicrophone(device)
    return PortAudioMicrophone(device)
