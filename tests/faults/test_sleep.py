"""The lid is closed in mid-call, and opened again."""

import sys
import time

import pytest
from living import Living, said

from copilot.audio.clock import elapsed_s
from copilot.call.catalogue import Side
from copilot.call.events import AudioGap, CallEnded
from copilot.store.log import read_log


def test_ten_minutes_of_sleep_are_a_gap_and_the_call_goes_on(tmp_path):
    with Living(tmp_path) as call:
        heard = call.until(lambda s: said(s.call, Side.YOU) > 0 and said(s.call, Side.THEM) > 0).call
        call.asleep_s = 600.0
        awake = call.until(
            lambda s: said(s.call, Side.YOU) > said(heard, Side.YOU) and said(s.call, Side.THEM) > said(heard, Side.THEM)
        )
        assert awake.call.now_ms > 600_000
    contents = read_log(tmp_path / f"{awake.call.setup.call_id}.jsonl")
    assert not contents.damage
    assert isinstance(contents.inputs[-1], CallEnded)
    slept = [e for e in contents.events if isinstance(e, AudioGap) and e.end_ms - e.start_ms > 500_000]
    assert {(gap.side, gap.reason) for gap in slept} == {(Side.YOU, "suspended"), (Side.THEM, "suspended")}


@pytest.mark.skipif(sys.platform != "linux", reason="the clock of Linux")
def test_the_clock_of_a_call_counts_sleep(monkeypatch):
    monkeypatch.setattr(time, "clock_gettime", {time.CLOCK_BOOTTIME: 4000.0, time.CLOCK_MONOTONIC: 400.0}.__getitem__)
    assert elapsed_s() == 4000.0
