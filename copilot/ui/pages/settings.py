"""The settings, applied as they are changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QSlider, QSpinBox

from copilot.store.settings import Consent, LanguageModel, Settings
from copilot.ui.pages.calendar import CalendarCard
from copilot.ui.pages.hearing import HearingCard
from copilot.ui.pages.hours import HoursChoice
from copilot.ui.pages.keys import KeysCard
from copilot.ui.pages.language_model import LanguageModelCard
from copilot.ui.pages.privacy import PrivacyCard
from copilot.ui.pages.zone import ZoneChoice
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Note, Page, label, make_tall, push

_NARROW = 112  # letters
TEXT_SIZES = (80, 90, 100, 115, 130, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Device:
    id: str
    name: str


class SettingsPage(Page):
    changed = Signal(object)  # Settings
    guide_wanted = Signal()
    playbook_wanted = Signal()
    login_wanted = Signal(bool)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(self.tr("Settings"))
        self._settings = settings
        self._filling = True
        self.column.addWidget(label("h1", self.tr("Settings")))
        self.language = _choice(
            (("system", self.tr("As the system")), ("en", "English"), ("fr", "Français")),
        )
        self.guide = push(self.tr("Go through the first steps again"), "link")
        self.guide.clicked.connect(self.guide_wanted)
        self.theme_choice = _choice(
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast", self.tr("High contrast")),
            ),
        )
        self.microphone = QComboBox()
        self.model = QComboBox()
        self.minutes = QSpinBox()
        self.minutes.setRange(5, 480)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" " + self.tr("min"))
        self.consent = _choice(
            (
                (Consent.OFF, self.tr("Say nothing about it")),
                (Consent.REMIND, self.tr("Remind me to ask")),
                (Consent.REQUIRE, self.tr("Only listen once they agreed")),
            ),
        )
        self.text_size = _choice(tuple((size, f"{size}\N{NO-BREAK SPACE}%") for size in TEXT_SIZES))
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(30, 100)
        self.captions = QCheckBox(self.tr("Two lines of captions"))
        self.mini = QCheckBox(self.tr("Mini mode: the clock and one line"))
        self.still = QCheckBox(self.tr("No movement: nothing fades or pulses"))
        self.hidden = QCheckBox(self.tr("Hide the overlay from screen sharing, where the system can"))
        self._sharing = Note()
        self.login = QCheckBox(self.tr("Start with the computer, in the tray"))
        self.login.clicked.connect(self.login_wanted)
        self.keys = KeysCard(theme)
        self.keys.changed.connect(self._change_keys)
        self.offers = QCheckBox(self.tr("Offer to listen when a call begins"))
        self.ask_again = push(self.tr("Offer it again in every application"), "link")
        self.ask_again.clicked.connect(self._forget_never)
        self.playbook = push(self.tr("Playbook: what is listened for, and what to say"), "link")
        self.playbook.clicked.connect(self.playbook_wanted)
        self.pace = _choice(
            (
                (0, self.tr("As in the playbook: one in 90 seconds at most")),
                (45, self.tr("Often: one in 45 seconds at most")),
                (180, self.tr("Calm: one in 3 minutes at most")),
                (300, self.tr("Rare: one in 5 minutes at most")),
            )
        )
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("names of your products and people, separated by commas"))
        self.zone = ZoneChoice()
        self.zone.changed.connect(self._set_zone)
        self.hours = HoursChoice()
        self.hours.changed.connect(self._set_hours)
        self.your_name, self.your_email, self.your_company = QLineEdit(), QLineEdit(), QLineEdit()
        self.privacy = PrivacyCard(theme)
        self.hearing = HearingCard(theme)
        self.hearing.changed.connect(self._change)
        self.calendar = CalendarCard(theme)
        self.calendar.changed.connect(self._set_calendar)
        self.language_model = LanguageModelCard(theme)
        self.language_model.changed.connect(self._set_language_model)
        self._cards(theme)
        self.show_settings(settings)
        self._listen()

    def show_devices(self, devices: Sequence[Device]) -> None:
        """The microphones there are now; the chosen one stays in the list when it is unplugged."""
        self._filling = True
        self.microphone.clear()
        self.microphone.addItem(self.tr("The system's default"), "")
        for device in devices:
            self.microphone.addItem(device.name, device.id)
        chosen = self._settings.microphone
        if self.microphone.findData(chosen) < 0:
            self.microphone.addItem(self.tr("{name} (not plugged in)").replace("{name}", chosen), chosen)
        self.microphone.setCurrentIndex(self.microphone.findData(chosen))
        self._filling = False

    def show_models(self, names: Sequence[str]) -> None:
        """The speech models on this computer; the chosen one stays in the list when it is gone."""
        self._filling = True
        chosen = self._settings.model
        self.model.clear()
        for name in dict.fromkeys((*names, chosen)):
            here = name in names
            self.model.addItem(name if here else self.tr("{name} (not on this computer)").replace("{name}", name), name)
        self.model.setCurrentIndex(self.model.findData(chosen))
        self.hearing.show_models(names)
        self._filling = False

    def show_settings(self, settings: Settings) -> None:
        self._filling = True
        self._settings = settings
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.theme_choice.setCurrentIndex(self.theme_choice.findData(settings.theme))
        for device, name in (("", self.tr("The system's default")), (settings.microphone, settings.microphone)):
            if self.microphone.findData(device) < 0:  # until the sound system has told which there are
                self.microphone.addItem(name, device)
        self.microphone.setCurrentIndex(self.microphone.findData(settings.microphone))
        if self.model.findData(settings.model) < 0:
            self.model.addItem(settings.model, settings.model)
        self.model.setCurrentIndex(self.model.findData(settings.model))
        self.minutes.setValue(settings.planned_minutes)
        self.consent.setCurrentIndex(self.consent.findData(settings.consent))
        size = min(TEXT_SIZES, key=lambda s: abs(s - settings.overlay.text_scale * 100))
        self.text_size.setCurrentIndex(self.text_size.findData(size))
        self.opacity.setValue(round(settings.overlay.opacity * 100))
        self.captions.setChecked(settings.overlay.captions)
        self.mini.setChecked(settings.overlay.mini)
        self.privacy.show_days(settings.keep_days)
        self.still.setChecked(settings.overlay.still)
        self.hidden.setChecked(settings.overlay.hide_from_sharing)
        self.keys.show_keys(settings.keys)
        self.calendar.show_settings(settings)
        self.language_model.show_chosen(settings.language_model)
        self.hearing.show_settings(settings)
        self.offers.setChecked(settings.offer_calls)
        self.ask_again.setVisible(bool(settings.never_offer))
        if self.pace.findData(settings.alert_gap_s) < 0:
            words = self.tr("One in {n} seconds at most").replace("{n}", str(settings.alert_gap_s))
            self.pace.addItem(words, settings.alert_gap_s)
        self.pace.setCurrentIndex(self.pace.findData(settings.alert_gap_s))
        self.zone.show_zone(settings.you.timezone)
        self.hours.show_hours(settings.you.opens, settings.you.closes)
        for field, value in (
            (self.your_name, settings.you.name),
            (self.your_email, settings.you.email),
            (self.your_company, settings.you.company),
            (self.words, ", ".join(settings.vocabulary)),
        ):
            if field.text() != value:
                field.setText(value)
        self._filling = False

    def show_sharing(self, words: str) -> None:
        """What was found when the system was asked to hide such a window."""
        self._sharing.setText(words)
        self.hidden.setAccessibleDescription(words)

    def show_login(self, on: bool) -> None:
        self.login.setChecked(on)

    def _cards(self, theme: Theme) -> None:
        groups = (
            (
                self.tr("Interface"),
                (
                    (self.tr("&Language"), self.language),
                    (self.tr("&Appearance"), self.theme_choice),
                    ("", self.login),
                    ("", self.guide),
                ),
            ),
            (
                self.tr("Call"),
                (
                    (self.tr("&Microphone"), self.microphone),
                    (self.tr("&Speech model"), self.model),
                    (self.tr("Usual &length"), self.minutes),
                    (self.tr("&Consent of the other side"), self.consent),
                    (self.tr("Ale&rts"), self.pace),
                    ("", self.playbook),
                    (self.tr("&Words to expect"), self.words),
                    ("", self.offers),
                    ("", self.ask_again),
                ),
            ),
            (
                self.tr("Overlay"),
                (
                    (self.tr("&Text size"), self.text_size),
                    (self.tr("&Opacity"), self.opacity),
                    ("", self.captions),
                    ("", self.mini),
                    ("", self.still),
                    ("", self.hidden),
                    ("", self._sharing),
                ),
            ),
            (
                self.tr("You, for emails and invites"),
                (
                    (self.tr("&Name"), self.your_name),
                    (self.tr("&Email"), self.your_email),
                    (self.tr("Com&pany"), self.your_company),
                    (self.tr("Time &zone"), self.zone),
                    (self.tr("Wor&king hours"), self.hours),
                ),
            ),
        )
        for title, fields in groups:
            card = Card(theme, title)
            form = QFormLayout()
            form.setHorizontalSpacing(14)
            form.setVerticalSpacing(8)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            for words, field in fields:
                form.addRow(words, field)
                field.setAccessibleName(words.replace("&", "") or field.text())
                if field is not self._sharing:
                    make_tall(field)
                if (named := form.labelForField(field)) is not None:
                    named.setMinimumHeight(field.minimumHeight())
            row = QHBoxLayout()
            row.addLayout(form, 3)
            row.addStretch(1)
            card.column.addLayout(row)
            self.column.addWidget(card)
            if title == groups[1][0]:
                self.column.addWidget(self.hearing)
        self.column.addWidget(self.keys)
        self.column.addWidget(self.calendar)
        self.column.addWidget(self.language_model)
        self.column.addWidget(self.privacy)
        self.column.addStretch(1)
        self._forms = forms = self.findChildren(QFormLayout)
        places = [(form, row) for form in forms for row in range(form.rowCount())]
        names = [
            item.widget() for form, row in places if (item := form.itemAt(row, QFormLayout.ItemRole.LabelRole)) is not None
        ]
        widest = max(name.sizeHint().width() for name in names) + forms[0].horizontalSpacing()
        for name in names:  # one column down the page
            name.setMinimumWidth(widest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room the names stand above their fields, and these take all of the card."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < self.fontMetrics().averageCharWidth() * _NARROW
        wraps = QFormLayout.RowWrapPolicy.WrapAllRows if narrow else QFormLayout.RowWrapPolicy.DontWrapRows
        for form in self._forms:
            if form.rowWrapPolicy() != wraps:
                form.setRowWrapPolicy(wraps)

    def _listen(self) -> None:
        choices = (self.language, self.theme_choice, self.microphone, self.model, self.consent, self.text_size, self.pace)
        for choice in choices:
            choice.currentIndexChanged.connect(self._change)
        for number in (self.minutes, self.opacity):
            number.valueChanged.connect(self._change)
        self.privacy.keep_days_changed.connect(self._change)
        for box in (self.captions, self.mini, self.still, self.hidden, self.offers):
            box.toggled.connect(self._change)
        for field in (self.your_name, self.your_email, self.your_company, self.words):
            field.editingFinished.connect(self._change)

    def _forget_never(self) -> None:
        self._settings = replace(self._settings, never_offer=())
        self.changed.emit(self._settings)

    def _set_zone(self, zone: str) -> None:
        self._settings = replace(self._settings, you=replace(self._settings.you, timezone=zone))
        self.changed.emit(self._settings)

    def _set_hours(self, opens: int, closes: int) -> None:
        self._settings = replace(self._settings, you=replace(self._settings.you, opens=opens, closes=closes))
        self.changed.emit(self._settings)

    def _set_calendar(self, source: str) -> None:
        if source != self._settings.calendar:
            self._settings = replace(self._settings, calendar=source)
            self.changed.emit(self._settings)

    def _set_language_model(self, chosen: LanguageModel) -> None:
        self._settings = replace(self._settings, language_model=chosen)
        self.changed.emit(self._settings)

    def _change(self) -> None:
        if self._filling:
            return
        old = self._settings
        self._settings = replace(
            old,
            language=self.language.currentData(),
            theme=self.theme_choice.currentData(),
            planned_minutes=self.minutes.value(),
            microphone=self.microphone.currentData() or "",
            model=self.model.currentData() or self._settings.model,
            mode=self.hearing.mode.mode,
            only_app=self.hearing.only_app,
            sound_until_text=self.hearing.agreed.isChecked(),
            keep_audio=self.hearing.keep.isChecked(),
            consent=Consent(self.consent.currentData()),
            offer_calls=self.offers.isChecked(),
            alert_gap_s=self.pace.currentData(),
            vocabulary=tuple(w for w in (w.strip() for w in self.words.text().split(",")) if w),
            keep_days=self.privacy.keep.currentData(),
            you=replace(
                old.you,
                name=self.your_name.text().strip(),
                email=self.your_email.text().strip(),
                company=self.your_company.text().strip(),
            ),
            overlay=replace(
                old.overlay,
                opacity=self.opacity.value() / 100,
                text_scale=self.text_size.currentData() / 100,
                captions=self.captions.isChecked(),
                mini=self.mini.isChecked(),
                still=self.still.isChecked(),
                hide_from_sharing=self.hidden.isChecked(),
            ),
        )
        if self._settings != old:
            self.changed.emit(self._settings)

    def _change_keys(self, chosen: dict[str, str]) -> None:
        self._settings = replace(self._settings, keys=chosen)
        self.changed.emit(self._settings)


def _choice(options: Sequence[tuple[object, str]]) -> QComboBox:
    made: QComboBox = QComboBox()
    for value, words in options:
        made.addItem(words, value)
    return made
