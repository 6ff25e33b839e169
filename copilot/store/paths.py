"""Where the user's files lie: the platform's data, config and cache folders, or one folder named by MONEYTIME_HOME.

Folders are made 0700 and files 0600: what was said on a call is the user's only.
"""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from copilot.errors import KnownError
from copilot.store.vault import Vault, locked, vault_over

HOME_VARIABLE = "MONEYTIME_HOME"
_SEALED_START, _SEALED_END = b'{"sealed":"', b'"}\n'
_SEALED = _SEALED_START + b"%s" + _SEALED_END
_CALL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of this user. None of them is made before `ready`."""

    data: Path
    config: Path
    cache: Path

    @property
    def calls(self) -> Path:
        return self.data / "calls"

    @property
    def imports(self) -> Path:
        """What unfinished imports have heard."""
        return self.data / "imports"

    @property
    def index(self) -> Path:
        return self.data / "index.sqlite"

    @property
    def practised(self) -> Path:
        return self.data / "practice.json"

    @property
    def scenarios(self) -> Path:
        return self.config / "scenarios"

    @property
    def drills(self) -> Path:
        return self.config / "drills"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def playbooks(self) -> Path:
        return self.config / "playbooks"

    def ready(self) -> "Paths":
        """Make the folders. Raises KnownError when the place cannot be written."""
        for folder in (self.data, self.config, self.cache, self.calls):
            make_private_folder(folder)
        return self


def find_paths(environment: Mapping[str, str] = os.environ) -> Paths:
    """The folders for this environment; touches no file."""
    home = environment.get(HOME_VARIABLE, "")
    if home:
        root = Path(home).expanduser()
        return Paths(root / "data", root / "config", root / "cache")
    dirs = PlatformDirs("moneytime", appauthor=False)
    return Paths(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path)


def make_private_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise KnownError(
            f"The folder {folder} cannot be used ({error.strerror}): free it or set {HOME_VARIABLE} to another one.",
            f"Dossier {folder} inutilisable ({error.strerror}) : libérez-le ou nommez-en un autre dans {HOME_VARIABLE}.",
        ) from error


def call_file(folder: Path, call_id: str, ending: str) -> Path:
    """The file of this call with this ending ('.jsonl', '.edits.json'). An id that could leave the folder is refused."""
    if not _CALL_ID.fullmatch(call_id):
        raise KnownError(
            "This call has no valid number: open it from the list of calls.",
            "Cet appel n'a pas de numéro valable : ouvrez-le depuis la liste des appels.",
        )
    return folder / f"{call_id}{ending}"


def write_atomically(path: Path, text: str) -> None:
    """Replace the file in one move, readable by its owner only, sealed where the user wants that. Raises OSError."""
    vault = vault_over(path)
    replace_file(path, text.encode() if vault is None else _SEALED % vault.seal(text.encode()))


def read_private(path: Path) -> str:
    """What `write_atomically` wrote. Raises OSError, UnicodeDecodeError; KnownError when it is sealed and cannot be opened."""
    raw = path.read_bytes()
    if not raw.startswith(_SEALED_START):
        return raw.decode("utf-8")
    vault = vault_over(path)
    if vault is None:
        raise locked(path.name)
    try:
        return vault.open(raw[len(_SEALED_START) : -len(_SEALED_END)]).decode("utf-8")
    except ValueError as error:
        raise KnownError(
            f"{path.name} is damaged and cannot be decrypted: restore it from a backup, or delete it.",
            f"{path.name} est abîmé et ne se déchiffre pas : restaurez-le d'une sauvegarde, ou supprimez-le.",
        ) from error


def append_private(path: Path, raw: bytes) -> None:
    """Adds lines to a file, sealed as one where the user wants that, and waits for the disk. Raises OSError."""
    vault = vault_over(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(raw if vault is None else _SEALED % vault.seal(raw))
        file.flush()
        os.fsync(file.fileno())


def plain_lines(raw: bytes, vault: Vault) -> bytes:
    """What `append_private` added, opened line by line; a line that cannot be opened stays as it is."""

    def opened(line: bytes) -> bytes:
        try:
            return vault.open(line[len(_SEALED_START) : -len(_SEALED_END)]) if line.startswith(_SEALED_START) else line
        except ValueError:
            return line

    return b"".join(opened(line) for line in raw.splitlines(keepends=True))


def sealed_lines(raw: bytes, vault: Vault) -> bytes:
    """The other way round."""
    lines = raw.splitlines(keepends=True)
    return b"".join(line if line.startswith(_SEALED_START) else _SEALED % vault.seal(line) for line in lines)


def is_sealed(path: Path) -> bool:
    """Whether a file of `write_atomically` is sealed now. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_SEALED_START)) == _SEALED_START


def replace_file(path: Path, raw: bytes) -> None:
    """Replace the file in one move, readable by its owner only. Raises OSError and leaves the old file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
