"""The card of the settings on how a call is heard and turned into text."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QProgressBar, QWidget

from copilot.audio.call_apps import call_apps
from copilot.audio.system import hears_one_app
from copilot.speech.manifest import LIGHT_MODEL
from copilot.store.settings import Mode, Settings
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Note, label, make_tall, push

BETTER_MODEL = "small"
_KB = 1024  # a progress bar counts no further than 2^31


class ModeChoice(QComboBox):
    """When words become text. `chosen` carries the Mode."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        for mode in Mode:
            self.addItem(texts.mode(mode), mode)
        make_tall(self)
        self.activated.connect(self._choose)

    @property
    def mode(self) -> Mode:
        return Mode(self.currentData())

    def show_mode(self, mode: Mode) -> None:
        self.setCurrentIndex(self.findData(mode))

    def _choose(self) -> None:
        self.chosen.emit(self.mode)


class SoundConsent(QCheckBox):
    """Their yes, without which no sound is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(self.tr("Yes, keep the sound of the call until it is transcribed, then delete it"))
        about = self.tr("On this computer only, readable by your account alone, about 130 MB an hour.")
        self.setToolTip(about)
        self.setAccessibleDescription(about)


class OtherSideChoice(QComboBox):
    """What of this computer's sound is the other side. `chosen` carries an application's id, '' for everything."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.addItem(self.tr("Everything this computer plays"), "")
        for app in call_apps():
            self.addItem(app.name, app.id)
        self.setAccessibleName(self.tr("The other side"))
        make_tall(self)
        self.activated.connect(self._choose)

    @property
    def app(self) -> str:
        return str(self.currentData())

    def show_app(self, app: str) -> None:
        self.setCurrentIndex(max(0, self.findData(app)))

    def _choose(self) -> None:
        self.chosen.emit(self.app)


class HearingCard(Card):
    """What is chosen is read from the properties after `changed`."""

    changed = Signal()
    fetch_wanted = Signal(str)  # name of the model
    stop_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Hearing"))
        self._here: Sequence[str] | None = None  # models, once they were looked for
        self._fetching = ""
        self.mode = ModeChoice()
        self.mode.setAccessibleName(self.tr("Words become text"))
        self.mode.chosen.connect(self._chosen)
        self._about = Note()
        self._buttons = {
            LIGHT_MODEL: push(self.tr("Get the light model (78 MB)"), "link"),
            BETTER_MODEL: push(self.tr("Get the model that hears better, for strong computers (488 MB)"), "link"),
        }
        for name, button in self._buttons.items():
            button.setProperty("model", name)
            button.clicked.connect(self._want)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = label("sub")
        self._stop = push(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop getting the model"))
        self._stop.clicked.connect(self.stop_wanted)
        self._progress = QWidget()
        progress = QHBoxLayout(self._progress)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(10)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self._words)
        progress.addWidget(self._stop)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Words &become text"), self.mode)
        form.labelForField(self.mode).setMinimumHeight(self.mode.minimumHeight())
        form.addRow("", self._about)
        for button in self._buttons.values():
            form.addRow("", button)
        form.addRow("", self._progress)
        self.agreed = SoundConsent()
        self.keep = QCheckBox(self.tr("Keep the sound after that, too"))
        for box in (self.agreed, self.keep):
            box.clicked.connect(self.changed)
            form.addRow("", box)
        self._only = OtherSideChoice()
        self._only.chosen.connect(self._chosen)
        if hears_one_app():
            form.addRow(self.tr("The &other side"), self._only)
            form.labelForField(self._only).setMinimumHeight(self.mode.minimumHeight())
        row = QHBoxLayout()
        row.addLayout(form, 3)
        row.addStretch(1)
        self.column.addLayout(row)

    @property
    def only_app(self) -> str:
        return self._only.app

    def show_settings(self, settings: Settings) -> None:
        self.mode.show_mode(settings.mode)
        self._only.show_app(settings.only_app)
        self.agreed.setChecked(settings.sound_until_text)
        self.keep.setChecked(settings.keep_audio)
        self._show()

    def show_models(self, names: Sequence[str]) -> None:
        """Those on this computer."""
        self._here = names
        self._show()

    def show_fetching(self, name: str, done: int = 0, size: int = 0) -> None:
        """name: the model that is on its way, '' for none. done, size: bytes; size 0 where nobody can tell."""
        self._fetching = name
        self._bar.setRange(0, size // _KB)
        self._bar.setValue(done // _KB)
        words = self.tr("Getting {name}…").replace("{name}", name)
        if size:
            words = self.tr("{done} of {size} MB").replace("{done}", f"{done / 1e6:.0f}").replace("{size}", f"{size / 1e6:.0f}")
        self._words.setText(words)
        self._bar.setAccessibleName(self.tr("Getting {name}…").replace("{name}", name))
        self._show()

    def _show(self) -> None:
        self._about.setText(texts.about_mode(self.mode.mode))
        self._progress.setVisible(bool(self._fetching))
        for name, button in self._buttons.items():
            button.setVisible(self._here is not None and name not in self._here and not self._fetching)
        later = self.mode.mode is Mode.LATER
        self.agreed.setVisible(later or self.agreed.isChecked())
        self.keep.setVisible(later or self.keep.isChecked())

    def _want(self) -> None:
        self.fetch_wanted.emit(self.sender().property("model"))

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()
