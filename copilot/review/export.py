"""The review for other programs: Markdown, JSON, WebVTT, CSV for a CRM, an email file.

Words from a call are never interpreted by what opens them.
"""

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote as url_quote

from copilot.call.catalogue import Side
from copilot.call.rules import Text
from copilot.call.state import Call
from copilot.review.evidence import heard
from copilot.review.model import Email, Moment, Promise, Quote, Review, VerdictValue
from copilot.review.promises import consent

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~$:])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_VERDICTS_FR = {
    VerdictValue.SIGNED: "Prochaine étape signée",
    VerdictValue.OPEN: "Ouvert",
    VerdictValue.POLITE_NO: "Non poli",
}
_NAMES = {Side.YOU: "You", Side.THEM: "Them"}
CSV_COLUMNS = (
    "call_id", "started_utc", "kind", "company", "name", "role", "verdict", "reason", "quote", "next_step", "next_step_at",
    "minutes", "your_talk_share", "consent",
)  # fmt: skip


def exported(review: Review, form: str, language: str = "en") -> str:
    """form: md, json, vtt or csv."""
    match form:
        case "json":
            return to_json(review)
        case "vtt":
            return to_webvtt(review.call)
        case "csv":
            return to_csv([review])
        case _:
            return to_markdown(review, language)


def to_markdown(review: Review, language: str = "en") -> str:
    """The page with front matter; every word from the call or the set-up escaped."""
    setup = review.call.setup
    lines = ["---"]
    if setup is not None:
        facts = {
            "call": setup.call_id,
            "started": setup.started_utc,
            "kind": setup.kind.value,
            "company": setup.prospect.company,
            "name": setup.prospect.name,
        }
        lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    lines += [
        f"verdict: {json.dumps(review.verdict.value.value)}",
        f"consent: {json.dumps(_consent(review.consent))}",
        "---",
        "",
    ]
    lines += [
        f"# {_md(_title(review))}",
        "",
        f"**{review.verdict.value.value}**: {_md(review.verdict.reason.of(language))}",
        "",
    ]
    lines += [_md_quote(q) for q in review.verdict.quotes]
    lines += _section("Commitments", [f"{_NAMES[p.who]}: {_md(p.what)}{_md_when(p.moment, p.when)}" for p in review.promises])
    lines += _section(
        "Wrap-up", [f"[{'x' if s.by else ' '}] {_md(s.title.of(language))}{_md_words(s.quote)}" for s in review.steps]
    )
    lines += _section("Left unasked", [f"{_md(q.ask)} ({_md(q.reason.of(language))})" for q in review.unasked])
    lines += _section(
        "Moments to win back",
        [f"{clock(m.at_ms)} {_md(m.title.of(language))}{_md_words(m.quote)} Better: {_md(m.better)}" for m in review.missed],
    )
    lines += ["", "## Transcript", ""]
    lines += [f"{clock(u.start_ms)} **{_NAMES[u.side]}** {_md(u.text)}  " for u in heard(review.call)]
    return "\n".join(lines) + "\n"


def to_json(review: Review) -> str:
    """Everything the page shows, without the folded call; times in milliseconds, datetimes in ISO 8601."""
    fields = {f.name: getattr(review, f.name) for f in dataclasses.fields(review) if f.name != "call"}
    setup = review.call.setup
    data = {
        "call": _plain(setup) if setup is not None else None,
        "duration_ms": review.call.now_ms,
        **{name: _plain(value) for name, value in fields.items()},
        "utterances": [
            {"utterance": u.id, "side": u.side.value, "start_ms": u.start_ms, "end_ms": u.end_ms, "text": u.text,
             "labels": [label.id for label in u.labels]}
            for u in heard(review.call)
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)


def to_webvtt(call: Call) -> str:
    """The transcript as captions with voices."""
    told = _consent(consent(call)).replace("-->", "->")
    cues = ["WEBVTT", "", f"NOTE Consent: {told}", ""]
    for u in heard(call):
        text = " ".join(u.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())
        end = max(u.end_ms, u.start_ms + 1)
        cues += [str(u.id), f"{_vtt(u.start_ms)} --> {_vtt(end)}", f"<v {_NAMES[u.side]}>{text}</v>", ""]
    return "\n".join(cues)


def printed(review: Review, language: str = "en") -> Iterator[tuple[int, str]]:
    """The page for paper, line by line: (0 title, 1 heading or 2 text; plain characters)."""
    french = language == "fr"
    setup = review.call.setup
    yield 0, _one_line(_title(review))
    if setup is not None:
        yield 2, f"{setup.started_utc[:16].replace('T', ' ')} UTC, {round(review.call.now_ms / 60_000)} min"
    if review.consent is not None:
        yield 2, f"{'Consentement demandé' if french else 'Consent asked'}: {_said_line(review.consent, french)}"
    else:
        yield 2, "Consentement non entendu" if french else "Consent not heard"
    yield 1, f"{_VERDICTS_FR[review.verdict.value] if french else review.verdict.value.value.capitalize()}"
    yield 2, review.verdict.reason.of(language)
    for q in review.verdict.quotes:
        yield 2, _said_line(q, french)
    sections = (
        ("Engagements" if french else "Commitments", [_promise_line(p, french) for p in review.promises]),
        ("Conclusion" if french else "Wrap-up", [f"{'✓' if s.by else '–'} {s.title.of(language)}" for s in review.steps]),
        ("Restés sans question" if french else "Left unasked", [_one_line(q.ask) for q in review.unasked]),
        (
            "Moments à reprendre" if french else "Moments to win back",
            [f"{clock(m.at_ms)} {m.title.of(language)}: {_one_line(m.better)}" for m in review.missed],
        ),
        (review.email.subject, review.email.body.splitlines()),
        (
            "Transcription" if french else "Transcript",
            [f"{clock(u.start_ms)} {_name(u.side, french)}: {_one_line(u.text)}" for u in heard(review.call)],
        ),
    )
    for title, lines in sections:
        if lines:
            yield 1, _one_line(title)
            for line in lines:
                yield 2, line


def _said_line(q: Quote, french: bool) -> str:
    return f"{clock(q.at_ms)} {_name(q.side, french)}: “{_one_line(q.text)}”"


def _promise_line(p: Promise, french: bool) -> str:
    when = p.when
    if p.moment is not None:
        pattern = "%Y-%m-%d %H:%M" if p.moment.timed else "%Y-%m-%d"
        ours, theirs = ("chez vous", "chez eux") if french else ("yours", "theirs")
        when = f"{p.moment.theirs.strftime(pattern)} {theirs} / {p.moment.yours.strftime(pattern)} {ours}"
    return f"{_name(p.who, french)}: {_one_line(p.what)}{f' ({when})' if when else ''}"


def _name(side: Side, french: bool) -> str:
    return {Side.YOU: "Vous", Side.THEM: "Eux"}[side] if french else _NAMES[side]


def plain_transcript(call: Call) -> str:
    """What was said, a turn a line."""
    return "\n".join(f"{clock(u.start_ms)} {_NAMES[u.side]}: {_one_line(u.text)}" for u in heard(call))


def to_csv(reviews: list[Review]) -> str:
    """A row per call for a CRM. A cell that a spreadsheet would run as a formula starts with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for review in reviews:
        writer.writerow([_cell(value) for value in _row(review)])
    return out.getvalue()


def to_eml(email: Email, sender: tuple[str, str], to: tuple[str, str], now: datetime, invite: bytes | None = None) -> bytes:
    """A message file for any mail program. sender, to: (name, address); now: aware. An address that is none is left out.

    invite: an .ics file that goes along.
    """
    from email.headerregistry import Address  # not before: no window has to wait for them
    from email.message import EmailMessage
    from email.utils import format_datetime

    message = EmailMessage()
    message["Subject"] = _one_line(email.subject)
    message["Date"] = format_datetime(now)
    message["X-Unsent"] = "1"  # opens as a draft
    for header, (name, address) in (("From", sender), ("To", to)):
        user, at, domain = address.rpartition("@")
        if at and user and domain and not re.search(r"[\s<>,;:\"\\()\[\]]", address):
            message[header] = Address(_one_line(name), user, domain)
    message.set_content(email.body + "\n")
    if invite is not None:
        message.add_attachment(invite, maintype="text", subtype="calendar", filename="invite.ics")
    return message.as_bytes()


def to_mailto(email: Email, address: str) -> str:
    return f"mailto:{url_quote(address, safe='@')}?subject={url_quote(email.subject)}&body={url_quote(email.body)}"


def clock(at_ms: int) -> str:
    """1:02:03 or 12:10."""
    seconds = max(0, at_ms) // 1000
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes:02d}:{seconds % 60:02d}"


def _row(review: Review) -> tuple[object, ...]:
    setup, verdict = review.call.setup, review.verdict
    meeting = next((p for p in review.promises if p.meeting and p.accepted), None) or next(iter(review.promises), None)
    share = next((f.value for f in review.figures if f.id == "talk-share"), None)
    return (
        setup.call_id if setup else "",
        setup.started_utc if setup else "",
        setup.kind.value if setup else "",
        setup.prospect.company if setup else "",
        setup.prospect.name if setup else "",
        setup.prospect.role if setup else "",
        verdict.value.value,
        verdict.reason.en,
        verdict.quotes[-1].text if verdict.quotes else "",
        meeting.what if meeting else "",
        meeting.moment.theirs.isoformat() if meeting and meeting.moment else "",
        round(review.call.now_ms / 60_000, 1),
        "" if share is None else round(share, 2),
        _consent(review.consent),
    )


def _consent(heard_at: Quote | None) -> str:
    """When they were told of the notes, and in which words."""
    if heard_at is None:
        return "not heard"
    return f"heard at {clock(heard_at.at_ms)}: {_one_line(heard_at.text)}"


def _cell(value: object) -> str:
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def _title(review: Review) -> str:
    setup = review.call.setup
    named = [setup.title, setup.prospect.company, setup.prospect.name] if setup else []
    return next((n for n in named if n), "Call")


def _section(title: str, items: list[str]) -> list[str]:
    return ["", f"## {title}", "", *(f"- {item}" for item in items)] if items else []


def _md(text: str) -> str:
    """One line of Markdown that shows these very characters."""
    return _MARKDOWN.sub(r"\\\1", _one_line(text))


def _md_quote(quote: Quote) -> str:
    return f"> {clock(quote.at_ms)} {_NAMES[quote.side]}: {_md(quote.text)}\n>"


def _md_words(quote: Quote | None) -> str:
    return f": “{_md(quote.text)}”" if quote is not None else ""


def _md_when(moment: Moment | None, when: str) -> str:
    if moment is None:
        return f" ({_md(when)})" if when else ""
    pattern = "%Y-%m-%d %H:%M" if moment.timed else "%Y-%m-%d"
    return f" ({_md(when)}: {moment.theirs.strftime(pattern)} theirs, {moment.yours.strftime(pattern)} yours)"


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _vtt(at_ms: int) -> str:
    seconds, ms = divmod(max(0, at_ms), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{ms:03d}"


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"en": value.en, "fr": value.fr}
    if isinstance(value, Email):
        return {"tone": value.tone.value, "subject": value.subject, "body": value.body, "asks": value.asks}
    if isinstance(value, datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return [_plain(v) for v in value] if isinstance(value, tuple) else value
