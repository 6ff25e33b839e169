"""One turn in, one reply out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from playing import SCENARIOS, play, script

from copilot.call.catalogue import Cue
from copilot.call.events import Label
from copilot.practice.counterpart import Counterpart
from copilot.practice.matching import LEXICAL
from copilot.practice.mind import Outcome
from copilot.practice.scenario import Scenario

BUYER = SCENARIOS["saas-buyer"]
POLITE_NO = SCENARIOS["hospital"]


def label(*ids: str) -> list[Label]:
    return [Label(i, 0.9, 0, 1) for i in ids]


def warmed_up(scenario: Scenario = BUYER) -> Counterpart:
    """A counterpart who has been challenged and answered with candour."""
    them = Counterpart(scenario)
    them.open()
    them.hear("What would stop you from using it tomorrow?", label("negative-validation"), at_ms=60_000)
    them.hear("We are not certified yet, the audit ends in March.", label("candor"), at_ms=90_000)
    return them


def test_same_words_same_seed_same_call(scenario: Scenario) -> None:
    turns = script(scenario.id)["good"]
    assert play(scenario, turns, seed=3)[1] == play(scenario, turns, seed=3)[1]


def test_another_seed_says_it_in_other_words() -> None:
    turns = script(BUYER.id)["good"]
    calls = {tuple(r.text for r in play(BUYER, turns, seed)[1]) for seed in range(5)}
    assert len(calls) > 1


def test_a_set_of_lines_is_used_up_before_one_comes_back() -> None:
    them = Counterpart(BUYER)
    them.open()
    texts = [them.hear("Our engine has a new algorithm.", label("product-centric")).text for _ in BUYER.lines.praise]
    assert sorted(texts) == sorted(BUYER.lines.praise)


def test_pain_is_guarded_until_they_trust() -> None:
    them = Counterpart(BUYER)
    them.open()
    assert them.hear("How many customers left this year?").intent == "fact-guarded"
    them = warmed_up()
    assert them.hear("How many customers left this year?").intent == "fact-told"


@pytest.mark.thorough
def test_each_question_draws_its_own_answer(scenario: Scenario) -> None:
    for fact in scenario.facts:
        for question in fact.asked:
            them = Counterpart(scenario)
            assert them.hear(question).text in (*fact.guarded, *fact.told), question


def test_objection_is_held_back_until_asked() -> None:
    them = Counterpart(BUYER)
    them.open()
    assert them.hear("We have many nice functions to show you today.").intent == "nod"
    assert them.hear("What would stop you?", label("negative-validation")).intent == "objection"


def test_fog_does_not_settle_an_objection_and_costs() -> None:
    them = Counterpart(BUYER)
    them.hear("What would stop you?", label("negative-validation"))
    before = them.mind.readiness
    assert them.hear("It should be feasible in principle.", label("vague-capability")).intent == "unmet"
    assert them.mind.readiness < before
    assert not them.mind.met


def test_a_question_back_keeps_the_objection_open() -> None:
    them = Counterpart(BUYER)
    them.hear("What would stop you?", label("negative-validation"))
    assert them.hear("How do you follow your customers today?").intent.startswith("fact")
    assert them.hear("The data stays in a US region of AWS.").intent == "met"


def test_no_slot_before_the_decisive_objection_is_settled() -> None:
    them = Counterpart(BUYER)
    for _ in range(3):
        them.hear("Is it a priority now?", label("priority-question", "business-pivot", "dated-acknowledgement"))
    reply = them.hear("Shall we say Thursday at ten?", label("calendar-ask"), at_ms=600_000)
    assert reply.intent == "objection"
    assert not them.mind.slot


def test_hesitant_they_take_a_placeholder() -> None:
    them = Counterpart(BUYER)
    them.hear("What would stop you?", label("negative-validation"))
    them.hear("We are not certified yet.", label("candor"))
    them.hear("It should be feasible.", label("vague-capability"))
    assert BUYER.readiness.ready - 12 <= them.mind.readiness < BUYER.readiness.ready - 4
    assert them.hear("Thursday at ten?", label("calendar-ask")).intent == "slot-tight"
    reply = them.hear("A fifteen-minute placeholder on Thursday at ten, you may cancel.", label("calendar-ask"))
    assert reply.intent == "slot-yes"
    assert "Thursday at ten" in reply.text
    assert them.reveal().outcome is Outcome.SIGNED


def test_a_cold_counterpart_gives_no_slot() -> None:
    them = Counterpart(BUYER)
    assert them.hear("Thursday at ten?", label("calendar-ask")).intent == "slot-no"


def test_calendar_without_a_day_they_propose_one() -> None:
    them = warmed_up()
    reply = them.hear("Let's open our calendars now.", label("calendar-ask"))
    assert reply.intent == "slot-yes"
    assert "{slot}" not in reply.text
    assert them.mind.slot


def test_a_day_and_an_hour_in_a_question_are_a_proposal_even_unlabelled() -> None:
    assert warmed_up().hear("Friday the 21st at eight, with Raj?").intent == "slot-tight"
    assert not warmed_up().hear("Did you close on Friday?").intent.startswith("slot")


def test_a_polite_no_is_never_signed_and_becomes_plain_when_it_is_made_comfortable() -> None:
    them = Counterpart(POLITE_NO)
    assert them.hear("Tuesday at nine?", label("calendar-ask")).intent == "slot-no"
    them.hear("What would stop you?", label("negative-validation"))
    them.hear("Without the schedule we don't work.", label("candor"))
    assert them.hear("Is it a kind no?", label("negative-validation")).intent == "truth"
    assert them.hear("Tuesday at nine then?", label("calendar-ask")).intent == "slot-no"
    reply = them.hear("Thank you, goodbye.", cues=[Cue.FAREWELL])
    assert reply.ended
    assert them.reveal().outcome is Outcome.HONEST_NO


def test_asked_to_repeat_they_do_and_nothing_moves() -> None:
    them = Counterpart(BUYER)
    opening = them.open()
    reply = them.hear("Sorry, could you repeat please?")
    assert opening.text in reply.text
    assert opening.text in them.hear("Pardon?").text
    assert them.mind.readiness == BUYER.readiness.start


def test_silence_is_noticed_then_they_leave() -> None:
    them = Counterpart(BUYER)
    replies = [them.hear("", at_ms=t * 10_000) for t in range(3)]
    assert [r.intent for r in replies] == ["silence", "silence", "gone"]
    assert [r.ended for r in replies] == [False, False, True]


def test_a_word_ends_the_silence() -> None:
    them = Counterpart(BUYER)
    them.hear("")
    them.hear("")
    them.hear("Sorry, I was on mute.")
    assert them.hear("").intent == "silence"


def test_small_talk_and_off_topic_cost_nothing() -> None:
    them = Counterpart(BUYER)
    assert them.hear("How was your weekend?").intent == "small-talk"
    assert them.hear("Which football club won the championship in 1998?").intent == "unsure"
    assert them.mind.readiness == BUYER.readiness.start


def test_a_reply_foreseen_is_the_reply_and_changes_nothing() -> None:
    them = Counterpart(BUYER)
    them.open()
    before = them.mind
    foreseen = them.foresee("How big is your team?", (), (), 30_000)
    assert them.mind == before
    assert them.hear("How big is your team?", at_ms=30_000) == foreseen


def test_what_comes_near_the_question_is_told_once_they_are_open() -> None:
    team = next(f for f in BUYER.facts if f.id == "team")

    def far(text: str, choices: Sequence[str]) -> list[float]:
        return [0.8 * LEXICAL.near if choice in team.asked else 0.0 for choice in choices]

    them = Counterpart(BUYER, matcher=replace(LEXICAL, score=far))
    assert them.hear("Are your people happy?").intent == "unsure"
    them.mind = replace(them.mind, readiness=BUYER.readiness.open)
    reply = them.hear("Are your people happy?")
    assert reply.intent == "bridge"
    assert any(line in reply.text for line in team.told)
    assert "team" in them.mind.told
    assert them.hear("Are your people happy?").intent == "unsure"


def test_they_stay_when_the_user_holds_on_at_the_goodbye() -> None:
    them = Counterpart(BUYER)
    assert them.hear("I'll follow up next week.", label("passive-follow-up")).intent == "drift"
    reply = them.hear("Wait, is it a fit for what you need now?", label("fit-check"))
    assert not reply.ended
    assert not them.mind.leaving


def test_they_leave_when_the_user_lets_them_go() -> None:
    them = Counterpart(BUYER)
    them.hear("I'll follow up next week.", label("passive-follow-up"))
    assert them.hear("Okay, thank you.").ended
    assert them.reveal().outcome is Outcome.GHOSTED


def test_with_two_minutes_left_they_drift_and_past_the_end_they_leave() -> None:
    them = Counterpart(BUYER)
    end = BUYER.minutes * 60_000
    assert them.hear("And there is one more screen.", at_ms=end - 100_000).intent == "drift"
    assert not them.mind.ended
    late = Counterpart(BUYER)
    assert late.hear("And there is one more screen.", at_ms=end + 61_000).ended


def test_the_call_is_over_once_they_left() -> None:
    them = Counterpart(BUYER)
    them.hear("Bye!", cues=[Cue.FAREWELL])
    with pytest.raises(ValueError, match="over"):
        them.hear("Hello?")


def test_the_reveal_tells_what_each_move_earned_and_what_was_never_asked() -> None:
    reveal = warmed_up().reveal()
    assert [e.move for e in reveal.beats[0].effects] == ["negative-validation", "asked:security"]
    assert {u.id for u in reveal.unasked} == {"churn", "now", "who", "today", "noise"}
    assert reveal.start + sum(e.points for b in reveal.beats for e in b.effects) == reveal.beats[-1].readiness
    assert reveal.score.advice.fr


def test_the_reveal_tells_a_question_put_too_early_from_one_never_put() -> None:
    them = Counterpart(BUYER)
    them.open()
    them.hear("How many customers left this year?")
    assert {u.id: u.early for u in them.reveal().unasked if u.id in ("churn", "who")} == {"churn": True, "who": False}


def test_a_no_said_plainly_answers_the_question_of_priority() -> None:
    them = Counterpart(POLITE_NO)
    them.hear("What would stop you?", label("negative-validation"))
    them.hear("Without the schedule we don't work.", label("candor"))
    them.hear("Is it a priority this year?", label("priority-question"))
    assert them.mind.honest
    assert "priority" not in {u.topic for u in them.reveal().unasked}


def test_what_they_repeat_is_no_question_whether_anybody_is_there() -> None:
    them = Counterpart(BUYER)
    opening = them.open()
    them.hear("")
    assert opening.text in them.hear("Sorry, can you repeat?").text


def test_an_objection_answered_before_it_was_raised_is_met() -> None:
    them = Counterpart(SCENARIOS["partner-exclusive"])
    them.open()
    reply = them.hear("Exclusivity only after a trial of six months with eighty units sold, and a review each quarter.")
    assert reply.intent == "met"
    assert "exclusive" in them.mind.met


def test_a_question_about_an_objection_is_no_answer_to_it() -> None:
    plant = SCENARIOS["plant-manager"]
    them = Counterpart(plant)
    them.open()
    them.hear("What went wrong with the sensors in 2019?")
    assert them.hear("What went wrong with the sensors you had?").intent == "objection"
    assert "alarms" not in them.mind.met


def test_an_objection_that_was_met_is_not_raised_again() -> None:
    them = warmed_up()
    assert them.hear("Do you have a security review?").intent == "met"
    other = them.hear("What would your security team say?", label("negative-validation"))
    assert other.text in BUYER.objections[1].said


def test_a_question_is_found_among_other_words() -> None:
    them = Counterpart(BUYER)
    them.open()
    long = "Thank you so much for all these details about the company and the webinar. How big is your team?"
    assert them.hear(long).text in BUYER.facts[5].guarded


@pytest.mark.parametrize("bye", ["Bye Buck.", "Okay, goodbye then."])
def test_a_short_goodbye_is_one(bye: str) -> None:
    them = Counterpart(BUYER)
    them.open()
    assert them.hear(bye).ended


def test_a_plan_told_as_the_next_step_is_a_plan() -> None:
    them = Counterpart(BUYER)
    them.open()
    assert them.hear("So next step: you send the export and I prepare the test, okay?").intent == "plan-unsure"


def test_a_no_said_plainly_is_not_said_twice() -> None:
    them = Counterpart(POLITE_NO)
    them.mind = replace(them.mind, readiness=POLITE_NO.readiness.open)
    assert them.hear("What would stop you?", label("negative-validation")).intent == "truth"
    assert them.hear("So is it a no?", label("negative-validation")).intent == "after-truth"


def test_what_was_told_in_every_way_is_told_again_as_such() -> None:
    them = Counterpart(BUYER)
    them.mind = replace(them.mind, readiness=BUYER.readiness.open)
    team = BUYER.facts[5]
    told = [them.hear("How big is your team?").text for _ in range(len(team.told) + 1)]
    assert set(told[:-1]) == set(team.told)
    assert told[-1] not in team.told
    assert any(line in told[-1] for line in team.told)
