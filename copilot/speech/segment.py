"""Where an utterance begins and ends, from the probability of voice in each window. Pure: no audio, no clock."""

from dataclasses import dataclass

from copilot.speech.vad import WINDOW_MS


@dataclass(frozen=True, slots=True)
class Began:
    """first: index of the first window of the speech itself."""

    first: int


@dataclass(frozen=True, slots=True)
class Ended:
    """last: index of the last window with voice. cut: the talk goes on, and a new utterance begins with the next window."""

    last: int
    cut: bool = False


class Segmenter:
    """Speech begins when three of four windows are voice, ends after 400 ms without.

    A long utterance may end at a shorter pause, for a long one takes long to decode; the longest is cut at its quietest
    recent window. PATIENCE: from so many windows of length on, so many of silence; 0 is the cut.
    """

    START = 0.25
    KEEP = 0.12
    PATIENCE = ((20_000 // WINDOW_MS, 0), (12_000 // WINDOW_MS, 4), (8_000 // WINDOW_MS, 6), (0, 12))
    LOOK_BACK = 48  # windows searched for the quietest place of a hard cut

    def __init__(self) -> None:
        self._recent: list[bool] = []
        self._levels: list[float] = []
        self._index = -1
        self._first: int | None = None
        self._last = 0

    @property
    def speaking(self) -> bool:
        return self._first is not None

    @property
    def last_voice(self) -> int:
        """Index of the last window with voice of the utterance under way."""
        return self._last

    @property
    def silence(self) -> int:
        """Windows without voice since."""
        return self._index - self._last

    def push(self, voice: float, level: float) -> Began | Ended | None:
        """One window: its probability of voice and its level in dBFS."""
        self._index += 1
        if self._first is None:
            return self._wait(voice)
        self._levels = [*self._levels[1 - self.LOOK_BACK :], level]
        if voice >= self.KEEP:
            self._last = self._index
        patience = next(p for length, p in self.PATIENCE if self._index - self._first >= length)
        if patience == 0:
            return self._cut()
        return self.stop() if self.silence >= patience else None

    def stop(self) -> Ended | None:
        """Ends what is under way: the audio stops here."""
        if self._first is None:
            return None
        self._first = None
        self._recent = []
        return Ended(self._last)

    def _wait(self, voice: float) -> Began | None:
        self._recent = [*self._recent[-3:], voice >= self.START]
        if sum(self._recent) < 3:
            return None
        self._first = self._index - len(self._recent) + 1 + self._recent.index(True)
        self._last = self._index
        self._levels = []
        return Began(self._first)

    def _cut(self) -> Ended:
        back = len(self._levels) - 1 - min(range(len(self._levels)), key=self._levels.__getitem__)
        at = self._index - back
        self._first = at + 1
        self._last = max(self._last, self._first)
        return Ended(at, cut=True)
