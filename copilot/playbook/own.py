"""The user's own signals, one file for all kinds of call: `own.toml` beside the playbooks, written by the app or by hand."""

import json
import os
import re
import tempfile
import tomllib
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path

from copilot.call.rules import OwnSignal, Text
from copilot.errors import KnownError
from copilot.playbook.schema import PlaybookError, read_own

OWN_FILE = "own.toml"


def load_own(user_dir: Path) -> tuple[OwnSignal, ...]:
    """The signals of that folder's own.toml; none when there is no file. KnownError names the file and the key."""
    path = user_dir / OWN_FILE
    if not path.exists():
        return ()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if set(data) - {"own"}:
            raise PlaybookError("only tables [[own]] are allowed", "seules des tables [[own]] sont permises")
        return read_own(data.get("own", []))
    except PlaybookError as error:
        raise KnownError(f"Your own signals in {path}: {error.en}.", f"Vos signaux dans {path} : {error.fr}.") from error
    except (OSError, ValueError, RecursionError) as error:
        raise KnownError(
            f"Your own signals in {path} cannot be read: {error}. Correct the file or remove it.",
            f"Vos signaux dans {path} ne peuvent pas être lus : {error}. Corrigez le fichier ou retirez-le.",
        ) from error


def save_own(user_dir: Path, signals: Sequence[OwnSignal]) -> None:
    """Replaces own.toml in one step. KnownError when a signal is incomplete or the folder cannot be written."""
    text = "\n".join(table(signal) for signal in signals)
    try:
        read_own(tomllib.loads(text).get("own", []))
    except PlaybookError as error:
        raise KnownError(f"This signal is not complete: {error.en}.", f"Ce signal n'est pas complet : {error.fr}.") from error
    try:
        user_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=user_dir, delete=False) as file:
            file.write(text)
        os.replace(file.name, user_dir / OWN_FILE)
    except OSError as error:
        raise KnownError(
            f"Your signals cannot be saved in {user_dir} ({error.strerror}). Check the folder and its permissions.",
            f"Vos signaux ne peuvent pas être enregistrés dans {user_dir} ({error.strerror}). Vérifiez ce dossier.",
        ) from error


def own_id(title: str, taken: Collection[str]) -> str:
    """An id made of the words of the title, unlike those taken. Catalogue ids are to be among the taken ones."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    stem = stem if len(stem) > 1 else "signal"
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def table(signal: OwnSignal) -> str:
    """The signal as a table [[own]]."""
    rule = signal.rule
    return f"""[[own]]
id = {quoted(rule.id)}
side = {quoted(signal.side.value)}
title = {_both(rule.title)}
why = {_both(rule.why)}
examples = {quoted_list(signal.examples)}
say = {quoted_list(rule.say)}
answered_by = {quoted_list(rule.answered_by)}
priority = {rule.priority}
threshold = {rule.threshold}
enabled = {"true" if rule.enabled else "false"}
"""


def _both(text: Text) -> str:
    return quoted(text.en) if text.en == text.fr else f"{{ en = {quoted(text.en)}, fr = {quoted(text.fr)} }}"


def quoted_list(lines: Sequence[str]) -> str:
    return "[\n" + "".join(f"  {quoted(line)},\n" for line in lines) + "]" if lines else "[]"


def quoted(text: str) -> str:
    """A basic TOML string: JSON writes the same escapes, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
