"""The labels of what was heard beside those of what was written: turns kept as they were heard, or calls with their sound."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talks import frames, read_calls

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis, Prospect, Stage
from copilot.call.transcript import GOOD_SCORE
from copilot.engine.understanding import Reader, Understanding
from copilot.speech.recorded import RecordedSpeech
from copilot.speech.weights import find_model

Labels = frozenset[str]


@dataclass(frozen=True)
class HeardTurn:
    """labels: what the turn carries. written, heard: what is found in its text and in what the recogniser made of it."""

    call: str
    text: str
    transcript: str
    labels: Labels
    written: Labels
    heard: Labels


def read_kept(path: Path, reader: Reader) -> Iterator[HeardTurn]:
    """Turns of the corpus with what the recogniser made of them once: tests/data/heard.jsonl."""
    for line in path.read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        side, kind, free = Side(turn["speaker"]), CallKind(turn["call"]), set(turn["maybe"])
        written, heard = (
            frozenset(label.id for label in reader.read(side, kind, context, text).labels) - free
            for context, text in ((turn["context"], turn["text"]), (turn["heard_context"], turn["heard"]))
        )
        yield HeardTurn(turn["group"], turn["text"], turn["heard"], frozenset(turn["labels"]), written, heard)


def read_heard(folder: Path, reader: Reader) -> Iterator[HeardTurn]:
    """NAME.flac (left you, right them) with NAME.truth.json and the call script NAME.json in the folder or its `scripts`."""
    for name, talk in read_calls(folder).items():
        turns = json.loads((folder / f"{name}.truth.json").read_text(encoding="utf-8"))["turns"]
        script = next(json.loads(path.read_text("utf-8")) for path in folder.rglob(f"{name}.json"))
        setup = CallStarted(
            call_id=name,
            kind=CallKind(script["kind"]),
            started_utc="2026-03-03T15:00:00+00:00",
            prospect=Prospect(**script["prospect"]),
        )
        written = _labels(setup, reader, [_as_written(number, turn) for number, turn in enumerate(turns)])
        texts: list[Hypothesis] = []
        speech = RecordedSpeech(find_model("base"), lambda event, to=texts: to.append(event))
        for frame in frames(talk.sound):
            speech.feed(frame.side, frame.start_ms, frame.samples)
        speech.finish()
        speech.close()
        texts = [event for event in texts if isinstance(event, Hypothesis)]
        found = _labels(setup, reader, texts)
        newest = {text.utterance: text for text in texts}
        for number, turn in enumerate(turns):
            mine = [u for u, text in newest.items() if text.text and _turn_of(text, turns) == number]
            labels: Labels = frozenset().union(*(found[u] for u in mine))
            said = " ".join(newest[u].text for u in sorted(mine, key=lambda u: newest[u].start_ms))
            yield HeardTurn(name, turn["text"], said, frozenset(turn["labels"]), written[number], labels)


def _as_written(number: int, turn: dict[str, Any]) -> Hypothesis:
    start, end = round(turn["start"] * 1000), round(turn["end"] * 1000)
    return Hypothesis(
        at_ms=end,
        side=Side(turn["side"]),
        utterance=number,
        revision=1,
        stage=Stage.FINAL,
        text=turn["text"],
        start_ms=start,
        end_ms=end,
    )


def _labels(setup: CallStarted, reader: Reader, texts: list[Hypothesis]) -> dict[int, Labels]:
    """By utterance, as the newest of its texts was read."""
    understanding, found = Understanding(reader, setup), dict[int, Labels]()
    for text in texts:
        if text.stage is Stage.INTERIM:
            continue
        for read in understanding.readings(text):
            found[read.utterance] = frozenset(label.id for label in read.labels if label.score >= GOOD_SCORE)
    return found


def _turn_of(text: Hypothesis, turns: list[dict[str, Any]]) -> int:
    """The turn of that side that lies closest."""

    def away(number: int) -> float:
        turn = turns[number]
        middle = (text.start_ms + text.end_ms) / 2000
        return max(turn["start"] - middle, middle - turn["end"], 0.0)

    return min((n for n, turn in enumerate(turns) if turn["side"] == str(text.side)), key=away)
