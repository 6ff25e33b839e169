"""Keeps the process small through a long call."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # M_ARENA_MAX, M_MMAP_THRESHOLD of glibc's malloc.h
_LARGE = 1 << 20  # bytes


def share_heaps() -> None:
    """On Linux: two heaps for all threads instead of one each, and none for large blocks: freed, they are the system's again.

    Call before threads start. Elsewhere, and with another C library, nothing happens.
    """
    if mallopt := _of_glibc("mallopt"):
        mallopt(_ARENA_MAX, 2)
        mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """On Linux: what was freed goes back to the system. Some milliseconds; from any thread."""
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _of_glibc(name: str) -> Callable[..., Any] | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None
