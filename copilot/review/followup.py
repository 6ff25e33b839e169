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
_LEAST_WORDS = 4  # a shorter clause says no task
_WORTH = re.compile(
    r"[$€%]|\b(percent|thousand|million|billion|grand|dollars?|bucks|hours?|days?|weeks?"
    r"|(?:a|per|each|every) (?:month|year|quarter))\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_OPENERS = re.compile(
    r"^(?:(?:so|and|but|well|okay|ok|yeah|yes|right|alright|then|perfect|great|good)\b[\s,.]*)+", re.IGNORECASE
)

Paragraph = tuple[Sentence, ...]


def emails(call: Call, playbook: Playbook, agreed: Sequence[Promise], slot: Moment | None, signed: bool) -> tuple[Email, ...]:
    """One email per tone, the warm one first. signed: the verdict is a signed next step, so nothing is asked."""
    return tuple(_email(call, playbook, agreed, slot, signed, tone) for tone in (Tone.WARM, Tone.BRIEF))


def _email(call: Call, playbook: Playbook, agreed: Sequence[Promise], slot: Moment | None, signed: bool, tone: Tone) -> Email:
    found = signs(call, playbook)
    dated = [p for p in agreed if p.moment is not None or p.when]
    met = next((p for p in dated if p.meeting and p.accepted and p.moment == slot), None)
    asks = met is None and not signed and not any(p.quote.side is Side.THEM for p in dated)
    name = slots(call.setup)["name"]
    value = _value(call, found)
    paragraphs: list[Paragraph] = [
        (Sentence(f"Hi {name}," if name else "Hello,", set_up=bool(name)),),
        (Sentence("Thank you for your time on the call."), *value) if tone is Tone.WARM or not value else tuple(value),
        tuple(_tasks(dated)),
        _meeting(met, dated)
        if met is not None
        else ()
        if signed
        else tuple(_yes_or_no(found, tone))
        if asks
        else _proposal(dated),
    ]
    paragraphs.append(
        (Sentence("Best," if tone is Tone.BRIEF else "Looking forward to your reply," if asks else "Talk soon,"),)
    )
    return Email(tone, _subject(call, slot, asks), tuple(p for p in paragraphs if p), asks)


def _value(call: Call, found: Sequence[Sign]) -> list[Sentence]:
    """The recap they confirmed, in the words it was said in; failing that, the problem as they put it."""
    row = next((r for r in call.rows if r.step == 1 and r.by == "heard" and r.utterance is not None), None)
    proof = by_id(call).get(row.utterance) if row is not None and row.utterance is not None else None
    recap = _recap_before(found, proof) if proof is not None else None
    if recap is not None and proof is not None and (words := _said(recap)):
        grounds = (quote(recap.utterance, recap.label), quote(proof))
        return [Sentence(f"To recap what you confirmed: “{words}”", grounds)]
    pain = max((s for s in found if s.id == "pain"), key=lambda s: s.label.score, default=None)
    if pain is not None and (words := _said(pain)):
        return [Sentence(f"You told me: “{words}”", (quote(pain.utterance, pain.label),))]
    return []


def _recap_before(found: Sequence[Sign], proof: Utterance) -> Sign | None:
    recaps = [s for s in found if s.id == "value-recap" and s.utterance.start_ms <= proof.start_ms]
    return recaps[-1] if recaps else None


def _tasks(dated: Sequence[Promise]) -> Iterator[Sentence]:
    """One line per task, under who does it, in the words it was said in."""
    lines: dict[str, Promise] = {}
    for promise in dated:
        what = _shortened(" ".join(promise.what.split()).strip(" ,;:-."))
        if not promise.meeting and len(what.split()) >= _LEAST_WORDS and promise.what.rstrip("…") in promise.quote.text:
            lines.setdefault(what, promise)
    if lines:
        yield Sentence("Next steps, as we said them:")
    for what, promise in list(lines.items())[:_MOST_LINES]:
        who = "From me" if promise.who is Side.YOU else "From you"
        several = sum(p.quote.utterance == promise.quote.utterance and p.what == promise.what for p in dated) > 1
        yield Sentence(f"- {who}: “{what}”{'' if several else _day(promise.moment)}", (promise.quote,))


def _meeting(met: Promise, dated: Sequence[Promise]) -> Paragraph:
    """The next meeting, and the one after it when that was agreed too."""
    when = f"on {_date(met.moment.theirs)}{_at(met.moment)}" if met.moment is not None else f"as agreed: “{met.when}”"
    sentences = [Sentence(f"We meet {when}.", (met.quote,))]
    for later in dated:
        further = later.moment is not None and met.moment is not None and later.moment.theirs.date() > met.moment.theirs.date()
        if later.meeting and later.accepted and later.moment is not None and further and len(sentences) == 1:
            sentences.append(Sentence(f"Then again on {_date(later.moment.theirs)}{_at(later.moment)}.", (later.quote,)))
    return (*sentences, Sentence("The invite comes with this note."))


def _proposal(dated: Sequence[Promise]) -> Paragraph:
    """A day of yours that they have not answered yet, or the question for one."""
    for promise in dated:
        if promise.meeting and not promise.accepted and promise.moment is not None:
            return (
                Sentence(f"Does {_date(promise.moment.theirs)}{_at(promise.moment)} still work for you?", (promise.quote,)),
            )
    return (Sentence("What day works for a quick call to close the loop?"),)


def _yes_or_no(found: Sequence[Sign], tone: Tone) -> Iterator[Sentence]:
    put_off = [s for s in found if s.side is Side.THEM and s.id in ("soft-no", "vague-next-step")]
    if put_off and tone is Tone.WARM and (words := _said(put_off[-1])):
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


def _said(sign: Sign) -> str:
    """The words that carry the label: its sentences without questions, those of money and time first. A part of the text."""
    text, start = sign.utterance.text, 0
    told: list[str] = []
    for sentence in _SENTENCES.split(text):
        start = text.find(sentence, start)
        end = start + len(sentence)
        if start < max(sign.label.end, 1) and sign.label.start < end and not sentence.endswith("?"):
            told.append(sentence)
        start = end
    worth = [s for s in told if _WORTH.search(s)]
    words = " ".join((worth or told)[:2])
    if words not in text:
        words = (worth or told)[0]
    return _shortened(_OPENERS.sub("", words).strip())


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def _day(at: Moment | None) -> str:
    if at is None:
        return ""
    return f" ({_date(at.theirs)}{f', {_hour(at.theirs)} your time' if at.timed else ''})"


def _at(moment: Moment) -> str:
    return f" at {_hour(moment.theirs)} your time" if moment.timed else ""


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
