"""What was committed, with its day in both zones, and the wrap-up rows with the words that earned them."""

import re
from collections.abc import Sequence
from datetime import datetime

from copilot.call.catalogue import Cue
from copilot.call.clauses import SENTENCE_GAP, WHAT_CHARS
from copilot.call.events import SpokenDate
from copilot.call.exchange import answers, settles
from copilot.call.rules import Playbook
from copilot.call.state import Call, Commitment, Row, Utterance
from copilot.call.transcript import GOOD_SCORE
from copilot.review.evidence import by_id, heard, quote, whole
from copilot.review.model import Moment, Promise, Quote, Step
from copilot.review.times import moment

_BY = re.compile(r"\b(by|before|until|till)\b", re.IGNORECASE)
_LEAST_WORDS = 3
_BEFORE_CHARS = 8
_HALF_DAY = 12 * 60  # minutes


def promises(call: Call) -> tuple[Promise, ...]:
    """Each commitment whose words are still there, soonest first; those without a day last."""
    utterances = by_id(call)
    found = [_promise(call, c, utterances[c.utterance]) for c in call.commitments if c.utterance in utterances]
    return tuple(
        sorted(found, key=lambda p: (p.moment is None, p.moment.theirs.timestamp() if p.moment else 0.0, p.commitment))
    )


def _promise(call: Call, commitment: Commitment, words: Utterance) -> Promise:
    date, when = commitment.date, commitment.when
    if commitment.meeting and commitment.accepted and date is not None and date.text:  # no text: the user set it
        # the hour moves while a slot is found: what was said last about that day is what they settled on
        spoken = heard(call)
        for at, utterance in enumerate(spoken):
            if utterance.start_ms >= words.start_ms and (_anchored(utterance) or any(map(settles, answers(spoken, at)))):
                same_day = [d for d in utterance.dates if _settles(utterance.text, d, date)]
                if same_day:
                    date, when, words = same_day[-1], same_day[-1].text, utterance
    shown = whole(_words(words, when), heard(call))
    what = _told(commitment.what, words.text, when)
    resolved = moment(date, call.setup)
    return Promise(commitment.id, commitment.who, what, when, resolved, commitment.meeting, commitment.accepted, shown)


def _told(what: str, text: str, when: str) -> str:
    """The whole sentence where the clause says little more than the day: "tonight"."""
    if what not in text or len(what.replace(when, " ").split()) >= _LEAST_WORDS:
        return what
    return next((s for s in SENTENCE_GAP.split(text) if what in s and len(s) <= WHAT_CHARS), what)


def _anchored(utterance: Utterance) -> bool:
    return any(label.id == "calendar-anchor" and label.score >= GOOD_SCORE for label in utterance.labels)


def _settles(text: str, new: SpokenDate, known: SpokenDate) -> bool:
    """An hour on the same day. 'by Tuesday noon' dates a delivery, and 'at six' repeats six in the morning."""
    if not new.timed or new.at[:10] != known.at[:10]:
        return False
    if _BY.search(text[max(0, new.start - _BEFORE_CHARS) : new.end]):
        return False
    return not (known.timed and _minutes_apart(new, known) == _HALF_DAY)


def _minutes_apart(one: SpokenDate, other: SpokenDate) -> int:
    try:
        return abs(int((datetime.fromisoformat(one.at) - datetime.fromisoformat(other.at)).total_seconds()) // 60)
    except (ValueError, TypeError):
        return 0


def slot(found: Sequence[Promise]) -> Moment | None:
    """The next meeting that both sides agreed to; one with an hour before one without."""
    agreed = [p.moment for p in found if p.meeting and p.accepted and p.moment is not None]
    return next((m for m in agreed if m.timed), agreed[0] if agreed else None)


def steps(call: Call, playbook: Playbook) -> tuple[Step, ...]:
    rows = {row.step: row for row in call.rows}
    utterances, spoken = by_id(call), heard(call)
    found = []
    for rule in playbook.checklist:
        row = rows.get(rule.step, Row(rule.step))
        words = utterances.get(row.utterance) if row.utterance is not None else None
        found.append(Step(rule.step, rule.title, row.by, whole(quote(words), spoken) if words is not None else None))
    return tuple(found)


def consent(call: Call) -> Quote | None:
    """The sentence that told them about the notes or the recording."""
    return next((quote(u) for u in heard(call) if Cue.CONSENT in u.cues), None)


def _words(utterance: Utterance, when: str) -> Quote:
    start = utterance.text.find(when) if when else -1
    end = start + len(when) if start >= 0 else 0
    return Quote(utterance.start_ms, utterance.side, utterance.text, utterance.id, max(start, 0), end)
