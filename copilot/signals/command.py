"""The `label` command: one JSON object per line in, one per line out."""

import json
from collections.abc import Iterable, Iterator

from copilot.call.catalogue import CallKind, Side
from copilot.errors import KnownError
from copilot.signals.labeller import Labeller


def label_lines(lines: Iterable[str], labeller: Labeller) -> Iterator[str]:
    """{"speaker", "call", "context", "text"} -> {"labels": [{"id", "score", "span": [start, end]}]}, line by line.

    Blank lines are passed over. KnownError names the number of a line that is not such an object.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        side, kind, context, text = _turn(line, number)
        labels = labeller.read(side, kind, context, text).labels
        yield json.dumps({"labels": [{"id": x.id, "score": x.score, "span": [x.start, x.end]} for x in labels]})


def _turn(line: str, number: int) -> tuple[Side, CallKind, str, str]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _bad(number, "is not JSON", "n'est pas du JSON") from error
    if not isinstance(item, dict):
        raise _bad(number, "is not a JSON object", "n'est pas un objet JSON")
    speaker, call = item.get("speaker"), item.get("call", CallKind.PROSPECT)
    context, text = item.get("context") or "", item.get("text")
    if speaker not in list(Side):
        raise _bad(number, 'needs "speaker": "you" or "them"', 'doit avoir "speaker" : "you" ou "them"')
    if call not in list(CallKind):
        raise _bad(
            number,
            'has an unknown "call": use prospect, partner or review',
            'a un "call" inconnu : prospect, partner ou review',
        )
    if not isinstance(text, str) or not isinstance(context, str):
        raise _bad(number, 'needs "text" (and "context") as strings', 'doit avoir "text" (et "context") en chaînes')
    return Side(speaker), CallKind(call), context, text


def _bad(number: int, en: str, fr: str) -> KnownError:
    return KnownError(f"Line {number} {en}.", f"La ligne {number} {fr}.")
