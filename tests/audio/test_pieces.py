import numpy as np
import pytest

from copilot.audio.file import read_file
from copilot.audio.frames import AudioFrame
from copilot.audio.pieces import packed, unpacked, write_recording
from copilot.call.catalogue import Side


@pytest.mark.parametrize("count", [512, 32_768])
def test_sound_comes_back_to_sixteen_bits(count):
    sound = (np.random.default_rng(1).standard_normal(count) * 0.2).astype(np.float32)
    back = unpacked(packed(sound))
    assert back.dtype == np.float32
    assert np.abs(back - np.clip(sound, -1, 1)).max() < 2e-5


def test_silence_takes_no_room_and_what_is_too_loud_is_cut():
    assert len(packed(np.zeros(32_768, np.float32))) < 500
    assert unpacked(packed(np.full(512, 3.0, np.float32))).max() == 1.0


def test_something_else_is_refused():
    with pytest.raises(ValueError, match="not a piece"):
        unpacked(b"no sound at all")


def test_a_call_is_written_for_any_player_left_you_right_them(tmp_path):
    def window(side, start_ms, value):
        return AudioFrame(side, start_ms, np.full(512, value, np.float32))

    frames = [window(Side.YOU, n * 32, 0.25) for n in range(700)]
    frames += [window(Side.THEM, 15 + n * 32, 0.5) for n in range(100)]
    frames += [window(Side.THEM, 35_000, -0.5)]
    write_recording(sorted(frames, key=lambda f: f.start_ms), tmp_path / "call.flac")
    audio = read_file(tmp_path / "call.flac")
    assert audio.duration_ms == 35_032
    heard = {side: np.zeros(36 * 16_000, np.float32) for side in Side}
    for frame in audio.frames():
        at = frame.start_ms * 16
        heard[frame.side][at : at + 512] = frame.samples
    assert np.abs(heard[Side.YOU][: 700 * 512] - 0.25).max() < 1e-3
    assert not heard[Side.YOU][700 * 512 :].any()
    assert np.abs(heard[Side.THEM][240 : 240 + 100 * 512] - 0.5).max() < 1e-3
    assert not heard[Side.THEM][240 + 100 * 512 : 560_000].any()
    assert np.abs(heard[Side.THEM][560_000:560_512] + 0.5).max() < 1e-3


def test_a_stamp_that_steps_back_over_what_was_written_spoils_nothing(tmp_path):
    stamps = [*range(0, 10_017, 32), 9_990, 10_100]
    frames = [AudioFrame(Side.YOU, at, np.full(512, 0.25, np.float32)) for at in stamps]
    write_recording(frames, tmp_path / "call.flac")
    assert read_file(tmp_path / "call.flac").duration_ms == 10_132
