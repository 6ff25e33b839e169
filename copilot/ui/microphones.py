"""The microphones there are, by the names the settings keep."""

import sys

from PySide6.QtCore import QObject, Signal

from copilot.errors import KnownError
from copilot.ui.pages.settings import Device
from copilot.ui.tasks import Errand


class Microphones(QObject):
    """Lives on the Qt thread and looks for them off it. A sound server that hangs is asked once, and heard when it answers."""

    listed = Signal(object)  # list[Device]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looking = False

    def look(self) -> None:
        if not self._looking:
            self._looking = True
            errand = Errand(microphones, self)
            errand.done.connect(self._found)
            errand.start()

    def _found(self, devices: list[Device]) -> None:
        self._looking = False
        self.listed.emit(devices)


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
