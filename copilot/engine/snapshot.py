"""What the engine hands to a screen: the folded call and what changes too fast to be an event."""

from dataclasses import dataclass

from copilot.call.rules import Playbook
from copilot.call.state import Call


@dataclass(frozen=True, slots=True)
class Snapshot:
    """you_level, them_level: loudness now, 0..1. behind_ms: how far the captions lag. loading: recognition is not ready yet."""

    call: Call
    playbook: Playbook
    you_level: float = 0.0
    them_level: float = 0.0
    behind_ms: int = 0
    loading: bool = False
