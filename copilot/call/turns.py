"""Who holds the floor, for how long, and how the talk is shared. An utterance becomes a turn with three words or more."""

from dataclasses import replace

from copilot.call.catalogue import Cue, Side
from copilot.call.events import Stage
from copilot.call.rules import Timing
from copilot.call.state import Call, Talk, Utterance
from copilot.call.transcript import LONGEST_MS, since, spoken, words

TURN_WORDS = 3
TURN_MS = 1_500  # how long speech without text yet must last to be taken for a turn
BREAK_MS = 30_000  # a longer silence is a stretch that was not heard: it ends any monologue


def length_ms(utterance: Utterance, now_ms: int) -> int:
    """Milliseconds of speech; an open utterance lasts until now."""
    return max(0, (now_ms if utterance.open else utterance.end_ms) - utterance.start_ms)


def is_turn(utterance: Utterance, now_ms: int) -> bool:
    """Not a back-channel such as "right" or "got it"."""
    if utterance.text:
        return words(utterance) >= TURN_WORDS
    return utterance.stage is Stage.INTERIM and length_ms(utterance, now_ms) >= TURN_MS


def speaking(call: Call, side: Side) -> Utterance | None:
    """The open utterance of that side. Speech opened over a minute ago without a word is a stuck detector, not a turn."""
    for utterance in reversed(call.utterances[-12:]):
        if utterance.side is side and utterance.open and (utterance.text or length_ms(utterance, call.now_ms) < 60_000):
            return utterance
    return None


def turn_ms(call: Call, side: Side) -> int:
    """How long that side has been talking now, over short pauses; 0 when it does not hold the floor."""
    current = speaking(call, side)
    if current is None:
        return 0
    start = current.start_ms
    for utterance in reversed(call.utterances):
        if utterance.start_ms >= current.start_ms or not spoken(utterance):
            continue
        if utterance.side is not side:
            if is_turn(utterance, call.now_ms):
                break
        elif start - utterance.end_ms > 2_000:
            break
        else:
            start = min(start, utterance.start_ms)
    return call.now_ms - start


def monologue_ms(call: Call) -> int:
    """Milliseconds you have spoken since their last turn or the last long silence, pauses left out."""
    total, next_start = 0, call.now_ms
    for utterance in reversed(call.utterances):
        if not spoken(utterance):
            continue
        if utterance.side is Side.THEM:
            if is_turn(utterance, call.now_ms):
                break
            continue
        if not utterance.open and next_start - utterance.end_ms > BREAK_MS:
            break
        total += length_ms(utterance, call.now_ms)
        next_start = min(next_start, utterance.start_ms)
    return total


def in_demo(call: Call, timing: Timing) -> bool:
    """Somebody announced a demo less than the allowed time ago."""
    start = call.now_ms - timing.demo_ms
    return any(Cue.DEMO in u.cues for u in since(call, start))


def talk(call: Call, timing: Timing) -> Talk:
    """The talk balance now, with the totals as they were."""
    you, them = spoken_since(call, call.now_ms - timing.talk_window_ms)
    return replace(call.talk, you_ms=you, them_ms=them)


def spoken_since(call: Call, start: int) -> tuple[int, int]:
    """Milliseconds that you and they have spoken since then."""
    now = call.now_ms
    you = them = 0
    for utterance in reversed(call.utterances):
        begin = utterance.start_ms
        if begin < start - LONGEST_MS:
            break
        end = now if utterance.open else utterance.end_ms
        if end <= start or (not utterance.text and utterance.stage is not Stage.INTERIM):
            continue
        length = end - (begin if begin > start else start)
        if utterance.side is Side.YOU:
            you += length
        else:
            them += length
    return max(0, you), max(0, them)


def totalled(old: Talk, before: Utterance | None, after: Utterance | None) -> Talk:
    """The totals once an utterance changed from `before` to `after`; only closed speech counts."""
    if after is None:
        return old
    added = _closed_ms(after) - (_closed_ms(before) if before else 0)
    if after.side is Side.YOU:
        return replace(old, you_total_ms=old.you_total_ms + added)
    return replace(old, them_total_ms=old.them_total_ms + added)


def _closed_ms(utterance: Utterance) -> int:
    return 0 if utterance.open or not spoken(utterance) else utterance.end_ms - utterance.start_ms
