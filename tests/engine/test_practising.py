import pytest

from copilot.engine.practising import practise

TURNS = [
    "Before I show anything: what does it cost you when a customer leaves?",
    "Is it a priority for you now, or more of an exploration for later?",
    "",
]


def play(turns, seed=3):
    written = []
    waiting = iter(turns)

    def read(prompt):
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    practise("saas-buyer", read, written.append, "en", seed)
    return written


def test_a_typed_call_ends_with_the_truth_and_a_score():
    written = play(TURNS)
    assert any(line.startswith("Jenna Whitlock> ") for line in written)
    assert any(line.startswith("VERDICT") for line in written)
    assert any(line.startswith("THE TRUTH") for line in written)
    assert any("closing" in line for line in written)


@pytest.mark.thorough
def test_the_same_words_and_seed_give_the_same_call():
    spoken = [[line for line in play(TURNS) if "> " in line] for _ in range(2)]
    assert spoken[0] == spoken[1]


def test_scenarios_are_listed_in_both_languages():
    english, french = [], []
    practise(None, input, english.append, "en", 0)
    practise(None, input, french.append, "fr", 0)
    assert len(english) == len(french) >= 12
    assert english != french
