"""The playbook: what is listened for in each kind of call, how sure it must be, and what to say then."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem

from copilot.call.catalogue import CallKind
from copilot.call.rules import OwnSignal, SignalRule
from copilot.ui import texts
from copilot.ui.pages.signal_editor import SignalEditor
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, label, push

if TYPE_CHECKING:
    from copilot.engine.own_trial import Tried

_ID = Qt.ItemDataRole.UserRole


class PlaybookPage(Page):
    """Shows the signals of one kind of call, and the editor of one of them. What is changed is kept elsewhere."""

    kind_chosen = Signal(object)  # CallKind
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Playbook"))
        self._rules: dict[str, SignalRule] = {}
        self._own: dict[str, OwnSignal] = {}
        back = push(self.tr("← Settings"), "link")
        back.clicked.connect(self.back_wanted)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(label("h1", self.tr("Playbook")))
        words = self.tr("What is listened for, and the sentence to say then. Changes count from the next call on.")
        self.column.addWidget(label("sub", words))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of call"))
        for kind in CallKind:
            self.kind.addItem(texts.kind(kind), kind)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.add = push(self.tr("Add a signal of your own"))
        self.add.clicked.connect(self._on_add)
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addStretch()
        top.addWidget(self.add)
        self.column.addLayout(top)
        self.told = label("warn")
        self.told.hide()
        self.column.addWidget(self.told)
        self.signals = QListWidget()
        self.signals.setSpacing(4)
        self.signals.setObjectName("growing")
        self.signals.setAccessibleName(self.tr("Signals"))
        self.signals.setMinimumWidth(150)
        self.signals.setMaximumWidth(270)
        self.signals.setWordWrap(True)
        self.signals.currentItemChanged.connect(self._on_signal)
        self.editor = SignalEditor()
        card = Card(theme)
        card.column.addWidget(self.editor)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.signals)
        row.addWidget(card, 1)
        self.column.addLayout(row, 1)

    def show_signals(self, rules: Sequence[SignalRule], own: Sequence[OwnSignal], chosen: str) -> None:
        """chosen: the id of the one to show in the editor; the first when there is none such."""
        self._rules = {rule.id: rule for rule in rules}
        self._own = {signal.id: signal for signal in own}
        self.signals.blockSignals(True)
        self.signals.clear()
        language = texts.language()
        for rule in (*rules, *(signal.rule for signal in own)):
            words = rule.title.of(language)
            item = QListWidgetItem(words if rule.enabled else self.tr("{signal} (off)").replace("{signal}", words))
            item.setData(_ID, rule.id)
            self.signals.addItem(item)
        self.signals.blockSignals(False)
        rows = [self.signals.item(n).data(_ID) for n in range(self.signals.count())]
        self.signals.setCurrentRow(rows.index(chosen) if chosen in rows else 0)
        self._on_signal()

    def take_over(self, old: "PlaybookPage") -> None:
        """What is open in the editor there."""
        if old.signals.count():
            self.show_signals(tuple(old._rules.values()), tuple(old._own.values()), "")
            self.signals.setCurrentRow(old.signals.currentRow())
            self.editor.take_over(old.editor)

    def show_trial(self, calls: "Sequence[Tried]") -> None:
        self.editor.show_trial(calls)

    def say(self, words: str) -> None:
        """What went wrong with the files, '' for nothing."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _on_kind(self) -> None:
        self.kind_chosen.emit(CallKind(self.kind.currentData()))

    def _on_signal(self) -> None:
        item = self.signals.currentItem()
        if item is None:
            return
        chosen = item.data(_ID)
        if chosen in self._own:
            self.editor.show_own(self._own[chosen])
        else:
            self.editor.show_rule(self._rules[chosen])

    def _on_add(self) -> None:
        self.signals.setCurrentItem(None)
        self.editor.show_own(None)
        self.editor.title.setFocus()
