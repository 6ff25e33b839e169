"""Is there a screen to open a window on? Asked before Qt, which ends the process when there is none."""

import os
import socket
import sys
from pathlib import Path

from copilot.errors import KnownError


def screen_missing() -> str | None:
    """None when a window can be opened; otherwise which variable names a screen that does not answer ('' for none set)."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in (
        "offscreen",
        "minimal",
        "vnc",
    ):
        return None
    runtime, wayland = os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("WAYLAND_DISPLAY", "")
    if wayland and _answers(Path(runtime, wayland)):
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        return ""
    host, _, number = display.partition(":")
    number = number.split(".")[0]
    if (
        host not in ("", "unix")
        or _answers(Path(f"/tmp/.X11-unix/X{number}"))
        or _answers_abstract(f"/tmp/.X11-unix/X{number}")
    ):
        return None
    return display


def need_screen() -> None:
    """Raises KnownError when no window can be opened."""
    missing = screen_missing()
    if missing is None:
        return
    if missing:
        raise KnownError(
            f"The screen {missing} does not answer, so no window can be opened. Start it from a desktop session,"
            " or use `moneytime replay FILE`, which needs none.",
            f"L'écran {missing} ne répond pas : aucune fenêtre ne peut s'ouvrir. Lancez depuis une session graphique,"
            " ou utilisez `moneytime replay FICHIER`, qui s'en passe.",
        )
    raise KnownError(
        "There is no screen here to open a window on. Start it from a desktop session, or use `moneytime demo --headless`"
        " or `moneytime replay FILE`.",
        "Il n'y a pas d'écran ici pour ouvrir une fenêtre. Lancez depuis une session graphique, ou utilisez"
        " `moneytime demo --headless` ou `moneytime replay FICHIER`.",
    )


def _answers(path: Path) -> bool:
    return _connects(str(path))


def _answers_abstract(name: str) -> bool:
    return _connects("\0" + name)


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as s:
        s.settimeout(1)
        try:
            s.connect(address)
        except OSError:
            return False
    return True
