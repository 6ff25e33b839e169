import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import AlertRaised, Phase, PhaseChanged, PlannedEndChanged, StepToggled

YOU, THEM = Side.YOU, Side.THEM


def times(scene):
    return {e.signal: e.at_ms // 1000 for e in scene.of(AlertRaised)}


def test_the_clock_of_an_empty_prospect_call(scene):
    s = scene(quiet=False)
    s.say(10, 12, THEM, "Our team has one problem.")
    s.until(1805)
    assert times(s) == {
        "pain-unknown": 600,
        "no-friction": 900,
        "priority-unasked": 1080,
        "wrap-up": 1500,
        "missing-next-step": 1680,
    }
    assert [e.phase for e in s.of(PhaseChanged)] == [Phase.MIDDLE, Phase.WRAP_UP, Phase.LAST, Phase.OVERTIME]


@pytest.mark.parametrize("kind", [CallKind.PARTNER, CallKind.REVIEW])
def test_pain_and_priority_are_for_prospects(scene, kind):
    s = scene(kind, quiet=False)
    s.say(10, 12, THEM, "Our team has one problem.")
    s.until(1400)
    assert list(times(s)) == ["no-friction"]


def test_evidence_in_time_keeps_them_silent_and_evidence_later_answers(scene):
    s = scene()
    s.until(1499)
    assert s.alerts() == []
    late = scene(quiet=False)
    late.say(10, 12, THEM, "Our team has one problem.")
    late.say(605, 610, THEM, "We lose nine thousand a week.", "pain")
    assert late.status("pain-unknown") == "answered"


def test_small_talk_overrun_and_business_in_time(scene):
    s = scene(quiet=False)
    s.say(200, 210, THEM, "And the snow up there was so deep.")
    s.until(245)
    assert times(s) == {"small-talk-overrun": 240}
    s.say(250, 253, YOU, "So what is the problem with your software?")
    assert s.status("small-talk-overrun") == "answered"


def test_monologue_counts_your_speech_without_a_turn_of_theirs(scene):
    s = scene()
    for start in range(20, 100, 10):
        s.say(start, start + 9.5, YOU, "and then there is one more thing that I want to tell you")
        s.say(start + 9.6, start + 9.9, THEM, "Right.")
    assert s.alerts() == []
    s.say(100, 125, YOU, "and then there is one more thing that I want to tell you")
    s.until(127)
    assert s.alerts() == ["monologue"]
    s.say(128, 133, THEM, "Okay, let me stop you there for a second.")
    assert s.status("monologue") == "answered"


def test_a_turn_of_theirs_starts_the_monologue_again(scene):
    s = scene()
    s.say(20, 80, YOU, "and then there is one more thing that I want to tell you")
    s.say(81, 84, THEM, "How does it work with our scanners?")
    s.say(85, 150, YOU, "and then there is one more thing that I want to tell you")
    s.until(152)
    assert s.alerts() == []


def test_a_demo_may_last_nine_minutes(scene):
    s = scene()
    s.say(20, 24, YOU, "I share my screen now.")
    s.say(25, 540, YOU, "and then there is one more thing that I want to tell you")
    s.until(555)
    assert s.alerts() == []
    s.say(556, 600, YOU, "and then there is one more thing that I want to tell you")
    s.until(601)
    assert "monologue" in s.alerts()


def test_a_long_silence_is_no_part_of_a_monologue(scene):
    s = scene()
    s.say(20, 70, YOU, "and then there is one more thing that I want to tell you")
    s.say(200, 250, YOU, "and then there is one more thing that I want to tell you")
    s.until(252)
    assert s.alerts() == []


def test_talk_ratio_is_looked_at_from_minute_ten(scene):
    s = scene()
    for start in range(20, 620, 20):
        s.say(start, start + 12, YOU, "and then there is one more thing that I want to tell you")
        s.say(start + 13, start + 18, THEM, "That is what we do as well here.")
    s.until(625)
    assert list(times(s)) == ["talk-ratio"]
    assert times(s)["talk-ratio"] >= 600


def test_a_balanced_talk_draws_nothing(scene):
    s = scene()
    for start in range(20, 700, 20):
        s.say(start, start + 9, YOU, "and then there is one more thing that I want to tell you")
        s.say(start + 10, start + 18, THEM, "That is what we do as well here.")
    assert s.alerts() == []
    assert 0.4 < s.call.talk.you_share < 0.6


def test_goodbyes_without_a_date_are_loud(scene):
    s = scene()
    s.say(600, 603, THEM, "We'll be in touch at some point.", "vague-next-step")
    s.say(604, 606, THEM, "Take care, have a great day!")
    s.until(607)
    assert "missing-next-step" in s.alerts()
    assert s.of(AlertRaised)[-1].loud


@pytest.mark.parametrize("text", ["Thanks for your time on this, it helps a lot.", "We said goodbye to our old vendor in May."])
def test_thanks_and_the_word_goodbye_in_the_middle_are_no_goodbyes(scene, text):
    s = scene()
    s.say(600, 604, THEM, text)
    s.say(606, 612, YOU, "So how many sites do you have today?")
    s.until(680)
    assert s.alerts() == []


def test_a_false_goodbye_is_withdrawn_when_the_talk_goes_on(scene):
    s = scene()
    s.say(600, 603, THEM, "We'll be in touch at some point.", "vague-next-step")
    s.say(604, 606, THEM, "Take care, have a great day!")
    s.say(610, 640, YOU, "Wait, there is something I have to show you first.")
    assert s.status("missing-next-step") == "card"
    s.say(641, 680, THEM, "Okay, go on then, I have some time left for it.")
    assert s.status("missing-next-step") == "withdrawn"


def test_someone_brought_in_by_a_day_is_an_anchor(scene):
    s = scene()
    s.say(600, 603, THEM, "I'll have Rosa send you the form on Friday.", "owner-commitment")
    s.until(1690)
    assert s.alerts() == ["wrap-up"]


def test_goodbyes_from_both_sides_are_enough(scene):
    s = scene()
    s.say(600, 602, THEM, "Okay, bye Luc!")
    s.say(602.5, 604, YOU, "Goodbye Karen.")
    s.until(605)
    assert s.alerts() == ["missing-next-step"]


def test_their_anchor_prevents_the_loud_alert(scene):
    s = scene()
    s.say(600, 603, THEM, "Tuesday at ten is good for me.", "calendar-anchor")
    s.until(1800)
    assert s.alerts() == ["wrap-up"]


def test_your_own_answer_day_is_no_anchor(scene):
    s = scene()
    s.say(600, 603, YOU, "I ask Hanneke and you have it on Thursday.", "dated-acknowledgement")
    s.say(604, 605, THEM, "Sounds good to me.")
    s.until(1690)
    assert s.alerts() == ["wrap-up", "missing-next-step"]


def test_a_slot_agreed_by_a_bare_yes_answers_the_loud_alert(scene):
    s = scene()
    s.until(1690)
    s.say(1700, 1703, YOU, "Before we stop: Tuesday at ten?", "calendar-ask")
    assert s.status("missing-next-step") == "card"
    s.say(1704, 1705, THEM, "Works for me.")
    assert s.status("missing-next-step") == "answered"


def test_a_refused_slot_leaves_it_loud(scene):
    s = scene()
    s.until(1690)
    s.say(1700, 1703, YOU, "Before we stop: Tuesday at ten?", "calendar-ask")
    s.say(1704, 1707, THEM, "I'd rather not, let me come back to you.", "vague-next-step")
    s.until(1795)
    assert s.status("missing-next-step") == "card"


def test_a_longer_call_withdraws_the_wrap_up_and_shows_it_again(scene):
    s = scene()
    s.until(1505)
    s.send(PlannedEndChanged(at_ms=1_505_000, planned_ms=2_700_000))
    assert s.call.phase is Phase.MIDDLE
    assert s.status("wrap-up") == "withdrawn"
    s.until(2401)
    assert s.alerts() == ["wrap-up", "wrap-up"]


def test_hand_ticks_are_the_users(scene):
    s = scene()
    s.send(StepToggled(at_ms=10_000, step=1, done=True))
    assert s.call.rows[0].by == "hand"
    s.send(StepToggled(at_ms=11_000, step=1, done=False))
    assert not s.call.rows[0].done
    s.send(StepToggled(at_ms=11_000, step=99, done=True))


def test_talk_ratio_is_silent_after_your_question_and_in_the_wrap_up(scene):
    def lecture(s, until):
        for start in range(20, until, 20):
            s.say(start, start + 12, YOU, "and then there is one more thing that I want to tell you")
            s.say(start + 13, start + 17, THEM, "That is what we do as well here.")

    asked = scene(minutes=60)
    lecture(asked, 580)
    asked.say(585, 595, YOU, "So what is the hardest part of it for you?")
    asked.until(620)
    assert asked.alerts() == []
    closing = scene(minutes=12)
    lecture(closing, 680)
    assert "talk-ratio" not in closing.alerts()


@pytest.mark.parametrize(("scores", "warned"), [((0.6,), True), ((0.6, 0.6), False), ((0.8,), False)])
def test_one_sure_sign_of_pain_or_two_less_sure_ones_are_evidence(scene, scores, warned):
    s = scene(quiet=False)
    s.say(1, 3, YOU, "Is it a priority for this quarter or for later?", "priority-question")
    for at, score in enumerate(scores):
        s.say(20 + 10 * at, 24 + 10 * at, THEM, "Two pits and a wash plant, that is our business.", "pain", score=score)
    s.until(620)
    assert ("pain-unknown" in s.alerts()) is warned


def test_the_wrap_up_says_the_next_row_when_the_first_was_just_ticked_and_nothing_when_all_are(scene):
    def wrap_up_after(*steps):
        s = scene()
        s.until(1490)
        for step in steps:
            s.send(StepToggled(at_ms=s.call.now_ms, step=step, done=True))
        s.until(1505)
        return next(e.say for e in s.of(AlertRaised) if e.signal == "wrap-up")

    assert "fit" in wrap_up_after(1)
    assert "calendar" in wrap_up_after(1, 2, 3)
    assert wrap_up_after(1, 2, 3, 4) == ""
    assert "calendar" not in wrap_up_after(2)


def test_saying_that_they_must_run_begins_the_goodbyes(scene):
    s = scene()
    s.say(100, 104, THEM, "Let me see where his head's at.", "vague-next-step")
    s.say(110, 113, THEM, "Sorry, I've got to run.")
    assert "missing-next-step" in s.alerts()


def test_talk_ratio_looks_at_what_was_said_since_you_were_told(scene):
    s = scene(minutes=60)
    for start in range(20, 620, 20):
        s.say(start, start + 12, YOU, "and then there is one more thing that I want to tell you")
        s.say(start + 13, start + 18, THEM, "That is what we do as well here.")
    assert s.alerts() == ["talk-ratio"]
    for start in range(620, 960, 20):
        s.say(start, start + 5, YOU, "and then there is one more thing that I want to tell you")
        s.say(start + 6, start + 18, THEM, "That is what we do as well here.")
    assert s.alerts() == ["talk-ratio"]


def test_their_goodbye_past_half_of_the_time_is_enough(scene):
    early, late = scene(), scene()
    for s, at in ((early, 300), (late, 1100)):
        s.say(at, at + 3, THEM, "Shoot, that's my ferry. I've got to run.")
        s.until(at + 6)
    assert "missing-next-step" not in early.alerts()
    assert "missing-next-step" in late.alerts()


def test_a_day_they_only_ask_for_is_no_anchor_until_you_take_it(scene):
    s = scene()
    s.say(20, 24, THEM, "Wednesday is bad. Thursday?", "calendar-anchor")
    assert s.call.memory.anchor is None
    s.say(25, 27, YOU, "Thursday is perfect.", "calendar-anchor")
    assert s.call.memory.anchor is not None
