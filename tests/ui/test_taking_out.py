"""What leaves the page of a call: files, and its picture."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QLabel

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("form", ["pdf", "md", "json", "vtt", "csv"])
def test_the_page_is_exported(reviewing, qtbot, tmp_path, monkeypatch, form):
    target = tmp_path / f"out.{form}"
    monkeypatch.setattr("copilot.ui.afterwards.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    reviewing.window.review.export_wanted.emit(form)
    qtbot.waitUntil(lambda: target.is_file() and target.stat().st_size > 0, timeout=30_000)
    assert target.read_bytes().startswith({"pdf": b"%PDF", "md": b"---", "json": b"{", "vtt": b"WEBVTT"}.get(form, b"call_id"))


def test_a_full_disk_says_so_and_leaves_what_was_there(reviewing, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "gone" / "out.pdf"
    monkeypatch.setattr("copilot.ui.afterwards.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    reviewing.window.review.export_wanted.emit("pdf")
    qtbot.waitUntil(
        lambda: any("could not be written" in label.text() for label in reviewing.window.findChildren(QLabel)), timeout=30_000
    )


def test_the_picture_zooms_on_a_moment_and_is_an_image(reviewing, qtbot):
    picture = reviewing.window.review._picture.picture
    assert picture._end_ms == 1_800_000
    at = picture._x(600_000)
    ms = picture._ms(at)
    picture._zoom_at(4, ms)
    assert abs(picture._x(ms) - at) < 2
    assert picture._shown_ms == 450_000
    picture.look_from(10**9)
    assert picture._start_ms + picture._shown_ms == picture._end_ms
    image = picture.image()
    assert image.width() >= 2400
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 5


def test_a_click_on_the_picture_leads_to_the_words(reviewing, qtbot):
    picture = reviewing.window.review._picture.picture
    span = picture._line.them[0]
    x = picture._x((span.start_ms + span.end_ms) // 2)
    assert picture._under(QPointF(x, picture._lane("them")))[0] == span.utterance
