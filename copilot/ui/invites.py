"""The invite file for the slot of a call, made with one click and handed to the calendar program."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from copilot.call.events import CallStarted
from copilot.review.invite import Person, first_invite, to_ics
from copilot.review.model import Moment
from copilot.store.settings import You


def downloads() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation) or Path.home())


class Invites:
    """Remembers how often each call was invited to: a later invite updates the earlier one in every calendar."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, int] = {}

    def make(self, setup: CallStarted, slot: Moment, you: You, now: datetime) -> str:
        """Writes and opens it. '' when done, else a sentence saying why not."""
        prospect = setup.prospect
        title = " / ".join(part for part in (you.company or you.name, prospect.company or prospect.name) if part)
        attendees = (Person(prospect.name, ""),) if prospect.name else ()
        invite = first_invite(setup.call_id, slot, title or "Next step", Person(you.name, you.email), attendees)
        made = self._made.get(setup.call_id, 0)
        path = self._folder / f"invite-{slot.theirs:%Y-%m-%d}-{setup.call_id}.ics"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(to_ics(replace(invite, sequence=made), now))
        except OSError as error:
            words = QCoreApplication.translate("Invites", "{file} could not be written ({reason}). Choose another place.")
            return words.replace("{file}", str(path)).replace("{reason}", error.strerror or "")
        self._made[setup.call_id] = made + 1
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return ""
