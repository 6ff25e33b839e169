"""A signal of the user's own, without what is done about it."""

from collections.abc import Callable

import pytest

from copilot.call.catalogue import Side
from copilot.call.rules import OwnSignal, SignalRule, Text


@pytest.fixture
def own_signal() -> Callable[[str, Side, tuple[str, ...]], OwnSignal]:
    def make(name: str, side: Side, examples: tuple[str, ...]) -> OwnSignal:
        title = Text(name, name)
        return OwnSignal(SignalRule(name, title, title, ("Who else?",), (), 50, 0.5), side, examples)

    return make
