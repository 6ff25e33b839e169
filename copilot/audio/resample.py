"""Any rate to 16 kHz, block by block."""

import av
import numpy as np

from copilot.audio.frames import RATE, Samples


class Resampler:
    """Streaming conversion of mono float32 to 16 kHz with FFmpeg's resampler; keeps its state between blocks.

    The result does not depend on how the input is cut into blocks. Owned by one pump thread.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._resampler = None if rate == RATE else av.AudioResampler(format="flt", layout="mono", rate=RATE)

    def push(self, block: Samples) -> Samples:
        """block: (n,) at the input rate; returns what is ready at 16 kHz, possibly nothing."""
        if self._resampler is None or len(block) == 0:
            return block
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block)[np.newaxis, :], format="flt", layout="mono")
        frame.sample_rate = self._rate
        ready = [out.to_ndarray()[0] for out in self._resampler.resample(frame)]
        return np.concatenate(ready).astype(np.float32, copy=False) if ready else np.zeros(0, np.float32)
