"""Files brought in from elsewhere: what is found in them, how they become calls, and how an import goes on after a stop."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copilot.audio.frames import AudioFrame
from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, Hypothesis, Labelled, SpeechEnded, SpeechStarted, Stage
from copilot.call.script import Turn
from copilot.engine import import_job
from copilot.engine.desk import Desk
from copilot.engine.import_job import Cancelled
from copilot.engine.importing import LEFT, RIGHT, look, order
from copilot.engine.replay import from_turns, run
from copilot.errors import KnownError
from copilot.store.log import read_log

NOW = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
DATA = Path(__file__).parent.parent / "data"
VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Claire Martin>Where does it cost you the most?</v>

00:00:05.000 --> 00:00:09.000
<v Dana Whitlock>Detention. Can we meet Thursday at ten?</v>
"""
TALK = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Claire>Where does it cost you the most?</v>

00:00:05.000 --> 00:00:06.000
<v Dana>Honestly,</v>

00:00:09.000 --> 00:00:15.000
<v Dana>we lose forty thousand dollars a month because the trucks wait at the dock for two hours.</v>

00:00:17.000 --> 00:00:20.000
<v Claire>Can you open your calendar, Tuesday at ten?</v>

00:00:21.000 --> 00:00:24.000
<v Dana>Tuesday at ten works. This is really awesome, by the way.</v>
"""


@pytest.fixture
def desk():
    made = Desk.open()
    yield made
    made.close()


@pytest.fixture
def vtt(tmp_path):
    path = tmp_path / "GMT20260305-150000_Recording.transcript.vtt"
    path.write_text(VTT)
    return path


def test_a_transcript_tells_its_speakers_and_its_name_tells_when(vtt):
    found = look(vtt, "Claire Martin")
    assert (found.speakers, found.yours) == (("Claire Martin", "Dana Whitlock"), ("Claire Martin",))
    assert found.started == datetime(2026, 3, 5, 15, tzinfo=UTC)
    assert found.duration_ms == 9000


@pytest.mark.parametrize(
    ("name", "started"),
    [
        ("2026-03-05 15.00.00 Weekly.txt", None),  # Zoom on this machine: its own time
        ("Halden (2026-03-05 at 08 00 GMT-7).txt", datetime(2026, 3, 5, 15, tzinfo=UTC)),  # Meet
        ("call 99999999-99.txt", datetime(2026, 3, 1, 12, 0, tzinfo=UTC)),  # no date: when it was closed, less its length
    ],
)
def test_when_a_call_was(tmp_path, name, started):
    path = tmp_path / name
    path.write_text("00:00 A: hello\n59:59 B: thank you for this call\n")
    closed = datetime(2026, 3, 1, 13, 0, tzinfo=UTC).timestamp()
    os.utime(path, (closed, closed))
    expected = started or datetime(2026, 3, 5, 15).astimezone()
    assert abs((look(path, "").started - expected).total_seconds()) < 10


def test_a_stereo_recording_has_two_sides_to_choose_from():
    found = look(DATA / "short_call.opus", "")
    assert (found.speakers, found.yours, found.recording) == ((LEFT, RIGHT), (LEFT,), True)


def test_a_recording_with_one_track_says_so():
    found = look(DATA / "jfk.flac", "")
    assert found.speakers == ()
    assert "one channel" in found.notice.en


def test_a_recording_is_heard_with_the_words_to_expect():
    assert order(look(DATA / "jfk.flac", ""), vocabulary=("Margaux Pellier",), now=NOW).setup.vocabulary == ("Margaux Pellier",)


def test_an_imported_transcript_is_a_call_like_any_other(desk, vtt):
    shares = []
    wanted = order(look(vtt, "Claire Martin"), now=NOW)
    job = desk.import_job(wanted, shares.append)
    job.run()
    review = desk.imported(job.setup.call_id)
    assert [(u.side, u.text) for u in review.call.utterances] == [
        (Side.YOU, "Where does it cost you the most?"),
        (Side.THEM, "Detention. Can we meet Thursday at ten?"),
    ]
    assert review.call.utterances[1].dates[0].at.startswith("2026-03-12T10:00")  # the Thursday after that call, not after today
    assert review.call.setup.prospect.name == "Dana Whitlock"
    assert [c.call_id for c in desk.calls()] == [job.setup.call_id]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert desk.recoverable() == []
    assert desk.pending_imports() == []


def test_speakers_are_mapped_as_the_user_says(desk, vtt):
    job = desk.import_job(order(look(vtt, ""), yours=("Dana Whitlock",), now=NOW), lambda share: None)
    assert [u.side for u in job.run().utterances] == [Side.THEM, Side.YOU]


def test_a_full_disk_leaves_a_sentence_and_no_half_call(desk, vtt, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    job = desk.import_job(order(look(vtt, ""), now=NOW), lambda share: None)
    monkeypatch.setattr(import_job.EventLog, "create", refuse)
    with pytest.raises(KnownError, match="Free some space"):
        job.run()
    assert list(desk.paths.calls.iterdir()) == []
    assert vtt.read_text() == VTT


class Talk:
    """A recording of a minute: an utterance every ten seconds, heard by `hear` without models."""

    sides = (Side.THEM,)
    duration_ms = 60_000
    truncated = False

    def frames(self):
        for at in range(0, 60_000, 32):
            yield AudioFrame(Side.THEM, at, None)


def hear(sound, setup, after_ms=0):
    yield setup
    number = 0
    for frame in sound.frames():
        at = frame.start_ms
        if at >= after_ms and at and at % 10_000 < 32:
            number += 1
            yield SpeechStarted(at_ms=at + 32, side=Side.THEM, utterance=number)
            yield SpeechEnded(at_ms=at + 32, side=Side.THEM, utterance=number, start_ms=at - 900, end_ms=at)
            words = {"side": Side.THEM, "utterance": number, "revision": 1, "stage": Stage.FINAL}
            yield Hypothesis(at_ms=at + 32, text=f"at {at // 1000}", start_ms=at - 900, end_ms=at, **words)
            yield Labelled(at_ms=at + 32, **words)
    yield CallEnded(at_ms=60_000, reason="finished")


@pytest.fixture
def recording(monkeypatch):
    monkeypatch.setattr(import_job, "open_recording", lambda path, yours: Talk())
    monkeypatch.setattr(import_job, "from_audio", hear)
    return order(look(DATA / "jfk.flac", ""), now=NOW)


def test_a_stopped_import_goes_on_where_it_was(desk, recording):
    told = []
    first = desk.import_job(recording, told.append)

    def stop_half_way(share):
        if share > 0.6:
            first.cancel()

    first._tell = stop_half_way
    with pytest.raises(Cancelled):
        first.run()
    (left,) = desk.pending_imports()
    assert left.path == recording.path
    assert 30_000 <= left.heard_ms <= 40_000
    assert desk.calls() == []
    assert desk.recoverable() == []  # an import is no call cut short

    again = desk.import_job(replace(recording, setup=replace(recording.setup, call_id="another")), told.append)
    call = again.run()
    assert again.setup.call_id == recording.setup.call_id
    assert [u.text for u in call.utterances] == ["at 10", "at 20", "at 30", "at 40", "at 50"]
    assert len({u.id for u in call.utterances}) == 5
    assert desk.pending_imports() == []
    assert read_log(desk.paths.calls / f"{again.setup.call_id}.jsonl").finished


def test_what_an_unfinished_import_heard_can_be_dropped(desk, recording):
    job = desk.import_job(recording, lambda share: job.cancel() if share > 0.6 else None)
    with pytest.raises(Cancelled):
        job.run()
    desk.drop_import(job.setup.call_id)
    assert desk.pending_imports() == []


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.txt", b"Hello there.\nHow are you?\n", "no times"),
        ("a.vtt", b"WEBVTT\n\n00:00:09.000 --> 00:00:01.000\nback\n", "backwards"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\ncaf\u00e9\n".encode("latin-1"), "UTF-8"),
        ("a.vtt", b"", "empty"),
        ("a.mp4", b"not a film", "not a recording"),
        ("a.mp3", b"", "empty"),
    ],
)
def test_what_cannot_be_imported_gets_a_sentence(tmp_path, name, raw, words):
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(KnownError, match=words):
        look(path, "")
    with pytest.raises(KnownError):
        look(tmp_path / f"missing-{name}", "")
    assert path.read_bytes() == raw


@pytest.mark.slow
def test_overlapping_and_ten_hour_transcripts_become_calls(desk, tmp_path):
    path = tmp_path / "long.vtt"
    cues = ["WEBVTT", ""]
    for n in range(600):
        hour, minute = divmod(n, 60)
        cues += [f"{hour:02}:{minute:02}:00.000 --> {hour:02}:{minute:02}:59.900", f"<v {'AB'[n % 2]}>all is well</v>", ""]
        cues += [f"{hour:02}:{minute:02}:30.000 --> {hour:02}:{minute:02}:40.000", f"<v {'BA'[n % 2]}>yes</v>", ""]
    path.write_text("\n".join(cues))
    job = desk.import_job(order(look(path, ""), now=NOW), lambda share: None)
    assert len(job.run().utterances) == 1200
    assert desk.imported(job.setup.call_id).call.now_ms >= 35_900_000


def test_a_transcript_imported_is_judged_as_when_it_is_heard(desk, tmp_path):
    path = tmp_path / "talk.vtt"
    path.write_text(TALK)
    job = desk.import_job(order(look(path, "Claire"), now=NOW), lambda share: None)
    imported = job.run()
    turns = tuple(Turn(u.start_ms, u.side, u.text, u.end_ms) for u in imported.utterances)
    heard = run(from_turns(job.setup, turns), clock=None, watch=lambda *_: None).call
    assert [(u.text, u.labels, u.cues, u.dates) for u in imported.utterances] == [
        (u.text, u.labels, u.cues, u.dates) for u in heard.utterances
    ]
    assert any(u.labels for u in imported.utterances)
    assert desk.imported(job.setup.call_id).call == imported


def test_a_file_taken_away_once_it_was_read_is_a_call_all_the_same(desk, tmp_path):
    path = tmp_path / "talk.vtt"
    path.write_text(TALK)
    job = desk.import_job(order(look(path, "Claire"), now=NOW), lambda share: path.unlink(missing_ok=True))
    assert len(job.run().utterances) == len(desk.imported(job.call_id).call.utterances) == 5
