"""The ring between a callback and its pump."""

import numpy as np

from copilot.audio.levels import FLOOR_DB, dbfs, meter, peak
from copilot.audio.resample import Resampler
from copilot.audio.ring import Ring


def ramp(count, start=0):
    return np.arange(start, start + count, dtype=np.float32)


def test_what_goes_in_comes_out_across_the_seam():
    ring = Ring(8)
    seen = []
    for start in range(0, 30, 5):
        ring.write(ramp(5, start))
        samples, lost = ring.read()
        seen += samples.tolist()
        assert lost == 0
    assert seen == list(range(30))


def test_a_full_ring_counts_what_it_drops_and_keeps_what_it_has():
    ring = Ring(8)
    ring.write(ramp(6))
    ring.write(ramp(6, 6))
    samples, lost = ring.read()
    assert samples.tolist() == list(range(8))
    assert lost == 4
    ring.write(ramp(3, 12))
    samples, lost = ring.read()
    assert (samples.tolist(), lost) == ([12, 13, 14], 0)


def test_several_channels_are_mixed_from_their_first_two():
    ring = Ring(16)
    ring.write(np.array([[1.0], [2.0]], np.float32))
    ring.write(np.array([[1.0, 3.0], [5.0, 7.0]], np.float32))
    ring.write(np.array([[1.0, 3.0, 9, 9, 9, 9, 9, 9]], np.float32))
    assert ring.read()[0].tolist() == [1.0, 2.0, 2.0, 6.0, 2.0]


def test_clearing_forgets_samples_and_losses():
    ring = Ring(4)
    ring.write(ramp(6))
    ring.clear()
    samples, lost = ring.read()
    assert (len(samples), lost) == (0, 0)


def test_resampling_does_not_depend_on_how_the_input_is_cut():
    sound = np.sin(2 * np.pi * 440 * np.arange(48_000) / 48_000).astype(np.float32)
    whole = Resampler(48_000)
    pieces = Resampler(48_000)
    a = np.concatenate([whole.push(sound[at : at + 960]) for at in range(0, 48_000, 960)])
    b = np.concatenate([pieces.push(sound[at : at + 777]) for at in range(0, 48_000, 777)])
    shared = min(len(a), len(b))
    assert shared > 15_900
    assert np.array_equal(a[:shared], b[:shared])
    expected = np.sin(2 * np.pi * 440 * np.arange(shared) / 16_000)
    assert np.max(np.abs(a[100:shared] - expected[100:])) < 1e-3


def test_levels():
    assert dbfs(np.zeros(0, np.float32)) == FLOOR_DB
    assert dbfs(np.zeros(512, np.float32)) == FLOOR_DB
    assert round(dbfs(np.full(512, 0.1, np.float32)), 3) == -20.0
    assert peak(np.array([0.1, -0.4], np.float32)) == np.float32(0.4)
    assert [meter(-90), meter(-33), meter(0)] == [0.0, 0.5, 1.0]
