"""The picture of the call on its card: zoomed, moved, and kept as an image."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollBar

from copilot.review.model import Timeline
from copilot.ui.pages.timeline import TimelinePicture
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, heading, push


class PictureCard(Card):
    wanted = Signal(int)  # utterance
    failed = Signal(str)

    def __init__(self, theme: Theme, timeline: Timeline, names: dict[str, str]) -> None:
        super().__init__(theme, "")
        self.setAccessibleName(self.tr("The call"))
        self.picture = TimelinePicture(theme, timeline, names)
        self.picture.wanted.connect(self.wanted)
        self.picture.looked.connect(self._follow)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setAccessibleName(self.tr("Part of the call that is shown"))
        self._bar.valueChanged.connect(self.picture.look_from)
        self._bar.hide()
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("The call")))
        head.addStretch()
        for words, name, what in (
            ("−", self.tr("Show more of the call"), self.picture.zoom_out),
            ("+", self.tr("Show less of the call, larger"), self.picture.zoom_in),
            (self.tr("Save as image"), "", self._save),
        ):
            button = push(words)
            if name:
                button.setAccessibleName(name)
                button.setToolTip(name)
            button.clicked.connect(what)
            head.addWidget(button)
        self.column.addLayout(head)
        self.column.addWidget(self.picture)
        self.column.addWidget(self._bar)

    def _follow(self, start_ms: int, shown_ms: int, whole_ms: int) -> None:
        self._bar.setVisible(shown_ms < whole_ms)
        self._bar.blockSignals(True)
        self._bar.setRange(0, max(0, whole_ms - shown_ms))
        self._bar.setPageStep(shown_ms)
        self._bar.setSingleStep(max(1, shown_ms // 10))
        self._bar.setValue(start_ms)
        self._bar.blockSignals(False)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save as image"), f"call-{datetime.now(UTC):%Y%m%d}.png", "*.png")
        if name and not self.picture.image().save(name):
            self.failed.emit(self.tr("{file} could not be written. Choose another place.").replace("{file}", name))
