"""The preflight on the real devices: a capture of its own, a tone of its own."""

import threading
from collections.abc import Callable, Sequence

from copilot.audio.capture import Capture
from copilot.audio.findings import Finding, Stage
from copilot.audio.frames import AudioFrame
from copilot.audio.portaudio import play
from copilot.audio.preflight import Preflight
from copilot.audio.source import Source
from copilot.audio.tone import soft_tone
from copilot.errors import KnownError

_TONE_S = 4.0  # a sound server that hangs is not waited for longer


class PreflightRun:
    """Runs it on the devices: own capture, own tone. `on_change(stage, findings)` comes on its thread until DONE.

    A device that cannot be opened shows as its check's failure, never as an exception.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        on_change: Callable[[Stage, tuple[Finding, ...]], None],
        *,
        player: Callable[[], None] = lambda: play(soft_tone(), 48_000),
    ) -> None:
        self._judge = Preflight()
        self._lock = threading.Lock()  # frames come from two pumps
        self._on_change = on_change
        self._player = player
        self._stopping = threading.Event()
        self._capture = Capture(
            sources, self._feed, lambda gap: None, lambda trouble: None, lambda side, level: None, cancel_echo=False
        )
        self._thread = threading.Thread(target=self._run, name="preflight")

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Ends it early, without waiting for it."""
        self._stopping.set()

    def join(self) -> None:
        """Waits until it is done and its devices are closed."""
        self._thread.join()

    def stop(self) -> None:
        """Ends it early; joins everything it started."""
        self.cancel()
        self.join()

    def _feed(self, frame: AudioFrame) -> None:
        with self._lock:
            self._judge.feed(frame, self._capture.rate(frame.side))

    def _run(self) -> None:
        self._capture.start()
        tone = threading.Thread(target=self._play, name="preflight-tone", daemon=True)
        told: tuple[Stage, tuple[Finding, ...]] | None = None
        try:
            while not self._stopping.wait(0.05):
                now = self._capture.now_ms()
                with self._lock:
                    news = (self._judge.stage(now), self._judge.findings(now))
                if news != told:
                    told = news
                    self._on_change(*news)
                if news[0] is Stage.TONE and tone.ident is None:
                    tone.start()
                if news[0] is Stage.DONE:
                    break
        finally:
            if tone.ident is not None:
                tone.join(_TONE_S)
            self._capture.stop()

    def _play(self) -> None:
        try:
            self._player()
        except KnownError:
            return  # the tone is then not heard, which is a finding
