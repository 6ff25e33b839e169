"""Who records on macOS 14.2 and later: Core Audio's own list of processes (catap), which needs no permission."""

import os
import threading
from collections.abc import Iterator

_EVERY_S = 2.0


def core_audio_users(stopping: threading.Event) -> Iterator[frozenset[tuple[str, ...]]]:
    """Yields every two seconds; ends at once before macOS 14.2, where only *that* a microphone is used can be known."""
    try:
        import catap
    except ImportError:
        return
    while not stopping.is_set():
        try:
            processes = catap.list_audio_processes()
        except OSError:
            processes = []
        yield frozenset((p.bundle_id or "", p.name) for p in processes if p.is_inputting and p.pid != os.getpid())
        stopping.wait(_EVERY_S)
