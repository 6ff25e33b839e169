"""The shipped model at work. The figures are the bench's business; here: it runs, it is quick, odd text is no event."""

import time

import pytest

from copilot.assets import model_file
from copilot.call.catalogue import CallKind, Side
from copilot.errors import KnownError
from copilot.signals.labeller import Labeller

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def labeller() -> Labeller:
    return Labeller(model_file("signals"))


def ids(labeller: Labeller, text: str, side: Side = Side.THEM, context: str = "") -> set[str]:
    return {label.id for label in labeller.read(side, CallKind.PROSPECT, context, text).labels}


@pytest.mark.parametrize(
    ("side", "context", "text", "want"),
    [
        (Side.THEM, "", "This is awesome, we love what you're building.", "vague-enthusiasm"),
        (Side.THEM, "", "Let us digest this internally and we'll circle back.", "vague-next-step"),
        (Side.THEM, "", "How does it integrate with SAP, and who supports it?", "friction"),
        (Side.THEM, "Shall we say Thursday at two?", "Thursday at two works, send me the invite.", "calendar-anchor"),
        (
            Side.THEM,
            "Shall we say Friday at ten?",
            "Let's do Friday 10:30 Central. Does that work on your end?",
            "calendar-anchor",
        ),
        (Side.YOU, "", "I'll send you the deck and we keep in touch.", "passive-follow-up"),
        (Side.YOU, "", "Is this a priority for this quarter, or exploration for later?", "priority-question"),
    ],
)
def test_plain_cases(labeller: Labeller, side: Side, context: str, text: str, want: str) -> None:
    assert want in ids(labeller, text, side, context)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "😀🎉",
        "👍👍👍 great",
        "attends deux secondes, je mets le son plus fort",
        "Voilà, exactly, voilà.",
        "Pardon, my son is here, attends mon chéri, deux minutes.",
        "das ist wirklich sehr interessant",
        "日本語のテキスト",
        "oh shit, sorry",
        "12345 67890",
        "[Music]",
        "<b>great</b>" * 3_000,
        "...",
        "je ne sais pas, c'est très bien pour nous",
        "да, конечно",
        "what the fuck is this",
        "awesome " * 20_000,
        "\x00\ufffd",
    ],
)
@pytest.mark.parametrize("side", list(Side))
def test_odd_text_has_no_label(labeller: Labeller, side: Side, text: str) -> None:
    assert ids(labeller, text, side) == set()


def test_a_long_turn_is_read_to_its_end(labeller: Labeller) -> None:
    story = "The plant opened in ninety four and my father ran it before me. " * 12
    reading = labeller.read(Side.THEM, CallKind.PROSPECT, "", story + "How does it integrate with SAP, and what does it cost?")
    (friction,) = [x for x in reading.labels if x.id == "friction"]
    assert friction.start >= len(story) - 70


def test_labels_belong_to_the_side(labeller: Labeller) -> None:
    assert "vague-enthusiasm" not in ids(labeller, "This is awesome, we love what you're building.", Side.YOU)


def test_an_utterance_is_read_at_once(labeller: Labeller) -> None:
    began = time.process_time()
    for _ in range(30):
        ids(labeller, "We lose about forty thousand dollars a month on chargebacks, and my boss wants it fixed by June.")
    assert (time.process_time() - began) / 30 < 0.5


def test_a_missing_model_is_a_known_error(tmp_path) -> None:
    with pytest.raises(KnownError, match="signal model"):
        Labeller(tmp_path)
    (tmp_path / "signals.json").write_text("{}")
    with pytest.raises(KnownError, match="signal model"):
        Labeller(tmp_path)


def test_a_signal_of_the_users_own_needs_only_examples(own_signal) -> None:
    own = own_signal(
        "asks-for-references",
        Side.THEM,
        (
            "Do you have any references we could call?",
            "Could we talk to one of your customers?",
            "Who else in our industry is using you, and can I speak with them?",
            "I'd want to hear from somebody who runs this already.",
            "Can you put me in touch with a customer of yours?",
        ),
    )
    labeller = Labeller(model_file("signals"), [own])
    assert "asks-for-references" in ids(labeller, "Is there a client of yours I could call?")
    assert "asks-for-references" not in ids(labeller, "We use the small screwdriver for the lid, the other one is too big.")
    assert "asks-for-references" not in ids(labeller, "Is there a client of yours I could call?", Side.YOU)


@pytest.mark.parametrize("text", ["It has to be this quarter, the board is asking.", "Definitely this quarter."])
def test_an_urgent_answer_is_no_polite_no(labeller, text: str) -> None:
    labels = labeller.read(Side.THEM, CallKind.PROSPECT, "And is it a priority for this quarter or later?", text).labels
    assert "soft-no" not in {label.id for label in labels}


def test_the_evidence_lies_in_a_sentence_that_says_it_by_itself() -> None:
    text = (
        "The way that camera knows it's looking at mashed potatoes and not like cauliflower. Your engineers must be geniuses. "
        "That's some seriously impressive technology."
    )
    labels = Labeller(model_file("signals")).read(Side.THEM, CallKind.PROSPECT, "", text).labels
    flattery = next(label for label in labels if label.id == "tech-flattery")
    assert text[flattery.start : flattery.end] in (
        "Your engineers must be geniuses.",
        "That's some seriously impressive technology.",
    )
