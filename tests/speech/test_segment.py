from copilot.speech.segment import Began, Ended, Segmenter

LOUD, QUIET = (0.9, -20.0), (0.0, -80.0)


def run(*stretches: tuple[int, tuple[float, float]]) -> list[Began | Ended]:
    segmenter = Segmenter()
    windows = [window for count, window in stretches for window in [window] * count]
    return [e for w in windows if (e := segmenter.push(*w))]


def test_speech_begins_at_its_first_window_and_ends_at_its_last():
    assert run((20, QUIET), (50, LOUD), (20, QUIET)) == [Began(20), Ended(69)]


def test_a_click_is_no_speech():
    assert run((20, QUIET), (2, LOUD), (20, QUIET), (2, LOUD), (20, QUIET)) == []


def test_a_short_pause_does_not_end_an_utterance():
    assert run((50, LOUD), (11, QUIET), (50, LOUD), (12, QUIET)) == [Began(0), Ended(110)]


def test_a_long_utterance_ends_at_a_shorter_pause():
    assert run((260, LOUD), (6, QUIET), (10, LOUD), (12, QUIET)) == [Began(0), Ended(259), Began(266), Ended(275)]


def test_endless_talk_is_cut_at_its_quietest_place():
    found = run((600, LOUD), (1, (0.9, -40.0)), (100, LOUD))
    assert found == [Began(0), Ended(600, cut=True)]


def test_the_end_of_the_sound_ends_the_utterance():
    segmenter = Segmenter()
    for _ in range(10):
        segmenter.push(*LOUD)
    assert segmenter.stop() == Ended(9)
    assert segmenter.stop() is None
