from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, CallStarted, Hypothesis, SpeechEnded, SpeechStarted, Stage, Tick
from copilot.call.script import Turn, script_events

SETUP = CallStarted(call_id="x", started_utc="2026-03-02T15:00:00+00:00")


def test_a_turn_lasts_as_its_words_and_ends_before_the_next():
    turns = [Turn(1_000, Side.THEM, "one two three four five"), Turn(2_000, Side.YOU, "one two")]
    events = list(script_events(SETUP, turns))
    assert events[0] is SETUP
    ends = [(e.start_ms, e.end_ms) for e in events if isinstance(e, SpeechEnded)]
    assert ends == [(1_000, 2_000), (2_000, 2_800)]
    finals = [e for e in events if isinstance(e, Hypothesis)]
    assert [(e.utterance, e.side, e.stage) for e in finals] == [(1, Side.THEM, Stage.FINAL), (2, Side.YOU, Stage.FINAL)]
    assert events[-1] == CallEnded(at_ms=6_250, reason="finished")


def test_known_ends_are_kept():
    events = script_events(SETUP, [Turn(0, Side.YOU, "one two three", end_ms=5_000)])
    assert next(e for e in events if isinstance(e, SpeechEnded)).end_ms == 5_000


def test_an_empty_script_is_a_call_without_words():
    events = list(script_events(SETUP, []))
    assert isinstance(events[-1], CallEnded)
    assert not any(isinstance(e, Hypothesis) for e in events)


@given(st.lists(st.builds(Turn, st.integers(0, 60_000), st.sampled_from(Side), st.text(max_size=30)), max_size=6))
def test_time_never_runs_back_and_ticks_are_250_ms_apart(turns):
    events = list(script_events(SETUP, turns))
    assert all(one.at_ms <= two.at_ms for one, two in pairwise(events))
    ticks = [e.at_ms for e in events if isinstance(e, Tick)]
    assert all(two - one == 250 for one, two in pairwise(ticks))
    assert sum(isinstance(e, SpeechStarted) for e in events) == len(turns)
