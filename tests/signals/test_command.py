import json

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import Label
from copilot.errors import KnownError
from copilot.signals.command import label_lines
from copilot.signals.labeller import Reading


class Parrot:
    """Labels every turn over its whole text, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Side, CallKind, str, str]] = []

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Reading:
        self.asked.append((side, kind, context, text))
        return Reading((Label("friction", 0.9, 0, len(text)),))


def test_one_object_per_line() -> None:
    parrot = Parrot()
    lines = [
        json.dumps({"speaker": "them", "call": "partner", "context": "So?", "text": "How much?"}),
        "",
        '{"speaker": "you", "text": "Hm."}',
    ]
    out = [json.loads(line) for line in label_lines(lines, parrot)]
    assert out[0] == {"labels": [{"id": "friction", "score": 0.9, "span": [0, 9]}]}
    assert len(out) == 2
    assert parrot.asked == [(Side.THEM, CallKind.PARTNER, "So?", "How much?"), (Side.YOU, CallKind.PROSPECT, "", "Hm.")]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"text": "a"}',
        '{"speaker": "me", "text": "a"}',
        '{"speaker": "you"}',
        '{"speaker": "you", "call": "x", "text": "a"}',
        pytest.param("[" * 200_000, id="brackets in brackets"),
    ],
)
def test_a_bad_line_is_named(line: str) -> None:
    good = '{"speaker": "you", "text": "a"}'
    with pytest.raises(KnownError, match="Line 2 "):
        list(label_lines([good, line], Parrot()))
