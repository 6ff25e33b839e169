"""The invite file for the slot of a call, made with one click and handed to the calendar program."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from copilot.call.events import CallStarted
from copilot.engine.desk import Desk
from copilot.engine.inviting import make
from copilot.errors import KnownError
from copilot.review.model import Moment
from copilot.store.settings import You
from copilot.ui import texts


def downloads() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation) or Path.home())


class Invites:
    """Numbers what it makes with the corrections of the call: a later invite updates the earlier one in every calendar."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder, self._desk = folder, desk

    def make(self, setup: CallStarted, slot: Moment, you: You, now: datetime, kind: str = "meeting") -> str:
        """Writes and opens it. '' when done, else a sentence saying why not. kind: 'meeting', 'placeholder', 'cancelled'."""
        path = self._folder / f"invite-{slot.theirs:%Y-%m-%d}-{setup.call_id}.ics"
        try:
            raw, edits = make(setup, slot, self._desk.edits(setup.call_id), (you.name, you.email), you.company, kind, now)
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
            self._desk.keep(setup.call_id, edits)
        except KnownError as error:
            return error.of(texts.language())
        except OSError as error:
            words = QCoreApplication.translate("Invites", "{file} could not be written ({reason}). Choose another place.")
            return words.replace("{file}", str(path)).replace("{reason}", error.strerror or "")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return ""
