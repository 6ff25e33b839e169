from dataclasses import replace

import pytest
from tracing import untraced

from copilot.call.catalogue import CallKind
from copilot.call.events import Prospect
from copilot.review.build import build_review
from copilot.review.model import Sentence, Tone
from copilot.store.edits import CommitmentEdit, Edits, with_commitments


def test_every_sentence_of_the_emails_and_the_page_was_said_or_set_up(scripts):
    assert {r.script["id"]: untraced(r.review) for r in scripts} == {r.script["id"]: [] for r in scripts}


@pytest.mark.parametrize(
    "invented",
    [
        Sentence("Your budget is approved."),
        Sentence("- You: “I can get you the keys by Friday” (Friday, March 6)"),
        Sentence("We're set for Monday, March 9 at 8 AM your time."),
    ],
)
def test_an_invented_sentence_is_found(scripts, invented):
    r = scripts[0]
    grounds = tuple(p.quote for p in r.review.promises if p.what.startswith("I can get you"))
    email = replace(r.review.email, paragraphs=((replace(invented, grounds=grounds),),))
    assert untraced(replace(r.review, emails=(email,))) == [invented.text]


def test_emails_are_short_and_in_two_tones(scripts):
    for r in scripts:
        assert [e.tone for e in r.review.emails] == [Tone.WARM, Tone.BRIEF]
        for email in r.review.emails:
            assert len(email.body.split()) <= 180
            assert email.body.count("\n") <= 24
            assert "\n" not in email.subject


def test_what_was_agreed_is_told_with_its_day_on_their_clock(review_of):
    r = review_of(
        ("you", "So six hours a week per site, that's forty thousand dollars a year. Is that right?", ["value-recap"]),
        ("them", "Yes, that's right.", []),
        ("you", "I send you the security sheet by tomorrow noon.", ["next-step-definition", "calendar-anchor"]),
        ("them", "Great, thanks.", []),
        ("you", "Can you open your calendar? Tuesday at ten thirty, your time?", ["calendar-ask"]),
        ("them", "Tuesday at ten thirty works.", ["calendar-anchor"]),
    )
    email = r.review.email
    assert not email.asks
    assert "forty thousand dollars a year" in email.body
    assert "We're set for Tuesday, March 3 at 10:30 AM your time." in email.body
    assert "- I'll send you the security sheet by Tuesday, March 3, noon your time" in email.body
    assert email.subject == "Marlow Freight: next step, Tuesday, March 3 at 10:30 AM"
    assert email.body.startswith("Hi Karen,\n\n")
    assert r.review.slot is not None
    assert r.review.slot.yours.isoformat() == "2026-03-03T16:30:00+01:00"


def test_a_promise_made_with_stumbles_reads_as_one_made_without(review_of):
    said = "I'll, um, send you the the security sheet by Tuesday noon."
    them, yes = ("them", "Send it over.", []), ("them", "Great, thanks.", [])
    r = review_of(them, ("you", said, ["next-step-definition", "calendar-anchor"]), yes)
    assert "- I'll send you the security sheet by Tuesday, March 3, noon your time" in r.review.email.body
    assert untraced(r.review) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("So, look, we lose two million dollars a year on this.", "we lose two million dollars a year on this."),
        ("Right now we lose two million dollars a year.", "Right now we lose two million dollars a year."),
        ("So far we lost two million dollars on this.", "So far we lost two million dollars on this."),
    ],
)
def test_their_problem_is_quoted_without_what_only_opens_it(review_of, said, told):
    assert f"You told me: “{told}”" in review_of(("them", said, ["pain"])).review.email.body


def test_what_they_will_do_without_a_day_is_told_and_what_they_wish_is_not(review_of):
    r = review_of(
        ("them", "I'll talk to Ray at the Toledo plant.", ["owner-commitment"]),
        ("them", "Our CFO, Alan, he'd be the one.", ["owner-commitment"]),
        ("them", "I want them by January fifteenth.", ["owner-commitment"]),
        ("them", "We'll want the list on Friday.", ["owner-commitment"]),
        ("them", "I can't promise anything.", ["owner-commitment"]),
        ("you", "Can we say Tuesday at ten?", ["calendar-ask"]),
        ("them", "Tuesday at ten works.", ["calendar-anchor"]),
    )
    assert [line for line in r.review.email.body.splitlines() if line.startswith("- ")] == [
        "- You: “I'll talk to Ray at the Toledo plant”"
    ]


def test_two_meetings_are_told_in_their_order(review_of):
    r = review_of(
        ("you", "We start on Tuesday?", ["calendar-ask"]),
        ("them", "Tuesday works.", ["calendar-anchor"]),
        ("you", "And we meet again on Friday at nine, your time?", ["calendar-ask"]),
        ("them", "Friday at nine works.", ["calendar-anchor"]),
    )
    assert "We're set for Tuesday, March 3. Then again on Friday, March 6 at 9 AM your time." in r.review.email.body


def test_a_no_is_read_back_with_what_was_said_around_it(review_of):
    said = "Everything's pretty locked in through the fiscal year. But that doesn't mean we can't keep the conversation going."
    r = review_of(("them", said, ["soft-no"]))
    assert f"You said: “{said}”" in r.review.email.body


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The contract, I send it by Tuesday noon.", "I'll send the contract by Tuesday, March 3, noon your time"),
        (
            "For the margin sheet, you have it by Tuesday noon.",
            "You'll have the margin sheet by Tuesday, March 3, noon your time",
        ),
        ("I text you tomorrow at noon.", "I'll text you on Tuesday, March 3, noon your time"),
    ],
)
def test_what_is_named_first_as_in_french_is_told_as_in_english(review_of, said, told):
    them, yes = ("them", "Send it over.", []), ("them", "Great, thanks.", [])
    r = review_of(them, ("you", said, ["next-step-definition", "calendar-anchor"]), yes)
    assert f"- {told}" in r.review.email.body
    assert untraced(r.review) == []


@pytest.mark.parametrize(
    "said",
    [
        "No problem, I send it to you by Tuesday noon.",
        "This week, I send it to you by Friday noon.",
        "From what I can see, we will send it by Friday noon.",
    ],
)
def test_what_stands_before_a_promise_is_not_taken_for_its_thing(review_of, said):
    them, yes = ("them", "Send it over.", []), ("them", "Great, thanks.", [])
    body = review_of(them, ("you", said, ["next-step-definition", "calendar-anchor"]), yes).review.email.body
    assert not [line for line in body.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("for Friday at noon", "for Friday, March 6, noon your time"),
        ("no later than Friday noon", "no later than Friday, March 6, noon your time"),
        ("around noon Thursday", "around Thursday, March 5, noon your time"),
        ("Thursday before noon", "by Thursday, March 5, noon your time"),
        ("Thursday at noon", "on Thursday, March 5, noon your time"),
    ],
)
def test_a_day_and_hour_at_the_end_follow_the_word_that_leads_to_them(review_of, said, told):
    them, yes = ("them", "Send it over.", []), ("them", "Great, thanks.", [])
    r = review_of(them, ("you", f"I'll send you the sheet {said}.", ["next-step-definition", "calendar-anchor"]), yes)
    assert f"- I'll send you the sheet {told}\n" in r.review.email.body


def test_a_title_before_a_name_ends_no_sentence(review_of):
    r = review_of(
        ("you", "So I resume: sixty-six thousand dollars a week, and you show it to Dr. Feldman Wednesday.", ["value-recap"]),
        ("them", "Yes, that's it.", []),
    )
    assert "“sixty-six thousand dollars a week, and you show it to Dr. Feldman Wednesday.”" in r.review.email.body


def test_who_is_named_to_do_it_is_named_in_the_email(review_of):
    body = review_of(
        ("you", "Then Curtis sends me the three contacts by Friday. Does it work?", ["next-step-definition"]),
        ("them", "Works for me, I'll tell him today.", ["calendar-anchor"]),
    ).review.email.body
    assert "- Curtis will send me the three contacts by Friday, March 6" in body
    assert "tell him" not in body


def test_a_day_that_only_describes_something_stays_as_it_was_said(review_of):
    body = review_of(
        ("you", "Good. I'll put two hundred labels on the Thursday loads and we compare.", ["next-step-definition"]),
        ("them", "Sounds good, do that.", []),
    ).review.email.body
    assert "- I'll put two hundred labels on the Thursday loads (Thursday, March 5)" in body


def test_a_promise_that_begins_with_its_day_or_ends_in_a_wish_is_told(review_of):
    body = review_of(
        ("you", "I will ask Hadrien, and on Wednesday I send you what we change.", ["dated-acknowledgement"]),
        ("them", "Wednesday, okay.", []),
        ("you", "And I will send the proposal by Thursday and let me know what you think.", ["next-step-definition"]),
    ).review.email.body
    assert "- I'll send you what we change (Wednesday, March 4)" in body
    assert "- I will send the proposal by Thursday, March 5\n" in body


def test_the_fifth_thing_you_promised_is_in_the_email_too(review_of):
    things = ("the security sheet", "the price list", "the warranty", "two samples", "the contract")
    said = [("you", f"I'll send you {thing} by Thursday.", ["next-step-definition"]) for thing in things]
    body = review_of(*(turn for each in said for turn in (each, ("them", "Okay, thanks.", [])))).review.email.body
    assert [thing for thing in things if f"- I'll send you {thing} by Thursday" in body] == list(things)


def test_a_promise_that_begins_with_how_it_is_kept_is_told(review_of):
    body = review_of(
        ("them", "Can you have two hundred here for the show?", ["friction"]),
        ("you", "By air I can bring sixty pieces by Thursday.", ["next-step-definition"]),
        ("them", "Okay, sixty is fine.", []),
    ).review.email.body
    assert "- By air I can bring sixty pieces by Thursday, March 5" in body


def test_nothing_agreed_asks_for_a_yes_or_a_no(review_of):
    r = review_of(
        ("them", "This is awesome.", ["vague-enthusiasm"]),
        ("you", "I'll send you the deck.", ["passive-follow-up"]),
        ("them", "We'll circle back after the holidays.", ["vague-next-step"]),
    )
    assert r.review.email.asks
    assert "a no for now?" in r.review.email.body
    assert "“We'll circle back after the holidays.”" in r.review.email.body
    assert "“" not in r.review.emails[1].body


def test_a_question_you_were_vague_about_is_acknowledged_with_a_day(review_of):
    vague = (
        ("them", "What do you charge? And does it talk to Censis?", []),
        ("you", "Normally yes. It should be feasible, we could look at an interface.", ["vague-capability"]),
    )
    r = review_of(*vague)
    assert (
        "You asked: “And does it talk to Censis?” You'll have a straight answer from me by Tuesday, March 3."
        in r.review.email.body
    )
    assert untraced(r.review) == []
    dated = ("you", "I ask them today and you have it in writing on Thursday.", ["dated-acknowledgement"])
    assert "You asked" not in review_of(*vague, dated).review.email.body


def test_an_unknown_name_is_not_invented(review_of):
    r = review_of(("them", "Hello.", []), prospect=Prospect())
    assert r.review.email.body.startswith("Hello,")
    assert r.review.email.subject == "One question: yes, or no for now?"


@pytest.mark.parametrize("kind", list(CallKind))
def test_each_kind_has_its_questions_for_next_time(review_of, kind):
    r = review_of(("them", "So excited to work with you.", ["vague-enthusiasm"]), ("you", "Thank you.", []), kind=kind)
    ids = [q.id for q in r.review.unasked]
    assert "negative-validation" in ids
    assert ("priority-unasked" in ids) == (kind is CallKind.PROSPECT)
    assert all(q.ask and q.reason.fr for q in r.review.unasked)
    assert len(ids) <= 5


def test_missed_moments_pair_their_words_with_yours(scripts):
    (r,) = [r for r in scripts if r.script["id"] == "dev-prospect-02"]
    moment = next(m for m in r.review.missed if m.signal == "soft-no")
    assert moment.quote is not None
    assert "heads-down" in moment.quote.text
    assert moment.yours is not None
    assert moment.yours.text.startswith("I understand perfectly")
    assert moment.better
    assert "wrap-up" not in [m.signal for m in r.review.missed]


def test_the_hour_they_settled_on_is_the_one_that_counts(review_of):
    r = review_of(
        ("you", "Can you open the calendar? Tuesday at ten Eastern, with Alan.", ["calendar-ask", "calendar-anchor"]),
        ("them", "Tuesday at ten, no, Alan has his staff meeting until ten fifteen.", ["calendar-anchor"]),
        ("you", "Ten thirty then?", ["calendar-ask"]),
        ("them", "Ten thirty Tuesday works.", ["calendar-anchor"]),
        ("you", "The invite is sent.", ["calendar-anchor"]),
        ("them", "Perfect, talk Tuesday.", []),
    )
    assert r.review.slot is not None
    assert (r.review.slot.theirs.hour, r.review.slot.theirs.minute) == (10, 30)
    assert "Tuesday, March 3 at 10:30 AM your time" in r.review.email.body


def test_an_hour_repeated_without_its_half_of_the_day_changes_nothing(review_of):
    r = review_of(
        ("you", "Can you open the calendar? Tuesday at 6 in the morning?", ["calendar-ask"]),
        ("them", "Tuesday at 6 in the morning works.", ["calendar-anchor"]),
        ("you", "Tuesday at six, the invite is sent.", ["calendar-anchor"]),
        ("you", "And you have the contract by Tuesday noon.", ["calendar-anchor", "next-step-definition"]),
    )
    assert r.review.slot is not None
    assert r.review.slot.theirs.hour == 6


def test_what_the_user_corrected_stands(review_of):
    r = review_of(
        ("you", "Can you open the calendar? Tuesday at ten?", ["calendar-ask"]),
        ("them", "Tuesday at ten works.", ["calendar-anchor"]),
        ("you", "Tuesday at ten, the invite is sent.", ["calendar-anchor"]),
    )
    (meeting,) = [c for c in r.call.commitments if c.meeting]
    edits = Edits(commitments={meeting.id: CommitmentEdit(meeting.who, "the demo", "2026-03-03T11:15:00-05:00")})
    review = build_review(with_commitments(r.call, edits), r.playbook)
    assert review.slot is not None
    assert review.slot.theirs.isoformat() == "2026-03-03T11:15:00-05:00"
