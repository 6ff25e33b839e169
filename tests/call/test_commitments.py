import pytest

from copilot.call.catalogue import Side
from copilot.call.events import CommitmentDropped, Label, Labelled, Stage

YOU, THEM = Side.YOU, Side.THEM


def rows(scene):
    return [(c.who, c.what, c.when, c.meeting, c.accepted) for c in scene.call.commitments]


def test_a_plan_of_two_sides_is_two_commitments_each_in_its_own_words(scene):
    s = scene()
    s.say(20, 27, YOU, "I send the sheet by Wednesday, and you give me the invoices by Friday. Okay?", "next-step-definition")
    assert rows(s) == [(YOU, "I send the sheet by Wednesday", "Wednesday", False, False)]
    s.say(28, 30, THEM, "Yeah, okay.")
    assert rows(s) == [
        (YOU, "I send the sheet by Wednesday", "Wednesday", False, True),
        (THEM, "you give me the invoices by Friday.", "Friday", False, True),
    ]


def test_the_same_promise_said_again_by_the_one_who_makes_it_is_revised(scene):
    s = scene()
    s.say(20, 27, YOU, "And you give me the invoices by Friday. Okay?", "next-step-definition")
    s.say(28, 31, THEM, "I can get you the invoices by Friday.", "owner-commitment", "calendar-anchor")
    (only,) = s.call.commitments
    assert (only.id, only.who, only.quote, only.accepted) == (1, THEM, "I can get you the invoices by Friday.", True)


def test_a_slot_accepted_without_naming_it_takes_the_proposed_day(scene):
    s = scene()
    s.say(20, 24, YOU, "Can we meet Tuesday at ten?", "calendar-ask")
    assert s.call.slot.date.text == "Tuesday at ten"
    assert not s.call.slot.accepted
    assert rows(s) == []
    s.say(25, 27, THEM, "Perfect, put it in.", "calendar-anchor")
    assert rows(s) == [(THEM, "Can we meet Tuesday at ten?", "Tuesday at ten", True, True)]
    assert s.call.slot.accepted


def test_a_meeting_confirmed_by_both_is_one_commitment(scene):
    s = scene()
    s.say(20, 24, YOU, "Can we meet Tuesday at ten?", "calendar-ask")
    s.say(25, 27, THEM, "Tuesday at ten works.", "calendar-anchor")
    s.say(28, 31, YOU, "Tuesday at ten with Alan, I sent the invite.", "calendar-anchor")
    assert rows(s) == [(THEM, "Tuesday at ten works.", "Tuesday at ten", True, True)]


def test_the_slot_keeps_its_hour_when_only_its_day_is_named_again(scene):
    s = scene()
    s.say(20, 24, YOU, "Can we meet Tuesday at ten?", "calendar-ask")
    s.say(25, 27, THEM, "Tuesday at ten works.", "calendar-anchor")
    s.say(28, 33, YOU, "So on Tuesday we meet and choose the two kitchens.", "calendar-anchor")
    s.say(34, 36, THEM, "Tuesday it is, see you then.", "calendar-anchor")
    assert s.call.slot.date.text == "Tuesday at ten"
    assert s.call.slot.accepted


def test_a_misheard_hour_beside_the_agreed_day_is_no_other_day(scene):
    s = scene()
    s.say(20, 24, THEM, "So let's meet Friday at ten.", "calendar-anchor")
    s.say(25, 27, YOU, "Friday it is, perfect. 30th works for me.", "calendar-anchor")
    assert s.call.slot.date.text == "Friday at ten"


def test_a_second_day_that_is_joined_to_the_first_is_a_meeting_too(scene):
    s = scene()
    s.say(20, 24, THEM, "So let's meet Friday at ten.", "calendar-anchor")
    s.say(25, 28, YOU, "Friday at ten, and the 30th for the review.", "calendar-anchor")
    s.say(29, 30, THEM, "Perfect.")
    assert [(c.when, c.meeting) for c in s.call.commitments] == [("Friday at ten", True), ("the 30th", True)]


def test_a_promise_cut_at_a_breath_is_told_whole(scene):
    s = scene()
    s.say(20, 24, THEM, "I'll get the drawings over to")
    s.say(24.5, 27, THEM, "your engineers by Friday.", "owner-commitment")
    assert [c.what for c in s.call.commitments] == ["I'll get the drawings over to your engineers by Friday."]
    assert s.call.commitments[0].quote == "I'll get the drawings over to your engineers by Friday."


@pytest.mark.parametrize(
    "parts",
    [("I'll get the drawings over", "to your engineers by Friday."), ("By Friday I'll get the", "drawings to your engineers.")],
    ids=["its day at the end", "its day at the beginning"],
)
def test_both_halves_of_a_promise_are_one(scene, parts):
    s = scene()
    s.say(20, 24, THEM, parts[0], "owner-commitment")
    s.say(24.5, 27, THEM, parts[1], "owner-commitment")
    assert [(c.what, c.when) for c in s.call.commitments] == [(" ".join(parts), "Friday")]


def test_a_refused_slot_is_no_commitment(scene):
    s = scene()
    s.say(20, 24, YOU, "Can we meet Tuesday at ten?", "calendar-ask")
    s.say(25, 28, THEM, "Let me get back to you on that.", "vague-next-step")
    assert rows(s) == []
    assert not s.call.slot.accepted


def test_an_owner_without_a_day_is_kept_without_a_date(scene):
    s = scene()
    s.say(20, 24, THEM, "I'll bring our counsel in.", "owner-commitment")
    assert rows(s) == [(THEM, "I'll bring our counsel in.", "", False, False)]
    assert s.call.commitments[0].date is None


def test_an_owner_without_a_day_is_kept_beside_a_day(scene):
    s = scene()
    s.say(20, 27, THEM, "I'll talk to Ray at the Toledo plant. The audit is Tuesday.", "owner-commitment")
    told = s.call.utterances[-1]
    label = Label("owner-commitment", 1.0, 0, len("I'll talk to Ray"))
    read = Labelled(
        at_ms=s.call.now_ms,
        side=THEM,
        utterance=told.id,
        revision=told.revision,
        stage=Stage.FINAL,
        labels=(label,),
        dates=told.dates,
    )
    s.send(read)
    assert (THEM, "I'll talk to Ray at the Toledo plant.", "", False, False) in rows(s)


def test_what_they_tell_you_to_do_is_not_theirs(scene):
    s = scene()
    s.say(20, 27, THEM, "Send it to me and Hector both.", "owner-commitment")
    assert rows(s) == []


def test_a_call_of_theirs_to_somebody_else_is_no_meeting(scene):
    s = scene()
    s.say(20, 27, THEM, "Yeah, I'll call him Thursday and set something up.", "owner-commitment", "calendar-anchor")
    assert [(c.what, c.meeting) for c in s.call.commitments] == [("I'll call him Thursday and set something up.", False)]


def test_a_day_they_are_away_is_not_the_slot_they_give_instead(scene):
    s = scene()
    s.say(20, 24, YOU, "Wednesday at ten?", "calendar-ask")
    s.say(25, 29, THEM, "I'm in Wichita on Wednesday. Thursday, and make it eight.", "calendar-anchor")
    s.say(30, 33, YOU, "Thursday at eight, I send the invitation now.", "calendar-anchor")
    assert [(c.when, c.meeting) for c in s.call.commitments] == [("Thursday at eight", True)]


def test_a_day_that_they_only_comment_on_is_none(scene):
    s = scene()
    s.say(20, 24, YOU, "Could your CFO join us on Thursday?", "calendar-ask")
    s.say(25, 27, THEM, "Thursday's Thanksgiving.", "calendar-anchor")
    assert rows(s) == []


@pytest.mark.parametrize("words", ["Thursday that week I'm in town.", "Monday no, Tuesday no.", "Wednesday, sure."])
def test_a_day_on_which_nobody_does_anything_is_no_task(scene, words):
    s = scene()
    s.say(20, 24, YOU, "When do we see the list?", "next-step-definition")
    s.say(25, 28, THEM, words, "calendar-anchor")
    assert not [c for c in s.call.commitments if not c.meeting]


@pytest.mark.parametrize(
    "words", ["Jeff's presenting it Thursday.", "Legal has to sign it by Thursday.", "We talk to finance Thursday."]
)
def test_what_they_do_on_a_day_is_a_task_however_put(scene, words):
    s = scene()
    s.say(20, 24, YOU, "What is the next thing?", "next-step-definition")
    s.say(25, 28, THEM, words, "owner-commitment", "calendar-anchor")
    assert [(c.what, c.when, c.meeting) for c in s.call.commitments] == [(words, "Thursday", False)]


def test_the_slot_asked_for_is_not_the_day_of_what_you_send(scene):
    s = scene()
    s.say(20, 25, YOU, "You have it tonight. Can we speak Friday at ten?", "calendar-ask")
    s.say(26, 28, THEM, "Works for me.", "calendar-anchor")
    assert [(c.when, c.meeting) for c in s.call.commitments] == [("tonight", False), ("Friday at ten", True)]


def test_of_two_days_asked_for_they_go_on_to_the_second(scene):
    s = scene()
    s.say(20, 24, YOU, "When do we train them?", "calendar-ask")
    s.say(25, 28, THEM, "Service on Tuesday, sales on Thursday.", "calendar-anchor")
    s.say(30, 33, YOU, "Tuesday at one, and Thursday?", "calendar-ask")
    s.say(34, 36, THEM, "Thursday at nine.", "calendar-anchor")
    assert {c.when for c in s.call.commitments if c.meeting} == {"Tuesday at one", "Thursday at nine"}


def test_a_meeting_of_yours_and_theirs_is_no_call_of_their_own(scene):
    s = scene()
    s.say(20, 24, YOU, "Do we keep Monday at ten?", "calendar-ask")
    s.say(25, 27, THEM, "Our Monday call works.", "calendar-anchor")
    assert [(c.when, c.meeting, c.accepted) for c in s.call.commitments] == [("Monday at ten", True, True)]


def test_a_day_that_works_beside_another_that_is_asked_for_is_open(scene):
    s = scene()
    s.say(20, 24, YOU, "Then Tuesday?", "calendar-ask")
    s.say(25, 29, THEM, "Tuesday works for me, but Craig's in Denver. Wednesday?", "calendar-anchor")
    s.say(30, 33, YOU, "Wednesday, at which hour?", "calendar-ask")
    s.say(34, 36, THEM, "Wednesday at two.", "calendar-anchor")
    assert [c.when for c in s.call.commitments if c.accepted] == ["Wednesday at two"]


def test_the_latest_day_for_something_is_no_meeting(scene):
    s = scene()
    s.say(20, 24, YOU, "So Wednesday at the latest?", "calendar-ask")
    s.say(25, 27, THEM, "Yes, at the latest.")
    assert [(c.when, c.meeting) for c in s.call.commitments] == [("Wednesday", False)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("I can meet Friday.", "Friday"),
        ("I'll call you Friday.", "Friday"),
        ("I'll give you a call Friday.", "Friday"),
        ("I'll get you on a call with Craig Friday.", "Friday"),
        ("I'm out Thursday but Friday works.", "Friday"),
        ("Tuesday, I'm out Friday.", "Tuesday"),
    ],
)
def test_a_day_on_which_you_are_part_of_it_is_a_meeting(scene, words, day):
    s = scene()
    s.say(20, 24, YOU, "When do we speak again?", "calendar-ask")
    s.say(25, 28, THEM, words, "calendar-anchor")
    assert [c.when for c in s.call.commitments if c.meeting] == [day]


def test_your_word_for_a_slot_is_no_delivery(scene):
    s = scene()
    s.say(20, 24, THEM, "Thursday at ten?", "calendar-anchor")
    s.say(25, 28, YOU, "Perfect, I confirm Thursday at ten.", "calendar-anchor")
    assert [(c.when, c.meeting) for c in s.call.commitments] == [("Thursday at ten", True)]


@pytest.mark.parametrize("words", ["I can't promise anything.", "That'll help a lot.", "You can talk to Ray about it."])
def test_what_nobody_takes_on_is_no_commitment(scene, words):
    s = scene()
    s.say(20, 27, THEM, words, "owner-commitment")
    assert rows(s) == []


def test_a_plain_promise_of_yours_counts_without_a_label(scene):
    s = scene()
    s.say(20, 24, YOU, "If I send it Friday, is it late? I send you the list on Thursday.")
    assert rows(s) == [(YOU, "I send you the list on Thursday.", "Thursday", False, False)]


@pytest.mark.parametrize(
    "words",
    [
        "Let me take it to Bill on our staff call Monday.",
        "She's out till Monday.",
        "Over that it's Dale, and he'll do whatever.",
    ],
)
def test_what_is_theirs_alone_is_no_meeting_with_you(scene, words):
    s = scene()
    s.say(20, 27, THEM, words, "owner-commitment", "calendar-anchor")
    assert not any(c.meeting for c in s.call.commitments)


def test_what_you_deliver_is_no_meeting_beside_a_question(scene):
    s = scene()
    s.say(20, 25, YOU, "You have the spreadsheet tomorrow at noon. When do you see him?", "calendar-ask")
    assert [(c.what, c.meeting) for c in s.call.commitments] == [("You have the spreadsheet tomorrow at noon.", False)]


def test_why_a_day_is_none_is_no_commitment(scene):
    s = scene()
    s.say(20, 24, YOU, "Can we put the review on Tuesday at ten?", "calendar-ask")
    s.say(25, 28, THEM, "Tuesday is spring break. Wednesday?", "calendar-anchor")
    assert [c.what for c in s.call.commitments] == ["Wednesday?"]


def test_the_day_of_an_answer_is_its_last_day(scene):
    s = scene()
    s.say(20, 26, YOU, "I ask our broker today, and you've the answer on Wednesday.", "dated-acknowledgement")
    assert rows(s) == [(YOU, "you've the answer on Wednesday.", "Wednesday", False, False)]


def test_a_settled_text_drops_what_was_not_said(scene):
    s = scene()
    number = s.say(20, 24, THEM, "I'll send the list on Friday.", "owner-commitment", "calendar-anchor")
    s.revise(number, "I sent the list on Friday.", stage=Stage.SETTLED)
    assert s.of(CommitmentDropped)
    assert rows(s) == []
    s.say(30, 34, THEM, "I'll send the contract on Monday.", "owner-commitment", "calendar-anchor")
    assert s.call.commitments[0].id == 2, "a number is never used twice"


def test_what_is_always_part_of_what_was_said(scene):
    s = scene()
    s.say(20, 26, YOU, "So we ship on Monday, he has it Thursday and you call us Friday.", "next-step-definition")
    s.say(27, 29, THEM, "Sure, sounds good.")
    assert [c.when for c in s.call.commitments] == ["Monday", "Thursday", "Friday"]
    assert all(c.what in c.quote for c in s.call.commitments)
    assert [c.who for c in s.call.commitments] == [YOU, YOU, THEM]


def test_what_they_ask_of_you_is_yours(scene):
    s = scene()
    s.say(20, 24, THEM, "Send me the security sheet by Thursday.", "owner-commitment")
    s.say(25, 27, YOU, "Yes, okay.")
    assert rows(s) == [(YOU, "Send me the security sheet by Thursday.", "Thursday", False, True)]


def test_what_somebody_of_theirs_gives_you_waits_for_their_yes(scene):
    s = scene()
    s.say(20, 24, YOU, "Then Marcus gives us one page by Thursday. Okay?", "next-step-definition")
    assert rows(s) == []
    s.say(25, 27, THEM, "Yeah, okay.")
    assert rows(s) == [(THEM, "Marcus gives us one page by Thursday.", "Thursday", False, True)]


def test_a_meeting_named_once_more_is_no_task_of_yours(scene):
    s = scene()
    s.say(20, 24, YOU, "Can we meet Tuesday at ten?", "calendar-ask")
    s.say(25, 27, THEM, "Tuesday at ten works.", "calendar-anchor")
    s.say(30, 34, YOU, "I've sent it, Tuesday at ten.", "calendar-anchor")
    s.say(34, 36, YOU, "I send it right now Tuesday, tenth Central.", "calendar-anchor")
    s.say(36, 39, YOU, "So it's Tuesday for the form.", "next-step-definition")
    s.say(42, 45, YOU, "And I send you the sheet on Tuesday.", "next-step-definition")
    assert rows(s) == [
        (THEM, "Tuesday at ten works.", "Tuesday at ten", True, True),
        (YOU, "I send you the sheet on Tuesday.", "Tuesday", False, False),
    ]


def test_a_meeting_that_waits_for_somebody_is_not_agreed(scene):
    s = scene()
    s.say(20, 24, YOU, "Can I present on Tuesday?", "calendar-ask")
    s.say(25, 29, THEM, "You could have twenty minutes on Tuesday. Let me run it by Sharon though.", "calendar-anchor")
    assert [(c.when, c.meeting, c.accepted) for c in s.call.commitments] == [("Tuesday", True, False)]


def test_what_says_nothing_of_its_own_is_said_before(scene):
    s = scene()
    s.say(20, 24, YOU, "I send you the draft agreement on Monday.", "next-step-definition")
    s.say(30, 33, YOU, "I send it Monday.", "next-step-definition")
    assert [c.what for c in s.call.commitments] == ["I send you the draft agreement on Monday."]


def test_a_range_is_one_task_of_the_one_who_does_it(scene):
    s = scene()
    s.say(20, 26, YOU, "So we are agreed that you test it from the 10th to the 14th.", "next-step-definition")
    s.say(27, 29, THEM, "Yeah, okay.")
    assert rows(s) == [(THEM, "you test it from the 10th to the 14th.", "the 10th", False, True)]


def test_two_days_of_one_task_are_one(scene):
    s = scene()
    s.say(20, 24, YOU, "Shelly is trained on the 17th and the 18th.", "next-step-definition")
    assert rows(s) == [(YOU, "Shelly is trained on the 17th and the 18th.", "the 17th", False, False)]


def test_a_threat_in_jest_is_no_promise(scene):
    s = scene()
    s.say(20, 24, YOU, "We will have it there on the fifteenth.", "next-step-definition")
    s.say(25, 27, THEM, "I'll hold you to that.", "owner-commitment")
    assert [row for row in rows(s) if row[0] is THEM] == []
