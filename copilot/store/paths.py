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

HOME_VARIABLE = "MONEYTIME_HOME"
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
    """Replace the file in one move, readable by its owner only. Raises OSError and leaves the old file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
