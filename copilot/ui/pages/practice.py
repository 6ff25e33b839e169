"""Practice: the scenarios to choose from, the call while it runs, the truth after it, drills and progress."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from copilot.practice.scenario import Scenario
from copilot.store.settings import Level, PracticeChoice
from copilot.ui import texts
from copilot.ui.pages.drill import DrillPage
from copilot.ui.pages.moment import MomentPage
from copilot.ui.pages.practice_talk import TalkPage
from copilot.ui.pages.practice_truth import TruthPage
from copilot.ui.pages.progress import ProgressPage
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, choice, label, make_tall, push

_AT_ONCE = 3  # cards; more would freeze the window


class PracticePage(QStackedWidget):
    """Shows one of its three parts."""

    started = Signal(str)  # scenario id

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Practice"))
        self.scenarios = ScenarioList(theme)
        self.talk = TalkPage(theme)
        self.truth = TruthPage(theme)
        self.drill = DrillPage(theme)
        self.progress = ProgressPage(theme)
        self.moment = MomentPage(theme)
        self.scenarios.started.connect(self.started)
        self.truth.started.connect(self.started)
        for page in (self.truth, self.progress, self.moment):
            page.back_wanted.connect(self.show_scenarios)
        for part in (self.scenarios, self.talk, self.truth, self.drill, self.progress, self.moment):
            self.addWidget(part)

    def show_scenarios(self) -> None:
        self.setCurrentWidget(self.scenarios)

    def take_over(self, old: "PracticePage") -> None:
        """What was typed there, and how far it was scrolled."""
        self.talk.line.setText(old.talk.line.text())
        self.drill.take_over(old.drill)
        for here, there in ((self.scenarios, old.scenarios), (self.truth, old.truth), (self.progress, old.progress)):
            here.stand_at(there.place)


class ScenarioList(Page):
    started = Signal(str)
    chosen = Signal(object)  # PracticeChoice
    drills_wanted = Signal()
    progress_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Practice"))
        self._theme = theme

    def show_scenarios(self, scenarios: Sequence[Scenario], chosen: PracticeChoice, best: dict[str, int]) -> None:
        """best: the highest score so far by scenario id."""
        self.clear()
        self.column.addWidget(self._head())
        words = self.tr(
            "A polite American, warm whatever happens, with a truth they do not volunteer; the same clock and alerts as on a "
            "real call. At the end you learn the truth. Only your score is kept."
        )
        self.column.addWidget(label("sub", words))
        self.column.addLayout(self._choices(chosen))
        self.unfold([partial(self._card, scenario, best.get(scenario.id)) for scenario in scenarios], _AT_ONCE)

    def _card(self, scenario: Scenario, best: int | None) -> Card:
        card = ScenarioCard(self._theme, scenario, best)
        card.started.connect(self.started)
        return card

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label("h1", self.tr("Practice")), 1)
        drills, progress = push(self.tr("Drills")), push(self.tr("Progress"))
        drills.clicked.connect(self.drills_wanted)
        progress.clicked.connect(self.progress_wanted)
        row.addWidget(drills)
        row.addWidget(progress)
        return head

    def _choices(self, chosen: PracticeChoice) -> QHBoxLayout:
        self._how = choice(self.tr("How"), [(self.tr("You type"), False), (self.tr("By voice, aloud"), True)], chosen.voice)
        levels = [
            (self.tr("Coach on"), Level.COACH),
            (self.tr("Hints at the end only"), Level.AFTER),
            (self.tr("Exam: no overlay"), Level.EXAM),
        ]
        self._level = choice(self.tr("Help"), levels, chosen.level)
        row = QHBoxLayout()
        row.setSpacing(10)
        for box in (self._how, self._level):
            row.addWidget(label("sub", box.accessibleName(), wrap=False))
            make_tall(box)
            row.addWidget(box)
            row.addSpacing(16)
            box.activated.connect(self._choose)
        row.addStretch()
        return row

    def _choose(self) -> None:
        self.chosen.emit(PracticeChoice(self._how.currentData(), Level(self._level.currentData())))


class ScenarioCard(Card):
    started = Signal(str)

    def __init__(self, theme: Theme, scenario: Scenario, best: int | None) -> None:
        super().__init__(theme)
        self._scenario = scenario.id
        title = scenario.title.of(texts.language())
        self.setAccessibleName(title)
        facts = self.tr("{kind} · {minutes} min").replace("{kind}", texts.kind(scenario.kind))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("strong", title))
        facts = facts.replace("{minutes}", str(scenario.minutes))
        if best is not None:
            facts += " · " + self.tr("best score {points}").replace("{points}", str(best))
        words.addWidget(label("sub", facts))
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
