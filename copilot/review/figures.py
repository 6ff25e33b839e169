"""Talk figures of a call, beside published ranges that are named as what they are: other people's calls, not a rule."""

from collections.abc import Sequence

from copilot.call.catalogue import Cue, Side
from copilot.call.rules import Text, Timing
from copilot.call.state import Call, Utterance
from copilot.review.evidence import heard
from copilot.review.model import Band, Figure, Span

_TURN_WORDS = 3
_BREAK_MS = 30_000  # a longer silence was not heard: it ends any stretch
_LEAST_SPEECH_MS = 30_000  # less says nothing about pace
_TALK_BAND = Band(
    0.43,
    0.65,
    Text(
        "Gong Labs, 25,537 B2B sales calls: 43 % did best, above 65 % did worst",
        "Gong Labs, 25 537 appels B2B : 43 % pour les meilleurs, au-delà de 65 % pour les moins bons",
    ),
)
_QUESTION_BAND = Band(
    11,
    14,
    Text(
        "Gong Labs, 519,000 discovery calls: the best asked 11 to 14",
        "Gong Labs, 519 000 appels : les meilleurs en posent 11 à 14",
    ),
)
_PACE_BAND = Band(
    125,
    150,
    Text(
        "S. E. Lucas, The Art of Public Speaking: usual pace in the U.S.",
        "S. E. Lucas, The Art of Public Speaking : débit usuel aux États-Unis",
    ),
)


def figures(call: Call, timing: Timing) -> tuple[Figure, ...]:
    """Share of talk, longest stretches, questions and pace; none of a side that did not speak."""
    spoken = heard(call)
    total = {side: sum(_length(u) for u in spoken if u.side is side) for side in Side}
    found: list[Figure] = []
    if sum(total.values()):
        share = total[Side.YOU] / sum(total.values())
        found.append(
            Figure("talk-share", "share", share, Text("Your share of the talk", "Votre part de parole"), None, _TALK_BAND)
        )
    for side, title in (
        (Side.YOU, Text("Your longest stretch", "Votre plus longue tirade")),
        (Side.THEM, Text("Their longest stretch", "Leur plus longue tirade")),
    ):
        longest = max(stretches(spoken, side), key=lambda s: s[1], default=None)
        if longest is not None:
            limit = Text(
                "the limit of this playbook, not a published figure", "la limite de ce scénario, pas un chiffre publié"
            )
            band = Band(0, timing.monologue_ms, limit) if side is Side.YOU else None
            found.append(Figure(f"longest-{side}", "ms", longest[1], title, longest[0].start_ms, band))
    for side, title in (
        (Side.YOU, Text("Questions you asked", "Questions que vous avez posées")),
        (Side.THEM, Text("Questions they asked", "Questions qu'ils ont posées")),
    ):
        asked = sum(_asks(u) for u in spoken if u.side is side)
        if total[side]:
            found.append(Figure(f"questions-{side}", "count", asked, title, None, _QUESTION_BAND if side is Side.YOU else None))
    for side, title in ((Side.YOU, Text("Your pace", "Votre débit")), (Side.THEM, Text("Their pace", "Leur débit"))):
        if total[side] >= _LEAST_SPEECH_MS:
            words = sum(len(u.text.split()) for u in spoken if u.side is side)
            found.append(Figure(f"pace-{side}", "wpm", words * 60_000 / total[side], title, None, _PACE_BAND))
    return tuple(found)


def stretches(spoken: Sequence[Utterance], side: Side) -> list[tuple[Span, int]]:
    """Where one side held the floor: from its first word to its last, and the milliseconds of speech within.

    A back-channel of the other side (under three words) does not end a stretch; a long silence does.
    """
    found: list[tuple[Span, int]] = []
    current: tuple[Span, int] | None = None
    for utterance in spoken:
        if utterance.side is side:
            length = _length(utterance)
            if current is None or utterance.start_ms - current[0].end_ms > _BREAK_MS:
                if current is not None:
                    found.append(current)
                current = Span(utterance.start_ms, utterance.end_ms, utterance.id), length
            else:
                span, before = current
                current = Span(span.start_ms, max(span.end_ms, utterance.end_ms), span.utterance), before + length
        elif current is not None and len(utterance.text.split()) >= _TURN_WORDS:
            found.append(current)
            current = None
    return [*found, current] if current is not None else found


def _length(utterance: Utterance) -> int:
    return max(0, utterance.end_ms - utterance.start_ms)


def _asks(utterance: Utterance) -> int:
    """Questions in the utterance: its question marks, or one when only the voice or the words told."""
    return max(utterance.text.count("?"), int(Cue.QUESTION in utterance.cues))
