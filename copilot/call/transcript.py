"""The utterances of a call: how speech and hypotheses become text, and how to find them again."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copilot.call.events import Hypothesis, Labelled, SpeechEnded, SpeechStarted, Stage
from copilot.call.state import Call, Utterance

GOOD_SCORE = 0.5
"""Least score of a good sign or move; the warnings have theirs in the playbook."""

LONGEST_MS = 120_000
"""No utterance lasts longer: the recognizer cuts long speech."""

_ORDER = {Stage.INTERIM: 0, Stage.FINAL: 1, Stage.SETTLED: 2}


def find(call: Call, utterance: int | None) -> Utterance | None:
    """The utterance of that number; the newest ones are found first."""
    at = _position(call, utterance)
    return None if at is None else call.utterances[at]


def heard(call: Call, event: SpeechStarted | SpeechEnded | Hypothesis | Labelled) -> Call:
    """The call after that event. Events that contradict what is known (other side, older revision) change nothing."""
    at = _position(call, event.utterance)
    if at is None:
        fresh = _first(event)
        return call if fresh is None else replace(call, utterances=_insert(call.utterances, fresh))
    old = call.utterances[at]
    if old.side is not event.side:
        return call
    new = _revise(old, event)
    if new is old:
        return call
    rest = call.utterances
    if new.start_ms == old.start_ms:
        return replace(call, utterances=(*rest[:at], new, *rest[at + 1 :]))
    return replace(call, utterances=_insert((*rest[:at], *rest[at + 1 :]), new))


def said(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The judged ones."""
    return tuple([u for u in utterances if u.text and u.labelled_stage is not Stage.INTERIM])


def spoken(utterance: Utterance) -> bool:
    """False once the recognizer said that it was no speech."""
    return bool(utterance.text) or utterance.stage is Stage.INTERIM


def judged(utterance: Utterance) -> bool:
    """Its labels are those of a final text."""
    return utterance.labelled_stage is not Stage.INTERIM and bool(utterance.text)


def words(utterance: Utterance) -> int:
    return len(utterance.text.split())


def since(call: Call, start_ms: int) -> Iterator[Utterance]:
    """Utterances that ended at or after that time, newest first."""
    for utterance in reversed(call.utterances):
        if utterance.start_ms < start_ms - LONGEST_MS:
            return
        if utterance.open or utterance.end_ms >= start_ms:
            yield utterance


def _position(call: Call, utterance: int | None) -> int | None:
    for at in range(len(call.utterances) - 1, -1, -1):
        if call.utterances[at].id == utterance:
            return at
    return None


def _insert(utterances: tuple[Utterance, ...], new: Utterance) -> tuple[Utterance, ...]:
    if not utterances or utterances[-1].start_ms <= new.start_ms:
        return (*utterances, new)
    at = bisect_right(utterances, new.start_ms, key=lambda u: u.start_ms)
    return (*utterances[:at], new, *utterances[at:])


def _first(event: SpeechStarted | SpeechEnded | Hypothesis | Labelled) -> Utterance | None:
    match event:
        case SpeechStarted():
            return Utterance(event.utterance, event.side, event.at_ms, event.at_ms)
        case SpeechEnded() | Hypothesis():
            bare = Utterance(event.utterance, event.side, event.start_ms, max(event.start_ms, event.end_ms))
            return _revise(bare, event)
        case Labelled():
            return None


def _revise(old: Utterance, event: SpeechStarted | SpeechEnded | Hypothesis | Labelled) -> Utterance:
    match event:
        case SpeechStarted():
            return old
        case SpeechEnded():
            return replace(old, open=False, start_ms=event.start_ms, end_ms=max(event.start_ms, event.end_ms))
        case Hypothesis():
            if event.revision <= old.revision or _ORDER[event.stage] < _ORDER[old.stage]:
                return old
            return replace(
                old,
                text=event.text.strip(),
                stage=event.stage,
                revision=event.revision,
                open=old.open and event.stage is Stage.INTERIM,
                end_ms=max(old.end_ms, event.end_ms) if old.open else old.end_ms,
            )
        case Labelled():
            if event.revision > old.revision or event.revision < old.labelled_revision:
                return old
            return replace(
                old,
                labelled_revision=event.revision,
                labelled_stage=event.stage,
                labels=event.labels,
                cues=event.cues,
                dates=event.dates,
                stance=event.stance,
                found=frozenset(l.id for l in event.labels if l.score >= GOOD_SCORE).union(event.cues),
            )
