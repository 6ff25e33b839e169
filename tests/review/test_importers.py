import io
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.call.catalogue import Side
from copilot.errors import KnownError
from copilot.review.importers import likely_you, read_transcript, sides

TEAMS = """WEBVTT

5f1c/12-0
00:00:01.200 --> 00:00:03.000
<v Karen Doyle>Hey Zo&eacute;, good morning.</v>

5f1c/13-0
00:00:03.100 --> 00:00:05.000
<v Karen Doyle>How's <i>Paris</i>?</v>

5f1c/14-0
00:00:09.000 --> 00:00:10.500 align:start position:0%
<v Zoé Martin (Guest)>Rainy, thank you.</v>
"""
ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.000
Karen Doyle: Hey Zoé, good morning.

2
00:00:06.000 --> 00:00:09.000
Zoé Martin: One thing: the price.

3
00:00:09.500 --> 00:00:12.000
it is per seat.
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
Karen Doyle: Hey.

2
00:00:04,000 --> 00:00:06,000
Zoé Martin: Hello.
3
00:00:10,000 --> 00:00:12,000
Karen Doyle: Right.
"""
ZOOM_TEXT = """[Karen Doyle] 23:59:58
Hey Zoé.
Good evening.

[Zoé Martin] 00:00:04
Hello Karen.
"""
TEAMS_TEXT = """Karen Doyle   0:03
Hey Zoé.
Zoé Martin   0:07
Hello Karen.
How are you?
"""
MEET = """Marlow / Zoé (2026-03-12 15:00 GMT+1) - Transcript
Attendees
Karen Doyle, Zoé Martin
Transcript
00:00:00

Karen Doyle: Hey Zoé.
Zoé Martin: Hello Karen, how are you?

00:05:00

Karen Doyle: So, where were we?
"""
PLAIN = """00:01 Karen Doyle: Hey.
00:05 - Zoé Martin: Hello.
[00:09] Karen Doyle: Fine.
Zoé Martin (00:12): Good.
"""


def read(text: str, name: str = "call.vtt"):
    return read_transcript(name, text.encode())


def test_teams_captions_with_voices():
    t = read(TEAMS)
    assert t.speakers == ("Karen Doyle", "Zoé Martin")
    assert [(x.start_ms, x.end_ms, x.text) for x in t.turns] == [
        (1200, 5000, "Hey Zoé, good morning. How's Paris?"),
        (9000, 10500, "Rainy, thank you."),
    ]


def test_zoom_captions_with_names_in_the_words():
    t = read(ZOOM)
    assert [(x.speaker, x.text) for x in t.turns] == [
        ("Karen Doyle", "Hey Zoé, good morning."),
        ("Zoé Martin", "One thing: the price. it is per seat."),
    ]


def test_several_voices_in_one_cue():
    t = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>one</v> <v.loud B>two</v>\n")
    assert [(x.speaker, x.text) for x in t.turns] == [("A", "one"), ("B", "two")]


def test_subrip_with_a_missing_empty_line():
    t = read(SRT, "call.srt")
    assert [(x.start_ms, x.speaker, x.text) for x in t.turns] == [
        (1000, "Karen Doyle", "Hey."),
        (4000, "Zoé Martin", "Hello."),
        (10000, "Karen Doyle", "Right."),
    ]


def test_zoom_text_starts_at_nought_and_passes_midnight():
    t = read(ZOOM_TEXT, "call.txt")
    assert [(x.start_ms, x.speaker, x.text) for x in t.turns] == [
        (0, "Karen Doyle", "Hey Zoé. Good evening."),
        (6000, "Zoé Martin", "Hello Karen."),
    ]


def test_teams_text():
    t = read(TEAMS_TEXT, "call.txt")
    assert [(x.start_ms, x.text) for x in t.turns] == [(3000, "Hey Zoé."), (7000, "Hello Karen. How are you?")]


def test_meet_text_lays_turns_out_between_its_times():
    t = read(MEET, "call.txt")
    assert [(x.speaker, x.text) for x in t.turns] == [
        ("Karen Doyle", "Hey Zoé."),
        ("Zoé Martin", "Hello Karen, how are you?"),
        ("Karen Doyle", "So, where were we?"),
    ]
    assert [x.start_ms for x in t.turns] == [0, 800, 300_000]


def test_plain_lines_with_times():
    t = read(PLAIN, "call.txt")
    assert [(x.start_ms, x.speaker, x.text) for x in t.turns] == [
        (1000, "Karen Doyle", "Hey."),
        (5000, "Zoé Martin", "Hello."),
        (9000, "Karen Doyle", "Fine."),
        (12000, "Zoé Martin", "Good."),
    ]


def test_sides_are_asked_by_name():
    t = read(ZOOM)
    assert likely_you(t, "Zoé") == "Zoé Martin"
    assert likely_you(t, "Paul") is None
    assert likely_you(t, "") is None
    assert [side for side, _ in sides(t, ["Zoé Martin"])] == [Side.THEM, Side.YOU]
    with pytest.raises(KnownError, match="Nobody is called Paul"):
        sides(t, ["Paul"])


def test_one_speaker_is_told():
    t = read("WEBVTT\n\n00:01.000 --> 00:02.000\nhello there\n")
    assert t.speakers == ("",)
    assert t.notice is not None


def test_other_encodings():
    assert read_transcript("a.vtt", ZOOM.encode("utf-8-sig")) == read(ZOOM)
    assert read_transcript("a.vtt", ZOOM.encode("utf-16")) == read(ZOOM)
    assert read_transcript("a.vtt", ZOOM.replace("\n", "\r\n").encode()) == read(ZOOM)
    with pytest.raises(KnownError, match="UTF-8"):
        read_transcript("a.vtt", ZOOM.encode("cp1252"))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"WEBVTT\n", "no times"),
        (b"Karen: hello\nZoe: hi\n", "no times"),
        (b"a\x00b", "is no text"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"WEBVTT\n\n00:05.000 --> 00:04.000\nx\n", "backwards at line 3"),
        (b"WEBVTT\n\n01:00.000 --> 01:01.000\nx\n\n00:10.000 --> 00:11.000\ny\n", "backwards at line 6"),
        (b"WEBVTT\n\nsoon --> later\nx\n", "cannot be read at line 3"),
        (b"WEBVTT\n\n00:05.000 --> 00:06.000\n\n", "no words"),
        (b"x" * 20_000_001, "too long"),
    ],
    ids=range(11),
)
def test_what_is_wrong_gets_one_sentence(raw, told):
    with pytest.raises(KnownError, match=told) as caught:
        read_transcript("/some/where/call.vtt", raw)
    assert "call.vtt" in caught.value.en
    assert "/some/where" not in caught.value.en + caught.value.fr


def test_overlapping_turns_are_put_in_order():
    t = read("WEBVTT\n\n00:05.000 --> 00:09.000\n<v A>one\n\n00:04.000 --> 00:06.000\n<v B>two\n")
    assert [x.text for x in t.turns] == ["two", "one"]


def test_ten_hours_are_read_quickly():
    cues = [
        f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}.000 --> 99:00:00.000\n<v P{s % 2}>word {s}\n"
        for s in range(0, 36_000, 4)
    ]
    start = time.process_time()
    t = read("WEBVTT\n\n" + "\n".join(cues))
    assert len(t.turns) > 100
    assert time.process_time() - start < 8.0


@pytest.mark.parametrize(
    "raw",
    [
        "a" + " " * 1_000_000 + "b",
        "[" * 300_000,
        "<v " * 300_000 + "-->",
        "<a" * 300_000 + "\n00:00:01.000 --> 00:00:02.000\n" + "<v " * 200_000,
        "00:00:01 " + "A" * 1_000_000,
        "(" * 100_000 + "00:01",
        "a\t" * 300_000,
    ],
    ids=range(7),
)
def test_hostile_lines_cost_no_time(raw):
    start = time.process_time()
    with suppress(KnownError):
        read(raw, "call.txt")
    assert time.process_time() - start < 6.0


_CLOCKS = st.builds(
    "{:02d}:{:02d}{}".format, st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", ":59", ":07.5", ",250"])
)
_WORDS = st.text(alphabet=st.sampled_from("abé:<>[]()& -\t0\u2028"), max_size=20)
_LINES = st.one_of(
    _WORDS,
    _CLOCKS,
    st.builds(lambda a, b: f"{a} --> {b}", _CLOCKS, _CLOCKS),
    st.builds(lambda n, c, w: f"{n}   {c} {w}", _WORDS, _CLOCKS, _WORDS),
    st.builds(lambda n, c: f"[{n}] {c}", _WORDS, _CLOCKS),
    st.builds(lambda n, w: f"{n}: {w}", _WORDS, _WORDS),
    st.sampled_from(["WEBVTT", "NOTE x", "", "1", "<v Ann>hi</v>"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, max_size=8))
def test_any_text_gives_turns_or_a_sentence(lines):
    try:
        t = read("\n".join(lines), "call.txt")
    except KnownError as error:
        assert error.en.endswith(".")  # noqa: PT017
        return
    assert t.turns
    assert all(turn.text and 0 <= turn.start_ms < turn.end_ms for turn in t.turns)
    assert [turn.start_ms for turn in t.turns] == sorted(turn.start_ms for turn in t.turns)
    assert {turn.speaker for turn in t.turns} == set(t.speakers)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_turns_or_a_sentence(raw):
    try:
        assert read_transcript("x", raw).turns
    except KnownError as error:
        assert error.fr.endswith(".")  # noqa: PT017


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="abcdé <>&", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6))
def test_no_word_is_lost(texts):
    escaped = [t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for t in texts]
    body = "\n".join(f"00:{i:02d}.000 --> 00:{i:02d}.900\n<v A>{t}\n" for i, t in enumerate(escaped))
    assert " ".join(t.text for t in read("WEBVTT\n\n" + body).turns).split() == " ".join(texts).split()


def word(body: str, name: str = "word/document.xml", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr(name, body)
    return packed.getvalue()


def teams_word(*turns: tuple[str, str, str]) -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = "".join(
        f"<w:p><w:r><w:t>{name}</w:t></w:r><w:r><w:tab/><w:t>{at}</w:t><w:br/></w:r><w:r><w:t>{text}</w:t></w:r></w:p>"
        for name, at, text in turns
    )
    head = "<w:p><w:r><w:t>Halden &amp; Nous-20260305</w:t></w:r></w:p><w:p><w:r><w:t>18m 23s</w:t></w:r></w:p>"
    end = "<w:p><w:r><w:t>Zoé Martin stopped transcription</w:t></w:r></w:p>"
    return word(f"<w:document {w}><w:body>{head}{said}{end}</w:body></w:document>")


def test_the_word_file_of_teams_is_read_as_its_captions():
    turns = ("Karen Doyle", "0:03", "Hey Zoé."), ("Zoé Martin", "0:07", "Hello, Karen."), ("Karen Doyle", "1:02:03", "Bye.")
    t = read_transcript("call.docx", teams_word(*turns))
    assert [(x.start_ms, x.speaker, x.text) for x in t.turns] == [
        (3000, "Karen Doyle", "Hey Zoé."),
        (7000, "Zoé Martin", "Hello, Karen."),
        (3_723_000, "Karen Doyle", "Bye."),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        word("<w:document/>", "other.xml"),
        word("<not xml"),
        word('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
        word(" " * 30_000_000),
        teams_word(("Karen", "0:03", "Hey."))[:200],
        word("<a/>", packing=zipfile.ZIP_LZMA),
    ],
)
def test_a_word_file_that_is_none_gets_a_sentence(raw):
    with pytest.raises(KnownError, match="no Word file"):
        read_transcript("call.docx", raw)
