"""The desk of a command: opened, told of what could not be read, closed."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot.engine.desk import Desk


@contextmanager
def open_desk() -> "Iterator[Desk]":
    from copilot.engine.desk import Desk

    desk = Desk.open(ask_passphrase)
    try:
        yield desk
        if desk.notice:
            print(f"moneytime: {desk.notice.of(desk.language)}", file=sys.stderr)
    finally:
        desk.close()


def ask_passphrase(wrong: bool) -> str | None:
    """At the terminal; nobody is asked where there is none."""
    if not sys.stdin.isatty():
        return None
    print("moneytime: wrong" if wrong else "moneytime: your calls are encrypted", file=sys.stderr)
    return getpass.getpass("passphrase or recovery key: ") or None
