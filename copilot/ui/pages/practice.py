"""Practice: the scenarios to choose from, the call being typed, the truth after it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from copilot.practice.scenario import Scenario
from copilot.ui import texts
from copilot.ui.pages.practice_talk import TalkPage
from copilot.ui.pages.practice_truth import TruthPage
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, label, push


class PracticePage(QStackedWidget):
    """Shows one of its three parts."""

    started = Signal(str)  # scenario id

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Practice"))
        self.scenarios = ScenarioList(theme)
        self.talk = TalkPage(theme)
        self.truth = TruthPage(theme)
        self.scenarios.started.connect(self.started)
        self.truth.started.connect(self.started)
        self.truth.back_wanted.connect(self._show_scenarios)
        for part in (self.scenarios, self.talk, self.truth):
            self.addWidget(part)

    def _show_scenarios(self) -> None:
        self.setCurrentWidget(self.scenarios)


class ScenarioList(Page):
    started = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Practice"))
        self._theme = theme

    def show_scenarios(self, scenarios: Sequence[Scenario]) -> None:
        self.clear()
        self.column.addWidget(label("h1", self.tr("Practice")))
        words = self.tr(
            "A polite American, warm whatever happens, with a truth they do not volunteer. You type, they answer; the same "
            "clock and alerts as on a real call. At the end you learn the truth. Nothing is kept."
        )
        self.column.addWidget(label("sub", words))
        for scenario in scenarios:
            card = ScenarioCard(self._theme, scenario)
            card.started.connect(self.started)
            self.column.addWidget(card)
        self.column.addStretch()


class ScenarioCard(Card):
    started = Signal(str)

    def __init__(self, theme: Theme, scenario: Scenario) -> None:
        super().__init__(theme)
        self._scenario = scenario.id
        title = scenario.title.of(texts.language())
        self.setAccessibleName(title)
        facts = self.tr("{kind} · {minutes} min").replace("{kind}", texts.kind(scenario.kind))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("strong", title))
        words.addWidget(label("sub", facts.replace("{minutes}", str(scenario.minutes))))
        words.addWidget(label("words", scenario.brief.of(texts.language())))
        start = push(self.tr("Start"))
        start.setAccessibleName(self.tr("Start: {title}").replace("{title}", title))
        start.clicked.connect(self._on_start)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addWidget(start)
        self.column.addLayout(row)

    def _on_start(self) -> None:
        self.started.emit(self._scenario)
