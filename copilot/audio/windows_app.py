"""What one program plays on Windows: a process loopback of each of its processes that plays (proc-tap, pycaw)."""

import logging
import threading
import time
from typing import Any

import numpy as np

from copilot.audio.call_apps import CallApp, call_app
from copilot.audio.mixing import Mixer
from copilot.audio.ring import Ring
from copilot.audio.source import Heard
from copilot.audio.windows_com import com, sessions
from copilot.errors import traced

_RATE = 48_000  # what proc-tap gives, in stereo
_PERIOD_S = 0.02
_LOOK_EVERY_S = 1.0
_GONE_S = 5.0  # a program that changes its device stops for a while
_ACTIVE = 1  # AudioSessionStateActive

log = logging.getLogger(__name__)


def processes_playing(app: CallApp) -> frozenset[int]:
    """Process ids of that application that play now, on whatever output; none while there is no output."""
    with com():
        import comtypes
        import psutil  # type: ignore[import-untyped]

        try:
            return frozenset(
                session.ProcessId
                for session in sessions()
                if session.State == _ACTIVE and session.Process is not None and call_app(session.Process.name()) == app
            )
        except (OSError, comtypes.COMError, psutil.Error):  # an output unplugged, a program that ended: looked at again soon
            return frozenset()


class AppLoopback:
    """Listens on a thread of its own, which owns every COM object. heard: whether the program still plays."""

    rate = _RATE

    def __init__(self, ring: Ring, app: CallApp) -> None:
        self.heard = Heard.RIGHT
        self._ring, self._app = ring, app
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="app-sound", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        taps: dict[int, Any] = {}
        try:
            with com():
                try:
                    self._listen(taps)
                finally:
                    for tap in taps.values():
                        tap.stop()
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the sound of one program is not heard any more: %s", traced(error))
            self.heard = Heard.ENDED

    def _listen(self, taps: dict[int, Any]) -> None:
        mixer = Mixer(time.monotonic, _RATE)
        looked_at = playing_at = time.monotonic()
        self._follow(mixer, taps)
        while not self._stopping.wait(_PERIOD_S):
            now = time.monotonic()
            if now - looked_at >= _LOOK_EVERY_S:
                looked_at = now
                self._follow(mixer, taps)
            if taps:
                playing_at = now
            elif now - playing_at > _GONE_S:
                self.heard = Heard.WRONG
                return
            for pid, tap in taps.items():
                while data := tap.read():
                    mixer.hear(pid, np.frombuffer(data, np.float32).reshape(-1, 2).mean(axis=1))
            self._ring.write(mixer.due())

    def _follow(self, mixer: Mixer, taps: dict[int, Any]) -> None:
        """Taps the processes that began to play and lets go of those that stopped."""
        from proctap.backends import get_backend

        there = processes_playing(self._app)
        for pid in [pid for pid in taps if pid not in there]:
            taps.pop(pid).stop()
            mixer.forget(pid)
        for pid in there - set(taps):
            tap = get_backend(pid, "fast")
            tap.start()
            taps[pid] = tap
