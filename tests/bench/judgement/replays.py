"""Turns as if they were heard, labelled and folded."""

from collections.abc import Iterable, Sequence

from copilot.call.events import CallStarted, Hypothesis, Input
from copilot.call.rules import Playbook
from copilot.call.script import Turn, script_events
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.engine.understanding import Reader, Understanding


def labelled_events(setup: CallStarted, turns: Sequence[Turn], reader: Reader) -> list[Input]:
    """The inputs of such a call, labels included."""
    understanding = Understanding(reader, setup)
    events: list[Input] = []
    for event in script_events(setup, turns):
        if isinstance(event, Input):
            events.append(event)
        if isinstance(event, Hypothesis):
            events.append(understanding.read(event))
    return events


def folded(events: Iterable[Input], playbook: Playbook) -> Call:
    call = Call()
    for event in events:
        call, _ = advance(call, event, playbook)
    return call
