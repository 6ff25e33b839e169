"""Four hours of a call whose devices change every few minutes, on a clock of ours: nothing piles up."""

import gc
import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from copilot.audio.bounded import BoundedSource
from copilot.audio.channel import Channel, Outlets
from copilot.audio.source import Heard, Stream
from copilot.call.catalogue import Side

STEP_MS = 480
CHANGE_MS = 3 * 60_000
HOURS = 4
RATES = (48_000, 16_000, 16_000, 8_000)


class Changing:
    """A source that becomes another device, with another rate, every three minutes."""

    def __init__(self, side):
        self.side = side
        self.ring = None
        self.state = Heard.RIGHT
        self.opened = self.closed = 0
        self.sound = np.random.default_rng(1).standard_normal(48_000).astype(np.float32) * 0.05

    def open(self, ring):
        self.ring, self.state = ring, Heard.RIGHT
        self.opened += 1
        self.rate = RATES[self.opened % len(RATES)]
        return Stream(self.rate, f"device {self.opened}")

    def heard(self):
        return self.state

    def close(self):
        self.ring = None
        self.closed += 1

    def deliver(self):
        if self.ring is not None:
            self.ring.write(self.sound[: self.rate * STEP_MS // 1000])


def used():
    """Threads, open files, MB of memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return threading.active_count(), len(os.listdir("/proc/self/fd")), pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts what the process holds in /proc")
def test_four_hours_with_changing_devices_leave_nothing_behind():
    heard = {Side.YOU: 0}
    gaps, troubles = [], []

    def frame(window):
        heard[window.side] += 1

    sources = {side: Changing(side) for side in heard}
    outlets = Outlets(frame, gaps.append, troubles.append, lambda side, level: None)
    channels = {side: Channel(BoundedSource(source), outlets) for side, source in sources.items()}
    early = None
    for now in range(STEP_MS, HOURS * 3_600_000, STEP_MS):
        for side, source in sources.items():
            source.deliver()
            if now % CHANGE_MS == 0:
                source.state = Heard.ENDED
            channels[side].turn(now)
        if now == 16 * 60_000:
            early = used()
    late = used()
    for side, channel in channels.items():
        channel.close(HOURS * 3_600_000)
        assert sources[side].opened == sources[side].closed
        assert sources[side].opened >= HOURS * 3_600_000 // CHANGE_MS
        assert heard[side] > HOURS * 3_600_000 / 32 * 0.97
    assert len(gaps) < 3 * HOURS * 3_600_000 // CHANGE_MS
    assert (late[0], late[1]) == (early[0], early[1])
    assert late[2] - early[2] < 30
