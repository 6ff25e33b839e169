"""The other side: one source per operating system behind one call."""

import sys
from importlib.util import find_spec

from copilot.audio.call_apps import CallApp
from copilot.audio.source import Source
from copilot.errors import KnownError


def hears_one_app() -> bool:
    """Whether one application's sound can be told from the rest here."""
    if sys.platform == "win32":
        return find_spec("proctap") is not None
    return sys.platform.startswith("linux") or sys.platform == "darwin"


def system_audio_source(app: CallApp | None = None) -> Source:
    """What the call plays on this computer. KnownError where system audio cannot be heard at all.

    app: to be heard alone, whenever it plays something; where `hears_one_app`.
    """
    if sys.platform.startswith("linux"):
        from copilot.audio.system_linux import LinuxSystemAudio

        return LinuxSystemAudio(app)
    if sys.platform == "win32":
        from copilot.audio.system_windows import WindowsSystemAudio

        return WindowsSystemAudio(app)
    if sys.platform == "darwin":
        from copilot.audio.system_macos import MacSystemAudio

        return MacSystemAudio(app)
    raise KnownError(
        "System audio cannot be heard on this operating system. Use Linux, Windows 10 or macOS 14.2, or import a recording.",
        "Le son du système ne peut pas être écouté ici. Utilisez Linux, Windows 10 ou macOS 14.2, ou un enregistrement.",
    )
