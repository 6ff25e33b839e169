"""The record of one call: an append-only file, one JSON object a line, each with its number and its checksum.

    {"crc":"1c291ca3","n":0,"schema":1,"app":"0.1.0","call":"2026-03-12-150000-halden"}
    {"crc":"8d3e02b7","n":1,"derived":0,"event":{...}}

Where the user wants their files encrypted the schema is 2, and after the first line

    {"crc":"07f1a3c9","n":1,"sealed":"..."}

holds the same line without its checksum, sealed. Both are read; numbers and checksums need no key.

The checksum (CRC-32) covers the bytes between itself and the line's end, so a flipped byte is found; the numbers show a line
that is gone.
"""

import io
import json
import os
import re
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import copilot
from copilot.call.codec import CodecError, decode, encode
from copilot.call.events import CallEnded, Event
from copilot.call.rules import Text
from copilot.errors import KnownError
from copilot.store.paths import append_private, call_file, replace_file
from copilot.store.vault import Vault, locked, vault_over

SCHEMA = 2
_PLAIN, _SEALED = 1, 2
ENDING = ".jsonl"
DAMAGED = ".damaged"
_SYNC_EVERY_S = 1.0
_MOST_NAMED = 5
_START = b'{"crc":"'
_LINE = re.compile(rb'\{"crc":"([0-9a-f]{8})",(.*)\}', re.DOTALL)
_SEALED_LINE = re.compile(rb'"n":([0-9]{1,12}),"sealed":"([A-Za-z0-9_=-]+)"')
_EVENT = re.compile(rb'"n":([0-9]{1,12}),"derived":([01]),"event":(\{.*\})', re.DOTALL)


class LogWriteError(OSError):
    """The record cannot be written now (disk full, read-only, gone). What was appended waits for the next try."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of the file that cannot be trusted. line: 1-based; offset, length: bytes.

    reason: 'torn' (cut at the end of the file, the usual mark of a power cut), 'checksum', 'unreadable' (intact, but no event
    this version knows), 'repeated' (a number seen before), 'missing' (lines gone before this one; length 0).
    """

    line: int
    offset: int
    length: int
    reason: str


@dataclass(frozen=True, slots=True)
class LogContents:
    """What could be read. derived: parallel to events. app, call_id: '' when the header is damaged. sealed: encrypted."""

    events: tuple[Event, ...]
    derived: tuple[bool, ...]
    damage: tuple[Damage, ...]
    app: str = ""
    call_id: str = ""
    next_number: int = 1
    sealed: bool = False

    @property
    def inputs(self) -> tuple[Event, ...]:
        return tuple(e for e, derived in zip(self.events, self.derived, strict=True) if not derived)

    @property
    def torn(self) -> bool:
        return any(d.reason == "torn" for d in self.damage)

    @property
    def finished(self) -> bool:
        return any(isinstance(e, CallEnded) for e in self.events)


class EventLog:
    """The open record of a running call. Owned by the engine thread; nothing else writes to the file."""

    def __init__(
        self, path: Path, next_number: int, now: Callable[[], float], vault: Vault | None = None, hold: int = 0
    ) -> None:
        """hold: bytes that may wait in memory, where nobody needs the record before it is whole."""
        self.path = path
        self._vault = vault
        self._hold = hold
        self._number = next_number
        self._now = now
        self._waiting = bytearray()
        self._synced = now()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            self._handle = os.open(path, flags | (os.O_EXCL if next_number == 0 else 0), 0o600)
            size = os.lseek(self._handle, 0, os.SEEK_END)
            if size:
                os.lseek(self._handle, size - 1, os.SEEK_SET)
                self._waiting += b"" if os.read(self._handle, 1) == b"\n" else b"\n"
        except OSError as error:
            raise LogWriteError(error.errno, f"cannot open the record: {error.strerror}") from error

    @classmethod
    def create(cls, folder: Path, call_id: str, now: Callable[[], float] = time.monotonic, *, hold: int = 0) -> "EventLog":
        """Start a record. Raises LogWriteError, also when the call has one already."""
        path = call_file(folder, call_id, ENDING)
        vault = vault_over(path)
        log = cls(path, 0, now, vault, hold)
        try:
            log._put(
                f'"schema":{_SEALED if vault else _PLAIN},"app":{json.dumps(copilot.__version__)},"call":{json.dumps(call_id)}'
            )
        except LogWriteError:
            os.close(log._handle)
            log.path.unlink(missing_ok=True)  # it has no whole line yet
            raise
        return log

    @classmethod
    def reopen(cls, path: Path, now: Callable[[], float] = time.monotonic) -> "EventLog":
        """Go on with a record left by a crash; what is damaged is set aside first."""
        contents = read_log(path)
        if contents.damage:
            set_aside(path, contents)
        return cls(path, contents.next_number, now, vault_over(path) if contents.sealed else None)

    def append(self, event: Event, derived: bool) -> None:
        """Write one line through to the system (unless it may wait), and to the disk at most once a second.

        Raises LogWriteError; the line then waits in memory and goes out, in order, with the next one that can be written.
        """
        self._put(f'"derived":{int(derived)},"event":{encode(event)}')
        if isinstance(event, CallEnded) or self._now() - self._synced >= _SYNC_EVERY_S:
            self.sync()

    def sync(self) -> None:
        """Push what was written to the disk. Raises LogWriteError."""
        self._synced = self._now()
        try:
            os.fsync(self._handle)
        except OSError as error:
            raise LogWriteError(error.errno, f"cannot sync the record: {error.strerror}") from error

    def close(self) -> None:
        """Try once more what waits, sync and close. Raises LogWriteError when lines stay unwritten; the file is closed."""
        try:
            self._flush()
            self.sync()
        finally:
            os.close(self._handle)

    def _put(self, body: str) -> None:
        numbered = f'"n":{self._number},{body}'.encode()
        if self._vault is not None and self._number:
            numbered = sealed_body(self._number, numbered, self._vault)
        self._number += 1
        self._waiting += checked_line(numbered)
        if len(self._waiting) > self._hold:
            self._flush()

    def _flush(self) -> None:
        try:
            while self._waiting:
                written = os.write(self._handle, self._waiting)
                del self._waiting[:written]
        except OSError as error:
            raise LogWriteError(error.errno, f"cannot write the record: {error.strerror}") from error


def rewrite_log(path: Path, call_id: str, rows: Iterable[tuple[Event, bool]]) -> None:
    """Replaces a record by one of these events (and whether each was derived), in one move. Raises OSError."""
    vault = vault_over(path)
    schema = _SEALED if vault else _PLAIN
    lines = [f'"n":0,"schema":{schema},"app":{json.dumps(copilot.__version__)},"call":{json.dumps(call_id)}'.encode()]
    for number, (event, derived) in enumerate(rows, start=1):
        body = f'"n":{number},"derived":{int(derived)},"event":{encode(event)}'.encode()
        lines.append(sealed_body(number, body, vault) if vault else body)
    replace_file(path, b"".join(checked_line(line) for line in lines))


def sealed_body(number: int, numbered: bytes, vault: Vault) -> bytes:
    """numbered: what stands behind the checksum of a plain line."""
    return b'"n":%d,"sealed":"%s"' % (number, vault.seal(numbered))


def checked_line(body: bytes) -> bytes:
    """A line of a record around that body."""
    return b'{"crc":"%08x",%s}\n' % (zlib.crc32(body), body)


def read_log(path: Path) -> LogContents:
    """Every line that is intact, and the name of what is not.

    Raises KnownError for a file that cannot be opened, is no record of a call, comes from a newer version, or is encrypted
    with a key this process does not have.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KnownError(
            f"The record {path.name} cannot be read ({error.strerror}): check that the file is there and yours.",
            f"L'enregistrement {path.name} est illisible ({error.strerror}) : vérifiez que le fichier existe et est à vous.",
        ) from error
    reader = _Reader(path.name, vault_over(path))
    offset = 0
    for number, line in enumerate(io.BytesIO(raw), start=1):
        reader.take(number, offset, line)
        offset += len(line)
    if raw and not reader.ours:
        raise KnownError(
            f"{path.name} is not the record of a call: choose a .jsonl file that Money Time wrote.",
            f"{path.name} n'est pas l'enregistrement d'un appel : choisissez un fichier .jsonl écrit par Money Time.",
        )
    return reader.contents()


def set_aside(path: Path, contents: LogContents) -> Path | None:
    """Copy the damaged stretches to a file beside the record, then cut a torn end off. None when there is no damage.

    Stretches that stay in the record (anything but a torn end) are copied again by a later call.
    """
    stretches = [d for d in contents.damage if d.length]
    if not stretches:
        return None
    raw = path.read_bytes()
    aside = path.with_suffix(DAMAGED)
    append_private(aside, b"".join(raw[d.offset : d.offset + d.length].rstrip(b"\n") + b"\n" for d in stretches))
    torn = [d.offset for d in stretches if d.reason == "torn"]
    if torn:
        os.truncate(path, torn[0])
    return aside


def damage_notice(path: Path, contents: LogContents) -> Text | None:
    """What to tell the user about a damaged record, or None. A torn end alone costs at most the last line: no alarm."""
    stretches = [d for d in contents.damage if d.reason != "torn"]
    if not stretches:
        return None
    lines = ", ".join(str(d.line) for d in stretches[:_MOST_NAMED]) + ("…" if len(stretches) > _MOST_NAMED else "")
    return Text(
        f"The record {path.name} is damaged at line {lines}: that part is left out, and all the rest is here.",
        f"L'enregistrement {path.name} est abîmé à la ligne {lines} : ce passage est écarté, tout le reste est là.",
    )


class _Reader:
    """Takes the lines of one file in order. ours: at least one line looks like a record's."""

    def __init__(self, name: str, vault: Vault | None) -> None:
        self.ours = False
        self._name = name
        self._vault = vault
        self._sealed = False
        self._events: list[Event] = []
        self._derived: list[bool] = []
        self._damage: list[Damage] = []
        self._expected = 0
        self._hole = False  # the line before was damaged, so a jump in the numbers has its explanation
        self._app = ""
        self._call_id = ""

    def take(self, line: int, offset: int, raw: bytes) -> None:
        self.ours = self.ours or raw.startswith(_START) or (len(raw) < len(_START) and _START.startswith(raw))
        body = intact_body(raw)
        if body is not None:
            reason = self._header(body) if b'"schema":' in body[:24] else self._event(line, offset, body)
        elif not raw.endswith(b"\n"):
            reason = "torn"
        else:
            reason = "checksum" if raw.strip() else ""
        if reason:
            self._damage.append(Damage(line, offset, len(raw), reason))
        self._hole = bool(reason)

    def contents(self) -> LogContents:
        return LogContents(
            tuple(self._events),
            tuple(self._derived),
            tuple(self._damage),
            self._app,
            self._call_id,
            max(1, self._expected),
            self._sealed,
        )

    def _header(self, body: bytes) -> str:
        try:
            header = json.loads(b"{" + body + b"}")
            schema, app, call_id = int(header["schema"]), str(header["app"]), str(header["call"])
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return "unreadable"
        if schema > SCHEMA:
            raise KnownError(
                f"{self._name} was written by a newer Money Time ({app}): update to open it.",
                f"{self._name} vient d'une version plus récente de Money Time ({app}) : mettez à jour pour l'ouvrir.",
            )
        self._app, self._call_id, self._expected = app, call_id, 1
        self._sealed = self._sealed or schema == _SEALED
        return ""

    def _event(self, line: int, offset: int, body: bytes) -> str:
        opened = plain_body(body, self._vault, self._name)
        self._sealed = self._sealed or opened is not body
        parts = _EVENT.fullmatch(opened) if opened is not None else None
        if parts is None:
            return "unreadable"
        number = int(parts[1])
        if number < self._expected:
            return "repeated"
        if number > self._expected and not self._hole:
            self._damage.append(Damage(line, offset, 0, "missing"))
        self._expected = number + 1
        try:
            event = decode(parts[3].decode("utf-8"))
        except (CodecError, UnicodeDecodeError):
            return "unreadable"
        self._events.append(event)
        self._derived.append(parts[2] == b"1")
        return ""


def plain_body(body: bytes, vault: Vault | None, name: str) -> bytes | None:
    """What a line says, opened if it is sealed; None when it was sealed with another key, or put into another place.

    KnownError when it is sealed and there is no key.
    """
    sealed = _SEALED_LINE.fullmatch(body)
    if sealed is None:
        return body
    if vault is None:
        raise locked(name)
    try:
        plain = vault.open(sealed[2])
    except ValueError:
        return None
    return plain if plain.startswith(b'"n":%b,' % sealed[1]) else None


def intact_body(raw: bytes) -> bytes | None:
    """What the checksum of a line covers, when it holds."""
    parts = _LINE.fullmatch(raw.removesuffix(b"\n"))
    if parts is None or b"%08x" % zlib.crc32(parts[2]) != parts[1]:
        return None
    return parts[2]
