"""Small dialogs that correct what was heard: the words and speaker of a turn, the terms of a commitment."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from copilot.call.catalogue import Side
from copilot.call.state import Utterance
from copilot.engine.views import city
from copilot.review.model import Moment
from copilot.store.edits import CommitmentEdit
from copilot.ui import texts
from copilot.ui.widgets import label, push, without_icons


class _Dialog(QDialog):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)

    def _end(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        without_icons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._column.addWidget(buttons)


class TurnDialog(_Dialog):
    """heard: the turn as it stands. restored: the user wants what was heard back."""

    def __init__(self, turn: Utterance, corrected: bool, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Correct this turn"))
        self.restored = False
        self._column.addWidget(label("sub", self.tr("What was heard stays in the record; the review follows your words.")))
        self.side = _side_box(turn.side)
        self.words = QPlainTextEdit(turn.text)
        self.words.setAccessibleName(self.tr("Words"))
        self.words.setTabChangesFocus(True)
        form = QFormLayout()
        form.addRow(self.tr("Speaker"), self.side)
        form.addRow(self.tr("Words"), self.words)
        self._column.addLayout(form)
        self.words.setFocus()  # not before it is in the window
        if corrected:
            back = push(self.tr("Back to what was heard"), "link")
            back.clicked.connect(self._restore)
            self._column.addWidget(back)
        self._end()

    @property
    def chosen(self) -> tuple[Side, str]:
        return self.side.currentData(), " ".join(self.words.toPlainText().split())

    def _restore(self) -> None:
        self.restored = True
        self.accept()


class PromiseDialog(_Dialog):
    """Who, what and when of a commitment. their_zone: IANA name of the clock the day is on."""

    def __init__(self, edit: CommitmentEdit, moment: Moment | None, their_zone: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Commitment"))
        self._edit, self._zone = edit, their_zone
        self.who = _side_box(edit.who)
        self.what = QLineEdit(edit.what)
        self.what.setCursorPosition(0)
        self.what.setAccessibleName(self.tr("What"))
        self.dated = QCheckBox(self.tr("on a day"))
        self.timed = QCheckBox(self.tr("at an hour"))
        at = moment.theirs if moment is not None else None
        self.when = QDateTimeEdit()
        self.when.setCalendarPopup(True)
        self.when.setAccessibleName(self.tr("When"))
        now = datetime.now(ZoneInfo(their_zone)) if at is None else at
        self.when.setDateTime(QDateTime(QDate(now.year, now.month, now.day), QTime(now.hour, now.minute)))
        self.dated.setChecked(at is not None)
        self.timed.setChecked(moment is not None and moment.timed)
        for box in (self.dated, self.timed):
            box.toggled.connect(self._follow)
        form = QFormLayout()
        form.addRow(self.tr("Who"), self.who)
        form.addRow(self.tr("What"), self.what)
        form.addRow(self.tr("When"), self.dated)
        form.addRow("", self.when)
        form.addRow("", self.timed)
        self._column.addLayout(form)
        self._column.addWidget(label("sub", self.tr("On their clock ({city}).").replace("{city}", city(their_zone))))
        drop = push(self.tr("Not a commitment: remove it"), "link")
        drop.clicked.connect(self._drop)
        self._column.addWidget(drop)
        self._end()
        self._started = (self.dated.isChecked(), self.timed.isChecked(), self.when.dateTime())
        self._follow()

    @property
    def chosen(self) -> CommitmentEdit:
        """The day stays as heard, or as set before, when it was not touched."""
        edit = replace(self._edit, who=self.who.currentData(), what=self.what.text().strip() or self._edit.what)
        if (
            self.dated.isChecked(),
            self.timed.isChecked(),
            self.when.dateTime(),
        ) == self._started or not self.dated.isChecked():
            return edit
        day, hour = self.when.date(), self.when.time()
        at = datetime(day.year(), day.month(), day.day(), hour.hour(), hour.minute(), tzinfo=ZoneInfo(self._zone))
        return replace(edit, when_iso=at.isoformat() if self.timed.isChecked() else at.date().isoformat())

    def _follow(self) -> None:
        self.when.setEnabled(self.dated.isChecked())
        self.timed.setEnabled(self.dated.isChecked())
        self.when.setDisplayFormat("ddd d MMM yyyy, HH:mm" if self.timed.isChecked() else "ddd d MMM yyyy")

    def _drop(self) -> None:
        self._edit = replace(self._edit, dropped=True)
        self.accept()


def _side_box(side: Side) -> QComboBox:
    box = QComboBox()
    for each in (Side.THEM, Side.YOU):
        box.addItem(texts.side(each), each)
    box.setCurrentIndex(box.findData(side))
    return box
