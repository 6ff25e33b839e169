"""The next sentence to say: lines in turn, with what is known of the other side filled in, and whether it was said."""

import re
import string
from difflib import SequenceMatcher
from functools import lru_cache

from copilot.call.events import CallStarted
from copilot.call.names import first_name
from copilot.call.rules import SignalRule
from copilot.call.state import Call

_LEGAL = re.compile(
    r",?(?:\s+(?:&|and))?\s+(?:inc|incorporated|llc|l\.l\.c|ltd|limited|corp|corporation|co|plc|gmbh|s\.?a\.?s|s\.?a|sarl|s\.?r\.?l)"
    r"\.?$",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"(?!(?-i:IT\b))(?:I|we|you|he|she|it|they|there|nobody|everybody|how|why|what|when|who)(?:['’]\w+)?\s"  # a sentence
    r"|(?:le|la|les|un|une|des|du|ils?|elles?|nous|leurs?|trop|pas)\s|[ldLD]['’]",  # French
    re.IGNORECASE,
)
_ASKS_AMOUNT = re.compile(r"\b(?:how much|what) do(?:es)? (?:you|they|it) (?:lose|cost)\b", re.IGNORECASE)
_MOST_WORDS = 8  # that a line can carry in one breath
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_LEAST_ASKED = 4  # words of a question that a line rests on
_SAID_SHARE = 0.75  # of its words, in their order: an accent costs the recognizer some


def slots(setup: CallStarted | None) -> dict[str, str]:
    """What lines may name, as it is said aloud; '' when not known or not to be said within a sentence. name: how an American
    is addressed, so the first name."""
    if setup is None:
        return dict.fromkeys(("name", "company", "problem", "amount"), "")
    return {
        "name": first_name(setup.prospect.name),
        "company": _LEGAL.sub("", _bare(setup.prospect.company)),
        "problem": _thing(setup.problem),
        "amount": _phrase(setup.amount),
    }


def _bare(words: str) -> str:
    """On one line, without what ends a sentence; '' without a letter or a digit."""
    words = " ".join(words.split()).strip(' .,;:!?…-–"“”«»')
    return words if any(c.isalnum() for c in words) else ""


def _phrase(words: str) -> str:
    """To stand within a sentence: short, one sentence, and small at its beginning."""
    words = _bare(words)
    if len(words.split()) > _MOST_WORDS or re.search(r"[.!?;]\s", words):
        return ""
    return words[0].lower() + words[1:] if re.match(r"[A-Z][a-z]+\b", words) else words


def _thing(words: str) -> str:
    """A problem that has a name: not told in a sentence, nor in French."""
    words = _phrase(words)
    return "" if _NO_THING.match(words) else words


def slot_names(line: str) -> set[str]:
    """The slots a line needs. Raises ValueError when its braces are broken."""
    return {name for _, name, _, _ in string.Formatter().parse(line) if name is not None}


def filled(lines: tuple[str, ...], setup: CallStarted | None) -> list[str]:
    """The lines that can be said now, filled: one that asks for an amount that is known only where there is no other."""
    known = slots(setup)
    sayable = [line for line in lines if all(known.get(name) for name in slot_names(line))]
    wanted = [line for line in sayable if not (known["amount"] and _ASKS_AMOUNT.search(line))]
    return [line.format_map(known) for line in wanted or sayable]


def fullest(lines: tuple[str, ...], setup: CallStarted | None) -> str:
    """The line that says the most of what is known; '' when none can be said."""
    richest_first = sorted(lines, key=lambda line: -len(slot_names(line) & {"problem", "amount"}))
    return next(iter(filled(tuple(richest_first), setup)), "")


def next_line(call: Call, rule: SignalRule) -> str:
    """Another line at each alert of the same signal; calls begin at different lines."""
    lines = filled(rule.say, call.setup)
    if not lines:
        return ""
    before = sum(a.signal == rule.id for a in call.alerts)
    offset = sum(map(ord, call.setup.call_id)) if call.setup else 0
    return lines[(offset + before) % len(lines)]


@lru_cache(maxsize=32_768)
def says(text: str, lines: tuple[str, ...]) -> bool:
    """The words of one of these lines, most of them and in their order: of its question when it has one, for what leads to it
    may be left out."""
    heard = _words(text)
    return any(_follows(heard, _words(part)) for line in lines for part in _parts(line))


def _parts(line: str) -> list[str]:
    asked = [s for s in _SENTENCE.findall(line) if s.endswith("?") and len(s.split()) >= _LEAST_ASKED]
    return asked or [line]


def _follows(heard: list[str], wanted: list[str]) -> bool:
    """Within a stretch not much longer than the words themselves."""
    if not wanted or len(heard) < _SAID_SHARE * len(wanted):
        return False
    reach = len(wanted) + len(wanted) // 3
    for start in range(max(1, len(heard) - reach + 1)):
        match = SequenceMatcher(None, wanted, heard[start : start + reach], autojunk=False)
        if sum(block.size for block in match.get_matching_blocks()) >= _SAID_SHARE * len(wanted):
            return True
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'$]+", text.lower().replace("’", "'"))
