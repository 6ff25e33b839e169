"""Lines of a transcript file as cues: who, when and which words. No order is checked here, and no words are dropped."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from copilot.errors import KnownError

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_ARROW = re.compile(rf"^\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?\s+([^<>\n]{0,100})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]*>|</?>")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_NAME = r"[^\W\d_][^\n:\[\]<>()]{0,59}?"
_SAID = re.compile(rf"^({_NAME})\s*:\s+(\S.*)$", re.DOTALL)
_NAME_WORDS = 5
_WIDE = re.compile(r"\s{4,}")

# one line of a text file: how the time and the name are written
_BRACKET_NAME = re.compile(rf"^\[({_NAME})\]\s+{_CLOCK}\s*$")  # Zoom: [Name] 10:01:22, words below
_NAME_CLOCK = re.compile(rf"^({_NAME})(?:\s{{2,}}|\t|\s*[|–—-]\s*|\s*[(\[]){_CLOCK}[)\]]?\s*$")  # Teams: Name   0:03
_CLOCK_NAME = re.compile(rf"^[(\[]?{_CLOCK}[)\]]?(?:\s*[-–—]\s*|\s+)(?:from\s+)?({_NAME})\s*:\s*(.*)$", re.IGNORECASE)
_NAME_CLOCK_TEXT = re.compile(rf"^({_NAME})\s*[(\[]{_CLOCK}[)\]]\s*:?\s*(.*)$")
_CLOCK_ALONE = re.compile(rf"^[(\[]?{_CLOCK}[)\]]?$")  # Meet: a time, then the turns of the next minutes
_CLOCK_TEXT = re.compile(rf"^[(\[]?{_CLOCK}[)\]]?\s+(\S.*)$")
_DAY_MS = 24 * 3_600_000
_WORD_MS = 400


@dataclass(frozen=True, slots=True)
class Cue:
    """line: 1-based, in the file. end_ms: None when the file does not say."""

    line: int
    start_ms: int
    end_ms: int | None
    speaker: str
    text: str


def read_captions(name: str, text: str) -> list[Cue]:
    """The cues of WebVTT or SubRip. Raises KnownError at a time line that cannot be read."""
    cues: list[Cue] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        arrow = _ARROW.match(lines[at])
        if arrow is None:
            if "-->" in lines[at] and not _BLOCK.match(lines[at]):
                bare = PurePath(name).name
                raise KnownError(
                    f"The transcript {bare} has a time that cannot be read at line {at + 1}: correct it or export it again.",
                    f"La transcription {bare} a un horaire illisible à la ligne {at + 1} : corrigez-le ou exportez de nouveau.",
                )
            at += 1
            if _BLOCK.match(lines[at - 1]):
                while at < len(lines) and lines[at].strip():
                    at += 1
            continue
        first, start, end = at + 1, _ms(arrow.groups()[:4]), _ms(arrow.groups()[4:])
        at += 1
        words = []
        while at < len(lines) and lines[at].strip() and "-->" not in lines[at]:
            words.append(lines[at])
            at += 1
        if at < len(lines) and "-->" in lines[at] and words and words[-1].strip().isdigit():
            words.pop()  # the number of the next cue, with no empty line before it
        cues.extend(_voices(first, start, end, "\n".join(words)))
    return cues


def read_lines(text: str) -> list[Cue]:
    """The turns of a text export; empty when the file tells no times."""
    cues: list[Cue] = []
    blocks: list[tuple[int, int]] = []  # Meet: (index of the first cue, time) of each stretch told by one time
    wall_clock = in_block = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = _WIDE.sub("   ", raw.strip())
        if not line:
            continue
        if m := _BRACKET_NAME.match(line):
            wall_clock, in_block = True, False
            cues.append(Cue(number, _ms(m.groups()[1:5]), None, m[1].strip(), ""))
        elif m := _NAME_CLOCK.match(line):
            in_block = False
            cues.append(Cue(number, _ms(m.groups()[1:5]), None, m[1].strip(), ""))
        elif m := _CLOCK_ALONE.match(line):
            in_block = True
            blocks.append((len(cues), _ms(m.groups()[:4])))
        elif m := _CLOCK_NAME.match(line):
            in_block = False
            cues.append(Cue(number, _ms(m.groups()[:4]), None, m[5].strip(), m[6]))
        elif m := _NAME_CLOCK_TEXT.match(line):
            in_block = False
            cues.append(Cue(number, _ms(m.groups()[1:5]), None, m[1].strip(), m[6]))
        elif m := _CLOCK_TEXT.match(line):
            in_block = False
            cues.append(Cue(number, _ms(m.groups()[:4]), None, "", m[5]))
        elif in_block and (said := _said(line)) is not None:
            cues.append(Cue(number, blocks[-1][1], None, *said))
        elif in_block and (not cues or blocks[-1][0] == len(cues)):
            cues.append(Cue(number, blocks[-1][1], None, "", line))
        elif cues:
            cues[-1] = replace(cues[-1], text=f"{cues[-1].text} {line}".strip())
    return _since_start(_spread(cues, blocks)) if wall_clock else _spread(cues, blocks)


def named(cues: Sequence[Cue]) -> list[Cue]:
    """Names as they are shown: without double spaces or a trailing remark in brackets."""
    return [replace(c, speaker=" ".join(re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$", "", c.speaker).split())) for c in cues]


def without_names(cues: Sequence[Cue]) -> list[Cue]:
    """'Name: words' taken apart where names are a habit of the file; the next lines of a turn keep its speaker."""
    said = [_said(c.text) for c in cues]
    names = Counter(pair[0] for pair in said if pair is not None)
    habit = sum(names.values()) * 2 >= len(cues)
    found: list[Cue] = []
    for cue, pair in zip(cues, said, strict=True):
        if pair is not None and (habit or names[pair[0]] > 1):
            found.append(replace(cue, speaker=pair[0], text=pair[1]))
        else:
            found.append(replace(cue, speaker=found[-1].speaker if found else ""))
    return found


def _voices(line: int, start: int, end: int, words: str) -> Iterator[Cue]:
    """A cue per voice; without voices one cue. Markup goes, escaped characters come back."""
    pieces = _VOICE.split(words)
    if pieces[0].strip() or len(pieces) == 1:
        yield Cue(line, start, end, "", _plain(pieces[0]))
    for speaker, said in zip(pieces[1::2], pieces[2::2], strict=True):
        yield Cue(line, start, end, html.unescape(speaker).strip(), _plain(said))


def _plain(words: str) -> str:
    return html.unescape(_TAG.sub("", words)).strip()


def _said(text: str) -> tuple[str, str] | None:
    m = _SAID.match(text)
    return (m[1].strip(), m[2]) if m is not None and len(m[1].split()) <= _NAME_WORDS else None


def _spread(cues: list[Cue], blocks: Sequence[tuple[int, int]]) -> list[Cue]:
    """Turns under one common time, laid one after the other at the pace of speech, before the next time."""
    for number, (first, start) in enumerate(blocks):
        last = blocks[number + 1][0] if number + 1 < len(blocks) else len(cues)
        members = [i for i in range(first, last) if cues[i].start_ms == start]
        lengths = [_WORD_MS * max(1, len(cues[i].text.split())) for i in members]
        room = blocks[number + 1][1] - start if number + 1 < len(blocks) else sum(lengths)
        squeeze = min(1.0, max(0, room) / sum(lengths)) if lengths else 1.0
        passed = 0.0
        for i, length in zip(members, lengths, strict=True):
            cues[i] = replace(cues[i], start_ms=start + round(passed))
            passed += length * squeeze
    return cues


def _since_start(cues: list[Cue]) -> list[Cue]:
    """Times of day as times of the call; a call may pass midnight."""
    found: list[Cue] = []
    days = 0
    for at, cue in enumerate(cues):
        if at and cues[at - 1].start_ms - cue.start_ms > _DAY_MS // 2:
            days += 1
        found.append(replace(cue, start_ms=cue.start_ms + days * _DAY_MS))
    return [replace(c, start_ms=c.start_ms - found[0].start_ms) for c in found]


def _ms(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))
