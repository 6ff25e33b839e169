"""When decoded text cannot be what was said. Pure text rules: what Whisper does in silence, and when it repeats itself."""

import re

MOST_WORDS_PER_SECOND = 5.5
LEAST_LOG_PROBABILITY = -0.9
_LOOP = 5  # words

# What Whisper writes when nobody speaks; each may also be said, so it falls only where there is little voice or trust.
_PHANTOMS = re.compile(
    r"you|bye|bye bye|thank you|thank you (?:very|so) much|thanks|(?:thanks|thank you) for watching.*"
    r"|see you (?:in the )?next .*"
    r"|please subscribe.*|(?:don t forget to )?(?:like and )?subscribe.*"
    r"|(?:sub|cap)(?:title|tion)s? by.*|transcri.* by.*|amara org.*"
    r"|music|applause|laughter|silence|blank audio|i m sorry|so|oh|uh|um|mm|hmm|ah|okay|the|and|i|we|yeah"
)


def words(text: str) -> list[str]:
    """Lower-case words and numbers, without punctuation."""
    return re.findall(r"[a-z0-9]+", text.lower())


def suspicious(text: str, seconds: float, log_probability: float) -> bool:
    """Whether the text is worth decoding again in full context. seconds: of speech."""
    said = words(text)
    if not said:
        return True
    return not spoken_in(text, seconds) or log_probability < LEAST_LOG_PROBABILITY or repeated_tail(said) > 0 or _looped(said)


def spoken_in(text: str, seconds: float) -> bool:
    """Whether so many words fit into so many seconds: then even a repetition was said."""
    return len(words(text)) / max(seconds, 0.4) <= MOST_WORDS_PER_SECOND


def repeated_tail(said: list[str]) -> int:
    """How many words at the end only repeat what came right before, or start the utterance anew; 0 when none."""
    n = len(said)
    for size in range(n // 2, 2, -1):
        if said[n - size :] == said[n - 2 * size : n - size]:
            return size
    for size in range(min(n // 2, 12), 3, -1):
        if said[n - size :] == said[:size]:
            return size
    for size in (1, 2):
        run = 1
        while n >= (run + 1) * size and said[n - size :] == said[n - (run + 1) * size : n - run * size]:
            run += 1
        if run > 3:
            return (run - 1) * size
    return 0


def without_tail(text: str) -> str:
    """The text without the words at its end that only repeat."""
    extra = repeated_tail(words(text))
    if not extra:
        return text
    starts = [m.start() for m in re.finditer(r"[A-Za-z0-9]+", text)]
    return text[: starts[-extra]].rstrip(" ,-")


def nobody(text: str, log_probability: float, no_speech: float) -> bool:
    """Whether Whisper itself says that nobody speaks. no_speech: its probability of that."""
    return no_speech > 0.6 and (log_probability < -0.7 or not words(text))


def phantom(text: str, voiced_s: float, log_probability: float, no_speech: float) -> bool:
    """Whether the text is invented. voiced_s: seconds the voice network was sure of; no_speech: Whisper's own doubt."""
    said = " ".join(words(text))
    if not said or log_probability < -1.6 or nobody(text, log_probability, no_speech):
        return True
    if _PHANTOMS.fullmatch(said) and (voiced_s < 0.2 or no_speech > 0.5 or log_probability < -1.0):
        return True
    return voiced_s < 0.1 and (log_probability < -0.6 or no_speech > 0.4)


def leaked(text: str, vocabulary: tuple[str, ...]) -> bool:
    """Whether the text is the vocabulary read back: two of its entries or more and hardly another word."""
    said = " ".join(words(text))
    rest = said
    found = 0
    for entry in sorted(vocabulary, key=len, reverse=True):
        spoken = " ".join(words(entry))
        if spoken and spoken in rest:
            found += 1
            rest = rest.replace(spoken, "")
    return found >= 2 and len(rest.split()) * 4 <= len(said.split())


def _looped(said: list[str]) -> bool:
    """Whether five words or more stand twice as a decoder in a loop writes them: at once again, or again at the very end.

    At once: a phrase shorter than that as often as it takes. People say five words twice, too, with others between and behind:
    'at the level of the page, not at the level of the tag changes'.
    """
    n = len(said)
    at_once = any(
        said[at : at + span] == said[at + size : at + size + span]
        for size in range(1, n // 2 + 1)
        for span in (max(size, _LOOP),)
        for at in range(n - size - span + 1)
    )
    return at_once or any(said[at : at + _LOOP] == said[n - _LOOP :] for at in range(n - _LOOP))
