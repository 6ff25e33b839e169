"""Labels for many turns at once: what is known beforehand need not be read one after the other."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis
from copilot.call.rules import OwnSignal
from copilot.engine.understanding import Reading, Understanding, load_labeller
from copilot.signals.labeller import Reading as Labelled

_Turn = tuple[Side, CallKind, str, str]
_MOST_THREADS = 4
_WORTH_A_THREAD = 100  # turns; loading a model takes as long as reading fifty


class ReadAhead:
    """A reader that has read all these turns already, on as many threads as there are cores. Raises nothing of its own."""

    def __init__(self, setup: CallStarted, own: tuple[OwnSignal, ...], hypotheses: Sequence[Hypothesis]) -> None:
        wanted = _Asking()
        asking = Understanding(wanted, setup)
        for hypothesis in hypotheses:
            asking.read(hypothesis)
        turns = list(dict.fromkeys(wanted.turns))
        count = max(1, min(_MOST_THREADS, os.cpu_count() or 1, len(turns) // _WORTH_A_THREAD))
        shares = [turns[i::count] for i in range(count)]
        with ThreadPoolExecutor(count, thread_name_prefix="labelling") as pool:
            readings = list(pool.map(partial(_read, own), shares))
        self._readings = {t: r for share, read in zip(shares, readings, strict=True) for t, r in zip(share, read, strict=True)}

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Reading:
        return self._readings[side, kind, context, text]


class _Asking:
    """Notes what would be read."""

    def __init__(self) -> None:
        self.turns: list[_Turn] = []

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Reading:
        self.turns.append((side, kind, context, text))
        return Labelled()


def _read(own: tuple[OwnSignal, ...], turns: Sequence[_Turn]) -> list[Labelled]:
    return load_labeller(own).read_many(turns)
