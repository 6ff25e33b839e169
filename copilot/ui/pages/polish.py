"""What is sent to the user's language model, shown before it goes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from copilot.errors import KnownError
from copilot.store.settings import LanguageModel
from copilot.ui.widgets import label, push, without_icons

if TYPE_CHECKING:
    from copilot.engine.local_model import Message


class PolishDialog(QDialog):
    """Accepted when the user sends it."""

    def __init__(self, model: LanguageModel, messages: "Sequence[Message]", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Polish the email"))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        words = self.tr(
            "This goes to {model} at {address}, on this computer, and nowhere else. Quotes, days, figures and names must come"
            " back as they are."
        )
        column.addWidget(label("words", words.replace("{model}", model.name).replace("{address}", model.address)))
        sent = QPlainTextEdit("\n\n".join(f"{m.role}:\n{m.content}" for m in messages))
        sent.setReadOnly(True)
        sent.setAccessibleName(self.tr("What is sent"))
        sent.setMinimumHeight(sent.fontMetrics().height() * 18)
        column.addWidget(sent)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(push(self.tr("Send"), "primary"), QDialogButtonBox.ButtonRole.AcceptRole)
        without_icons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def ask(model: LanguageModel, body: str) -> str | KnownError:
    """On a thread of its own."""
    from copilot.engine.polishing import polished

    try:
        return polished(model, body)
    except KnownError as error:
        return error
