"""A written line as it is said aloud: sentences, and what a voice would stumble over spelled out."""

import re

_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+[\"'”’)]*\s*|[^.!?…]+$")
_LEAST_CHARS = 12  # a shorter sentence is said with the next one, unless it is the first
_LONG_CHARS = 110  # beyond, a sentence is cut at a comma: its first sound comes sooner
_LONG_FIRST = 60  # the same for the first one, which somebody waits for
_LEAST_FIRST = 15
_MONEY = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)(?:\s*(k|thousand|m|million|billion)\b)?", re.I)
_SCALES = {"k": " thousand", "m": " million"}
_ACRONYM = re.compile(r"\b(?!OK\b)[A-Z]{2,4}s?\b")
_AS_WORDS = {"SOC": "sock", "SaaS": "sass", "HIPAA": "hippa", "OK": "okay", "NASA": "nasa"}


def sentences(line: str) -> tuple[str, ...]:
    """The parts a voice says one after the other, in order; together they are the whole line."""
    parts: list[str] = []
    for sentence in (s.strip() for s in _SENTENCE.findall(line)):
        if not sentence:
            continue
        if len(parts) > 1 and len(parts[-1]) < _LEAST_CHARS:
            parts[-1] += f" {sentence}"
        else:
            parts.extend(_cut(sentence) if parts else _cut_first(sentence))
    return tuple(parts)


def aloud(text: str) -> str:
    """With money, percents, hours and acronyms as they are spoken."""
    text = text.replace("’", "'").replace("—", ", ").replace("–", ", ").replace("…", "...")
    text = _MONEY.sub(_dollars, text)
    text = re.sub(r"(\d),(?=\d{3}\b)", r"\1", text)
    text = re.sub(r"\b(\d{1,2}):00\b", r"\1", text)
    text = re.sub(r"\b(\d{1,2}):(\d\d)\b", r"\1 \2", text)
    text = text.replace("%", " percent").replace("&", " and ")
    for written, said in _AS_WORDS.items():
        text = re.sub(rf"\b{written}\b", said, text)
    text = _ACRONYM.sub(lambda m: " ".join(m[0].rstrip("s")) + ("s" if m[0].endswith("s") else ""), text)
    return re.sub(r"\s+", " ", text).strip()


def _cut(sentence: str) -> list[str]:
    if len(sentence) <= _LONG_CHARS:
        return [sentence]
    commas = [m.end() for m in re.finditer(r"[,;:]\s", sentence) if 25 <= m.end() <= len(sentence) - 25]
    if not commas:
        return [sentence]
    at = min(commas, key=lambda i: abs(i - len(sentence) // 2))
    return [*_cut(sentence[:at].strip()), *_cut(sentence[at:].strip())]


def _cut_first(sentence: str) -> list[str]:
    """Its first clause alone, when the sentence is long."""
    if len(sentence) <= _LONG_FIRST:
        return [sentence]
    comma = next((m.end() for m in re.finditer(r"[,;:]\s", sentence) if _LEAST_FIRST <= m.end() <= _LONG_FIRST), 0)
    return [sentence[:comma].strip(), *_cut(sentence[comma:].strip())] if comma else _cut(sentence)


def _dollars(found: re.Match[str]) -> str:
    scale = (found[2] or "").lower()
    return found[1].replace(",", "") + _SCALES.get(scale, f" {scale}" if scale else "") + " dollars"
