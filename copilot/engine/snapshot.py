"""What the engine hands to a screen: the folded call and what changes too fast to be an event."""

from dataclasses import dataclass
from enum import StrEnum

from copilot.call.rules import Playbook
from copilot.call.state import Call


class Lighter(StrEnum):
    """Whether a smaller speech model could take over in this call."""

    NO = "no"
    READY = "ready"
    MISSING = "missing"  # its weights are not on this computer, or cannot be used
    ON = "on"  # it was asked for


@dataclass(frozen=True, slots=True)
class Snapshot:
    """you_level, them_level: loudness now, 0..1. behind_ms: how far the captions lag. loading: recognition is not ready yet.

    words: False on a call whose sound is kept and transcribed later.
    """

    call: Call
    playbook: Playbook
    you_level: float = 0.0
    them_level: float = 0.0
    behind_ms: int = 0
    loading: bool = False
    lighter: Lighter = Lighter.NO
    words: bool = True
