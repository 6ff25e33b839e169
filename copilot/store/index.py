"""The list of calls and the search over them: a SQLite file that can always be rebuilt from the records.

It holds no truth of its own. What a call is worth (verdict, next step) is worked out by the caller and put here to be listed.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from copilot.call.catalogue import CallKind, Side
from copilot.errors import KnownError
from copilot.store.log import ENDING
from copilot.store.paths import replace_file
from copilot.store.schema import SCHEMA, brought_up_to_date
from copilot.store.vault import Vault, vault_over

_MOST_HITS = 200
_COMMON = 4000  # passages; ranking more takes longer than it helps
_KEEP_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A row of the list. verdict: '' while the call runs. next_at: ISO 8601 of the next dated step, or ''.

    next_what: '' for a meeting. warm, evidence: how many labels of warmth and of evidence they gave. sent_utc: when the
    follow-up was marked sent, or ''. timezone, your_timezone: IANA names, '' when unknown.
    """

    call_id: str
    kind: CallKind
    started_utc: str
    title: str = ""
    company: str = ""
    name: str = ""
    origin: str = "live"
    planned_ms: int = 0
    duration_ms: int = 0
    ended: bool = False
    verdict: str = ""
    quote: str = ""
    next_at: str = ""
    next_what: str = ""
    warm: int = 0
    evidence: int = 0
    sent_utc: str = ""
    timezone: str = ""
    your_timezone: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A commitment of a call, for lists over all calls. at: its day or slot on their clock, ISO 8601, or ''."""

    call_id: str
    number: int
    side: Side
    what: str
    at: str
    timed: bool
    meeting: bool
    accepted: bool
    done: bool
    utterance: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One utterance to be found again. labels: ids."""

    utterance: int
    side: Side
    start_ms: int
    text: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. marks: (start, end) character ranges of the words looked for in `passage.text`."""

    call: CallSummary
    passage: Passage
    marks: tuple[tuple[int, int], ...]


_NAMES = tuple(f.name for f in fields(CallSummary))
_COLUMNS = ", ".join(_NAMES)
_PLACES = ", ".join("?" for _ in _NAMES)
_OPEN_MARK, _CLOSE_MARK = "\x02", "\x03"


def sealed_index(path: Path) -> Path:
    """Where the encrypted copy of the index of that path lies."""
    return path.with_name(path.name + ".sealed")


def seal_index(path: Path, vault: Vault) -> None:
    """Writes the encrypted copy of a plain index, if there is one. Raises OSError."""
    if path.exists():
        try:
            with closing(sqlite3.connect(path)) as db:
                db.execute("PRAGMA journal_mode = DELETE")
                replace_file(sealed_index(path), vault.seal(db.serialize()))
        except sqlite3.DatabaseError:
            return  # it is broken: it is made again from the records


def open_index(path: Path, vault: Vault) -> None:
    """The other way round; a copy that cannot be opened is left out, for the index is made again from the records."""
    place = sealed_index(path)
    if place.exists():
        try:
            replace_file(path, vault.open(place.read_bytes()))
        except ValueError:
            return


P = ParamSpec("P")
R = TypeVar("R")


def _alone(act: "Callable[Concatenate[CallIndex, P], R]") -> "Callable[Concatenate[CallIndex, P], R]":
    """One thread at a time has the list."""

    @wraps(act)
    def alone(self: "CallIndex", /, *args: P.args, **options: P.kwargs) -> R:
        with self.one:
            return act(self, *args, **options)

    return alone


class CallIndex:
    """Used by any thread, one at a time: the others wait.

    rebuilt: the file was broken, lies beside with '.broken' added, and this one is empty: every record is unknown to it until
    it is put again.

    Where the user wants their files encrypted the tables live in memory; a sealed copy, '.sealed', is written as they change.

    Raises KnownError for a file from a newer version or a place that cannot be written.
    """

    def __init__(self, path: Path, now: Callable[[], float] = time.monotonic) -> None:
        self.path = path
        self.rebuilt = False
        self._vault = vault_over(path)
        self._now = now
        self._kept_at = -_KEEP_EVERY_S
        self._changed = False
        self._listed: list[CallSummary] = []
        self._listed_at = (-1, -1)
        self.one = threading.RLock()
        try:
            try:
                self._db, version = self._opened()
            except sqlite3.OperationalError:
                raise  # locked, read-only, full: nothing is wrong with what is in the file
            except sqlite3.DatabaseError:
                broken = path if self._vault is None else sealed_index(path)
                broken.replace(broken.with_name(broken.name + ".broken"))
                for ending in ("-wal", "-shm"):
                    path.with_name(path.name + ending).unlink(missing_ok=True)
                self.rebuilt = True
                self._db, version = self._opened()
        except (sqlite3.DatabaseError, OSError) as error:
            raise KnownError(
                f"The list of calls cannot be opened: check that {path.parent} can be written and has room, then start again.",
                f"La liste des appels ne s'ouvre pas : vérifiez l'accès et la place dans {path.parent}, puis relancez.",
            ) from error
        if version > SCHEMA:
            self.close()
            raise KnownError(
                "The list of calls was written by a newer Money Time: update to open it.",
                "La liste des appels vient d'une version plus récente de Money Time : mettez à jour pour l'ouvrir.",
            )

    def _opened(self) -> tuple[sqlite3.Connection, int]:
        """The connection, and the version found; a newer file is left as it is."""
        if self._vault is None:
            self.path.touch(mode=0o600)
            db = sqlite3.connect(self.path, isolation_level=None, timeout=5.0, check_same_thread=False)
        else:
            db = self._unsealed(self._vault)
        try:
            version = brought_up_to_date(db)
        except BaseException:
            db.close()
            raise
        return db, version

    def __enter__(self) -> "CallIndex":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @_alone
    def close(self) -> None:
        if self._changed:
            self._keep()
        self._db.close()

    def _unsealed(self, vault: Vault) -> sqlite3.Connection:
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        place = sealed_index(self.path)
        if place.exists():
            try:
                db.deserialize(vault.open(place.read_bytes()))
            except ValueError as error:
                db.close()
                raise sqlite3.DatabaseError("the sealed list is damaged") from error
        else:
            self.rebuilt = self._changed = True
        return db

    def _note_change(self, *, at_once: bool = False) -> None:
        """Keeps the sealed copy up to date, at most once a second while many calls are listed in a row."""
        self._changed = self._vault is not None
        if self._changed and (at_once or self._now() - self._kept_at >= _KEEP_EVERY_S):
            self._keep()

    def _keep(self) -> None:
        assert self._vault is not None
        try:
            replace_file(sealed_index(self.path), self._vault.seal(self._db.serialize()))
        except OSError:
            return  # it is tried again with the next change; the records hold all of it
        self._kept_at = self._now()
        self._changed = False

    @_alone
    def put(self, summary: CallSummary, passages: Iterable[Passage] = (), promises: Iterable[Listed] = ()) -> None:
        """Add a call, or replace all that is known of it."""
        with self._transaction():
            self._forget(summary.call_id)
            self._db.execute(f"INSERT INTO call ({_COLUMNS}) VALUES ({_PLACES})", _row(summary))
            self._db.executemany(
                "INSERT INTO promise VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(summary.call_id, p.number, p.side.value, p.what, p.at, int(p.timed), int(p.meeting), int(p.accepted),
                  int(p.done), p.utterance) for p in promises],
            )  # fmt: skip
            self._db.executemany(
                "INSERT INTO words (text, call_id, utterance, side, start_ms, labels) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (p.text, summary.call_id, p.utterance, p.side.value, p.start_ms, f" {' '.join(p.labels)} ")
                    for p in passages
                    if p.text
                ],
            )

    @_alone
    def remove(self, call_id: str) -> None:
        """Forget a call: its row and its words, also from the file's free pages and the search index."""
        with self._transaction():
            self._forget(call_id)
            self._db.execute("INSERT INTO passage (passage) VALUES ('optimize')")  # its terms go from the search index too
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._note_change(at_once=True)

    @_alone
    def get(self, call_id: str) -> CallSummary | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM call WHERE call_id = ?", (call_id,)).fetchone()
        return _summary(row) if row else None

    @_alone
    def list_calls(self) -> list[CallSummary]:
        """Newest first. Read anew once this or another program has changed the file."""
        state = self._db.total_changes, self._db.execute("PRAGMA data_version").fetchone()[0]
        if state != self._listed_at:
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM call ORDER BY started_utc DESC, call_id DESC")
            self._listed, self._listed_at = [_summary(row) for row in rows], state
        return list(self._listed)

    @_alone
    def promises(self, undone: bool = True) -> list[Listed]:
        """Commitments of all calls, by call and number; those kept since only when asked for."""
        rows = self._db.execute(f"SELECT * FROM promise {'WHERE done = 0' if undone else ''} ORDER BY call_id, number")
        return [Listed(r[0], r[1], Side(r[2]), r[3], r[4], bool(r[5]), bool(r[6]), bool(r[7]), bool(r[8]), r[9]) for r in rows]

    @_alone
    def unindexed(self, folder: Path) -> list[str]:
        """Calls whose record is in the folder and that the index does not know, by name."""
        known = {row[0] for row in self._db.execute("SELECT call_id FROM call")}
        return sorted(p.stem for p in folder.glob(f"*{ENDING}") if p.stem not in known)

    @_alone
    def unfinished(self, folder: Path) -> list[str]:
        """Calls with a record and no known end: to be recovered, unless one of them is running now."""
        open_ones = {row[0] for row in self._db.execute("SELECT call_id FROM call WHERE ended = 0")}
        return sorted({*(i for i in open_ones if (folder / f"{i}{ENDING}").exists()), *self.unindexed(folder)})

    @_alone
    def search(
        self, words: str, *, company: str = "", label: str = "", side: Side | None = None, since_utc: str = "", limit: int = 50
    ) -> list[Hit]:
        """Passages that hold every word (the last may be unfinished, from two letters on), best first.

        Words that are everywhere have no best place: the newest come first, as they do for a label without words.
        """
        terms = _terms(words)
        if not terms and (words.strip() or not label):
            return []
        filters = {
            "call.company = ? COLLATE NOCASE": company,
            "instr(words.labels, ?)": f" {label} " if label else "",
            "words.side = ?": side.value if side else "",
            "call.started_utc >= ?": since_utc,
        }
        wanted = {where: value for where, value in filters.items() if value}
        limit = min(limit, _MOST_HITS)
        columns = ", ".join(f"call.{f.name}" for f in fields(CallSummary))
        if not terms:
            rows = self._db.execute(
                f"SELECT {columns}, utterance, side, start_ms, labels, text FROM words JOIN call USING (call_id)"
                f" WHERE {' AND '.join(wanted)} ORDER BY id DESC LIMIT {limit}",
                tuple(wanted.values()),
            )
            return [_hit(row) for row in rows]
        common = self._db.execute(
            f"SELECT rowid FROM passage WHERE passage MATCH ? LIMIT 1 OFFSET {_COMMON}", (terms,)
        ).fetchone()
        order, rank = ("id DESC", "0") if common else ("rank", "rank")
        best = f"ORDER BY {order} LIMIT {limit}"
        rows = self._db.execute(
            f"""
            SELECT {columns}, utterance, side, start_ms, labels, marked
            FROM (
                SELECT rowid AS id, {rank} AS rank, highlight(passage, 0, ?, ?) AS marked FROM passage WHERE passage MATCH ?
                {"" if wanted else best}
            ) JOIN words USING (id) JOIN call USING (call_id)
            {"WHERE " + " AND ".join(wanted) if wanted else ""} {best}
            """,
            (_OPEN_MARK, _CLOSE_MARK, terms, *wanted.values()),
        )
        return [_hit(row) for row in rows]

    def _forget(self, call_id: str) -> None:
        self._db.execute("DELETE FROM call WHERE call_id = ?", (call_id,))
        self._db.execute("DELETE FROM words WHERE call_id = ?", (call_id,))
        self._db.execute("DELETE FROM promise WHERE call_id = ?", (call_id,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # SQLite has rolled back by itself when the disk is full
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
            self._note_change()
        except sqlite3.Error as error:
            raise KnownError(
                f"The list of calls could not be written ({error}): free some space in {self.path.parent}."
                " The records are safe, and the list catches up at the next start.",
                f"La liste des appels n'a pas pu être écrite ({error}) : libérez de la place dans {self.path.parent}."
                " Les enregistrements sont intacts ; la liste se complète au prochain démarrage.",
            ) from error


def _row(summary: CallSummary) -> tuple[object, ...]:
    return tuple(str(v) if isinstance(v, CallKind) else int(v) if isinstance(v, bool) else v for v in astuple(summary))


def _summary(row: tuple[object, ...]) -> CallSummary:
    values = dict(zip(_NAMES, row, strict=True))
    values["kind"], values["ended"] = CallKind(str(values["kind"])), bool(values["ended"])
    return CallSummary(**values)  # type: ignore[arg-type]  # the table is STRICT: its types are the fields'


def _terms(words: str) -> str:
    """Each word quoted, so that none is read as query syntax; the last one also as a beginning."""
    quoted = ['"' + w.replace('"', '""') + '"' for w in words.replace("\x00", " ").split() if any(c.isalnum() for c in w)]
    unfinished = bool(quoted) and sum(c.isalnum() for c in quoted[-1]) > 1
    return " ".join(quoted) + ("*" if unfinished else "")


def _hit(row: tuple[object, ...]) -> Hit:
    width = len(_NAMES)
    utterance, side, start_ms, labels, marked = row[width:]
    marks: list[tuple[int, int]] = []
    text = ""
    for piece in str(marked).split(_OPEN_MARK):
        inside, mark, after = piece.partition(_CLOSE_MARK)
        if mark:
            marks.append((len(text), len(text) + len(inside)))
        text += inside + after
    passage = Passage(int(str(utterance)), Side(str(side)), int(str(start_ms)), text, tuple(str(labels).split()))
    return Hit(_summary(row[:width]), passage, tuple(marks))
