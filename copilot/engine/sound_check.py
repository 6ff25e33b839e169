"""The door to the preflight: the devices of the settings, tried before a call."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from copilot.audio.findings import Finding, Stage
from copilot.errors import KnownError, traced
from copilot.store.settings import Settings

if TYPE_CHECKING:
    from copilot.audio.preflight_run import PreflightRun

Tell = Callable[[Stage, tuple[Finding, ...]], None]
log = logging.getLogger(__name__)


class SoundCheck:
    """One try of both sides. `start` and `cancel` return at once and belong to the thread that made it.

    tell: called on threads of its own, with all findings so far, until DONE; not after `cancel`. DONE without findings
    means that the check itself broke.
    """

    def __init__(self, settings: Settings, tell: Tell) -> None:
        self._microphone, self._tell = settings.microphone, tell
        self._lock = threading.Lock()
        self._cancelled = False
        self._run: PreflightRun | None = None
        self._thread = threading.Thread(target=self._work, name="sound check")

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        with self._lock:
            self._cancelled = True
            if self._run is not None:
                self._run.cancel()

    def join(self) -> None:
        """Waits until the devices are closed: two seconds at most after `cancel`."""
        self._thread.join()

    def _work(self) -> None:
        try:
            run = self._begin()
            if run is not None:
                run.join()
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the sound check failed: %s", traced(error))
            self._say(Stage.DONE, ())

    def _begin(self) -> "PreflightRun | None":
        """Made here: the sound libraries take longer to load than a window may freeze."""
        from copilot.audio.microphone import microphone_source
        from copilot.audio.preflight_run import PreflightRun
        from copilot.audio.system import system_audio_source

        sources = [microphone_source(self._microphone)]
        try:
            sources.append(system_audio_source())
        except KnownError:
            log.info("system audio cannot be heard on this system")
        run = PreflightRun(sources, self._say)
        with self._lock:
            if self._cancelled:
                return None
            self._run = run
            run.start()
        return run

    def _say(self, stage: Stage, findings: tuple[Finding, ...]) -> None:
        if not self._cancelled:
            self._tell(stage, findings)
