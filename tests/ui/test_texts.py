from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.call.catalogue import CallKind
from copilot.engine.views import SlotView
from copilot.store.index import CallSummary
from copilot.ui import texts, translation
from copilot.ui.pages.calls import _second_line


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("send the volumes.", "Send the volumes"),
        ("meet at 9 a.m.", "Meet at 9 a.m."),
        ("by 5 p.m...", "By 5 p.m."),
        (" we'll see... ", "We'll see"),
        ("", ""),
    ],
)
def test_a_sentence_in_a_row_loses_its_stop_and_an_hour_keeps_its_own(words, shown):
    assert texts.sentence(words) == shown


def test_a_slot_has_its_month_unless_there_is_no_room(qapp):
    theirs = datetime(2026, 3, 13, 20, tzinfo=ZoneInfo("America/New_York"))
    view = SlotView(theirs, "New York", theirs.astimezone(ZoneInfo("Europe/Paris")), "Paris", True, True, "Friday at eight")
    assert texts.slot(view) == "Fri 13 Mar, 20:00 New York = Sat 14 Mar, 01:00 Paris"
    assert texts.slot(view, texts.short_day) == "Fri 13, 20:00 New York = Sat 14, 01:00 Paris"
    translation.install(qapp, "fr")
    assert texts.slot(view) == "ven. 13 mars, 20:00 New York = sam. 14 mars, 01:00 Paris"


def test_a_call_in_the_list_names_its_next_step(qapp):
    call = CallSummary("a", CallKind.PROSPECT, "2026-03-02T15:00:00+00:00", next_at="2026-03-13T14:00:00-04:00")
    assert _second_line(call) == "→ Fri 13 Mar · Meeting"
    translation.install(qapp, "fr")
    assert _second_line(call) == "→ ven. 13 mars · Rendez-vous"
