"""The next sentence to say: lines in turn, with what is known of the other side filled in."""

import string

from copilot.call.events import CallStarted
from copilot.call.rules import SignalRule
from copilot.call.state import Call

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "madam"}


def slots(setup: CallStarted | None) -> dict[str, str]:
    """What lines may name; '' when not known. name: how an American is addressed, so the first name."""
    if setup is None:
        return dict.fromkeys(("name", "company", "problem", "amount"), "")
    names = [n for n in setup.prospect.name.split() if n.lower().strip(".") not in _TITLES]
    return {
        "name": names[0] if names else "",
        "company": setup.prospect.company.strip(),
        "problem": setup.problem.strip(),
        "amount": setup.amount.strip(),
    }


def slot_names(line: str) -> set[str]:
    """The slots a line needs. Raises ValueError when its braces are broken."""
    return {name for _, name, _, _ in string.Formatter().parse(line) if name is not None}


def filled(lines: tuple[str, ...], setup: CallStarted | None) -> list[str]:
    """The lines that can be said now, filled."""
    known = slots(setup)
    return [line.format_map(known) for line in lines if all(known.get(name) for name in slot_names(line))]


def next_line(call: Call, rule: SignalRule) -> str:
    """Another line at each alert of the same signal; calls begin at different lines."""
    lines = filled(rule.say, call.setup)
    if not lines:
        return ""
    before = sum(a.signal == rule.id for a in call.alerts)
    offset = sum(map(ord, call.setup.call_id)) if call.setup else 0
    return lines[(offset + before) % len(lines)]
