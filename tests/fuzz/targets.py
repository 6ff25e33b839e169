"""Every reader of files from elsewhere, with good files to start from."""

import json
import os
import re
import shutil
import tempfile
import wave
import zipfile
from array import array
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from unittest import mock
from zoneinfo import ZoneInfo

from fuzzing import Target

from copilot.assets import asset
from copilot.audio.file import read_file
from copilot.call.catalogue import CallKind, Side
from copilot.call.codec import CodecError, decode, encode
from copilot.call.events import CallEnded, CallStarted, Hypothesis, Stage, Tick
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.engine.meetings import read_meetings
from copilot.engine.record import read_call, summary
from copilot.engine.setups import read_script
from copilot.playbook.loader import built_in, load_file
from copilot.playbook.own import load_own
from copilot.practice.drills import load_deck
from copilot.practice.scenario import load_scenario
from copilot.review.build import build_review
from copilot.review.export import to_csv, to_markdown
from copilot.review.importers import read_transcript
from copilot.speech.decode import Decoder
from copilot.speech.weights import find_model, import_model
from copilot.store.archive import restore
from copilot.store.edits import Edits, load_edits, save_edits
from copilot.store.log import EventLog, checked_line, read_log
from copilot.store.practised import load_practised
from copilot.store.settings import load_settings

_BODY = re.compile(rb'^\{"crc":"[0-9a-f]{8}",(.*)\}$', re.DOTALL)
NOW = datetime(2026, 3, 12, 14, tzinfo=UTC)


def _word(body: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:  # not packed: what is changed in it is words
        archive.writestr(
            "word/document.xml",
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:document>' % body,
        )
    return packed.getvalue()


DATA = Path(__file__).resolve().parents[1] / "data"

VTT = b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Dana Whitlock>We lose ninety thousand a quarter.</v>\n\n"
VTT += b"00:00:05.000 --> 00:00:07.500 align:start\n<v Luc>Who else sees that?</v>\n"
ZOOM = b"WEBVTT\r\n\r\n1\r\n00:00:03.120 --> 00:00:06.450\r\nDana Whitlock: So that's detention.\r\n\r\n"
TEAMS = b"WEBVTT\n\n0b1c2d3e/12-0\n00:00:03.119 --> 00:00:05.979\n<v Dana Whitlock>Hello\nthere.</v>\n\n"
SRT = b"1\n00:00:01,000 --> 00:00:04,000\nDana: We lose ninety.\n\n2\n00:00:05,000 --> 00:00:07,500\nLuc: Who sees that?\n"
TXT = b"00:01 Dana: We lose ninety thousand.\n00:09 Luc: Who else sees that?\n[00:12:30] Dana: My CFO.\n"
MEET = "Halden \u2013 Transcript\n00:00:00\n\nDana Whitlock: Hello.\nLuc: Hi.\n\n00:05:00\n\nDana: Thursday.\n".encode()
WORD = _word(b"<w:p><w:r><w:t>Dana</w:t><w:tab/><w:t>0:03</w:t><w:br/><w:t>We lose ninety.</w:t></w:r></w:p>")
SCRIPT = json.dumps(
    {
        "id": "x",
        "kind": "prospect",
        "planned_minutes": 30,
        "prospect": {"name": "Dana", "timezone": "America/New_York"},
        "turns": [{"t": 1.5, "end": 4, "speaker": "you", "text": "Hello."}, {"t": 5, "speaker": "them", "text": "Hi."}],
    }
).encode()
ICS = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//y\r
BEGIN:VEVENT\r
UID:1\r
DTSTAMP:20260301T000000Z\r
DTSTART;TZID=America/New_York:20260312T100000\r
DTEND;TZID=America/New_York:20260312T103000\r
RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=10\r
EXDATE;TZID=America/New_York:20260319T100000\r
SUMMARY:Halden <> Moi\r
LOCATION:https://us02web.zoom.us/j/1\r
ORGANIZER;CN=Dana:mailto:dana@halden.example\r
ATTENDEE;PARTSTAT=ACCEPTED;CN=Luc:mailto:luc@moi.example\r
END:VEVENT\r
END:VCALENDAR\r
"""
OWN = b'[[own]]\nid = "own-price"\ntitle = "Price"\nside = "them"\nsay = "What is fair?"\nexamples = ["Steep."]\n'


def targets(folder: Path) -> list[Target]:
    """folder: for the files; emptied by whoever made it."""
    return [
        Target("transcript .vtt (Zoom, Teams too)", lambda raw: read_transcript("a.vtt", raw), (VTT, ZOOM, TEAMS)),
        Target("transcript .srt", lambda raw: read_transcript("a.srt", raw), (SRT,)),
        Target("transcript .txt (Meet too)", lambda raw: read_transcript("a.txt", raw), (TXT, MEET)),
        Target("transcript .docx (Teams)", lambda raw: read_transcript("a.docx", raw), (WORD,)),
        Target("call script .json", _at(folder / "s.json", lambda p: read_script(p, None, None, NOW)), (SCRIPT,)),
        Target("event log", _at(folder / "log.jsonl", _read_and_fold), _logs()),
        Target("event log with right checksums", _at(folder / "log.jsonl", _signed), _logs()),
        Target("codec", _decode, _lines(), (CodecError,)),
        Target("playbook .toml", _at(folder / "prospect.toml", _playbook), _files("playbooks", "*.toml")),
        Target("own signals .toml", _at(folder / "own.toml", lambda p: load_own(p.parent)), (OWN,)),
        Target("scenario .toml", _at(folder / "scenario.toml", load_scenario), _files("scenarios", "*.toml")),
        Target("drill deck .toml", _at(folder / "deck.toml", load_deck), _files("drills", "*.toml")),
        Target("calendar .ics", _calendar, (ICS,)),
        Target(
            "recording (WAV, Opus)",
            _at(folder / "sound.wav", _hear),
            (_wav(), (DATA / "short_call.opus").read_bytes()[:60_000]),
        ),
        Target("settings .json", _at(folder / "settings.json", load_settings), (b'{"language":"en","overlay":{"mini":true}}',)),
        Target("corrections .json", _at(folder / "c1.edits.json", lambda p: load_edits(p.parent, "c1")), _edits()),
        Target("backup .zip", _at(folder / "backup.zip", _restore), _backups()),
        Target("speech model folder", _at(folder / "model" / "model.bin", _model), ((DATA / "tiny_model.bin").read_bytes(),)),
        Target("practice scores .json", _at(folder / "practice.json", load_practised), (b'{"attempts":[],"missed":[]}',)),
    ]


def _at(path: Path, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def run(raw: bytes) -> object:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
        return read(path)

    return run


def _read_and_fold(path: Path) -> None:
    """A record from elsewhere is read and folded, as `replay` does."""
    again = Call()
    call, _, playbook = read_call(path, built_in)
    review = build_review(call, playbook)
    summary(review)
    to_markdown(review)
    to_csv([review])
    for event in read_log(path).inputs[:200]:
        again, _ = advance(again, event, playbook)


def _signed(path: Path) -> None:
    """What somebody wrote who knows how: every line has its checksum."""
    lines = [_BODY.sub(rb"\1", line) for line in path.read_bytes().splitlines()]
    path.write_bytes(b"".join(checked_line(line) for line in lines))
    _read_and_fold(path)


def _decode(raw: bytes) -> None:
    decode(raw.decode("utf-8", "replace"))


def _playbook(path: Path) -> None:
    load_file(path, CallKind.PROSPECT)


def _calendar(raw: bytes) -> None:
    read_meetings(raw, NOW, datetime(2026, 4, 12, tzinfo=UTC), ZoneInfo("Europe/Paris"))


def _hear(path: Path) -> None:
    for count, _ in enumerate(read_file(path).frames()):
        if count > 2000:
            break


def _restore(path: Path) -> None:
    """Whatever the archive holds, files come to lie in the folder of calls and nowhere else."""
    top = path.parent / "restored"
    calls = top / "data" / "calls"
    calls.mkdir(parents=True)
    try:
        restore(path, calls)
    finally:
        found = [p for p in top.rglob("*") if p.is_symlink() or (p.is_file() and p.parent != calls)]
        shutil.rmtree(top)
        assert not found, found


def _model(weights: Path) -> None:
    """A folder somebody was given is taken in, found and loaded."""
    for name, text in (("config.json", "{}"), ("tokenizer.json", "{}"), ("vocabulary.txt", "a\nb\n")):
        (weights.parent / name).write_text(text)
    with mock.patch.dict(os.environ, {"MONEYTIME_CACHE": str(weights.parents[1] / "cache")}):
        Decoder(find_model(import_model(weights.parent, "given")))


def _events() -> list[object]:
    words = "Detention, about ninety thousand a quarter."
    return [
        CallStarted(call_id="c1", started_utc="2026-03-12T14:00:00+00:00"),
        Tick(at_ms=250),
        Hypothesis(at_ms=900, side=Side.THEM, utterance=1, revision=1, stage=Stage.FINAL, text=words, start_ms=300, end_ms=800),
        CallEnded(at_ms=2000),
    ]


def _lines() -> tuple[bytes, ...]:
    return tuple(encode(e).encode() for e in _events())  # type: ignore[arg-type]


def _logs() -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory() as name:
        log = EventLog.create(Path(name), "c1")
        for event in _events():
            log.append(event, False)  # type: ignore[arg-type]
        log.close()
        return (log.path.read_bytes(),)


def _backups() -> tuple[bytes, ...]:
    """One as it is made, one that climbs out of its folder, one that unpacks to a thousand times its size."""
    return (
        _zipped("calls/c1.jsonl", _logs()[0]),
        _zipped("calls/../../c1.jsonl", b"x"),
        _zipped("calls/c1.jsonl", bytes(8 << 20)),
    )


def _zipped(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def _edits() -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory() as name:
        save_edits(Path(name), "c1", Edits(notes="x", texts={1: "y"}, sides={2: Side.YOU}))
        return ((Path(name) / "c1.edits.json").read_bytes(),)


def _files(folder: str, pattern: str) -> tuple[bytes, ...]:
    found = [p.read_bytes() for p in sorted(asset(folder).glob(pattern))[:3]] or [b"x = 1\n"]
    return tuple(found)


def _wav() -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((2, 2, 16000, 0, "NONE", ""))
        file.writeframes(array("h", ((n * 37) % 20000 - 10000 for n in range(8000))).tobytes())
    return out.getvalue()
