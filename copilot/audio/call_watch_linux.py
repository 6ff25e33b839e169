"""Who records on Linux: the source outputs of PulseAudio or PipeWire, told of by the server itself."""

import os
import threading
from collections.abc import Iterator

import pulsectl

_LISTEN_S = 1.0
_AGAIN_S = 5.0  # between two tries to reach a server that is away
_NAMES = (
    "application.process.binary",
    "pipewire.access.portal.app_id",
    "application.id",
    "application.name",
    "application.icon_name",
)
_OURS = "Money Time"


def pulse_users(stopping: threading.Event) -> Iterator[frozenset[tuple[str, ...]]]:
    """Yields at each change and once a second; nobody while no server answers, and goes on when one does."""
    while not stopping.is_set():
        try:
            yield from _listen(stopping)
        except (pulsectl.PulseError, pulsectl.PulseDisconnected):
            yield frozenset()
            stopping.wait(_AGAIN_S)


def _listen(stopping: threading.Event) -> Iterator[frozenset[tuple[str, ...]]]:
    stale = True

    def changed(event: object) -> None:
        nonlocal stale
        stale = True
        raise pulsectl.PulseLoopStop

    with pulsectl.Pulse("Money Time (calls)", connect=False) as pulse:
        pulse.connect()
        pulse.event_mask_set("source_output")
        pulse.event_callback_set(changed)
        users: frozenset[tuple[str, ...]] = frozenset()
        while not stopping.is_set():
            if stale:
                stale = False
                users = _users(pulse)
            yield users
            pulse.event_listen(timeout=_LISTEN_S)


def _users(pulse: pulsectl.Pulse) -> frozenset[tuple[str, ...]]:
    monitors = {source.index for source in pulse.source_list() if source.monitor_of_sink_name}
    return frozenset(
        tuple(output.proplist.get(name, "") for name in _NAMES)
        for output in pulse.source_output_list()
        if output.source not in monitors and not output.corked and not _ours(output.proplist)
    )


def _ours(proplist: dict[str, str]) -> bool:
    named = proplist.get("application.name", "").startswith(_OURS)  # in a sandbox the server may know another process id
    return named or proplist.get("application.process.id") == str(os.getpid())
