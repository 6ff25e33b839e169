"""The follow-up email, from the facts of the call only: each sentence repeats words that were said, or holds no fact.

Short, in American register, in two tones. When nothing with a day was agreed, it asks for a yes or a no.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from copilot.call.catalogue import Side
from copilot.call.lines import slots
from copilot.call.rules import Playbook
from copilot.call.state import Call, Utterance
from copilot.review.evidence import Sign, by_id, quote, signs
from copilot.review.model import Email, Moment, Promise, Sentence, Tone

_LONGEST_QUOTE = 160  # characters of their words in a sentence
_MOST_LINES = 4
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_OPENERS = re.compile(
    r"^(?:(?:so|and|but|well|okay|ok|yeah|yes|right|alright|then|perfect|great|good)\b[\s,.]*)+", re.IGNORECASE
)

Paragraph = tuple[Sentence, ...]


def emails(call: Call, playbook: Playbook, agreed: Sequence[Promise], slot: Moment | None) -> tuple[Email, ...]:
    """One email per tone, the warm one first."""
    return tuple(_email(call, playbook, agreed, slot, tone) for tone in (Tone.WARM, Tone.BRIEF))


def _email(call: Call, playbook: Playbook, agreed: Sequence[Promise], slot: Moment | None, tone: Tone) -> Email:
    found = signs(call, playbook)
    dated = [p for p in agreed if p.moment is not None or p.when]
    tasks = [p for p in dated if not p.meeting][:_MOST_LINES]
    asks = slot is None and not any(p.who is Side.THEM for p in dated)
    name = slots(call.setup)["name"]
    value = _value(call, found)
    paragraphs: list[Paragraph] = [
        (Sentence(f"Hi {name}," if name else "Hello,", set_up=bool(name)),),
        (Sentence("Thank you for your time on the call."), *value) if tone is Tone.WARM or not value else tuple(value),
        tuple(_tasks(tasks)),
        tuple(_meeting(agreed, slot)),
    ]
    if asks:
        paragraphs.append(tuple(_yes_or_no(found, tone)))
    elif slot is None:
        paragraphs.append((Sentence("What day works for a quick call to close the loop?"),))
    paragraphs.append(
        (Sentence("Best," if tone is Tone.BRIEF else "Looking forward to your reply," if asks else "Talk soon,"),)
    )
    return Email(tone, _subject(call, slot, asks), tuple(p for p in paragraphs if p), asks)


def _value(call: Call, found: Sequence[Sign]) -> list[Sentence]:
    """The recap they confirmed, in the words it was said in; failing that, the problem as they put it."""
    row = next((r for r in call.rows if r.step == 1 and r.by == "heard" and r.utterance is not None), None)
    utterances = by_id(call)
    proof = utterances.get(row.utterance) if row is not None and row.utterance is not None else None
    if proof is not None:
        recap = _recap_before(found, proof)
        words = _said(recap) if recap is not None else ""
        if recap is not None and words:
            return [Sentence(f"To recap what you confirmed: “{words}”", (quote(recap), quote(proof)))]
    pain = max((s for s in found if s.id == "pain"), key=lambda s: s.label.score, default=None)
    if pain is None:
        return []
    words = _said(pain.utterance)
    return [Sentence(f"You told me: “{words}”", (quote(pain.utterance, pain.label),))] if words else []


def _recap_before(found: Sequence[Sign], proof: Utterance) -> Utterance | None:
    recaps = [s.utterance for s in found if s.id == "value-recap" and s.utterance.start_ms <= proof.start_ms]
    return recaps[-1] if recaps else None


def _tasks(tasks: Sequence[Promise]) -> Iterator[Sentence]:
    if tasks:
        yield Sentence("Next steps, as we said them:")
    for task in tasks:
        who = "Me" if task.who is Side.YOU else "You"
        what = _tidy(task.what)
        yield Sentence(f"- {who}: “{what}”{_day(task.moment)}", (task.quote,))


def _meeting(agreed: Sequence[Promise], slot: Moment | None) -> Iterator[Sentence]:
    promise = next((p for p in agreed if p.meeting and p.accepted and p.moment == slot), None) if slot is not None else None
    if slot is not None and promise is not None:
        at = f" at {_hour(slot.theirs)} your time" if slot.timed else ""
        yield Sentence(f"We meet on {_date(slot.theirs)}{at}; the invite is on its way.", (promise.quote,))
    for proposal in [p for p in agreed if p.meeting and not p.accepted and p.moment is not None][:1]:
        if slot is None and proposal.moment is not None:
            at = f" at {_hour(proposal.moment.theirs)} your time" if proposal.moment.timed else ""
            yield Sentence(f"Does {_date(proposal.moment.theirs)}{at} still work for you?", (proposal.quote,))


def _yes_or_no(found: Sequence[Sign], tone: Tone) -> Iterator[Sentence]:
    put_off = [s for s in found if s.side is Side.THEM and s.id in ("soft-no", "vague-next-step")]
    if put_off and tone is Tone.WARM:
        words = _said(put_off[-1].utterance)
        if words:
            yield Sentence(f"You said: “{words}”", (quote(put_off[-1].utterance, put_off[-1].label),))
    yield Sentence("One question, so that I don't chase you: is this a yes to a next step, or a no for now?")
    yield Sentence("Either answer helps.")
    yield Sentence("If it's a yes, give me a day and an hour that work, and I'll send the invite.")


def _subject(call: Call, slot: Moment | None, asks: bool) -> str:
    company = slots(call.setup)["company"]
    if slot is not None:
        subject = f"{_date(slot.theirs)}{f' at {_hour(slot.theirs)}' if slot.timed else ''}: our next step"
    elif asks:
        subject = "One question: yes, or no for now?"
    else:
        subject = "Our next steps"
    return f"{company}: {subject[0].lower() if asks else subject[0]}{subject[1:]}" if company else subject


def _said(utterance: Utterance) -> str:
    """Their words without opening fillers and closing questions, cut between words; always a part of the text."""
    told = [s for s in _SENTENCES.split(utterance.text.strip()) if not s.endswith("?")]
    return _shortened(_OPENERS.sub("", " ".join(told)).strip())


def _tidy(what: str) -> str:
    return _shortened(" ".join(what.split()).strip(" ,;:-"))


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def _day(at: Moment | None) -> str:
    if at is None:
        return ""
    return f" ({_date(at.theirs)}{f', {_hour(at.theirs)} your time' if at.timed else ''})"


def _date(at: datetime) -> str:
    return f"{_DAYS[at.weekday()]}, {_MONTHS[at.month - 1]} {at.day}"


def _hour(at: datetime) -> str:
    """American: 9 AM, 2:30 PM. The names of days and months never follow the machine's language."""
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{(at.hour + 11) % 12 + 1}{minutes} {'AM' if at.hour < 12 else 'PM'}"


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
