"""What practice leaves behind: scores of tries, cards to see again, moments missed on real calls. One JSON file."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cattrs import BaseValidationError, Converter

from copilot.call.catalogue import CallKind
from copilot.call.rules import Text
from copilot.store.paths import read_private, write_atomically

_CONVERTER = Converter(forbid_extra_keys=True)
_CONVERTER.register_structure_hook(CallKind, lambda value, _: CallKind(value))


@dataclass(frozen=True, slots=True)
class MissedLine:
    """A moment of a real call to win back. line: what they said; context: what the user had said before, '' if nothing.

    signal: the warning that went unanswered. answer: what the product would have said. call, at_ms: where it happened.
    """

    id: str
    signal: str
    kind: CallKind
    context: str
    line: str
    answer: str
    call: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class CardMemory:
    """When a card comes back. due_utc: ISO 8601. memory: the scheduler's own record, as it gave it."""

    card: str
    signal: str
    due_utc: str
    memory: dict[str, Any]
    tries: int
    right: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """One practice call. skills, total: 0..100. outcome, best: as the practice room names them. level: of help."""

    scenario: str
    started_utc: str
    level: str
    outcome: str
    best: str
    total: int
    skills: dict[str, int]


@dataclass(frozen=True, slots=True)
class Practised:
    """In order of time."""

    attempts: tuple[Attempt, ...] = ()
    memories: tuple[CardMemory, ...] = ()
    missed: tuple[MissedLine, ...] = ()

    def remembering(self, memory: CardMemory) -> "Practised":
        return replace(self, memories=(*(m for m in self.memories if m.card != memory.card), memory))

    def missing(self, line: MissedLine) -> "Practised":
        return replace(self, missed=(*(m for m in self.missed if m.id != line.id), line))

    def forgetting(self, call_id: str) -> "Practised":
        """Without anything that was said on that call."""
        gone = {m.id for m in self.missed if m.call == call_id}
        return replace(
            self,
            missed=tuple(m for m in self.missed if m.id not in gone),
            memories=tuple(m for m in self.memories if m.card not in gone),
        )


def load_practised(path: Path) -> tuple[Practised, Text | None]:
    """What is kept, and a notice when the file could not be used; it is then kept beside, with '.bad' added."""
    try:
        return _CONVERTER.structure(json.loads(read_private(path)), Practised), None
    except FileNotFoundError:
        return Practised(), None
    except (OSError, BaseValidationError, AttributeError, ValueError, TypeError, RecursionError):
        return Practised(), _notice(path)


def save_practised(path: Path, practised: Practised) -> None:
    """Replaces the file in one move. OSError when it cannot be written."""
    write_atomically(path, json.dumps(_CONVERTER.unstructure(practised), ensure_ascii=False, indent=1) + "\n")


def _notice(path: Path) -> Text:
    aside = path.with_name(path.name + ".bad")
    try:
        path.replace(aside)
    except OSError:
        aside = path
    return Text(
        f"Your practice scores could not be read, so they begin anew; the old file is {aside}.",
        f"Vos résultats d'entraînement étaient illisibles : ils repartent de zéro ; l'ancien fichier est {aside}.",
    )
