"""The fold takes any events in any order, as a record from elsewhere may hold them: nothing is raised, invariants hold."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from copilot.call.catalogue import CallKind, Cue, Side
from copilot.call.codec import decode, encode
from copilot.call.events import CallStarted, Derived, Event, Input, Label, SpokenDate, Tick
from copilot.call.state import Call, Memory
from copilot.call.step import advance, step
from copilot.call.warnings import remember
from copilot.playbook.loader import load_playbook

SOON = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a failure may take minutes
KINDS = (*get_args(Input), *get_args(Derived))
SMALL = st.integers(-5, 400_000)
NUMBER = st.integers(-1, 6)
WORDS = st.sampled_from(["", "Sounds great!", "We lose $90,000.", "Thursday at ten?", "Yes.", "<b>=1+1</b>\u202e", "\x00"])
INSTANT = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)).map(lambda d: d.replace(tzinfo=UTC).isoformat())
LABELS = st.builds(
    Label, id=st.sampled_from(["vague-enthusiasm", "pain", "value-recap", "soft-no", "no-such"]), score=st.floats(0, 1),
    start=NUMBER, end=NUMBER,
)  # fmt: skip
DATES = st.builds(SpokenDate, text=WORDS, start=NUMBER, end=NUMBER, at=INSTANT, timed=st.booleans(), day_part=st.just(""))
FIELDS = {
    "at_ms": SMALL, "start_ms": SMALL, "end_ms": SMALL, "planned_ms": SMALL, "utterance": NUMBER, "revision": NUMBER,
    "alert": NUMBER, "step": NUMBER, "commitment": NUMBER, "text": WORDS, "quote": WORDS, "say": WORDS, "what": WORDS,
    "when": WORDS, "note": WORDS, "detail": WORDS, "reason": WORDS, "started_utc": INSTANT,
    "your_timezone": st.just("Europe/Paris"), "labels": st.lists(LABELS, max_size=3).map(tuple),
    "signal": st.sampled_from(["vague-enthusiasm", "missing-next-step", "no-such"]),
    "cues": st.lists(st.sampled_from(list(Cue)), max_size=3).map(tuple), "dates": st.lists(DATES, max_size=2).map(tuple),
    "date": DATES, "side": st.sampled_from(list(Side)), "who": st.sampled_from(list(Side)),
}  # fmt: skip


@pytest.fixture(scope="module")
def playbook():
    return load_playbook(CallKind.PROSPECT)


def built(kind: type) -> st.SearchStrategy[Event]:
    return st.builds(kind, **{name: made for name, made in FIELDS.items() if name in kind.__dataclass_fields__})


EVENTS = st.lists(st.one_of([built(kind) for kind in KINDS]), max_size=30)


def holds(call: Call, before: Call) -> None:
    assert call.now_ms >= before.now_ms, "call time runs backwards"
    assert call.planned_ms >= 0 or call.setup is None or call.setup.planned_ms < 0
    ids = [u.id for u in call.utterances]
    assert len(ids) == len(set(ids)), "an utterance is there twice"
    assert [u.start_ms for u in call.utterances] == sorted(u.start_ms for u in call.utterances)
    assert all(u.labelled_revision <= u.revision for u in call.utterances)
    alerts = [a.id for a in call.alerts]
    assert len(alerts) == len(set(alerts)), "an alert is there twice"
    assert 0.0 <= (call.talk.you_share if call.talk.you_share is not None else 0.5) <= 1.0
    assert call.setup is None or before.setup is None or call.setup == before.setup, "a second start replaces the first"
    noted = replace(call, utterances=call.memory.seen)
    assert call.memory == remember(replace(noted, memory=Memory(commitments=call.memory.commitments))), "noted bit by bit"


@settings(max_examples=60, deadline=None, phases=SOON)
@given(events=EVENTS)
def test_any_events_in_any_order(playbook, events):
    call = Call()
    for event in [CallStarted(call_id="c", started_utc="2026-03-12T14:00:00+00:00"), *events]:
        before = call
        if isinstance(event, Input):
            call, _ = advance(call, event, playbook)
        else:
            call, derived = step(call, event, playbook)
            assert derived == (), "what is derived derives nothing"
        if isinstance(event, Input):
            holds(call, before)


@settings(max_examples=60, deadline=None, phases=SOON)
@given(events=EVENTS)
def test_every_event_is_written_and_read_alike(events):
    for event in events:
        assert decode(encode(event)) == event


@settings(max_examples=30, deadline=None, phases=SOON)
@given(events=EVENTS)
def test_the_same_events_give_the_same_call(playbook, events):
    inputs = [e for e in events if isinstance(e, Input)]
    one, two = Call(), Call()
    for event in inputs:
        one, first = advance(one, event, playbook)
        two, second = advance(two, event, playbook)
        assert first == second
    assert one == two


MOMENTS = {
    "midnight": "2026-03-12T22:58:00+00:00",
    "New York springs forward in mid-call": "2026-03-08T06:55:00+00:00",
    "New York falls back in mid-call": "2026-11-01T05:55:00+00:00",
    "Paris springs forward in mid-call": "2026-03-29T00:55:00+00:00",
    "Paris falls back in mid-call": "2026-10-25T00:55:00+00:00",
    "leap day": "2028-02-28T22:58:00+00:00",
    "new year": "2026-12-31T22:58:00+00:00",
}


@pytest.mark.parametrize("started", MOMENTS.values(), ids=MOMENTS.keys())
def test_the_clock_of_the_wall_moves_nothing_in_a_call(playbook, started):
    """Call time counts from the start: what a call derives does not depend on the hour, the zone or the day it is held."""

    def derived(at: str) -> list[Derived]:
        call, found = Call(), []
        setup = CallStarted(call_id="c", started_utc=at, planned_ms=10 * 60_000)
        for event in [setup, *(Tick(at_ms=t) for t in range(1000, 11 * 60_000, 1000))]:
            call, out = advance(call, event, playbook)
            found += out
        return found

    usual = "2026-05-05T12:00:00+00:00"
    assert derived(started) == derived(usual)
    assert derived(started)
