"""One channel against a source that does whatever devices do, with a clock of ours."""

import numpy as np
import pytest

from copilot.audio.channel import Channel, Outlets
from copilot.audio.frames import RATE
from copilot.audio.source import CannotOpen, Heard, Stream
from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan, TroubleEnded
from copilot.errors import KnownError


class Device:
    """A source which can be unplugged, moved, muted, suspended."""

    side = Side.YOU

    def __init__(self, rate: int = 48_000) -> None:
        self.rate = rate
        self.present = True
        self.state = Heard.RIGHT
        self.opened = 0
        self.refusal = CannotOpen(Trouble.ABSENT, "No microphone was found.", "Aucun micro.")
        self.ring = None

    def open(self, ring):
        if not self.present:
            raise self.refusal
        self.opened += 1
        self.ring = ring
        self.state = Heard.RIGHT
        return Stream(self.rate, "Desk microphone")

    def heard(self):
        return self.state

    def close(self):
        self.ring = None


class Rig:
    """Runs a channel in steps of 30 ms of call time while its device plays."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.frames, self.gaps, self.troubles, self.levels = [], [], [], []
        self.channel = Channel(
            device,
            Outlets(
                self.frames.append,
                self.gaps.append,
                self.troubles.append,
                lambda side, level: self.levels.append((side, level)),
            ),
        )
        self.now = 0
        self.owed = 0.0

    def run(self, ms: int, *, value: float | None = 0.1, paused: bool = False) -> None:
        """value: what the device delivers; None: nothing at all."""
        for _ in range(0, ms, 30):
            self.now += 30
            self.owed += 30 * self.device.rate / 1000
            if self.device.ring is not None and value is not None:
                self.device.ring.write(np.full(int(self.owed), value, np.float32))
            self.owed -= int(self.owed)
            self.channel.turn(self.now, paused=paused)

    @property
    def spans(self):
        return [(gap.start_ms, gap.end_ms, gap.reason) for gap in self.gaps]


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 192_000])
def test_any_rate_becomes_windows_of_call_time(rate):
    rig = Rig(Device(rate))
    assert rig.channel.rate == 0
    rig.run(3000)
    assert rig.channel.rate == rate
    assert all(frame.samples.shape == (512,) and frame.samples.dtype == np.float32 for frame in rig.frames)
    assert len(rig.frames) == pytest.approx(3000 / 32, abs=3)
    steps = np.diff([frame.start_ms for frame in rig.frames])
    assert set(steps) <= {31, 32, 33}
    assert np.allclose(rig.frames[-1].samples, 0.1, atol=1e-3)
    assert not rig.gaps
    assert not rig.troubles
    assert len(rig.levels) == len(rig.frames) // 3
    assert rig.levels[-1] == (Side.YOU, pytest.approx(-20, abs=0.1))


def test_a_device_away_is_a_gap_and_a_trouble_that_ends():
    rig = Rig(Device())
    rig.run(3000)
    rig.device.present = False
    rig.device.state = Heard.ENDED
    rig.run(6000)
    rig.device.present = True
    rig.run(3000)
    began, ended = rig.troubles
    assert isinstance(began, TroubleBegan)
    assert (began.trouble, began.side, began.detail) == (Trouble.ABSENT, Side.YOU, "Desk microphone")
    assert 3900 <= began.at_ms <= 4200
    assert isinstance(ended, TroubleEnded)
    [(start, end, reason)] = rig.spans
    assert (start, end) == (pytest.approx(3000, abs=60), pytest.approx(10_000, abs=1100))
    assert reason == "device"


def test_what_a_moved_stream_delivers_is_never_passed_on():
    rig = Rig(Device())
    rig.run(2000)
    rig.device.ring.write(np.full(48_000, 0.9, np.float32))
    rig.device.state = Heard.WRONG
    rig.run(2000)
    assert rig.device.opened == 2
    assert max(float(frame.samples.max()) for frame in rig.frames) < 0.2
    assert len(rig.gaps) == 1


def test_no_device_at_start_is_told_at_once_and_used_when_it_comes():
    device = Device()
    device.present = False
    rig = Rig(device)
    rig.run(2000)
    assert [t.trouble for t in rig.troubles] == [Trouble.ABSENT]
    assert rig.troubles[0].at_ms <= 1100
    device.present = True
    rig.run(3000)
    assert isinstance(rig.troubles[-1], TroubleEnded)
    assert rig.frames
    assert rig.spans[0][0] == 0


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (CannotOpen(Trouble.STUCK, "No sound server answers.", "Aucun serveur de son."), Trouble.STUCK),
        (CannotOpen(Trouble.REFUSED, "Held by another program.", "Occupé."), Trouble.REFUSED),
        (KnownError("A package is missing.", "Un paquet manque."), Trouble.REFUSED),
    ],
)
def test_why_a_device_does_not_open_is_told(refusal, told):
    device = Device()
    device.present, device.refusal = False, refusal
    rig = Rig(device)
    rig.run(5000)
    assert [t.trouble for t in rig.troubles] == [told]


def test_a_device_that_opens_and_delivers_nothing_is_told_within_20_s():
    rig = Rig(Device())
    rig.run(20_000, value=None)
    assert [t.trouble for t in rig.troubles] == [Trouble.LOST]


def test_zeros_are_told_within_20_s_at_the_start():
    rig = Rig(Device())
    rig.run(20_000, value=0.0)
    assert [(t.trouble, t.at_ms < 20_000) for t in rig.troubles] == [(Trouble.SILENT, True)]
    rig.run(1000)
    assert isinstance(rig.troubles[-1], TroubleEnded)


def test_zeros_are_told_within_60_s_later_on():
    rig = Rig(Device())
    rig.run(5000)
    rig.run(50_000, value=0.0)
    assert not rig.troubles
    rig.run(10_000, value=0.0)
    assert [t.trouble for t in rig.troubles] == [Trouble.SILENT]


def test_a_suspended_device_is_opened_again_and_told():
    rig = Rig(Device())
    rig.run(3000)
    rig.run(9000, value=None)
    assert rig.device.opened > 1
    assert [t.trouble for t in rig.troubles] == [Trouble.LOST]
    rig.run(3000)
    assert isinstance(rig.troubles[-1], TroubleEnded)
    assert rig.spans == [(pytest.approx(3000, abs=60), pytest.approx(12_000, abs=60), "suspended")]


def test_a_late_burst_loses_nothing():
    rig = Rig(Device(16_000))
    rig.run(3000)
    rig.run(2010, value=None)
    rig.device.ring.write(np.full(2010 * 16, 0.1, np.float32))
    rig.run(3000)
    assert not rig.gaps
    assert set(np.diff([frame.start_ms for frame in rig.frames])) <= {31, 32, 33}
    assert rig.frames[-1].start_ms + 32 == pytest.approx(rig.now, abs=60)


def test_a_short_suspension_is_a_gap_of_its_length():
    rig = Rig(Device(16_000))
    rig.run(3000)
    rig.run(2010, value=None)
    rig.run(3000)
    assert rig.spans == [(pytest.approx(3000, abs=40), pytest.approx(5010, abs=60), "suspended")]


def test_an_overrun_is_a_gap_of_what_was_lost():
    rig = Rig(Device(16_000))
    rig.run(3000)
    rig.device.ring.write(np.full((1 << 19) + 16_000, 0.1, np.float32))
    rig.now += 33_768
    rig.run(3000)
    assert [(end - start, reason) for start, end, reason in rig.spans] == [(pytest.approx(1000, abs=60), "overrun")]
    assert rig.frames[-1].start_ms + 32 == pytest.approx(rig.now, abs=100)


def test_a_paused_channel_drops_what_it_hears_and_keeps_the_time():
    rig = Rig(Device())
    rig.run(3000)
    heard = len(rig.frames)
    rig.run(120_000, value=0.7, paused=True)
    assert len(rig.frames) == heard
    rig.run(3000)
    assert not rig.gaps
    assert not rig.troubles
    assert rig.frames[heard].start_ms == pytest.approx(123_000, abs=60)
    assert rig.frames[-1].start_ms + 32 == pytest.approx(rig.now, abs=60)
    assert max(float(frame.samples.max()) for frame in rig.frames[heard + 1 :]) < 0.2


def test_closing_tells_the_hole_that_lasts():
    rig = Rig(Device())
    rig.run(3000)
    rig.device.present = False
    rig.device.state = Heard.ENDED
    rig.run(3000)
    rig.channel.close(rig.now)
    assert rig.spans == [(pytest.approx(3000, abs=60), rig.now, "device")]


def test_frames_hold_their_own_samples():
    rig = Rig(Device(RATE))
    rig.run(300, value=0.1)
    first = rig.frames[0].samples.copy()
    rig.run(300, value=0.3)
    assert np.array_equal(rig.frames[0].samples, first)
