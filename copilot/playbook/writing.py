"""Writes a changed playbook as the file that `loader` reads: the user's copy of the built-in one, with their words in it."""

import os
import tempfile
import tomllib
from dataclasses import asdict, replace
from pathlib import Path

from copilot.call.catalogue import CALL_WARNINGS, CallKind
from copilot.call.rules import Playbook, SignalRule, StepRule, Text
from copilot.errors import KnownError
from copilot.playbook.loader import built_in, load_file
from copilot.playbook.own import quoted, quoted_list, table
from copilot.playbook.schema import WARNINGS, PlaybookError, read_playbook

_HEAD = """\
# Your copy, written by Money Time; it may be changed by hand as well. Remove the file to have the built-in playbook back.
"""


def editable(kind: CallKind, user_dir: Path) -> Playbook:
    """What a change starts from: the user's copy if there is one, else the built-in. KnownError when theirs is broken."""
    changed = copy_of(kind, user_dir)
    return load_file(changed, kind) if changed.exists() else built_in(kind)


def save_rule(kind: CallKind, user_dir: Path, rule: SignalRule) -> None:
    """This warning's rule in the user's copy. KnownError when it may not be so, or the folder cannot be written."""
    playbook = editable(kind, user_dir)
    save_playbook(user_dir, replace(playbook, signals=playbook.signals | {rule.id: rule}))


def save_playbook(user_dir: Path, playbook: Playbook) -> None:
    """Replaces the user's copy in one step. KnownError names the key and what it may be."""
    text = playbook_text(playbook)
    try:
        read_playbook(tomllib.loads(text), playbook.kind)
    except PlaybookError as error:
        raise KnownError(f"This cannot be kept: {error.en}.", f"Ceci ne peut pas être gardé : {error.fr}.") from error
    try:
        user_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=user_dir, delete=False) as file:
            file.write(text)
        os.replace(file.name, copy_of(playbook.kind, user_dir))
    except OSError as error:
        raise KnownError(
            f"The playbook cannot be saved in {user_dir} ({error.strerror}). Check the folder and its permissions.",
            f"Le playbook ne peut pas être enregistré dans {user_dir} ({error.strerror}). Vérifiez ce dossier.",
        ) from error


def copy_of(kind: CallKind, user_dir: Path) -> Path:
    return user_dir / f"{kind.value}.toml"


def playbook_text(playbook: Playbook) -> str:
    parts = [
        _HEAD,
        f"kind = {quoted(playbook.kind.value)}\n",
        "[timing]\n" + "".join(f"{name} = {value}\n" for name, value in asdict(playbook.timing).items()),
        *(_signal(playbook.signals[name]) for name in WARNINGS),
        *(_step(step) for step in playbook.checklist),
        "[labels]\n" + "".join(f"{name} = {_both(text)}\n" for name, text in playbook.labels.items()),
        *(table(signal) for signal in playbook.own),
    ]
    return "\n".join(parts)


def _signal(rule: SignalRule) -> str:
    threshold = "" if rule.id in CALL_WARNINGS else f"threshold = {rule.threshold}\n"
    return f"""[signals.{rule.id}]
title = {_both(rule.title)}
why = {_both(rule.why)}
say = {quoted_list(rule.say)}
answered_by = {quoted_list(rule.answered_by)}
priority = {rule.priority}
{threshold}enabled = {"true" if rule.enabled else "false"}
"""


def _step(step: StepRule) -> str:
    return f"""[[steps]]
title = {_both(step.title)}
say = {quoted_list(step.say)}
ticked_by = {quoted_list(step.ticked_by)}
needs = {quoted(step.needs.value)}
"""


def _both(text: Text) -> str:
    return f"{{ en = {quoted(text.en)}, fr = {quoted(text.fr)} }}"
