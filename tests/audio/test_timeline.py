"""Stamps from counting, held to the call's clock."""

import random

import pytest

from copilot.audio.timeline import Timeline

WINDOW_MS = 32


def play(timeline, hours, drift, jitter_ms):
    """Stamps of a stream whose device runs `drift` too fast and whose blocks arrive late by chance. Yields (truth, stamp)."""
    chance = random.Random(1)
    for window in range(0, int(hours * 3600_000 / WINDOW_MS), 4):
        truth = window * WINDOW_MS / (1 + drift)
        timeline.arrived((window + 1) * 512, truth + WINDOW_MS + 20 + chance.random() * jitter_ms)
        assert timeline.missing_ms() == 0.0
        yield truth, timeline.stamp(window * 512)


@pytest.mark.thorough
@pytest.mark.parametrize("drift", [200e-6, -200e-6])
def test_a_drifting_clock_stays_within_60_ms_for_two_hours(drift):
    last = None
    for truth, stamp in play(Timeline(), 2, drift, 60):
        if truth > 5000:
            assert abs(stamp - 20 - truth) < 60
        if last is not None:
            assert 4 * WINDOW_MS - 1.1 <= stamp - last <= 4 * WINDOW_MS + 1.1
        last = stamp


def test_samples_that_never_came_are_found_out_once():
    timeline = Timeline()
    for window in range(1, 100):
        timeline.arrived(window * 512, window * WINDOW_MS)
        timeline.stamp((window - 1) * 512)
    holes = []
    for window in range(100, 300):
        timeline.arrived(window * 512, window * WINDOW_MS + 700)
        holes.append(timeline.missing_ms())
    assert [hole for hole in holes if hole] == [pytest.approx(700, abs=5)]
    assert timeline.stamp(299 * 512) == pytest.approx(299 * WINDOW_MS + 700, abs=5)


def test_one_late_block_is_no_hole():
    timeline = Timeline()
    for window in range(1, 300):
        timeline.arrived(window * 512, window * WINDOW_MS + (400 if window == 200 else 0))
        assert timeline.missing_ms() == 0.0
