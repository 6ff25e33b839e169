"""The kept sound of a call, played in step with its transcript."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from copilot.ui import texts

if TYPE_CHECKING:
    from copilot.audio.listening import Listening

_EVERY_MS = 150


class Listener(QObject):
    """Lives on the Qt thread, with the card that shows it."""

    moved = Signal(int)  # call time in ms of what is heard
    ended = Signal(str)  # '' or a sentence that says why

    def __init__(self, sound: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._sound = sound
        self._playing: Listening | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self._tick)

    @property
    def playing(self) -> bool:
        return self._playing is not None

    def play(self, from_ms: int) -> None:
        from copilot.audio.listening import Listening  # not before: it takes the audio library along
        from copilot.engine.later import KeptSound

        self.stop()
        path = self._sound
        self._playing = Listening(lambda: KeptSound(path).frames(from_ms), from_ms)
        self._playing.start()
        self._clock.start()

    def take_over(self, old: "Listener") -> None:
        """Goes on with what is heard there, of the same sound."""
        old._clock.stop()
        self._playing, old._playing = old._playing, None
        self._clock.start()

    def stop(self) -> None:
        self._clock.stop()
        if self._playing is not None:
            playing, self._playing = self._playing, None
            playing.stop()
            self.ended.emit("")

    def _tick(self) -> None:
        playing = self._playing
        if playing is None:
            return
        if not playing.over:
            self.moved.emit(playing.at_ms)
            return
        self._clock.stop()
        self._playing = None
        self.ended.emit(playing.trouble.of(texts.language()) if playing.trouble is not None else "")
