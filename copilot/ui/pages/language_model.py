"""The card of the settings for a language model that the user runs on this computer."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit

from copilot.errors import KnownError
from copilot.store.settings import LanguageModel
from copilot.ui import texts
from copilot.ui.tasks import Errand
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, make_tall, push


class LanguageModelCard(Card):
    """Asks the address for its models only when the user presses the button."""

    changed = Signal(object)  # LanguageModel

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Language model on this computer"))
        self._chosen = LanguageModel()
        words = self.tr(
            "If you run one (Ollama, LM Studio, llama.cpp), it may speak for the counterpart in practice, within what the "
            "scenario says. It is sent their role, the last lines of the practice call and what they are to say; after the "
            "call you see all of it. No other computer is ever asked."
        )
        self.address = QLineEdit()
        self.address.setAccessibleName(self.tr("Address of the language model"))
        self.address.setPlaceholderText("http://localhost:11434/v1")
        self.address.editingFinished.connect(self._change)
        self.look = push(self.tr("Find its models"))
        self.look.clicked.connect(self._look)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setAccessibleName(self.tr("Name of the language model"))
        self.name.lineEdit().setPlaceholderText(self.tr("name of the model"))
        self.name.lineEdit().editingFinished.connect(self._change)
        self.name.activated.connect(self._change)
        self.plays = QCheckBox(self.tr("It speaks for the counterpart in practice calls"))
        self.plays.clicked.connect(self._change)
        self.polishes = QCheckBox(self.tr("It may polish the follow-up email: what it is sent is shown first"))
        self.polishes.clicked.connect(self._change)
        row = QHBoxLayout()
        for part, share in ((self.address, 2), (self.name, 1), (self.look, 0)):
            make_tall(part)
            row.addWidget(part, share)
        self.state = label("sub")
        self.state.hide()
        self.column.addWidget(label("sub", words))
        self.column.addLayout(row)
        self.column.addWidget(self.state)
        self.column.addWidget(self.plays)
        self.column.addWidget(self.polishes)

    def show_chosen(self, chosen: LanguageModel) -> None:
        self._chosen = chosen
        if self.address.text() != chosen.address:
            self.address.setText(chosen.address)
        if self.name.currentText() != chosen.name:
            self.name.setCurrentText(chosen.name)
        self.plays.setChecked(chosen.plays)
        self.polishes.setChecked(chosen.polishes)
        for use in (self.plays, self.polishes):
            use.setEnabled(bool(chosen.address and chosen.name))

    def _change(self) -> None:
        address, name = self.address.text().strip(), self.name.currentText().strip()
        there = bool(address and name)
        plays, polishes = self.plays.isChecked() and there, self.polishes.isChecked() and there
        chosen = replace(self._chosen, address=address, name=name, plays=plays, polishes=polishes)
        if chosen != self._chosen:
            self.show_chosen(chosen)
            self.changed.emit(chosen)

    def _look(self) -> None:
        self.look.setEnabled(False)
        address = self.address.text() or self.address.placeholderText()
        errand = Errand(lambda: _names(address), self)
        errand.done.connect(self._found)
        errand.start()

    def _found(self, found: tuple[str, ...] | KnownError) -> None:
        self.look.setEnabled(True)
        self.state.show()
        if isinstance(found, KnownError):
            self.state.setText(found.of(texts.language()))
            return
        self.state.setText(self.tr("Models found: {n}.").replace("{n}", str(len(found))))
        kept = self.name.currentText()
        self.name.clear()
        self.name.addItems(found)
        self.name.setCurrentText(kept or (found[0] if found else ""))
        if not self.address.text():
            self.address.setText(self.address.placeholderText())
        self._change()


def _names(address: str) -> tuple[str, ...] | KnownError:
    """On a thread of its own."""
    from copilot.engine.local_model import model_names

    try:
        return model_names(address)
    except KnownError as error:
        return error
