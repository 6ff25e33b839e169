"""What is looked for in all calls."""

from dataclasses import dataclass

from copilot.call.catalogue import Side


@dataclass(frozen=True, slots=True)
class Search:
    """Words to find; '' or None of the others means all. label: a signal. since_utc: ISO 8601."""

    words: str
    company: str = ""
    label: str = ""
    side: Side | None = None
    since_utc: str = ""
