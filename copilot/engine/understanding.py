"""From the text of an utterance to its labels, with what the labeller needs to know of the exchange around it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from copilot.assets import model_file
from copilot.call.catalogue import SIGNALS, CallKind, Cue, Side
from copilot.call.events import CallStarted, Hypothesis, Label, Labelled, Stage
from copilot.call.rules import OwnSignal
from copilot.engine.day_talk import DayTalk
from copilot.signals.cues import find_cues
from copilot.signals.labeller import Labeller
from copilot.signals.replies import Reply

JOIN_GAP_MS = 1500  # a breath inside one turn; the segmenter cuts at less
Turn = tuple[Side, CallKind, str, str]
"""Who speaks in which kind of call, the turn before, the words."""
_HEAD_WORDS = 30
_FRAGMENT_WORDS = 4  # "Honestly,": too little to be a warning by itself when the turn goes on


class Reading(Protocol):
    @property
    def labels(self) -> tuple[Label, ...]: ...
    @property
    def cues(self) -> tuple[Cue, ...]: ...
    @property
    def reply(self) -> Reply: ...


class Reader(Protocol):
    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Reading: ...


def load_labeller(own: Sequence[OwnSignal] = ()) -> Labeller:
    """The signal model that comes with the product, and the user's own signals. About half a second.

    KnownError when the model is missing or damaged.
    """
    return Labeller(model_file("signals"), [signal for signal in own if signal.rule.enabled])


class Understanding:
    """Labels hypotheses one by one. Owned by the thread that recognises."""

    def __init__(self, reader: Reader, setup: CallStarted) -> None:
        self._reader = reader
        self._kind = setup.kind
        self._heard: list[Hypothesis] = []  # newest revision of each utterance, by start
        self._given: dict[int, frozenset[str]] = {}  # label ids by utterance
        self._days = DayTalk(setup)

    def readings(self, hypothesis: Hypothesis) -> tuple[Labelled, ...]:
        """This revision read, after the fragments of its turn that it makes read anew."""
        own = self.read(hypothesis)
        if hypothesis.stage is Stage.INTERIM:
            return (own,)
        _, head_ids, _ = self._before(hypothesis)
        doubtful = [h for h in self._heard if h.utterance in head_ids and _is_fragment(h.text) and self._given.get(h.utterance)]
        return (*(self.read(replace(h, at_ms=hypothesis.at_ms)) for h in doubtful), own)

    def turn(self, hypothesis: Hypothesis) -> Turn:
        """What the labeller is asked of this revision, which counts as heard."""
        self._remember(hypothesis)
        head, _, context = self._before(hypothesis)
        return hypothesis.side, self._kind, context, _joined(head, hypothesis.text)

    def read(self, hypothesis: Hypothesis) -> Labelled:
        """Labels, cues and dates of this revision; offsets are into its text."""
        self._remember(hypothesis)
        head, head_ids, context = self._before(hypothesis)
        whole = _joined(head, hypothesis.text)
        cut = len(whole) - len(hypothesis.text)
        reading = self._reader.read(hypothesis.side, self._kind, context, whole)
        labels = reading.labels
        if _is_fragment(hypothesis.text) and (tail := self._after(hypothesis)):
            turn = self._reader.read(hypothesis.side, self._kind, context, f"{whole} {tail}")
            meant = {label.id for label in turn.labels}
            labels = tuple(label for label in labels if label.id in meant or not _is_warning(label.id))
        cues = find_cues(hypothesis.text) if head else reading.cues
        dates = self._days.dates(hypothesis, reading.reply, cut)
        new = self._new(hypothesis, labels, cut, head_ids)
        return Labelled(
            at_ms=hypothesis.at_ms,
            side=hypothesis.side,
            utterance=hypothesis.utterance,
            revision=hypothesis.revision,
            stage=hypothesis.stage,
            labels=self._days.labelled(hypothesis, new, cues, reading.reply.stance),
            cues=cues,
            dates=dates,
            stance=reading.reply.stance,
        )

    def _new(self, hypothesis: Hypothesis, labels: tuple[Label, ...], cut: int, head_ids: frozenset[int]) -> tuple[Label, ...]:
        """The labels of this utterance: not those that lie in the head and were given there."""
        given = {label for i in head_ids for label in self._given.get(i, ())}
        new = tuple(
            replace(label, start=max(0, label.start - cut), end=label.end - cut)
            if label.end > cut
            else replace(label, start=0, end=len(hypothesis.text))  # only whole does the turn say it
            for label in labels
            if label.end > cut or label.id not in given
        )
        self._given[hypothesis.utterance] = frozenset(label.id for label in new)
        return new

    def _remember(self, hypothesis: Hypothesis) -> None:
        self._heard = [
            h for h in self._heard if h.utterance != hypothesis.utterance and hypothesis.start_ms - h.end_ms < 120_000
        ]
        if hypothesis.text:
            self._heard.append(hypothesis)
            self._heard.sort(key=lambda h: h.start_ms)

    def _before(self, hypothesis: Hypothesis) -> tuple[str, frozenset[int], str]:
        """(what this side said just before in the same turn, in which utterances, the turn of the other side before that)."""
        head: list[str] = []
        head_ids: set[int] = set()
        context: list[str] = []
        next_start = hypothesis.start_ms
        for h in reversed([h for h in self._heard if h.start_ms < hypothesis.start_ms]):
            if h.side is hypothesis.side and not context and next_start - h.end_ms <= JOIN_GAP_MS:
                head.insert(0, h.text)
                head_ids.add(h.utterance)
                next_start = h.start_ms
            elif h.side is not hypothesis.side:
                context.insert(0, h.text)
            elif context:
                break
        return " ".join(" ".join(head).split()[-_HEAD_WORDS:]), frozenset(head_ids), " ".join(" ".join(context).split()[-60:])

    def _after(self, hypothesis: Hypothesis) -> str:
        """What this side went on to say in the same turn, as far as it has been heard."""
        tail: list[str] = []
        end = hypothesis.end_ms
        for h in self._heard:
            if h.start_ms <= hypothesis.start_ms:
                continue
            if h.side is not hypothesis.side or h.start_ms - end > JOIN_GAP_MS:
                break
            tail.append(h.text)
            end = h.end_ms
        return " ".join(" ".join(tail).split()[:_HEAD_WORDS])


def _joined(head: str, text: str) -> str:
    return f"{head} {text}" if head else text


def _is_warning(signal: str) -> bool:
    kind = SIGNALS.get(signal)
    return kind is not None and kind.warning


def _is_fragment(text: str) -> bool:
    return len(text.split()) <= _FRAGMENT_WORDS
