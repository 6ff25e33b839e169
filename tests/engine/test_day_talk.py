"""A slot haggled over aloud: the hour in the invite is the one they came to."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.call.catalogue import Cue, DayRole, Side, Stance
from copilot.call.events import Input, Label, Stage
from copilot.call.script import Turn, script_events
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.engine.understanding import Hypothesis, Understanding
from copilot.signals.cues import find_cues
from copilot.signals.replies import NO_REPLY, Reply

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass
class Reading:
    labels: tuple[Label, ...]
    cues: tuple[Cue, ...]
    reply: Reply = NO_REPLY


class Reader:
    """Knows a slot by its day alone, as words without one show nothing of it."""

    def read(self, side, kind, context, text):
        labels: tuple[Label, ...] = ()
        if (any(day in text.lower() for day in DAYS) or "hard stop" in text) and "connector" not in text:
            ask = side is Side.YOU and "?" in text
            labels = (Label("calendar-ask" if ask else "calendar-anchor", 0.9, 0, len(text)),)
        return Reading(labels, find_cues(text))


@pytest.fixture
def played(setup, playbook):
    """`played("you: ...", "them: ...")`: the call after these turns."""

    def play(*said: str, reader: Reader | None = None) -> Call:
        turns, at_ms = [], 1000
        for line in said:
            side, text = line.split(": ", 1)
            turns.append(Turn(at_ms, Side(side), text))
            at_ms += 1500 + 400 * len(text.split())
        understanding, call = Understanding(reader or Reader(), setup), Call()
        for event in script_events(setup, turns):
            if isinstance(event, Input):
                call, _ = advance(call, event, playbook)
            if isinstance(event, Hypothesis):
                call, _ = advance(call, understanding.read(event), playbook)
        return call

    return play


ASK = "you: Does Tuesday at eleven work for you?"


@pytest.mark.parametrize(
    ("said", "slot"),
    [
        ((ASK, "them: Eleven's good, send it over."), "03-17T11:00"),
        ((ASK, "them: I can do eleven thirty.", "you: Perfect."), "03-17T11:30"),
        ((ASK, "them: Eleven's no good. Noon.", "you: Noon, it is noted."), "03-17T12:00"),
        ((ASK, "them: Could we make it two instead?", "you: Two is good for me, I send it."), "03-17T14:00"),
        ((ASK, "them: I'd rather do Wednesday.", "you: Wednesday at the same time?", "them: Yep."), "03-18T11:00"),
        ((ASK, "them: I'm tied up in the morning.", "you: Half past three then?", "them: Sure."), "03-17T15:30"),
        (
            ("them: How about Tuesday at one?", "you: One is difficult for me, could we do two?", "them: Two's fine."),
            "03-17T14:00",
        ),
        ((ASK, "them: Sure.", "you: And how many will you be?", "them: Four."), "03-17T11:00"),
        ((ASK, "them: Sure.", "you: You told me that you have three sites?", "them: Three, right."), "03-17T11:00"),
    ],
    ids=[
        "taken",
        "moved",
        "refused and moved",
        "asked for another",
        "another day",
        "after a refusal",
        "theirs",
        "a count",
        "a fact",
    ],
)
def test_the_hour_is_the_one_they_came_to(played, said, slot):
    call = played(*said)
    assert call.slot is not None
    assert call.slot.accepted
    assert call.slot.date.at[5:16] == slot
    assert [c.date.at[5:16] for c in call.commitments if c.meeting and c.date and c.accepted][-1] == slot
    assert all(row.done for row in call.rows if row.step == 4)


@pytest.mark.parametrize(
    "said",
    [
        (ASK, "them: Could we make it two instead?"),
        (ASK, "them: Let me look at my calendar."),
        (ASK, "them: I'll confirm on Monday."),
    ],
    ids=["not answered yet", "not answered", "an answer promised"],
)
def test_a_slot_left_open_is_not_agreed(played, said):
    call = played(*said)
    assert call.slot is not None
    assert not call.slot.accepted
    assert not any(row.done for row in call.rows if row.step == 4)


@pytest.mark.parametrize(
    "answer",
    [
        "I have a hard stop at four.",
        "I have a hard stop at 4 p.m.",
        "Sorry, I have another call at eleven.",
        "I can't at 11 a.m., I'm afraid.",
        "We close at ten on most days.",
        "Hmm, not at eleven.",
        "I have a hard stop at four today.",
    ],
)
def test_an_hour_that_is_not_offered_is_no_anchor(played, answer):
    call = played(ASK, f"them: {answer}")
    assert call.memory.anchor is None
    assert not [c for c in call.commitments if c.meeting]
    assert not any(row.done for row in call.rows if row.step == 4)


@pytest.mark.parametrize(
    "said",
    [
        ("you: At what price?", "them: Around four.", "you: Four thousand?", "them: Yeah."),
        ("you: How big is the team?", "them: Ten.", "you: So ten.", "them: Yeah."),
    ],
)
def test_a_number_that_was_asked_for_is_no_hour(played, said):
    call = played("you: Would Tuesday work?", "them: I would have to see.", *said)
    assert call.memory.anchor is None
    assert call.slot is not None
    assert not call.slot.date.timed


def test_words_taken_back_are_not_the_ones_that_are_answered(setup):
    understanding = Understanding(Reader(), setup)

    def read(number, side, text, start_ms, revision=0):
        heard = Hypothesis(
            at_ms=start_ms + 900,
            utterance=number,
            revision=revision,
            side=side,
            stage=Stage.FINAL,
            text=text,
            start_ms=start_ms,
            end_ms=start_ms + 800,
        )
        return understanding.read(heard)

    read(1, Side.YOU, "Does Tuesday at eleven work for you?", 1000)
    read(2, Side.THEM, "I can do eleven thirty.", 4000)
    read(3, Side.THEM, "Tuesday at four.", 6000)
    assert not read(3, Side.THEM, "", 6000, revision=1).labels
    answer = read(4, Side.YOU, "Perfect.", 9000)
    assert [label.id for label in answer.labels] == ["calendar-anchor"]


def test_an_hour_with_no_meeting_in_the_talk_is_no_anchor(played):
    call = played("them: We close at ten on most days.", "you: And how long is the night shift?", "them: Eight.")
    assert call.slot is None
    assert not call.commitments


def test_a_bare_day_is_not_one_that_was_named_long_before_for_something_else(played):
    call = played(
        "you: The connector is not for Tuesday the 14th of April, it is for the 21st.",
        "them: Okay.",
        "you: And the Canadian entity, is it a priority?",
        "them: Not this year.",
        "you: Understood.",
        "you: Can we talk on Tuesday at ten?",
        "them: Sure.",
    )
    assert call.slot is not None
    assert call.slot.date.at[:10] == "2026-03-17"


def test_another_weekday_answers_the_day_that_was_asked_for(played):
    call = played("you: Can we say Tuesday the 24th of March at eleven?", "them: She's off that day. Do Thursday.")
    assert call.slot.date.at[:10] == "2026-03-26"


@pytest.mark.parametrize(
    "asked",
    [
        "Could we take twenty minutes next week?",
        "I come to the plant the week of March the sixteenth.",
        "For a meeting, every morning next week is fine.",
    ],
)
def test_a_weekday_is_of_the_week_that_was_just_named(played, asked):
    call = played(f"you: {asked}", "them: Come Wednesday at seven.")
    assert call.slot.date.at[:10] == "2026-03-18"


def test_of_two_slots_the_one_that_is_named_again_is_taken(played):
    call = played(
        "you: Wednesday at eight, or Thursday after four?",
        "them: Thursday I'm coaching soccer. Wednesday is when the trucks leave. How about Wednesday at nine?",
        "you: Nine Wednesday, it's good for me.",
    )
    assert call.slot.date.at[:16] == "2026-03-18T09:00"
    assert [c.date.at[:10] for c in call.commitments if c.meeting] == ["2026-03-18"]


def test_a_weekday_that_goes_on_from_a_day_comes_after_it(played):
    call = played(
        "you: The contract, I send it tomorrow.",
        "them: Legal will have it back to you by Wednesday the 18th.",
        "you: And Monday we go through it together?",
        "them: Monday works.",
    )
    assert call.slot.date.at[:10] == "2026-03-23"


@pytest.mark.parametrize(
    ("theirs", "yours", "day"),
    [
        ("I'll sit down with Moe on Wednesday.", "We speak after you have seen him. Monday?", "03-23"),
        ("I can do Wednesday.", "And Monday?", "03-16"),
        ("I'll sit down with Moe on Wednesday.", "You have the list on Monday.", "03-16"),
    ],
)
def test_only_what_goes_on_from_their_task_comes_after_it(played, theirs, yours, day):
    call = played(f"them: {theirs}", f"you: {yours}")
    assert call.utterances[-1].dates[-1].at[5:10] == day


def test_a_day_that_is_countered_by_another_is_not_agreed(played):
    call = played(
        "you: Tomorrow at the same hour, or Thursday?",
        "them: Thursday I'm in the car. What about Friday?",
        "you: Friday I'm on the train until six. Next Monday?",
        "them: Monday's our close. Tuesday.",
        "you: Tuesday eleven?",
        "them: Tuesday at eleven.",
    )
    assert [c.date.at[:16] for c in call.commitments if c.meeting and c.accepted] == ["2026-03-17T11:00"]


@pytest.mark.parametrize(
    ("said", "slot"),
    [
        (
            ("you: The nineteenth. At two.", "them: Two's my standup. Could we do three?", "you: Three o'clock, ok."),
            "2026-03-19T15:00",
        ),
        (
            (
                "you: So we said the nineteenth for the next call.",
                "them: Fine.",
                "you: Half past two.",
                "them: Half past two works.",
            ),
            "2026-03-19T14:30",
        ),
    ],
    ids=["a day alone, then an hour asked for", "a call named with its day"],
)
def test_an_hour_for_a_day_in_the_talk_needs_no_label(played, said, slot):
    call = played(*said)
    assert [c.date.at[:16] for c in call.commitments if c.meeting and c.accepted] == [slot]


def test_a_number_is_of_the_month_in_the_talk(played):
    call = played(
        "them: Realistically, mid May. After inventory.",
        "you: Monday the eighteenth?",
        "them: That Monday's out. Do the nineteenth.",
    )
    assert [c.date.at[:10] for c in call.commitments] == ["2026-05-19"]
    first = played("them: We start in May.", "you: When do we meet?", "them: The first Monday works.")
    assert [d.at[:10] for u in first.utterances for d in u.dates] == ["2026-05-04"]


def test_a_day_said_back_is_agreed(played):
    call = played(
        "you: We judge the pilot on Tuesday the 24th of March?",
        "them: Do it Friday, the 27th.",
        "you: The 27th at eleven.",
        "them: Works for me.",
    )
    assert (call.slot.date.at[:16], call.slot.accepted) == ("2026-03-27T11:00", True)
    assert next(row for row in call.rows if row.step == 4).done


class Reads:
    """Knows where each text stands; its days are offered by you and taken by them."""

    def __init__(self, **stances: Stance) -> None:
        self._stances = stances

    def read(self, side, kind, context, text):
        stance = next((s for word, s in self._stances.items() if word in text.lower()), None)
        roles = tuple(float(role is (DayRole.OFFERED if side is Side.YOU else DayRole.TAKEN)) for role in DayRole)
        return Reading((), find_cues(text), Reply(stance, ((0, len(text), roles),)))


@pytest.mark.parametrize(
    ("answer", "stance", "accepted"),
    [("Book it.", Stance.TAKES, True), ("My wife would kill me.", Stance.REFUSES, False), ("Could be.", Stance.OPEN, False)],
)
def test_a_slot_is_agreed_by_where_the_answer_stands(played, answer, stance, accepted):
    word = answer.lower().split()[0]
    reader = Reads(suits=Stance.OFFERS, **{word: stance})
    call = played("you: A call on Tuesday at eleven, it suits you?", f"them: {answer}", reader=reader)
    assert call.slot is not None
    assert call.slot.date.at[:16] == "2026-03-17T11:00"
    assert call.slot.accepted is accepted


class Opens(Reader):
    def read(self, side, kind, context, text):
        return replace(super().read(side, kind, context, text), reply=Reply(Stance.OPEN))


@pytest.mark.parametrize(
    ("answer", "kept"), [("Sure, Tuesday.", True), ("Tuesday, if the trucks are back in the yard.", False)]
)
def test_only_a_plain_yes_stays_an_anchor_when_it_is_read_as_open(played, answer, kept):
    call = played(ASK, f"them: {answer}", reader=Opens())
    assert ("calendar-anchor" in call.utterances[-1].found) is kept


def test_the_number_of_a_day_is_no_hour(played):
    reader = Reads(speak=Stance.OFFERS, **{"8": Stance.TAKES})
    call = played("you: Could we speak in April?", "them: For a call, April 8 works.", reader=reader)
    assert [(d.at[:16], d.timed) for d in call.utterances[-1].dates] == [("2026-04-08T00:00", False)]


@pytest.mark.parametrize("answer", ["Same time next Tuesday?", "Next Tuesday, same hour?"])
def test_the_same_time_is_that_of_this_call_when_no_other_was_named(played, setup, answer):
    call = played(f"you: {answer}", "them: Tuesday it is.")
    began = datetime.fromisoformat(setup.started_utc).astimezone(ZoneInfo(setup.prospect.timezone or setup.your_timezone))
    assert call.slot.date.at[11:16] == f"{began:%H:%M}"


def test_a_weekday_is_of_the_week_you_asked_about_two_turns_before(played):
    call = played(
        "you: Which day suits you best the week of March the sixteenth?",
        "them: Any day is fine by me.",
        "you: Then Thursday at ten?",
        "them: Thursday it is.",
    )
    assert call.slot.date.at[:16] == "2026-03-19T10:00"


def test_a_day_that_is_only_said_to_be_a_bad_one_is_not_taken(played):
    reader = Reads(suits=Stance.OFFERS, tight=Stance.TAKES)
    call = played("you: A call on Tuesday at eleven, it suits you?", "them: Ooh, Tuesday's kinda tight.", reader=reader)
    assert not call.slot.accepted
    assert not any(row.done for row in call.rows)
