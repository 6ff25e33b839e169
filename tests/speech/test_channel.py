from itertools import count

import numpy as np
import pytest

from copilot.call.catalogue import Side
from copilot.speech.channel import Channel, Opened, Utterance


@pytest.fixture
def channel(net) -> Channel:
    numbers = count(1)
    return Channel(Side.YOU, net, lambda: next(numbers))


def hear(channel: Channel, sound: np.ndarray, start_ms: int = 0, portion: int = 512) -> list[Opened | Utterance]:
    found = []
    for at in range(0, len(sound), portion):
        found += channel.hear(start_ms + at // 16, sound[at : at + portion])
    return found


def test_an_utterance_has_its_times_and_a_little_more_sound(channel, sound):
    opened, utterance = hear(channel, sound((1.024, 0), (2.048, 0.3), (1.024, 0)))
    assert opened == Opened(1, 1024)
    assert (utterance.number, utterance.start_ms, utterance.end_ms) == (1, 1024, 3072)
    assert utterance.seconds == pytest.approx(2.048 + 0.32 + 0.192)
    assert (utterance.lead, utterance.tail) == (0.32, 0.192)


@pytest.mark.parametrize("portion", [100, 512, 777, 16_000])
def test_portions_do_not_matter(net, sound, portion):
    speech = sound((0.5, 0), (2, 0.3), (1, 0), (1, 0.2), (0.2, 0), (1, 0.4), (1, 0))

    def run(size: int) -> list[tuple[int, int, int]]:
        numbers = count(1)
        found = hear(Channel(Side.YOU, net, lambda: next(numbers)), speech, portion=size)
        return [(u.start_ms, u.end_ms, len(u.audio)) for u in found if isinstance(u, Utterance)]

    assert run(portion) == run(512)
    assert len(run(512)) == 2


def test_a_gap_in_the_time_stamps_ends_the_utterance(channel, sound):
    found = hear(channel, sound((1, 0.3)))
    found += hear(channel, sound((1, 0.3)), start_ms=5000)
    found += channel.stop()
    said = [u for u in found if isinstance(u, Utterance)]
    assert [(u.start_ms // 100, u.end_ms // 100) for u in said] == [(0, 9), (50, 59)]


def test_two_utterances_share_no_speech(channel, sound):
    found = hear(channel, sound((30, 0.3), (1, 0)))
    said = [u for u in found if isinstance(u, Utterance)]
    assert len(said) == 2
    assert said[1].start_ms == said[0].end_ms
    assert said[1].lead == 0


def test_what_would_be_said_is_known_in_the_pause(channel, sound):
    speech = sound((0.512, 0), (1.024, 0.3), (1, 0))
    hear(channel, speech[: 16 * (512 + 1024 + 256)])
    early = channel.paused()
    (late,) = [u for u in channel.hear(512 + 1024 + 256, speech[16 * (512 + 1024 + 256) :]) if isinstance(u, Utterance)]
    assert early.end_ms == late.end_ms
    assert np.array_equal(early.audio, late.audio)
