"""Live capture: a pump thread for each side, one clock for both."""

import logging
import threading
from collections.abc import Callable, Sequence

from copilot.audio.bounded import BoundedSource
from copilot.audio.canceller import EchoGuard
from copilot.audio.channel import Channel, Outlets
from copilot.audio.clock import elapsed_s
from copilot.audio.frames import AudioFrame
from copilot.audio.source import Source
from copilot.call.catalogue import Side
from copilot.call.events import AudioGap, Trouble, TroubleBegan, TroubleEnded
from copilot.errors import traced

_LAST_MS = 1000  # at the end nothing is waited for
_PERIOD_S = 0.04  # the pumps poll, for a callback must not wake anyone

log = logging.getLogger(__name__)


class Capture:
    """Listens to all sources until stopped. The callbacks are called on the pump threads, one per source.

    With a microphone and system audio, the microphone's frames have been freed of echo, and come some 50 ms later for it.
    A source that fails does not stop the others: `on_trouble` tells, and it is opened again as soon as that works.
    Call time 0 is the moment of `start()`; clock: seconds, monotonic. Used from the thread that owns the session.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        on_frame: Callable[[AudioFrame], None],
        on_gap: Callable[[AudioGap], None],
        on_trouble: Callable[[TroubleBegan | TroubleEnded], None],
        on_level: Callable[[Side, float], None],
        *,
        cancel_echo: bool = True,
        clock: Callable[[], float] = elapsed_s,
    ) -> None:
        self._clock = clock
        self._started = 0.0
        self._paused = threading.Event()
        self._stopping = threading.Event()
        self._on_frame, self._on_gap, self._on_trouble = on_frame, on_gap, on_trouble
        guarded = cancel_echo and {source.side for source in sources} == {Side.YOU, Side.THEM}
        self._guard = EchoGuard(on_trouble) if guarded else None
        outlets = Outlets(self._frame if guarded else on_frame, self._gap, on_trouble, on_level)
        self._channels = {source.side: Channel(BoundedSource(source), outlets) for source in sources}
        self._threads = [threading.Thread(target=self._pump, args=at, name=f"pump-{at[0]}") for at in self._channels.items()]

    def start(self) -> None:
        self._started = self._clock()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends all streams and joins the pumps; no callback comes after it."""
        self._stopping.set()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def pause(self) -> None:
        """Frames are dropped from now on, unread; call time goes on."""
        self._paused.set()

    def resume(self) -> None:
        self._paused.clear()

    def now_ms(self) -> int:
        """Call time."""
        return int((self._clock() - self._started) * 1000)

    def rate(self, side: Side) -> int:
        """Samples per second that the side's device delivers; 0 while it delivers nothing."""
        return self._channels[side].rate

    def _frame(self, frame: AudioFrame) -> None:
        assert self._guard is not None
        if frame.side is Side.YOU:
            self._guard.near(frame)
        else:
            self._guard.far(frame)
            self._on_frame(frame)

    def _gap(self, gap: AudioGap) -> None:
        if self._guard is not None:
            if gap.reason == "device":
                self._guard.devices_changed()
            else:
                self._guard.sound_missing()
        self._on_gap(gap)

    def _take_cleaned(self, side: Side, now: int) -> None:
        if self._guard is not None and side is Side.YOU:
            for frame in self._guard.take(now):
                self._on_frame(frame)

    def _pump(self, side: Side, channel: Channel) -> None:
        try:
            while not self._stopping.wait(_PERIOD_S):
                now = self.now_ms()
                channel.turn(now, paused=self._paused.is_set())
                self._take_cleaned(side, now)
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the pump of %s failed: %s", side, traced(error))
            self._on_trouble(TroubleBegan(at_ms=self.now_ms(), trouble=Trouble.LOST, side=side))
        finally:
            channel.close(self.now_ms())
            self._take_cleaned(side, self.now_ms() + _LAST_MS)
