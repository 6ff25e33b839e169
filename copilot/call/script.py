"""A written call as if it were heard: each turn becomes speech and a final text, with ticks of the clock between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, CallStarted, Event, Hypothesis, SpeechEnded, SpeechStarted, Stage, Tick

TICK_MS = 250
WORD_MS = 400  # 150 words a minute
READ_MS = 300  # from the end of speech to its final text
LEAST_MS = 300  # the shortest turn
AFTERMATH_MS = 3_000  # the clock runs on after the last word, so that the last alerts appear


@dataclass(frozen=True, slots=True)
class Turn:
    """start_ms: call time. end_ms: when known (a transcript with times), else None."""

    start_ms: int
    side: Side
    text: str
    end_ms: int | None = None


def script_events(setup: CallStarted, turns: Sequence[Turn]) -> Iterator[Event]:
    """CallStarted, then SpeechStarted, SpeechEnded, Hypothesis (final) and Tick in order of time, then CallEnded.

    A turn lasts as long as its words at 150 words a minute, but ends before the next turn starts.
    """
    yield setup
    now = setup.at_ms
    for event in sorted(_speech(turns), key=lambda e: e.at_ms):
        while now + TICK_MS <= event.at_ms:
            now += TICK_MS
            yield Tick(at_ms=now)
        yield event
    end = max((e.at_ms for e in _speech(turns)), default=now) + AFTERMATH_MS
    while now < end:
        now += TICK_MS
        yield Tick(at_ms=now)
    yield CallEnded(at_ms=now, reason="finished")


def _speech(turns: Sequence[Turn]) -> Iterator[SpeechStarted | SpeechEnded | Hypothesis]:
    ordered = sorted(turns, key=lambda t: t.start_ms)
    for number, turn in enumerate(ordered, start=1):
        start, side = turn.start_ms, turn.side
        end = turn.end_ms if turn.end_ms is not None else start + WORD_MS * len(turn.text.split())
        if number < len(ordered):
            end = min(end, ordered[number].start_ms)
        end = max(end, start + LEAST_MS)
        yield SpeechStarted(at_ms=start, side=side, utterance=number)
        yield SpeechEnded(at_ms=end, side=side, utterance=number, start_ms=start, end_ms=end)
        yield Hypothesis(
            at_ms=end + READ_MS,
            side=side,
            utterance=number,
            revision=1,
            stage=Stage.FINAL,
            text=turn.text,
            start_ms=start,
            end_ms=end,
        )
