"""All calls in one file, and back: a ZIP that anybody can open, read as carefully as if a stranger had made it."""

import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from copilot.errors import KnownError

_NAME = re.compile(r"calls/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.[a-z0-9.]{1,24}")
_MOST_FILES = 100_000
_MOST_BYTES = 4 * 2**30  # of one file: kept sound of ten hours
_MOST_RATIO = 200  # text packs to a tenth; more is made to burst
_BLOCK = 1 << 20


def back_up(calls: Path, target: Path, told: Callable[[float], None] = lambda share: None) -> int:
    """Writes every file of every call to `target`; how many. KnownError when it cannot be written: nothing is left then.

    told: 0..1 as it goes. What is encrypted stays so: it opens with this user's key only.
    """
    files = sorted(p for p in calls.iterdir() if p.is_file() and _NAME.fullmatch(f"calls/{p.name}"))
    half = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, path in enumerate(files, start=1):
                archive.write(path, f"calls/{path.name}")
                told(number / len(files))
        os.replace(half, target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise KnownError(
            f"The backup could not be written to {target} ({error.strerror}): choose a place with more room.",
            f"La sauvegarde n'a pas pu être écrite dans {target} ({error.strerror}) : libérez de la place.",
        ) from error
    return len(files)


def restore(source: Path, calls: Path) -> tuple[int, int]:
    """Puts the calls of a backup beside those that are there; (put back, already there and left as they are).

    KnownError for a file that is no backup, is damaged or was made to do harm: then nothing is put back.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            members = _checked(source, archive.infolist())
            broken = archive.testzip()
            if broken is not None:
                raise _refused(source, "is damaged", "est abîmée")
            return _put_back(archive, members, calls)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise _refused(source, "is no backup of Money Time", "n'est pas une sauvegarde de Money Time") from error
    except OSError as error:
        raise _refused(
            source, f"could not be put back ({error.strerror})", f"n'a pas pu être remise ({error.strerror})"
        ) from error


def _checked(source: Path, members: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Only files of calls, each of a size that its packed size can account for."""
    found = [m for m in members if not m.is_dir()]
    if len(found) > _MOST_FILES:
        raise _refused(source, "holds too many files", "contient trop de fichiers")
    for member in found:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(source, "is packed in another way than a backup", "n'est pas compressé comme une sauvegarde")
        if not _NAME.fullmatch(member.filename) or ".." in PurePosixPath(member.filename).parts:
            raise _refused(source, "holds files that are no calls", "contient des fichiers qui ne sont pas des appels")
        if member.file_size > _MOST_BYTES or member.file_size > _BLOCK + member.compress_size * _MOST_RATIO:
            raise _refused(source, "holds a file of a size that cannot be", "contient un fichier d'une taille impossible")
    if not found:
        raise _refused(source, "holds no call", "ne contient aucun appel")
    return found


def _put_back(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], calls: Path) -> tuple[int, int]:
    put = there = 0
    for member in members:
        target = calls / PurePosixPath(member.filename).name
        if target.exists():
            there += 1
            continue
        half = target.with_name(f".{target.name}.part")
        try:
            with (
                archive.open(member) as packed,
                os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
            ):
                while block := packed.read(_BLOCK):
                    out.write(block)
            os.replace(half, target)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
        put += 1
    return put, there


def _refused(source: Path, en: str, fr: str) -> KnownError:
    return KnownError(
        f"{source.name} {en}: nothing was changed. Choose another file.",
        f"{source.name} {fr} : rien n'a été modifié. Choisissez un autre fichier.",
    )
