"""Practice over time: scores by skill, try after try."""

from collections.abc import Sequence
from datetime import datetime
from statistics import mean

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from copilot.practice.mind import Outcome
from copilot.practice.scoring import Skill
from copilot.store.practised import Attempt
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, label

_LAST = 20  # attempts in the pictures
_RECENT = 3  # attempts that "now" is made of


class ProgressPage(Page):
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Progress"))
        self._theme = theme

    def show_attempts(self, attempts: Sequence[Attempt], titles: dict[str, str]) -> None:
        """attempts: in order of time. titles: of scenarios, by id."""
        self.begin(self.tr("Progress"), self.tr("Practice"), self.back_wanted)
        if not attempts:
            self.column.addWidget(
                label("sub", self.tr("No practice call yet. Each one leaves its score here, never its words."))
            )
            self.column.addStretch(1)
            return
        self.column.addWidget(self._skills(attempts))
        self.column.addWidget(self._tries(attempts, titles))
        self.column.addStretch(1)

    def _skills(self, attempts: Sequence[Attempt]) -> Card:
        card = Card(self._theme, self.tr("By skill"))
        card.column.addWidget(
            label("sub", self.tr("Your last tries, oldest on the left; the figure is the mean of the last three."))
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, skill in enumerate(Skill):
            points = [a.skills[skill.value] for a in attempts if skill.value in a.skills]
            now = round(mean(points[-_RECENT:])) if points else 0
            grid.addWidget(label("words", texts.skill(skill), wrap=False), row, 0)
            grid.addWidget(Spark(self._theme, points[-_LAST:]), row, 1)
            grid.addWidget(label("strong", str(now), wrap=False), row, 2, Qt.AlignmentFlag.AlignRight)
            before = points[-2 * _RECENT : -_RECENT]
            change = texts.signed(now - round(mean(before))) if before else ""
            grid.addWidget(label("sub", change, wrap=False), row, 3, Qt.AlignmentFlag.AlignRight)
        card.column.addLayout(grid)
        return card

    def _tries(self, attempts: Sequence[Attempt], titles: dict[str, str]) -> Card:
        card = Card(self._theme, self.tr("Tries"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, attempt in enumerate(reversed(attempts)):
            reached = attempt.outcome == attempt.best
            grid.addWidget(
                label("sub", texts.day(datetime.fromisoformat(attempt.started_utc).astimezone()), wrap=False), row, 0
            )
            grid.addWidget(label("words", titles.get(attempt.scenario, attempt.scenario)), row, 1)
            known = attempt.outcome in set(Outcome)
            outcome = texts.outcome(Outcome(attempt.outcome)) if known else attempt.outcome
            grid.addWidget(label("good" if reached else "warn", outcome, wrap=False), row, 2)
            grid.addWidget(label("strong", str(attempt.total), wrap=False), row, 3, Qt.AlignmentFlag.AlignRight)
        card.column.addLayout(grid)
        return card


class Spark(QWidget):
    """Points from 0 to 100 as a line; a single one as a dot."""

    def __init__(self, theme: Theme, points: Sequence[int]) -> None:
        super().__init__()
        self._theme, self._points = theme, tuple(points)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(map(str, points)))

    def sizeHint(self) -> QSize:
        return QSize(160, 28)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if not self._points:
            return
        step = box.width() / max(1, len(self._points) - 1)
        places = [QPointF(box.left() + i * step, box.bottom() - box.height() * p / 100) for i, p in enumerate(self._points)]
        painter.setPen(QPen(QColor(self._theme.accent), 2))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawEllipse(places[-1], 3, 3)
