"""Forgetting and handing over: one call, what is too old, everything about one person."""

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.call.events import CallEnded, CallStarted, CommitmentHeard, Event, Hypothesis, Labelled, SpeechEnded
from copilot.call.events import Stage as TextStage
from copilot.call.state import Call, Utterance
from copilot.engine.exporting import save_sound
from copilot.engine.pending import forget
from copilot.errors import KnownError
from copilot.review.export import to_json, to_markdown, to_webvtt
from copilot.review.model import Review
from copilot.store.edits import ENDING as EDITS
from copilot.store.edits import Edits, load_edits
from copilot.store.index import CallSummary, Hit
from copilot.store.log import DAMAGED, ENDING, rewrite_log
from copilot.store.paths import Paths, call_file
from copilot.store.practised import load_practised, save_practised
from copilot.store.retention import delete_call, expired
from copilot.store.sound import KEPT, WAITING

if TYPE_CHECKING:
    from copilot.engine.desk import Desk


def forget_practice(paths: Paths, call_id: str) -> None:
    """Takes the lines of that call out of the drills. KnownError when that cannot be written."""
    kept, _ = load_practised(paths.practised)
    left = kept.forgetting(call_id)
    if left == kept:
        return
    try:
        save_practised(paths.practised, left)
    except OSError as error:
        raise _unwritten(paths.practised, error) from error


def keep_commitments(paths: Paths, call: Call) -> None:
    """What remains of a sensitive call: who, when, the commitments and the words they rest on. All else is deleted.

    KnownError when the files cannot be written.
    """
    assert call.setup is not None
    call_id = call.setup.call_id
    record = call_file(paths.calls, call_id, ENDING)
    edits = call_file(paths.calls, call_id, EDITS)
    try:
        rewrite_log(record, call_id, ((event, isinstance(event, CommitmentHeard)) for event in _essence(call, call.setup)))
        edits.unlink(missing_ok=True)
        for other in (DAMAGED, WAITING, KEPT):
            record.with_suffix(other).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritten(record, error) from error
    forget_practice(paths, call_id)


def _essence(call: Call, setup: CallStarted) -> Iterator[Event]:
    yield replace(setup, problem="", amount="", vocabulary=(), planned_ms=call.planned_ms)
    needed = {c.utterance for c in call.commitments}
    said = [u for u in call.utterances if u.id in needed]
    for utterance in said:
        yield from _words(utterance)
    for c in call.commitments:
        yield CommitmentHeard(
            at_ms=c.at_ms,
            commitment=c.id,
            who=c.who,
            what=c.what,
            when=c.when,
            date=c.date,
            quote=c.quote,
            utterance=c.utterance,
            meeting=c.meeting,
            accepted=c.accepted,
        )
    yield CallEnded(at_ms=call.now_ms, reason=call.end_reason or "stopped")


def _words(u: Utterance) -> Iterator[Event]:
    yield SpeechEnded(at_ms=u.end_ms, side=u.side, utterance=u.id, start_ms=u.start_ms, end_ms=u.end_ms)
    yield Hypothesis(
        at_ms=u.end_ms,
        side=u.side,
        utterance=u.id,
        revision=1,
        stage=TextStage.SETTLED,
        text=u.text,
        start_ms=u.start_ms,
        end_ms=u.end_ms,
    )
    yield Labelled(
        at_ms=u.end_ms,
        side=u.side,
        utterance=u.id,
        revision=1,
        stage=TextStage.SETTLED,
        labels=u.labels,
        cues=u.cues,
        dates=u.dates,
        stance=u.stance,
    )


# --- one person -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class About:
    """What is kept about one person or company. calls: with them; mentions: their name said on other calls."""

    who: str
    calls: tuple[CallSummary, ...]
    mentions: tuple[Hit, ...]


def people(calls: Sequence[CallSummary]) -> list[str]:
    """Everybody the calls were with, people and companies, by name."""
    return sorted({n.strip() for c in calls for n in (c.name, c.company) if n.strip()}, key=str.casefold)


def about(who: str, calls: Sequence[CallSummary], search: Callable[[str], list[Hit]]) -> About:
    wanted = who.strip().casefold()
    theirs = tuple(c for c in calls if wanted and wanted in (c.name.strip().casefold(), c.company.strip().casefold()))
    ids = {c.call_id for c in theirs}
    mentions = tuple(h for h in search(who) if h.call.call_id not in ids) if wanted else ()
    return About(who.strip(), theirs, mentions)


def hand_over(found: About, review_of: Callable[[str], Review], calls: Path, out: Path, language: str) -> None:
    """Writes one ZIP with all that is kept about them: each call as text, data, captions and sound, your notes, the mentions.

    KnownError when it cannot be written or a record cannot be read; a half-written file is taken away.
    """
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            listing = [f"{found.who}: {len(found.calls)} calls, {len(found.mentions)} mentions", ""]
            for summary in found.calls:
                review = review_of(summary.call_id)
                archive.writestr(f"{summary.call_id}/call.md", to_markdown(review, language))
                archive.writestr(f"{summary.call_id}/call.json", to_json(review))
                archive.writestr(f"{summary.call_id}/call.vtt", to_webvtt(review.call))
                _add_sound(archive, calls, summary.call_id, out)
                edits = load_edits(calls, summary.call_id)
                if edits != Edits():
                    archive.writestr(f"{summary.call_id}/notes.txt", edits.notes)
                listing.append(f"{summary.started_utc}  {summary.call_id}  {summary.name}  {summary.company}")
            if found.mentions:
                mentions = [_mention(h) for h in found.mentions]
                archive.writestr("mentions.json", json.dumps(mentions, ensure_ascii=False, indent=1))
            listing += ["", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"]
            archive.writestr("contents.txt", "\n".join(listing) + "\n")
        out.chmod(0o600)
    except OSError as error:
        out.unlink(missing_ok=True)
        raise _unwritten(out, error) from error
    except KnownError:
        out.unlink(missing_ok=True)
        raise


def _add_sound(archive: zipfile.ZipFile, calls: Path, call_id: str, out: Path) -> None:
    """Its kept sound, if there is any."""
    for sound in (call_file(calls, call_id, ending) for ending in (KEPT, WAITING)):
        if sound.exists():
            half = out.with_name(f".{call_id}.flac")
            try:
                save_sound(sound, half)
                archive.write(half, f"{call_id}/call.flac")
            finally:
                half.unlink(missing_ok=True)


class Forgetting:
    """What the user takes off their disk, or hands over. Belongs to the thread of the desk."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def delete(self, call_id: str) -> None:
        """The call with everything beside it: list, search, corrections, drills. KnownError when a file is in use."""
        self._desk.refuse_if_running(call_id)
        with self._desk.alone:
            delete_call(self._desk.paths.calls, self._desk.index, call_id)
        forget(self._desk.paths.imports, call_id)
        forget_practice(self._desk.paths, call_id)

    def drop_sound(self, call_id: str) -> None:
        """Gives up the words of a call that was not transcribed: its sound goes, the call stays. KnownError: it cannot go."""
        sound = call_file(self._desk.paths.calls, call_id, WAITING)
        try:
            sound.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritten(sound, error) from error
        forget(self._desk.paths.imports, call_id)
        self._desk.relist(call_id)

    def keep_commitments(self, call_id: str) -> Review:
        """Deletes all of a sensitive call but its commitments and the words they rest on; the page of what is left."""
        self._desk.refuse_if_running(call_id)
        with self._desk.alone:
            keep_commitments(self._desk.paths, self._desk.review(call_id).call)
            return self._desk.relist(call_id)

    def delete_expired(self, now: datetime) -> int:
        """Deletes the calls that are older than the user wants to keep. How many. now: aware."""
        old = expired(self._desk.index, self._desk.settings.keep_days, now)
        for call_id in old:
            self.delete(call_id)
        return len(old)

    def people(self) -> list[str]:
        """Everybody the calls were with, people and companies."""
        return people(self._desk.calls())

    def about(self, who: str) -> About:
        """What is kept about a person or a company."""
        return about(who, self._desk.calls(), self._desk.search)

    def hand_over(self, found: About, out: Path) -> None:
        """Everything about them in one ZIP. KnownError when it cannot be written."""
        hand_over(found, self._desk.review, self._desk.paths.calls, out, self._desk.language)

    def delete_about(self, found: About) -> int:
        """Deletes the calls with them. How many."""
        for call in found.calls:
            self.delete(call.call_id)
        return len(found.calls)


def _mention(hit: Hit) -> dict[str, object]:
    return {
        "call": hit.call.call_id,
        "started_utc": hit.call.started_utc,
        "at_ms": hit.passage.start_ms,
        "side": hit.passage.side.value,
        "text": hit.passage.text,
    }


def _unwritten(path: Path, error: OSError) -> KnownError:
    return KnownError(
        f"{path} could not be written ({error.strerror}): free some space or choose another place, then try again.",
        f"{path} n'a pas pu être écrit ({error.strerror}) : libérez de la place ou choisissez ailleurs, puis réessayez.",
    )
