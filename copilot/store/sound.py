"""The sound of a call, kept beside its record until it is transcribed, or for as long as the user wants.

An append-only file of pieces, each with its own checksum: a crash costs the piece under way, damage the pieces it lies in.

    magic
    piece header: marker, flags (side; sealed), start in ms of call time, samples, bytes of the body, CRC-32 of the body,
                  CRC-32 of the header so far
    body: what the caller encoded; where the user wants their files encrypted, sealed
"""

import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from copilot.call.catalogue import Side
from copilot.errors import KnownError
from copilot.store.paths import call_file
from copilot.store.vault import Vault, locked, vault_over

WAITING = ".sound"  # to be transcribed
KEPT = ".kept.sound"  # transcribed, and kept by the user's wish
_MAGIC = b"Money Time sound 1\n"
_MARKER = b"\xf7PCE"
_FIELDS = struct.Struct("<4sBIIII")
_HEADER = _FIELDS.size + 4
_SIDES = (Side.YOU, Side.THEM)
_SEALED = 0x80
_SYNC_EVERY = 16  # pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side. at: of its body in the file; length: of that, in bytes."""

    side: Side
    start_ms: int
    samples: int
    at: int
    length: int
    sealed: bool


class SoundWriter:
    """An open file. Owned by one thread. OSError wherever the disk refuses."""

    def __init__(self, path: Path, vault: Vault | None) -> None:
        """vault: seals what is written; None: it is written in plain."""
        self.path = path
        self._vault = vault
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        self._handle = os.open(path, flags, 0o600)
        self._written = 0
        self._since_sync = 0
        try:
            self._put(_MAGIC)
        except OSError:
            os.close(self._handle)
            path.unlink()
            raise
        self._written = len(_MAGIC)

    @classmethod
    def create(cls, folder: Path, call_id: str) -> "SoundWriter":
        """For a call that begins, sealed where the user wants that."""
        path = call_file(folder, call_id, WAITING)
        return cls(path, vault_over(path))

    def append(self, side: Side, start_ms: int, samples: int, body: bytes) -> None:
        """After an OSError the same piece may be given again: it takes the place of what was written of it."""
        raw = _piece(side, start_ms, samples, body, self._vault)
        self._put(raw)
        self._since_sync += 1
        if self._since_sync >= _SYNC_EVERY:
            os.fsync(self._handle)
            self._since_sync = 0
        self._written += len(raw)

    def close(self) -> None:
        os.close(self._handle)

    def _put(self, raw: bytes) -> None:
        os.lseek(self._handle, self._written, os.SEEK_SET)
        done = 0
        while done < len(raw):
            done += os.write(self._handle, raw[done:])


class SoundReader:
    """What can be read of a file. KnownError when it cannot be read, or is sealed and there is no key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._vault = vault_over(path)
        try:
            with path.open("rb") as file:
                self.pieces = tuple(_found(file))
        except OSError as error:
            raise _unreadable(path, error) from error

    @property
    def duration_ms(self) -> int:
        return max((p.start_ms + p.samples // 16 for p in self.pieces), default=0)

    def bodies(self, side: Side, from_ms: int = 0) -> Iterator[tuple[Piece, bytes]]:
        """The pieces of a side that end after that call time, in order; one sealed with another key is left out."""
        wanted = [p for p in self.pieces if p.side is side and p.start_ms + p.samples // 16 > from_ms]
        try:
            with self.path.open("rb") as file:
                for piece in sorted(wanted, key=lambda p: p.start_ms):
                    body = self._opened(piece, _read(file, piece.at, piece.length))
                    if body is not None:
                        yield piece, body
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _opened(self, piece: Piece, body: bytes) -> bytes | None:
        if not piece.sealed:
            return body
        if self._vault is None:
            raise locked(self.path.name)
        try:
            return self._vault.open(body)
        except ValueError:
            return None


def _unreadable(path: Path, error: OSError) -> KnownError:
    return KnownError(
        f"The sound {path.name} cannot be read ({error.strerror}): check that the file is there and yours.",
        f"Le son {path.name} est illisible ({error.strerror}) : vérifiez que le fichier existe et est à vous.",
    )


def _found(file: BinaryIO) -> Iterator[Piece]:
    """Each whole piece; behind damage the search goes on at the next marker."""
    at = 0
    while (at := _next_marker(file, at)) >= 0:
        header = _read(file, at, _HEADER)
        piece = _read_header(header, at)
        if piece is not None:
            body = _read(file, piece.at, piece.length)
            if len(body) == piece.length and zlib.crc32(body) == _FIELDS.unpack(header[: _FIELDS.size])[5]:
                yield piece
                at = piece.at + piece.length
                continue
        at += 1


def _next_marker(file: BinaryIO, at: int) -> int:
    """Where the next one is, -1 when there is none."""
    while block := _read(file, at, 1 << 16):
        found = block.find(_MARKER)
        if found >= 0:
            return at + found
        at += max(1, len(block) - len(_MARKER) + 1)
    return -1


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)


def _read_header(raw: bytes, at: int) -> Piece | None:
    if len(raw) < _HEADER or zlib.crc32(raw[: _FIELDS.size]) != int.from_bytes(raw[_FIELDS.size :], "little"):
        return None
    _, flags, start_ms, samples, length, _ = _FIELDS.unpack(raw[: _FIELDS.size])
    return Piece(_SIDES[flags & 1], start_ms, samples, at + _HEADER, length, bool(flags & _SEALED))


def _piece(side: Side, start_ms: int, samples: int, body: bytes, vault: Vault | None) -> bytes:
    kept = body if vault is None else vault.seal(body)
    flags = _SIDES.index(side) | (0 if vault is None else _SEALED)
    header = _FIELDS.pack(_MARKER, flags, start_ms, samples, len(kept), zlib.crc32(kept))
    return header + zlib.crc32(header).to_bytes(4, "little") + kept


def rewrite_sound(path: Path, vault: Vault, *, seal: bool) -> None:
    """All whole pieces in the other form, in one move. Raises OSError."""
    reader = SoundReader(path)
    if all(piece.sealed is seal for piece in reader.pieces):
        return
    half = path.with_name(f".{path.name}.part")
    half.unlink(missing_ok=True)  # of a try that a crash cut short
    try:
        writer = SoundWriter(half, vault if seal else None)
        try:
            for side in _SIDES:
                for piece, body in reader.bodies(side):
                    writer.append(side, piece.start_ms, piece.samples, body)
        finally:
            writer.close()
        os.replace(half, path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def waiting(calls: Path) -> list[str]:
    """The calls whose sound was not transcribed yet, by id."""
    return sorted(p.name.removesuffix(WAITING) for p in calls.glob(f"*{WAITING}") if not p.name.endswith(KEPT))


def done_with(sound: Path, keep: bool) -> None:
    """The sound of a call that was transcribed goes, unless the user keeps it. Raises OSError."""
    if keep:
        sound.replace(sound.with_name(sound.name.removesuffix(WAITING) + KEPT))
    else:
        sound.unlink(missing_ok=True)
