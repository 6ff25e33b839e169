"""Files being brought in: how far each is, and the questions they leave."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from copilot.call.catalogue import CallKind
from copilot.call.events import Prospect
from copilot.engine.pending import Pending
from copilot.engine.views import city
from copilot.review.times import find_zone
from copilot.ui import texts
from copilot.ui.pages.setup import US_ZONES
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, OneLine, label, push, without_icons

if TYPE_CHECKING:
    from copilot.engine.importing import Found


class ImportDialog(QDialog):
    """Asked once for all the files: with whom, and which voices are yours."""

    def __init__(self, found: "Sequence[Found]", parent: QWidget) -> None:
        from copilot.engine.importing import LEFT, RIGHT  # decoders: not before they are needed

        super().__init__(parent)
        self.setWindowTitle(self.tr("Import calls"))
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label("strong", ", ".join(f.path.name for f in found)))
        for notice in dict.fromkeys(f.notice.of(texts.language()) for f in found if f.notice is not None):
            column.addWidget(label("warn", notice))
        self._kind = QComboBox()
        for kind in CallKind:
            self._kind.addItem(texts.kind(kind), kind)
        self.company, self.name = QLineEdit(), QLineEdit()
        self._zone = QComboBox()
        self._zone.setEditable(True)
        self._zone.addItem("")
        self._zone.addItems([city(z) for z in US_ZONES])
        form = QFormLayout()
        form.addRow(self.tr("Kind of call"), self._kind)
        form.addRow(self.tr("Company"), self.company)
        form.addRow(self.tr("Their name"), self.name)
        form.addRow(self.tr("Where they are"), self._zone)
        column.addLayout(form)
        voices = dict.fromkeys(v for f in found for v in f.speakers)
        yours = {v for f in found for v in f.yours}
        self.voices: dict[str, QCheckBox] = {}
        if voices:
            column.addWidget(label("strong", self.tr("Which of these voices are yours?")))
        names = {
            LEFT: self.tr("the left channel"),
            RIGHT: self.tr("the right channel"),
            "": self.tr("the voice without a name"),
        }
        for voice in voices:
            box = QCheckBox(names.get(voice, voice).replace("&", "&&"))
            box.setChecked(voice in yours)
            self.voices[voice] = box
            column.addWidget(box)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        without_icons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    @property
    def kind(self) -> CallKind:
        return CallKind(self._kind.currentData())

    @property
    def prospect(self) -> Prospect:
        return Prospect(self.name.text().strip(), self.company.text().strip(), "", find_zone(self._zone.currentText()))

    def yours(self, found: "Found") -> tuple[str, ...]:
        return tuple(v for v in found.speakers if self.voices[v].isChecked())


class ImportCard(Card):
    """Hidden while there is nothing to bring in."""

    cancelled = Signal(int)  # number of the file
    resumed = Signal(object)  # Pending
    dropped = Signal(object)  # Pending

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Imports"))
        self._bars: dict[int, QProgressBar] = {}
        self._rows: dict[object, QWidget] = {}
        self.hide()

    def begin(self, number: int, name: str) -> None:
        bar = QProgressBar()
        bar.setRange(0, 100)
        bar.setAccessibleName(name)
        stop = push(self.tr("Stop"))
        stop.setAccessibleName(self.tr("Stop importing {file}").replace("{file}", name))
        stop.setProperty("number", number)
        stop.clicked.connect(self._stop)
        self._bars[number] = bar
        self._put(number, name, bar, stop)

    def show_share(self, number: int, share: float) -> None:
        if number in self._bars:
            self._bars[number].setValue(round(share * 100))

    def end(self, number: int) -> None:
        self._bars.pop(number, None)
        self._take(number)

    def show_pending(self, pending: Sequence[Pending], titles: Mapping[str, str]) -> None:
        """Imports that were stopped, or cut short with the app, and calls not transcribed yet. titles: of those, by id."""
        for key in [k for k in self._rows if isinstance(k, str)]:
            self._take(key)
        for left in pending:
            on = push(self.tr("Transcribe") if left.own and not left.heard_ms else self.tr("Go on"), "primary")
            drop = push(self.tr("Delete the sound…") if left.own else self.tr("Forget it"))
            for button, pressed in ((on, self._resume), (drop, self._drop)):
                button.setProperty("pending", left)
                button.clicked.connect(pressed)
            words = self.tr("{file}: stopped at {time}") if left.heard_ms else self.tr("{file}: not transcribed yet")
            name = titles.get(left.call_id, left.path.name)
            self._put(left.call_id, words.replace("{file}", name).replace("{time}", texts.at(left.heard_ms)), on, drop)

    def _put(self, key: object, name: str, *parts: QWidget) -> None:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        words = OneLine("words")
        words.set_text(name)
        row.addWidget(words, 2)
        for part in parts:
            row.addWidget(part, 1 if isinstance(part, QProgressBar) else 0)
        self._rows[key] = box
        self.column.addWidget(box)
        self.show()

    def _take(self, key: object) -> None:
        if box := self._rows.pop(key, None):
            box.hide()
            box.deleteLater()
        self.setVisible(bool(self._rows))

    def _stop(self) -> None:
        self.cancelled.emit(self.sender().property("number"))

    def _resume(self) -> None:
        self.resumed.emit(self.sender().property("pending"))

    def _drop(self) -> None:
        self.dropped.emit(self.sender().property("pending"))
