"""The clock of calls."""

import sys
import time


def elapsed_s() -> float:
    """Seconds since some moment, never backwards, with those the computer slept: a meeting goes on behind a closed lid.

    `time.monotonic` stands still meanwhile on Linux (clock_gettime(2)) and macOS (mach_absolute_time), not on Windows.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
