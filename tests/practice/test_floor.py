"""Who speaks next: times in, moves out."""

from copilot.call.catalogue import Cue
from copilot.practice.floor import ASKED_MS, BARGE_MS, NOD_MS, SILENCE_MS, TURN_MS, Floor, Move, Turn


def heard(floor: Floor, number: int, text: str, end_ms: int) -> None:
    floor.you_began(number)
    floor.you_ended(number, end_ms)
    floor.you_said(number, Turn(text, cues=(Cue.QUESTION,)))


def test_they_answer_when_the_user_has_finished_and_was_understood() -> None:
    floor = Floor()
    heard(floor, 1, "I am fine.", 3_000)
    assert floor.due(3_000 + TURN_MS - 1) is Move.WAIT
    assert floor.due(3_000 + TURN_MS) is Move.ANSWER
    assert floor.take(4_000).text == "I am fine."
    assert floor.due(4_000) is Move.WAIT


def test_a_question_is_answered_sooner() -> None:
    floor = Floor()
    heard(floor, 1, "I am fine.", 2_000)
    heard(floor, 2, "How are you?", 3_000)
    assert floor.due(3_000 + ASKED_MS - 1) is Move.WAIT
    assert floor.due(3_000 + ASKED_MS) is Move.ANSWER
    turn = floor.take(4_000)
    assert (turn.text, turn.cues) == ("I am fine. How are you?", (Cue.QUESTION, Cue.QUESTION))


def test_a_breath_does_not_cut_a_turn_in_two() -> None:
    floor = Floor()
    heard(floor, 1, "Before I show anything,", 2_000)
    floor.you_began(2)
    assert floor.due(9_000) is Move.WAIT
    floor.you_ended(2, 8_000)
    assert floor.due(9_500) is Move.WAIT, "its text is still to come"
    floor.you_said(2, Turn("what does it cost you?"))
    assert floor.due(9_500) is Move.ANSWER
    assert floor.take(9_500).text == "Before I show anything, what does it cost you?"


def test_they_nod_once_as_soon_as_the_user_pauses() -> None:
    floor = Floor()
    floor.you_began(1)
    floor.you_paused(2_000, NOD_MS)
    assert floor.due(2_300) is Move.NOD
    floor.you_paused(4_000, NOD_MS)
    assert floor.due(4_300) is Move.WAIT
    floor.you_ended(1, 4_000)
    floor.you_said(1, Turn("So."))
    floor.take(5_000)
    floor.you_paused(7_000, NOD_MS)
    assert floor.due(7_300) is Move.NOD


def test_a_short_word_draws_no_nod_and_noise_no_answer() -> None:
    floor = Floor()
    floor.you_began(1)
    floor.you_paused(1_000, NOD_MS - 100)
    assert floor.due(1_300) is Move.WAIT
    floor.you_ended(1, 1_000)
    floor.you_said(1, Turn(" "))
    assert floor.due(1_000 + TURN_MS) is Move.WAIT


def test_a_voice_over_theirs_stops_them_and_a_short_one_does_not() -> None:
    floor = Floor()
    floor.they_began(1_000)
    floor.voice(BARGE_MS - 50)
    assert floor.due(2_000) is Move.WAIT
    floor.voice(BARGE_MS)
    assert floor.due(2_100) is Move.STOP


def test_a_long_silence_is_felt_from_the_last_word_of_either() -> None:
    floor = Floor()
    floor.they_began(1_000)
    floor.they_ended(5_000)
    assert floor.due(5_000 + SILENCE_MS - 1) is Move.WAIT
    assert floor.due(5_000 + SILENCE_MS) is Move.SILENCE
    assert floor.take(20_000) == Turn()
    assert floor.due(20_000 + SILENCE_MS - 1) is Move.WAIT


def test_nobody_answers_while_the_user_speaks() -> None:
    floor = Floor()
    heard(floor, 1, "Well.", 1_000)
    floor.voice(200)
    assert floor.due(9_000) is Move.WAIT
