"""The part of the settings where keys are chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QKeySequenceEdit, QLabel, QLineEdit, QPushButton

from copilot.ui.keys.everywhere import Conflict
from copilot.ui.keys.table import DEFAULTS, bindings, words
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, make_tall, push


class KeysCard(Card):
    """One line an action: its name, its key, and what is wrong with it."""

    changed = Signal(object)  # dict[str, str]: the keys that are not the usual ones

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Keys"))
        self._chosen: dict[str, str] = {}
        self._reach = label("sub")
        self.column.addWidget(self._reach)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(3, 1)
        self.fields: dict[str, QKeySequenceEdit] = {}
        self.none: dict[str, QPushButton] = {}
        self._problems: dict[str, QLabel] = {}
        for row, action in enumerate(DEFAULTS):
            name, field, problem = label("words", words(action), wrap=False), QKeySequenceEdit(), label("warn")
            field.setMaximumSequenceLength(1)
            field.setAccessibleName(words(action))
            field.findChild(QLineEdit).setAccessibleName(words(action))  # this is what has the focus
            field.setMinimumWidth(round(field.fontMetrics().averageCharWidth() * 26))
            make_tall(field)
            field.setProperty("action", action)
            field.editingFinished.connect(self._edited)
            name.setBuddy(field)
            none = push(self.tr("No key"), "link")
            none.setAccessibleName(self.tr("No key for “{action}”").replace("{action}", words(action)))
            none.setProperty("action", action)
            none.clicked.connect(self._cleared)
            for column, part in enumerate((name, field, none, problem)):
                grid.addWidget(part, row, column)
            self.fields[action], self.none[action], self._problems[action] = field, none, problem
        self.column.addLayout(grid)
        self.usual = push(self.tr("The usual keys"))
        self.usual.clicked.connect(self._reset)
        foot = QHBoxLayout()
        foot.addWidget(self.usual)
        foot.addStretch()
        self.column.addLayout(foot)

    def show_keys(self, chosen: Mapping[str, str]) -> None:
        self._chosen = dict(chosen)
        for action, sequence in bindings(chosen).items():
            self.fields[action].setKeySequence(QKeySequence(sequence))
            self.none[action].setEnabled(bool(sequence))
        self.usual.setEnabled(bool(chosen))

    def show_reach(self, everywhere: bool) -> None:
        self._reach.setText(
            self.tr("During a call they work whichever window has the focus.")
            if everywhere
            else self.tr(
                "They work in the windows of Money Time. This desktop gives no program keys of its own: for the others, bind"
                " “moneytime ctl dismiss” and its like in the system's keyboard settings."
            )
        )

    def show_conflicts(self, conflicts: Mapping[str, Conflict]) -> None:
        for action, problem in self._problems.items():
            said = {
                Conflict.TAKEN: self.tr("Another program has this key: choose another."),
                Conflict.TWICE: self.tr("Another action has this key."),
                Conflict.PLAIN: self.tr("Add Ctrl, Alt or a function key."),
                None: "",
            }[conflicts.get(action)]
            problem.setText(said)
            self.fields[action].setAccessibleDescription(said)
            self.fields[action].findChild(QLineEdit).setAccessibleDescription(said)

    def _cleared(self) -> None:
        action = self.sender().property("action")
        self.changed.emit({**self._chosen, action: ""})

    def _edited(self) -> None:
        action = self.sender().property("action")
        sequence = self.fields[action].keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        chosen = {**self._chosen, action: sequence}
        if sequence == DEFAULTS[action]:
            del chosen[action]
        if chosen != self._chosen:
            self.changed.emit(chosen)

    def _reset(self) -> None:
        self.changed.emit({})
