"""Which microphones and outputs there are, for the settings and the doctor."""

import sys
from dataclasses import dataclass
from typing import Any

from copilot.audio.portaudio import default_input, default_output, devices
from copilot.errors import KnownError


@dataclass(frozen=True, slots=True)
class Device:
    """id: what `microphone_source` takes. name: what the user knows it by. default: in use when none is chosen."""

    id: str
    name: str
    default: bool


@dataclass(frozen=True, slots=True)
class Devices:
    """system: the outputs whose sound can be, or is, the other side."""

    microphones: tuple[Device, ...]
    system: tuple[Device, ...]


def list_devices() -> Devices:
    """What is plugged in now; empty lists when there is nothing, no sound server or no sound library. May take a second."""
    try:
        return _on_linux() if sys.platform.startswith("linux") else _elsewhere()
    except KnownError:
        return Devices((), ())


def _on_linux() -> Devices:
    from copilot.audio.pulse import look

    state = look()
    return Devices(
        tuple(Device(name, label, name == state.default_source) for name, label in state.microphones.items()),
        tuple(Device(name, label, name == state.default_monitor) for name, label in state.monitors.items()),
    )


def _elsewhere() -> Devices:
    listed = devices()
    first_in, first_out = default_input(), default_output()
    api = {listed[i]["hostapi"] for i in (first_in, first_out) if 0 <= i < len(listed)}  # Windows lists all thrice
    return Devices(_in_use(listed, "max_input_channels", first_in, api), _in_use(listed, "max_output_channels", first_out, api))


def _in_use(listed: list[dict[str, Any]], kind: str, default: int, api: set[int]) -> tuple[Device, ...]:
    return tuple(Device(d["name"], d["name"], i == default) for i, d in enumerate(listed) if d[kind] and d["hostapi"] in api)
