import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from copilot.call.catalogue import Family
from copilot.ui.style import main_style
from copilot.ui.theme import CONTRAST, DARK, LIGHT, contrast, find_theme

BOTH = pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=["dark", "light", "contrast"])
READABLE = 4.5


@BOTH
def test_text_is_readable_on_every_ground(theme):
    for ground in (theme.page, theme.side, theme.surface, theme.field, theme.raised, theme.current, theme.good_ground):
        assert contrast(theme.text, ground) >= READABLE, ground
        assert contrast(theme.muted, ground) >= READABLE, ground


@BOTH
def test_families_are_readable_as_words(theme):
    for family in Family:
        for ground in (theme.surface, theme.raised, theme.page):
            assert contrast(theme.families[family], ground) >= READABLE, (family, ground)


@BOTH
def test_marked_and_alarming_words_are_readable(theme):
    assert contrast(theme.text, theme.mark) >= READABLE
    for colour in (theme.alarm_text, theme.text, theme.muted):
        assert contrast(colour, theme.alarm_ground) >= READABLE, colour


@BOTH
def test_buttons_and_names_are_readable(theme):
    assert contrast(theme.on_accent, theme.accent) >= READABLE
    assert contrast(theme.surface, theme.families[Family.EVIDENCE]) >= READABLE
    for colour in (theme.accent, theme.you, theme.them):
        assert contrast(colour, theme.surface) >= READABLE, colour


def test_contrast_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_high_contrast_is_enhanced_contrast():
    for ground in (CONTRAST.page, CONTRAST.surface, CONTRAST.raised, CONTRAST.field):
        for colour in (CONTRAST.text, CONTRAST.muted, CONTRAST.accent, *CONTRAST.families.values()):
            assert contrast(colour, ground) >= 7, (colour, ground)
    assert contrast(CONTRAST.line, CONTRAST.page) >= 3, "edges of controls are seen"


def test_a_chosen_theme_is_the_theme(qapp):
    assert [find_theme(name) for name in ("light", "dark", "contrast")] == [LIGHT, DARK, CONTRAST]
    assert find_theme("system") in (LIGHT, DARK)


def test_the_pictures_a_style_sheet_names_are_there_and_drawn(qapp):
    named = {Path(file) for file in re.findall(r'url\("(.+?)"\)', main_style(CONTRAST, qapp.font()))}
    assert {file.name.split("-")[0] for file in named} == {"tick", "up", "down"}
    for file in named:
        picture = QImage(str(file))
        assert any(picture.pixelColor(x, y).alpha() == 255 for x in range(picture.width()) for y in range(picture.height()))
