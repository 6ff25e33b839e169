"""Plays a scripted player against a scenario."""

import tomllib
from pathlib import Path

from copilot.call.catalogue import Cue
from copilot.call.events import Label
from copilot.practice.counterpart import Counterpart, Reply
from copilot.practice.scenario import Scenario, load_scenarios

PLAYERS = Path(__file__).parent / "players"
SCENARIOS = {s.id: s for s in load_scenarios()}


def play(scenario: Scenario, turns: list[list[str]], seed: int = 0) -> tuple[Counterpart, list[Reply]]:
    """The scripted turns, until the counterpart leaves."""
    them = Counterpart(scenario, seed)
    replies = [them.open()]
    for at, text, marks in turns:
        minutes, seconds = at.split(":")
        found = [m for m in marks.split(",") if m]
        labels = [Label(m, 0.9, 0, len(text)) for m in found if m not in set(Cue)]
        cues = [Cue(m) for m in found if m in set(Cue)]
        replies.append(them.hear(text, labels, cues, (int(minutes) * 60 + int(seconds)) * 1000))
        if replies[-1].ended:
            break
    return them, replies


def script(scenario: str) -> dict[str, list[list[str]]]:
    return tomllib.loads((PLAYERS / f"{scenario}.toml").read_text(encoding="utf-8"))
