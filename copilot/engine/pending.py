"""Imports that were stopped or cut short, and calls never transcribed: which file, and how far it was heard."""

import json
from dataclasses import dataclass
from pathlib import Path

from copilot.call.events import Tick
from copilot.errors import KnownError
from copilot.store.log import ENDING, read_log
from copilot.store.paths import call_file, read_private, write_atomically
from copilot.store.sound import WAITING, waiting

_ABOUT = ".import.json"


@dataclass(frozen=True, slots=True)
class Pending:
    """An import that was not finished. path: the file it came from; heard_ms: how far it got. own: the kept sound of a call."""

    call_id: str
    path: Path
    heard_ms: int

    @property
    def own(self) -> bool:
        return self.path.suffix == WAITING


def note(folder: Path, call_id: str, path: Path) -> None:
    """The beginning of an import. OSError when it cannot be written."""
    write_atomically(call_file(folder, call_id, _ABOUT), json.dumps({"path": str(path)}))


def pending(folder: Path, calls: Path) -> list[Pending]:
    """Imports that were stopped or cut short, by name, then the calls in that folder whose transcription never began."""
    found = []
    for about in sorted(folder.glob(f"*{_ABOUT}")):
        call_id = about.name.removesuffix(_ABOUT)
        record = call_file(folder, call_id, ENDING)
        try:
            path = Path(json.loads(read_private(about))["path"])
            events = read_log(record).events if record.exists() else ()
        except (OSError, ValueError, KeyError, TypeError, RecursionError, KnownError):
            continue  # nothing that could be gone on with
        found.append(Pending(call_id, path, max((e.at_ms for e in events if isinstance(e, Tick)), default=0)))
    begun = {p.call_id for p in found}
    return found + [Pending(i, call_file(calls, i, WAITING), 0) for i in waiting(calls) if i not in begun]


def forget(folder: Path, call_id: str) -> None:
    """What an unfinished import had heard."""
    for path in folder.glob(f"{call_file(folder, call_id, '').name}*"):
        path.unlink(missing_ok=True)
