"""Ten seconds before a call: what is heard of each side, told as it is found."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from copilot.audio.findings import VOICE_UNTIL_MS, Finding, Stage, Verdict
from copilot.call.catalogue import Family
from copilot.ui import texts
from copilot.ui.icons import paint_family
from copilot.ui.theme import Theme
from copilot.ui.widgets import label, push

_STEP_MS = 100
_FAMILY = {Verdict.GOOD: Family.EVIDENCE, Verdict.WARNING: Family.WARMTH, Verdict.FAILED: Family.ALARM}


class SoundPanel(QWidget):
    """Shows one check; its `button` goes where the page wants it, and starts or cancels."""

    wanted = Signal()
    cancelled = Signal()
    grown = Signal()  # there is more to see at its end

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._running = False
        self._shown: tuple[Finding, ...] = ()
        self.button = push(self.tr("Check sound"))
        self.button.setAccessibleDescription(self.tr("Ten seconds: plays a soft tone and asks you for a word"))
        self.button.clicked.connect(self._press)
        self.say = label("strong")
        self._bar = QProgressBar()
        self._bar.setRange(0, VOICE_UNTIL_MS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(self.tr("Sound check"))
        self._clock = QTimer(self)
        self._clock.setInterval(_STEP_MS)
        self._clock.timeout.connect(self._advance)
        self._found = QVBoxLayout()
        self._found.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        rule.setStyleSheet(f"background: {theme.line}")
        column.addWidget(rule)
        column.addWidget(self.say)
        column.addWidget(self._bar)
        column.addLayout(self._found)
        self.hide()

    def show_check(self, stage: Stage, findings: tuple[Finding, ...]) -> None:
        """findings: all so far; the new ones are added below the others."""
        for finding in findings[len(self._shown) :]:
            self._found.addWidget(_FindingRow(self._theme, finding))
            self._announce(f"{_verdict(finding.verdict)}: {finding.say.of(texts.language())}")
        self._shown = findings
        if stage is Stage.DONE:
            self._end()
            self.grown.emit()
        self._tell(self._conclusion() if stage is Stage.DONE else self._ask(stage))

    def close_check(self) -> None:
        """Cancels what runs and takes the panel away."""
        if self._running:
            self._end()
            self.cancelled.emit()
        self.hide()

    def _press(self) -> None:
        if self._running:
            self.close_check()
        else:
            self._begin()
            self.wanted.emit()

    def _begin(self) -> None:
        self._shown = ()
        while (item := self._found.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._running = True
        self._bar.setValue(0)
        self._bar.show()
        self._clock.start()
        self.button.setText(self.tr("Stop the check"))
        self.show()
        self._tell(self._ask(Stage.QUIET))
        self.grown.emit()

    def _end(self) -> None:
        self._running = False
        self._clock.stop()
        self._bar.hide()
        self.button.setText(self.tr("Check sound"))

    def _advance(self) -> None:
        self._bar.setValue(min(VOICE_UNTIL_MS, self._bar.value() + _STEP_MS))

    def _ask(self, stage: Stage) -> str:
        return {
            Stage.QUIET: self.tr("Listening to the room: stay quiet for a moment…"),
            Stage.TONE: self.tr("A soft tone is playing: is it heard as the call would be?"),
            Stage.VOICE: self.tr("Now say a few words into your microphone: “Can you hear me well?”"),
        }[stage]

    def _conclusion(self) -> str:
        verdicts = {finding.verdict for finding in self._shown}
        if not verdicts:
            return self.tr("The check itself failed. Try it again, or run the check-up: moneytime doctor.")
        if Verdict.FAILED in verdicts:
            return self.tr("Not ready: one side would not be heard.")
        return (
            self.tr("Ready, and it could be better.")
            if Verdict.WARNING in verdicts
            else self.tr("Ready: both sides are heard.")
        )

    def _tell(self, words: str) -> None:
        if words != self.say.text():
            self.say.setText(words)
            self._announce(words)

    def _announce(self, words: str) -> None:
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


class _FindingRow(QWidget):
    """Icon, verdict in a word, and the finding."""

    def __init__(self, theme: Theme, finding: Finding) -> None:
        super().__init__()
        family = _FAMILY[finding.verdict]
        words = finding.say.of(texts.language())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        verdict = label("strong", _verdict(finding.verdict), wrap=False)
        verdict.setStyleSheet(f"color: {theme.families[family]}")
        widest = max(verdict.fontMetrics().horizontalAdvance(_verdict(value)) for value in Verdict)
        verdict.setMinimumWidth(round(widest * 1.15))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(_Mark(family, theme.families[family]), 0, top)
        row.addWidget(verdict, 0, top)
        row.addWidget(label("words", words), 1)
        self.setAccessibleName(f"{_verdict(finding.verdict)}: {words}")


class _Mark(QWidget):
    def __init__(self, family: Family, colour: str) -> None:
        super().__init__()
        self._family, self._colour = family, QColor(colour)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: object) -> None:
        paint_family(QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1), self._family, self._colour)


def _verdict(value: Verdict) -> str:
    return {
        Verdict.GOOD: texts.translate("Texts", "Good"),
        Verdict.WARNING: texts.translate("Texts", "Careful"),
        Verdict.FAILED: texts.translate("Texts", "Not heard"),
    }[value]
