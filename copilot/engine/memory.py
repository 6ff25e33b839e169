"""Keeps the process small through a long call."""

import ctypes
import sys

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share_heaps() -> None:
    """On Linux: two heaps for all threads instead of one each, so that what a decode freed is used by the next one.

    Call before threads start. Elsewhere, and with another C library, nothing happens.
    """
    if sys.platform.startswith("linux"):
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_ARENA_MAX, 2)
