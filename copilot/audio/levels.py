"""Loudness as numbers: dBFS for decisions, 0..1 for the meter."""

import math

import numpy as np

from copilot.audio.frames import Samples

FLOOR_DB = -100.0
_METER_BOTTOM_DB = -60.0  # a quiet room
_METER_TOP_DB = -6.0  # a raised voice close to the microphone


def dbfs(samples: Samples) -> float:
    """Root mean square of samples in -1..1 as dB of full scale, never under FLOOR_DB; FLOOR_DB when there are none."""
    if len(samples) == 0:
        return FLOOR_DB
    power = float(np.dot(samples, samples)) / len(samples)
    return max(FLOOR_DB, 10 * math.log10(power)) if power > 0 else FLOOR_DB


def peak(samples: Samples) -> float:
    """The largest magnitude, 0.0 when there are no samples."""
    return float(np.max(np.abs(samples))) if len(samples) else 0.0


def meter(level_dbfs: float) -> float:
    """dBFS to the height of a level meter, 0..1."""
    return min(1.0, max(0.0, (level_dbfs - _METER_BOTTOM_DB) / (_METER_TOP_DB - _METER_BOTTOM_DB)))
