"""The guide of the first start: five short steps, each can be passed over and come back to."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from copilot.store.settings import Consent, Settings
from copilot.ui import texts
from copilot.ui.pages.settings import Device
from copilot.ui.pages.setup import CONSENT_SENTENCE
from copilot.ui.pages.sound import SoundPanel
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, label, make_tall, push

if TYPE_CHECKING:
    from copilot.engine.doctor import Finding

SOUND, SPEECH = 1, 3  # steps that look at the machine


class GuidePage(Page):
    """Shows a step and says what was chosen; what is chosen is kept elsewhere."""

    stepped = Signal(int)
    language_chosen = Signal(str)
    microphone_chosen = Signal(str)
    consent_chosen = Signal(object)  # Consent
    permission_wanted = Signal()
    left = Signal(str)  # where to: 'home', 'practice' or 'demo'

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(self.tr("Getting ready"))
        self._filling, self._chosen = True, ""
        self.column.addWidget(label("h1", self.tr("Getting ready")))
        self.column.addWidget(label("sub", self.tr("Two minutes. Every step can be skipped, and found again in Settings.")))
        self._names = (self.tr("Language"), self.tr("Sound"), self.tr("Consent"), self.tr("Speech"), self.tr("Go"))
        self._steps: list[QWidget] = []
        self._step = 0
        self._tabs = [push(f"{n}  {name}", "nav") for n, name in enumerate(self._names, start=1)]
        row = QHBoxLayout()
        group = QButtonGroup(self)
        for n, tab in enumerate(self._tabs):
            tab.setCheckable(True)
            tab.setMinimumWidth(round(tab.fontMetrics().horizontalAdvance(tab.text()) * 1.25) + 34)  # bold when chosen
            group.addButton(tab, n)
            row.addWidget(tab)
        row.addStretch()
        group.idClicked.connect(self.stepped)
        self.column.addLayout(row)
        card = Card(theme)
        self.column.addWidget(card)
        self.sound = SoundPanel(theme)
        for step in (self._language(), self._sound(), self._consent(), self._speech(), self._go()):
            self._steps.append(step)
            card.column.addWidget(step)
        self.back, self.skip, self.next = push(self.tr("Back")), push(self.tr("Skip the guide"), "link"), push("", "primary")
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.skip.clicked.connect(self._on_skip)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.skip)
        foot.addStretch()
        foot.addWidget(self.next)
        self.column.addLayout(foot)
        self.column.addStretch(1)
        self.show_settings(settings)
        self.show_step(0)

    @property
    def step(self) -> int:
        return self._step

    def show_step(self, step: int) -> None:
        self._step = step
        for n, part in enumerate(self._steps):
            part.setVisible(n == step)
        self._tabs[step].setChecked(True)
        last = step == len(self._steps) - 1
        self.back.setVisible(step > 0)
        self.skip.setVisible(not last)
        self.next.setText(self.tr("Start a call") if last else self.tr("Next"))
        self.next.setFocus()

    def show_settings(self, settings: Settings) -> None:
        self._filling = True
        for value, choice in (*self._languages.items(), *self._consents.items()):
            choice.setChecked(value in (settings.language, settings.consent))
        if settings.microphone != self._chosen or not self._microphone.count():
            self._chosen = settings.microphone
            self.show_devices(())
        self._filling = False

    def show_devices(self, devices: Sequence[Device]) -> None:
        self._filling = True
        self._microphone.clear()
        self._microphone.addItem(self.tr("The system's default"), "")
        for device in devices:
            self._microphone.addItem(device.name, device.id)
        if self._microphone.findData(self._chosen) < 0:
            self._microphone.addItem(self._chosen, self._chosen)
        self._microphone.setCurrentIndex(self._microphone.findData(self._chosen))
        self._filling = False

    def show_findings(self, findings: "Sequence[Finding]") -> None:
        """What was found of the speech model and the signal model; empty while it is looked for."""
        language = texts.language()
        words = [f.found.of(language) + (f" {f.todo.of(language)}" if not f.ok else "") for f in findings]
        good = bool(findings) and all(f.ok for f in findings)
        self._found.setText("\n".join(words) if findings else self.tr("Looking…"))
        self._ready.setText(self.tr("Ready: nothing to fetch.") if good else "")
        self._ready.setVisible(good)

    # --- the steps ------------------------------------------------------------------------------------------------

    def _language(self) -> QWidget:
        self._languages = {
            "system": QRadioButton(self.tr("As the system")),
            "en": QRadioButton("English"),
            "fr": QRadioButton("Français"),
        }
        for value, choice in self._languages.items():
            choice.setProperty("value", value)
            choice.toggled.connect(self._on_language)
        why = self.tr("The interface and the reasons follow it. The sentences to say stay English: they are for the call.")
        return _step(self.tr("Which language do you read fastest?"), why, *self._languages.values())

    def _sound(self) -> QWidget:
        self._microphone = QComboBox()
        self._microphone.setAccessibleName(self.tr("Microphone"))
        make_tall(self._microphone)
        self._microphone.currentIndexChanged.connect(self._on_microphone)
        line = QHBoxLayout()
        line.addWidget(self._microphone, 1)
        line.addWidget(self.sound.button)
        why = self.tr("Wear the headset of your calls. A soft tone must come back as their side, a word of yours as your side.")
        made = _step(self.tr("Are both sides heard?"), why)
        made.layout().addLayout(line)
        made.layout().addWidget(self.sound)
        allow = label("sub", _permission())
        made.layout().addWidget(allow)
        if sys.platform in ("darwin", "win32"):
            button = push(self.tr("Open the system's settings"))
            button.clicked.connect(self.permission_wanted)
            made.layout().addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _consent(self) -> QWidget:
        self._consents = {
            Consent.REMIND: QRadioButton(self.tr("Remind me to ask")),
            Consent.REQUIRE: QRadioButton(self.tr("Only listen once they agreed")),
            Consent.OFF: QRadioButton(self.tr("Say nothing about it")),
        }
        for value, choice in self._consents.items():
            choice.setProperty("value", value)
            choice.toggled.connect(self._on_consent)
        why = self.tr("In many places you must tell the other side. One sentence is enough: “{sentence}”")
        return _step(self.tr("Will they know?"), why.replace("{sentence}", CONSENT_SENTENCE), *self._consents.values())

    def _speech(self) -> QWidget:
        self._found, self._ready = label("words"), label("good")
        why = self.tr("Words are recognised and judged on this computer. No sound and no word leaves it.")
        made = _step(self.tr("The speech model"), why, self._found, self._ready)
        self.show_findings(())
        return made

    def _go(self) -> QWidget:
        practise, demo = push(self.tr("Practise first")), push(self.tr("Watch a recorded call"))
        practise.clicked.connect(self._on_practise)
        demo.clicked.connect(self._on_demo)
        line = QHBoxLayout()
        line.addWidget(practise)
        line.addWidget(demo)
        line.addStretch()
        why = self.tr("A practice call costs nothing: a polite American, warm whatever happens, with a truth of their own.")
        made = _step(self.tr("You are ready"), why)
        made.layout().addLayout(line)
        return made

    # --- what is pressed ------------------------------------------------------------------------------------------

    def _on_language(self, on: bool) -> None:
        if on and not self._filling:
            self.language_chosen.emit(self.sender().property("value"))

    def _on_microphone(self, at: int) -> None:
        if not self._filling and at >= 0:
            self._chosen = self._microphone.itemData(at)
            self.microphone_chosen.emit(self._chosen)

    def _on_consent(self, on: bool) -> None:
        if on and not self._filling:
            self.consent_chosen.emit(Consent(self.sender().property("value")))

    def _on_back(self) -> None:
        self.stepped.emit(self.step - 1)

    def _on_next(self) -> None:
        if self.step == len(self._steps) - 1:
            self.left.emit("home")
        else:
            self.stepped.emit(self.step + 1)

    def _on_skip(self) -> None:
        self.left.emit("home")

    def _on_practise(self) -> None:
        self.left.emit("practice")

    def _on_demo(self) -> None:
        self.left.emit("demo")


def _step(title: str, why: str, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(10)
    column.addWidget(label("heading", title))
    column.addWidget(label("sub", why))
    for part in parts:
        column.addWidget(part)
    made.setAccessibleName(title)
    return made


def _permission() -> str:
    """What this system asks before it lets a program hear."""
    if sys.platform == "darwin":
        return texts.translate(
            "Texts", "macOS asks twice, for the microphone and for system audio: allow both. Until then it gives silence."
        )
    if sys.platform == "win32":
        return texts.translate(
            "Texts", "Windows asks nothing for system audio; desktop apps must be allowed to use the microphone."
        )
    return texts.translate("Texts", "There is nothing to allow on this system.")
