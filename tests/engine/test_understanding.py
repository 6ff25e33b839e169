from dataclasses import dataclass

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, Label, Stage
from copilot.engine.understanding import Understanding
from copilot.signals.replies import NO_REPLY, Reply


@dataclass
class Reading:
    labels: tuple = ()
    cues: tuple = ()
    reply: Reply = NO_REPLY


class Reader:
    """Finds 'warm' wherever it stands and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def read(self, side, kind, context, text):
        self.asked.append((side, context, text))
        at = [i for i in range(len(text)) if text.startswith("warm", i)]
        return Reading(labels=tuple(Label("vague-enthusiasm", 0.9, i, i + 4) for i in at))


def heard(utterance, side, start_ms, text, *, length_ms=1000, revision=1):
    return Hypothesis(
        at_ms=start_ms + length_ms,
        side=side,
        utterance=utterance,
        revision=revision,
        stage=Stage.FINAL,
        text=text,
        start_ms=start_ms,
        end_ms=start_ms + length_ms,
    )


def test_the_context_is_the_last_turn_of_the_other_side(setup):
    reader = Reader()
    understanding = Understanding(reader, setup)
    understanding.read(heard(1, Side.YOU, 0, "Old words."))
    understanding.read(heard(2, Side.THEM, 10_000, "Right."))
    understanding.read(heard(3, Side.YOU, 20_000, "First half,"))
    understanding.read(heard(4, Side.YOU, 21_200, "second half."))
    understanding.read(heard(5, Side.THEM, 30_000, "Good."))
    assert reader.asked[-1] == (Side.THEM, "First half, second half.", "Good.")


def test_a_turn_cut_by_a_breath_is_read_as_one_and_labels_lie_in_the_new_part(setup):
    reader = Reader()
    understanding = Understanding(reader, setup)
    understanding.read(heard(1, Side.THEM, 0, "warm words and"))
    labelled = understanding.read(heard(2, Side.THEM, 1500, "more warm ones"))
    assert reader.asked[-1][2] == "warm words and more warm ones"
    assert [(x.start, x.end) for x in labelled.labels] == [(5, 9)]


class WholeReader(Reader):
    """Sees the label at the very start, and only when the whole turn is there."""

    def read(self, side, kind, context, text):
        return Reading(labels=(Label("value-recap", 0.9, 0, 4),) if text.endswith("right?") else ())


def test_what_only_the_whole_turn_says_belongs_to_the_utterance_that_completes_it(setup):
    understanding = Understanding(WholeReader(), setup)
    understanding.read(heard(1, Side.YOU, 0, "You lose six hours."))
    labelled = understanding.read(heard(2, Side.YOU, 1300, "Is that right?"))
    assert [(x.id, x.start, x.end) for x in labelled.labels] == [("value-recap", 0, 14)]


def test_a_long_pause_or_the_other_side_ends_the_turn(setup):
    reader = Reader()
    understanding = Understanding(reader, setup)
    understanding.read(heard(1, Side.THEM, 0, "One."))
    understanding.read(heard(2, Side.THEM, 5000, "Two."))
    assert reader.asked[-1][2] == "Two."
    understanding.read(heard(3, Side.YOU, 6100, "Yes."))
    understanding.read(heard(4, Side.THEM, 7200, "Three."))
    assert reader.asked[-1] == (Side.THEM, "Yes.", "Three.")


def test_a_revision_replaces_the_words_before_it(setup):
    reader = Reader()
    understanding = Understanding(reader, setup)
    understanding.read(heard(1, Side.YOU, 0, "Wrong."))
    understanding.read(heard(1, Side.YOU, 0, "Right.", revision=2))
    understanding.read(heard(2, Side.THEM, 3000, "Ok."))
    assert reader.asked[-1] == (Side.THEM, "Right.", "Ok.")


def test_dates_are_resolved_on_their_clock(setup):
    labelled = Understanding(Reader(), setup).read(heard(1, Side.THEM, 0, "Tuesday at 2 p.m. works for me."))
    assert [d.at for d in labelled.dates] == ["2026-03-17T14:00:00-04:00"]
    assert labelled.dates[0].timed


class Hasty:
    """Takes a lone "Honestly," for a refusal."""

    def read(self, side, kind, context, text):
        return Reading(labels=(Label("soft-no", 0.9, 0, len(text)),) if text == "Honestly," else ())


def test_a_fragment_is_no_warning_when_the_turn_goes_on_otherwise(setup):
    understanding = Understanding(Hasty(), setup)
    (alone,) = understanding.readings(heard(1, Side.THEM, 0, "Honestly,"))
    assert [x.id for x in alone.labels] == ["soft-no"]
    anew, own = understanding.readings(heard(2, Side.THEM, 1400, "it's now, before the new stores open."))
    assert (anew.utterance, anew.labels, anew.at_ms) == (1, (), own.at_ms)
    (settled,) = understanding.readings(heard(1, Side.THEM, 0, "Honestly,", revision=2))
    assert settled.labels == ()


def test_a_fragment_stays_a_warning_when_they_say_no_more_or_much_later(setup):
    understanding = Understanding(Hasty(), setup)
    understanding.readings(heard(1, Side.THEM, 0, "Honestly,"))
    understanding.readings(heard(2, Side.YOU, 1200, "Yes?"))
    (later,) = understanding.readings(heard(3, Side.THEM, 9000, "Let me think."))
    assert later.utterance == 3
    assert [x.id for x in understanding.read(heard(1, Side.THEM, 0, "Honestly,", revision=2)).labels] == ["soft-no"]
