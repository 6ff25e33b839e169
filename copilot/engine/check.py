"""Recomputes what was derived in a recorded call and compares: each record is a regression test."""

from pathlib import Path

from copilot.call.codec import encode
from copilot.call.events import Derived, Input
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.engine.record import set_up
from copilot.playbook.loader import load_playbook
from copilot.store.log import read_log


def differences(path: Path, user_playbooks: Path | None = None) -> list[str]:
    """One line for each derived event that is recorded and not recomputed (-), or the other way round (+); [] when all agree.

    Lines hold the events themselves, so words of the call: they are for the user's eyes. KnownError: no usable record.
    """
    contents = read_log(path)
    playbook = load_playbook(set_up(contents, path).kind, user_playbooks)
    call = Call()
    found: list[str] = [f"! line {d.line}: {d.reason}" for d in contents.damage]
    recomputed: tuple[Derived, ...] = ()
    recorded: list[Derived] = []
    for event, derived in zip(contents.events, contents.derived, strict=True):
        if derived and isinstance(event, Derived):
            recorded.append(event)
        elif isinstance(event, Input):
            found += _compare(recorded, recomputed)
            recorded = []
            call, recomputed = advance(call, event, playbook)
    return found + _compare(recorded, recomputed)


def _compare(recorded: list[Derived], recomputed: tuple[Derived, ...]) -> list[str]:
    return [f"- {encode(e)}" for e in recorded if e not in recomputed] + [
        f"+ {encode(e)}" for e in recomputed if e not in recorded
    ]
