"""How fast this machine recognises speech."""

import time
from itertools import islice

import numpy as np

from copilot.audio.frames import RATE
from copilot.call.catalogue import Side
from copilot.engine.demo import demo_recording
from copilot.engine.mind import DEFAULT_MODEL
from copilot.speech.decode import Decoder
from copilot.speech.weights import ModelStatus, find_model

_FROM_S, _SECONDS = 11.0, 8.0  # a stretch of the demo call in which they speak


def measured_speed() -> float:
    """Seconds of speech that the usual model turns into final text in a second, on one core. KnownError: not installed."""
    decoder = Decoder(find_model(DEFAULT_MODEL))
    frames = (f.samples for f in demo_recording().frames() if f.side is Side.THEM)
    sound = np.concatenate(list(islice(frames, int((_FROM_S + _SECONDS) * RATE / 512))))[int(_FROM_S * RATE) :]
    took = []
    for _ in range(3):
        began = time.process_time()
        decoder.final(sound, _SECONDS)
        took.append(time.process_time() - began)
    return _SECONDS / min(took)


def speed_of(model: ModelStatus, usual: float) -> str:
    """'8 x real time' of this model where the usual one has this speed; '' when it is not known."""
    return f"about {usual / model.work:.1f} x real time here" if model.work else ""
