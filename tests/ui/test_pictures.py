"""The pictures of the documents can still be drawn: one language and one look of them."""

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from copilot.engine.desk import Desk
from copilot.ui.theme import DARK

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "pictures.py"
PAGES = [
    "home",
    "set-up",
    "sound-check",
    "review",
    "calls",
    "deals",
    "practice",
    "settings",
    "settings-keys",
    "playbook",
    "guide",
    "offer",
    "live-window",
]


@pytest.fixture
def pictures():
    spec = importlib.util.spec_from_file_location("pictures", SCRIPT)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.slow
def test_each_window_is_drawn_once_and_none_is_empty(qapp, pictures, tmp_path):
    desk = Desk.open()
    pictures.record_calls(desk)
    desk.close()
    drawn = []
    for name, window in pictures.pages(qapp, "en", "light"):
        picture = window.grab().toImage()
        assert len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}) > 4, name
        drawn.append(name)
    assert drawn == PAGES


@pytest.mark.thorough
def test_the_states_of_the_overlay_stand_on_one_board(qapp, pictures, tmp_path):
    states = [(name, picture) for name, picture in pictures.overlay_states(DARK, "en") if name in ("alert", "wrap-up")]
    assert len(states) == 2
    file = tmp_path / "docs" / "board.png"
    pictures.save(pictures.board(states, "#3c4654", "#ffffff"), file)
    board = QImage(str(file))
    assert board.width() > states[0][1].width()
    assert board.height() > max(picture.height() for _, picture in states)
