"""What the second screen shows beside the transcript. Pure functions of the call, as `views` is for the overlay."""

from dataclasses import dataclass

from copilot.call.catalogue import Family, Side, family_of
from copilot.call.rules import Playbook
from copilot.call.state import Call


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Something that counts, and the words that carry it. at_ms: when they were said."""

    utterance: int
    at_ms: int
    side: Side
    title: str
    quote: str


def names(playbook: Playbook, language: str) -> dict[str, str]:
    """Label or signal id to its name. language: 'en' or 'fr'."""
    found = {i: text.of(language) for i, text in playbook.labels.items()}
    return found | {i: rule.title.of(language) for i, rule in playbook.signals.items()}


def evidence(call: Call, titles: dict[str, str]) -> tuple[EvidenceView, ...]:
    """The good signs of both sides so far, oldest first. titles: as `names` gives them."""
    return tuple(
        EvidenceView(
            utterance.id,
            utterance.start_ms,
            utterance.side,
            titles.get(label.id, label.id),
            utterance.text[label.start : label.end].strip() or utterance.text,
        )
        for utterance in call.utterances
        for label in utterance.labels
        if label.id in utterance.found and family_of(label.id) is Family.EVIDENCE
    )


def said_at(call: Call, at_ms: int) -> int:
    """The utterance that was being said, or was last said, at that moment; 0 before any."""
    return next((u.id for u in reversed(call.utterances) if u.text and u.start_ms <= at_ms), 0)
