"""What leaves this room: fixed windows of 16 kHz mono sound, stamped with call time."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from copilot.call.catalogue import Side

RATE = 16_000  # Hz, of every frame
WINDOW = 512  # samples in a frame: what the voice activity model takes, 32 ms

Samples: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class AudioFrame:
    """samples: float32 in -1..1, shape (512,), 16 kHz mono, owned by the frame. start_ms: call time of its first sample."""

    side: Side
    start_ms: int
    samples: Samples
