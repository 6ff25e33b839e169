"""Capture on a real sound server with virtual devices. Slow: it plays sound and waits for it.

A shared machine may stall any program for seconds, so these tests only say what happens, not how fast; how fast is
shown with the clock of `test_channel.py`.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from copilot.audio.call_apps import CallApp, app_with_id
from copilot.audio.capture import Capture
from copilot.audio.devices import Devices, list_devices
from copilot.audio.findings import Check, Stage, Verdict
from copilot.audio.frames import RATE, AudioFrame
from copilot.audio.levels import dbfs
from copilot.audio.microphone import microphone_source
from copilot.audio.preflight_run import PreflightRun
from copilot.audio.pulse import look
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen
from copilot.audio.system import system_audio_source
from copilot.call.catalogue import Side
from copilot.call.events import AudioGap, Trouble, TroubleBegan, TroubleEnded

pytestmark = pytest.mark.slow
_PATIENCE_S = 45.0
_NEWS = threading.Condition()


class Ear:
    """Everything one capture told."""

    def __init__(self, app: CallApp | None = None) -> None:
        self.frames: dict[Side, list[AudioFrame]] = {Side.YOU: [], Side.THEM: []}
        self.gaps: list[AudioGap] = []
        self.troubles: list[TroubleBegan | TroubleEnded] = []
        self.levels: list[tuple[Side, float]] = []
        self.capture = Capture(
            [microphone_source(), system_audio_source(app)],
            lambda frame: _tell(self.frames[frame.side], frame),
            lambda gap: _tell(self.gaps, gap),
            lambda trouble: _tell(self.troubles, trouble),
            lambda side, level: _tell(self.levels, (side, level)),
        )

    def since(self, side: Side, start_ms: int) -> NDArray[np.float32]:
        heard = [frame.samples for frame in self.frames[side] if frame.start_ms >= start_ms]
        return np.concatenate(heard) if heard else np.zeros(0, np.float32)


def until(condition: Callable[[], bool]) -> None:
    """Waits for it, looking anew at each thing an ear is told, and ten times a second for the rest."""
    begun = time.monotonic()
    with _NEWS:
        while not condition():
            assert time.monotonic() - begun < _PATIENCE_S, "it never came"
            _NEWS.wait(0.1)


def _tell(told: list[Any], item: object) -> None:
    with _NEWS:
        told.append(item)
        _NEWS.notify_all()


@pytest.fixture
def ear(sound_server) -> Iterator[Ear]:
    ear = Ear()
    ear.capture.start()
    until(lambda: all(ear.frames.values()))
    yield ear
    ear.capture.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("pump", "pulse", "device", "app"))]


def tone(hertz: float, seconds: float = 1.0, rate: int = 48_000) -> NDArray[np.float32]:
    return (0.3 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(np.float32)


def strength(samples: NDArray[np.float32], hertz: float) -> float:
    """Amplitude of that tone in the samples."""
    wave = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE)
    return float(2 * abs(np.mean(samples * wave))) if len(samples) else 0.0


def test_each_side_hears_its_own_device(sound_server, ear):
    players = [sound_server.play("throat", tone(440, 3)), sound_server.play("speaker", tone(1000, 3))]
    begun = ear.capture.now_ms()
    until(lambda: min(frames[-1].start_ms for frames in ear.frames.values()) > begun + 1500)
    for player in players:
        player.kill()
        player.wait()
    middle = begun + 900
    you, them = ear.since(Side.YOU, middle)[: RATE // 2], ear.since(Side.THEM, middle)[: RATE // 2]
    assert strength(you, 440) > 0.2 > 0.01 > strength(you, 1000)
    assert strength(them, 1000) > 0.2 > 0.01 > strength(them, 440)
    assert {side for side, _ in ear.levels} == {Side.YOU, Side.THEM}
    assert not [gap for gap in ear.gaps if gap.start_ms]
    for frames in ear.frames.values():  # 32 ms each, and the anchor may move by a few while it learns the device's clock
        assert {b.start_ms - a.start_ms for a, b in pairwise(frames)} <= set(range(28, 37))


def test_a_headset_is_followed_and_the_hole_is_told(sound_server, ear):
    sound_server.pactl("load-module", "module-null-sink", "sink_name=headset", "norewinds=1", "rate=44100")
    changed = ear.capture.now_ms()
    sound_server.pactl("set-default-sink", "headset")
    player = sound_server.play("headset", tone(700, 60))
    until(lambda: strength(ear.since(Side.THEM, changed)[-RATE // 4 :], 700) > 0.2)
    player.kill()
    player.wait()
    assert (Side.THEM, "device") in [(gap.side, gap.reason) for gap in ear.gaps]


def test_a_microphone_pulled_out_is_never_replaced_by_the_far_side(sound_server, ear):
    player = sound_server.play("speaker", tone(900, 60))
    pulled = ear.capture.now_ms()
    sound_server.pactl("unload-module", "module-remap-source")
    until(lambda: bool(ear.troubles))
    assert (ear.troubles[0].trouble, ear.troubles[0].side) == (Trouble.ABSENT, Side.YOU)
    assert strength(ear.since(Side.YOU, pulled), 900) < 0.01
    sound_server.pactl("load-module", "module-remap-source", "source_name=mic", "master=throat.monitor")
    until(lambda: isinstance(ear.troubles[-1], TroubleEnded))
    player.kill()
    player.wait()
    assert strength(ear.since(Side.YOU, pulled), 900) < 0.01
    assert Side.YOU in {gap.side for gap in ear.gaps}


def test_a_sound_server_that_restarts(sound_server, ear):
    sound_server.kill()
    until(lambda: {t.side for t in ear.troubles} == {Side.YOU, Side.THEM})
    heard = {side: len(frames) for side, frames in ear.frames.items()}
    sound_server.start()
    until(lambda: all(len(frames) > heard[side] for side, frames in ear.frames.items()))
    assert {gap.side for gap in ear.gaps} == {Side.YOU, Side.THEM}


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (192_000, 8)])
def test_a_headset_and_an_interface_are_heard_at_their_own_rate_and_channels(sound_server, ear, rate, channels):
    made = "sink_name=odd", f"rate={rate}", f"channels={channels}", "norewinds=1"
    sound_server.pactl("load-module", "module-null-sink", *made)
    sound_server.pactl("load-module", "module-remap-source", "source_name=oddmic", "master=odd.monitor")
    changed = ear.capture.now_ms()
    sound_server.pactl("set-default-sink", "odd")
    sound_server.pactl("set-default-source", "oddmic")
    player = sound_server.play("odd", tone(600, 60))
    for side in Side:
        until(lambda side=side: strength(ear.since(side, changed)[-RATE // 4 :], 600) > 0.1)
    player.kill()
    player.wait()
    assert not ear.troubles or {t.trouble for t in ear.troubles} == {Trouble.ECHO}  # both sides do hear the same


def test_a_microphone_that_vanishes_between_listing_and_opening(sound_server, monkeypatch):
    listed = look()
    sound_server.pactl("unload-module", "module-remap-source")
    source = microphone_source()
    with monkeypatch.context() as stale:
        stale.setattr("copilot.audio.microphone_linux.look", lambda: listed)
        with pytest.raises(CannotOpen) as caught:
            source.open(Ring())
    assert caught.value.trouble is Trouble.REFUSED
    with pytest.raises(CannotOpen, match="No microphone"):
        source.open(Ring())
    sound_server.pactl("load-module", "module-remap-source", "source_name=mic", "master=throat.monitor")
    assert source.open(Ring()).rate == RATE
    source.close()


def test_a_sound_server_that_hangs_is_told_and_heard_again(sound_server, ear):
    sound_server.freeze()
    until(lambda: {t.side for t in ear.troubles if t.trouble is Trouble.STUCK} == {Side.YOU, Side.THEM})
    heard = {side: len(frames) for side, frames in ear.frames.items()}
    sound_server.thaw()
    until(lambda: all(len(frames) > heard[side] for side, frames in ear.frames.items()))
    assert {gap.side for gap in ear.gaps} == {Side.YOU, Side.THEM}


def test_a_call_ends_in_time_while_the_sound_server_hangs(sound_server):
    ear = Ear()
    ear.capture.start()
    until(lambda: all(ear.frames.values()))
    sound_server.freeze()
    try:
        stopping = threading.Thread(target=ear.capture.stop)
        stopping.start()
        stopping.join(_PATIENCE_S)
        assert not stopping.is_alive()
    finally:
        sound_server.thaw()


def test_no_sound_server_at_all_is_told_and_one_that_comes_is_used(sound_server):
    sound_server.kill()
    ear = Ear()
    ear.capture.start()
    try:
        until(lambda: len(ear.troubles) == 2)
        assert {t.trouble for t in ear.troubles} == {Trouble.STUCK}
        sound_server.start()
        until(lambda: all(ear.frames.values()))
    finally:
        ear.capture.stop()


def test_processor_time_in_silence(sound_server, ear):
    before, begun = time.process_time(), time.monotonic()
    heard = ear.capture.now_ms()
    until(lambda: all(frames[-1].start_ms > heard + 3000 for frames in ear.frames.values()))
    assert (time.process_time() - before) / (time.monotonic() - begun) < 0.6, os.getloadavg()  # a loop that does not wait: 1.0


def test_preflight_on_virtual_devices(sound_server):
    told = []
    run = PreflightRun([microphone_source(), system_audio_source()], lambda stage, findings: told.append((stage, findings)))
    run.start()
    until(lambda: bool(told) and told[-1][0] is Stage.VOICE)
    player = sound_server.play("throat", tone(300, 30))
    until(lambda: told[-1][0] is Stage.DONE)
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
    until(lambda: bool(ear.troubles))
    until(lambda: ear.frames[Side.YOU][-1].start_ms > begun + 7000)
    player.kill()
    player.wait()
    assert [(t.trouble, t.side) for t in ear.troubles] == [(Trouble.ECHO, Side.YOU)]
    window = slice(0, 2 * RATE)
    assert dbfs(ear.since(Side.YOU, begun + 4500)[window]) < dbfs(ear.since(Side.THEM, begun + 4500)[window]) - 25


def test_one_application_is_heard_alone_and_all_that_plays_while_it_is_silent(sound_server):
    """Zoom plays 600 Hz, something else 900 Hz all the while."""
    music = sound_server.play("speaker", tone(900, 300), program="rhythmbox")
    zoom = sound_server.play("speaker", tone(600, 300), program="zoom")
    until(lambda: bool(look().playing))
    ear = Ear(app_with_id("zoom"))
    ear.capture.start()
    try:
        until(lambda: strength(ear.since(Side.THEM, 0)[-RATE // 4 :], 600) > 0.1)
        assert strength(ear.since(Side.THEM, 0), 900) < 0.01
        assert not ear.troubles
        zoom.kill()
        zoom.wait()
        until(lambda: [(t.trouble, t.detail) for t in ear.troubles if isinstance(t, TroubleBegan)] == [(Trouble.WHOLE, "Zoom")])
        until(lambda: strength(ear.since(Side.THEM, 0)[-RATE // 4 :], 900) > 0.1)
        again = ear.capture.now_ms()
        zoom = sound_server.play("speaker", tone(600, 300), program="zoom")
        until(lambda: isinstance(ear.troubles[-1], TroubleEnded))
        until(lambda: strength(ear.since(Side.THEM, again)[-RATE // 4 :], 600) > 0.1)
        until(lambda: strength(ear.since(Side.THEM, again)[-RATE // 4 :], 900) < 0.01)
    finally:
        ear.capture.stop()
        for player in (music, zoom):
            player.kill()
            player.wait()
