"""The phases of the planned time."""

from copilot.call.events import Phase
from copilot.call.rules import Timing


def phase_at(now_ms: int, planned_ms: int, timing: Timing) -> Phase:
    left = planned_ms - now_ms
    if left < 0:
        return Phase.OVERTIME
    if left <= timing.last_ms:
        return Phase.LAST
    if left <= timing.wrap_up_ms:
        return Phase.WRAP_UP
    return Phase.OPENING if now_ms < timing.small_talk_ms else Phase.MIDDLE


def wrapping_up(phase: Phase) -> bool:
    return phase in (Phase.WRAP_UP, Phase.LAST, Phase.OVERTIME)
