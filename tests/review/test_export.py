import csv
import email
import email.policy
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from copilot.call.events import Prospect
from copilot.review.build import build_review
from copilot.review.export import CSV_COLUMNS, clock, printed, to_csv, to_eml, to_json, to_mailto, to_markdown, to_webvtt
from copilot.review.importers import read_transcript
from copilot.signals.cues import find_cues

HOSTILE = '=HYPERLINK("http://x.example")<script>alert(1)</script> | # [a](b) **x**'


@pytest.fixture
def hostile(review_of):
    return review_of(
        ("them", HOSTILE, ["soft-no"]),
        ("you", "I see -->\nNOTE\n", []),
        prospect=Prospect(name="+1\r\nBcc: x@y", company="@SUM(A1)", role="-2"),
    )


def test_markdown_shows_the_very_characters(hostile):
    page = to_markdown(hostile.review)
    assert "<script>" not in page
    assert "\\<script\\>" in page
    assert "\\[a\\]\\(b\\)" in page
    front = page.split("---")[1]
    assert json.loads(front.split("company: ")[1].splitlines()[0]) == "@SUM(A1)"


@pytest.mark.thorough
def test_markdown_of_every_script(scripts):
    for r in scripts:
        for language in ("en", "fr"):
            page = to_markdown(r.review, language)
            assert r.review.verdict.value.value in page
            assert "## Transcript" in page


@pytest.mark.thorough
def test_json_holds_the_page(scripts):
    data = json.loads(to_json(scripts[0].review))
    assert data["verdict"]["value"] == "signed next step"
    assert data["utterances"][0]["text"] == scripts[0].script["turns"][0]["text"]
    assert data["emails"][0]["body"]
    assert data["timeline"]["phases"][0]["phase"] == "opening"


def test_csv_runs_no_formula(hostile, scripts):
    raw = to_csv([hostile.review, scripts[0].review])
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert tuple(rows[0]) == CSV_COLUMNS
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    assert rows[0]["company"] == "'@SUM(A1)"
    assert rows[1]["verdict"] == "signed next step"


def test_captions_come_back_as_they_were(scripts, hostile):
    for r in scripts[:3]:
        back = read_transcript("call.vtt", to_webvtt(r.call).encode())
        assert set(back.speakers) == {"You", "Them"}
        assert " ".join(t.text for t in back.turns).split() == " ".join(u.text for u in r.call.utterances).split()
    back = read_transcript("call.vtt", to_webvtt(hostile.call).encode())
    assert [t.text for t in back.turns] == [HOSTILE, "I see --> NOTE"]


def test_every_export_says_whether_they_were_told(review_of, scripts):
    asked = "Before we start: I use an assistant that takes notes of our call as text. Is that all right with you?"
    told = review_of(("you", asked, []), ("them", "Sure, go ahead.", []))
    call = replace(told.call, utterances=tuple(replace(u, cues=find_cues(u.text)) for u in told.call.utterances))
    review = build_review(call, told.playbook)
    assert review.consent is not None
    assert f'consent: "heard at 00:00: {asked}"' in to_markdown(review)
    assert json.loads(to_json(review))["consent"]["text"] == asked
    assert next(csv.DictReader(io.StringIO(to_csv([review]))))["consent"] == f"heard at 00:00: {asked}"
    assert f"NOTE Consent: heard at 00:00: {asked}" in to_webvtt(call)
    assert (2, f"Consent asked: 00:00 You: “{asked}”") in list(printed(review))
    silent = review_of(("them", "Hello.", [])).review
    assert 'consent: "not heard"' in to_markdown(silent)
    assert "NOTE Consent: not heard" in to_webvtt(silent.call)
    assert (2, "Consentement non entendu") in list(printed(silent, "fr"))


def test_a_message_file_is_a_draft_without_injected_headers(hostile):
    note = hostile.review.email
    raw = to_eml(note, ("Zoé\r\nBcc: a@b", "zoe@example.com"), ("Karen", "karen@example.com"), datetime(2026, 3, 2, tzinfo=UTC))
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["To"] == "Karen <karen@example.com>"
    assert message["X-Unsent"] == "1"
    assert message.get_content().strip() == note.body


@pytest.mark.parametrize("address", ["", "karen", "a b@c", "x@y\r\nBcc: z@w", "@"])
def test_an_address_that_is_none_is_left_out(hostile, address):
    raw = to_eml(hostile.review.email, ("", ""), ("Karen", address), datetime(2026, 3, 2, tzinfo=UTC))
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["To"] is None
    assert message["Bcc"] is None


def test_a_mail_link_carries_everything(hostile):
    link = urlsplit(to_mailto(hostile.review.email, "karen@example.com"))
    assert link.path == "karen@example.com"
    assert parse_qs(link.query)["body"] == [hostile.review.email.body]


@pytest.mark.parametrize(("at_ms", "told"), [(0, "00:00"), (730_000, "12:10"), (3_723_000, "1:02:03"), (-5, "00:00")])
def test_times_are_told_short(at_ms, told):
    assert clock(at_ms) == told
