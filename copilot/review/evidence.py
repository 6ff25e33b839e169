"""Reading a folded call for its evidence: what was heard, which labels count, and quotes that point back to the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copilot.call.catalogue import Side
from copilot.call.events import Label
from copilot.call.rules import Playbook
from copilot.call.sentences import around
from copilot.call.state import AlertStatus, Call, Utterance
from copilot.call.transcript import GOOD_SCORE
from copilot.review.model import Quote


@dataclass(frozen=True, slots=True)
class Sign:
    """A label that counts, with its utterance. lateness: 0 at the first words of the call, 1 at the last."""

    id: str
    label: Label
    utterance: Utterance
    lateness: float

    @property
    def side(self) -> Side:
        return self.utterance.side


def heard(call: Call) -> tuple[Utterance, ...]:
    """The utterances that turned out to be speech, by start."""
    return tuple(u for u in call.utterances if u.text.strip())


def counting(utterance: Utterance, playbook: Playbook) -> Iterator[Label]:
    """The labels of this utterance that are there, whose signal is not switched off. A threshold is for alerts alone:
    what is too unsure to interrupt for still weighs afterwards."""
    for label in utterance.labels:
        rule = playbook.signals.get(label.id)
        if label.score >= GOOD_SCORE and (rule is None or rule.enabled):
            yield label


def signs(call: Call, playbook: Playbook) -> tuple[Sign, ...]:
    """Every label of the call that counts, in order. Alerts the user marked wrong take their label with them."""
    spoken = heard(call)
    if not spoken:
        return ()
    wrong = {(a.utterance, a.signal) for a in call.alerts if a.status is AlertStatus.WRONG}
    first, last = spoken[0].start_ms, max(u.end_ms for u in spoken)
    length = max(1, last - first)
    return tuple(
        Sign(label.id, label, u, (u.start_ms - first) / length)
        for u in spoken
        for label in counting(u, playbook)
        if (u.id, label.id) not in wrong
    )


def quote(utterance: Utterance, label: Label | None = None) -> Quote:
    """The words of an utterance; the label's evidence marked, clipped to the text."""
    size = len(utterance.text)
    start, end = (min(label.start, size), min(label.end, size)) if label else (0, 0)
    return Quote(utterance.start_ms, utterance.side, utterance.text, utterance.id, start, max(start, end))


def whole(words: Quote, spoken: Sequence[Utterance]) -> Quote:
    """The same words with the rest of their sentences, where the record has it. Words revised since stay as they are."""
    at = next((i for i, u in enumerate(spoken) if u.id == words.utterance and u.text == words.text), None)
    if at is None:
        return words
    text, before = around(spoken, at)
    marked = words.end > words.start
    return replace(words, text=text, start=words.start + before if marked else 0, end=words.end + before if marked else 0)


def by_id(call: Call) -> dict[int, Utterance]:
    return {u.id: u for u in call.utterances}
