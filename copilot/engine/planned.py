"""From a meeting in the calendar to the set-up of its call: who, where they are, until when, and what is known from before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from copilot.call.catalogue import CallKind
from copilot.engine.meetings import Meeting, Person
from copilot.store.index import CallSummary

# addresses that say nothing of a company
_ANYONE = frozenset(
    (
        *("gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud", "me", "mac", "aol", "proton"),
        *(
            "protonmail",
            "gmx",
            "web",
            "orange",
            "wanadoo",
            "free",
            "laposte",
            "sfr",
            "comcast",
            "verizon",
            "att",
            "zoho",
            "hey",
        ),
    )
)
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "ac", "gov", "gouv"])
_HOSTS = ("calendar.google.com", "calendly.com", "resource.calendar.google.com", "zoom.us", "zohocalendar.com")


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """What the set-up is filled with. start, end: aware. zone: IANA name or ''. kind: as in the last call with them.

    met: the company, or the person, under which earlier calls are listed; '' when there was none.
    """

    name: str
    company: str
    zone: str
    start: datetime
    end: datetime
    kind: CallKind = CallKind.PROSPECT
    met: str = ""


def plan(meeting: Meeting, calls: Sequence[CallSummary], your_email: str, your_zone: str) -> PlannedCall:
    """calls: newest first; the last one with this company, or this person, tells kind and zone."""
    theirs = others(meeting, your_email)
    first = theirs[0] if theirs else Person("", "")
    site = next((found for person in theirs if (found := company_site(person.email))), "")
    before = next((c for c in calls if _same(c, site, first.name)), None)
    zone = meeting.zone if meeting.zone not in ("", your_zone) else ""
    if before is None:
        return PlannedCall(first.name, _spelled(site), zone, meeting.start, meeting.end)
    company = before.company or _spelled(site)
    met = before.company or before.name
    return PlannedCall(
        first.name or before.name, company, before.timezone or zone, meeting.start, meeting.end, before.kind, met
    )


def others(meeting: Meeting, your_email: str) -> list[Person]:
    """Those who are not of your house: your colleagues are told by your address, unless it is one that anyone may have."""
    yours = company_site(your_email)
    return [p for p in meeting.people if not p.email.endswith(_HOSTS) and not (yours and company_site(p.email) == yours)]


def company_site(email: str) -> str:
    """'dana@ops.halden-foods.co.uk' is of 'halden-foods'; '' when the address may be anyone's."""
    labels = [part for part in email.lower().rpartition("@")[2].split(".") if part]
    if len(labels) < 2 or "@" not in email:
        return ""
    site = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else labels[-2]
    return "" if site in _ANYONE else site


def _same(call: CallSummary, site: str, name: str) -> bool:
    if call.origin in ("practice", "demo"):
        return False
    company, person = _plain(call.company), bool(name) and call.name.casefold() == name.casefold()
    return bool(site and company == _plain(site)) or (person and not (site and company))


def _spelled(site: str) -> str:
    return " ".join(word.capitalize() for word in site.split("-") if word)


def _plain(words: str) -> str:
    bare = re.sub(r"[^a-z0-9 ]", "", words.casefold())
    return re.sub(r" (inc|llc|corp|ltd|co|sa|sas|gmbh)$", "", bare).replace(" ", "")
