"""The follow-up email, from the facts of the call only: each sentence repeats words that were said, or holds no fact.

Short, in American register, in two tones. When nothing with a day was agreed, it asks for a yes or a no.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from copilot.call.catalogue import Side
from copilot.call.clauses import SENTENCE_GAP
from copilot.call.exchange import agrees, answers, previous
from copilot.call.lines import slots
from copilot.call.rules import Playbook
from copilot.call.state import Call, Utterance
from copilot.review.evidence import Sign, heard, quote, signs
from copilot.review.model import Email, Moment, Promise, Sentence, Tone, VerdictValue
from copilot.review.times import due, ended_at, zones
from copilot.review.wording import day, hour, lines, on_clock

_LONGEST_QUOTE = 160  # characters of their words in a sentence
_LEAST_SAID = 6  # words: fewer say nothing without the talk around them
_MOST_LINES = 6
_WORTH = re.compile(
    r"[$€%]|\b(percent|thousand|million|billion|grand|dollars?|bucks|hours?|days?|weeks?"
    r"|(?:a|per|each|every) (?:month|year|quarter))\b",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"^(?:(?:so(?! far\b)|and|but|because|well|okay|ok|yeah|yes|yep|alright|honestly"
    r"|(?:if i |i |to )(?:recap|resume|summari[sz]e|sum up)|in summary|to say it simply|in short"
    r"|what i understood|if i understand(?: well)?)\b[\s,.:]*"
    r"|(?:right|then|perfect|great|good|first|look)[,.:!]\s*|:\s*)+",
    re.IGNORECASE,
)
_HALF_SAID = re.compile(
    r"(?:[$€]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|a hundred)\b|which\b|plus\b)",
    re.IGNORECASE,
)  # a figure without what it is the figure of
_ASKED = re.compile(r"(?:\S+\s+){2}.*(?<!you know)(?<!right)\?$", re.IGNORECASE)  # no tag at the end of a statement

Paragraph = tuple[Sentence, ...]


def emails(
    call: Call, playbook: Playbook, agreed: Sequence[Promise], slot: Moment | None, verdict: VerdictValue
) -> tuple[Email, ...]:
    """One email per tone, the warm one first. A signed next step asks nothing."""
    return tuple(_email(call, playbook, agreed, slot, verdict, tone) for tone in (Tone.WARM, Tone.BRIEF))


def _email(
    call: Call, playbook: Playbook, agreed: Sequence[Promise], slot: Moment | None, verdict: VerdictValue, tone: Tone
) -> Email:
    signed = verdict is VerdictValue.SIGNED
    found = signs(call, playbook)
    dated = [p for p in agreed if p.moment is not None or p.when]
    met = next((p for p in dated if p.meeting and p.accepted and p.moment == slot), None)
    asks = met is None and not signed and not any(p.quote.side is Side.THEM for p in dated)
    name = slots(call.setup)["name"]
    value = _value(call, found)
    paragraphs: list[Paragraph] = [
        (Sentence(f"Hi {name}," if name else "Hello,", set_up=bool(name)),),
        (Sentence("Thanks for your time on the call."), *value) if tone is Tone.WARM or not value else tuple(value),
        tuple(_tasks(agreed, met)),
        tuple(_owed(call, found)),
        _meeting(met, dated)
        if met is not None
        else ()
        if signed
        else tuple(_yes_or_no(found, tone, verdict))
        if asks
        else _proposal(dated),
    ]
    paragraphs.append(
        (Sentence("Best," if tone is Tone.BRIEF else "Looking forward to hearing from you," if asks else "Talk soon,"),)
    )
    return Email(tone, _subject(call, slot, asks), tuple(p for p in paragraphs if p), asks)


def _value(call: Call, found: Sequence[Sign]) -> list[Sentence]:
    """Your recap that they agreed to, in its words; failing that, the problem as they put it."""
    spoken = heard(call)
    place = {u.id: at for at, u in enumerate(spoken)}
    agreed = []
    for sign in found:
        if sign.id == "value-recap" and sign.side is Side.YOU and (words := _said(sign.utterance, 0, len(sign.utterance.text))):
            yes = next((u for u in answers(spoken, place[sign.utterance.id]) if agrees(u)), None)
            if yes is not None:
                agreed.append((words, sign, yes))
    if agreed:  # what was told with figures, and last, is what they leave with
        words, recap, yes = max(agreed, key=lambda each: (bool(_WORTH.search(each[0])), each[1].utterance.start_ms))
        return [Sentence(f"To recap what you confirmed: “{words}”", (quote(recap.utterance, recap.label), quote(yes)))]
    pain = max((s for s in found if s.id == "pain"), key=lambda s: s.label.score, default=None)
    if pain is not None and (words := _problem(pain)):
        return [Sentence(f"You told me: “{words}”", (quote(pain.utterance, pain.label),))]
    return []


def _tasks(agreed: Sequence[Promise], met: Promise | None) -> Iterator[Sentence]:
    """One line per task with a day, and per task they gave themselves without one; the meeting has its own sentence."""
    due = [p for p in agreed if p.moment is not None or p.when or p.quote.side is p.who is Side.THEM]
    tasks = [p for p in due if not p.meeting and (met is None or p.moment is None or p.moment != met.moment)]
    told = list(lines(tasks))[:_MOST_LINES]
    if told:
        yield Sentence("Next steps:")
    for line, promise in told:
        yield Sentence(f"- {line}", (promise.quote,))


def _owed(call: Call, found: Sequence[Sign]) -> Iterator[Sentence]:
    """The last question you were vague about, with the day of your answer: the working day of theirs that follows the call."""
    setup, spoken = call.setup, heard(call)
    ended = ended_at(setup, call.now_ms) if setup is not None else None
    place = {u.id: at for at, u in enumerate(spoken)}
    for sign in reversed(found):
        if sign.id == "dated-acknowledgement" or ended is None:
            return
        asked = previous(spoken, place[sign.utterance.id], Side.THEM) if sign.id == "vague-capability" else None
        questions = [s for s in SENTENCE_GAP.split(asked.text) if _ASKED.match(s)] if asked is not None else []
        if asked is not None and questions:
            by = due(ended, *zones(setup)).follow_up_by
            yield Sentence(f"You asked: “{_shortened(questions[-1])}”", (quote(asked),))
            yield Sentence(f"You'll have a straight answer from me by {day(by)}.", set_up=True)
            return


def _meeting(met: Promise, dated: Sequence[Promise]) -> Paragraph:
    """The next meeting, and one more when that was agreed too: the slot is the one with an hour, and need not be the first."""
    agreed = [p for p in dated if p.meeting and p.accepted and p.moment is not None and p.moment != met.moment]
    told = sorted((met, *agreed[:1]), key=_on)
    sentences = [Sentence(f"We're set for {_when(told[0])}.", (told[0].quote,))]
    if len(told) > 1 and _on(told[0]) != _on(told[1]):
        sentences.append(Sentence(f"Then again on {_when(told[1])}.", (told[1].quote,)))
    return (*sentences, Sentence("You'll get a calendar invite from me."))


def _on(promise: Promise) -> date:
    return promise.moment.theirs.date() if promise.moment is not None else date.min


def _when(promise: Promise) -> str:
    if promise.moment is None:
        return f"our next call, as agreed: “{promise.when}”"
    return f"{day(promise.moment.theirs)}{_at(promise.moment)}"


def _proposal(dated: Sequence[Promise]) -> Paragraph:
    """A day of yours that they have not answered yet, or the question for one."""
    for promise in dated:
        if promise.meeting and not promise.accepted and promise.moment is not None:
            return (Sentence(f"Does {day(promise.moment.theirs)}{_at(promise.moment)} still work for you?", (promise.quote,)),)
    return (Sentence("What day works for a quick call to close the loop?"),)


def _yes_or_no(found: Sequence[Sign], tone: Tone, verdict: VerdictValue) -> Iterator[Sentence]:
    """After a polite no their no is read back; after a call left open the question is put."""
    refused = verdict is VerdictValue.POLITE_NO and any(s.id == "soft-no" for s in found)
    put_off = [s for s in found if s.side is Side.THEM and s.id == ("soft-no" if refused else "vague-next-step")]
    said = ((s, _told(s) if refused else _said(s.utterance, s.label.start, s.label.end)) for s in reversed(put_off))
    sign, words = next(((s, w) for s, w in said if w), (None, ""))
    if tone is Tone.WARM and sign is not None:
        yield Sentence(f"You said: “{words}”", (quote(sign.utterance, sign.label),))
    if tone is Tone.WARM and sign is not None and refused:
        yield Sentence("I read that as a no for now.")
        yield Sentence("Did I read it right, yes or no?")
    else:
        yield Sentence("One question, so I don't chase you: is this a yes to a next step, or a no for now?")
    yield Sentence("Either answer helps.")
    yield Sentence("If there is a next step, send me a day and a time that work, and I'll get the invite out.")


def _subject(call: Call, slot: Moment | None, asks: bool) -> str:
    company = slots(call.setup)["company"]
    if slot is not None:
        subject = f"Next step, {day(slot.theirs)}{f' at {hour(slot.theirs)}' if slot.timed else ''}"
    elif asks:
        subject = "One question: yes, or no for now?"
    else:
        subject = "Our next steps"
    return f"{company}: {subject[0].lower()}{subject[1:]}" if company else subject


def _said(utterance: Utterance, start: int, end: int) -> str:
    """Whole sentences from `start` to `end`, no questions, those of money and time first; '' when they say little."""
    text, at = utterance.text, 0
    told: list[str] = []
    for sentence in SENTENCE_GAP.split(text):
        at = text.find(sentence, at)
        if at < max(end, 1) and start < at + len(sentence) and not sentence.endswith("?"):
            told.append(_OPENERS.sub("", sentence))
        at += len(sentence)
    worth = [s for s in told if _WORTH.search(s)] or told
    words = " ".join(worth[:2])
    words = words if words in text else next(iter(worth), "")
    return _shortened(words.strip()) if len(words.split()) >= _LEAST_SAID else ""


def _problem(pain: Sign) -> str:
    words = _said(pain.utterance, pain.label.start, pain.label.end)
    return _told(pain) if _HALF_SAID.match(words) else words


def _told(sign: Sign) -> str:
    """All they stated with it, when that is short; else the sentences it is in."""
    text = sign.utterance.text
    stated = _OPENERS.sub("", " ".join(s for s in SENTENCE_GAP.split(text) if not s.endswith("?")))
    if stated in text and len(stated) <= _LONGEST_QUOTE and len(stated.split()) >= _LEAST_SAID:
        return stated
    return _said(sign.utterance, sign.label.start, sign.label.end)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def _at(moment: Moment) -> str:
    return f" at {on_clock(moment)}" if moment.timed else ""
