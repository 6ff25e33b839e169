"""What an email or a review page says, against what was said: every sentence that rests on nothing."""

import re
from collections.abc import Iterator, Sequence

from copilot.call.clauses import fluent
from copilot.review.model import Email, Moment, Promise, Quote, Review, Sentence
from copilot.review.times import due, ended_at, zones
from copilot.review.wording import day, hour

_FRAME = {
    "Thanks for your time on the call.",
    "Next steps:",
    "You'll get a calendar invite from me.",
    "What day works for a quick call to close the loop?",
    "One question, so I don't chase you: is this a yes to a next step, or a no for now?",
    "I read that as a no for now.",
    "Did I read it right, yes or no?",
    "Either answer helps.",
    "If there is a next step, send me a day and a time that work, and I'll get the invite out.",
    "Best,",
    "Talk soon,",
    "Looking forward to hearing from you,",
    "Hello,",
}
"""Sentences that hold no fact."""

_FRAME_WORDS = set(
    re.findall(
        r"\S+",
        "to recap what you confirmed you told me you said me we're set for then again on does still work for you at your time"
        " you asked i'll we'll you'll have get receive hi next step one question yes or no for now our steps",
    )
)
"""Words a sentence may add to what was said; none of them is a fact."""

_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z]\w+ \d{1,2}(?:(?:,| at) (?:noon|\d{1,2}(?::\d\d)? [AP]M))?"
)


def untraced(review: Review) -> list[str]:
    """The sentences of the emails and of the page that no quote and no set-up holds; [] when all are held."""
    return [*(s for email in review.emails for s in _of_email(email, review)), *_of_page(review)]


def sentences(review: Review) -> int:
    """How many were looked at."""
    page = len(review.promises) + len(list(_quotes(review))) + len(review.unasked)
    return page + sum(len(p) + 1 for email in review.emails for p in email.paragraphs)


def _of_email(email: Email, review: Review) -> Iterator[str]:
    for sentence in (s for p in email.paragraphs for s in p):
        if not _held(sentence, review):
            yield sentence.text
    setup = review.call.setup
    assert setup is not None
    if _left(email.subject, setup.prospect.company, review.promises):
        yield email.subject


def _held(sentence: Sentence, review: Review) -> bool:
    if sentence.text in _FRAME:
        return True
    if sentence.set_up:
        setup = review.call.setup
        assert setup is not None
        ended = ended_at(setup, review.call.now_ms)
        answer = f"You'll have a straight answer from me by {day(due(ended, *zones(setup)).follow_up_by)}." if ended else ""
        return sentence.text == answer or not _left(sentence.text, setup.prospect.name, ())
    if not sentence.grounds:
        return False
    said = " ".join(fluent(q.text) for q in sentence.grounds)
    marked = re.findall(r"“([^”]*)”", sentence.text)
    if any(fluent(words.removesuffix("…")) not in said for words in marked):
        return False
    about = [p for p in review.promises if any(q.utterance == p.quote.utterance for q in sentence.grounds)]
    return not _left(re.sub(r"“[^”]*”", "", sentence.text), said, about)


def _left(text: str, said: str, about: Sequence[Promise]) -> set[str]:
    """The words of the text that were neither said nor belong to the frame, its dates checked against the commitments."""
    days = {form for p in about if p.moment for form in _forms(p.moment)}
    bare = _DAY.sub(lambda m: "" if m[0] in days else m[0], text)
    return _words(bare) - _words(said) - _FRAME_WORDS


def _forms(moment: Moment) -> Iterator[str]:
    yield day(moment.theirs)
    if moment.timed:
        yield f"{day(moment.theirs)}, {hour(moment.theirs)}"
        yield f"{day(moment.theirs)} at {hour(moment.theirs)}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w[\w'’&-]*", text.lower()))


def _quotes(review: Review) -> Iterator[Quote]:
    yield from review.verdict.quotes
    yield from (p.quote for p in review.promises)
    yield from (s.quote for s in review.steps if s.quote)
    yield from (q for m in review.missed for q in (m.quote, m.yours) if q)
    if review.consent:
        yield review.consent


def _of_page(review: Review) -> Iterator[str]:
    said = {u.id: u for u in review.call.utterances}
    for q in _quotes(review):
        spoken = said.get(q.utterance)
        whole = spoken is not None and (spoken.text, spoken.side, spoken.start_ms) == (q.text, q.side, q.at_ms)
        if not whole or not 0 <= q.start <= q.end <= len(q.text):
            yield f"quote: {q.text}"
    for p in review.promises:
        if not any(fluent(p.what.rstrip("…")) in fluent(u.text) for u in said.values()):
            yield f"commitment: {p.what}"
        if p.moment is not None and not any(_named(p.moment, d.at) for u in said.values() for d in u.dates):
            yield f"day: {p.what} {p.moment.theirs.isoformat()}"


def _named(moment: Moment, at: str) -> bool:
    return moment.theirs.isoformat()[:10] == at[:10] and (not moment.timed or moment.theirs.isoformat()[11:16] == at[11:16])
