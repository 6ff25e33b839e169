"""The user's calendar, from a file or from the address they gave, and the last good copy of it."""

import hashlib
import http.client
import logging
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from copilot import __version__
from copilot.engine.meetings import Meeting, read_meetings
from copilot.errors import KnownError
from copilot.store.paths import make_private_folder, read_private, write_atomically

_ANSWERS_S = 10.0  # without a byte
_WHOLE_S = 30.0
_MOST_BYTES = 20 * 2**20
_PIECE = 2**16

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a look at the calendar gave. trouble: why it could not be read now; the meetings are then those of the last copy."""

    meetings: tuple[Meeting, ...] = ()
    trouble: KnownError | None = None


def is_address(source: str) -> bool:
    return urlsplit(source.strip()).scheme.lower() in ("http", "https", "webcal", "webcals")


class CalendarFeed:
    """One source and its copy on this disk. Belongs to the thread that looks; an address is asked only by `look`."""

    def __init__(self, source: str, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """source: a path or an address. folder: where the last good copy of an address is kept, sealed with what lies there.

        clock: seconds.
        """
        self._clock = clock
        self._source = source.strip()
        self._folder = folder
        self._copy = folder / f"calendar-{hashlib.sha256(self._source.encode()).hexdigest()[:16]}.ics"

    def look(self, since: datetime, until: datetime, local: tzinfo, you: str) -> Agenda:
        """As `read_meetings`; from the copy when the address does not answer, or answers with something else."""
        try:
            raw = _asked(self._source, self._clock) if is_address(self._source) else _opened(Path(self._source))
            meetings = read_meetings(raw, since, until, local, you)
        except KnownError as trouble:
            return Agenda(self._copied(since, until, local, you), trouble)
        if is_address(self._source):
            self._keep(raw)
        return Agenda(tuple(meetings))

    def forget(self) -> None:
        """Copies of every address there was."""
        for copy in self._folder.glob("calendar-*.ics"):
            copy.unlink(missing_ok=True)

    def _copied(self, since: datetime, until: datetime, local: tzinfo, you: str) -> tuple[Meeting, ...]:
        try:
            return tuple(read_meetings(read_private(self._copy).encode(), since, until, local, you))
        except (OSError, UnicodeDecodeError, KnownError):
            return ()

    def _keep(self, raw: bytes) -> None:
        try:
            make_private_folder(self._folder)
            self.forget()
            write_atomically(self._copy, raw.decode("utf-8", "replace"))
        except (OSError, KnownError):
            log.warning("the copy of the calendar could not be kept")


def _opened(path: Path) -> bytes:
    try:
        with path.expanduser().open("rb") as file:
            return _within(file.read(_MOST_BYTES + 1))
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or "?"
        raise KnownError(
            f"The calendar {path.name} cannot be read ({reason}). Choose the file again in Settings.",
            f"L'agenda {path.name} est illisible ({reason}). Choisissez de nouveau le fichier dans les réglages.",
        ) from e


def _asked(address: str, clock: Callable[[], float]) -> bytes:
    """What the address answers, through the system's proxy. KnownError when it does not, not in time, or too much."""
    secure = "http" if address.lower().startswith("http:") else "https"
    began = clock()
    try:
        request = urllib.request.Request(
            f"{secure}://{address.split('://', 1)[1]}",
            headers={"User-Agent": f"MoneyTime/{__version__}", "Accept": "text/calendar"},
        )
        got = bytearray()
        with urllib.request.urlopen(request, timeout=_ANSWERS_S, context=ssl.create_default_context()) as answer:
            while piece := answer.read1(_PIECE):
                got += piece
                if len(got) > _MOST_BYTES:
                    break
                if clock() - began > _WHOLE_S:
                    raise TimeoutError
    except urllib.error.HTTPError as e:
        e.close()
        raise KnownError(
            f"The calendar's address answers with an error ({e.code}). Copy it again from your calendar into Settings.",
            f"L'adresse de l'agenda répond par une erreur ({e.code}). Recopiez-la depuis votre agenda dans les réglages.",
        ) from e
    except (OSError, http.client.HTTPException, ValueError, IndexError) as e:
        raise KnownError(
            "The calendar's address does not answer. Meetings are those of the last time; it is tried again by itself.",
            "L'adresse de l'agenda ne répond pas. Les réunions sont celles de la dernière fois ; un nouvel essai suivra.",
        ) from e
    return _within(bytes(got))


def _within(raw: bytes) -> bytes:
    if len(raw) <= _MOST_BYTES:
        return raw
    raise KnownError(
        f"The calendar is larger than {_MOST_BYTES // 2**20} MB. Give a calendar with your meetings alone.",
        f"L'agenda dépasse {_MOST_BYTES // 2**20} Mo. Donnez un agenda qui n'a que vos réunions.",
    )
