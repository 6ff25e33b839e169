"""The call on a second screen: what is said, what counts, what is left to do, and a line for notes."""

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from copilot.call.catalogue import Family, Side
from copilot.call.state import Call, Mark, Utterance
from copilot.engine.live_view import evidence, names, said_at
from copilot.engine.snapshot import Snapshot
from copilot.engine.views import OverlayView, checklist
from copilot.ui import texts
from copilot.ui.second.parts import GrowingList, TickList, family_icon
from copilot.ui.second.transcript import LiveTranscript
from copilot.ui.style import main_style
from copilot.ui.theme import Theme
from copilot.ui.widgets import heading, label, make_tall, push


class LiveWindow(QWidget):
    """Follows a call's snapshots while it is visible; what did not change is not touched."""

    noted = Signal(str)  # a bookmark, with its note
    toggled = Signal(int, bool)
    left = Signal(str)  # its place, when it is hidden or closed

    def __init__(self, theme: Theme, first: Snapshot) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setStyleSheet(main_style(theme, QApplication.font()))
        self.resize(1000, 720)
        self._snapshot = first
        self._said: tuple[Utterance, ...] | None = None
        self._marks: tuple[Mark, ...] | None = None
        self._state = ""
        self._names = names(first.playbook, texts.language())
        setup = first.call.setup
        who = ", ".join(p for p in (setup.prospect.company, setup.prospect.name) if p) if setup is not None else ""
        self.setWindowTitle(f"{who} – Money Time" if who else "Money Time")
        self._clock = label("strong", wrap=False)
        self.transcript = LiveTranscript(theme, self._names)
        self._now = push(self.tr("Back to now"), "link")
        self._now.hide()
        self._now.clicked.connect(self.transcript.to_now)
        self.transcript.following.connect(self._now.setHidden)
        side = self.fontMetrics().height()
        self.evidence = GrowingList(self.tr("Evidence"), family_icon(theme, Family.EVIDENCE, side))
        self.marks = GrowingList(self.tr("Bookmarks"), family_icon(theme, Family.CALL, side))
        self.evidence.wanted.connect(self.transcript.jump)
        self.marks.wanted.connect(self.transcript.jump)
        self.steps = TickList(self.tr("Checklist"))
        self.steps.toggled.connect(self.toggled)
        self.note = QLineEdit()
        self.note.setMaxLength(500)
        self.note.setPlaceholderText(self.tr("A note on this moment, then Enter"))
        self.note.setAccessibleName(self.tr("Note on this moment"))
        make_tall(self.note)
        self.note.returnPressed.connect(self._keep_note)
        self.keep = push(self.tr("Bookmark"), "primary")
        self.keep.clicked.connect(self._keep_note)
        self._lay_out()
        self.note.setFocus()

    def show_snapshot(self, snapshot: Snapshot, view: OverlayView) -> None:
        """view: of the same snapshot. Invisible, it waits until it is shown."""
        self._snapshot = snapshot
        if not self.isVisible():
            return
        self._show_state(view)
        self._show_call(snapshot.call)

    def restore(self, place: str) -> bool:
        """Puts it where it was, on a screen that is there. False when this is no such place."""
        window, _, halves = place.partition("/")
        self._halves.restoreState(QByteArray.fromHex(halves.encode()))
        return bool(window) and self.restoreGeometry(QByteArray.fromHex(window.encode()))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            window, halves = (bytes(kept.toHex().data()).decode() for kept in (self.saveGeometry(), self._halves.saveState()))
            self.left.emit(f"{window}/{halves}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_call(self._snapshot.call)

    def _show_call(self, call: Call) -> None:
        if call.utterances is not self._said:
            self._said = call.utterances
            self.transcript.follow(call)
            found = evidence(call, self._names)
            self.evidence.show_lines(
                tuple((f"{texts.at(e.at_ms)}  {e.title}\n{texts.said(e.side, e.quote)}", e.utterance) for e in found)
            )
        if call.marks is not self._marks:
            self._marks = call.marks
            words = self.tr("Bookmarked moment")
            self.marks.show_lines(
                tuple((f"{texts.at(m.at_ms)}  {m.note or words}", said_at(call, m.at_ms)) for m in call.marks)
            )
        self.steps.show_rows(checklist(call, self._snapshot.playbook, texts.language()))

    def _show_state(self, view: OverlayView) -> None:
        left = texts.mmss(abs(view.clock.seconds_left))
        time = self.tr("{time} left") if view.clock.seconds_left >= 0 else self.tr("{time} over")
        words = f"{time.replace('{time}', left)} · {texts.listening(view.state)}"
        if view.balance is not None:
            words += f" · {texts.side(Side.YOU)} {texts.percent(view.balance.you)}"
        if words != self._state:
            self._state = words
            self._clock.setText(words)

    def _keep_note(self) -> None:
        self.noted.emit(self.note.text().strip())
        self.note.clear()
        self.note.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._clock)
        top.addStretch()
        top.addWidget(self._now)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.keep)
        stretch: dict[QWidget, int] = {self.transcript: 1, self.evidence: 3, self.marks: 2}
        left, right = QWidget(), QWidget()
        for side, parts in (
            (left, (top, self.transcript, foot)),
            (
                right,
                (
                    heading(self.tr("Evidence")),
                    self.evidence,
                    heading(self.tr("Checklist")),
                    self.steps,
                    heading(self.tr("Bookmarks")),
                    self.marks,
                ),
            ),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            for part in parts:
                if isinstance(part, QWidget):
                    column.addWidget(part, stretch.get(part, 0))
                else:
                    column.addLayout(part)
        self._halves = halves = QSplitter()
        halves.setHandleWidth(16)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setStretchFactor(0, 1)
        halves.setSizes([640, 320])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.addWidget(halves)
