from copilot.call.catalogue import CallKind, Side
from copilot.call.events import Label
from copilot.call.state import Call, Utterance
from copilot.engine.live_view import EvidenceView, evidence, names, said_at
from copilot.playbook.loader import load_playbook

PAIN, WARM = Label("pain", 0.9, 8, 17), Label("vague-enthusiasm", 0.9, 0, 4)
WEAK = Label("friction", 0.2, 0, 4)


def said(number, text, labels=()):
    found = frozenset(label.id for label in labels if label.score >= 0.5)
    return Utterance(number, Side.THEM, number * 1000, number * 1000 + 500, False, text, labels=labels, found=found)


CALL = Call(utterances=(said(1, "So."), said(2, "We lose six hours a week.", (PAIN, WARM, WEAK)), said(3, "")))


def test_only_good_signs_that_were_found_are_evidence():
    assert evidence(CALL, {"pain": "A pain"}) == (EvidenceView(2, 2000, Side.THEM, "A pain", "six hours"),)


def test_every_label_and_signal_has_a_name_in_both_languages():
    playbook = load_playbook(CallKind.PROSPECT)
    english, french = names(playbook, "en"), names(playbook, "fr")
    assert set(english) == set(french) >= {"pain", "vague-enthusiasm"}
    assert english["pain"] != french["pain"]


def test_a_moment_leads_to_the_words_before_it():
    assert [said_at(CALL, at) for at in (0, 1000, 2400, 9000)] == [0, 1, 2, 2]
