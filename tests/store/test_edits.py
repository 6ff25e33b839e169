import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Label
from copilot.call.state import Call, Commitment, Utterance
from copilot.errors import KnownError
from copilot.store.edits import CommitmentEdit, Edits, load_edits, save_edits, with_edits

CALL = Call(
    utterances=(
        Utterance(1, Side.THEM, 0, 900, False, "sock two", labels=(Label("friction", 0.9, 0, 4),)),
        Utterance(2, Side.THEM, 1000, 1900, False, "Thursday then"),
    ),
    commitments=(
        Commitment(1, Side.THEM, "call", "Thursday", None, "Thursday then", 2, 1900),
        Commitment(2, Side.YOU, "deck", "tonight", None, "tonight", 2, 1900),
    ),
)


def test_edits_are_saved_apart_and_counted(tmp_path):
    assert load_edits(tmp_path, "a") == Edits()
    saved = save_edits(
        tmp_path, "a", Edits(texts={1: "SOC 2"}, sides={2: Side.YOU}, notes="é", sent_utc="2026-01-01T00:00:00Z")
    )
    assert saved.version == 1
    assert load_edits(tmp_path, "a") == saved


def test_a_second_window_is_told(tmp_path):
    save_edits(tmp_path, "a", Edits())
    with pytest.raises(KnownError, match="another window"):
        save_edits(tmp_path, "a", Edits(notes="mine"))


@pytest.mark.parametrize("raw", ["{", "[]", '{"texts": {"x": "y"}}', '{"unknown": 1}', '{"sides": {"1": "nobody"}}'])
def test_a_broken_file_gets_a_sentence(tmp_path, raw):
    (tmp_path / "a.edits.json").write_text(raw)
    with pytest.raises(KnownError, match="corrections"):
        load_edits(tmp_path, "a")


def test_the_call_as_corrected():
    edits = Edits(
        texts={1: "SOC 2"},
        sides={2: Side.YOU},
        commitments={
            1: CommitmentEdit(Side.THEM, "the call", "2026-03-19T10:00:00-04:00"),
            2: CommitmentEdit(Side.YOU, "", dropped=True),
        },
    )
    call = with_edits(CALL, edits)
    assert [(u.side, u.text) for u in call.utterances] == [(Side.THEM, "SOC 2"), (Side.YOU, "Thursday then")]
    assert call.utterances[0].labels == (Label("friction", 0.9, 0, 0),)
    (commitment,) = call.commitments
    assert commitment.what == "the call"
    assert commitment.date is not None
    assert commitment.date.at == "2026-03-19T10:00:00-04:00"
    assert CALL.utterances[0].text == "sock two"
