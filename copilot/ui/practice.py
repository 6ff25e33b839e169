"""A practice call from its start to the truth: where the page, the overlay and the session meet."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from copilot.call.catalogue import CallKind
from copilot.call.events import CallStarted
from copilot.engine.desk import Desk
from copilot.engine.moments import replay_from
from copilot.engine.running import PracticeCall
from copilot.engine.views import OverlayView
from copilot.errors import KnownError
from copilot.practice.drills import Card as DrillCard
from copilot.practice.scenario import Scenario
from copilot.review.build import build_review
from copilot.review.model import Moment, Review
from copilot.store.settings import PracticeChoice, Settings, You
from copilot.ui import texts
from copilot.ui.drilling import Drilling
from copilot.ui.invites import Invites, downloads
from copilot.ui.live import LiveCall
from copilot.ui.pages.practice import PracticePage
from copilot.ui.pages.setup import system_zone
from copilot.ui.theme import Theme


class Practice(QObject):
    """Lives on the Qt thread. Of a practice call only the score is kept once another begins."""

    failed = Signal(str)
    wanted = Signal(str)  # scenario id: the user would start it
    settings_wanted = Signal(object)  # Settings
    window_wanted = Signal()
    began_or_ended = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scenarios: tuple[Scenario, ...] = ()
        self._moment: Scenario | None = None  # of a real call, the last that was practised
        self._card: DrillCard | None = None  # of the same moment
        self._session: PracticeCall | None = None  # the one that runs, or the last
        self._live: LiveCall | None = None
        self._page: PracticePage | None = None
        self._drilling: Drilling | None = None

    @property
    def live(self) -> LiveCall | None:
        return self._live

    def attach(self, page: PracticePage, theme: Theme) -> None:
        """Uses this page from now on; what was shown on the one before is shown here."""
        old, self._page, self._theme = self._page, page, theme
        page.started.connect(self.wanted)
        page.talk.said.connect(self._say)
        page.talk.hung_up.connect(self.hang_up)
        page.scenarios.chosen.connect(self._choose)
        page.scenarios.drills_wanted.connect(self._show_drills)
        page.scenarios.progress_wanted.connect(self._show_progress)
        page.drill.back_wanted.connect(self._leave_drill)
        page.moment.replay_wanted.connect(self._replay)
        page.moment.drill_wanted.connect(self._drill_moment)
        page.drill.voice_chosen.connect(self._choose_voice)
        if self._drilling is None:
            self._drilling = Drilling(self._desk, page.drill, self)
            self._drilling.failed.connect(self.failed)
        else:
            self._drilling.move_to(page.drill)
        self._list()
        if self._live is not None and self._session is not None:
            page.talk.begin(self._session.scenario, self._desk.settings.practice.voice)
            page.setCurrentWidget(page.talk)
            self._live.apply(self._desk.settings, theme)
        elif old is not None:
            self._show_again(old)

    def _show_again(self, old: PracticePage) -> None:
        """What was shown on the page before."""
        assert self._page is not None
        shown = old.currentWidget()
        if shown is old.truth and self._session is not None:
            self._show_truth(self._session)
        elif shown is old.progress:
            self._show_progress()
        elif shown is old.drill:
            self._page.setCurrentWidget(self._page.drill)
        elif shown is old.moment and self._moment is not None:
            self._page.moment.show_moment(self._moment)
            self._page.setCurrentWidget(self._page.moment)

    def turned_to(self) -> None:
        """Reads the scenarios when the page is first looked at."""
        if self._scenarios or self._page is None:
            return
        try:
            self._scenarios = tuple(sorted(self._desk.scenarios(), key=lambda s: list(CallKind).index(s.kind)))
        except KnownError as error:
            self.failed.emit(error.of(texts.language()))
            return
        self._list()

    def _list(self) -> None:
        assert self._page is not None
        best: dict[str, int] = {}
        for attempt in self._desk.practised().attempts:
            best[attempt.scenario] = max(attempt.total, best.get(attempt.scenario, 0))
        self._page.scenarios.show_scenarios(self._scenarios, self._desk.settings.practice, best)

    def _choose(self, choice: PracticeChoice) -> None:
        self.settings_wanted.emit(replace(self._desk.settings, practice=choice))

    def _choose_voice(self, voice: bool) -> None:
        self._choose(replace(self._desk.settings.practice, voice=voice))
        self._list()

    def practise(self, review: Review, at_ms: int) -> None:
        """A missed moment of a real call: a card of it is kept, and it may be played again. KnownError when nobody spoke."""
        assert review.call.setup is not None
        assert self._page is not None
        playbook, _ = self._desk.playbook(review.call.setup.kind)
        self._moment = replay_from(review.call, playbook, at_ms)
        self._card = self._desk.drills().drill_from(review.call, playbook, at_ms)
        self._page.moment.show_moment(self._moment)
        self._page.setCurrentWidget(self._page.moment)

    def _replay(self) -> None:
        assert self._moment is not None
        self.wanted.emit(self._moment.id)

    def _drill_moment(self) -> None:
        assert self._page is not None
        assert self._drilling is not None
        assert self._card is not None
        self._page.setCurrentWidget(self._page.drill)
        self._drilling.begin_with(self._card)

    def _show_drills(self) -> None:
        assert self._page is not None
        assert self._drilling is not None
        self._drilling.open()
        self._page.setCurrentWidget(self._page.drill)

    def _leave_drill(self) -> None:
        assert self._page is not None
        assert self._drilling is not None
        if self._drilling.under_way:
            self._drilling.open()
        else:
            self._page.show_scenarios()

    def _show_progress(self) -> None:
        assert self._page is not None
        titles = {s.id: s.title.of(texts.language()) for s in self._scenarios}
        self._page.progress.show_attempts(self._desk.practised().attempts, titles)
        self._page.setCurrentWidget(self._page.progress)

    def start(self, scenario_id: str) -> None:
        if self._live is not None or self._page is None:
            return
        moment = (self._moment,) if self._moment is not None else ()
        scenario = next(s for s in (*moment, *self._scenarios) if s.id == scenario_id)
        settings = self._desk.settings
        session = self._desk.start_practice(scenario, datetime.now(UTC), settings.you.timezone or system_zone())
        self._session = session
        level = settings.practice.level
        self._live = LiveCall(session, settings, self._theme, _NoInvites(downloads(), self._desk), self, level)
        self._live.changed.connect(self._show_view)
        self._live.ended.connect(self._ended)
        self._live.settings_wanted.connect(self.settings_wanted)
        self._live.window_wanted.connect(self.window_wanted)
        self._page.talk.begin(scenario, settings.practice.voice)
        self._page.setCurrentWidget(self._page.talk)
        self._live.start()
        self.began_or_ended.emit()

    def apply(self, settings: Settings) -> None:
        if self._live is not None:
            self._live.apply(settings, self._theme)

    def hang_up(self) -> None:
        if self._live is not None:
            self._live.session.stop()

    def close(self) -> None:
        """Leaves the call without its truth, and the drills."""
        if self._drilling is not None:
            self._drilling.close()
        if self._live is not None:
            self._live.close()
            self._live.session.stop()
            self._live.session.join(5)
            self._live = None

    def _say(self, text: str) -> None:
        if self._session is not None:
            self._session.say(text)

    def _show_view(self, view: OverlayView) -> None:
        if self._session is not None and self._page is not None:
            self._page.talk.show_call(self._session.latest().call, view, self._session.silent)

    def _ended(self, session: PracticeCall) -> None:
        if self._live is None:
            return
        self._live.close()
        self._live = None
        self.began_or_ended.emit()
        session.join(5)
        try:
            if session.scenario is not self._moment:
                self._desk.keep_attempt(session)
        except OSError as error:
            words = self.tr("Your score could not be kept ({reason}).")
            self.failed.emit(words.replace("{reason}", error.strerror or ""))
        self._show_truth(session)
        QTimer.singleShot(0, self, self._list)
        if session.failure is not None:
            self.failed.emit(session.failure.of(texts.language()))

    def _show_truth(self, session: PracticeCall) -> None:
        assert self._page is not None
        snapshot = session.latest()
        if session.reveal is None:
            self._page.setCurrentWidget(self._page.scenarios)
            return
        review = build_review(snapshot.call, snapshot.playbook)
        self._page.truth.show_truth(session.scenario, session.reveal, review, snapshot.playbook, session.sent)
        self._page.setCurrentWidget(self._page.truth)


class _NoInvites(Invites):
    """The person does not exist: nobody is invited."""

    def make(self, setup: CallStarted, slot: Moment, you: You, now: datetime, kind: str = "meeting") -> str:
        return QCoreApplication.translate("Practice", "Practice: no invite is made")
