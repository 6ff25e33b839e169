"""What a window or a terminal can ask of the app: start a call, list, open, search and recover calls."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from copilot.call.catalogue import CallKind
from copilot.call.events import CallStarted
from copilot.call.rules import OwnSignal, Playbook, Text
from copilot.engine.brief import Brief, make_brief
from copilot.engine.clock import CallClock
from copilot.engine.deals import Deal, deals, with_them
from copilot.engine.language import interface_language
from copilot.engine.pending import Pending, forget, pending
from copilot.engine.privacy import Ask, Rewrite, nobody, open_vault
from copilot.engine.record import NothingRecorded, finish, listed, passages, read_call, summary
from copilot.engine.running import PracticeCall, RunningCall
from copilot.engine.searching import Search
from copilot.engine.setups import practice_setup
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.practice.scenario import Scenario, load_scenarios
from copilot.review.build import build_review
from copilot.review.model import Review
from copilot.store.edits import Edits, load_edits, save_edits, with_commitments
from copilot.store.index import CallIndex, CallSummary, Hit, Listed
from copilot.store.log import ENDING, damage_notice
from copilot.store.paths import Paths, call_file, find_paths
from copilot.store.practised import Attempt, Practised, load_practised, save_practised
from copilot.store.settings import Mode, Settings, load_settings, save_settings
from copilot.store.sound import WAITING
from copilot.store.vault import How, read_vault

if TYPE_CHECKING:
    from copilot.audio.file import FileAudio
    from copilot.engine.drilling import Drills
    from copilot.engine.import_job import ImportJob
    from copilot.engine.importing import Order
    from copilot.engine.session import Session
    from copilot.engine.sound_check import SoundCheck, Tell
    from copilot.signals.labeller import Labeller

_BRIEF_CALLS = 3  # whose commitments may still be open


class Desk:
    """Belongs to the thread that opened it (the interface's, or the terminal's). Sessions run on threads of their own.

    Sound and recognition are imported when a call starts: they take longer than a window may take to open.
    notice: what the user should know about settings, playbook or records that could not be used whole, or None.
    """

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.settings, self.notice = load_settings(paths.settings)
        self._index = CallIndex(paths.index)
        self._running: Session | None = None
        self._unsaved: dict[str, Review] = {}
        self._labeller: tuple[tuple[OwnSignal, ...], Labeller] | None = None  # for corrections, from the first one on
        self._rewriting = False
        self.alone = threading.RLock()  # a call is read and listed, or taken away: one after the other
        if self._index.rebuilt:
            self.recoverable()

    @classmethod
    def open(cls, ask: Ask = nobody) -> "Desk":
        """The user's own desk. ask: for the passphrase, where their files are encrypted and the keychain does not have the key.

        KnownError when its folders cannot be made, its files are from a newer version, or the key is not given.
        """
        paths = find_paths().ready()
        open_vault(paths, ask)
        return cls(paths)

    def close(self) -> None:
        self._index.close()

    @property
    def index(self) -> CallIndex:
        """The list itself, for those who take calls out of it."""
        return self._index

    def relist(self, call_id: str) -> Review:
        """Lists a call whose record was changed, and gives its review."""
        self._unsaved.pop(call_id, None)
        return self._listed(call_id)

    def refuse_if_running(self, call_id: str) -> None:
        """KnownError when that call runs now."""
        if self._running is not None and self._running.setup.call_id == call_id:
            raise KnownError("This call is still running: stop it first.", "Cet appel est en cours : arrêtez-le d'abord.")

    @property
    def idle(self) -> bool:
        """No call runs and no file is being rewritten."""
        return self._running is None and not self._rewriting

    def protection(self) -> How | None:
        """How the user's files are encrypted, or None."""
        return file.how if (file := read_vault(self.paths.data)) is not None else None

    def rewrite(self, work: Rewrite) -> Callable[[], Text | None]:
        """Begins to encrypt or decrypt everything. What it returns is to be called on a thread of its own, takes a while and
        gives what went wrong; `rewritten` must follow here, on the desk's thread. Nothing else may be asked meanwhile."""
        self._rewriting = True
        self._index.close()
        return work.run

    def rewritten(self) -> None:
        self._index = CallIndex(self.paths.index)
        self._rewriting = False
        if self._index.rebuilt:
            self.recoverable()

    @property
    def language(self) -> str:
        return interface_language(self.settings)

    def save(self, settings: Settings) -> None:
        """Keeps and applies the settings. OSError when they cannot be written."""
        save_settings(self.paths.settings, settings)
        self.settings = settings

    def playbook(self, kind: CallKind) -> tuple[Playbook, Text | None]:
        """The user's playbook; when theirs is broken the built-in one and a notice that says what is wrong."""
        try:
            return self._paced(load_playbook(kind, self.paths.playbooks)), None
        except KnownError as e:
            return self._paced(load_playbook(kind)), Text(e.en, e.fr)

    def _paced(self, playbook: Playbook) -> Playbook:
        gap = self.settings.alert_gap_s
        return replace(playbook, timing=replace(playbook.timing, alert_gap_ms=gap * 1000)) if gap else playbook

    # --- calls that run -------------------------------------------------------------------------------------------

    def start_call(self, setup: CallStarted, mode: Mode | None = None) -> "Session":
        """A live call on the devices of the settings. Not started yet: set `wake` and `on_end`, then `start`.

        mode: of this call; None as in the settings.
        """
        from copilot.engine.ears import live_ears
        from copilot.engine.starting import heard_as_it_goes, kept_for_later

        settings = replace(self.settings, mode=mode or self.settings.mode)
        playbook, notice = self.playbook(setup.kind)
        missing = None
        if settings.mode is Mode.LATER:
            session = kept_for_later(setup, playbook, self.paths, settings, partial(live_ears, settings))
        else:
            session, missing = heard_as_it_goes(setup, playbook, self.paths, settings, partial(live_ears, settings))
        self.notice = missing or notice or self.notice
        self._running = session
        return session

    def check_sound(self, tell: "Tell") -> "SoundCheck":
        """A try of the devices of the settings. Not started yet; `tell` is called on its threads."""
        from copilot.engine.sound_check import SoundCheck

        return SoundCheck(self.settings, tell)

    def start_demo(self, speed: float = 1.0, recording: "FileAudio | None" = None) -> "Session":
        """The bundled call, heard as a live one. recording: its sound, if read already. KnownError: missing or broken."""
        from copilot.engine.demo import demo_ears, demo_setup
        from copilot.engine.starting import heard_as_it_goes

        clock, setup = CallClock(speed), demo_setup()
        playbook, notice = self.playbook(setup.kind)
        session, missing = heard_as_it_goes(setup, playbook, self.paths, self.settings, demo_ears(clock, recording), clock)
        self.notice = missing or notice or self.notice
        self._running = session
        return session

    def start_practice(self, scenario: Scenario, now: datetime, your_timezone: str) -> PracticeCall:
        """A call against this counterpart, typed or by voice as set; its words are not kept. Not started yet: set `wake` first.

        now: aware; it decides which of their ways of saying things come first.
        """
        from copilot.engine.own_words import own_words

        playbook, notice = self.playbook(scenario.kind)
        self.notice = notice or self.notice
        setup, seed = practice_setup(scenario, now, your_timezone), int(now.timestamp())
        words = own_words(scenario, self.settings.language_model)
        if not self.settings.practice.voice:
            from copilot.engine.practice_session import PracticeSession

            return PracticeSession(scenario, setup, playbook, seed, words)
        from copilot.engine.spoken_practice import SpokenPractice

        return SpokenPractice(scenario, setup, playbook, seed, self.settings.microphone, words=words)

    def scenarios(self) -> tuple[Scenario, ...]:
        """The product's and the user's own. KnownError names a file that is wrong."""
        return load_scenarios(self.paths.scenarios)

    def practised(self) -> Practised:
        practised, notice = load_practised(self.paths.practised)
        self.notice = notice or self.notice
        return practised

    def keep_attempt(self, session: PracticeCall) -> None:
        """Remembers the score of a practice call that has ended. OSError when it cannot be written."""
        reveal, setup = session.reveal, session.setup
        if reveal is None or not reveal.beats:
            return
        attempt = Attempt(
            scenario=session.scenario.id,
            started_utc=setup.started_utc,
            level=self.settings.practice.level,
            outcome=reveal.outcome,
            best=reveal.best,
            total=reveal.score.total,
            skills={skill.value: points for skill, points in reveal.score.skills.items()},
        )
        kept = self.practised()
        save_practised(self.paths.practised, replace(kept, attempts=(*kept.attempts, attempt)))

    def drills(self) -> "Drills":
        """The decks, the moments missed on real calls and when each comes back."""
        from copilot.engine.drilling import Drills

        drills = Drills(self.paths)
        self.notice = drills.notice or self.notice
        return drills

    def reviewed(self, session: RunningCall) -> Review:
        """The review of a session that has ended, and lists it. May be asked on any thread: a long call takes a second."""
        snapshot = session.latest()
        review = build_review(snapshot.call, snapshot.playbook)
        self._list(review, Edits())
        return review

    def ended(self, session: "Session", review: Review) -> None:
        """Lets go of a session that has ended."""
        if self._running is session:
            self._running = None
        if not session.saved:
            self._unsaved[session.setup.call_id] = review

    def _list(self, review: Review, edits: Edits) -> None:
        """In the list and the search; a list that cannot be written now is told, and catches up at the next start."""
        try:
            row = summary(review, edits.sent_utc)
            if self.waits_for_words(row.call_id):
                row = replace(row, verdict="")  # nothing was judged yet
            self._index.put(row, passages(review.call), listed(review, edits))
        except KnownError as error:
            self.notice = Text(error.en, error.fr)

    # --- deals ----------------------------------------------------------------------------------------------------

    def deals(self, now: datetime) -> list[Deal]:
        """One row per company; now: aware."""
        return deals(self.calls(), self.promises(), now)

    def brief(self, company: str) -> Brief | None:
        """What to know before calling this company (or person) again; None when there was no call. KnownError: unreadable."""
        calls = with_them(self.calls(), company)
        recent = [(self.review(c.call_id), self.edits(c.call_id)) for c in calls[:_BRIEF_CALLS]]
        return make_brief(calls, recent) if recent else None

    # --- calls from elsewhere -------------------------------------------------------------------------------------

    def import_job(self, order: "Order", progress: Callable[[float], None]) -> "ImportJob":
        """To be run on a thread of its own; `imported` lists what came of it."""
        from copilot.engine.import_job import ImportJob

        playbook, notice = self.playbook(order.setup.kind)
        self.notice = notice or self.notice
        return ImportJob(order, playbook, self.paths.imports, self.paths.calls, progress)

    def imported(self, call_id: str) -> Review:
        """Lists a call that was brought in, and gives its review. May be asked on any thread."""
        return self._listed(call_id)

    def waits_for_words(self, call_id: str) -> bool:
        """Whether its sound was kept and not transcribed yet."""
        return call_file(self.paths.calls, call_id, WAITING).exists()

    def pending_imports(self) -> list[Pending]:
        """Imports that were stopped or cut short, and calls that were never transcribed: the same again goes on from there."""
        running = self._running.setup.call_id if self._running is not None else ""
        return [p for p in pending(self.paths.imports, self.paths.calls) if p.call_id != running]

    def drop_import(self, call_id: str) -> None:
        """Forgets what an unfinished import had heard."""
        forget(self.paths.imports, call_id)
        self.drills().forget(call_id)

    # --- calls that were ------------------------------------------------------------------------------------------

    def calls(self) -> list[CallSummary]:
        """Newest first; none while the files are rewritten."""
        return [] if self._rewriting else self._index.list_calls()

    def promises(self) -> list[Listed]:
        """Commitments of all calls that are still open."""
        return [] if self._rewriting else self._index.promises()

    def search(self, wanted: "Search | str") -> list[Hit]:
        """Best first. KnownError never: words are never read as a query."""
        ask = Search(wanted) if isinstance(wanted, str) else wanted
        return self._index.search(ask.words, company=ask.company, label=ask.label, side=ask.side, since_utc=ask.since_utc)

    def named(self, name: str) -> str:
        """The id of a call named in full, by its beginning, or as 'last'. KnownError when there is none or several."""
        ids = [c.call_id for c in self.calls()]
        found = ids[:1] if name == "last" else [i for i in ids if i == name] or [i for i in ids if i.startswith(name)]
        if len(found) == 1:
            return found[0]
        raise KnownError(
            f"{'Several calls begin' if found else 'No call begins'} with {name}. `moneytime calls` lists them.",
            f"{'Plusieurs appels commencent' if found else 'Aucun appel ne commence'} par {name}. `moneytime calls` les liste.",
        )

    def review(self, call_id: str) -> Review:
        """The page of a recorded call, with the user's corrections; `notice` says what of its record is damaged.

        A call that could not be saved whole is given from memory while the app runs. May be asked on any thread: a long
        call takes seconds. KnownError when the record cannot be read.
        """
        if call_id in self._unsaved:
            return self._unsaved[call_id]
        from copilot.engine.correcting import corrected  # not before: it takes numpy and onnxruntime along

        path = call_file(self.paths.calls, call_id, ENDING)
        call, contents, playbook = read_call(path, lambda kind: self.playbook(kind)[0])
        self.notice = damage_notice(path, contents) or self.notice
        edits = self.edits(call_id)
        call = corrected(call, edits, playbook, lambda: self._reader(playbook))
        return build_review(with_commitments(call, edits), playbook)

    def edits(self, call_id: str) -> Edits:
        """The user's corrections of a call. KnownError when they cannot be read."""
        return load_edits(self.paths.calls, call_id)

    def edited(self, call_id: str) -> Review:
        """The review that follows from the corrections kept, and lists it. May be asked on any thread: it reads the record."""
        return self._listed(call_id)

    def keep(self, call_id: str, edits: Edits) -> Edits:
        """Keeps the corrections, of a call that still runs as well, and gives them as they are now.

        edits: those last read, changed. KnownError when another window changed the call since, or nothing can be written.
        """
        try:
            return save_edits(self.paths.calls, call_id, edits)
        except OSError as e:
            raise KnownError(
                f"Your corrections cannot be saved in {self.paths.calls} ({e.strerror}). Free some space and try again.",
                f"Vos corrections ne peuvent pas être gardées dans {self.paths.calls} ({e.strerror}). Libérez de la place.",
            ) from e

    def _reader(self, playbook: Playbook) -> "Labeller":
        own, reader = self._labeller or ((), None)
        if reader is None or own != playbook.own:
            from copilot.engine.understanding import load_labeller

            reader = load_labeller(playbook.own)
            self._labeller = playbook.own, reader
        return reader

    def recoverable(self) -> list[CallSummary]:
        """Calls a crash cut short, newest first. Records that are whole and only missing from the list are listed now."""
        found = []
        for call_id in self._index.unfinished(self.paths.calls):
            if self._running is not None and call_id == self._running.setup.call_id:
                continue
            try:
                review = self.review(call_id)
            except NothingRecorded:
                continue
            except KnownError as error:
                self.notice = Text(error.en, error.fr)  # the file stays as it is
                continue
            if review.call.ended:
                self._list(review, self.edits(call_id))
            else:
                found.append(summary(review))
        return sorted(found, key=lambda s: s.started_utc, reverse=True)

    def recover(self, call_id: str) -> Review:
        """Ends the record of a call that a crash cut short, lists it and gives its review. May be asked on any thread."""
        finish(call_file(self.paths.calls, call_id, ENDING))
        return self._listed(call_id)

    def _listed(self, call_id: str) -> Review:
        with self.alone:
            self._list(review := self.review(call_id), self.edits(call_id))
        return review

    def export(self, call_id: str, form: str) -> str:
        """form: md, json, vtt or csv."""
        from copilot.review.export import exported

        return exported(self.review(call_id), form, self.language)
