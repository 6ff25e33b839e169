"""Who records on Windows: the list of microphone users that Windows keeps for its privacy page and its taskbar sign."""

import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

_STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\microphone"
_CLASSIC = "NonPackaged"  # programs that no store installed: one key each, its path with # for \
_EVERY_S = 1.0
_FILETIME_EPOCH_S = 11_644_473_600  # 1601 to 1970
_FILETIME_PER_S = 10_000_000


def consent_users(stopping: threading.Event) -> Iterator[frozenset[tuple[str, ...]]]:
    """Yields once a second: reading some dozen registry keys takes less than a millisecond. Nobody on Windows before 1903."""
    import psutil  # type: ignore[import-untyped]

    booted = psutil.boot_time()
    while not stopping.is_set():
        yield frozenset((name,) for name, since in _recording() if since >= booted and not _ours(name))
        stopping.wait(_EVERY_S)


def _recording() -> Iterator[tuple[str, float]]:
    """Package family or program path, and since when (seconds since 1970). A crash of Windows itself leaves old ones behind."""
    import winreg as registry  # the module exists on Windows alone

    win: Any = registry
    for folder in (_STORE, rf"{_STORE}\{_CLASSIC}"):
        try:
            store = win.OpenKey(win.HKEY_CURRENT_USER, folder)
        except OSError:
            continue
        with store:
            for at in range(win.QueryInfoKey(store)[0]):
                name = win.EnumKey(store, at)
                try:
                    with win.OpenKey(store, name) as key:
                        started, stopped = (win.QueryValueEx(key, f"LastUsedTime{x}")[0] for x in ("Start", "Stop"))
                except OSError:
                    continue  # it never used the microphone, or went while we looked
                if started and not stopped:
                    yield name, started / _FILETIME_PER_S - _FILETIME_EPOCH_S


def _ours(name: str) -> bool:
    return name.replace("#", os.sep).casefold() == sys.executable.replace("\\", os.sep).casefold()
