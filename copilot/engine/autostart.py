"""Starting with the computer: an entry this user's desktop reads at login. Off until the user asks for it."""

import os
import plistlib
import shutil
import sys
from pathlib import Path
from typing import Any

from copilot.errors import KnownError
from copilot.store.paths import write_atomically

_NAME = "moneytime"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
IN_TRAY = "--in-tray"


def command() -> list[str]:
    """What starts this very app, without its window."""
    if getattr(sys, "frozen", False):
        return [sys.executable, IN_TRAY]
    program = shutil.which(_NAME)
    beside = Path(sys.executable).with_name(_NAME + (".exe" if sys.platform == "win32" else ""))
    if beside.is_file():
        program = str(beside)
    return [program, IN_TRAY] if program else [sys.executable, "-m", "copilot", IN_TRAY]


def starts_at_login() -> bool:
    if sys.platform == "win32":
        return _windows_value(_registry()) != ""
    return _file().is_file()


def start_at_login(on: bool) -> None:
    """KnownError when the entry cannot be written."""
    try:
        if sys.platform == "win32":
            set_windows_value(_registry(), command() if on else None)
        elif on:
            make = launch_agent if sys.platform == "darwin" else desktop_file
            _file().parent.mkdir(parents=True, exist_ok=True)
            write_atomically(_file(), make(command()))
        else:
            _file().unlink(missing_ok=True)
    except OSError as e:
        raise KnownError(
            f"Starting with the computer could not be changed ({e.strerror}).",
            f"Le lancement au démarrage n'a pas pu être changé ({e.strerror}).",
        ) from e


def _file() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{_NAME}.plist"
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if config else Path.home() / ".config") / "autostart" / f"{_NAME}.desktop"


def desktop_file(arguments: list[str]) -> str:
    """An XDG autostart entry: each argument quoted, its backslashes, quotes, dollars and percent signs escaped."""
    return (
        "[Desktop Entry]\nType=Application\nName=Money Time\n"
        f"Exec={' '.join(_quoted(a) for a in arguments)}\nIcon=moneytime\nTerminal=false\n"
    )


def _quoted(argument: str) -> str:
    for character in '\\"`$':
        argument = argument.replace(character, "\\\\" + character)
    return '"' + argument.replace("%", "%%") + '"'


def launch_agent(arguments: list[str]) -> str:
    """A launchd agent of this user."""
    wanted = {"Label": _NAME, "ProgramArguments": arguments, "RunAtLoad": True, "ProcessType": "Interactive"}
    return plistlib.dumps(wanted).decode()


def _registry() -> Any:
    import winreg

    return winreg


def _windows_value(winreg: Any) -> str:
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            return str(winreg.QueryValueEx(key, _NAME)[0])
    except OSError:
        return ""


def set_windows_value(winreg: Any, arguments: list[str] | None) -> None:
    """The Run key of this user; None takes the value out."""
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
        if arguments is not None:
            line = " ".join(f'"{a}"' if " " in a else a for a in arguments)
            winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, line)
        elif _windows_value(winreg):
            winreg.DeleteValue(key, _NAME)
