"""What one of the user's own signals would have heard in the calls they had: tried before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copilot.call.events import CallStarted, Hypothesis
from copilot.call.rules import OwnSignal
from copilot.engine.understanding import load_labeller
from copilot.errors import KnownError
from copilot.signals.labeller import Labeller
from copilot.store.log import ENDING, read_log


@dataclass(frozen=True, slots=True)
class Fired:
    """score: 0.5..1, beside the signal's threshold."""

    at_ms: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Tried:
    """One call. heard: turns of that side that were looked at."""

    call_id: str
    title: str
    started_utc: str
    heard: int
    fired: tuple[Fired, ...]


def try_signal(signal: OwnSignal, calls: Path, most_calls: int = 20) -> Iterator[Tried]:
    """The newest calls of the folder first, one at a time; some milliseconds for each of their turns.

    KnownError when the model is missing. A record that cannot be read is passed over.
    """
    labeller = load_labeller([signal])
    paths = sorted(calls.glob(f"*{ENDING}"), reverse=True)[:most_calls]
    for path in paths:
        tried = _tried(signal, labeller, path)
        if tried is not None:
            yield tried


def _tried(signal: OwnSignal, labeller: Labeller, path: Path) -> Tried | None:
    try:
        events = read_log(path).events
    except (KnownError, OSError):
        return None
    setup = next((e for e in events if isinstance(e, CallStarted)), None)
    if setup is None:
        return None
    newest: dict[int, Hypothesis] = {}
    for event in events:
        if isinstance(event, Hypothesis) and event.side is signal.side:
            newest[event.utterance] = event
    said = sorted((h for h in newest.values() if h.text), key=lambda h: h.start_ms)
    fired = [Fired(h.start_ms, h.text, label.score) for h in said for label in labeller.own(h.side, h.text)]
    kept = tuple(f for f in fired if f.score >= signal.rule.threshold)
    return Tried(setup.call_id, setup.title, setup.started_utc, len(said), kept)
