from dataclasses import replace

import pytest

from copilot.call.catalogue import Cue, Side
from copilot.call.events import Label
from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.signals.labeller import Reading
from copilot.store.edits import CommitmentEdit


def corrected(desk, call_id, edits):
    desk.keep(call_id, edits)
    return desk.edited(call_id)


class Words:
    """Labels by words in the text, so that a correction can be followed without a model."""

    def read(self, side, kind, context, text):
        found = [Label("pain", 0.9, 0, len(text))] if "ninety" in text and side is Side.THEM else []
        return Reading(tuple(found), (Cue.QUESTION,) if "?" in text else ())


@pytest.fixture
def desk(setup, playbook, record):
    made = Desk.open()
    made._labeller = (), Words()
    record(made, setup, playbook, end=True)
    made.recoverable()
    yield made
    made.close()


def test_a_corrected_word_is_judged_anew_and_the_record_stays(desk, setup):
    raw = (desk.paths.calls / f"{setup.call_id}.jsonl").read_bytes()
    before = desk.review(setup.call_id)
    assert before.call.utterances[1].labels == ()
    edits = desk.edits(setup.call_id)
    after = corrected(desk, setup.call_id, replace(edits, texts={2: "Attention costs ninety thousand a quarter."}))
    assert [x.id for x in after.call.utterances[1].labels] == ["pain"]
    assert [h.passage.text for h in desk.search("attention")] == ["Attention costs ninety thousand a quarter."]
    assert (desk.paths.calls / f"{setup.call_id}.jsonl").read_bytes() == raw
    assert desk.review(setup.call_id).call.utterances == after.call.utterances


def test_a_corrected_speaker_changes_the_talk(desk, setup):
    edits = desk.edits(setup.call_id)
    after = corrected(desk, setup.call_id, replace(edits, sides={2: Side.YOU}))
    assert [u.side for u in after.call.utterances] == [Side.YOU, Side.YOU]
    assert not after.timeline.them
    assert after.call.utterances[1].labels == ()


def test_what_nobody_changed_needs_no_model(desk, setup, monkeypatch):
    monkeypatch.setattr(desk, "_reader", lambda playbook: pytest.fail("a model was asked for"))
    corrected(desk, setup.call_id, replace(desk.edits(setup.call_id), notes="call back", texts={}))


def test_a_commitment_of_the_users_own_is_listed_until_it_is_kept(desk, setup):
    mine = CommitmentEdit(Side.YOU, "send the figures", "2026-03-20", utterance=1)
    review = corrected(desk, setup.call_id, replace(desk.edits(setup.call_id), commitments={-1: mine}))
    assert [(p.what, p.moment.timed) for p in review.promises] == [("send the figures", False)]
    assert [p.what for p in desk.promises()] == ["send the figures"]
    corrected(desk, setup.call_id, replace(desk.edits(setup.call_id), commitments={-1: replace(mine, done=True)}))
    assert desk.promises() == []


def test_two_windows_on_one_call(desk, setup):
    first = second = desk.edits(setup.call_id)
    corrected(desk, setup.call_id, replace(first, notes="one"))
    with pytest.raises(KnownError, match="another window"):
        corrected(desk, setup.call_id, replace(second, notes="two"))
    assert desk.edits(setup.call_id).notes == "one"
