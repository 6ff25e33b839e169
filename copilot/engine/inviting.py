"""Invites of a call, numbered across restarts: a later one updates the earlier one in every calendar."""

from dataclasses import replace
from datetime import datetime

from copilot.call.events import CallStarted
from copilot.review.invite import Invite, Person, as_placeholder, first_invite, moved, to_ics
from copilot.review.model import Moment, Review
from copilot.store.edits import Edits


def invite_of(review: Review, edits: Edits, your_name: str, your_email: str, your_company: str = "") -> Invite:
    """The invite for the slot of a reviewed call, which must have one."""
    assert review.slot is not None
    assert review.call.setup is not None
    return numbered(review.call.setup, review.slot, edits, (your_name, your_email), your_company)


def numbered(setup: CallStarted, slot: Moment, edits: Edits, you: tuple[str, str], your_company: str) -> Invite:
    """The next invite of this call. you: name and address of the organiser."""
    prospect = setup.prospect
    title = " / ".join(part for part in (your_company or you[0], prospect.company or prospect.name) if part)
    attendees = (Person(prospect.name, edits.email),) if edits.email or prospect.name else ()
    invite = first_invite(setup.call_id, slot, title or "Next step", Person(*you), attendees)
    return replace(moved(invite, slot), sequence=edits.invite_sequence)


def make(
    setup: CallStarted, slot: Moment, edits: Edits, you: tuple[str, str], your_company: str, kind: str, now: datetime
) -> tuple[bytes, Edits]:
    """The file and the edits to keep. kind: 'meeting', 'placeholder' or 'cancelled'. now: aware."""
    invite = numbered(setup, slot, edits, you, your_company)
    if kind == "placeholder":
        invite = as_placeholder(invite)
    raw = to_ics(invite, now, cancelled=kind == "cancelled")
    gone = kind == "cancelled"
    return raw, replace(edits, invite_sequence=edits.invite_sequence + 1, invite_slot="" if gone else slot.theirs.isoformat())
