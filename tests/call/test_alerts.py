from copilot.call.alerts import waiting
from copilot.call.catalogue import CallKind, Side
from copilot.call.events import (
    AlertAnswered,
    AlertDismissed,
    AlertExpired,
    AlertMarkedWrong,
    AlertRaised,
    AlertShrunk,
    AlertWithdrawn,
    CallEnded,
    CallPaused,
    CallResumed,
    SpeechStarted,
    Stage,
)

YOU, THEM = Side.YOU, Side.THEM
PRAISE = "This is a really interesting approach."


def test_praise_is_shown_within_two_seconds_of_the_end_of_their_turn(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.until(30)
    (raised,) = s.of(AlertRaised)
    assert 25_000 < raised.at_ms <= 27_000
    assert (raised.signal, raised.quote, raised.side) == ("vague-enthusiasm", PRAISE, THEM)
    assert raised.say
    assert not raised.loud


def test_praise_waits_while_they_go_on_and_is_dropped_when_friction_follows(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(25.5, 40, THEM, "But we had three vendors who failed at the integration. Why would you succeed?", "friction")
    s.until(120)
    assert s.alerts() == []


def test_praise_is_dropped_when_an_owner_follows_before_it_is_shown(scene):
    s = scene()
    s.say(20, 24, YOU, "Our office is on the town hall square", "home-market-proof")
    s.say(25, 27, THEM, PRAISE, "vague-enthusiasm")
    s.say(28, 30, YOU, "Thank you very much Karen")
    s.say(31, 34, THEM, "I'll have Dave run a test on it.", "owner-commitment")
    s.until(160)
    assert s.alerts() == ["home-market-proof"]


def test_an_unanchored_yes_waits_45_seconds_for_its_date(scene):
    s = scene()
    s.say(20, 22, THEM, "Let's do it, count us in.", "unanchored-yes")
    s.until(66)
    assert s.alerts() == []
    s.until(70)
    assert s.alerts() == ["unanchored-yes"]


def test_an_unanchored_yes_with_a_date_in_time_is_no_alert(scene):
    s = scene()
    s.say(20, 22, THEM, "Let's do it, count us in.", "unanchored-yes")
    s.say(40, 43, THEM, "Tuesday at ten then.", "calendar-anchor")
    s.until(120)
    assert s.alerts() == []


def test_exclusivity_is_answered_by_volumes(scene):
    s = scene(CallKind.PARTNER)
    s.say(20, 25, THEM, "We need the whole Midwest for us alone.", "exclusivity-request")
    s.say(30, 34, YOU, "What volume would you put in front of it?")
    assert s.alerts() == ["exclusivity-request"]
    assert s.status("exclusivity-request") == "answered"


def test_one_new_alert_per_90_seconds_and_old_words_go_stale(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(30, 34, YOU, "I'll send the deck and we'll talk.", "passive-follow-up")
    s.say(100, 104, THEM, "We will circle back at some point.", "vague-next-step")
    s.until(200)
    times = [(e.signal, e.at_ms // 1000) for e in s.of(AlertRaised)]
    assert [name for name, _ in times] == ["vague-enthusiasm", "vague-next-step"]
    assert times[1][1] >= times[0][1] + 90


def test_what_outweighs_the_last_alert_waits_to_be_seen_until_it_is_answered(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(40, 44, THEM, "It's a nice-to-have for us right now.", "soft-no")
    s.until(46)
    kept = waiting(s.call, s.playbook)
    assert kept is not None
    assert (kept.signal, kept.quote) == ("soft-no", "It's a nice-to-have for us right now.")
    assert kept.id < 0
    s.say(48, 52, YOU, "I hear a no, is that right?", "negative-validation")
    assert waiting(s.call, s.playbook) is None
    assert s.alerts() == ["vague-enthusiasm"]


def test_what_waits_stays_to_be_seen_while_they_talk_at_length(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(40, 44, THEM, "It's a nice-to-have for us right now.", "soft-no")
    s.say(45, 47, YOU, "Tell me how you do it today.")
    s.begin(48, THEM)
    s.until(53)
    kept = waiting(s.call, s.playbook)
    assert kept is not None
    assert kept.signal == "soft-no"


def test_what_weighs_less_than_the_last_alert_does_not_wait(scene):
    s = scene()
    s.say(20, 25, THEM, "It's a nice-to-have for us right now.", "soft-no")
    s.say(40, 44, THEM, PRAISE, "vague-enthusiasm")
    s.until(46)
    assert waiting(s.call, s.playbook) is None


def test_the_highest_priority_wins_when_several_wait(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(90, 92, YOU, "It's a patented deposit in vacuum.", "product-centric")
    s.say(93, 95, THEM, "It's not a priority for us this year.", "soft-no")
    s.until(140)
    assert s.alerts() == ["vague-enthusiasm", "soft-no"]


def test_the_same_signal_rests_five_minutes_unless_stronger(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm", score=0.75)
    s.say(140, 145, YOU, "Here is the report of the last month.")
    s.say(150, 155, THEM, "So exciting, I mean it.", "vague-enthusiasm", score=0.8)
    s.until(210)
    assert s.alerts() == ["vague-enthusiasm"]
    s.say(212, 216, YOU, "And this is the same for your region.")
    s.say(220, 225, THEM, "There is tons of potential here.", "vague-enthusiasm", score=0.95)
    s.until(230)
    assert s.alerts() == ["vague-enthusiasm"] * 2


def test_two_alerts_of_a_signal_say_different_lines(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(390, 395, YOU, "Here is the report of the last month.")
    s.say(400, 405, THEM, PRAISE, "vague-enthusiasm")
    s.until(410)
    one, two = s.of(AlertRaised)
    assert one.say != two.say
    assert "{" not in one.say + two.say


def test_a_settled_text_without_the_label_withdraws_the_alert(scene):
    s = scene()
    number = s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.until(30)
    s.revise(number, "This is a really interesting poach.", stage=Stage.SETTLED)
    assert s.of(AlertWithdrawn)
    assert s.status("vague-enthusiasm") == "withdrawn"


def test_interim_labels_raise_nothing(scene):
    s = scene()
    number = s.begin(20, THEM)
    s.revise(number, PRAISE, "vague-enthusiasm", stage=Stage.INTERIM, at_ms=22_000)
    s.until(60)
    assert s.alerts() == []


def test_the_matching_move_answers_the_alert(scene):
    s = scene()
    s.say(20, 25, THEM, "We'll get back to you.", "vague-next-step")
    s.say(28, 31, YOU, "Can we say Tuesday at ten?", "calendar-ask")
    (answered,) = s.of(AlertAnswered)
    assert answered.quote == "Can we say Tuesday at ten?"
    assert s.status("vague-next-step") == "answered"


def test_a_move_made_before_the_budget_allows_drops_the_alert(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(85, 88, THEM, "We'll get back to you.", "vague-next-step")
    s.say(90, 93, YOU, "Can we say Tuesday at ten?", "calendar-ask")
    s.until(140)
    assert s.alerts() == ["vague-enthusiasm"]


def test_card_then_chip_then_gone(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.until(200)
    raised, shrunk, expired = s.of(AlertRaised)[0], s.of(AlertShrunk)[0], s.of(AlertExpired)[0]
    assert shrunk.at_ms - raised.at_ms == 20_000
    assert expired.at_ms - shrunk.at_ms == 90_000


def test_dismissed_and_wrong(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.until(30)
    s.send(AlertDismissed(at_ms=30_000, alert=1))
    assert s.status("vague-enthusiasm") == "dismissed"
    s.send(AlertMarkedWrong(at_ms=31_000, alert=1))
    assert s.status("vague-enthusiasm") == "wrong"
    s.say(500, 505, THEM, PRAISE, "vague-enthusiasm")
    s.until(560)
    assert s.alerts() == ["vague-enthusiasm"], "what the user called wrong is not shown again unless it is stronger"


def test_they_are_never_interrupted_in_a_long_answer(scene):
    s = scene(quiet=False)
    s.say(20, 25, THEM, "How does the price work, and who supports the software?", "friction")
    s.begin(590, THEM)
    s.until(620)
    assert s.alerts() == []
    s.finish(620, THEM, "So the thing with our warehouse is a long story that I tell you now")
    s.until(622)
    assert s.alerts() == ["pain-unknown"]


def test_your_own_habit_waits_for_the_end_of_your_turn(scene):
    s = scene()
    s.say(20, 25, YOU, "It should be feasible in principle.", "vague-capability")
    s.say(25.3, 30, YOU, "I ask our engineers and answer you on Thursday.", "dated-acknowledgement")
    s.until(80)
    assert s.alerts() == []


def test_nothing_new_while_paused_or_after_the_end(scene):
    s = scene()
    s.send(CallPaused(at_ms=10_000))
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.until(40)
    assert s.alerts() == []
    s.send(CallResumed(at_ms=40_000))
    s.until(41)
    assert s.alerts() == ["vague-enthusiasm"]
    s.send(CallEnded(at_ms=42_000))
    assert s.status("vague-enthusiasm") == "expired"
    s.say(300, 302, THEM, "Not a priority this year.", "soft-no")
    s.until(400)
    assert s.alerts() == ["vague-enthusiasm"]


def test_a_stuck_detector_does_not_silence_the_rest(scene):
    s = scene()
    s.send(SpeechStarted(at_ms=10_000, side=THEM, utterance=900))
    s.say(100, 104, YOU, "I'll send the deck and we'll talk.", "passive-follow-up")
    s.until(110)
    assert s.alerts() == ["passive-follow-up"]


def test_an_alert_is_answered_by_its_own_line_however_it_was_labelled(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.until(30)
    (raised,) = s.of(AlertRaised)
    s.say(31, 35, YOU, f"Yes, uh, {raised.say.lower()}")
    assert s.status("vague-enthusiasm") == "answered"


def test_what_waits_is_still_there_when_its_turn_comes_while_they_talk(scene):
    s = scene()
    s.say(20, 25, THEM, PRAISE, "vague-enthusiasm")
    s.say(88, 92, THEM, "It's a nice-to-have for us right now.", "soft-no")
    s.say(93, 95, YOU, "Tell me how you do it today.")
    s.begin(96, THEM)
    s.until(122)
    kept = waiting(s.call, s.playbook)
    assert kept is not None
    assert kept.signal == "soft-no"
    assert s.alerts() == ["vague-enthusiasm"]
