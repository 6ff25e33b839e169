import pytest

from copilot.call.catalogue import Side
from copilot.call.state import Call, Commitment, Utterance
from copilot.errors import KnownError
from copilot.store.edits import CommitmentEdit, Edits, load_edits, save_edits, with_commitments

CALL = Call(
    utterances=(
        Utterance(1, Side.THEM, 0, 900, False, "sock two"),
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


def test_commitments_as_the_user_says_they_are():
    edits = Edits(
        commitments={
            1: CommitmentEdit(Side.THEM, "the call", "2026-03-19T10:00:00-04:00"),
            2: CommitmentEdit(Side.YOU, "", dropped=True),
            -1: CommitmentEdit(Side.THEM, "bring Priya in", "2026-03-20", utterance=1),
            -2: CommitmentEdit(Side.THEM, "words that are gone", utterance=99),
        },
    )
    call = with_commitments(CALL, edits)
    moved, made = call.commitments
    assert (moved.what, moved.date.at, moved.date.timed) == ("the call", "2026-03-19T10:00:00-04:00", True)
    assert (made.id, made.what, made.quote, made.date.timed) == (-1, "bring Priya in", "sock two", False)
    assert len(CALL.commitments) == 2
