"""Encrypts what lies in the data folder already, and back. Each file goes by itself, in one move: a crash leaves files of both
kinds, all of them readable, and the next start goes on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from copilot.errors import KnownError
from copilot.store.index import open_index, seal_index, sealed_index
from copilot.store.log import DAMAGED, ENDING, checked_line, intact_body, plain_body, sealed_body
from copilot.store.paths import (
    Paths,
    append_private,
    is_sealed,
    plain_lines,
    read_private,
    replace_file,
    sealed_lines,
    write_atomically,
)
from copilot.store.sound import WAITING, rewrite_sound
from copilot.store.vault import NAME, State, Vault, VaultFile, forget_key, use_vault

_PLAIN_HEADER, _SEALED_HEADER = b'"schema":1,', b'"schema":2,'


def write_vault(data: Path, file: VaultFile) -> None:
    """Raises OSError."""
    replace_file(data / NAME, (json.dumps(asdict(file), indent=1) + "\n").encode())


def seal_all(paths: Paths, file: VaultFile, vault: Vault) -> None:
    """Encrypts every file with words of calls, then notes that it is done. Nobody else uses the folder meanwhile.

    KnownError when a file cannot be written: what was done stays done, and it may be called again.
    """
    with _told(paths):
        write_vault(paths.data, replace(file, state=State.SEALING))
        use_vault(paths.data, vault)
        for record in sorted(paths.data.rglob(f"*{ENDING}")):
            _rewrite_record(record, vault, seal=True)
        for other in _other_files(paths):
            if other.suffix == DAMAGED:
                replace_file(other, sealed_lines(other.read_bytes(), vault))
            elif not is_sealed(other):
                write_atomically(other, other.read_text(encoding="utf-8", errors="replace"))
        for sound in paths.calls.glob(f"*{WAITING}"):
            rewrite_sound(sound, vault, seal=True)
        seal_index(paths.index, vault)
        for old in _plain_index(paths):
            old.unlink(missing_ok=True)
        write_vault(paths.data, replace(file, state=State.SEALED))


def open_all(paths: Paths, file: VaultFile, vault: Vault) -> None:
    """Decrypts every file, then forgets the key. As `seal_all`."""
    with _told(paths):
        write_vault(paths.data, replace(file, state=State.OPENING))
        use_vault(paths.data, vault)
        for record in sorted(paths.data.rglob(f"*{ENDING}")):
            _rewrite_record(record, vault, seal=False)
        for other in _other_files(paths):
            if other.suffix == DAMAGED:
                replace_file(other, plain_lines(other.read_bytes(), vault))
            elif is_sealed(other):
                replace_file(other, read_private(other).encode())
        for sound in paths.calls.glob(f"*{WAITING}"):
            rewrite_sound(sound, vault, seal=False)
        open_index(paths.index, vault)
        for old in (sealed_index(paths.index), paths.index.with_name(paths.index.name + ".sealed.broken")):
            old.unlink(missing_ok=True)
        use_vault(paths.data, None)
        (paths.data / NAME).unlink()
        forget_key(file)


@contextmanager
def _told(paths: Paths) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(
            f"Some files in {paths.data} could not be rewritten ({error.strerror}): free some space there;"
            " the rest is done at the next start. Nothing is lost.",
            f"Des fichiers de {paths.data} n'ont pas pu être réécrits ({error.strerror}) : libérez de la place ;"
            " le reste se fera au prochain démarrage. Rien n'est perdu.",
        ) from error


def _other_files(paths: Paths) -> Iterator[Path]:
    """Everything in the data folder but records, the index, the vault and half-written files."""
    for path in sorted(paths.data.rglob("*")):
        mine = path.name == NAME or path.name.startswith((".", paths.index.name))
        if path.is_file() and not mine and path.suffix in (".json", ".ics", DAMAGED):
            yield path


def _plain_index(paths: Paths) -> Iterator[Path]:
    for ending in ("", "-wal", "-shm", ".broken"):
        yield paths.index.with_name(paths.index.name + ending)


def _rewrite_record(path: Path, vault: Vault, *, seal: bool) -> None:
    """Every intact line in the other form; damaged stretches go to the file beside, for they hold words too."""
    raw = path.read_bytes()
    out: list[bytes] = []
    damaged: list[bytes] = []
    for line in raw.splitlines(keepends=True):
        body = intact_body(line)
        if body is None:
            damaged.append(line.rstrip(b"\n") + b"\n")
        else:
            out.append(checked_line(_turned(body, vault, path.name, seal=seal)))
    if damaged:
        append_private(path.with_suffix(DAMAGED), b"".join(damaged))
    if b"".join(out) != raw:
        replace_file(path, b"".join(out))


def _turned(body: bytes, vault: Vault, name: str, *, seal: bool) -> bytes:
    if body.startswith(b'"n":0,'):
        return body.replace(*((_PLAIN_HEADER, _SEALED_HEADER) if seal else (_SEALED_HEADER, _PLAIN_HEADER)), 1)
    plain = plain_body(body, vault, name)
    if not seal:
        return body if plain is None else plain
    if plain is not body:
        return body  # sealed already
    return sealed_body(int(body[4:].split(b",", 1)[0]), body, vault)
