import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui"))

import snapshots

from copilot.call.catalogue import Family, Side
from copilot.call.events import Trouble
from copilot.call.state import AlertStatus, Problem, Talk
from copilot.engine.snapshot import Lighter
from copilot.engine.views import Listening, OfferView, overlay_view


@pytest.fixture
def states():
    return snapshots.states()


def test_the_clock_counts_down_to_the_planned_end_and_beyond(states):
    assert overlay_view(states["alert"], "en").clock.seconds_left == 1116
    assert overlay_view(states["overtime"], "en").clock.seconds_left == -30


def test_the_card_speaks_the_interface_language_and_the_line_stays_english(states):
    english, french = (overlay_view(states["alert"], language).card for language in ("en", "fr"))
    assert english.title == "Warm words, nothing behind them"
    assert french.title == "Des mots chaleureux, rien derrière"
    assert english.say == french.say
    assert english.quote[english.start : english.end] == "really interesting angle"


def test_the_loud_alert_takes_the_card_from_any_other():
    other = replace(snapshots.WARMTH, id=9)
    view = overlay_view(snapshots.snapshot(snapshots.call(28.5, alerts=(snapshots.LOUD, other))), "en")
    assert view.card.loud
    assert [chip.alert for chip in view.chips] == [9]


@pytest.mark.parametrize("status", [AlertStatus.DISMISSED, AlertStatus.WRONG, AlertStatus.WITHDRAWN, AlertStatus.EXPIRED])
def test_an_alert_that_is_over_leaves_at_once(status):
    view = overlay_view(snapshots.snapshot(snapshots.call(alerts=(replace(snapshots.WARMTH, status=status),))), "en")
    assert view.card is None
    assert view.chips == ()


def test_an_answered_alert_shows_its_tick_for_a_moment(states):
    now = states["answered"].call.now_ms
    assert overlay_view(states["answered"], "en").card.answered
    later = replace(states["answered"], call=replace(states["answered"].call, now_ms=now + 3000))
    assert overlay_view(later, "en").card is None


def test_the_wrap_up_opens_with_rows_and_is_never_a_chip(states):
    assert overlay_view(states["alert"], "en").rows == ()
    view = overlay_view(states["wrap-up"], "en")
    assert [(row.done, row.current) for row in view.rows] == [(True, False), (True, False), (False, True), (False, False)]
    shrunk = replace(snapshots.WRAP_UP, status=AlertStatus.CHIP)
    shown = overlay_view(snapshots.snapshot(replace(states["wrap-up"].call, alerts=(shrunk,))), "en")
    assert shown.chips == ()
    assert shown.rows


def test_rows_say_lines_filled_from_the_set_up(states):
    first = overlay_view(states["wrap-up-opens"], "en").rows[0]
    assert first.say == "So manual stock counts cost you 6 hours a week per site. Right?"


def test_a_slot_is_on_both_clocks(states):
    slot = overlay_view(states["wrap-up"], "en").slot
    assert (slot.theirs.hour, slot.their_city, slot.yours.hour, slot.your_city) == (14, "New York", 19, "Paris")


def test_a_slot_given_by_a_bare_number_is_told_with_the_words_around_it(states):
    call = states["wrap-up"].call
    said = replace(call.utterances[-1], id=24, text="Nine is tight. 10 is good, send me an invite.")
    date = replace(call.slot.date, text="10", start=44, end=46)  # in its sentences as the fold joined them
    call = replace(call, utterances=(*call.utterances, said), slot=replace(call.slot, date=date))
    assert overlay_view(snapshots.snapshot(call), "en").slot.words == "10 is good, send me an invite."
    assert overlay_view(states["wrap-up"], "en").slot.words == "Friday at two"


def test_a_day_without_an_hour_stays_the_same_day(states):
    call = states["wrap-up"].call
    date = replace(call.slot.date, at="2026-03-13T00:00:00-04:00", timed=False)
    slot = overlay_view(snapshots.snapshot(replace(call, slot=replace(call.slot, date=date))), "en").slot
    assert slot.theirs.date() == slot.yours.date()


def test_states_of_the_dot(states):
    found = {name: overlay_view(states[name], "en").state for name in ("loading", "quiet", "paused", "problem")}
    assert found == {
        "loading": Listening.LOADING,
        "quiet": Listening.LISTENING,
        "paused": Listening.PAUSED,
        "problem": Listening.PROBLEM,
    }


def test_captions_far_behind_are_a_problem(states):
    view = overlay_view(replace(states["quiet"], behind_ms=7400), "en")
    assert [(p.trouble, p.detail) for p in view.problems] == [(Trouble.BEHIND, "7")]


def test_the_light_model_is_offered_beside_captions_that_lag_and_nowhere_else(states):
    behind = overlay_view(states["behind"], "en")
    assert [(p.trouble, p.lighter) for p in behind.problems] == [(Trouble.BEHIND, Lighter.READY)]
    silent = overlay_view(replace(states["problem"], lighter=Lighter.READY), "en")
    assert {p.lighter for p in silent.problems} == {Lighter.NO}
    assert not overlay_view(replace(states["behind"], behind_ms=300), "en").problems


def test_levels_are_bars_and_silent_while_paused(states):
    assert (overlay_view(states["quiet"], "en").you_bars, overlay_view(states["quiet"], "en").them_bars) == (3, 5)
    assert overlay_view(states["paused"], "en").them_bars == 0


def test_talking_too_much_is_told():
    view = overlay_view(snapshots.snapshot(snapshots.call(talk=Talk(you_ms=70, them_ms=30))), "en")
    assert (view.balance.you, view.balance.them, view.balance.over) == (70, 30, True)


def test_what_the_eye_cannot_tell_apart_is_equal(states):
    quiet = states["quiet"]
    same = replace(quiet, call=replace(quiet.call, now_ms=quiet.call.now_ms + 120), you_level=quiet.you_level + 0.01)
    assert overlay_view(quiet, "en") != overlay_view(states["alert"], "en")
    assert overlay_view(replace(quiet, call=replace(quiet.call, now_ms=quiet.call.now_ms + 1)), "en") == overlay_view(
        same, "en"
    )


def test_captions_are_the_last_two_turns():
    captions = overlay_view(snapshots.snapshot(snapshots.call(11.2)), "en").captions
    assert [c.side for c in captions] == [Side.YOU, Side.THEM]


def test_an_ended_call_shows_no_alert(states):
    call = replace(states["no-next-step"].call, ended=True)
    view = overlay_view(snapshots.snapshot(call), "en")
    assert (view.card, view.rows, view.state) == (None, (), Listening.ENDED)


def test_the_mini_line_is_the_card_or_the_row_to_do(states):
    assert overlay_view(states["alert"], "en").mini == snapshots.WARMTH.say
    assert overlay_view(states["alert"], "en").mini_family is Family.WARMTH
    assert overlay_view(states["wrap-up"], "en").mini.startswith("I send the security pack")


def test_one_sound_system_that_does_not_answer_is_told_once():
    stuck = tuple(Problem(Trouble.STUCK, side, "Desk microphone", 0) for side in Side)
    left = Problem(Trouble.LEFT, None, "Zoom", 0)
    view = overlay_view(snapshots.snapshot(snapshots.call(problems=(*stuck, left))), "en")
    assert [(p.trouble, p.side) for p in view.problems] == [(Trouble.STUCK, None)]
    assert view.offer == OfferView(0, "Zoom")
