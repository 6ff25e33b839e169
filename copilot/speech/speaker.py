"""Lines to sound, sentence by sentence, each kept on disk once it was made: the second time it is there at once."""

import hashlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from copilot.errors import KnownError
from copilot.speech.reading import sentences
from copilot.speech.voice import Sound, Voice
from copilot.speech.weights import cache_folder

_MOST_BYTES = 150_000_000  # of kept sound: some dozen scenarios
log = logging.getLogger(__name__)


class Kept:
    """Sounds on disk, int16. Files of another version of the voice are never found, for their name is a hash of it."""

    def __init__(self, voice: str, folder: Path | None = None) -> None:
        self._voice = voice
        self._folder = folder or cache_folder() / "voices"

    def find(self, text: str) -> Sound | None:
        try:
            stored = np.load(self._path(text))
        except (OSError, ValueError):
            return None
        sound: Sound = stored.astype(np.float32) / np.float32(32767)
        return sound

    def keep(self, text: str, sound: Sound) -> None:
        """Where it cannot be written the sound is made again next time."""
        path = self._path(text)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            work = path.with_suffix(f".{threading.get_ident()}.part")
            with work.open("wb") as out:
                np.save(out, (sound * 32767).astype(np.int16))
            work.replace(path)
        except OSError as error:
            log.info("a sound could not be kept: %s", error.strerror)

    def trim(self, most: int = _MOST_BYTES) -> None:
        """Removes the oldest files beyond so many bytes."""
        try:
            files = sorted(self._folder.glob("*.npy"), key=lambda f: f.stat().st_mtime, reverse=True)
            total = 0
            for file in files:
                total += file.stat().st_size
                if total > most:
                    file.unlink()
        except OSError:
            return

    def _path(self, text: str) -> Path:
        return self._folder / f"{hashlib.sha256(f'{self._voice}|{text}'.encode()).hexdigest()[:32]}.npy"


class Speaker:
    """Makes sounds on a thread of its own and hands each to `play`, in order. The other methods may be called from any thread.

    find: gives the voice; called on that thread. failed: called there once when no voice works; nothing is said from then on.
    """

    def __init__(
        self,
        find: Callable[[], Voice],
        play: Callable[[int, str, Sound], None],
        failed: Callable[[KnownError], None],
        folder: Path | None = None,
    ) -> None:
        """play: number of the line, the sentence, its sound."""
        self._find, self._play, self._failed, self._folder = find, play, failed, folder
        self._changed = threading.Condition()
        self._wanted: deque[tuple[int, str]] = deque()
        self._soon: deque[str] = deque()
        self._later: deque[str] = deque()
        self._resting = False
        self._hushed = 0  # lines up to this number are said no more
        self._stopping = False
        self.ready = False  # the voice is loaded, or there is none
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join()

    def say(self, number: int, line: str) -> tuple[str, ...]:
        """Its sentences, which will be played in order. number: rises from line to line."""
        parts = sentences(line)
        with self._changed:
            self._wanted.extend((number, part) for part in parts)
            self._changed.notify()
        return parts

    def hush(self, number: int) -> None:
        """Of lines up to this one, what was not played yet is not."""
        with self._changed:
            self._hushed = max(self._hushed, number)
            self._wanted = deque(job for job in self._wanted if job[0] > number)

    def expect(self, lines: Iterable[str]) -> None:
        """Lines that may be said: they are made while there is nothing else to do, the first sentence of each first."""
        parts = [sentences(line) for line in lines]
        with self._changed:
            self._later = deque([*(p[0] for p in parts if p), *(s for p in parts for s in p[1:])])
            self._changed.notify()

    def hurry(self, line: str) -> None:
        """This line is likely the next: it is made before all that may be said, instead of the one hurried before."""
        with self._changed:
            self._soon = deque(sentences(line))
            self._changed.notify()

    def rest(self, resting: bool) -> None:
        """While resting, only what is wanted or hurried is made: the processor is needed elsewhere."""
        with self._changed:
            self._resting = resting
            self._changed.notify()

    def _run(self) -> None:
        try:
            voice = self._find()
            kept = Kept(voice.name, self._folder)
            self.ready = True
            while (job := self._next()) is not None:
                self._make(voice, kept, *job)
            kept.trim()
        except KnownError as error:
            self.ready = True
            self._failed(error)

    def _next(self) -> tuple[int | None, str] | None:
        with self._changed:
            while not self._stopping:
                if self._wanted:
                    return self._wanted.popleft()
                if self._soon:
                    return None, self._soon.popleft()
                if self._later and not self._resting:
                    return None, self._later.popleft()
                self._changed.wait()
        return None

    def _make(self, voice: Voice, kept: Kept, number: int | None, text: str) -> None:
        sound = kept.find(text)
        if sound is None:
            sound = voice.say(text)
            kept.keep(text, sound)
        if number is not None and number > self._hushed:
            self._play(number, text, sound)
