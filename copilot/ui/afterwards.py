"""Calls that were: opened, corrected, invited to, exported and searched."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from copilot.call.catalogue import CallKind
from copilot.call.rules import Text
from copilot.engine.desk import Desk
from copilot.engine.exporting import kept_sound, save_sound
from copilot.engine.live_view import names
from copilot.engine.searching import Search
from copilot.errors import KnownError
from copilot.review.export import exported
from copilot.review.model import Review
from copilot.store.edits import Edits
from copilot.ui import texts
from copilot.ui.invites import Invites
from copilot.ui.pages.review import ReviewPage
from copilot.ui.printing import write_pdf
from copilot.ui.tasks import known, off_thread
from copilot.ui.window import MainWindow


class Afterwards(QObject):
    """Lives on the Qt thread."""

    listed = Signal()  # the list of calls is another one
    words_wanted = Signal(str)  # a call whose sound was kept and not transcribed yet
    practice_wanted = Signal(object, int)  # Review, call time in ms of the moment

    def __init__(self, desk: Desk, invites: Invites, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._invites = desk, invites
        self.review: Review | None = None
        self._wanted = ("", 0)  # the call being read, and the utterance to show
        self._told: Text | None = None  # the desk's notice before it was read
        self._reviewing = False  # after a correction
        self._corrected: set[str] = set()  # calls with another one since
        self._recovering: set[str] = set()
        self._window: MainWindow | None = None

    def attach(self, window: MainWindow) -> None:
        """Uses the pages of this window from now on."""
        self._window = window
        page = window.review
        page.failed.connect(window.say)
        page.edited.connect(partial(self._edit, page))
        page.written.connect(partial(self._keep, page))
        page.export_wanted.connect(self._export)
        page.invite_wanted.connect(self._invite)
        page.practice_wanted.connect(self._practise)
        window.home.opened.connect(self.open)
        window.home.recovered.connect(self._recover)
        window.calls.opened.connect(self.open)
        window.calls.searched.connect(self._search)
        off_thread(self, self._labels, window.calls.show_names)
        window.home.searched.connect(self._search_all)

    def _labels(self) -> dict[str, str]:
        """On a thread of the pool."""
        return names(self._desk.playbook(CallKind.PROSPECT)[0], texts.language())

    def show(self, review: Review) -> None:
        """On the page, which is turned to. A call without its words yet goes to be transcribed, on the page of calls."""
        setup = review.call.setup
        if setup is not None and self._desk.waits_for_words(setup.call_id):
            self._shown.turn("calls")
            self.words_wanted.emit(setup.call_id)
            return
        self._fill(review)
        self._shown.turn("review")
        self._shown.review.setFocus()

    def show_new(self, review: Review, saved: bool, told: Text | None) -> None:
        """The page of a call that has just ended. saved: its record is whole. told: the desk's notice before it was listed."""
        self.show(review)
        if saved:
            self.show_damage(told)
        else:
            self._shown.say(self.tr("This call could not be saved whole. Export it now to keep it."))

    def open(self, call_id: str, utterance: int) -> None:
        """Read off this thread: a long call takes seconds. Of several, the one asked for last is shown."""
        self._told, self._wanted = self._desk.notice, (call_id, utterance)
        self._shown.setCursor(Qt.CursorShape.BusyCursor)
        off_thread(self, partial(known, partial(self._desk.review, call_id)), partial(self._show_read, call_id), self._unwait)

    def _unwait(self) -> None:
        self._shown.unsetCursor()

    def _show_read(self, call_id: str, found: Review | KnownError) -> None:
        if call_id != self._wanted[0]:
            return
        utterance, self._wanted = self._wanted[1], ("", 0)
        self._unwait()
        if isinstance(found, KnownError):
            self._shown.say(found.of(texts.language()))
            return
        self.show(found)
        self.show_damage(self._told)
        if utterance:
            self._shown.review.jump(utterance)

    def show_imported(self, call_id: str, last: bool) -> None:
        """last: of the files chosen; it is opened where the user waited for it."""
        self.listed.emit()
        if last and self._shown.page == "calls":
            self.open(call_id, 0)

    @property
    def _shown(self) -> MainWindow:
        assert self._window is not None
        return self._window

    def _fill(self, review: Review) -> None:
        self.review = review
        setup = review.call.setup
        assert setup is not None
        playbook, _ = self._desk.playbook(setup.kind)
        try:
            edits = self._desk.edits(setup.call_id)
        except KnownError as error:
            self._shown.say(error.of(texts.language()))
            edits = Edits()
        sound = kept_sound(self._desk, setup.call_id)
        self._shown.review.show_review(review, edits, playbook, self._desk.settings, datetime.now(UTC), sound)

    def _edit(self, page: ReviewPage, edits: Edits) -> None:
        setup = self.review.call.setup if self.review is not None else None
        if setup is None:
            return
        try:
            page.kept(self._desk.keep(setup.call_id, edits))
        except KnownError as error:
            self._shown.say(error.of(texts.language()))
            return
        if self._reviewing:
            self._corrected.add(setup.call_id)
        else:
            self._review_anew(setup.call_id)

    def _review_anew(self, call_id: str) -> None:
        """Once more for all corrections that came meanwhile."""
        self._reviewing = True
        off_thread(
            self, partial(known, partial(self._desk.edited, call_id)), partial(self._show_edited, call_id), self._reviewed
        )

    def _reviewed(self) -> None:
        self._reviewing = False
        if self._corrected:
            self._review_anew(self._corrected.pop())

    def _show_edited(self, call_id: str, found: Review | KnownError) -> None:
        again = call_id in self._corrected
        self._reviewed()
        if again:
            return
        setup = self.review.call.setup if self.review is not None else None
        shown = setup is not None and setup.call_id == call_id
        if isinstance(found, KnownError):
            if shown:  # else it may be deleted by now; what is wrong with it is told where it is opened
                self._shown.say(found.of(texts.language()))
            return
        if shown:
            self._shown.review.keep()  # what was written meanwhile
            self._fill(found)
        self.listed.emit()

    def fill_again(self) -> None:
        """The call that was on the page of the window before."""
        if self.review is not None:
            self._fill(self.review)

    def catch_up(self, before: ReviewPage) -> None:
        """Shows what was written on the page of the window before since this one was filled."""
        before.keep()
        same = self.review is not None and before.review is not None and before.review.call.setup == self.review.call.setup
        if self.review is not None and same and before.current != self._shown.review.current:
            self._fill(self.review)

    def forget(self, call_id: str) -> None:
        """The call is gone: nothing written on its page is kept."""
        self.review = None
        self._corrected.discard(call_id)
        self._shown.review.let_go()

    def _keep(self, page: ReviewPage, call_id: str, edits: Edits) -> None:
        """Notes, an address, an email: nothing else on the page changes with them."""
        try:
            page.kept(self._desk.keep(call_id, edits))
        except KnownError as error:
            self._shown.say(error.of(texts.language()))

    def _recover(self, call_id: str) -> None:
        if call_id in self._recovering:
            return
        self._recovering.add(call_id)
        work = partial(known, partial(self._desk.recover, call_id))
        off_thread(self, work, partial(self._show_recovered, call_id, self._desk.notice))

    def _show_recovered(self, call_id: str, told: Text | None, found: Review | KnownError) -> None:
        self._recovering.discard(call_id)
        if isinstance(found, KnownError):
            self._shown.say(found.of(texts.language()))
            return
        self.show_damage(told)
        self._shown.home.show_recoverable(self._desk.recoverable())
        self.listed.emit()
        self.show(found)

    def show_damage(self, told: Text | None) -> None:
        """told: the desk's notice before this record was read."""
        notice = self._desk.notice
        if notice is not None and notice is not told:
            self._shown.say(notice.of(texts.language()))

    def _search_all(self, words: str) -> None:
        """From the home page: the page of calls, with these words in its search."""
        self._shown.turn("calls")
        self._shown.calls.look_for(words)

    def _search(self, wanted: Search) -> None:
        if wanted.words.strip() or wanted.label:
            self._shown.calls.show_hits(self._desk.search(wanted))
        else:
            self._shown.calls.show_calls(self._desk.calls())

    def _practise(self, at_ms: int) -> None:
        self.practice_wanted.emit(self.review, at_ms)

    def _invite(self, kind: str) -> None:
        review = self.review
        if review is None or review.slot is None or review.call.setup is None:
            return
        refusal = self._invites.make(review.call.setup, review.slot, self._desk.settings.you, datetime.now(UTC), kind)
        if not refusal:
            self._fill(review)
        self._shown.say(refusal or self.tr("The invite is in your Downloads folder."))

    def _export(self, form: str) -> None:
        setup = self.review.call.setup if self.review is not None else None
        if setup is None or self.review is None:
            return
        name, _ = QFileDialog.getSaveFileName(self._shown, self.tr("Export"), f"{setup.call_id}.{form}", f"*.{form}")
        if not name:
            return
        self._shown.setCursor(Qt.CursorShape.BusyCursor)
        off_thread(self, partial(self._write, self.review, form, Path(name)), self._written, self._unwait)

    def _write(self, review: Review, form: str, path: Path) -> str:
        """On a thread of the pool. '' when done, else a sentence saying why not."""
        try:
            sound = kept_sound(self._desk, review.call.setup.call_id) if form == "flac" and review.call.setup else None
            if sound is not None:
                save_sound(sound, path)
            elif form == "pdf":
                write_pdf(review, path, texts.language())
            else:
                path.write_text(exported(review, form, texts.language()), encoding="utf-8")
        except OSError as error:
            words = self.tr("{file} could not be written ({reason}). Choose another place.")
            return words.replace("{file}", str(path)).replace("{reason}", error.strerror or "")
        except KnownError as error:
            return error.of(texts.language())
        return ""

    def _written(self, refusal: str) -> None:
        self._unwait()
        if refusal:
            self._shown.say(refusal)
