"""The other side: one source per operating system behind one call."""

import sys

from copilot.audio.source import Source
from copilot.errors import KnownError


def system_audio_source() -> Source:
    """What the call plays on this computer. KnownError where system audio cannot be heard at all."""
    if sys.platform.startswith("linux"):
        from copilot.audio.system_linux import LinuxSystemAudio

        return LinuxSystemAudio()
    if sys.platform == "win32":
        from copilot.audio.system_windows import WindowsSystemAudio

        return WindowsSystemAudio()
    if sys.platform == "darwin":
        from copilot.audio.system_macos import MacSystemAudio

        return MacSystemAudio()
    raise KnownError(
        "System audio cannot be heard on this operating system. Use Linux, Windows 10 or macOS 14.2, or import a recording.",
        "Le son du système ne peut pas être écouté ici. Utilisez Linux, Windows 10 ou macOS 14.2, ou un enregistrement.",
    )
