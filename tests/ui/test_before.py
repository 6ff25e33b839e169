import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from test_shell import FakeSession, press

from copilot.audio.call_apps import CallApp
from copilot.store.settings import Consent

ZOOM = CallApp("zoom", "Zoom")


def write_calendar(path, minutes, *lines):
    """One meeting that begins in so many minutes and lasts thirty."""
    start = datetime.now(UTC) + timedelta(minutes=minutes)
    end = start + timedelta(minutes=30)
    path.write_text(
        "\r\n".join(
            [
                "BEGIN:VCALENDAR",
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:First call",
                f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
                f"DTEND:{end:%Y%m%dT%H%M%SZ}",
                "ATTENDEE;CN=Dana Whitlock:mailto:dana@halden-foods.com",
                *lines,
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]
        )
    )
    return str(path)


@pytest.fixture
def desk(desk, monkeypatch):
    monkeypatch.setattr(desk, "start_call", FakeSession)
    return desk


def take_microphone(shell, *apps):
    shell._before._notices._seen.emit(apps)


def rows(shell):
    return [b for b in shell.window.home.upcoming.findChildren(QPushButton) if b.text() == "Prepare" and b.isVisible()]


def test_without_a_calendar_home_says_where_to_give_one(shell, qtbot):
    press(qtbot, shell.window.home.upcoming, "Show the calls of your calendar here")
    assert shell.window.page == "settings"


@pytest.mark.thorough
def test_a_meeting_prepares_its_call(shell, qtbot, desk, tmp_path):
    page = shell.window.settings
    page.calendar.source.setText(write_calendar(tmp_path / "mine.ics", 20))
    page.calendar.source.editingFinished.emit()
    qtbot.waitUntil(lambda: rows(shell) != [], timeout=20_000)
    assert desk.settings.calendar.endswith("mine.ics")
    assert "1" in page.calendar.state.text()
    qtbot.mouseClick(rows(shell)[0], Qt.MouseButton.LeftButton)
    setup = shell.window.home.setup_card.setup(datetime.now(UTC))
    assert (setup.prospect.company, setup.prospect.name) == ("Halden Foods", "Dana Whitlock")
    assert 48 * 60_000 < setup.planned_ms <= 50 * 60_000
    assert shell.live is None


@pytest.mark.thorough
def test_a_call_prepared_while_the_next_window_is_filled_stays_prepared(shell, qtbot, meanwhile, desk, tmp_path):
    shell._apply(replace(desk.settings, calendar=write_calendar(tmp_path / "mine.ics", 20)))
    qtbot.waitUntil(lambda: rows(shell) != [], timeout=20_000)
    meanwhile(shell, rows(shell)[0].click)
    setup = shell.window.home.setup_card.setup(datetime.now(UTC))
    assert (setup.prospect.company, setup.prospect.name) == ("Halden Foods", "Dana Whitlock")


@pytest.mark.thorough
def test_an_offer_accepted_while_the_next_window_is_filled_starts_the_call_of_the_meeting(
    shell, qtbot, meanwhile, desk, tmp_path
):
    shell._apply(replace(desk.settings, calendar=write_calendar(tmp_path / "mine.ics", 0)))
    qtbot.waitUntil(lambda: rows(shell) != [], timeout=20_000)
    qtbot.waitUntil(shell._before._prompt.isVisible, timeout=20_000)
    meanwhile(shell, shell._before._accept)
    assert shell.live.session.setup.prospect.company == "Halden Foods"


def test_the_planned_end_is_kept_until_the_length_is_changed(shell, qtbot, desk, tmp_path):
    shell._apply(replace(desk.settings, calendar=write_calendar(tmp_path / "mine.ics", 20)))
    qtbot.waitUntil(lambda: rows(shell) != [], timeout=20_000)
    qtbot.mouseClick(rows(shell)[0], Qt.MouseButton.LeftButton)
    card, later = shell.window.home.setup_card, datetime.now(UTC) + timedelta(minutes=10)
    assert card.setup(later).planned_ms <= 40 * 60_000
    card._minutes.setValue(25)
    assert card.setup(later).planned_ms == 25 * 60_000


def test_a_call_prepared_hours_ahead_has_the_length_of_its_meeting(shell, qtbot, desk, tmp_path):
    shell._apply(replace(desk.settings, calendar=write_calendar(tmp_path / "mine.ics", 300)))
    qtbot.waitUntil(lambda: rows(shell) != [], timeout=20_000)
    qtbot.mouseClick(rows(shell)[0], Qt.MouseButton.LeftButton)
    card, now = shell.window.home.setup_card, datetime.now(UTC)
    assert card.setup(now).planned_ms == 30 * 60_000
    assert 25 * 60_000 <= card.setup(now + timedelta(minutes=302)).planned_ms <= 28 * 60_000


def test_a_calendar_that_cannot_be_read_is_one_sentence(shell, qtbot, desk, tmp_path):
    shell._apply(replace(desk.settings, calendar=str(tmp_path / "gone.ics")))
    upcoming = shell.window.home.upcoming
    qtbot.waitUntil(upcoming._trouble.isVisible, timeout=20_000)
    assert "gone.ics" in upcoming._trouble.text()


def test_a_call_application_is_asked_about_and_nothing_starts_by_itself(shell, qtbot):
    take_microphone(shell, ZOOM)
    prompt, banner = shell._before._prompt, shell.window.home.offer
    qtbot.waitUntil(prompt.isVisible)
    assert banner.isVisible()
    assert prompt.title.text() == banner.title.text() == "Zoom is using the microphone. Start listening?"
    assert shell.live is None
    prompt.start.click()
    assert shell.live.session.done == ["start"]
    assert not prompt.isVisible()
    qtbot.waitUntil(lambda: not banner.isVisible())


@pytest.mark.thorough
def test_not_now_takes_it_away_and_the_next_call_is_asked_about(shell, qtbot):
    prompt = shell._before._prompt
    take_microphone(shell, ZOOM)
    qtbot.waitUntil(prompt.isVisible)
    prompt.later.click()
    assert not prompt.isVisible()
    take_microphone(shell)
    take_microphone(shell, ZOOM)
    qtbot.waitUntil(prompt.isVisible)


@pytest.mark.thorough
def test_never_for_an_application_is_kept_and_can_be_undone(shell, qtbot, desk):
    prompt = shell._before._prompt
    take_microphone(shell, ZOOM)
    qtbot.waitUntil(prompt.isVisible)
    prompt.not_ever.click()
    assert desk.settings.never_offer == ("zoom",)
    assert not prompt.isVisible()
    shell.window.settings.ask_again.click()
    assert desk.settings.never_offer == ()
    assert prompt.isVisible()


def test_offers_can_be_turned_off(shell, qtbot, desk):
    prompt = shell._before._prompt
    take_microphone(shell, ZOOM)
    qtbot.waitUntil(prompt.isVisible)
    shell.window.settings.offers.setChecked(False)
    assert not prompt.isVisible()
    assert not desk.settings.offer_calls


@pytest.mark.thorough
def test_a_call_that_is_listened_to_is_not_asked_about_when_it_ends(shell, qtbot):
    take_microphone(shell, ZOOM)
    qtbot.waitUntil(shell._before._prompt.isVisible)
    shell._before._prompt.start.click()
    shell.live.session.stop()
    qtbot.waitUntil(lambda: shell.live is None)
    shell._before._tick()
    assert not shell._before._prompt.isVisible()


def test_required_consent_comes_before_the_start(shell, qtbot, desk, monkeypatch):
    said = []
    monkeypatch.setattr(shell.window, "say", said.append)
    shell._apply(replace(desk.settings, consent=Consent.REQUIRE))
    take_microphone(shell, ZOOM)
    qtbot.waitUntil(shell._before._prompt.isVisible)
    shell._before._prompt.start.click()
    assert shell.live is None
    assert "consent" in said[0]


@pytest.mark.thorough
def test_a_meeting_that_begins_is_asked_about_and_fills_the_set_up(shell, qtbot, desk, tmp_path):
    shell._apply(replace(desk.settings, calendar=write_calendar(tmp_path / "mine.ics", 0)))
    prompt = shell._before._prompt
    qtbot.waitUntil(prompt.isVisible, timeout=20_000)
    assert prompt.title.text() == "A planned call begins. Start listening?"
    assert prompt.who.text().startswith("Halden Foods, Dana Whitlock, until ")
    prompt.start.click()
    assert shell.live.session.setup.prospect.company == "Halden Foods"


def test_a_program_on_a_real_sound_server_is_asked_about(sound_server, shell, qtbot, tmp_path):
    environment = {**os.environ, "PULSE_PROP_OVERRIDE": "application.process.binary='zoom'"}
    recorder = subprocess.Popen(["parec", "--device=mic", str(tmp_path / "heard")], env=environment)
    try:
        qtbot.waitUntil(shell.window.home.offer.isVisible, timeout=30_000)
    finally:
        recorder.kill()
        recorder.wait()
    qtbot.waitUntil(lambda: not shell.window.home.offer.isVisible(), timeout=30_000)
