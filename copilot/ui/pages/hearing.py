"""The card of the settings on how a call is heard and turned into text."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout

from copilot.speech.manifest import LIGHT_MODEL
from copilot.store.settings import Mode, Settings
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, push


class ModeChoice(QComboBox):
    """When words become text. `chosen` carries the Mode."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        for mode in Mode:
            self.addItem(texts.mode(mode), mode)
        self.setMinimumHeight(round(self.fontMetrics().height() * 1.9))
        self.activated.connect(self._choose)

    @property
    def mode(self) -> Mode:
        return Mode(self.currentData())

    def show_mode(self, mode: Mode) -> None:
        self.setCurrentIndex(self.findData(mode))

    def _choose(self) -> None:
        self.chosen.emit(self.mode)


class HearingCard(Card):
    """What is chosen is read from the properties after `changed`."""

    changed = Signal()
    fetch_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Hearing"))
        self._light_here = True
        self.mode = ModeChoice()
        self.mode.setAccessibleName(self.tr("Words become text"))
        self.mode.chosen.connect(self._chosen)
        self._about = label("sub")
        self._fetch = push(self.tr("Get the light model (78 MB)"), "link")
        self._fetch.clicked.connect(self.fetch_wanted)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Words &become text"), self.mode)
        form.labelForField(self.mode).setMinimumHeight(self.mode.minimumHeight())
        form.addRow("", self._about)
        form.addRow("", self._fetch)
        row = QHBoxLayout()
        row.addLayout(form, 3)
        row.addStretch(1)
        self.column.addLayout(row)

    def show_settings(self, settings: Settings) -> None:
        self.mode.show_mode(settings.mode)
        self._show()

    def show_models(self, names: Sequence[str]) -> None:
        """Those on this computer."""
        self._light_here = LIGHT_MODEL in names
        self._show()

    def show_fetching(self, fetching: bool) -> None:
        self._fetch.setEnabled(not fetching)
        self._fetch.setText(self.tr("Getting the light model…") if fetching else self.tr("Get the light model (78 MB)"))

    def _show(self) -> None:
        self._about.setText(texts.about_mode(self.mode.mode))
        self._fetch.setVisible(not self._light_here)

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()
