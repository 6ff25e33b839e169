"""What the commands print."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from copilot.errors import KnownError


def print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def write_text(path: Path, text: str) -> None:
    """KnownError when the file cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as e:
        raise KnownError(
            f"{path} could not be written ({e.strerror}). Choose another place.",
            f"Impossible d'écrire {path} ({e.strerror}). Choisissez un autre endroit.",
        ) from e
