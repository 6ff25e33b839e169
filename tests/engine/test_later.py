"""A call whose words come later: its sound is kept, transcribed after it, and goes."""

import errno
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from copilot.audio.file import read_file
from copilot.audio.frames import AudioFrame
from copilot.call.catalogue import Side
from copilot.call.events import (
    AudioGap,
    Bookmarked,
    CallEnded,
    CallPaused,
    CallResumed,
    Hypothesis,
    Labelled,
    SpeechEnded,
    SpeechStarted,
    Stage,
    Tick,
    Trouble,
    TroubleBegan,
    TroubleEnded,
)
from copilot.engine import import_job, later
from copilot.engine.desk import Desk
from copilot.engine.forgetting import Forgetting
from copilot.engine.import_job import Cancelled
from copilot.engine.later import KeptSound, SoundKeeper, only_the_clock
from copilot.engine.runner import Runner
from copilot.engine.transcription import Transcription
from copilot.errors import KnownError
from copilot.store.log import EventLog, read_log
from copilot.store.settings import Mode
from copilot.store.sound import KEPT, WAITING, SoundWriter


@pytest.fixture
def desk():
    made = Desk.open()
    made.save(replace(made.settings, sound_until_text=True))
    yield made
    made.close()


def frames(side, first_ms, count, amplitude):
    for number in range(count):
        yield AudioFrame(side, first_ms + number * 32, np.full(512, amplitude, np.float32))


def keep(folder, *stretches):
    """Feeds (side, first ms, windows, amplitude) to a keeper, in order."""
    told = []
    keeper = SoundKeeper(lambda: SoundWriter.create(folder, "a"), told.append)
    keeper.start()
    for side, first_ms, count, amplitude in stretches:
        for frame in frames(side, first_ms, count, amplitude):
            keeper.feed(frame)
    keeper.stop(20)
    return told


def test_both_sides_come_back_in_order_of_time_with_their_holes(tmp_path):
    assert keep(tmp_path, (Side.YOU, 0, 150, 0.25), (Side.THEM, 40, 140, 0.5), (Side.YOU, 9000, 20, 0.75)) == []
    sound = KeptSound(tmp_path / f"a{WAITING}")
    heard = list(sound.frames())
    assert [f.start_ms for f in heard] == sorted(f.start_ms for f in heard)
    yours = [f for f in heard if f.side is Side.YOU]
    assert [f.start_ms for f in yours] == [*range(0, 150 * 32, 32), *range(9000, 9000 + 20 * 32, 32)]
    assert {round(float(f.samples.mean()), 3) for f in yours} == {0.25, 0.75}
    assert sum(f.side is Side.THEM for f in heard) == 140
    assert sound.duration_ms == 9640


def test_a_damaged_piece_is_left_out(tmp_path, monkeypatch):
    keep(tmp_path, (Side.YOU, 0, 200, 0.25))
    unpacked = later.unpacked
    broken = iter([True, False, False, False])
    monkeypatch.setattr(later, "unpacked", lambda body: unpacked(b"" if next(broken) else body))
    assert next(f.start_ms for f in KeptSound(tmp_path / f"a{WAITING}").frames()) == 64 * 32


def test_a_full_disk_is_said_and_nothing_is_lost_when_it_has_room_again(tmp_path, monkeypatch):
    monkeypatch.setattr(later, "_AGAIN_S", 0.01)
    full, told, changed = [True], [], threading.Condition()

    class Full(SoundWriter):
        def append(self, *piece):
            if full[0]:
                raise OSError(errno.ENOSPC, "No space left on device")
            super().append(*piece)

    def tell(event):
        with changed:
            told.append(event)
            changed.notify_all()

    keeper = SoundKeeper(lambda: Full.create(tmp_path, "a"), tell)
    keeper.start()
    for frame in frames(Side.YOU, 0, 200, 0.5):
        keeper.feed(frame)
    with changed:
        assert changed.wait_for(lambda: told, 20)
        full[0] = False
        assert changed.wait_for(lambda: len(told) == 2, 20)
    keeper.stop(20)
    assert [(type(e), e.trouble) for e in told] == [(TroubleBegan, Trouble.DISK), (TroubleEnded, Trouble.DISK)]
    assert sum(1 for _ in KeptSound(tmp_path / f"a{WAITING}").frames()) == 200


def test_no_warning_rests_on_words_nobody_heard(playbook):
    enabled = {i for i, rule in only_the_clock(playbook).signals.items() if rule.enabled}
    assert enabled == {"wrap-up"}


def test_no_sound_is_kept_without_a_yes(desk, setup):
    desk.save(replace(desk.settings, sound_until_text=False))
    with pytest.raises(KnownError, match="Say yes"):
        desk.start_call(setup, Mode.LATER)
    assert list(desk.paths.calls.iterdir()) == []


# --- after the call -------------------------------------------------------------------------------------------------


def hear(sound, setup, after_ms=0):
    """What `from_audio` would give: an utterance wherever a stretch begins."""
    yield setup
    last = {Side.YOU: -10_000, Side.THEM: -10_000}
    number = 0
    for frame in sound.frames():
        at = frame.start_ms
        if at >= after_ms and at - last[frame.side] > 1000:
            number += 1
            words = {"side": frame.side, "utterance": number, "revision": 1, "stage": Stage.FINAL}
            yield SpeechStarted(at_ms=at + 32, side=frame.side, utterance=number)
            yield SpeechEnded(at_ms=at + 32, side=frame.side, utterance=number, start_ms=at, end_ms=at + 500)
            yield Hypothesis(at_ms=at + 32, text=f"at {at // 1000}", start_ms=at, end_ms=at + 500, **words)
            yield Labelled(at_ms=at + 32, **words)
        last[frame.side] = at
    yield CallEnded(at_ms=last[Side.THEM], reason="finished")


@pytest.fixture
def kept(desk, setup, playbook, monkeypatch):
    """A call that has ended, with two bookmarks, a pause and a hole, and 40 s of sound beside its record."""
    monkeypatch.setattr(import_job, "from_audio", hear)
    runner = Runner(only_the_clock(playbook), EventLog.create(desk.paths.calls, setup.call_id))
    runner.put(setup)
    for event in (
        Tick(at_ms=250),
        Bookmarked(at_ms=5000, note="ask again"),
        TroubleBegan(at_ms=6000, trouble=Trouble.SILENT, side=Side.YOU),
        CallPaused(at_ms=11_000),
        CallResumed(at_ms=14_000),
        AudioGap(at_ms=21_000, side=Side.YOU, start_ms=20_000, end_ms=21_000, reason="device"),
        CallEnded(at_ms=40_000, reason="stopped"),
    ):
        runner.put(event)
    runner.close()
    told = []
    keeper = SoundKeeper(lambda: SoundWriter.create(desk.paths.calls, setup.call_id), told.append)
    keeper.start()
    for at in (0, 15_000, 30_000):
        for frame in frames(Side.THEM, at, 100, 0.5):
            keeper.feed(frame)
    keeper.stop(20)
    assert told == []
    return setup.call_id


def texts(call):
    return [u.text for u in call.utterances]


def test_the_words_come_in_the_place_of_the_record_with_what_the_user_did(desk, kept):
    shares = []
    assert desk.waits_for_words(kept)
    Transcription(desk, kept, shares.append).run()
    call = desk.imported(kept).call
    assert texts(call) == ["at 0", "at 15", "at 30"]
    assert [(m.at_ms, m.note) for m in call.marks] == [(5000, "ask again")]
    assert len(call.gaps) == 1
    assert (call.ended, call.now_ms, call.setup.origin) == (True, 40_000, "live")
    assert shares[-1] == 1.0
    assert [p.name for p in desk.paths.calls.iterdir()] == [f"{kept}.jsonl"]
    assert desk.pending_imports() == []
    assert read_log(desk.paths.calls / f"{kept}.jsonl").finished


def test_the_sound_stays_where_the_user_wants_it(desk, kept):
    desk.save(replace(desk.settings, keep_audio=True))
    Transcription(desk, kept, lambda _: None).run()
    assert not desk.waits_for_words(kept)
    assert sorted(p.name for p in desk.paths.calls.iterdir()) == [f"{kept}.jsonl", f"{kept}{KEPT}"]


def test_kept_sound_is_handed_over_with_everything_about_them(desk, kept, tmp_path):
    desk.save(replace(desk.settings, keep_audio=True))
    Transcription(desk, kept, lambda _: None).run()
    desk.imported(kept)
    forgetting = Forgetting(desk)
    forgetting.hand_over(forgetting.about("Halden Foods"), tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        archive.extract(f"{kept}/call.flac", tmp_path)
    assert read_file(tmp_path / kept / "call.flac").duration_ms == 33_200
    assert sorted(p.name for p in tmp_path.iterdir() if "flac" in p.name) == []


def test_a_stopped_transcription_goes_on_and_the_call_waits_meanwhile(desk, kept):
    job = Transcription(desk, kept, lambda share: job.cancel() if share > 0.6 else None)
    with pytest.raises(Cancelled):
        job.run()
    (left,) = desk.pending_imports()
    assert (left.own, left.call_id) == (True, kept)
    assert left.heard_ms > 10_000
    assert desk.waits_for_words(kept)
    Transcription(desk, kept, lambda _: None).run()
    assert texts(desk.imported(kept).call) == ["at 0", "at 15", "at 30"]


def test_a_call_without_words_has_no_verdict_in_the_list(desk, kept):
    assert desk.recoverable() == []  # it ended: it is listed now
    (row,) = desk.calls()
    assert (row.call_id, row.verdict) == (kept, "")
    assert [(p.call_id, p.own, p.heard_ms) for p in desk.pending_imports()] == [(kept, True, 0)]
    Transcription(desk, kept, lambda _: None).run()
    desk.imported(kept)
    assert desk.calls()[0].verdict == "open"


def test_a_call_cut_short_is_transcribed_too(desk, kept):
    path = desk.paths.calls / f"{kept}.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if b"CallEnded" not in line and b"call_ended" not in line))
    Transcription(desk, kept, lambda _: None).run()
    call = desk.imported(kept).call
    assert texts(call) == ["at 0", "at 15", "at 30"]
    assert call.ended


def test_deleting_the_call_takes_its_sound_and_stops_its_transcription(desk, kept):
    desk.recoverable()

    def delete_half_way(share):
        if share > 0.6:
            Forgetting(desk).delete(kept)

    with pytest.raises(Cancelled):
        Transcription(desk, kept, delete_half_way).run()
    assert [p for p in desk.paths.data.rglob(f"*{kept}*") if p.is_file()] == []
    assert desk.pending_imports() == []


def test_retention_takes_the_sound(desk, kept):
    desk.recoverable()
    desk.save(replace(desk.settings, keep_days=30))
    assert Forgetting(desk).delete_expired(datetime(2026, 9, 1, tzinfo=UTC)) == 1
    assert list(desk.paths.calls.iterdir()) == []


def test_keeping_the_commitments_alone_takes_the_sound(desk, kept):
    desk.save(replace(desk.settings, keep_audio=True))
    Transcription(desk, kept, lambda _: None).run()
    desk.imported(kept)
    Forgetting(desk).keep_commitments(kept)
    assert [p.name for p in desk.paths.calls.iterdir()] == [f"{kept}.jsonl"]


def test_the_sound_alone_can_go(desk, kept):
    desk.recoverable()
    Forgetting(desk).drop_sound(kept)
    assert [p.name for p in desk.paths.calls.iterdir()] == [f"{kept}.jsonl"]
    assert len(desk.calls()) == 1


def test_the_call_that_runs_is_not_offered(desk, setup, monkeypatch):
    monkeypatch.setattr("copilot.engine.ears.live_ears", lambda settings, session: None)
    session = desk.start_call(setup, Mode.LATER)
    assert not session.latest().words
    SoundWriter.create(desk.paths.calls, setup.call_id).close()
    assert desk.pending_imports() == []
    session._runner.close()
