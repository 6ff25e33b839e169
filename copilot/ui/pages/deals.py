"""One row per company: where it stands, what is due, and what looks alive and is dead."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copilot.call.catalogue import Family
from copilot.engine.deals import Change, Deal
from copilot.review.model import VerdictValue
from copilot.ui import texts
from copilot.ui.dues import due_words
from copilot.ui.rows import Rows
from copilot.ui.theme import Theme
from copilot.ui.verdicts import VerdictMark
from copilot.ui.widgets import Card, OneLine, Page, RowButton, label, push


class DealsPage(Page):
    opened = Signal(str, int)
    brief_wanted = Signal(str)  # company

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Deals"))
        self._theme = theme
        self.column.addWidget(label("h1", self.tr("Deals")))
        self.column.addWidget(label("sub", self.tr("By commitments, never by smiles: what is due first, then what is silent.")))
        card = Card(theme)
        self._rows = Rows(self.tr("No company yet: name it before a call, or import a call of theirs."))
        card.column.addWidget(self._rows)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_deals(self, deals: Sequence[Deal], now: datetime) -> None:
        """now: aware."""
        self._rows.fill(deals, partial(self._row, now))  # never the same as before: what is left is told by the hour

    def take_over(self, old: "DealsPage") -> None:
        """As many rows as there."""
        self._rows.reach_as_far(old._rows)

    def _row(self, now: datetime, deal: Deal) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        row = DealRow(self._theme, deal, now)
        row.opened.connect(self.opened)
        brief = push(self.tr("Brief"), "link")
        brief.setAccessibleName(self.tr("Brief before the next call with {company}").replace("{company}", deal.name))
        brief.setProperty("company", deal.name)
        brief.clicked.connect(self._brief)
        line.addWidget(row, 1)
        line.addWidget(brief)
        return box

    def _brief(self) -> None:
        self.brief_wanted.emit(self.sender().property("company"))


class DealRow(RowButton):
    opened = Signal(str, int)

    def __init__(self, theme: Theme, deal: Deal, now: datetime) -> None:
        super().__init__("callrow")
        self._call = deal.last.call_id
        words = QVBoxLayout()
        words.setSpacing(2)
        self.add(words, label("strong", deal.name), 1)
        for name, text in self._lines(deal, now):
            second = label("warn", text) if name == "warn" else OneLine(name)
            second.setText(text)
            self.add(words, second, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(Trend(theme, deal.trend), 0, Qt.AlignmentFlag.AlignTop)
        verdict = VerdictValue(deal.last.verdict)
        row.addWidget(VerdictMark(theme, verdict), 0, Qt.AlignmentFlag.AlignTop)
        said = "; ".join(text for _, text in self._lines(deal, now))
        self.setAccessibleName(f"{deal.name}, {texts.verdict(verdict)}, {said}")
        self.clicked.connect(self._on_click)

    def _lines(self, deal: Deal, now: datetime) -> list[tuple[str, str]]:
        found = []
        if deal.dead:
            dead = self.tr("Looks alive, is dead: nothing dated, silent for {days} days")
            found.append(("warn", dead.replace("{days}", str(deal.quiet_days))))
        if deal.follow_up is not None:
            found.append(("warn", due_words(deal.follow_up, now, deal.last.timezone)))
        if deal.next_at is not None:
            found.append(("sub", f"→ {texts.day(deal.next_at)} · {texts.next_step(deal.next_what)}"))
        elif not deal.dead:
            found.append(("sub", self.tr("no dated next step")))
        if deal.review_on is not None:
            words = self.tr("quarterly review: {day}").replace("{day}", texts.day(datetime.combine(deal.review_on, time())))
            found.append(("warn" if deal.review_on < now.date() else "sub", words))
        if deal.changes:
            since = self.tr("since the call before: {changes}")
            found.append(("sub", since.replace("{changes}", ", ".join(self._change(c, deal) for c in deal.changes))))
        calls = self.tr("calls: {calls}, open commitments: {open}")
        found.append(("muted", calls.replace("{calls}", str(deal.calls)).replace("{open}", str(len(deal.open)))))
        return found

    def _change(self, change: Change, deal: Deal) -> str:
        assert deal.before is not None
        return {
            Change.VERDICT: self.tr("it was {verdict}").replace("{verdict}", texts.verdict(VerdictValue(deal.before.verdict))),
            Change.MORE_EVIDENCE: self.tr("more evidence"),
            Change.LESS_EVIDENCE: self.tr("less evidence"),
            Change.NEW_DATE: self.tr("a date at last"),
            Change.LOST_DATE: self.tr("no date any more"),
        }[change]

    def _on_click(self) -> None:
        self.opened.emit(self._call, 0)


class Trend(QWidget):
    """Evidence against warmth over the last calls: a dot a call, high is evidence."""

    def __init__(self, theme: Theme, shares: tuple[float | None, ...]) -> None:
        super().__init__()
        self._theme, self._shares = theme, shares
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        told = [self.tr("nothing") if s is None else texts.percent(round(s * 100)) for s in shares]
        self.setAccessibleName(self.tr("Evidence by call: {shares}").replace("{shares}", ", ".join(told)))
        self.setToolTip(self.accessibleName())
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(84, round(self.fontMetrics().height() * 1.6))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall, wide = self.height() - 10, self.width() - 12
        step = wide / max(1, len(self._shares) - 1)
        at = [QPointF(6 + i * step, 5 + tall * (1 - s)) for i, s in enumerate(self._shares) if s is not None]
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(QPointF(2, self.height() - 3), QPointF(self.width() - 2, self.height() - 3))
        good, warm = QColor(self._theme.families[Family.EVIDENCE]), QColor(self._theme.families[Family.WARMTH])
        painter.setPen(QPen(QColor(self._theme.muted), 1.5))
        painter.drawPolyline(at)
        painter.setPen(Qt.PenStyle.NoPen)
        for point, share in zip(at, (s for s in self._shares if s is not None), strict=True):
            painter.setBrush(good if share >= 0.5 else warm)
            painter.drawEllipse(point, 3.5, 3.5)
