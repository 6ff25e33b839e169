"""Whisper's text tokens. The usual library holds the interpreter for 0.15 s while it loads them, and every window with it."""

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

_PIECE = re.compile(r"'(?:s|t|re|ve|m|ll|d)| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")
_SPECIAL = re.compile(r"<\|[^|]*\|>")


@dataclass(frozen=True, slots=True)
class Encoding:
    ids: list[int]


class Tokens:
    """What `faster_whisper.tokenizer.Tokenizer` asks of a tokenizer. Ids are ranks: what joins first has the lower one.

    So as Whisper was trained, " t" joins, which is the one pair missing from the `tokenizer.json` of the multilingual models.
    """

    def __init__(self, folder: Path) -> None:
        """folder: of a model, with its list of tokens as lines or as JSON. OSError, ValueError when that cannot be read."""
        lines = folder / "vocabulary.txt"
        if lines.exists():
            self._listed: list[str] = lines.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        else:
            self._listed = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        self._ids = {token: number for number, token in enumerate(self._listed)}
        if not all(letter in self._ids for letter in _letters()):
            raise ValueError(f"{folder} has no list of Whisper's tokens")

    def token_to_id(self, token: str) -> int | None:
        return self._ids.get(token)

    def encode(self, text: str, add_special_tokens: bool = False) -> Encoding:
        """Plain text alone, so there is nothing special to add."""
        letters = _letters()
        pieces = ("".join(letters[byte] for byte in piece.encode()) for piece in _PIECE.findall(text))
        return Encoding([self._ids[part] for piece in pieces for part in self._joined(list(piece))])

    def decode(self, ids: list[int]) -> str:
        """Without special tokens; what is no whole character shows as U+FFFD."""
        bytes_ = {letter: byte for byte, letter in enumerate(_letters())}
        text = "".join(token for number in ids if not _SPECIAL.fullmatch(token := self._listed[number]))
        return bytes(bytes_[letter] for letter in text).decode(errors="replace")

    def _joined(self, parts: list[str]) -> list[str]:
        """Byte-pair encoding: of all neighbours the pair with the lowest rank joins first."""
        while len(parts) > 1:
            ranks = [self._ids.get(left + right, len(self._ids)) for left, right in pairwise(parts)]
            at = ranks.index(min(ranks))
            if ranks[at] == len(self._ids):
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return parts


@cache
def _letters() -> tuple[str, ...]:
    """The sign that stands for each byte in a list of tokens (GPT-2): itself where it can be seen, else one from U+0100 on."""
    seen = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    unseen = [byte for byte in range(256) if byte not in seen]
    return tuple(chr(byte if byte in seen else 256 + unseen.index(byte)) for byte in range(256))
