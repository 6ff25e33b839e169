"""Which microphones and outputs there are, for the settings and the doctor."""

import sys
from dataclasses import dataclass

from copilot.audio.portaudio import default_input, default_output, devices


@dataclass(frozen=True, slots=True)
class Device:
    """id: what `microphone_source` takes. name: what the user knows it by. default: in use when none is chosen."""

    id: str
    name: str
    default: bool


@dataclass(frozen=True, slots=True)
class Devices:
    """outputs: those whose sound can be, or is, the other side."""

    microphones: tuple[Device, ...]
    outputs: tuple[Device, ...]


def list_devices() -> Devices:
    """What is plugged in now; either list may be empty. KnownError: no sound server, or the sound library is missing."""
    if sys.platform.startswith("linux"):
        from copilot.audio.pulse import look

        state = look()
        return Devices(
            tuple(Device(name, label, name == state.default_source) for name, label in state.microphones.items()),
            tuple(Device(name, label, name == state.default_monitor) for name, label in state.monitors.items()),
        )
    listed = devices()
    first_in, first_out = default_input(), default_output()
    api = {listed[i]["hostapi"] for i in (first_in, first_out) if 0 <= i < len(listed)}  # Windows lists all thrice
    return Devices(
        tuple(
            Device(d["name"], d["name"], i == first_in)
            for i, d in enumerate(listed)
            if d["max_input_channels"] and d["hostapi"] in api
        ),
        tuple(
            Device(d["name"], d["name"], i == first_out)
            for i, d in enumerate(listed)
            if d["max_output_channels"] and d["hostapi"] in api
        ),
    )
