from dataclasses import replace

import pytest
import snapshots
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from copilot.engine.snapshot import Lighter
from copilot.engine.views import overlay_view
from copilot.ui.overlay.parts import Quote
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.theme import DARK, LIGHT


@pytest.fixture
def overlay(qtbot):
    made = Overlay(Look(DARK))
    qtbot.addWidget(made)
    return made


def show(overlay, name, qtbot, language="en"):
    overlay.show_view(overlay_view(snapshots.states()[name], language))
    overlay.show()
    qtbot.wait(20)


def words(overlay):
    return [label.text() for label in overlay.findChildren(QLabel) if label.isVisible() and label.text()]


def clipped(overlay):
    """Visible labels that do not have the room they need, or lie outside the window."""
    inside = QRect(QPoint(0, 0), overlay.size())
    return [
        label.text()
        for label in overlay.findChildren(QLabel)
        if label.isVisible()
        and (
            label.heightForWidth(label.width()) > label.height()
            or not inside.contains(QRect(label.mapTo(overlay, QPoint(0, 0)), label.size()))
        )
    ]


def button(overlay, text):
    return next(b for b in overlay.findChildren(QPushButton) if b.isVisible() and b.text() == text)


def test_an_alert_shows_title_line_and_reason(overlay, qtbot):
    show(overlay, "alert", qtbot)
    shown = words(overlay)
    assert "Warm words, nothing behind them" in shown
    assert f"“{snapshots.WARMTH.say}”" in shown
    assert "praise without a use, a number or a date" in shown


def test_the_line_to_say_is_the_largest_text(overlay, qtbot):
    show(overlay, "alert", qtbot)
    labels = [label for label in overlay.findChildren(QLabel) if label.isVisible() and label.text()]
    largest = max(labels, key=lambda label: label.fontInfo().pointSizeF())
    assert largest.text() == f"“{snapshots.WARMTH.say}”"


def test_words_of_the_call_are_never_markup(overlay, qtbot):
    nasty = "<b>hi</b> <img src=x>"
    alert = replace(snapshots.WARMTH, quote=nasty, start=0, end=len(nasty), say=nasty)
    overlay.show_view(overlay_view(snapshots.snapshot(snapshots.call(alerts=(alert,))), "en"))
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in overlay.findChildren(QLabel))


def test_buttons_tell_which_alert(overlay, qtbot):
    show(overlay, "alert", qtbot)
    with qtbot.waitSignal(overlay.marked_wrong) as wrong:
        qtbot.mouseClick(button(overlay, "Wrong"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(overlay.dismissed) as done:
        qtbot.mouseClick(button(overlay, "Done"), Qt.MouseButton.LeftButton)
    assert (wrong.args, done.args) == ([1], [1])


def test_a_row_is_ticked_by_hand_and_waits_for_the_fold(overlay, qtbot):
    show(overlay, "wrap-up", qtbot)
    circles = [b for b in overlay.findChildren(QAbstractButton) if b.isCheckable() and b.isVisible()]
    with qtbot.waitSignal(overlay.toggled) as ticked:
        qtbot.mouseClick(circles[2], Qt.MouseButton.LeftButton)
    assert ticked.args == [3, True]
    assert not circles[2].isChecked()


def test_a_chip_opens_in_the_card_until_a_new_alert_comes(overlay, qtbot):
    show(overlay, "chips", qtbot)
    assert overlay.current_alert() is None
    qtbot.mouseClick(button(overlay, "Show"), Qt.MouseButton.LeftButton)
    assert overlay.current_alert() == 2
    show(overlay, "alert", qtbot)
    assert overlay.current_alert() == 1


def test_what_waits_for_its_turn_can_be_read_before(overlay, qtbot):
    show(overlay, "waiting", qtbot)
    assert overlay.current_alert() == snapshots.WARMTH.id
    qtbot.mouseClick(button(overlay, "Show"), Qt.MouseButton.LeftButton)
    assert any("This may be a polite no" in text for text in words(overlay))
    assert overlay.current_alert() == -snapshots.WAITING.id
    assert not any(b.text() == "Wrong" and b.isVisible() for b in overlay.findChildren(QAbstractButton))
    with qtbot.assertNotEmitted(overlay.dismissed):
        qtbot.mouseClick(button(overlay, "Done"), Qt.MouseButton.LeftButton)
    assert overlay.current_alert() == snapshots.WARMTH.id


def test_every_state_fits_its_window(overlay, qtbot):
    for name in snapshots.states():
        show(overlay, name, qtbot)
        qtbot.waitUntil(lambda: not clipped(overlay))


@pytest.mark.parametrize("size", [0.8, 1.5, 2.0])
def test_text_grows_without_loss(qtbot, size):
    overlay = Overlay(Look(LIGHT, text_size=size))
    qtbot.addWidget(overlay)
    test_every_state_fits_its_window(overlay, qtbot)


def test_it_takes_no_focus_and_stays_on_top(overlay):
    flags = overlay.windowFlags()
    wanted = (Qt.WindowType.FramelessWindowHint, Qt.WindowType.WindowStaysOnTopHint, Qt.WindowType.WindowDoesNotAcceptFocus)
    assert all(flags & flag for flag in wanted)
    assert all(b.focusPolicy() is Qt.FocusPolicy.NoFocus for b in overlay.findChildren(QAbstractButton))


def test_equal_views_repaint_nothing(overlay, qtbot):
    show(overlay, "alert", qtbot)
    painted = []
    overlay.paintEvent = lambda event: painted.append(event)
    for _ in range(5):
        overlay.show_view(overlay_view(snapshots.states()["alert"], "en"))
        qtbot.wait(5)
    assert painted == []


def test_mini_mode_shows_the_whole_line(qtbot):
    overlay = Overlay(Look(DARK, mini=True))
    qtbot.addWidget(overlay)
    show(overlay, "alert", qtbot)
    line = next(label for label in overlay.findChildren(QLabel) if label.text() == f"“{snapshots.WARMTH.say}”")
    clock = next(label for label in overlay.findChildren(QLabel) if label.text() == "18:36")
    assert line.isVisible()
    assert line.font().pointSizeF() > clock.font().pointSizeF()
    assert overlay.height() < 120
    show(overlay, "overtime", qtbot)
    assert clock.text() == "+0:30"


def test_the_look_changes_while_it_runs(overlay, qtbot):
    show(overlay, "wrap-up", qtbot)
    before = overlay.width()
    overlay.set_look(Look(LIGHT, text_size=1.5, captions=True))
    assert overlay.width() > before
    assert "Recap the value" in words(overlay)


def test_it_can_be_dragged_by_its_header_and_says_where(overlay, qtbot):
    show(overlay, "quiet", qtbot)
    overlay.move(100, 100)
    header = overlay._header
    with qtbot.waitSignal(overlay.moved_by_hand) as moved:
        qtbot.mousePress(header, Qt.MouseButton.LeftButton, pos=QPoint(50, 10))
        header.dragged.emit(QPoint(30, 40))
        qtbot.mouseRelease(header, Qt.MouseButton.LeftButton, pos=QPoint(50, 10))
    assert moved.args == [QPoint(130, 140)]


def test_at_the_foot_of_the_screen_it_goes_back_to_its_place_once_it_is_small(overlay, qtbot):
    show(overlay, "quiet", qtbot)
    foot = overlay.screen().availableGeometry().bottom() + 1
    put = QPoint(100, foot - overlay.height() - 5)
    overlay.put(put)
    show(overlay, "wrap-up", qtbot)
    assert overlay.geometry().bottom() + 1 == foot
    show(overlay, "quiet", qtbot)
    assert overlay.pos() == put


def test_a_long_quote_keeps_its_marked_words_in_sight(qtbot):
    text = "we talked about that for a very long time indeed, " * 8 + "it is awesome stuff" + " and so on and so forth" * 9
    quote = Quote(lines=2)
    qtbot.addWidget(quote)
    start = text.index("awesome")
    quote.set_quote(text, start, start + len("awesome stuff"))
    layout, _ = quote._laid_out(300)
    assert "awesome stuff" in layout.text()
    assert layout.lineCount() <= 2


def test_everything_has_a_name_for_screen_readers(overlay, qtbot):
    for name in snapshots.states():
        show(overlay, name, qtbot)
        for control in overlay.findChildren(QAbstractButton):
            assert control.accessibleName() or control.text(), (name, control.objectName())


def test_the_light_model_is_one_click_away_while_captions_lag(overlay, qtbot):
    show(overlay, "behind", qtbot)
    assert "Captions are 7 s behind" in words(overlay)
    with qtbot.waitSignal(overlay.lighten_wanted):
        button(overlay, "Use the light model").click()
    missing = replace(snapshots.states()["behind"], lighter=Lighter.MISSING)
    overlay.show_view(overlay_view(missing, "en"))
    assert any("moneytime models fetch tiny.en" in said for said in words(overlay))
    assert not [b for b in overlay.findChildren(QPushButton) if b.isVisible() and "light" in b.text()]
    show(overlay, "alert", qtbot)
    assert "Captions are 7 s behind" not in words(overlay)


def test_the_question_whether_the_call_is_over_has_two_answers(overlay, qtbot):
    show(overlay, "over-left", qtbot)
    shown = words(overlay)
    assert "Is the call over?" in shown
    assert "Microsoft Teams no longer uses the microphone." in shown
    answers = {b.text(): b for b in overlay.findChildren(QAbstractButton) if b.isVisible()}
    with qtbot.waitSignal(overlay.stop_wanted):
        answers["End the call"].click()
    with qtbot.waitSignal(overlay.went_on):
        answers["Go on"].click()
    show(overlay, "alert", qtbot)
    assert "Is the call over?" not in words(overlay)


def test_problems_are_in_words(overlay, qtbot):
    show(overlay, "problem", qtbot)
    assert {"Nothing is heard from them", "This call cannot be saved"} <= set(words(overlay))


def test_the_alarm_stands_alone_until_it_is_closed(overlay, qtbot):
    show(overlay, "wrap-up", qtbot)
    assert "Recap the value" in words(overlay)
    show(overlay, "no-next-step", qtbot)
    assert "Recap the value" not in words(overlay)
    assert f"“{snapshots.LOUD.say}”" in words(overlay)


def test_a_small_screen_costs_everything_but_the_line_to_say(qtbot, monkeypatch):
    overlay = Overlay(Look(DARK, text_size=2.0, captions=True))
    qtbot.addWidget(overlay)

    class Small:
        def availableGeometry(self):
            return QRect(0, 0, 1280, 420)

    monkeypatch.setattr(overlay, "screen", Small)
    for name, line in (
        ("alert", snapshots.WARMTH.say),
        ("wrap-up-alert", snapshots.WARMTH.say),
        ("wrap-up", "I send the security"),
    ):
        show(overlay, name, qtbot)
        assert any(line in shown for shown in words(overlay)), name
    show(overlay, "wrap-up", qtbot)
    assert "Recap the value" not in words(overlay)
    monkeypatch.undo()
    show(overlay, "wrap-up-opens", qtbot)
    assert "Recap the value" in words(overlay)


def test_an_answer_fades_and_the_alarm_beats_unless_nothing_may_move(qtbot):
    for still in (False, True):
        overlay = Overlay(Look(DARK, still=still))
        qtbot.addWidget(overlay)
        show(overlay, "answered", qtbot)
        assert overlay._card_widget._fading.isActive() is not still
        show(overlay, "no-next-step", qtbot)
        assert (overlay._pulse.state() is overlay._pulse.State.Running) is not still


def test_the_style_of_a_desktop_without_animation_stops_the_beat(overlay, qtbot, monkeypatch):
    monkeypatch.setattr("copilot.ui.overlay.window.reduced_motion", lambda: True)
    show(overlay, "no-next-step", qtbot)
    assert overlay._pulse.state() is overlay._pulse.State.Stopped


def test_a_faded_card_is_whole_again_for_the_next_alert(overlay, qtbot):
    show(overlay, "answered", qtbot)
    overlay._card_widget._fade()
    assert overlay._card_widget.graphicsEffect() is not None
    show(overlay, "alert", qtbot)
    assert overlay._card_widget.graphicsEffect() is None
