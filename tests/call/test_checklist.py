from copilot.call.catalogue import CallKind, Side
from copilot.call.events import Stage, StepDone, StepToggled, StepUndone

YOU, THEM = Side.YOU, Side.THEM
RECAP = "So it is nine thousand a week. Correct?"


def done(scene):
    return {row.step: row.quote for row in scene.call.rows if row.done}


def test_the_recap_needs_their_yes_and_keeps_their_words(scene):
    s = scene()
    s.say(20, 24, YOU, RECAP, "value-recap")
    assert done(s) == {}
    s.say(25, 28, THEM, "Yes, nine thousand, it hurts to say it.")
    assert done(s) == {1: "Yes, nine thousand, it hurts to say it."}


def test_a_bare_yes_keeps_your_question_as_the_quote(scene):
    s = scene()
    s.say(20, 24, YOU, RECAP, "value-recap")
    s.say(25, 26, THEM, "Yeah.")
    assert done(s) == {1: RECAP}


def test_a_recap_they_deny_is_not_done(scene):
    s = scene()
    s.say(20, 24, YOU, RECAP, "value-recap")
    s.say(25, 28, THEM, "No, it is nothing like that.")
    s.say(29, 32, YOU, "I see, and how much is it then?")
    s.say(33, 36, THEM, "Yes, maybe two or three hundred.")
    assert done(s) == {}


def test_the_fit_is_checked_whatever_the_answer(scene):
    s = scene()
    s.say(20, 24, YOU, "Is it a fit for what you need now?", "fit-check")
    assert done(s) == {}
    s.say(25, 28, THEM, "Not for what I have today.", "soft-no")
    assert done(s) == {2: "Not for what I have today."}


def test_who_what_when_is_done_when_said(scene):
    s = scene()
    s.say(20, 24, YOU, "I send it on Monday and you show it to Alan by Friday.", "next-step-definition")
    assert list(done(s)) == [3]


def test_the_slot_must_be_agreed(scene):
    s = scene()
    s.say(20, 24, YOU, "Tuesday at ten?", "calendar-ask")
    s.say(25, 28, THEM, "Tuesdays are hard, let me get back to you.", "vague-next-step")
    assert done(s) == {}
    s.say(30, 34, YOU, "A placeholder on Thursday at two then?", "calendar-ask")
    s.say(35, 38, THEM, "Thursday at two works for me.", "calendar-anchor")
    assert done(s) == {4: "Thursday at two works for me."}


def test_a_slot_they_propose_and_you_confirm_counts(scene):
    s = scene()
    s.say(20, 24, THEM, "Let's say Wednesday at four.", "calendar-anchor")
    assert done(s) == {}
    s.say(25, 28, YOU, "Wednesday at four, I send the invite now.", "calendar-anchor")
    assert list(done(s)) == [4]


def test_a_settled_text_may_take_a_tick_back(scene):
    s = scene()
    number = s.say(20, 24, YOU, "I send it on Monday and you show it to Alan.", "next-step-definition")
    assert s.of(StepDone)
    s.revise(number, "I sent it on Monday and you showed it to Alan.", stage=Stage.SETTLED)
    assert s.of(StepUndone)
    assert done(s) == {}


def test_hand_ticks_win_and_an_unticked_row_needs_new_words(scene):
    s = scene()
    s.say(20, 24, YOU, "I send it on Monday.", "next-step-definition")
    s.send(StepToggled(at_ms=30_000, step=3, done=False))
    s.say(31, 34, THEM, "Fine with us here.")
    assert done(s) == {}
    s.say(40, 44, YOU, "You show it to Alan by Friday.", "next-step-definition")
    assert list(done(s)) == [3]
    s.send(StepToggled(at_ms=50_000, step=1, done=True))
    s.say(60, 64, YOU, "Anything else for today?")
    assert done(s)[1] == ""


def test_the_partner_rows_for_terms_and_for_the_review_tick_themselves(scene):
    s = scene(CallKind.PARTNER)
    s.say(100, 103, YOU, "Not exclusive now, a probation of six months with volumes per quarter.")
    assert set(done(s)) == {6}
    s.say(110, 113, YOU, "And a review of one hour each quarter, you and me?")
    assert set(done(s)) == {6}
    s.say(114, 115, THEM, "Sure, works for me.")
    assert set(done(s)) == {5, 6}


def test_a_review_they_propose_needs_your_yes(scene):
    s = scene(CallKind.PARTNER)
    s.say(100, 103, THEM, "We'd do a review of the numbers each quarter.")
    s.say(104, 106, YOU, "No, every month please.")
    assert done(s) == {}
    s.say(110, 113, THEM, "Then a review each quarter and a call a month.")
    s.say(114, 116, YOU, "Agreed.")
    assert set(done(s)) == {5}


def test_bad_news_ticks_in_a_review(scene):
    s = scene(CallKind.REVIEW)
    s.say(20, 24, YOU, "The line was down on the 9th. It is fixed since the 12th.", "candor")
    assert list(done(s)) == [5]


def test_saying_the_line_of_a_row_begins_it_however_it_was_labelled(scene):
    s = scene()
    s.say(20, 24, YOU, "To sum up the quarter in one figure, what would you say")
    assert done(s) == {}
    review = scene(CallKind.REVIEW)
    review.say(20, 24, YOU, "So, to sum up the quarter in one figure, what would you say it saved you?")
    review.say(25, 28, THEM, "Yes, I'd say ten thousand.")
    assert list(done(review)) == [1]


def test_sharing_out_the_call_agrees_no_slot(scene):
    s = scene()
    s.say(20, 24, YOU, "I propose ten minutes on you and ten minutes on us, okay?", "calendar-ask")
    s.say(25, 26, THEM, "Works for me.")
    assert done(s) == {}
    assert s.call.memory.anchor is None
    s.say(30, 33, THEM, "I'm free on Thursday, by the way.")
    s.say(34, 37, YOU, "Shall we put it in the calendar then?", "calendar-ask")
    s.say(38, 39, THEM, "Works for me.")
    assert list(done(s)) == [4]


def test_the_day_of_your_answer_is_no_slot(scene):
    s = scene()
    s.say(20, 24, YOU, "I answer you on Wednesday before five.", "calendar-anchor")
    s.say(25, 27, THEM, "Okay. Wednesday.", "calendar-anchor")
    assert done(s) == {}
