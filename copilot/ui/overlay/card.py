"""The one alert card, the chips of the others, and the mini mode's line."""

from PySide6.QtCore import QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from copilot.call.catalogue import Family, Side
from copilot.engine.views import ANSWERED_MS, CardView
from copilot.ui.icons import FamilyIcon
from copilot.ui.overlay.parts import Panel, Quote, button, in_brackets, plain, set_text
from copilot.ui.theme import Theme
from copilot.ui.widgets import OneLine

_FADE_MS = 600


class AlertCard(Panel):
    """What, their words, the sentence to say (largest), why; and two buttons."""

    dismissed = Signal(int)
    marked_wrong = Signal(int)

    def __init__(self, theme: Theme, still: bool = False) -> None:
        """still: it leaves at once instead of fading."""
        super().__init__()
        self._theme, self._still = theme, still
        self._view: CardView | None = None
        self._short = False
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(ANSWERED_MS - _FADE_MS)
        self._fading.timeout.connect(self._fade)
        self._icon = FamilyIcon()
        self._title = plain("title", wrap=True)
        self._quote = Quote(lines=3)
        self._quote.setObjectName("quote")
        self._say_word = plain("sayword")
        self._say_word.setText(self.tr("Say"))
        self._say_word.setContentsMargins(0, 6, 0, 0)
        self._say = plain("say", wrap=True)
        self._why = plain("small", wrap=True)
        self._wrong = button("quiet", self.tr("Wrong"))
        self._wrong.setToolTip(self.tr("This alert was wrong: it counts in the signal's precision"))
        self._done = button("quiet", self.tr("Done"))
        self._done.setToolTip(self.tr("Close this alert"))
        self._wrong.clicked.connect(self._on_wrong)
        self._done.clicked.connect(self._on_done)

        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._foot = QWidget()
        buttons = QHBoxLayout(self._foot)
        buttons.setContentsMargins(0, 6, 0, 0)
        buttons.setSpacing(4)
        buttons.addWidget(self._why, 1)
        buttons.addStretch()  # where there is no room to say why
        buttons.addWidget(self._wrong, 0, Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self._done, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 12, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._quote)
        column.addWidget(self._say_word)
        column.addWidget(self._say)
        column.addWidget(self._foot)

    def set_key_hints(self, wrong: str, done: str) -> None:
        """Key sequences to show on the buttons, '' for none."""
        self._wrong.setText(self.tr("Wrong") + in_brackets(wrong))
        self._done.setText(self.tr("Done") + in_brackets(done))

    def show_view(self, view: CardView | None) -> None:
        self.setVisible(view is not None)
        if view is None or view == self._view:
            return
        self._view = view
        self._fading.stop()
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        if view.answered and not self._still:
            self._fading.start()
        colour = self._theme.families[Family.EVIDENCE if view.answered else view.family]
        if view.loud and not view.answered:
            self.paint_as(self._theme.alarm_ground, colour)
            colour = self._theme.alarm_text
        else:
            self.paint_as(self._theme.raised, colour)
        self._icon.set(Family.EVIDENCE if view.answered else view.family, colour)
        self._title.setStyleSheet(f"color: {colour}")
        set_text(self._title, self.tr("Answered: {title}").replace("{title}", view.title) if view.answered else view.title)
        self._quote.setVisible(bool(view.quote) and not view.answered and not self._short)
        self._quote.set_quote(view.quote, view.start, view.end)
        self._quote.colours(self._theme.mark if not view.loud else self._theme.raised, self._theme.text)
        for part in (self._say_word, self._say):
            part.setVisible(bool(view.say) and not view.answered)
        set_text(self._say, f"“{view.say}”")
        set_text(self._why, view.why)
        self._why.setVisible(not self._short)
        self._foot.setVisible(not view.answered)
        self._wrong.setVisible(view.alert > 0)
        spoken_by = "" if view.side is None else (self.tr("You said") if view.side is Side.YOU else self.tr("They said"))
        self.setAccessibleName(view.title)
        say = self.tr("Say")
        self.setAccessibleDescription(f"{spoken_by} “{view.quote}”. {say}: {view.say}. {view.why}")

    def shorten(self, short: bool) -> None:
        """short: only what, the sentence to say and the buttons, for a screen with no room for more."""
        if short != self._short:
            self._short = short
            view, self._view = self._view, None
            if view is not None and not self.isHidden():
                self.show_view(view)

    def _fade(self) -> None:
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", effect)
        fade.setDuration(_FADE_MS)
        fade.setStartValue(1.0)
        fade.setEndValue(0.0)
        fade.start()

    def _on_wrong(self) -> None:
        if self._view is not None:
            self.marked_wrong.emit(self._view.alert)

    def _on_done(self) -> None:
        if self._view is not None:
            self.dismissed.emit(self._view.alert)


class Chips(QWidget):
    """Older and waiting alerts, a row each: a click opens one."""

    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._shown: tuple[CardView, ...] = ()
        self._chips: list[_Chip] = []

    def show_view(self, views: tuple[CardView, ...]) -> None:
        self.setVisible(bool(views))
        if views == self._shown:
            return
        self._shown = views
        while len(self._chips) < len(views):
            chip = _Chip(self._theme)
            chip.opened.connect(self.opened)
            self._chips.append(chip)
            self._column.addWidget(chip)
        for at, chip in enumerate(self._chips):
            chip.show_view(views[at] if at < len(views) else None)


class _Chip(Panel):
    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._alert = 0
        self._icon = FamilyIcon()
        self._title = OneLine("chip")
        self._open = button("quiet", self.tr("Show"))
        self._open.clicked.connect(self._on_open)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 6, 2)
        row.setSpacing(7)
        row.addWidget(self._icon)
        row.addWidget(self._title, 1)
        row.addWidget(self._open)

    def show_view(self, view: CardView | None) -> None:
        self.setVisible(view is not None)
        if view is None:
            return
        self._alert = view.alert
        family = Family.EVIDENCE if view.answered else view.family
        colour = self._theme.families[family]
        self.paint_as(self._theme.raised, colour)
        self._icon.set(family, colour)
        title = self.tr("Answered: {title}").replace("{title}", view.title) if view.answered else view.title
        self._title.set_text(title)
        self._open.setVisible(not view.answered)
        self._open.setAccessibleName(self.tr("Show “{title}”").replace("{title}", view.title))
        self.setAccessibleName(title)

    def _on_open(self) -> None:
        self.opened.emit(self._alert)
