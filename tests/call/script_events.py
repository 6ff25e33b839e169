"""A labelled script as events, with its gold labels: what the fold sees when recognition and labelling make no error."""

import re
from collections.abc import Iterator
from typing import Any

from copilot.call.catalogue import CallKind, Cue, Side
from copilot.call.events import CallStarted, Event, Hypothesis, Label, Labelled, Prospect, SpokenDate
from copilot.call.script import Turn, script_events

_CUES: dict[Cue, str] = {
    Cue.ASSENT: r"^(yes|yeah|yep|yup|correct|exactly|right|sure|absolutely|definitely|agreed|deal|accurate|okay|ok|perfect|it is|it does"
    r"|that's (it|right|fair|correct|fine)|sounds (good|great|fair|fine)|works for me|of course|accepted|fine)\b|works for me|i agree|i'm in\b",
    Cue.DISSENT: r"^(no|nope|not really|nah)\b|afraid not|i don't think so|i'd rather not|probably not",
    Cue.FAREWELL: r"\b(good ?bye|bye|take care|have a (great|good|nice|lovely|beautiful) (one|day|week|weekend|evening)|talk (soon|then"
    r"|to you)|(got to|gotta) (run|go)|see you (on )?\w+day|talk \w+day|until \w+day|ciao)\b",
    Cue.DEMO: r"share my screen|show you (the|how|on)|let me show you|quick demo|you see my screen|see my screen",
    Cue.QUESTION: r"\?",
    Cue.TERMS: r"\b(volumes?|quota|minimum|probation|trial|targets?|per quarter|quarterly)\b",
    Cue.BUSINESS: r"\b(product|customers?|price|software|contract|problem|budget|team|platform|pilot|revenue|integration|demo|tool|sites?"
    r"|practices|company|market)\b",
}
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_HOUR = r"(?:at|,)?\s*(?:eight|nine|ten|eleven|noon|twelve|one|two|three|four|five|six|seven|\d{1,2})(?:[: ]thirty| o'clock|:\d\d)?\b"
_DATE = re.compile(
    rf"\b(?:{_DAYS}(?: the (?:\d+\w\w))?(?: {_HOUR})?|the \d+(?:st|nd|rd|th)(?: {_HOUR})?|tomorrow(?: noon| before noon)?|tonight|today"
    rf"|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d+(?:st|nd|rd|th)?(?:,? {_HOUR})?)",
    re.IGNORECASE,
)


def cues_of(text: str) -> tuple[Cue, ...]:
    return tuple(cue for cue, pattern in _CUES.items() if re.search(pattern, text, re.IGNORECASE))


def dates_of(text: str) -> tuple[SpokenDate, ...]:
    """Days named in the text; `at` is only a stand-in that is equal for equal days."""
    found = []
    for m in _DATE.finditer(text):
        day = re.sub(r"\W+", "-", re.split(_HOUR, m.group().lower())[0].strip())
        timed = bool(re.search(_HOUR, m.group()[4:], re.IGNORECASE))
        found.append(SpokenDate(m.group(), m.start(), m.end(), f"{day:_<10}", timed))
    return tuple(found)


def labelled(heard: Hypothesis, labels: list[str]) -> Labelled:
    size = len(heard.text)
    return Labelled(
        at_ms=heard.at_ms,
        side=heard.side,
        utterance=heard.utterance,
        revision=heard.revision,
        stage=heard.stage,
        labels=tuple(Label(name, 1.0, 0, size) for name in labels),
        cues=cues_of(heard.text),
        dates=dates_of(heard.text),
    )


def events_of(script: dict[str, Any]) -> Iterator[Event]:
    """The events of one object of `dialogues.jsonl`, labels from the script itself."""
    who = script.get("prospect", {})
    setup = CallStarted(
        call_id=script["id"],
        kind=CallKind(script["kind"]),
        planned_ms=round(script["planned_minutes"] * 60_000),
        started_utc="2026-03-02T15:00:00+00:00",
        prospect=Prospect(**who),
        origin="script",
    )
    turns = [Turn(round(t["t"] * 1000), Side(t["speaker"]), t["text"]) for t in script["turns"]]
    labels = [t["labels"] for t in sorted(script["turns"], key=lambda t: round(t["t"] * 1000))]
    for event in script_events(setup, turns):
        yield event
        if isinstance(event, Hypothesis):
            yield labelled(event, labels[event.utterance - 1])
