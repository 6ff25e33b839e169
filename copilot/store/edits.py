"""What the user corrected after the call, kept apart from what was heard: the record itself never changes."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cattrs import BaseValidationError, Converter

from copilot.call.catalogue import Side
from copilot.call.events import SpokenDate
from copilot.call.state import Call, Commitment
from copilot.errors import KnownError
from copilot.store.paths import call_file, read_private, write_atomically

ENDING = ".edits.json"
_CONVERTER = Converter(forbid_extra_keys=True)


@dataclass(frozen=True, slots=True)
class CommitmentEdit:
    """The user's wording of a commitment. when_iso: the day or slot, ISO 8601 with offset, or '' to leave it as heard.

    A day without an hour is a bare date. done: kept since. utterance: for one the user made, the words it rests on.
    """

    who: Side
    what: str
    when_iso: str = ""
    dropped: bool = False
    done: bool = False
    utterance: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """The follow-up as the user wrote it. of: the text it was made from, which changes with the facts of the call."""

    subject: str
    body: str
    of: str


@dataclass(frozen=True, slots=True)
class Edits:
    """texts, sides: by utterance. commitments: by number; below zero those the user made. marks: bookmarks, by call time in ms.

    drafts: by tone.
    version: counts the saves, to notice two windows on one call. email: their address, for the follow-up and the invite.
    invite_slot: what was last invited to, ISO 8601, or ''; invite_sequence: how many invites were made.
    """

    version: int = 0
    texts: dict[int, str] = field(default_factory=dict)
    sides: dict[int, Side] = field(default_factory=dict)
    commitments: dict[int, CommitmentEdit] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    notes: str = ""
    email: str = ""
    drafts: dict[str, Draft] = field(default_factory=dict)
    sent_utc: str = ""
    invite_sequence: int = 0
    invite_slot: str = ""


def load_edits(folder: Path, call_id: str) -> Edits:
    """What is saved for this call. Raises KnownError when the file is there and cannot be understood."""
    path = call_file(folder, call_id, ENDING)
    try:
        raw: Any = json.loads(read_private(path))
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


def with_commitments(call: Call, edits: Edits) -> Call:
    """The call with its commitments as the user says they are. Words and speakers are corrected elsewhere."""
    said = {u.id: u for u in call.utterances}
    kept = [
        _edited(c, edits.commitments[c.id]) if c.id in edits.commitments else c
        for c in call.commitments
        if not (c.id in edits.commitments and edits.commitments[c.id].dropped)
    ]
    made = [
        _edited(Commitment(number, edit.who, edit.what, "", None, words.text, words.id, words.start_ms), edit)
        for number, edit in sorted(edits.commitments.items(), reverse=True)
        if number < 0 and not edit.dropped and (words := said.get(edit.utterance)) is not None
    ]
    return replace(call, commitments=(*kept, *made))


def _edited(commitment: Commitment, edit: CommitmentEdit) -> Commitment:
    date = commitment.date
    if edit.when_iso:
        date = SpokenDate("", 0, 0, edit.when_iso, timed="T" in edit.when_iso)  # no words: nobody said it
    return replace(commitment, who=edit.who, what=edit.what, date=date)
