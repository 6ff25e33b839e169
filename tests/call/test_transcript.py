from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, Label, Labelled, SpeechEnded, SpeechStarted, Stage

YOU, THEM = Side.YOU, Side.THEM


def final(number, text, start, end, side=THEM, revision=1, stage=Stage.FINAL):
    return Hypothesis(
        at_ms=end, side=side, utterance=number, revision=revision, stage=stage, text=text, start_ms=start, end_ms=end
    )


def texts(scene):
    return [u.text for u in scene.call.utterances]


def test_utterances_are_ordered_by_their_start(scene):
    s = scene(quiet=False)
    s.send(final(2, "second", 5_000, 6_000))
    s.send(final(1, "first", 1_000, 9_000, YOU))
    s.send(SpeechEnded(at_ms=9_500, side=THEM, utterance=2, start_ms=500, end_ms=6_000))
    assert texts(s) == ["second", "first"]


def test_an_older_revision_or_a_lower_stage_changes_nothing(scene):
    s = scene(quiet=False)
    s.send(final(1, "settled", 0, 1_000, revision=3, stage=Stage.SETTLED))
    s.send(final(1, "late final", 0, 1_000, revision=4))
    s.send(final(1, "old", 0, 1_000, revision=2, stage=Stage.SETTLED))
    assert texts(s) == ["settled"]


def test_an_utterance_never_changes_sides(scene):
    s = scene(quiet=False)
    s.send(final(1, "mine", 0, 1_000, YOU))
    s.send(final(1, "theirs", 0, 1_000, THEM, revision=2))
    assert texts(s) == ["mine"]


def test_empty_final_text_was_no_speech_and_counts_for_nobody(scene):
    s = scene(quiet=False)
    s.send(SpeechStarted(at_ms=0, side=YOU, utterance=1))
    s.send(SpeechEnded(at_ms=4_000, side=YOU, utterance=1, start_ms=0, end_ms=4_000))
    assert s.call.talk.you_total_ms == 4_000
    s.send(final(1, "", 0, 4_000, YOU))
    s.until(5)
    assert s.call.talk.you_total_ms == 0
    assert s.call.talk.you_share is None


def test_labels_of_an_older_revision_do_not_replace_newer_ones(scene):
    s = scene(quiet=False)
    s.send(final(1, "one", 0, 1_000, revision=1))
    s.send(final(1, "two", 0, 1_000, revision=2))
    new = Labelled(at_ms=1_500, side=THEM, utterance=1, revision=2, stage=Stage.FINAL, labels=(Label("pain", 0.9, 0, 3),))
    s.send(new)
    s.send(Labelled(at_ms=1_600, side=THEM, utterance=1, revision=1, stage=Stage.FINAL))
    s.send(Labelled(at_ms=1_600, side=THEM, utterance=1, revision=9, stage=Stage.FINAL))
    assert s.call.utterances[0].labels == new.labels


def test_talk_shares_the_last_ten_minutes_and_the_open_speech(scene):
    s = scene(quiet=False)
    s.say(0, 30, YOU, "long ago and far away we talked about this")
    s.say(700, 710, THEM, "and today we talk about it")
    s.begin(712, YOU)
    s.until(722)
    assert (s.call.talk.you_ms, s.call.talk.them_ms) == (10_000, 10_000)
    assert s.call.talk.you_total_ms == 30_000
