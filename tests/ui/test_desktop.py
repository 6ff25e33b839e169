"""What only a real X server shows: pixels, focus, clicks that pass through."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

STAGE = Path(__file__).with_name("stage.py")


@pytest.fixture
def stage(desktop):
    """A full-screen blue window with the overlay above it, in a program of its own; `ask` sends it a word."""
    paths = os.pathsep.join((str(STAGE.parents[2]), str(STAGE.parent)))
    program = subprocess.Popen(
        [sys.executable, str(STAGE)],
        env=desktop.env | {"PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(*words):
        program.stdin.write(" ".join(words) + "\n")
        program.stdin.flush()
        return json.loads(program.stdout.readline())

    yield ask
    program.stdin.close()
    program.wait(timeout=10)
    program.stdout.close()


def click(desktop, at):
    desktop.xdotool("mousemove", str(at[0]), str(at[1]), "click", "1")


def test_clicks_pass_through_but_not_on_buttons_and_the_focus_stays(stage, desktop):
    at = stage("where", "say")
    assert desktop.xdotool("getactivewindow", "getwindowname") == "Stage"
    click(desktop, at)
    assert stage("heard") == {"below": 1, "dismissed": 0}
    click(desktop, stage("where", "done"))
    assert stage("heard") == {"below": 1, "dismissed": 1}
    assert desktop.xdotool("getactivewindow", "getwindowname") == "Stage"


def test_the_offer_to_listen_takes_no_focus_and_its_buttons_work(stage, desktop):
    stage("place")
    assert desktop.xdotool("getactivewindow", "getwindowname") == "Stage"
    shown, *at = stage("offer")
    assert shown
    assert desktop.xdotool("getactivewindow", "getwindowname") == "Stage", "not when it comes"
    click(desktop, at)
    assert stage("declined") == 1
    assert desktop.xdotool("getactivewindow", "getwindowname") == "Stage", "nor when it is answered"


def test_it_is_above_a_full_screen_window_and_translucent(stage, desktop, tmp_path):
    x, y = stage("where", "ground")
    picture = QImage(str(desktop.screenshot(tmp_path / "screen.png")))
    below, ground = picture.pixelColor(5, 5), picture.pixelColor(x, y)
    assert below == QColor("#2040c0")
    assert ground != below
    assert ground != QColor("#181c22"), "the ground lets something through"


def test_it_is_dragged_by_its_header(stage, desktop):
    x, y = stage("where", "header")
    before = stage("place")
    desktop.xdotool("mousemove", str(x), str(y), "mousedown", "1", "mousemove", str(x - 80), str(y + 40), "mouseup", "1")
    after = stage("place")
    assert (before[0] - after[0], after[1] - before[1]) == (80, 40)


def test_nothing_changing_costs_nothing(stage):
    assert stage("idle") < 0.5, "percent of a core"


def test_keys_work_while_another_window_has_the_focus(stage, desktop):
    assert stage("keys") == [[], ["tick", "wrong"]], "whoever comes second is told"
    assert desktop.xdotool("getactivewindow", "getwindowname") == "Stage"
    desktop.xdotool("key", "ctrl+alt+w")
    assert stage("pressed") == ["wrong"]
    desktop.xdotool("key", "ctrl+w")
    assert stage("pressed") == ["wrong"]
    stage("release")
    desktop.xdotool("key", "ctrl+alt+w")
    assert stage("pressed") == ["wrong"], "given back, the key is the other program's again"
