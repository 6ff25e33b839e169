"""The question whether to listen, as it stands on the home page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from copilot.engine.call_offer import Offer
from copilot.ui.offer import question, under
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, push


class OfferCard(Card):
    accepted = Signal()
    declined = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, stripe=theme.accent)
        self.title, self._who = label("strong"), label("sub")
        start, later = push(self.tr("Start listening"), "primary"), push(self.tr("Not now"))
        start.clicked.connect(self.accepted)
        later.clicked.connect(self.declined)
        row = QHBoxLayout()
        row.addWidget(start)
        row.addWidget(later)
        row.addStretch()
        self.column.addWidget(self.title)
        self.column.addWidget(self._who)
        self.column.addLayout(row)
        self.hide()

    def show_offer(self, offer: Offer | None, who: str) -> None:
        self.setVisible(offer is not None)
        if offer is not None:
            self.title.setText(question(offer))
            self.setAccessibleName(self.title.text())
            self._who.setText(under(offer, who))
            self._who.setVisible(bool(self._who.text()))
