from dataclasses import replace

from copilot.call.catalogue import Family, Side, family_of
from copilot.call.rules import OwnSignal, SignalRule, Text

YOU, THEM = Side.YOU, Side.THEM
TITLE = Text("They name a rival", "Ils citent un concurrent")
OWN = OwnSignal(
    SignalRule("names-a-rival", TITLE, TITLE, ("What do they do better, {name}?",), ("negative-validation",), 60, 0.6),
    THEM,
    ("a", "b", "c", "d", "e"),
)


def test_a_signal_of_the_users_own_is_shown_and_answered_like_any_other(scene):
    s = scene()
    s.playbook = s.playbook.with_own((OWN,))
    s.say(100, 103, THEM, "We talk to Acme as well.", "names-a-rival", score=0.7)
    s.until(104)
    assert s.alerts() == ["names-a-rival"]
    assert s.call.alerts[-1].say == "What do they do better, Karen?"
    s.say(105, 108, YOU, "What would stop you from choosing us?", "negative-validation")
    assert s.status("names-a-rival") == "answered"
    assert family_of("names-a-rival") is Family.CALL


def test_below_its_threshold_or_turned_off_it_is_silent(scene):
    for own, score in ((OWN, 0.55), (replace(OWN, rule=replace(OWN.rule, enabled=False)), 0.9)):
        s = scene()
        s.playbook = s.playbook.with_own((own,))
        s.say(100, 103, THEM, "We talk to Acme as well.", "names-a-rival", score=score)
        s.until(106)
        assert s.alerts() == []


def test_a_signal_that_is_no_more_still_has_a_name(scene):
    s = scene()
    s.playbook = s.playbook.with_own((OWN,))
    s.say(100, 103, THEM, "We talk to Acme as well.", "names-a-rival")
    s.until(104)
    s.playbook = scene().playbook
    s.say(105, 108, YOU, "What would stop you from choosing us?", "negative-validation")
    assert s.playbook.rule("names-a-rival").title.en == "names-a-rival"
    assert s.alerts() == ["names-a-rival"]
