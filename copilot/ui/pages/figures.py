"""Talk figures beside the bands others have published."""

from PySide6.QtWidgets import QGridLayout

from copilot.review.model import Band, Figure
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, heading, label


class FiguresCard(Card):
    """A row per figure: what, how much, and the band with who published it."""

    def __init__(self, theme: Theme, figures: tuple[Figure, ...]) -> None:
        super().__init__(theme)
        self.column.addWidget(heading(self.tr("The talk in figures")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, figure in enumerate(figures):
            grid.addWidget(label("words", figure.title.of(texts.language()), wrap=False), row, 0)
            grid.addWidget(label("strong", _value(figure.value, figure.unit), wrap=False), row, 1)
            if figure.band is not None:
                within = figure.band.low <= figure.value <= figure.band.high
                grid.addWidget(label("sub" if within else "warn", self._band(figure.band, figure.unit)), row, 2)
        self.column.addLayout(grid)

    def _band(self, band: Band, unit: str) -> str:
        words = self.tr("{low} to {high}: {source}").replace("{low}", _value(band.low, unit))
        return words.replace("{high}", _value(band.high, unit)).replace("{source}", band.source.of(texts.language()))


def _value(value: float, unit: str) -> str:
    match unit:
        case "share":
            return texts.percent(round(value * 100))
        case "ms":
            return texts.mmss(round(value / 1000))
        case "wpm":
            return f"{round(value)} wpm" if texts.language() == "en" else f"{round(value)} mots/min"
        case _:
            return str(round(value))
