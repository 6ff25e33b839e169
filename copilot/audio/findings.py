"""What a try of both sides before a call found, for those who only show it."""

from dataclasses import dataclass
from enum import StrEnum

from copilot.call.rules import Text

VOICE_UNTIL_MS = 12_000


class Stage(StrEnum):
    QUIET = "quiet"
    TONE = "tone"
    VOICE = "voice"  # ask for a word
    DONE = "done"


class Check(StrEnum):
    SYSTEM_AUDIO = "system-audio"
    ECHO = "echo"
    NOISE = "noise"
    MICROPHONE = "microphone"
    LEVEL = "level"
    CLIPPING = "clipping"


class Verdict(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's outcome. figure: dB of the level, noise or echo; 0.0 where there is none."""

    check: Check
    verdict: Verdict
    say: Text
    figure: float = 0.0
