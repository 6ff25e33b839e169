"""Recordings of every kind, whole and broken."""

import os
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from copilot.audio.file import read_file
from copilot.call.catalogue import Side
from copilot.errors import KnownError


def voice(hertz: float, seconds: float = 2.0, rate: int = 16_000) -> NDArray[np.float32]:
    return (0.3 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(np.float32)


def write(path, *channels, rate=16_000):
    soundfile.write(path, np.stack(channels, axis=1), rate)
    return path


def heard(audio, side):
    return np.concatenate([frame.samples for frame in audio.frames() if frame.side is side])


def test_one_channel_is_them(tmp_path):
    audio = read_file(write(tmp_path / "a.wav", voice(440)))
    frames = list(audio.frames())
    assert audio.sides == (Side.THEM,)
    assert audio.duration_ms == 2000
    assert [frame.start_ms for frame in frames[:3]] == [0, 32, 64]
    assert frames[-1].samples.shape == (512,)
    assert not audio.truncated
    assert audio.notice is None


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_two_channels_are_you_and_them(tmp_path, name, rate):
    path = write(tmp_path / name, voice(300, rate=rate), voice(900, rate=rate), rate=rate)
    audio = read_file(path)
    frames = list(audio.frames())
    assert [frame.side for frame in frames[:4]] == [Side.YOU, Side.THEM] * 2
    assert frames[0].start_ms == frames[1].start_ms
    you, them = heard(audio, Side.YOU)[4000:12_000], heard(audio, Side.THEM)[4000:12_000]
    hertz = np.fft.rfftfreq(8000, 1 / 16_000)
    assert hertz[np.argmax(np.abs(np.fft.rfft(you)))] == 300
    assert hertz[np.argmax(np.abs(np.fft.rfft(them)))] == 900


def test_the_same_sound_on_both_channels_is_one_speaker(tmp_path):
    assert read_file(write(tmp_path / "a.wav", voice(300), voice(300))).sides == (Side.THEM,)


def test_a_silent_channel_still_is_a_side(tmp_path):
    assert read_file(write(tmp_path / "a.wav", np.zeros(32_000), voice(300))).sides == (Side.YOU, Side.THEM)


def test_six_channels_are_them(tmp_path):
    audio = read_file(write(tmp_path / "a.wav", *[voice(300)] * 6))
    assert audio.sides == (Side.THEM,)
    assert np.max(np.abs(heard(audio, Side.THEM))) > 0.1


def test_a_silent_file_is_heard_as_silence(tmp_path):
    audio = read_file(write(tmp_path / "a.wav", np.zeros(16_000)))
    assert not np.any(heard(audio, Side.THEM))


@pytest.mark.parametrize("name", ["a.flac", "a.wav"])
def test_a_truncated_file_gives_what_it_has(tmp_path, name):
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 160_000)
    path = write(tmp_path / name, noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    audio = read_file(path)
    assert 100 < len(list(audio.frames())) < 170
    assert audio.truncated
    assert name in audio.notice.en
    assert name in audio.notice.fr


@pytest.mark.parametrize(
    ("name", "contents", "words"),
    [
        ("empty.wav", b"", "is empty"),
        ("noise.wav", bytes(range(256)) * 40, "not a recording"),
        ("notes.txt", b"Call Dana on Tuesday.\n" * 50, "no sound track"),
    ],
)
def test_what_is_no_recording_is_said_in_a_sentence(tmp_path, name, contents, words):
    (tmp_path / name).write_bytes(contents)
    with pytest.raises(KnownError, match=words) as caught:
        read_file(tmp_path / name)
    assert name in caught.value.fr


def test_a_header_without_sound(tmp_path):
    path = write(tmp_path / "a.wav", voice(300))
    path.write_bytes(path.read_bytes()[:44])
    with pytest.raises(KnownError, match="no sound"):
        read_file(path)


def test_a_film_without_sound_says_so(tmp_path):
    path = tmp_path / "silent.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        for made in (picture, None):
            container.mux(stream.encode(made))
    with pytest.raises(KnownError, match=r"silent.mp4 has no sound track. Choose a recording with sound."):
        read_file(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(KnownError, match="no file"):
        read_file(tmp_path / "gone.wav")
    with pytest.raises(KnownError, match="no file"):
        read_file(tmp_path)


def test_silence_that_the_container_left_out_is_put_back(tmp_path):
    path = tmp_path / "meeting.webm"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono")
        for block in range(100):
            sound = voice(500, 0.02, 48_000)[np.newaxis]
            frame = av.AudioFrame.from_ndarray(sound, format="flt", layout="mono")
            frame.sample_rate = 48_000
            frame.pts = block * 960 + (5 * 48_000 if block >= 50 else 0)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    loud = [frame.start_ms for frame in read_file(path).frames() if np.max(np.abs(frame.samples)) > 0.1]
    assert [(a, b) for a, b in pairwise(loud) if b - a > 100] == [(pytest.approx(1000, abs=40), pytest.approx(6000, abs=40))]


def test_a_long_recording_is_read_as_it_is_asked_for(tmp_path):
    path = write(tmp_path / "long.flac", np.tile(voice(300), 300))
    frames = read_file(path).frames()
    assert next(frames).start_ms == 0
    frames.close()


def a_long_video(path, hours):
    """A picture a minute, and a second of sound every ten minutes with nothing stored between, as conference recorders do."""
    with av.open(str(path), "w") as container:
        picture = container.add_stream("mjpeg", rate=1, width=16, height=16, pix_fmt="yuvj420p")
        picture.time_base = Fraction(1, 1000)
        sound = container.add_stream("libopus", rate=48_000, layout="mono")
        for minute in range(hours * 60):
            image = av.VideoFrame(16, 16, "yuvj420p")
            image.pts, image.time_base = minute * 60_000, Fraction(1, 1000)
            container.mux(picture.encode(image))
            for block in range(50 if minute % 10 == 0 else 0):
                frame = av.AudioFrame.from_ndarray(voice(500, 0.02, 48_000)[np.newaxis], format="flt", layout="mono")
                frame.sample_rate, frame.pts = 48_000, minute * 60 * 48_000 + block * 960
                container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
        container.mux(picture.encode(None))
    return path


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the memory of the process from /proc")
def test_a_three_hour_video_is_heard_to_its_end_in_flat_memory(tmp_path):
    audio = read_file(a_long_video(tmp_path / "meeting.mkv", 3))
    assert audio.sides == (Side.THEM,)
    before, most, last, loud = memory_mb(), 0.0, 0, []
    for at, frame in enumerate(audio.frames()):
        last = frame.start_ms
        if np.max(np.abs(frame.samples)) > 0.1 and (not loud or last - loud[-1] > 60_000):
            loud.append(last)
        if at % 20_000 == 0:
            most = max(most, memory_mb())
    assert [round(ms / 600_000) for ms in loud] == list(range(18))
    assert last > (2 * 60 + 50) * 60_000
    assert most - before < 150  # held at once, it would be 700


def memory_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
