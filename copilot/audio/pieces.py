"""Sound as lossless files (FLAC): stretches that are each readable by themselves, and a whole call."""

import io
from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np

from copilot.audio.frames import RATE, WINDOW, AudioFrame, Samples
from copilot.call.catalogue import Side

_FULL = 32767.0
_STRETCH = 10 * RATE  # samples written at a time


def packed(samples: Samples) -> bytes:
    """samples: 16 kHz mono in -1..1; what is louder is cut. 16 bits are kept of each."""
    whole = _whole(samples)
    out = io.BytesIO()
    with av.open(out, "w", format="flac", options={"metadata_header_padding": "0"}) as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono", format="s16")
        frame = av.AudioFrame.from_ndarray(whole[np.newaxis, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        for made in (frame, None):
            container.mux(stream.encode(made))
    return out.getvalue()


def unpacked(body: bytes) -> Samples:
    """What `packed` made, in -1..1. Raises ValueError when it is something else."""
    try:
        with av.open(io.BytesIO(body), "r", format="flac") as container:
            blocks = [frame.to_ndarray().reshape(-1).astype(np.float32) for frame in container.decode(audio=0)]
    except av.error.FFmpegError as error:
        raise ValueError("not a piece of sound") from error
    if not blocks:
        raise ValueError("not a piece of sound")
    return np.concatenate(blocks) / np.float32(_FULL)


def write_recording(frames: Iterable[AudioFrame], target: Path) -> None:
    """A call as any player takes it: left is you, right is them. frames: in order of time. Raises OSError."""
    with target.open("wb") as out, av.open(out, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE, layout="stereo", format="s16")
        held = np.zeros((_STRETCH + WINDOW, 2), np.float32)
        start = end = 0  # samples of call time: where `held` begins, how far it is filled

        def flush(count: int) -> None:
            nonlocal start
            frame = av.AudioFrame.from_ndarray(_whole(held[:count]).reshape(1, -1), format="s16", layout="stereo")
            frame.sample_rate = RATE
            container.mux(stream.encode(frame))
            held[:WINDOW], held[WINDOW:] = held[_STRETCH:].copy(), 0
            start += count

        for frame in frames:
            at = max(start, frame.start_ms * RATE // 1000)  # a clock put right may step back a little
            while at >= start + _STRETCH:
                flush(_STRETCH)
            side = 0 if frame.side is Side.YOU else 1
            held[at - start : at - start + WINDOW, side] = frame.samples
            end = max(end, at + WINDOW)
        if end > start:
            flush(min(end - start, len(held)))
        container.mux(stream.encode(None))


def _whole(samples: Samples) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    return np.round(np.clip(samples, -1.0, 1.0) * _FULL).astype(np.int16)
