"""The microphones there are, by the names the settings keep."""

import sys

from copilot.errors import KnownError
from copilot.ui.pages.settings import Device


def microphones() -> list[Device]:
    """Those plugged in now; none when there is no sound at all. May take a second."""
    try:
        if sys.platform == "linux":
            from copilot.audio.pulse import look

            return [Device(name, description or name) for name, description in look().microphones.items()]
        from copilot.audio.portaudio import devices

        return [Device(d["name"], d["name"]) for d in devices() if d["max_input_channels"] > 0]
    except KnownError:
        return []
