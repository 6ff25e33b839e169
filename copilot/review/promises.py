"""What was committed, with its day in both zones, and the wrap-up rows with the words that earned them."""

from collections.abc import Sequence

from copilot.call.catalogue import Cue, Side
from copilot.call.rules import Playbook
from copilot.call.state import Call, Commitment, Row, Utterance
from copilot.call.transcript import GOOD_SCORE
from copilot.review.evidence import by_id, heard, quote
from copilot.review.model import Moment, Promise, Quote, Step
from copilot.review.times import moment


def promises(call: Call) -> tuple[Promise, ...]:
    """Each commitment whose words are still there, soonest first; those without a day last."""
    utterances = by_id(call)
    found = [_promise(call, c, utterances[c.utterance]) for c in call.commitments if c.utterance in utterances]
    return tuple(
        sorted(found, key=lambda p: (p.moment is None, p.moment.theirs.timestamp() if p.moment else 0.0, p.commitment))
    )


def _promise(call: Call, commitment: Commitment, words: Utterance) -> Promise:
    date, when = commitment.date, commitment.when
    if commitment.meeting and commitment.accepted and date is not None:
        # the hour moves while a slot is found: what they said last about that day is what they agreed to
        for utterance in heard(call):
            same_day = [d for d in utterance.dates if d.timed and d.at[:10] == date.at[:10]]
            if utterance.side is Side.THEM and same_day and utterance.start_ms > words.start_ms and _anchored(utterance):
                date, when, words = same_day[-1], same_day[-1].text, utterance
    at = moment(date, call.setup)
    shown = _words(words, when)
    return Promise(commitment.id, commitment.who, commitment.what, when, at, commitment.meeting, commitment.accepted, shown)


def _anchored(utterance: Utterance) -> bool:
    return any(label.id == "calendar-anchor" and label.score >= GOOD_SCORE for label in utterance.labels)


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


def _words(utterance: Utterance, when: str) -> Quote:
    start = utterance.text.find(when) if when else -1
    end = start + len(when) if start >= 0 else 0
    return Quote(utterance.start_ms, utterance.side, utterance.text, utterance.id, max(start, 0), end)
