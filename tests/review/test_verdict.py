import json
from dataclasses import replace

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import AlertMarkedWrong
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.playbook.loader import load_playbook
from copilot.review.build import build_review
from copilot.review.export import to_json
from copilot.review.model import VerdictValue
from copilot.review.verdict import judge

WARM = ("them", "This is awesome, I love what you're building.", ["vague-enthusiasm"])
PAIN = ("them", "We lose six hours a week in Austin.", ["pain"])
HARD = ("them", "Does it talk to NetSuite, and who pays if it breaks?", ["friction"])
NO = ("them", "It's not a priority for us this year.", ["soft-no"])
LATER = ("them", "Send me the deck and we'll circle back.", ["vague-next-step"])
ASK = ("you", "Can you open your calendar? Tuesday at ten?", ["calendar-ask"])
SLOT = ("them", "Tuesday at ten works.", ["calendar-anchor"])
SENT = ("you", "The invite is sent for Tuesday at ten.", ["calendar-anchor"])
TALK = ("you", "I see.", [])
AGAIN = ("them", "Tuesday at ten. She's in on Tuesdays.", [])
WAITS = ("them", "Tuesday at ten, if Sharon can make it.", [])
QUERY = ("them", "Tuesday at ten? With whom?", [])
THANKS = ("them", "That would be huge.", ["calendar-anchor"])


@pytest.mark.thorough
def test_the_development_scripts(scripts):
    wrong = [r.script["id"] for r in scripts if r.review.verdict.value != r.script["truth"]["verdict"]]
    assert wrong == []


@pytest.mark.thorough
def test_every_verdict_quotes_words_that_were_said(scripts):
    for r in scripts:
        said = {u.id: u for u in r.call.utterances}
        assert r.review.verdict.quotes
        for quote in r.review.verdict.quotes:
            words = said[quote.utterance]
            assert words.text in quote.text
            assert (quote.side, quote.at_ms) == (words.side, words.start_ms)
            assert 0 <= quote.start <= quote.end <= len(quote.text)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ([WARM, WARM, WARM, ASK, SLOT, SENT], VerdictValue.SIGNED),
        ([PAIN, HARD, ASK, SLOT], VerdictValue.SIGNED),
        ([PAIN, HARD, ASK, LATER], VerdictValue.OPEN),
        ([WARM, TALK, WARM, TALK, NO, LATER], VerdictValue.POLITE_NO),
        ([WARM, TALK, WARM, TALK, WARM, TALK, LATER], VerdictValue.POLITE_NO),
        ([NO, TALK, PAIN, HARD, PAIN, TALK, LATER], VerdictValue.OPEN),
        ([WARM, WARM, WARM], VerdictValue.OPEN),
        ([ASK, SLOT, SENT, TALK, NO], VerdictValue.POLITE_NO),
        ([ASK, TALK, LATER], VerdictValue.OPEN),
        ([SLOT], VerdictValue.OPEN),
        ([TALK, TALK], VerdictValue.OPEN),
        ([PAIN, ASK, AGAIN], VerdictValue.SIGNED),
        ([PAIN, ASK, QUERY], VerdictValue.OPEN),
        ([PAIN, ASK, WAITS], VerdictValue.OPEN),
        ([PAIN, ASK, TALK, THANKS, TALK], VerdictValue.OPEN),
    ],
    ids=[
        "warm and dated", "blunt and dated", "put off", "a no", "warm and put off", "an early no, then interest", "warm only",
        "dated, then taken back", "asked, not answered", "a date nobody answered", "nothing", "the slot said again",
        "the slot asked back", "the slot waits for somebody", "no day and no yes",
    ],
)  # fmt: skip
def test_commitments_decide_and_never_warmth(review_of, said, value):
    verdict = review_of(*said).review.verdict
    assert verdict.value is value
    assert verdict.quotes


SHORT_CALLS = {
    "their day is the day of your answer, and the call that should follow is put off": (
        [
            ("them", "Our inspectors drive back to the depot to file, that's ninety minutes a shift.", ["pain"]),
            ("you", "That I must check. I ask our lawyer, and on Tuesday you have a yes or a no.", ["dated-acknowledgement"]),
            ("them", "Tuesday, fine.", ["calendar-anchor"]),
            ("you", "And we talk with your foreman on Wednesday at nine?", ["calendar-ask"]),
            ("them", "He's hard to pin down. Let's see your answer first, then we'll figure it out.", ["vague-next-step"]),
        ],
        VerdictValue.OPEN,
    ),
    "their day is the day of your answer, and nothing else was asked": (
        [
            ("them", "Would your insurance cover our crews?", ["friction"]),
            ("you", "I ask our broker, and on Tuesday you have the certificate.", ["dated-acknowledgement"]),
            ("them", "Tuesday works for me.", ["calendar-anchor"]),
        ],
        VerdictValue.SIGNED,
    ),
    "their day is the day of your answer, and another question of yours is put off": (
        [
            ("you", "I ask our broker, and on Tuesday you have the certificate.", ["dated-acknowledgement"]),
            ("them", "Tuesday, fine.", ["calendar-anchor"]),
            ("you", "And what would you need to start?", []),
            ("them", "We'd have to see, maybe in the new year.", ["vague-next-step"]),
        ],
        VerdictValue.OPEN,
    ),
    "their day is the day of your answer, theirs is another, and a question of yours is put off": (
        [
            ("you", "I ask our broker, and on Tuesday you have the certificate.", ["dated-acknowledgement"]),
            ("them", "Then I'll show it to our board on Tuesday.", ["calendar-anchor", "owner-commitment"]),
            ("you", "And what would you need to start?", []),
            ("them", "We'd have to see, maybe in the new year.", ["vague-next-step"]),
        ],
        VerdictValue.SIGNED,
    ),
    "their day is the day of your answer, and somebody is to look at it": (
        [
            ("you", "I ask our broker, and on Tuesday you have the certificate.", ["dated-acknowledgement"]),
            ("them", "Okay, that works, I'll show it to our board.", ["calendar-anchor", "owner-commitment"]),
            ("you", "And what would you need to start?", []),
            ("them", "We'd have to see, maybe in the new year.", ["vague-next-step"]),
        ],
        VerdictValue.OPEN,
    ),
    "a yes that they take back and a no as the last word": (
        [
            ("them", "We pay two clerks to retype the delivery notes.", ["pain"]),
            ("you", "We can read them.", []),
            ("them", "Would it read handwriting?", ["friction"]),
            ("you", "Yes, since June.", []),
            ("them", "Well then, where do I sign.", ["unanchored-yes"]),
            ("you", "I could come by with the paper.", []),
            ("them", "Let's leave it for when things calm down.", ["vague-next-step"]),
            ("you", "And after the summer?", []),
            ("them", "Honestly, I'd spend your energy on somebody bigger than us.", ["soft-no"]),
        ],
        VerdictValue.POLITE_NO,
    ),
    "a no early, and somebody brought in at the end": (
        [
            ("them", "We're pretty happy with what we have.", ["soft-no"]),
            ("you", "What does it not do?", []),
            ("them", "It drops a pallet a week, that's four hundred dollars.", ["pain"]),
            ("you", "We could look at those pallets.", []),
            ("them", "I'll have Denise pull the claims for you.", ["owner-commitment"]),
        ],
        VerdictValue.OPEN,
    ),
}


@pytest.mark.parametrize("name", SHORT_CALLS)
def test_short_calls(review_of, name):
    said, value = SHORT_CALLS[name]
    assert review_of(*said).review.verdict.value is value


def test_a_signed_verdict_shows_both_sides(review_of):
    quotes = review_of(WARM, ASK, SLOT, SENT).review.verdict.quotes
    assert {q.side for q in quotes} == {Side.YOU, Side.THEM}
    assert "Tuesday at ten works." in [q.text for q in quotes]


def test_a_signed_verdict_shows_the_yes_to_a_slot(review_of):
    verdict = review_of(
        ("you", "Can we put fifteen minutes on Friday at ten?", ["calendar-ask"]),
        ("them", "Sure, works for me.", []),
    ).review.verdict
    assert verdict.value is VerdictValue.SIGNED
    assert [q.text for q in verdict.quotes] == ["Can we put fifteen minutes on Friday at ten?", "Sure, works for me."]


def test_a_signed_verdict_shows_the_hour_both_named(review_of):
    tight = ("them", "Tuesday's kind of tight.", ["calendar-anchor"])
    quotes = review_of(ASK, tight, ("you", "And at eleven?", []), ("them", "So Tuesday at eleven.", []),
                       ("you", "Tuesday at eleven, it works.", ["calendar-anchor"])).review.verdict.quotes  # fmt: skip
    assert [q.text for q in quotes] == ["So Tuesday at eleven.", "Tuesday at eleven, it works."]


def test_a_signed_verdict_shows_the_meeting_before_a_delivery(review_of):
    verdict = review_of(
        ("you", "The connector is late, you have it on Thursday.", ["candor"]),
        ("them", "Thursday I can work with.", ["calendar-anchor"]),
        ("you", "And the next review? I propose Friday at ten.", ["calendar-ask"]),
        ("them", "Yes, ten works. An hour, please.", ["calendar-anchor"]),
    ).review.verdict
    assert [q.text for q in verdict.quotes] == [
        "And the next review? I propose Friday at ten.",
        "Yes, ten works. An hour, please.",
    ]


def test_your_own_date_alone_signs_nothing(review_of):
    r = review_of(PAIN, SENT, ("them", "Let me check with legal first.", ["vague-next-step"]))
    assert r.review.verdict.value is VerdictValue.OPEN


def test_a_silent_call_is_open_without_a_claim():
    playbook = load_playbook(CallKind.PROSPECT)
    for call in (Call(), replace(Call(), now_ms=60_000)):
        review = build_review(call, playbook)
        assert review.verdict.value is VerdictValue.OPEN
        assert review.verdict.quotes == ()


def test_a_label_marked_wrong_by_the_user_does_not_count(review_of):
    r = review_of(WARM, TALK, NO, TALK, TALK, gap_ms=100_000)
    alert = next(a for a in r.call.alerts if a.signal == "soft-no")
    call, _ = advance(r.call, AlertMarkedWrong(at_ms=r.call.now_ms, alert=alert.id), r.playbook)
    assert r.review.verdict.value is VerdictValue.POLITE_NO
    assert judge(call, r.playbook).value is VerdictValue.OPEN


def test_a_score_under_the_threshold_does_not_count(review_of):
    r = review_of(WARM, TALK, NO, LATER)
    weak = tuple(replace(u, labels=tuple(replace(label, score=0.1) for label in u.labels)) for u in r.call.utterances)
    assert judge(replace(r.call, utterances=weak), r.playbook).value is VerdictValue.OPEN


def test_the_whole_page_can_be_told_as_json(scripts):
    for r in scripts:
        assert json.loads(to_json(r.review))["verdict"]["value"] == r.review.verdict.value
