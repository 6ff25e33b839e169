"""A real call taken up again at a moment that was missed."""

import functools
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis, Label, Prospect
from copilot.call.script import Turn, script_events
from copilot.engine.moments import replay_from
from copilot.engine.practising import PracticeCall
from copilot.engine.runner import Runner
from copilot.engine.setups import practice_setup
from copilot.engine.understanding import Understanding, load_labeller
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.practice.counterpart import Counterpart
from copilot.practice.mind import Outcome
from copilot.practice.scenario import Said

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
PRAISE = "Wow, this is so exciting, we absolutely love what you guys are building!"
WHO = Prospect("Dana Whitlock", "Halden Foods", "COO", "America/New_York")


@functools.cache
def heard(kind=CallKind.PROSPECT, prospect=WHO, problem="detention", amount="$90,000 a quarter"):
    setup = CallStarted(
        call_id="2026-03-12-a",
        kind=kind,
        planned_ms=30 * 60_000,
        started_utc=NOW.isoformat(),
        prospect=prospect,
        problem=problem,
        amount=amount,
        title="Tuesday",
    )
    runner = Runner(load_playbook(kind))
    understanding = Understanding(load_labeller(), setup)
    turns = [
        Turn(1_000, Side.YOU, "Good morning, and thank you for your time."),
        Turn(900_000, Side.YOU, "So this was the last screen of the product."),
        Turn(910_000, Side.THEM, PRAISE),
        Turn(930_000, Side.YOU, "Thank you very much, that is kind."),
    ]
    for event in script_events(setup, turns):
        runner.put(event)
        if isinstance(event, Hypothesis):
            runner.put(understanding.read(event))
    return runner.call


def replay(kind=CallKind.PROSPECT, at_ms=910_000, **more):
    return replay_from(heard(kind, **more), load_playbook(kind), at_ms)


def every_text(scenario):
    lines = scenario.lines
    yield from (scenario.title.en, scenario.title.fr, scenario.brief.en, scenario.brief.fr, scenario.secret.en)
    yield from (*lines.praise, *lines.recap_yes, *lines.fit_yes, *lines.plan_yes, *lines.farewell)
    for fact in scenario.facts:
        yield from (*fact.guarded, *fact.told)
    for objection in scenario.objections:
        yield from (*objection.said, *objection.met, *objection.unmet)


@pytest.mark.parametrize("kind", list(CallKind))
def test_it_begins_with_their_line_after_the_minute_before(kind):
    scenario = replay(kind)
    assert scenario.kind is kind
    assert scenario.lines.opening == (PRAISE,)
    assert scenario.before == (Said(Side.YOU, "So this was the last screen of the product."),)
    assert scenario.person == WHO
    assert scenario.minutes == 14
    assert not [text for text in every_text(scenario) if "{" in text]
    assert any("detention" in text for text in every_text(scenario))


@pytest.mark.parametrize("kind", list(CallKind))
def test_a_call_that_was_not_set_up_is_replayed_all_the_same(kind):
    scenario = replay(kind, prospect=Prospect(), problem="", amount="")
    assert scenario.person.name == "the other side"
    assert scenario.title.en == "Again: Tuesday"
    assert "l'autre" in scenario.brief.fr
    assert not [text for text in every_text(scenario) if "{" in text]


def test_nobody_had_spoken():
    with pytest.raises(KnownError, match="later moment"):
        replay(at_ms=2_000)


@pytest.mark.parametrize("kind", list(CallKind))
def test_whoever_asks_what_would_stop_them_gets_a_date(kind):
    scenario = replay(kind)
    them = Counterpart(scenario)
    them.open()
    turns = [
        ("What would stop you?", "negative-validation"),
        (scenario.objections[0].answers[1], "candor"),
        (scenario.facts[0].asked[0], "priority-question"),
        ("So, if I sum up, that is the problem and that is what it costs you?", "value-recap"),
        ("Is it a fit for what you need?", "fit-check"),
        ("I send you the proposal, you send me the figures.", "next-step-definition"),
        ("Does Tuesday at ten work for you?", "calendar-ask"),
    ]
    for text, label in turns:
        them.hear(text, [Label(label, 0.9, 0, 1)], (), 60_000)
    assert them.reveal().outcome is Outcome.SIGNED


@pytest.mark.thorough
def test_the_call_tells_what_went_before_and_goes_on():
    scenario = replace(replay(), before=(Said(Side.THEM, "We are in Austin."), Said(Side.YOU, "The last screen.")))
    practice = PracticeCall(scenario, practice_setup(scenario, NOW), load_playbook(scenario.kind), 0, lambda *_: None)
    practice.begin()
    assert [(u.side, u.text) for u in practice.call.utterances] == [
        (Side.THEM, "We are in Austin."),
        (Side.YOU, "The last screen."),
        (Side.THEM, PRAISE),
    ]
    practice.say("What would stop you from using it this quarter?")
    assert practice.reveal.beats[0].intent == "objection"
