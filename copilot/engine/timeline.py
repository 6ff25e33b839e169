"""What happened in a call as lines of text, for a terminal."""

from collections.abc import Iterator

from copilot.call.events import (
    AlertAnswered,
    AlertRaised,
    AlertWithdrawn,
    CommitmentHeard,
    Derived,
    PhaseChanged,
    SlotHeard,
    StepDone,
)
from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.review.model import Review


def stamp(ms: int) -> str:
    return f"{ms // 60_000:02d}:{ms // 1000 % 60:02d}"


class Timeline:
    """Tells what a call derives, each commitment and slot once."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._told: set[str] = set()

    def lines(self, event: Derived, call: Call, playbook: Playbook) -> Iterator[str]:
        """Lines for one derived event; none for what only moves things on the screen."""
        for line in _lines(event, call, playbook, self._language):
            said = line.partition("  ")[2]
            if not isinstance(event, CommitmentHeard | SlotHeard) or said not in self._told:
                yield line
            self._told.add(said)


def _lines(event: Derived, call: Call, playbook: Playbook, language: str) -> Iterator[str]:
    at = stamp(event.at_ms)
    match event:
        case AlertRaised():
            rule = playbook.rule(event.signal)
            yield f"{at}  [!] {rule.title.of(language)} ({event.signal})"
            if event.quote:
                yield f'           {event.side}: "{event.quote}"'
            if event.say:
                yield f'           say: "{event.say}"'
        case AlertAnswered():
            yield f'{at}  [ok] {_signal(call, event.alert)}: "{event.quote}"'
        case AlertWithdrawn():
            yield f"{at}  [--] {_signal(call, event.alert)}"
        case StepDone():
            title = next(r.title for r in playbook.checklist if r.step == event.step)
            yield f'{at}  [x] {event.step}. {title.of(language)}: "{event.quote}"'
        case CommitmentHeard():
            yield f"{at}  [+] {event.who}: {event.what}" + (f" ({event.when})" if event.when else "")
        case SlotHeard():
            yield f"{at}  [@] {event.date.text} -> {event.date.at}"
        case PhaseChanged():
            yield f"{at}  ---- {event.phase} ----"
        case _:
            pass


def review_lines(review: Review, language: str) -> Iterator[str]:
    """The verdict, the commitments and the checklist."""
    verdict = review.verdict
    yield ""
    yield f"VERDICT: {verdict.value.value}. {verdict.reason.of(language)}"
    for q in verdict.quotes:
        yield f'  {stamp(q.at_ms)}  {q.side}: "{q.text}"'
    yield "COMMITMENTS:" if language != "fr" else "ENGAGEMENTS :"
    for p in review.promises:
        moment = f" [{p.moment.theirs:%a %d %b %H:%M %Z}]" if p.moment and p.moment.timed else ""
        yield f"  {p.who}: {p.what} ({p.when}){moment}"
    yield "CHECKLIST:" if language != "fr" else "LISTE DE FIN :"
    for s in review.steps:
        yield f"  [{'x' if s.by else ' '}] {s.step}. {s.title.of(language)}" + (f': "{s.quote.text}"' if s.quote else "")


def _signal(call: Call, alert: int) -> str:
    return next((a.signal for a in call.alerts if a.id == alert), "")
