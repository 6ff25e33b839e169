"""The list of weights the product knows: `models/manifest.toml`, read strictly."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from copilot.assets import model_file
from copilot.errors import KnownError

LIGHT_MODEL = "tiny.en"
"""For weak or hot machines."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside an installed package. path: relative to the folder packages are installed in."""

    package: str
    version: str
    path: str

    def locate(self) -> Path | None:
        """Where the package put it, or None when the package is not installed. The package's code is not run."""
        module, _, inside = self.path.partition("/")
        spec = find_spec(module)
        folders = spec.submodule_search_locations if spec else None
        return next((p for folder in folders or () if (p := Path(folder, inside)).is_file()), None)


@dataclass(frozen=True, slots=True)
class Content:
    """size in bytes; sha256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WeightFile:
    """size and sha256 are those of the parts, joined in order; compact: those of its 8-bit form, when that is used."""

    name: str
    size: int
    sha256: str
    parts: tuple[Part, ...]
    compact: Content | None = None

    @property
    def used(self) -> Content:
        """What the file is where it is used."""
        return self.compact or Content(self.size, self.sha256)


@dataclass(frozen=True, slots=True)
class Weights:
    """kind: 'speech' for a Whisper model of CTranslate2, otherwise what else it is for. work: compared with base.

    hub: where on a model hub its files are, 'OWNER/NAME/resolve/REVISION'; '' when they come in packages.
    """

    name: str
    kind: str
    about: str
    licence: str
    source: str
    files: tuple[WeightFile, ...]
    work: float = 0.0
    hub: str = ""

    @property
    def size(self) -> int:
        return sum(f.size for f in self.files)

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages it comes in, as pip wants them: name==version."""
        return tuple(dict.fromkeys(f"{p.package}=={p.version}" for f in self.files for p in f.parts))

    def file(self, name: str) -> WeightFile | None:
        return next((f for f in self.files if f.name == name), None)


@cache
def known_weights() -> tuple[Weights, ...]:
    """All weights in the manifest. KnownError when it is missing or cannot be read."""
    path = model_file("manifest.toml")
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["model"]
        return tuple(_weights(row) for row in rows)
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise KnownError(
            f"The list of model files {path} cannot be read: install Money Time again.",
            f"La liste des fichiers de modèles {path} est illisible : réinstallez Money Time.",
        ) from error


def weights_named(name: str) -> Weights | None:
    return next((w for w in known_weights() if w.name == name), None)


def _weights(row: dict[str, object]) -> Weights:
    files = row.pop("file")
    if not isinstance(files, list):
        raise TypeError("file")
    return Weights(**row, files=tuple(_file(f) for f in files))  # type: ignore[arg-type]


def _file(row: dict[str, object]) -> WeightFile:
    parts = row.pop("parts")
    if not isinstance(parts, list):
        raise TypeError("parts")
    compact = row.pop("compact", None)
    return WeightFile(
        **row,  # type: ignore[arg-type]
        parts=tuple(Part(**p) for p in parts),
        compact=Content(**compact) if isinstance(compact, dict) else None,
    )
