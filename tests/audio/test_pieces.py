import numpy as np
import pytest

from copilot.audio.pieces import packed, unpacked


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
