"""Recordings: any audio or video file FFmpeg reads, as frames of call time, decoded as they are asked for."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from copilot.audio.frames import RATE, WINDOW, AudioFrame, Samples
from copilot.call.catalogue import Side
from copilot.call.rules import Text
from copilot.errors import KnownError

_PROBE_S = 60  # how much of a stereo file is compared to tell two speakers from one sound twice
_SAME_DB = -30.0  # left minus right this far under their mean: both channels carry the same sound
_CUT_MS = 1000  # containers round their length, by less than this
_HOLE_S = 0.2  # a jump of the file's own time stamps that is silence left out, not jitter


class FileAudio:
    """An opened recording. Two channels that differ: left is you, right is them; anything else: one channel, them.

    path: the file. duration_ms: its length as the container says (0: unknown). sides: who is on it.
    truncated: less could be decoded than the container promises; known once `frames()` has given all there is.
    """

    def __init__(self, path: Path, duration_ms: int, sides: tuple[Side, ...]) -> None:
        self.path = path
        self.duration_ms = duration_ms
        self.sides = sides
        self.truncated = False

    @property
    def notice(self) -> Text | None:
        """What the user should know of it: nothing, or that its end is missing."""
        if not self.truncated:
            return None
        return Text(
            f"{self.path.name} ends early: it is cut or damaged. What could be heard of it is used.",
            f"{self.path.name} s'arrête trop tôt : il est coupé ou abîmé. Ce qui a pu être entendu est utilisé.",
        )

    def frames(self) -> Iterator[AudioFrame]:
        """All frames in time order, you before them; the last one is filled up with silence. Memory stays flat."""
        held = np.zeros((len(self.sides), 0), np.float32)
        start = 0
        for block in self._blocks():
            held = np.concatenate((held, block), axis=1)
            whole = held.shape[1] // WINDOW * WINDOW
            for at in range(0, whole, WINDOW):
                yield from self._cut(held[:, at : at + WINDOW], start + at)
            held = held[:, whole:]
            start += whole
        end_ms = (start + held.shape[1]) * 1000 // RATE
        self.truncated = self.truncated or end_ms < self.duration_ms - _CUT_MS
        if held.shape[1]:
            yield from self._cut(np.pad(held, ((0, 0), (0, WINDOW - held.shape[1]))), start)

    def _cut(self, window: Samples, start: int) -> Iterator[AudioFrame]:
        for side, samples in zip(self.sides, window, strict=True):
            yield AudioFrame(side, start * 1000 // RATE, samples.copy())

    def _blocks(self) -> Iterator[Samples]:
        try:
            yield from _decode(self.path, len(self.sides))
        except av.error.FFmpegError:
            self.truncated = True


def read_file(path: Path | str) -> FileAudio:
    """Opens a recording for reading. KnownError: missing, unreadable, no sound in it, not a recording at all."""
    path = Path(path)
    if not path.is_file():
        raise KnownError(
            f"There is no file {path}. Check the name and try again.",
            f"Le fichier {path} n'existe pas. Vérifiez le nom et réessayez.",
        )
    if path.stat().st_size == 0:
        raise KnownError(
            f"{path.name} is empty: the recording holds nothing. Choose another file.",
            f"{path.name} est vide : l'enregistrement ne contient rien. Choisissez un autre fichier.",
        )
    try:
        duration_ms, channels = _inspect(path)
        probe = _probe(path, channels)
    except PermissionError as error:
        raise KnownError(
            f"{path.name} cannot be read: permission denied. Change its permissions or copy it elsewhere.",
            f"{path.name} est illisible : accès refusé. Changez ses droits ou copiez-le ailleurs.",
        ) from error
    except (av.error.FFmpegError, UnicodeDecodeError) as error:
        raise KnownError(
            f"{path.name} is not a recording that can be read. Choose an audio or video file.",
            f"{path.name} n'est pas un enregistrement lisible. Choisissez un fichier audio ou vidéo.",
        ) from error
    if probe.shape[1] == 0:
        raise KnownError(
            f"{path.name} holds no sound: its audio is empty or damaged. Choose another file.",
            f"{path.name} ne contient aucun son : sa piste audio est vide ou abîmée. Choisissez un autre fichier.",
        )
    two = channels == 2 and not _same(probe)
    audio = FileAudio(path, duration_ms, (Side.YOU, Side.THEM) if two else (Side.THEM,))
    audio.truncated = _wave_cut_short(path)
    return audio


def _wave_cut_short(path: Path) -> bool:
    """A RIFF file says how long it is; FFmpeg takes what there is for the whole. Recorders that stream write 0 or -1."""
    with path.open("rb") as file:
        kind, size = file.read(4), int.from_bytes(file.read(4), "little")
    return kind == b"RIFF" and 0 < size < 0xFFFFFFFF and size + 8 > path.stat().st_size


def _inspect(path: Path) -> tuple[int, int]:
    with av.open(str(path)) as container:
        if not container.streams.audio:
            raise KnownError(
                f"{path.name} has no sound track. Choose a recording with sound.",
                f"{path.name} n'a pas de piste sonore. Choisissez un enregistrement avec du son.",
            )
        stream = container.streams.audio[0]
        seconds = 0.0
        if stream.duration is not None and stream.time_base is not None:
            seconds = float(stream.duration * stream.time_base)
        elif container.duration is not None:
            seconds = container.duration / 1_000_000
        return round(seconds * 1000), stream.codec_context.channels


def _probe(path: Path, channels: int) -> Samples:
    """The first minute; only its beginning when there is nothing to compare. What decodes before damage counts."""
    wanted = _PROBE_S * RATE if channels == 2 else 1
    blocks: list[Samples] = []
    got = 0
    try:
        for block in _decode(path, 2 if channels == 2 else 1):
            blocks.append(block)
            got += block.shape[1]
            if got >= wanted:
                break
    except av.error.FFmpegError:
        if not got:
            raise
    return np.concatenate(blocks, axis=1) if blocks else np.zeros((1, 0), np.float32)


def _same(stereo: Samples) -> bool:
    difference = float(np.sum((stereo[0] - stereo[1]) ** 2))
    mean = float(np.sum((stereo[0] + stereo[1]) ** 2)) / 4
    return difference <= mean * 10 ** (_SAME_DB / 10)


def _decode(path: Path, channels: int) -> Iterator[Samples]:
    """Blocks of shape (channels, n) at 16 kHz. Silence that the container left out is put back, a second at a time."""
    resampler = av.AudioResampler(format="fltp", layout="stereo" if channels == 2 else "mono", rate=RATE)
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        first: float | None = None
        seconds = 0.0  # decoded so far, silence included
        for frame in container.decode(stream):
            stamp = frame.time
            if stamp is not None:
                first = stamp if first is None else first
                hole = stamp - first - seconds
                if hole > _HOLE_S:
                    yield from _silence(channels, round(hole * RATE))
                    seconds += hole
            seconds += frame.samples / frame.sample_rate
            frame.pts = None
            for out in resampler.resample(frame):
                yield out.to_ndarray().astype(np.float32, copy=False)
        for out in resampler.resample(None):
            yield out.to_ndarray().astype(np.float32, copy=False)


def _silence(channels: int, count: int) -> Iterator[Samples]:
    for at in range(0, count, RATE):
        yield np.zeros((channels, min(RATE, count - at)), np.float32)
