"""The question whether the call is over: when it is asked, when it is taken back, and that it only asks."""

from dataclasses import replace

from copilot.audio.call_apps import call_app
from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan, TroubleEnded
from copilot.call.state import Call, Problem, Utterance
from copilot.engine.stop_offer import LeaveWatch, QuietWatch

MINUTE = 60_000


def said(end_minute, **more):
    return Utterance(1, Side.THEM, 0, end_minute * MINUTE, open=False, text="Sounds great.", **more)


class Calling:
    """A call of which only the clock, the speech and the question change; folds what the watch tells."""

    def __init__(self, *utterances):
        self.call = Call(utterances=utterances)
        self.watch = QuietWatch()
        self.asked = []
        self.loud_ms = 0

    def until(self, minute, **changes):
        self.call = replace(self.call, **changes)
        while self.call.now_ms < minute * MINUTE:
            self.call = replace(self.call, now_ms=self.call.now_ms + 15_000)
            told = self.watch.look(self.call, self.loud_ms)
            if isinstance(told, TroubleBegan):
                self.asked.append(self.call.now_ms // MINUTE)
                self.call = replace(self.call, problems=(Problem(told.trouble, None, told.detail, told.at_ms),))
            elif isinstance(told, TroubleEnded):
                self.go_on()

    def go_on(self):
        self.call = replace(self.call, problems=())


def test_it_is_asked_once_after_a_quarter_of_an_hour_without_speech():
    calling = Calling(said(5))
    calling.until(40)
    assert calling.asked == [20]
    assert calling.call.problems[0].detail == "15"
    assert not calling.call.ended


def test_nobody_ever_speaking_counts_from_the_start():
    calling = Calling()
    calling.until(16)
    assert calling.asked == [15]


def test_what_is_loud_counts_where_nobody_tells_words():
    calling = Calling()
    calling.loud_ms = 12 * MINUTE
    calling.until(30)
    assert calling.asked == [27]
    calling.loud_ms = 30 * MINUTE
    calling.until(31)
    assert not calling.call.problems


def test_go_on_asks_again_only_a_quarter_of_an_hour_later():
    calling = Calling()
    calling.until(20)
    calling.go_on()
    calling.until(34)
    assert calling.asked == [15]
    calling.until(40)
    assert calling.asked == [15, 35]


def test_speech_takes_the_question_back():
    calling = Calling()
    calling.until(16)
    calling.until(17, utterances=(said(16),))
    assert calling.call.problems == ()
    calling.until(32)
    assert calling.asked == [15, 31]


def test_a_long_turn_and_a_pause_are_no_silence():
    talking = Calling(Utterance(1, Side.YOU, 0, 1000, open=True, text="So"))
    talking.until(40)
    paused = Calling()
    paused.until(40, paused=True)
    paused.until(54, paused=False)
    assert (talking.asked, paused.asked) == ([], [])
    paused.until(56)
    assert paused.asked == [55]


def test_sounds_that_were_no_words_do_not_count():
    calling = Calling(replace(said(10), text=""))
    calling.until(16)
    assert calling.asked == [15]


class Watch:
    def __init__(self, on_change):
        self.on_change = on_change
        self.running = False

    def start(self):
        self.running = True

    def stop(self):
        self.running = False


def test_the_application_that_let_go_is_named_and_its_return_takes_the_question_back():
    told, made = [], []
    leave = LeaveWatch(told.append, lambda on_change: made.append(Watch(on_change)) or made[0])
    leave.start()
    assert made[0].running
    made[0].on_change((call_app("zoom"), call_app("chrome")))
    made[0].on_change(())
    made[0].on_change((call_app("zoom"),))
    leave.stop()
    assert not made[0].running
    assert [(type(t), t.trouble) for t in told] == [
        (TroubleEnded, Trouble.LEFT),
        (TroubleBegan, Trouble.LEFT),
        (TroubleEnded, Trouble.LEFT),
    ]
    assert told[1].detail == "Zoom, Google Chrome"
