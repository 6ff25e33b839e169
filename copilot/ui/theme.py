"""Colours and sizes. The system's palette and font stay; these are the few colours the product adds, light and dark."""

import ctypes
import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QStyle

from copilot.call.catalogue import Family

GRID = 4
RADIUS = 10
OVERLAY_WIDTH = 380  # at text size 1
_SPI_GETCLIENTAREAANIMATION = 0x1042


@dataclass(frozen=True, slots=True)
class Theme:
    """Hex colours. `families` are readable as text on `surface`, `raised` and `page`; `mark` lies under their words."""

    dark: bool
    page: str  # the window
    side: str  # its side bar
    surface: str  # a card on the page, the overlay itself
    field: str  # where one types
    raised: str  # a card on the overlay, a quiet button
    current: str  # the checklist row to do now
    line: str
    track: str  # what a meter, bar or ring has not filled
    text: str
    muted: str
    accent: str
    on_accent: str
    you: str
    them: str
    them_dim: str
    mark: str
    alarm_ground: str
    alarm_text: str
    good_ground: str
    families: dict[Family, str]
    contrast: bool = False  # controls have edges one cannot miss

    def family(self, family: Family) -> str:
        return self.families[family]


DARK = Theme(
    dark=True,
    page="#14171c",
    side="#1a1e25",
    surface="#181c22",
    field="#2a3039",
    raised="#22272f",
    current="#2b2b40",
    line="#363d47",
    track="#363d47",
    text="#f4f6f8",
    muted="#a3acb8",
    accent="#7cc0ff",
    on_accent="#0d1117",
    you="#bb9cff",
    them="#74bbff",
    them_dim="#37546f",
    mark="#57452a",
    alarm_ground="#46232a",
    alarm_text="#ffa3a3",
    good_ground="#1f3229",
    families={
        Family.WARMTH: "#f6b94a",
        Family.DRIFT: "#ff9a76",
        Family.HABIT: "#bb9cff",
        Family.EVIDENCE: "#5fd38d",
        Family.CALL: "#7cc0ff",
        Family.ALARM: "#ff7b7b",
    },
)

LIGHT = Theme(
    dark=False,
    page="#f3f5f8",
    side="#e7ebf0",
    surface="#ffffff",
    field="#ffffff",
    raised="#f0f3f6",
    current="#ecebfa",
    line="#d5dbe2",
    track="#d5dbe2",
    text="#1b222c",
    muted="#56616e",
    accent="#0b5cad",
    on_accent="#ffffff",
    you="#7a4fd0",
    them="#1f6fb8",
    them_dim="#b9d3ea",
    mark="#ffe6b8",
    alarm_ground="#fde5e3",
    alarm_text="#a61b1b",
    good_ground="#e0f3e8",
    families={
        Family.WARMTH: "#8a5200",
        Family.DRIFT: "#ad3a10",
        Family.HABIT: "#6a3fc4",
        Family.EVIDENCE: "#116b3a",
        Family.CALL: "#0b5cad",
        Family.ALARM: "#b01e1e",
    },
)


CONTRAST = Theme(
    dark=True,
    page="#000000",
    side="#000000",
    surface="#000000",
    field="#000000",
    raised="#1a1a1a",
    current="#26264d",
    line="#b8b8b8",
    track="#474747",
    text="#ffffff",
    muted="#e6e6e6",
    accent="#ffe14d",
    on_accent="#000000",
    you="#d9b3ff",
    them="#8fd0ff",
    them_dim="#33516b",
    mark="#5c4300",
    alarm_ground="#5c0000",
    alarm_text="#ffd0d0",
    good_ground="#003d1a",
    families={
        Family.WARMTH: "#ffcf5c",
        Family.DRIFT: "#ffb08f",
        Family.HABIT: "#d9b3ff",
        Family.EVIDENCE: "#7dffae",
        Family.CALL: "#a8dcff",
        Family.ALARM: "#ffa8a8",
    },
    contrast=True,
)


def find_theme(wanted: str) -> Theme:
    """wanted: 'light', 'dark', 'contrast', or 'system': as the system is now."""
    chosen = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(wanted)
    if chosen is not None:
        return chosen
    hints = QGuiApplication.styleHints()
    if _wants_contrast(hints):
        return CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def _wants_contrast(hints: QStyleHints) -> bool:
    """The system asks for high contrast. Qt tells since 6.10."""
    told = getattr(hints, "accessibility", None)
    return told is not None and told().contrastPreference() is Qt.ContrastPreference.HighContrast


def reduced_motion() -> bool:
    """The system asks for no animation: told by the desktop's style, on Windows by the system itself."""
    if sys.platform == "win32":
        shown = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(shown), 0)
        if not shown.value:
            return True
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two opaque colours, 1..21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())
