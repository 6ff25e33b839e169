from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.call.catalogue import SIGNALS, CallKind, Cue, Side
from copilot.call.codec import decode, encode
from copilot.call.events import (
    AudioGap,
    Bookmarked,
    CallEnded,
    CallStarted,
    Derived,
    Hypothesis,
    Input,
    Label,
    Labelled,
    PhaseChanged,
    Stage,
    Tick,
    Trouble,
    TroubleBegan,
    TroubleEnded,
)
from copilot.call.state import Call
from copilot.call.step import advance, step
from copilot.playbook.loader import built_in

BOOKS = {kind: built_in(kind) for kind in CallKind}
SMALL = st.integers(1, 6)
TIME = st.integers(0, 2_000_000)
LABEL = st.builds(Label, st.sampled_from(sorted(SIGNALS)), st.floats(0, 1), st.integers(-5, 90), st.integers(-5, 90))
TEXT = st.sampled_from(["", "Yes.", "We'll get back to you on Tuesday at ten.", "So you send it Monday, and I sign."])
DATE = st.from_type(Input).filter(lambda e: isinstance(e, Labelled)).map(lambda e: e.dates)
PLAUSIBLE = st.one_of(
    st.builds(Tick, at_ms=TIME),
    st.builds(
        Hypothesis,
        at_ms=TIME,
        side=st.sampled_from(Side),
        utterance=SMALL,
        revision=SMALL,
        stage=st.sampled_from(Stage),
        text=TEXT,
        start_ms=TIME,
        end_ms=TIME,
    ),
    st.builds(
        Labelled,
        at_ms=TIME,
        side=st.sampled_from(Side),
        utterance=SMALL,
        revision=SMALL,
        stage=st.sampled_from(Stage),
        labels=st.lists(LABEL, max_size=3).map(tuple),
        cues=st.lists(st.sampled_from(Cue), max_size=3).map(tuple),
        dates=DATE,
    ),
    st.one_of([st.from_type(kind) for kind in get_args(Input) if kind is not CallStarted]),
    st.one_of([st.from_type(kind) for kind in get_args(Derived)]),
)
START = CallStarted(call_id="x", started_utc="2026-03-02T15:00:00+00:00", planned_ms=900_000)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.sampled_from(CallKind), st.booleans(), st.lists(PLAUSIBLE, max_size=25))
def test_any_events_in_any_order_fold_without_error(kind, started, events):
    call = Call()
    for event in ([START] if started else []) + events:
        before = call.now_ms
        call, derived = advance(call, event, BOOKS[kind])
        assert call.now_ms >= before
        assert all(decode(encode(each)) == each for each in derived)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(PLAUSIBLE.filter(lambda e: isinstance(e, Input)), max_size=25))
def test_the_same_inputs_derive_the_same_and_derived_events_rebuild_the_call(events):
    book = BOOKS[CallKind.PROSPECT]
    one = two = Call()
    for event in (START, *events):
        one, first = advance(one, event, book)
        two, expected = step(two, event, book)
        assert first == expected
        for each in expected:
            two, none = step(two, each, book)
            assert none == ()
    assert one == two


def test_nothing_is_derived_before_the_call_starts():
    _, derived = advance(Call(), Tick(at_ms=5_000_000), BOOKS[CallKind.PROSPECT])
    assert derived == ()


def test_a_second_start_changes_nothing(scene):
    s = scene()
    setup = s.call.setup
    s.send(CallStarted(call_id="other", started_utc="2026-01-01T00:00:00+00:00"))
    assert s.call.setup == setup


def test_problems_marks_and_gaps_are_kept(scene):
    s = scene()
    s.send(TroubleBegan(at_ms=7_000, trouble=Trouble.SILENT, side=Side.YOU))
    s.send(TroubleBegan(at_ms=8_000, trouble=Trouble.SILENT, side=Side.YOU, detail="2"))
    assert [(p.trouble, p.detail) for p in s.call.problems] == [(Trouble.SILENT, "2")]
    s.send(TroubleEnded(at_ms=9_000, trouble=Trouble.SILENT, side=Side.YOU))
    assert s.call.problems == ()
    s.send(Bookmarked(at_ms=9_500, note="price"))
    gap = AudioGap(at_ms=9_600, side=Side.THEM, start_ms=9_000, end_ms=9_600, reason="overrun")
    s.send(gap)
    assert [m.note for m in s.call.marks] == ["price"]
    assert s.call.gaps == (gap,)


def test_words_after_the_end_still_count(scene):
    s = scene()
    number = s.begin(20, Side.YOU)
    s.send(CallEnded(at_ms=24_000, reason="stopped"))
    s.revise(number, "I send it on Monday, you sign on Friday.", "next-step-definition", stage=Stage.FINAL)
    assert s.call.ended
    assert s.call.rows[2].done
    assert not [e for e in s.of(PhaseChanged) if e.at_ms > 24_000]
