"""Runs first in the Linux bundle: PortAudio is looked for among the files the bundle carries, not only on the system."""

import ctypes.util
import sys
from pathlib import Path

_on_the_system = ctypes.util.find_library


def _find_library(name: str) -> str | None:
    if name == "portaudio":
        return str(Path(sys._MEIPASS, "libportaudio.so.2"))  # type: ignore[attr-defined]
    return _on_the_system(name)


ctypes.util.find_library = _find_library
