import threading
from itertools import pairwise

from copilot.call.catalogue import Side
from copilot.call.events import AudioGap, CallEnded, Hypothesis, Stage, Trouble, TroubleBegan
from copilot.call.state import AlertStatus
from copilot.engine.clock import CallClock
from copilot.engine.session import Session
from copilot.engine.snapshot import Lighter


class Ears:
    def __init__(self, session):
        self.session = session
        self.running = self.paused = False

    def start(self):
        self.running = True

    def stop(self):
        self.running = False

    def pause(self):
        self.paused = True

    def resume(self):
        self.paused = False


class Mind:
    """Says what a test tells it to. `late`: words that are still under way when the call is stopped."""

    def __init__(self, emit, late=()):
        self.emit, self.late = emit, late
        self.ready = True
        self.lighter = Lighter.READY
        self.behind_ms = 0
        self.fed = []

    def start(self):
        pass

    def feed(self, frame):
        self.fed.append(frame)

    def gap(self, gap):
        self.fed.append(gap)

    def pending_ms(self):
        return self.behind_ms

    def lighten(self):
        self.lighter = Lighter.ON

    def stop(self, patience_s):
        for event in self.late:
            self.emit(event)


class Book:
    def __init__(self):
        self.events = []
        self.closed = False

    def append(self, event, derived):
        self.events.append(event)

    def close(self):
        self.closed = True


def words(text, utterance=1):
    return Hypothesis(
        at_ms=0, side=Side.THEM, utterance=utterance, revision=1, stage=Stage.FINAL, text=text, start_ms=100, end_ms=900
    )


class Running:
    """A session on the fast clock, with what it hears in the test's hands."""

    def __init__(self, setup, playbook, late=(), speed=20.0, **options):
        self.book = Book()
        self.session = Session(
            setup,
            playbook,
            self._ears,
            lambda emit: self._mind(emit, late),
            self.book,
            CallClock(speed),
            **options,
        )
        self.changed = threading.Condition()
        self.session.wake = self._wake
        self.ended = []
        self.session.on_end = self.ended.append

    def _ears(self, session):
        self.ears = Ears(session)
        return self.ears

    def _mind(self, emit, late):
        self.mind = Mind(emit, late)
        return self.mind

    def _wake(self):
        with self.changed:
            self.changed.notify_all()

    def until(self, condition):
        with self.changed:
            assert self.changed.wait_for(lambda: condition(self.session.latest()), 10), self.session.latest()

    def __enter__(self):
        self.session.start()
        self.until(lambda s: s.call.setup is not None and self.ears.running)
        return self

    def __exit__(self, *_):
        self.session.stop()
        assert self.session.join(10)


def test_words_heard_reach_the_screen_and_the_record(setup, playbook):
    with Running(setup, playbook) as run:
        run.mind.emit(words("Hello there."))
        run.until(lambda s: [u.text for u in s.call.utterances] == ["Hello there."])
    assert any(isinstance(e, Hypothesis) for e in run.book.events)
    assert isinstance(run.book.events[-1], CallEnded)
    assert run.book.closed
    assert not run.ears.running
    assert run.ended == [run.session]


def test_what_is_under_way_at_the_stop_is_heard_out(setup, playbook):
    with Running(setup, playbook, late=[words("And goodbye.")]) as run:
        pass
    assert [u.text for u in run.session.latest().call.utterances] == ["And goodbye."]
    assert run.session.latest().call.ended


def test_a_click_reaches_the_alert(setup, playbook):
    with Running(setup, playbook, speed=2000) as run:
        run.until(lambda s: any(a.status.on_screen for a in s.call.alerts))
        alert = next(a for a in run.session.latest().call.alerts if a.status.on_screen)
        run.session.mark_wrong(alert.id)
        run.until(lambda s: s.call.alerts[alert.id - 1].status is AlertStatus.WRONG)


def test_levels_gaps_and_troubles_of_the_ears_arrive(setup, playbook):
    with Running(setup, playbook) as run:
        run.session.on_level(Side.THEM, -20.0)
        run.until(lambda s: s.them_level > 0.5 and s.you_level == 0)
        run.session.on_trouble(TroubleBegan(at_ms=0, trouble=Trouble.SILENT, side=Side.YOU))
        run.until(lambda s: [p.trouble for p in s.call.problems] == [Trouble.SILENT])
        run.session.on_gap(AudioGap(at_ms=0, side=Side.YOU, start_ms=10, end_ms=500, reason="device"))
        run.until(lambda s: len(s.call.gaps) == 1)
        assert len(run.mind.fed) == 1


def test_the_screen_is_woken_for_news_alone(setup, playbook):
    with Running(setup, playbook) as run:
        seen = []
        run.session.wake = lambda: (seen.append(run.session.latest()), run._wake())
        run.until(lambda s: len(seen) > 2)
        run.session.on_level(Side.YOU, -20.0)
        run.until(lambda s: s.you_level > 0)
        run.session.on_level(Side.YOU, -20.01)  # no eye sees that
        at_ms = run.session.latest().call.now_ms
        run.until(lambda s: s.call.now_ms > at_ms + 1000)
    assert all(a != b for a, b in pairwise(seen))
    assert len({s.you_level for s in seen if s.you_level}) == 1


def test_a_call_that_goes_on_closes_the_question_whether_it_is_over(setup, playbook):
    with Running(setup, playbook) as run:
        run.session.on_trouble(TroubleBegan(at_ms=0, trouble=Trouble.SILENT, side=Side.THEM))
        run.session.on_trouble(TroubleBegan(at_ms=0, trouble=Trouble.LEFT, detail="Zoom"))
        run.until(lambda s: len(s.call.problems) == 2)
        run.session.go_on()
        run.until(lambda s: [p.trouble for p in s.call.problems] == [Trouble.SILENT])
        assert not run.session.latest().call.ended


def test_captions_that_lag_are_said_until_they_have_caught_up(setup, playbook):
    with Running(setup, playbook) as run:
        run.mind.behind_ms = 7000
        run.until(lambda s: [(p.trouble, p.detail) for p in s.call.problems] == [(Trouble.BEHIND, "7")])
        run.mind.behind_ms = 300
        run.until(lambda s: not s.call.problems)


def test_the_light_model_is_offered_and_taken(setup, playbook):
    with Running(setup, playbook) as run:
        run.until(lambda s: s.lighter is Lighter.READY)
        run.session.lighten()
        run.until(lambda s: s.lighter is Lighter.ON)


def test_a_call_without_words_is_known_to_go_on_by_its_level(setup, playbook):
    with Running(setup, playbook, words=False) as run:
        assert not run.session.latest().words
        run.until(lambda s: s.call.now_ms > 2000)
        run.session.on_level(Side.THEM, -80.0)
        assert run.session._loud_ms == 0
        run.session.on_level(Side.THEM, -30.0)
        assert run.session._loud_ms >= 2000


def test_pausing_stops_the_ears_and_shows(setup, playbook):
    with Running(setup, playbook) as run:
        run.session.pause()
        assert run.ears.paused
        run.until(lambda s: s.call.paused)
        run.session.resume()
        assert not run.ears.paused
        run.until(lambda s: not s.call.paused)


def test_a_fault_in_the_engine_still_saves_the_call(setup, playbook, monkeypatch):
    run = Running(setup, playbook)
    run.mind.pending_ms = lambda: 1 / 0 if run.ears.running else 0
    run.session.start()
    assert run.session.join(10)
    call = run.session.latest().call
    assert call.ended
    assert call.end_reason == "crashed"
    assert run.book.closed
