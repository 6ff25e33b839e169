"""What is played goes out and is heard as the other side, sample by sample."""

import numpy as np

from copilot.audio.playback import Playback, Played
from copilot.audio.ring import Ring


def opened() -> tuple[Playback, Ring]:
    playback, ring = Playback(), Ring()
    playback._ring = ring
    return playback, ring


def block(playback: Playback, size: int = 100) -> np.ndarray:
    out = np.full((size, 1), 9, np.float32)
    playback._fill(out)
    return out[:, 0]


def test_sounds_follow_each_other_and_then_silence() -> None:
    playback, ring = opened()
    playback.play(np.full(60, 0.1, np.float32))
    playback.play(np.full(60, 0.2, np.float32))
    out = np.concatenate([block(playback), block(playback)])
    assert np.allclose(out[:60], 0.1)
    assert np.allclose(out[60:120], 0.2)
    assert not out[120:].any()
    assert np.allclose(ring.read()[0], out), "the canceller hears what is played"
    assert playback.played() == Played(2, 2)


def test_begun_is_told_before_ended() -> None:
    playback, _ = opened()
    playback.play(np.ones(150, np.float32))
    block(playback)
    assert playback.played() == Played(1, 0)


def test_stopped_it_fades_at_once_and_what_waited_is_never_heard() -> None:
    playback, _ = opened()
    playback.play(np.ones(24_000, np.float32))
    playback.play(np.full(24_000, 0.5, np.float32))
    block(playback)
    playback.stop()
    rest = np.concatenate([block(playback) for _ in range(6)])
    assert rest[0] > 0.9
    assert not rest[480:].any()
    assert playback.played() == Played(2, 2)
    playback.play(np.full(10, 0.3, np.float32))
    assert np.allclose(block(playback)[:10], 0.3)
