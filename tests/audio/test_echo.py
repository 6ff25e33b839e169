"""Echo: measured, cancelled, told once; your own words kept."""

import numpy as np
import pytest
from numpy.typing import NDArray

from copilot.audio.canceller import EchoGuard, without_echo
from copilot.audio.frames import RATE, WINDOW, AudioFrame
from copilot.audio.levels import dbfs
from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan, TroubleEnded

Sound = NDArray[np.float32]


def talk(seconds: int, seed: int) -> Sound:
    """Noise with the rhythm of speech: syllables of 80 to 250 ms with pauses between them, coloured like a voice."""
    rng = np.random.default_rng(seed)
    sound = np.convolve(rng.standard_normal(seconds * RATE), np.hanning(16), "same")
    envelope = np.zeros(seconds * RATE)
    at = 0
    while at < len(envelope):
        length = int(rng.uniform(0.08, 0.25) * RATE)
        envelope[at : at + length] = rng.uniform(0.3, 1.0)
        at += length + int(rng.choice([0.02, 0.05, 0.3]) * RATE)
    return (0.1 * sound * envelope / np.std(sound)).astype(np.float32)


def echo_of(far: Sound, loss_db: float, delay_ms: int) -> Sound:
    rng = np.random.default_rng(7)
    room = rng.standard_normal(1600) * np.exp(-np.arange(1600) / 300) * 0.3
    room[0] = 1.0
    room = np.concatenate((np.zeros(delay_ms * 16), room / np.sqrt(np.sum(room**2))))
    return (np.convolve(far, room)[: len(far)] * 10 ** (loss_db / 20)).astype(np.float32)


def listen(mic: Sound, far: Sound, changed_s: int = 0) -> tuple[Sound, list[TroubleBegan | TroubleEnded]]:
    """What leaves the guard, on the call's time axis, and what it told. changed_s: when other devices were taken."""
    told: list[TroubleBegan | TroubleEnded] = []
    guard = EchoGuard(told.append)
    out = np.zeros(len(mic), np.float32)
    for at in range(0, len(mic) - WINDOW + 1, WINDOW):
        ms = at // 16
        if changed_s and at // RATE == changed_s and (at - WINDOW) // RATE < changed_s:
            guard.devices_changed()
        guard.near(AudioFrame(Side.YOU, ms, mic[at : at + WINDOW]))
        guard.far(AudioFrame(Side.THEM, ms, far[at : at + WINDOW]))
        for frame in guard.take(ms + 40):
            out[frame.start_ms * 16 : frame.start_ms * 16 + WINDOW] = frame.samples
    return out, told


def hiss(seconds: int) -> Sound:
    return (3e-4 * np.random.default_rng(3).standard_normal(seconds * RATE)).astype(np.float32)


@pytest.mark.parametrize(
    ("loss_db", "delay_ms"),
    [pytest.param(-10, 30, marks=pytest.mark.thorough), (-20, 220), pytest.param(-30, 80, marks=pytest.mark.thorough)],
)
def test_an_echo_is_taken_out_and_told_once(loss_db, delay_ms):
    far = talk(8, 1)
    mic = echo_of(far, loss_db, delay_ms) + hiss(8)
    out, told = listen(mic, far)
    assert [type(event) for event in told] == [TroubleBegan]
    assert (told[0].trouble, told[0].side) == (Trouble.ECHO, Side.YOU)
    assert abs(float(told[0].detail.removesuffix(" dB")) - loss_db) < 4
    assert dbfs(out[RATE:]) < min(-55, dbfs(mic[RATE:]) - 15)


def test_an_echo_that_was_told_is_over_with_other_devices_and_told_again_where_they_echo_too():
    far = talk(16, 1)
    headset = np.concatenate((echo_of(far, -20, 220)[: 8 * RATE], np.zeros(8 * RATE, np.float32))) + hiss(16)
    _, told = listen(headset, far, changed_s=8)
    assert [type(event) for event in told] == [TroubleBegan, TroubleEnded]
    assert 8000 <= told[1].at_ms < 8200
    _, told = listen(echo_of(far, -20, 220) + hiss(16), far, changed_s=8)
    assert [type(event) for event in told] == [TroubleBegan, TroubleEnded, TroubleBegan]


def test_without_an_echo_your_words_pass_untouched():
    far = np.concatenate((talk(10, 1), np.zeros(10 * RATE, np.float32)))
    mic = np.concatenate((np.zeros(10 * RATE, np.float32), talk(10, 2))) + hiss(20)
    out, told = listen(mic, far)
    assert told == []
    tail = slice(12 * RATE, 19 * RATE)
    likeness = max(float(np.corrcoef(np.roll(out[tail], shift), mic[tail])[0, 1]) for shift in range(-32, 33))
    assert likeness > 0.99


@pytest.mark.thorough
def test_talking_over_each_other_with_headphones_is_no_echo():
    _, told = listen(talk(8, 2) + hiss(8), talk(8, 1))
    assert told == []


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("rest", [0.0, 1.0])
def test_sides_that_stop_and_start_at_the_same_instant_are_no_echo(seed, rest):
    """rest: how much of the microphone's hiss goes on while both are silent."""
    far, you = talk(16, 20 + seed), talk(16, 10 + seed)
    for sound in (far, you):
        sound[5 * RATE : 8 * RATE] = 0
        sound[12 * RATE :] = 0
    _, told = listen(you + rest * hiss(16), far)
    assert told == []


def test_words_said_over_an_echo_stay_loud():
    far, you = talk(10, 1), talk(10, 2)
    you[: 5 * RATE] = 0
    out, _ = listen(you + echo_of(far, -20, 80), far)
    assert dbfs(out[6 * RATE :]) > dbfs(you[6 * RATE :]) - 6


def test_the_microphone_does_not_wait_for_a_side_that_is_gone():
    told: list[TroubleBegan | TroubleEnded] = []
    guard = EchoGuard(told.append)
    guard.near(AudioFrame(Side.YOU, 5000, np.zeros(WINDOW, np.float32)))
    assert [frame.start_ms for frame in guard.take(5040)] == [4983]


def test_the_microphone_waits_a_little_for_the_same_moment_of_the_other_side():
    guard = EchoGuard(lambda event: None)
    guard.far(AudioFrame(Side.THEM, 4960, np.zeros(WINDOW, np.float32)))
    guard.near(AudioFrame(Side.YOU, 5000, np.zeros(WINDOW, np.float32)))
    assert guard.take(5040) == []
    assert len(guard.take(5190)) == 1


def test_a_recording_is_freed_of_echo_as_a_live_call_is():
    far = talk(6, 1)
    mic = echo_of(far, -20, 80) + hiss(6)
    frames = [
        AudioFrame(side, at // 16, sound[at : at + WINDOW])
        for at in range(0, len(far) - WINDOW + 1, WINDOW)
        for side, sound in ((Side.YOU, mic), (Side.THEM, far))
    ]
    told: list[TroubleBegan | TroubleEnded] = []
    clean = list(without_echo(frames, told.append))
    assert len(clean) == len(frames)
    assert [event.trouble for event in told] == [Trouble.ECHO]
    you = np.concatenate([frame.samples for frame in clean if frame.side is Side.YOU])
    assert dbfs(you[RATE:]) < dbfs(mic[RATE:]) - 15


def test_a_recording_of_one_side_passes_as_it_is():
    frames = [AudioFrame(Side.THEM, at * 32, np.full(WINDOW, at, np.float32)) for at in range(10)]
    assert list(without_echo(frames, lambda event: None)) == frames
