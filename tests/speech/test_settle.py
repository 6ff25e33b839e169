import numpy as np

from copilot.call.catalogue import Side
from copilot.speech.channel import Utterance
from copilot.speech.decode import Word
from copilot.speech.settle import Gathering, Heard, joined, share


def heard(text: str, seconds: float = 4.0, number: int = 1) -> Heard:
    audio = np.zeros(int(seconds * 16_000), np.float32)
    return Heard(Utterance(number, Side.THEM, 0, int(seconds * 1000), audio, 0.3, 0.2, seconds), text)


def spread(text: str, start: float, end: float) -> list[Word]:
    row = text.split()
    step = (end - start) / len(row)
    return [Word(w, start + i * step, start + (i + 1) * step) for i, w in enumerate(row)]


def test_a_group_is_full_before_it_is_too_long():
    gathering = Gathering()
    first = [heard("a", 5.0, n) for n in (1, 2)]
    assert gathering.add(first[0]) == gathering.add(first[1]) == []
    late = heard("c", 4.5, 3)
    assert gathering.add(late) == first
    assert gathering.rest() == [late]
    assert gathering.rest() == []


def test_the_sound_is_joined():
    assert len(joined([heard("a", 1.0), heard("b", 2.0)])) == 3 * 16_000


def test_words_go_back_by_time():
    found = spread("we like the price", 0.4, 3.5) + spread("send it on Tuesday", 4.4, 7.6)
    assert share(found, [heard("we like the prize"), heard("send it Tuesday")]) == ["we like the price", "send it on Tuesday"]


def test_a_boundary_follows_the_final_words_when_times_slip():
    found = spread("we like the price send", 0.4, 3.7) + spread("it on Tuesday", 4.4, 7.6)
    assert share(found, [heard("we like the price"), heard("send it on Tuesday")]) == [
        "we like the price",
        "send it on Tuesday",
    ]


def test_a_lost_utterance_keeps_its_final_text():
    found = spread("we like the price", 0.4, 3.5)
    assert share(found, [heard("we like the price"), heard("and the team is great")])[1] == "and the team is great"


def test_a_skipped_stretch_keeps_the_final_text():
    final = "thou hast made the Lord thy habitation there shall no evil befall thee"
    found = spread("thou hast made the Lord die habitation", 0.4, 3.5)
    assert share(found, [heard(final)]) == [final]


def test_a_text_that_breaks_off_keeps_the_final_text():
    said = "so if you tell me a bucket box were done."
    assert share(spread("so if you tell me a buck of box we're", 0.4, 3.5), [heard(said)]) == [said]
    whole = "so, if you tell me a buck a box, we're done"
    assert share(spread(whole, 0.4, 3.5), [heard(said)]) == [whole]


def test_a_repetition_keeps_the_final_text():
    found = spread("we will see we will see", 0.4, 3.5)
    assert share(found, [heard("we will see")]) == ["we will see"]
