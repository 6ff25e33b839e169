"""Labels for many turns at once: what is known beforehand need not be read one after the other."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis
from copilot.engine.understanding import Reader, Reading, Understanding

_MOST_THREADS = 4


class ReadAhead:
    """A reader that is already reading these turns, on as many threads as there are cores; `read` waits for the turn it needs.

    reader: may be asked on several threads. `close` it, also when not everything was read.
    """

    def __init__(self, reader: Reader, setup: CallStarted, hypotheses: Sequence[Hypothesis]) -> None:
        self._reader = reader
        asking = Understanding(reader, setup)
        turns = dict.fromkeys(asking.turn(hypothesis) for hypothesis in hypotheses)
        self._pool = ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="labelling")
        self._readings = {turn: self._pool.submit(reader.read, *turn) for turn in turns}

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Reading:
        known = self._readings.get((side, kind, context, text))
        return known.result() if known is not None else self._reader.read(side, kind, context, text)

    def close(self) -> None:
        """Reads no more."""
        self._pool.shutdown(cancel_futures=True)
