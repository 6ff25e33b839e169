"""What the user corrected after the call, kept apart from what was heard: the record itself never changes."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cattrs import BaseValidationError, Converter

from copilot.call.catalogue import Side
from copilot.call.events import SpokenDate
from copilot.call.state import Call, Commitment, Utterance
from copilot.errors import KnownError
from copilot.store.paths import call_file, write_atomically

ENDING = ".edits.json"
_CONVERTER = Converter(forbid_extra_keys=True)


@dataclass(frozen=True, slots=True)
class CommitmentEdit:
    """The user's wording of a commitment. when_iso: the day or slot, ISO 8601 with offset, or '' to leave it as heard."""

    who: Side
    what: str
    when_iso: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """texts, sides: by utterance. commitments: by number. version: counts the saves, to notice two windows on one call."""

    version: int = 0
    texts: dict[int, str] = field(default_factory=dict)
    sides: dict[int, Side] = field(default_factory=dict)
    commitments: dict[int, CommitmentEdit] = field(default_factory=dict)
    notes: str = ""
    sent_utc: str = ""
    invite_sequence: int = 0


def load_edits(folder: Path, call_id: str) -> Edits:
    """What is saved for this call. Raises KnownError when the file is there and cannot be understood."""
    path = call_file(folder, call_id, ENDING)
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
        return _CONVERTER.structure(raw, Edits)
    except FileNotFoundError:
        return Edits()
    except (OSError, BaseValidationError, AttributeError, ValueError, TypeError, RecursionError) as error:
        raise KnownError(
            f"Your corrections to this call cannot be read: repair or move {path}; what was heard is untouched.",
            f"Vos corrections de cet appel sont illisibles : réparez ou déplacez {path} ; ce qui a été entendu est intact.",
        ) from error


def save_edits(folder: Path, call_id: str, edits: Edits) -> Edits:
    """Save and return them with their new version. Raises KnownError when another window saved since they were loaded."""
    if load_edits(folder, call_id).version != edits.version:
        raise KnownError(
            "This call was corrected in another window: open it again, then repeat your last change.",
            "Cet appel a été corrigé dans une autre fenêtre : rouvrez-le, puis refaites votre dernier changement.",
        )
    newer = replace(edits, version=edits.version + 1)
    text = json.dumps(_CONVERTER.unstructure(newer), ensure_ascii=False, indent=2, sort_keys=True)
    write_atomically(call_file(folder, call_id, ENDING), text + "\n")
    return newer


def with_edits(call: Call, edits: Edits) -> Call:
    """The call as the user says it was. A corrected text loses evidence offsets, a changed side its labels."""
    return replace(
        call,
        utterances=tuple(_utterance(u, edits) for u in call.utterances),
        commitments=tuple(
            _commitment(c, edits.commitments[c.id]) if c.id in edits.commitments else c
            for c in call.commitments
            if not (c.id in edits.commitments and edits.commitments[c.id].dropped)
        ),
    )


def _utterance(utterance: Utterance, edits: Edits) -> Utterance:
    side = edits.sides.get(utterance.id, utterance.side)
    if side is not utterance.side:
        utterance = replace(utterance, side=side, labels=())
    if utterance.id in edits.texts:
        labels = tuple(replace(label, start=0, end=0) for label in utterance.labels)
        utterance = replace(utterance, text=edits.texts[utterance.id], labels=labels, dates=())
    return utterance


def _commitment(commitment: Commitment, edit: CommitmentEdit) -> Commitment:
    date = commitment.date
    if edit.when_iso:
        date = SpokenDate("", 0, 0, edit.when_iso, timed=True)  # no words: nobody said it
    return replace(commitment, who=edit.who, what=edit.what, date=date)
