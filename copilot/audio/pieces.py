"""Stretches of speech as small lossless files (FLAC), each readable by itself."""

import io

import av
import numpy as np

from copilot.audio.frames import RATE, Samples

_FULL = 32767.0


def packed(samples: Samples) -> bytes:
    """samples: 16 kHz mono in -1..1; what is louder is cut. 16 bits are kept of each."""
    whole = np.round(np.clip(samples, -1.0, 1.0) * _FULL).astype(np.int16)
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
