"""Reads a playbook: one strict TOML file for each kind of call. The user's own file replaces the built-in one."""

import tomllib
from functools import cache
from pathlib import Path

from copilot.assets import asset
from copilot.call.catalogue import CallKind
from copilot.call.rules import Playbook
from copilot.errors import KnownError
from copilot.playbook.own import load_own
from copilot.playbook.schema import PlaybookError, read_playbook


def load_playbook(kind: CallKind, user_dir: Path | None = None) -> Playbook:
    """The user's `<kind>.toml` if that folder has one, else the built-in one; with the signals of `own.toml` added.

    Raises KnownError naming the file, the key and the allowed values. The caller may then go on with `built_in(kind)`.
    """
    if user_dir is None:
        return built_in(kind)
    changed = user_dir / f"{kind.value}.toml"
    playbook = load_file(changed, kind) if changed.exists() else built_in(kind)
    return playbook.with_own(tuple(signal for signal in load_own(user_dir) if signal.id not in playbook.signals))


@cache
def built_in(kind: CallKind) -> Playbook:
    return load_file(asset("playbooks", f"{kind.value}.toml"), kind)


def load_file(path: Path, kind: CallKind) -> Playbook:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return read_playbook(data, kind)
    except OSError as error:
        raise KnownError(
            f"The playbook {path} cannot be read ({error.strerror}). Check the file and its permissions.",
            f"Le playbook {path} ne peut pas être lu ({error.strerror}). Vérifiez le fichier et ses droits.",
        ) from error
    except PlaybookError as error:
        raise KnownError(f"The playbook {path}: {error.en}.", f"Le playbook {path} : {error.fr}.") from error
    except (ValueError, RecursionError) as error:  # also numbers of thousands of digits, brackets in brackets
        raise KnownError(
            f"The playbook {path} is not valid TOML: {error}. Correct that line or remove the file.",
            f"Le playbook {path} n'est pas du TOML valide : {error}. Corrigez cette ligne ou retirez le fichier.",
        ) from error
