"""Whatever a file holds, a reader gives its contents or one calm sentence, soon. Inputs are made by breaking good ones.

A target is a function of bytes; it may raise KnownError (CodecError for the codec) and nothing else.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from copilot.errors import KnownError

SLOW_S = 30.0
LEAST = 8  # broken inputs, however slow the machine
_ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"-->", b"00:00:00.000 --> 99:59:59.999", b"99999999999999999999:59:59", b"-1",
    b'{"', b"[" * 400, b"{" * 400, b"1e999", b"NaN", b"null", b"true", b'"' * 50, b"\\u0000", b"\xed\xa0\x80", b"\n\n\n",
    b"\r", b"[[own]]\n", b"BEGIN:VEVENT\r\n", b"RRULE:FREQ=SECONDLY\r\n", b"DTSTART:99991231T235959Z\r\n", b"<b>", b"=cmd()",
    b"../../../../etc/passwd", b"%s%n", b"9" * 400, "é\u202e\u0301".encode(), b'"schema":2', b"inf", b"0x", b"'''",
    b"9" * 5000, b"[" * 9000, b"\na = " + b"[" * 9000,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """name: of the importer. read: takes a file's bytes. seeds: good files."""

    name: str
    read: Callable[[bytes], object]
    seeds: Sequence[bytes]
    documented: tuple[type[Exception], ...] = (KnownError,)


@dataclass(frozen=True, slots=True)
class Found:
    """tried: inputs; refused: those answered with a sentence. failure: the input and what it raised, or None."""

    tried: int
    refused: int
    slowest_s: float
    failure: tuple[bytes, BaseException] | None = None


def fuzz(target: Target, seconds: float, seed: int = 8) -> Found:
    """Tries broken inputs for so long, eight at least, the good ones first; stops at the first failure.

    Same seed: same order of inputs.
    """
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    tried = refused = 0
    slowest = 0.0
    while tried < len(target.seeds) + LEAST or time.monotonic() < end:
        raw = target.seeds[tried] if tried < len(target.seeds) else broken(chance, target.seeds)
        began = time.monotonic()
        try:
            target.read(raw)
        except target.documented:
            refused += 1
        except Exception as error:  # noqa: BLE001 this is what is looked for
            return Found(tried + 1, refused, slowest, (raw, error))
        slowest = max(slowest, time.monotonic() - began)
        tried += 1
    return Found(tried, refused, slowest)


def broken(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """A good input after one to six changes."""
    raw = chance.choice(seeds)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw) + 1)
        until = min(len(raw), at + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(7):
            case 0:
                raw = raw[:at] + chance.choice(_ODD) + raw[at:]
            case 1:
                raw = raw[:at] + raw[until:]
            case 2:
                raw = raw[:at] + bytes(chance.randrange(256) for _ in range(until - at)) + raw[until:]
            case 3:
                raw = raw[:at] + raw[at:until] * chance.randint(2, 20) + raw[until:]
            case 4:
                other = chance.choice(seeds)
                raw = raw[:at] + other[chance.randrange(len(other) + 1) :]
            case 5:
                raw = raw[:at]
            case _:
                raw = _another_number(chance, raw)
    return raw[:200_000]


def _another_number(chance: random.Random, raw: bytes) -> bytes:
    digits = [i for i, b in enumerate(raw) if 48 <= b <= 57]
    if not digits:
        return raw
    at = chance.choice(digits)
    return raw[:at] + chance.choice((b"9" * 20, b"-1", b"0", b"1e400", b"1.5", b'"x"')) + raw[at + 1 :]
