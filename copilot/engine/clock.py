"""Call time: integer milliseconds since the call began."""

import time
from collections.abc import Callable

from copilot.audio.clock import elapsed_s


class CallClock:
    """speed: call seconds per second of `monotonic`; above 1 for a recording played faster. Read from any thread."""

    def __init__(self, speed: float = 1.0, monotonic: Callable[[], float] = elapsed_s) -> None:
        self._monotonic = monotonic
        self._origin = monotonic()
        self.speed = speed

    def restart(self) -> None:
        self._origin = self._monotonic()

    def now_ms(self) -> int:
        return int((self._monotonic() - self._origin) * 1000 * self.speed)

    def seconds_until(self, at_ms: int) -> float:
        """Seconds of real time to wait until that call time; 0 when it has passed."""
        return max(0.0, (at_ms - self.now_ms()) / 1000 / self.speed)

    def wait_until(self, at_ms: int) -> None:
        """Blocks until that call time."""
        if seconds := self.seconds_until(at_ms):
            time.sleep(seconds)
