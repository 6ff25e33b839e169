import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.call.codec import CodecError, decode, encode, is_derived
from copilot.call.events import CallStarted, Derived, Hypothesis, Input, Tick

KINDS = (*get_args(Input), *get_args(Derived))
EVENTS = st.one_of([st.from_type(kind) for kind in KINDS]).filter(lambda e: "nan" not in repr(e) and "inf" not in repr(e))


@given(EVENTS)
def test_every_event_survives_the_round_trip_on_one_line(event):
    line = encode(event)
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert decode(line) == event
    assert encode(decode(line)) == line


def test_defaults_are_left_out_and_put_back():
    event = CallStarted(call_id="c", started_utc="2026-03-02T15:00:00+00:00")
    assert encode(event) == '{"e":"CallStarted","call_id":"c","started_utc":"2026-03-02T15:00:00+00:00"}'
    assert decode(encode(event)) == event


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        "{}",
        '{"e":"Nothing"}',
        '{"e":["Tick"]}',
        '{"e":"Tick"}',
        '{"e":"Tick","at_ms":"1"}',
        '{"e":"Tick","at_ms":1.5}',
        '{"e":"Tick","at_ms":true}',
        '{"e":"Tick","at_ms":null}',
        '{"e":"Tick","at_ms":1,"extra":2}',
        '{"e":"SpeechStarted","at_ms":1,"side":"nobody","utterance":1}',
        '{"e":"Labelled","at_ms":1,"side":"you","utterance":1,"revision":1,"stage":"final","labels":{}}',
        '{"e":"Labelled","at_ms":1,"side":"you","utterance":1,"revision":1,"stage":"final","labels":[{"id":"pain"}]}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_a_codec_error(line):
    with pytest.raises(CodecError):
        decode(line)


@given(st.text(max_size=60))
def test_no_text_breaks_the_decoder(text):
    try:
        decode(text)
    except CodecError:
        return
    raise AssertionError("plain text is no event")


@given(EVENTS, st.data())
def test_a_torn_line_is_a_codec_error(event, data):
    line = encode(event)
    cut = data.draw(st.integers(0, len(line) - 1))
    with pytest.raises(CodecError):
        decode(line[:cut])


def test_integers_stand_for_floats_but_not_the_reverse():
    line = '{"e":"Labelled","at_ms":1,"side":"you","utterance":1,"revision":1,"stage":"final","labels":[{"id":"pain","score":1,"start":0,"end":1}]}'  # noqa: E501
    assert json.loads(encode(decode(line)))["labels"][0]["score"] == 1.0


def test_derived_events_are_told_from_inputs():
    assert not is_derived(Tick(at_ms=0))
    assert not any(isinstance(Hypothesis, kind) for kind in get_args(Derived))
