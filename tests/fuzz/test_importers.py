import contextlib
import re
import tempfile
from pathlib import Path

import pytest
from fuzzing import SLOW_S, fuzz
from targets import targets

SECONDS = 0.3
NAMES = [t.name for t in targets(Path(tempfile.gettempdir()))]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_input_is_read_or_refused(name, tmp_path):
    target = next(t for t in targets(tmp_path) if t.name == name)
    found = fuzz(target, SECONDS)
    if found.failure is not None:
        raw, error = found.failure
        raise AssertionError(f"{len(raw)} bytes, beginning {raw[:300]!r}") from error
    assert found.slowest_s < SLOW_S


@pytest.mark.parametrize("name", NAMES)
def test_nesting_and_numbers_without_end_are_refused(name, tmp_path):
    """What the parsers underneath give up on by themselves, with errors of their own."""
    target = next(t for t in targets(tmp_path) if t.name == name)
    endless = re.sub(rb"(?<![\w.])\d+(?![\w.])", b"9" * 5000, target.seeds[0][:20_000])
    for raw in (b"[" * 100_000, b"a = " + b"[" * 100_000, b'{"a":' * 50_000, endless):
        with contextlib.suppress(*target.documented):
            target.read(raw)
