"""Transcripts written by other programs: .vtt, .srt, .txt and .docx, with the habits of Zoom, Teams and Meet.

Own readers rather than a caption library: those at hand drop malformed cues in silence and know one voice per cue, and
here nothing may be dropped in silence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from copilot.call.catalogue import Side
from copilot.call.rules import Text
from copilot.errors import KnownError
from copilot.review.cues import Cue, named, read_captions, read_lines, without_names
from copilot.review.word import is_word, word_text

MOST_BYTES = 20_000_000  # some hundred hours of talk
_WORD_MS = 400  # 150 words a minute, for turns without an end
_LEAST_MS = 300
_MERGE_GAP_MS = 1_500
_MERGE_WORDS = 60
_DISORDER_MS = 10_000  # exports mix overlapping turns a little; more is a broken file


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """One turn of a transcript. start_ms, end_ms: from the start of the recording. speaker: as written, '' when nobody is."""

    start_ms: int
    end_ms: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """turns: by start. speakers: in order of appearance. notice: what the user should know about it, or None."""

    turns: tuple[HeardTurn, ...]
    speakers: tuple[str, ...]
    notice: Text | None = None


def read_transcript(name: str, raw: bytes) -> Transcript:
    """The turns of a file. name: its file name, for the ending. Raises KnownError with what is wrong and what to do."""
    text = _decoded(name, raw)
    if not text.strip():
        raise _error(name, "is empty: export the transcript again", "est vide : exportez de nouveau la transcription")
    captions = "-->" in text
    cues = read_captions(name, text) if captions else read_lines(text)
    if not cues:
        raise _error(
            name,
            "has no times: export it as .vtt or .srt, or with a time before each turn",
            "n'a pas d'horaires : exportez-la en .vtt ou .srt, ou avec un horaire avant chaque prise de parole",
        )
    cues = without_names(cues) if captions and not any(c.speaker for c in cues) else cues
    turns = _merged(_timed(name, named(cues)))
    if not turns:
        raise _error(
            name, "has times but no words: export it again", "a des horaires mais pas de mots : exportez-la de nouveau"
        )
    speakers = tuple(dict.fromkeys(t.speaker for t in turns))
    notice = None
    if len(speakers) == 1:
        notice = Text(
            "Only one speaker is told apart: all of it counts as theirs unless you say otherwise.",
            "Une seule voix est distinguée : tout compte comme la leur, sauf avis contraire.",
        )
    return Transcript(turns, speakers, notice)


def likely_you(transcript: Transcript, your_name: str) -> str | None:
    """The speaker that bears your name (or a part of it), to be confirmed once; None when nobody does."""
    wanted = set(your_name.casefold().split())
    if not wanted or len(transcript.speakers) < 2:
        return None
    scores = Counter({s: len(wanted & set(s.casefold().split())) for s in transcript.speakers})
    (best, score), *rest = scores.most_common(2)
    return best if score and not (rest and rest[0][1] == score) else None


def sides(transcript: Transcript, you: Sequence[str]) -> tuple[tuple[Side, HeardTurn], ...]:
    """Each turn with its side. you: the speakers of your side; everybody else is theirs."""
    unknown = [s for s in you if s not in transcript.speakers]
    if unknown:
        raise KnownError(
            f"Nobody is called {unknown[0]} in this transcript: choose one of its speakers.",
            f"Personne ne s'appelle {unknown[0]} dans cette transcription : choisissez l'une de ses voix.",
        )
    return tuple((Side.YOU if t.speaker in you else Side.THEM, t) for t in transcript.turns)


def _decoded(name: str, raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise _error(
            name, "is too long for a transcript: choose the text export", "est trop longue : choisissez l'export texte"
        )
    if is_word(raw):
        try:
            return word_text(raw, MOST_BYTES)
        except ValueError as error:
            raise _error(
                name,
                "is no Word file that can be read: export the transcript again",
                "n'est pas un fichier Word lisible : exportez de nouveau la transcription",
            ) from error
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _error(
            name,
            "is not in UTF-8: open it in a text editor, save it as UTF-8 and import it again",
            "n'est pas en UTF-8 : ouvrez-la dans un éditeur, enregistrez-la en UTF-8 et importez-la de nouveau",
        ) from error
    if "\x00" in text:
        raise _error(
            name,
            "is no text: choose a .vtt, .srt, .txt or .docx file",
            "n'est pas un texte : choisissez un .vtt, .srt, .txt ou .docx",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _timed(name: str, cues: Sequence[Cue]) -> list[HeardTurn]:
    """Ends filled in, order checked."""
    highest = 0
    for cue in cues:
        backwards = cue.end_ms is not None and cue.end_ms < cue.start_ms
        if backwards or cue.start_ms < highest - _DISORDER_MS:
            raise _error(
                name,
                f"has times that run backwards at line {cue.line}: export it again",
                f"a des horaires qui reculent à la ligne {cue.line} : exportez-la de nouveau",
            )
        highest = max(highest, cue.start_ms)
    ordered = sorted(cues, key=lambda c: c.start_ms)
    turns = []
    for at, cue in enumerate(ordered):
        end = cue.end_ms
        if end is None:
            end = cue.start_ms + _WORD_MS * len(cue.text.split())
            if at + 1 < len(ordered):
                end = min(end, ordered[at + 1].start_ms)
        text = " ".join(cue.text.split())
        if text:
            turns.append(HeardTurn(cue.start_ms, max(end, cue.start_ms + _LEAST_MS), cue.speaker, text))
    return turns


def _merged(turns: Sequence[HeardTurn]) -> tuple[HeardTurn, ...]:
    """Captions cut a turn in lines: lines of one speaker with no pause between become one turn again, of limited length."""
    found: list[HeardTurn] = []
    for turn in turns:
        last = found[-1] if found else None
        if (
            last is not None
            and last.speaker == turn.speaker
            and turn.start_ms - last.end_ms <= _MERGE_GAP_MS
            and len(last.text.split()) + len(turn.text.split()) <= _MERGE_WORDS
        ):
            found[-1] = replace(last, end_ms=max(last.end_ms, turn.end_ms), text=f"{last.text} {turn.text}")
        else:
            found.append(turn)
    return tuple(found)


def _error(name: str, en: str, fr: str) -> KnownError:
    bare = PurePath(name).name or name
    return KnownError(f"The transcript {bare} {en}.", f"La transcription {bare} {fr}.")
