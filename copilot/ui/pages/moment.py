"""A missed moment of a real call, about to be practised: the minute before it, and two ways of trying again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from copilot.practice.scenario import Scenario
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, label, push


class MomentPage(Page):
    replay_wanted = Signal()
    drill_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Practise this moment"))
        self._theme = theme

    def show_moment(self, scenario: Scenario) -> None:
        """scenario: the call from that moment on."""
        self.begin(self.tr("Practise this moment"), self.tr("All scenarios"), self.back_wanted)
        words = self.tr(
            "Replayed, the call goes on from here with somebody like them: undecided, warm until asked. It also comes back in "
            "your drills, until you answer it."
        )
        self.column.addWidget(label("sub", words))
        card = Card(self._theme, self.tr("The minute before"))
        for said in scenario.before:
            card.column.addWidget(label("muted", texts.said(said.side, said.text)))
        card.column.addWidget(label("sub", self.tr("They say")))
        card.column.addWidget(label("verdict", texts.quoted(scenario.lines.opening[0])))
        self.column.addWidget(card)
        ways = QHBoxLayout()
        ways.setSpacing(10)
        replay = push(self.tr("Replay it as a call"), "primary")
        replay.clicked.connect(self.replay_wanted)
        drill = push(self.tr("Answer it in ten seconds"))
        drill.clicked.connect(self.drill_wanted)
        ways.addWidget(replay)
        ways.addWidget(drill)
        ways.addStretch()
        self.column.addLayout(ways)
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(0)
        replay.setFocus()
