"""The recorded call that shows what the app does."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.ui.tasks import WarmUp, known, off_thread

if TYPE_CHECKING:
    from copilot.audio.file import FileAudio


class Demo(QObject):
    """Lives on the Qt thread."""

    ready = Signal(object)  # what makes its Session

    def __init__(self, desk: Desk, warm_up: WarmUp, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._warm_up = desk, warm_up

    def begin(self) -> None:
        """Its recording is read first, off this thread."""
        self._warm_up.then(self._read)

    def _read(self) -> None:
        from copilot.engine.demo import demo_recording

        off_thread(self, partial(known, demo_recording), self._run)

    def _run(self, found: "FileAudio | KnownError") -> None:
        recording = None if isinstance(found, KnownError) else found  # what is wrong with it is met again, and told
        self.ready.emit(partial(self._desk.start_demo, recording=recording))
