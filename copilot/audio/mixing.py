"""Several streams of one program as one, by the clock: what plays nothing is silence."""

from collections.abc import Callable, Hashable

import numpy as np

from copilot.audio.frames import RATE, Samples

_FIRST_S = 0.1  # what a stream gathers before it is heard, so that it does not stutter
_MOST_S = 0.5  # a stream that runs ahead of the clock is cut back to _FIRST_S
_LONGEST_S = 2.0  # what the clock asks for at once, after a machine that slept


class Mixer:
    """Owned by one thread. clock: seconds, monotonic. All sound is mono float32 of that rate."""

    def __init__(self, clock: Callable[[], float], rate: int = RATE) -> None:
        self._clock, self._rate = clock, rate
        self._first, self._most = round(_FIRST_S * rate), round(_MOST_S * rate)
        self._began = clock()
        self._given = 0
        self._heard: dict[Hashable, Samples] = {}
        self._playing: set[Hashable] = set()

    def hear(self, stream: Hashable, samples: Samples) -> None:
        waiting = self._heard.get(stream)
        joined = samples if waiting is None else np.concatenate((waiting, samples))
        self._heard[stream] = joined[-self._first :] if len(joined) > self._most else joined
        if len(joined) >= self._first:
            self._playing.add(stream)

    def forget(self, stream: Hashable) -> None:
        self._heard.pop(stream, None)
        self._playing.discard(stream)

    def due(self) -> Samples:
        """All that belongs between the last call and now."""
        now = int((self._clock() - self._began) * self._rate)
        mixed = np.zeros(min(now - self._given, round(_LONGEST_S * self._rate)), np.float32)
        self._given = now
        for stream in list(self._playing):
            waiting = self._heard[stream]
            taken = waiting[: len(mixed)]
            mixed[: len(taken)] += taken
            self._heard[stream] = waiting[len(taken) :]
            if len(taken) < len(mixed):
                self._playing.discard(stream)  # it paused: it gathers anew
        return mixed
