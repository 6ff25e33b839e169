"""The user's corrections of a transcript, read again as if they had been heard so."""

from collections.abc import Callable
from dataclasses import replace

from copilot.call.correct import with_readings, with_sides
from copilot.call.events import Hypothesis, Labelled, Stage
from copilot.call.rules import Playbook
from copilot.call.state import Call, Utterance
from copilot.engine.understanding import Reader, Understanding
from copilot.store.edits import Edits

_BEFORE = 6  # utterances that give the corrected one its context


def corrected(call: Call, edits: Edits, playbook: Playbook, load: Callable[[], Reader]) -> Call:
    """The call with corrected words and speakers, labelled anew. `load` is asked for a reader only when there are any."""
    sides = {u.id: edits.sides[u.id] for u in call.utterances if edits.sides.get(u.id, u.side) is not u.side}
    texts = {u.id: edits.texts[u.id] for u in call.utterances if edits.texts.get(u.id, u.text) != u.text}
    changed = sides.keys() | texts.keys()
    setup = call.setup
    if not changed or setup is None:
        return call
    reader = load()
    call = with_sides(call, sides)
    spoken = [replace(u, text=texts.get(u.id, u.text)) for u in call.utterances if u.text]
    read: list[Hypothesis | Labelled] = []
    for at, utterance in enumerate(spoken):
        if utterance.id not in changed:
            continue
        understanding = Understanding(reader, setup)
        for before in spoken[max(0, at - _BEFORE) : at]:
            understanding.read(_as_heard(before, call.now_ms))
        now = _as_heard(utterance, call.now_ms)
        read += (now, understanding.read(now))
    return with_readings(call, read, playbook)


def _as_heard(u: Utterance, now_ms: int) -> Hypothesis:
    return Hypothesis(
        at_ms=now_ms, side=u.side, utterance=u.id, revision=u.revision + 1, stage=Stage.SETTLED, text=u.text,
        start_ms=u.start_ms, end_ms=u.end_ms,
    )  # fmt: skip
