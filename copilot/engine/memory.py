"""Keeps the process small through a long call."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # M_ARENA_MAX, M_MMAP_THRESHOLD of glibc's malloc.h
_LARGE = 16 << 20  # bytes: below it, asking the system for each block takes a fifth of a decode


def share_heaps() -> None:
    """On Linux: two heaps for all threads instead of one each, so that what a decode freed is used by the next one.

    Call before threads start. Elsewhere, and with another C library, nothing happens.
    """
    if mallopt := _of_glibc("mallopt"):
        mallopt(_ARENA_MAX, 2)


def free_large_blocks() -> None:
    """On Linux: from now on a large block, once freed, is the system's again. It costs time: for calls, not for recordings."""
    if mallopt := _of_glibc("mallopt"):
        mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """On Linux: what was freed goes back to the system. Some milliseconds; from any thread."""
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _of_glibc(name: str) -> Callable[..., Any] | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None
