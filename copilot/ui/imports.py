"""Files brought in, and kept sound transcribed, one after the other off the Qt thread, with progress on the page of calls."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from copilot.engine.desk import Desk
from copilot.engine.forgetting import Forgetting
from copilot.engine.pending import Pending
from copilot.errors import KnownError
from copilot.ui import texts
from copilot.ui.pages.calls import call_title
from copilot.ui.pages.imports import ImportDialog
from copilot.ui.pages.setup import system_zone
from copilot.ui.tasks import Task
from copilot.ui.widgets import sure
from copilot.ui.window import MainWindow

if TYPE_CHECKING:  # decoders and recognition: not before they are needed
    from copilot.engine.import_job import ImportJob
    from copilot.engine.importing import Found, Order
    from copilot.engine.transcription import Transcription

_KINDS = "*.vtt *.srt *.txt *.docx *.wav *.mp3 *.m4a *.flac *.ogg *.opus *.mp4 *.mov *.mkv *.webm *.avi"


class Imports(QObject):
    """Lives on the Qt thread; one file at a time is heard on a thread of the pool."""

    dropped = Signal()  # the sound of a call
    imported = Signal(str, bool)  # call id; whether it was the last of those chosen
    _share = Signal(int, float)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window: MainWindow | None = None
        self._queue: deque[tuple[int, Order | str]] = deque()  # a file, or the id of a call with kept sound
        self._job: tuple[int, ImportJob | Transcription] | None = None
        self._asked: tuple[ImportDialog, list[Found]] | None = None
        self._count = 0
        self._named: dict[int, str] = {}  # what is heard or waits for it
        self._share.connect(self._show_share, Qt.ConnectionType.QueuedConnection)

    def attach(self, window: MainWindow) -> None:
        """Uses the page of this window from now on."""
        self._window = window
        window.calls.import_wanted.connect(self.choose)
        window.calls.imports.cancelled.connect(self._cancel)
        window.calls.imports.resumed.connect(self._resume)
        window.calls.imports.dropped.connect(self._drop)
        for number, name in self._named.items():
            window.calls.imports.begin(number, name)
        self.show()

    def show(self) -> None:
        """What was stopped earlier."""
        running = self._queued()
        left = [p for p in self._desk.pending_imports() if not running & {str(p.path), p.call_id}]
        titles = {c.call_id: call_title(c) for c in self._desk.calls()} if any(p.own for p in left) else {}
        self._shown.calls.imports.show_pending(left, titles)

    def close(self) -> None:
        """Stops what is being heard; it goes on with the next import of the file."""
        self._queue.clear()
        if self._job is not None:
            self._job[1].cancel()

    def choose(self) -> None:
        kinds = self.tr("Calls") + f" ({_KINDS});;(*)"
        names, _ = QFileDialog.getOpenFileNames(self._shown, self.tr("Import calls"), "", kinds)
        if names:
            self.look([Path(name) for name in names])

    def bring_in(self, path: Path) -> None:
        """A file opened from outside: on the page where its call is waited for."""
        self._shown.turn("calls")
        self.look([path])

    def transcribe(self, call_id: str) -> None:
        """The words of a call whose sound was kept; once is enough."""
        if call_id in self._queued():
            return
        title = next((call_title(c) for c in self._desk.calls() if c.call_id == call_id), call_id)
        self._queue.append((self._begin(title), call_id))
        self.show()
        self._next()

    def _begin(self, name: str) -> int:
        """Its number from now on."""
        self._count += 1
        self._named[self._count] = name
        self._shown.calls.imports.begin(self._count, name)
        return self._count

    def _end(self, number: int) -> None:
        self._named.pop(number, None)
        self._shown.calls.imports.end(number)

    def _queued(self) -> set[str]:
        """What is heard or waits for it: files, and ids of calls."""
        queued = {each if isinstance(each, str) else str(each.path) for _, each in self._queue}
        return queued | ({str(self._job[1].path), self._job[1].call_id} if self._job is not None else set())

    @property
    def idle(self) -> bool:
        """Nothing is being heard, and nothing waits for it."""
        return self._job is None and not self._queue

    def look(self, paths: list[Path]) -> None:
        """Reads what is in the files, then asks about them."""
        task = Task(partial(_look_all, paths, self._desk.settings.you.name), self)
        task.done.connect(self._ask)
        task.start()

    @property
    def _shown(self) -> MainWindow:
        assert self._window is not None
        return self._window

    def _ask(self, looked: "list[Found | KnownError]") -> None:
        wrong = [each for each in looked if isinstance(each, KnownError)]
        found = [each for each in looked if not isinstance(each, KnownError)]
        if wrong:
            self._shown.say("\n\n".join(error.of(texts.language()) for error in wrong))
        if found:
            dialog = ImportDialog(found, self._shown)
            dialog.finished.connect(self._answered)
            self._asked = dialog, found
            dialog.open()

    def _answered(self, result: int) -> None:
        from copilot.engine.importing import order
        from copilot.engine.setups import words_said

        if self._asked is None:
            return
        dialog, files = self._asked
        self._asked = None
        if result == QDialog.DialogCode.Accepted:
            zone = self._desk.settings.you.timezone or system_zone()
            for found in files:
                wanted = order(
                    found,
                    dialog.kind,
                    dialog.prospect,
                    dialog.yours(found),
                    your_timezone=zone,
                    vocabulary=words_said(self._desk.settings),
                    now=datetime.now(UTC),
                )
                self._queue.append((self._begin(wanted.path.name), wanted))
            self.show()
            self._next()
        dialog.deleteLater()

    def _next(self) -> None:
        if self._job is not None or not self._queue:
            return
        number, wanted = self._queue.popleft()
        tell = partial(self._share.emit, number)
        job = _transcription(self._desk, wanted, tell) if isinstance(wanted, str) else self._desk.import_job(wanted, tell)
        self._job = number, job
        task = Task(partial(_run, self._desk, job), self)
        task.done.connect(self._done)
        task.start()

    def _done(self, result: object) -> None:
        assert self._job is not None
        number, job = self._job
        self._job = None
        self._end(number)
        if isinstance(result, KnownError):
            self._shown.say(result.of(texts.language()))
        elif result is not None:
            self.imported.emit(job.call_id, not self._queue)
        self.show()
        self._next()

    def _show_share(self, number: int, share: float) -> None:
        self._shown.calls.imports.show_share(number, share)

    def _cancel(self, number: int) -> None:
        if self._job is not None and self._job[0] == number:
            self._job[1].cancel()
            return
        self._queue = deque(each for each in self._queue if each[0] != number)
        self._end(number)

    def _resume(self, left: Pending) -> None:
        if left.own:
            self.transcribe(left.call_id)
        else:
            self.look([left.path])

    def _drop(self, left: Pending) -> None:
        if not left.own:
            self._desk.drop_import(left.call_id)
        elif sure(
            self._shown,
            self.tr("Delete the sound of this call? Its words can then never be had."),
            self.tr("Delete the sound"),
        ):
            try:
                Forgetting(self._desk).drop_sound(left.call_id)
            except KnownError as error:
                self._shown.say(error.of(texts.language()))
            self.dropped.emit()
        self.show()


def _look_all(paths: list[Path], your_name: str) -> "list[Found | KnownError]":
    from copilot.engine.importing import look

    found: list[Found | KnownError] = []
    for path in paths:
        try:
            found.append(look(path, your_name))
        except KnownError as error:
            found.append(error)
    return found


def _transcription(desk: Desk, call_id: str, tell: Callable[[float], None]) -> "Transcription":
    from copilot.engine.transcription import Transcription

    return Transcription(desk, call_id, tell)


def _run(desk: Desk, job: "ImportJob | Transcription") -> object:
    """On a thread of the pool. The review of the call, None when it was stopped, or what was wrong."""
    from copilot.engine.import_job import Cancelled

    try:
        job.run()
        return desk.imported(job.call_id)
    except Cancelled:
        return None
    except KnownError as error:
        return error
