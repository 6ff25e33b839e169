"""One signal of the playbook: how sure it must be and what to say; for one of the user's own also what it sounds like."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from copilot.call.catalogue import CALL_WARNINGS, Side
from copilot.call.rules import LEAST_EXAMPLES, OwnSignal, SignalRule, Text
from copilot.ui import texts
from copilot.ui.widgets import heading, label, make_tall, push

if TYPE_CHECKING:
    from copilot.engine.own_trial import Tried

_MOST_SHOWN = 12
_PRIORITY, _SURE = 55, 0.5  # of a new signal


class SignalEditor(QWidget):
    """`saved` carries a rule, `own_saved` and `tried` a signal of the user's own as it stands in the fields."""

    saved = Signal(object)
    restored = Signal(str)  # id
    own_saved = Signal(object)
    removed = Signal(str)  # id
    tried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rule: SignalRule | None = None
        self._own: OwnSignal | None = None
        self._is_own = False
        self.name, self.why = heading(""), label("sub")
        self.title, self.reason = QLineEdit(), QLineEdit()
        self.side = QComboBox()
        for side in (Side.THEM, Side.YOU):
            self.side.addItem(texts.side(side), side)
        self.sure = QSpinBox()
        self.sure.setRange(5, 100)
        self.sure.setSingleStep(5)
        self.sure.setSuffix("\N{NO-BREAK SPACE}%")
        self.examples, self.lines = QPlainTextEdit(), QPlainTextEdit()
        for field in (self.lines, self.examples):
            field.setTabChangesFocus(True)
            field.setFixedHeight(self.fontMetrics().height() * 9)
        self.examples.setPlaceholderText(self.tr("Five sentences or more, one on each line, as people say them"))
        self.on = QCheckBox(self.tr("Alert on it"))
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setVerticalSpacing(8)
        for words, made in (
            (self.tr("&Title"), self.title),
            (self.tr("&Why it matters"), self.reason),
            (self.tr("Who says it"), self.side),
            (self.tr("Sounds like"), self.examples),
            (self.tr("&How sure"), self.sure),
            (self.tr("&Lines to say"), self.lines),
            ("", self.on),
        ):
            self._form.addRow(words, made)
            make_tall(made)
            made.setAccessibleName(words.replace("&", "") or self.on.text())
        slots = self.tr("One on each line; {name} {company} {problem} {amount} are filled in from the set-up.")
        self.hint = label("sub", slots)
        self.save, self.restore = push(self.tr("Save"), "primary"), push(self.tr("As it was built in"))
        self.trial, self.remove = push(self.tr("Try it on past calls")), push(self.tr("Remove"))
        for button, act in (
            (self.save, self._on_save),
            (self.restore, self._on_restore),
            (self.trial, self._on_try),
            (self.remove, self._on_remove),
        ):
            button.clicked.connect(act)
        row = QHBoxLayout()
        for button in (self.save, self.trial, self.restore, self.remove):
            row.addWidget(button)
        row.addStretch()
        self.told = label("sub")
        self._found = QVBoxLayout()
        self._found.setSpacing(4)
        self._rows: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.name, self.why):
            column.addWidget(part)
        column.addLayout(self._form)
        column.addWidget(self.hint)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addLayout(self._found)
        column.addStretch(1)

    def show_rule(self, rule: SignalRule) -> None:
        """One of the built-in signals."""
        language = texts.language()
        self._rule, self._own = rule, None
        self.name.setText(rule.title.of(language))
        self.why.setText(rule.why.of(language))
        self._show(rule, own=False)

    def show_own(self, signal: OwnSignal | None) -> None:
        """One of the user's own; None: a new one."""
        language = texts.language()
        self._rule, self._own = None, signal
        rule = signal.rule if signal is not None else SignalRule("", Text("", ""), Text("", ""), (), (), _PRIORITY, _SURE)
        self.name.setText(rule.title.of(language) or self.tr("A signal of your own"))
        self.why.setText(self.tr("An utterance carries it when it sounds more like your sentences than ordinary talk does."))
        self.title.setText(rule.title.of(language))
        self.reason.setText(rule.why.of(language))
        self.side.setCurrentIndex(self.side.findData(signal.side if signal is not None else Side.THEM))
        self.examples.setPlainText("\n".join(signal.examples if signal is not None else ()))
        self._show(rule, own=True)

    def take_over(self, old: "SignalEditor") -> None:
        """The same signal, with what was changed there and not saved."""
        if old._rule is not None:
            self.show_rule(old._rule)
        else:
            self.show_own(old._own)
        for field, before in ((self.title, old.title), (self.reason, old.reason)):
            field.setText(before.text())
        for text, written in ((self.examples, old.examples), (self.lines, old.lines)):
            text.setPlainText(written.toPlainText())
        self.side.setCurrentIndex(old.side.currentIndex())
        self.sure.setValue(old.sure.value())
        self.on.setChecked(old.on.isChecked())

    def show_trial(self, calls: "Sequence[Tried]") -> None:
        """What it would have heard in those calls, the strongest first."""
        self._clear()
        heard = sum(call.heard for call in calls)
        found = sorted(((f, c) for c in calls for f in c.fired), key=lambda pair: -pair[0].score)
        words = self.tr("Would have alerted on {found} of {heard} turns (calls: {calls}).")
        self.say(
            words.replace("{found}", str(len(found))).replace("{heard}", str(heard)).replace("{calls}", str(len(calls)))
            if calls
            else self.tr("There is no call to try it on yet.")
        )
        for fired, call in found[:_MOST_SHOWN]:
            day = texts.short_day(datetime.fromisoformat(call.started_utc).astimezone())
            sure = texts.percent(round(fired.score * 100))
            row = label("words", f"{sure}  {day} {texts.at(fired.at_ms)}  {texts.quoted(fired.text)}")
            self._rows.append(row)
            self._found.addWidget(row)

    def say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    # --- fields ---------------------------------------------------------------------------------------------------

    def _show(self, rule: SignalRule, own: bool) -> None:
        self._is_own = own
        self._clear()
        self.say("")
        for field in (self.title, self.reason, self.side, self.examples):
            self._form.setRowVisible(field, own)
        self._form.setRowVisible(self.sure, rule.id not in CALL_WARNINGS)
        self.sure.setValue(round(rule.threshold * 100))
        self.lines.setPlainText("\n".join(rule.say))
        self.on.setChecked(rule.enabled)
        self.restore.setVisible(not own)
        self.trial.setVisible(own)
        self.remove.setVisible(own and bool(rule.id))

    def _clear(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []

    def _changed(self, rule: SignalRule) -> SignalRule:
        threshold = rule.threshold if rule.id in CALL_WARNINGS else self.sure.value() / 100
        return replace(rule, threshold=threshold, say=_lines(self.lines), enabled=self.on.isChecked())

    def _as_own(self) -> OwnSignal:
        old = self._own.rule if self._own is not None else SignalRule("", Text("", ""), Text("", ""), (), (), _PRIORITY, _SURE)
        title = _retold(old.title, self.title.text().strip())
        why = _retold(old.why, self.reason.text().strip() or self.title.text().strip())
        rule = self._changed(replace(old, title=title, why=why))
        return OwnSignal(rule, Side(self.side.currentData()), tuple(dict.fromkeys(_lines(self.examples))))

    def _whole(self) -> bool:
        """Says what is missing before it is kept or tried."""
        if not self.title.text().strip():
            self.say(self.tr("Give it a title."))
        elif len(set(_lines(self.examples))) < LEAST_EXAMPLES:
            self.say(self.tr("Give at least {n} different sentences.").replace("{n}", str(LEAST_EXAMPLES)))
        elif not _lines(self.lines):
            self.say(self.tr("Give at least one line to say."))
        else:
            return True
        return False

    def _on_save(self) -> None:
        if not self._is_own and self._rule is not None:
            self.saved.emit(self._changed(self._rule))
        elif self._whole():
            self.own_saved.emit(self._as_own())

    def _on_restore(self) -> None:
        if self._rule is not None:
            self.restored.emit(self._rule.id)

    def _on_try(self) -> None:
        if self._whole():
            self._clear()
            self.say(self.tr("Listening to your past calls…"))
            self.tried.emit(self._as_own())

    def _on_remove(self) -> None:
        if self._own is not None:
            self.removed.emit(self._own.id)


def _lines(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line for line in (line.strip() for line in field.toPlainText().splitlines()) if line)


def _retold(old: Text, words: str) -> Text:
    """The words as typed in the language there is; the other language keeps its own while they are the same as before."""
    return old if old.of(texts.language()) == words else Text(words, words)
