"""What is worth saying before a call: fifteen seconds, everything optional."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from copilot.audio.system import hears_one_app
from copilot.call.catalogue import CallKind
from copilot.call.events import CallStarted, Prospect
from copilot.engine.planned import PlannedCall
from copilot.engine.setups import new_call_id, words_said
from copilot.engine.views import city
from copilot.review.times import find_zone
from copilot.store.settings import Consent, Mode, Settings
from copilot.ui import texts
from copilot.ui.pages.hearing import ModeChoice, OtherSideChoice, SoundConsent
from copilot.ui.pages.sound import SoundPanel
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, make_tall, plain_tip, push

_EARLY = timedelta(minutes=30)  # a call that starts no earlier than this before its time goes on to its planned end
US_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles")
CONSENT_SENTENCE = "Before we start: I use an assistant that takes notes of our call as text. Is that all right with you?"
RECORDING_SENTENCE = "Before we start: I record our call to take notes of it. Is that all right with you?"


class SetupCard(Card):
    """The form and its one button. `started` carries the set-up."""

    started = Signal(object)  # CallStarted
    named = Signal(str)  # whom the call is with: the company, else the person
    brief_wanted = Signal(str)
    settings_wanted = Signal(object)  # Settings: what was said yes to here, or who is heard alone

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(theme, self.tr("Start a call"))
        self._settings = settings
        self._end: datetime | None = None  # as planned, until the length is changed by hand
        self._kind = QComboBox()
        for kind in CallKind:
            self._kind.addItem(texts.kind(kind), kind)
        self._name, self._role = QLineEdit(), QLineEdit()
        self._company, self._problem, self._amount, self._words = (QLineEdit() for _ in range(4))
        self._name.setPlaceholderText(self.tr("Dana Whitlock"))
        self._role.setPlaceholderText(self.tr("Operations director"))
        self._company.setPlaceholderText(self.tr("Halden Foods"))
        self._problem.setPlaceholderText(self.tr("in English, as you will say it: manual stock counts"))
        self._amount.setPlaceholderText(self.tr("6 hours a week per site"))
        self._words.setPlaceholderText(self.tr("product and people names, separated by commas"))
        self._brief = push(self.tr("You spoke before: brief"), "link")
        self._brief.clicked.connect(self._ask_brief)
        self._brief.hide()
        self._name.editingFinished.connect(self._tell_who)
        self._company.editingFinished.connect(self._tell_who)
        self._zone = QComboBox()
        self._zone.setEditable(True)
        self._zone.addItem("")
        self._zone.addItems([city(z) for z in US_ZONES])
        self._zone.lineEdit().setPlaceholderText(self.tr("a city: New York, Austin"))
        self._there = label("sub", wrap=False)
        self._minutes = QSpinBox()
        self._minutes.setRange(5, 480)
        self._minutes.setSingleStep(5)
        self._minutes.setValue(settings.planned_minutes)
        self._minutes.setSuffix(" " + self.tr("min"))
        self._until = label("sub", wrap=False)
        self.mode = ModeChoice()
        self.mode.show_mode(settings.mode)
        self.mode.chosen.connect(self._show_mode)
        self.sound_agreed = SoundConsent()
        self.sound_agreed.clicked.connect(self._agree_to_sound)
        self.other_side = OtherSideChoice()
        self.other_side.chosen.connect(self._hear_only)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (self.tr("Kind of &call"), _row(self._kind)),
            (self.tr("&Name, role"), _row(self._name, self._role)),
            (self.tr("C&ompany"), _row(self._company, self._brief)),
            (self.tr("Where &they are"), _row(self._zone, self._there)),
            (self.tr("&Planned length"), _row(self._minutes, self._until)),
            (self.tr("Their pro&blem"), _row(self._problem)),
            (self.tr("What it co&sts"), _row(self._amount)),
            (self.tr("&Words to expect"), _row(self._words)),
            (self.tr("Words become te&xt"), _row(self.mode)),
            ("", self.sound_agreed),
            *([(self.tr("The other si&de"), _row(self.other_side))] if hears_one_app() else []),
        ):
            form.addRow(words, field)
            if (named := form.labelForField(field)) is not None:
                make_tall(named)
                named.setMinimumWidth(named.fontMetrics().horizontalAdvance(words))
                named.setBuddy(field.layout().itemAt(0).widget())  # type: ignore[attr-defined]
        self.setFocusProxy(self._name)
        for field, words in (
            (self._kind, self.tr("Kind of call")),
            (self._name, self.tr("Their name")),
            (self._role, self.tr("Their role")),
            (self._company, self.tr("Company")),
            (self._zone, self.tr("Where they are")),
            (self._minutes, self.tr("Planned length in minutes")),
            (self._problem, self.tr("Their problem")),
            (self._amount, self.tr("What it costs them")),
            (self._words, self.tr("Words to expect")),
            (self.mode, self.tr("Words become text")),
        ):
            field.setAccessibleName(words)
            make_tall(field)
        self.start_button = push(self.tr("Start listening"), "primary")
        self.start_button.clicked.connect(self._start)
        self.sound = SoundPanel(theme)
        bottom = QHBoxLayout()
        self._consent = label("sub")
        self.agreed = QCheckBox(self.tr("They agreed"))
        self.agreed.toggled.connect(self._show_consent)
        bottom.addWidget(self.agreed)
        bottom.addStretch(1)
        bottom.addWidget(self.sound.button)
        bottom.addWidget(self.start_button)
        self.column.addLayout(form)
        self.column.addWidget(self._consent)
        self.column.addLayout(bottom)
        self.column.addWidget(self.sound)
        self._zone.currentTextChanged.connect(self._show_times)
        self._minutes.valueChanged.connect(self._set_length)
        self.apply(settings)

    def apply(self, settings: Settings) -> None:
        if settings.mode is not self._settings.mode:
            self.mode.show_mode(settings.mode)
        self._settings = settings
        self.sound_agreed.setChecked(settings.sound_until_text)
        self.other_side.show_app(settings.only_app)
        self._show_mode()
        self._show_times()

    @property
    def refusal(self) -> str:
        """Why no call may start: a consent that is required was not given. '' when one may."""
        if self._settings.consent is Consent.REQUIRE and not self.agreed.isChecked():
            return self.tr("Their consent is required: tick it on the home page first.")
        if self.mode.mode is Mode.LATER and not self._settings.sound_until_text:
            return self.tr("To transcribe after the call its sound is kept until then: say yes to that on the home page first.")
        return ""

    def setup(self, now: datetime) -> CallStarted:
        """now: aware."""
        typed = [w for w in (w.strip() for w in self._words.text().split(",")) if w]
        return CallStarted(
            call_id=new_call_id(now),
            kind=CallKind(self._kind.currentData()),
            planned_ms=self._planned_ms(now),
            started_utc=now.astimezone(UTC).isoformat(),
            your_timezone=self._settings.you.timezone or system_zone(),
            prospect=Prospect(
                self._name.text().strip(), self._company.text().strip(), self._role.text().strip(), self._their_zone()
            ),
            problem=self._problem.text().strip(),
            amount=self._amount.text().strip(),
            vocabulary=words_said(self._settings, typed),
        )

    def fill(self, planned: PlannedCall, now: datetime) -> None:
        """With what the calendar and earlier calls know; the rest stays as it was typed. now: aware."""
        self._kind.setCurrentIndex(self._kind.findData(planned.kind))
        self._name.setText(planned.name)
        self._company.setText(planned.company)
        self._zone.setCurrentText(city(planned.zone) if planned.zone else "")
        self._minutes.setValue(round((planned.end - max(now, planned.start)) / timedelta(minutes=1)))
        self._end = planned.end
        self._show_times()
        self._tell_who()

    def take_over(self, old: "SetupCard") -> None:
        """As it was filled in there."""
        self._kind.setCurrentIndex(old._kind.currentIndex())
        for field, before in zip(self._typed, old._typed, strict=True):
            field.setText(before.text())
        self._zone.setCurrentText(old._zone.currentText())
        self._minutes.setValue(old._minutes.value())
        self._end = old._end
        self.mode.show_mode(old.mode.mode)
        self.agreed.setChecked(old.agreed.isChecked())
        self._show_mode()
        self._show_times()
        self._tell_who()

    @property
    def untouched(self) -> bool:
        """Nobody typed whom the call is with."""
        return not self._who

    def show_met(self, met: bool) -> None:
        """met: there were calls with them, so that there is a brief."""
        self._brief.setVisible(met)

    @property
    def _typed(self) -> tuple[QLineEdit, ...]:
        return self._name, self._role, self._company, self._problem, self._amount, self._words

    @property
    def _who(self) -> str:
        return self._company.text().strip() or self._name.text().strip()

    def _tell_who(self) -> None:
        self.named.emit(self._who)

    def _ask_brief(self) -> None:
        self.brief_wanted.emit(self._who)

    def clear(self) -> None:
        for field in self._typed:
            field.clear()
        self._brief.hide()
        self.agreed.setChecked(False)
        self._zone.setCurrentIndex(0)
        self._minutes.setValue(self._settings.planned_minutes)
        self.mode.show_mode(self._settings.mode)
        self._show_mode()

    def _planned_ms(self, now: datetime) -> int:
        """To the planned end, however late the start is, unless it is hours ahead of its time."""
        length = timedelta(minutes=self._minutes.value())
        if self._end is not None and self._end - now <= length + _EARLY:
            length = max(self._end - now, timedelta(minutes=self._minutes.minimum()))
        return round(length / timedelta(milliseconds=1))

    def _set_length(self) -> None:
        self._end = None
        self._show_times()

    def _their_zone(self) -> str:
        return find_zone(self._zone.currentText())

    def _show_times(self) -> None:
        now = datetime.now(UTC)
        zone, typed = self._their_zone(), self._zone.currentText().strip()
        if zone:
            there = self.tr("{time} there").replace("{time}", texts.clock(now.astimezone(ZoneInfo(zone))))
        else:
            there = self.tr("not a place I know") if typed else ""
        self._there.setText(there)
        end = (self._end or now + timedelta(milliseconds=self._planned_ms(now))).astimezone()
        self._until.setText(self.tr("until {time}").replace("{time}", texts.clock(end)))

    def _show_consent(self) -> None:
        sentence = RECORDING_SENTENCE if self.mode.mode is Mode.LATER else CONSENT_SENTENCE
        asked = self._settings.consent is not Consent.OFF
        self._consent.setText(self.tr("Say first: “{sentence}”").replace("{sentence}", sentence) if asked else "")
        self.agreed.setVisible(self._settings.consent is Consent.REQUIRE)
        self.start_button.setEnabled(not self.refusal)
        self.start_button.setToolTip(plain_tip(self.refusal))

    def _show_mode(self) -> None:
        self.mode.setToolTip(plain_tip(texts.about_mode(self.mode.mode)))
        self.sound_agreed.setVisible(self.mode.mode is Mode.LATER)
        self._show_consent()

    def _agree_to_sound(self, yes: bool) -> None:
        self.settings_wanted.emit(replace(self._settings, sound_until_text=yes))

    def _hear_only(self, app: str) -> None:
        self.settings_wanted.emit(replace(self._settings, only_app=app))

    def _start(self) -> None:
        self.started.emit(self.setup(datetime.now(UTC)))


def system_zone() -> str:
    """The IANA name of this computer's zone."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii")
    return name or "UTC"


def _row(*fields: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for field in fields:
        row.addWidget(field, 0 if isinstance(field, QSpinBox | QPushButton) else 1)
    return box
