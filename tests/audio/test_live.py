"""Capture on a real sound server with virtual devices. Slow: it plays sound and waits for it."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from copilot.audio.capture import Capture
from copilot.audio.devices import Devices, list_devices
from copilot.audio.frames import RATE, AudioFrame
from copilot.audio.levels import dbfs
from copilot.audio.microphone import microphone_source
from copilot.audio.preflight import Check, Stage, Verdict
from copilot.audio.preflight_run import PreflightRun
from copilot.audio.system import system_audio_source
from copilot.call.catalogue import Side
from copilot.call.events import AudioGap, Trouble, TroubleBegan, TroubleEnded

pytestmark = pytest.mark.slow


class Ear:
    """Everything one capture told."""

    def __init__(self) -> None:
        self.frames: dict[Side, list[AudioFrame]] = {Side.YOU: [], Side.THEM: []}
        self.gaps: list[AudioGap] = []
        self.troubles: list[TroubleBegan | TroubleEnded] = []
        self.levels: list[tuple[Side, float]] = []
        self.capture = Capture(
            [microphone_source(), system_audio_source()],
            lambda frame: self.frames[frame.side].append(frame),
            self.gaps.append,
            self.troubles.append,
            lambda side, level: self.levels.append((side, level)),
        )

    def since(self, side: Side, start_ms: int) -> NDArray[np.float32]:
        heard = [frame.samples for frame in self.frames[side] if frame.start_ms >= start_ms]
        return np.concatenate(heard) if heard else np.zeros(0, np.float32)

    def until(self, condition: Callable[[], bool], seconds: float) -> float:
        """Waits for it; returns how long that took."""
        begun = time.monotonic()
        while not condition():
            assert time.monotonic() - begun < seconds, "it never came"
            time.sleep(0.02)
        return time.monotonic() - begun


@pytest.fixture
def ear(sound_server) -> Iterator[Ear]:
    ear = Ear()
    ear.capture.start()
    ear.until(lambda: all(ear.frames.values()), 5)
    yield ear
    ear.capture.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("pump", "pulse"))]


def tone(hertz: float, seconds: float = 1.0, rate: int = 48_000) -> NDArray[np.float32]:
    return (0.3 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(np.float32)


def strength(samples: NDArray[np.float32], hertz: float) -> float:
    """Amplitude of that tone in the samples."""
    wave = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE)
    return float(2 * abs(np.mean(samples * wave))) if len(samples) else 0.0


def test_each_side_hears_its_own_device(sound_server, ear):
    players = [sound_server.play("throat", tone(440)), sound_server.play("speaker", tone(1000))]
    begun = ear.capture.now_ms()
    for player in players:
        player.wait()
    ear.until(lambda: ear.frames[Side.YOU][-1].start_ms > begun + 1000, 3)
    middle = begun + 400
    you, them = ear.since(Side.YOU, middle)[: RATE // 2], ear.since(Side.THEM, middle)[: RATE // 2]
    assert strength(you, 440) > 0.2 > 0.01 > strength(you, 1000)
    assert strength(them, 1000) > 0.2 > 0.01 > strength(them, 440)
    assert {side for side, _ in ear.levels} == {Side.YOU, Side.THEM}
    assert not ear.gaps
    for frames in ear.frames.values():  # 32 ms each, and the anchor may move by a few while it learns the device's clock
        assert {b.start_ms - a.start_ms for a, b in pairwise(frames)} <= set(range(28, 37))


def test_a_headset_is_followed_and_the_hole_is_told(sound_server, ear):
    sound_server.pactl("load-module", "module-null-sink", "sink_name=headset", "norewinds=1", "rate=44100")
    changed = ear.capture.now_ms()
    sound_server.pactl("set-default-sink", "headset")
    player = sound_server.play("headset", tone(700, 4))
    took = ear.until(lambda: strength(ear.since(Side.THEM, changed)[-RATE // 4 :], 700) > 0.2, 3)
    player.kill()
    player.wait()
    assert took < 3
    assert [(gap.side, gap.reason) for gap in ear.gaps] == [(Side.THEM, "device")]


def test_a_microphone_pulled_out_is_never_replaced_by_the_far_side(sound_server, ear):
    player = sound_server.play("speaker", tone(900, 8))
    pulled = ear.capture.now_ms()
    sound_server.pactl("unload-module", "module-remap-source")
    ear.until(lambda: bool(ear.troubles), 5)
    assert (ear.troubles[0].trouble, ear.troubles[0].side) == (Trouble.LOST, Side.YOU)
    assert strength(ear.since(Side.YOU, pulled), 900) < 0.01
    sound_server.pactl("load-module", "module-remap-source", "source_name=mic", "master=throat.monitor")
    took = ear.until(lambda: isinstance(ear.troubles[-1], TroubleEnded), 5)
    player.kill()
    player.wait()
    assert took < 3
    assert strength(ear.since(Side.YOU, pulled), 900) < 0.01
    assert Side.YOU in {gap.side for gap in ear.gaps}


def test_a_sound_server_that_restarts(sound_server, ear):
    sound_server.kill()
    ear.until(lambda: {t.side for t in ear.troubles} == {Side.YOU, Side.THEM}, 10)
    heard = {side: len(frames) for side, frames in ear.frames.items()}
    sound_server.start()
    took = ear.until(lambda: all(len(frames) > heard[side] for side, frames in ear.frames.items()), 6)
    assert took < 4
    assert {gap.side for gap in ear.gaps} == {Side.YOU, Side.THEM}


def test_no_sound_server_at_all_is_told_and_one_that_comes_is_used(sound_server):
    sound_server.kill()
    ear = Ear()
    ear.capture.start()
    try:
        ear.until(lambda: len(ear.troubles) == 2, 5)
        assert {t.trouble for t in ear.troubles} == {Trouble.LOST}
        sound_server.start()
        ear.until(lambda: all(ear.frames.values()), 6)
    finally:
        ear.capture.stop()


def test_processor_time_in_silence(sound_server, ear):
    before, begun = time.process_time(), time.monotonic()
    time.sleep(4)
    assert (time.process_time() - before) / (time.monotonic() - begun) < 0.06, os.getloadavg()


def test_preflight_on_virtual_devices(sound_server):
    told = []
    run = PreflightRun([microphone_source(), system_audio_source()], lambda stage, findings: told.append((stage, findings)))
    run.start()
    begun = time.monotonic()
    while not told or told[-1][0] is not Stage.VOICE:
        assert time.monotonic() - begun < 10
        time.sleep(0.05)
    player = sound_server.play("throat", tone(300, 3))
    while told[-1][0] is not Stage.DONE:
        assert time.monotonic() - begun < 20
        time.sleep(0.05)
    player.kill()
    player.wait()
    run.stop()
    assert {finding.check for finding in told[-1][1]} == set(Check)
    assert {finding.verdict for finding in told[-1][1]} == {Verdict.GOOD}


def test_devices_are_listed(sound_server):
    found = list_devices()
    assert [(device.id, device.default) for device in found.microphones] == [("mic", True)]
    assert ("speaker.monitor", True) in [(device.id, device.default) for device in found.system]
    sound_server.kill()
    assert list_devices() == Devices((), ())


def test_loudspeakers_in_the_room_are_cancelled_and_told(sound_server, ear):
    sound_server.pactl("load-module", "module-loopback", "source=speaker.monitor", "sink=throat", "latency_msec=60")
    leak = sound_server.pactl("list", "short", "sink-inputs").split()[0]
    sound_server.pactl("set-sink-input-volume", leak, "-15dB")
    rng = np.random.default_rng(4)
    syllables = np.repeat(rng.choice([0.0, 0.3, 1.0], 80), 4800)
    player = sound_server.play("speaker", (0.1 * syllables * rng.standard_normal(len(syllables))).astype(np.float32))
    begun = ear.capture.now_ms()
    ear.until(lambda: bool(ear.troubles), 8)
    ear.until(lambda: ear.frames[Side.YOU][-1].start_ms > begun + 7000, 8)
    player.kill()
    player.wait()
    assert [(t.trouble, t.side) for t in ear.troubles] == [(Trouble.ECHO, Side.YOU)]
    window = slice(0, 2 * RATE)
    assert dbfs(ear.since(Side.YOU, begun + 4500)[window]) < dbfs(ear.since(Side.THEM, begun + 4500)[window]) - 25
