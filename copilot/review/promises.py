"""What was committed, with its day in both zones, and the wrap-up rows with the words that earned them."""

from collections.abc import Sequence

from copilot.call.catalogue import Cue
from copilot.call.rules import Playbook
from copilot.call.state import Call, Commitment, Row, Utterance
from copilot.review.evidence import by_id, heard, quote
from copilot.review.model import Moment, Promise, Quote, Step
from copilot.review.times import moment


def promises(call: Call) -> tuple[Promise, ...]:
    """Each commitment whose words are still there, soonest first; those without a day last."""
    utterances = by_id(call)
    found = [
        Promise(
            c.id, c.who, c.what, c.when, moment(c.date, call.setup), c.meeting, c.accepted, _words(utterances[c.utterance], c)
        )
        for c in call.commitments
        if c.utterance in utterances
    ]
    return tuple(
        sorted(found, key=lambda p: (p.moment is None, p.moment.theirs.timestamp() if p.moment else 0.0, p.commitment))
    )


def slot(found: Sequence[Promise]) -> Moment | None:
    """The next meeting that both sides agreed to; one with an hour before one without."""
    agreed = [p.moment for p in found if p.meeting and p.accepted and p.moment is not None]
    return next((m for m in agreed if m.timed), agreed[0] if agreed else None)


def steps(call: Call, playbook: Playbook) -> tuple[Step, ...]:
    rows = {row.step: row for row in call.rows}
    utterances = by_id(call)
    found = []
    for rule in playbook.checklist:
        row = rows.get(rule.step, Row(rule.step))
        words = utterances.get(row.utterance) if row.utterance is not None else None
        found.append(Step(rule.step, rule.title, row.by, quote(words) if words is not None else None))
    return tuple(found)


def consent(call: Call) -> Quote | None:
    """The sentence that told them about the notes or the recording."""
    return next((quote(u) for u in heard(call) if Cue.CONSENT in u.cues), None)


def _words(utterance: Utterance, commitment: Commitment) -> Quote:
    start = utterance.text.find(commitment.when) if commitment.when else -1
    end = start + len(commitment.when) if start >= 0 else 0
    return Quote(utterance.start_ms, utterance.side, utterance.text, utterance.id, max(start, 0), end)
