from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, Hypothesis, SpeechEnded, SpeechStarted, Stage, Tick, Trouble
from copilot.engine.runner import Runner


class Disk:
    """A record that can be full. What could not be written is tried again, as the real one does."""

    def __init__(self):
        self.full = False
        self.waiting = []
        self.lines = []
        self.closed = False

    def append(self, event, derived):
        self.waiting.append((event, derived))
        if self.full:
            raise OSError(28, "No space left on device")
        self.lines += self.waiting
        self.waiting = []

    def close(self):
        self.closed = True
        if self.full and self.waiting:
            raise OSError(28, "No space left on device")


def test_time_never_runs_backwards(setup, playbook):
    runner = Runner(playbook)
    runner.put(setup)
    runner.put(Tick(at_ms=1000))
    runner.put(SpeechStarted(at_ms=400, side=Side.THEM, utterance=1))
    assert runner.call.now_ms == 1000


def test_a_full_disk_is_said_and_nothing_is_lost(setup, playbook):
    disk = Disk()
    runner = Runner(playbook, disk)
    runner.put(setup)
    disk.full = True
    runner.put(Tick(at_ms=250))
    assert [p.trouble for p in runner.call.problems] == [Trouble.DISK]
    runner.put(SpeechStarted(at_ms=300, side=Side.THEM, utterance=1))
    disk.full = False
    runner.put(SpeechEnded(at_ms=900, side=Side.THEM, utterance=1, start_ms=300, end_ms=800))
    assert not runner.call.problems
    kept = [type(e).__name__ for e, _ in disk.lines]
    assert kept.index("SpeechStarted") < kept.index("SpeechEnded")
    assert runner.close()
    assert disk.closed


def test_a_disk_still_full_at_the_end_is_told(setup, playbook):
    disk = Disk()
    runner = Runner(playbook, disk)
    runner.put(setup)
    disk.full = True
    runner.put(CallEnded(at_ms=500))
    assert runner.call.ended
    assert not runner.close()


def test_ticks_fill_the_time_between_events(setup, playbook):
    runner = Runner(playbook)
    runner.put(setup)
    for _ in runner.ticks_until(1100):
        pass
    assert runner.call.now_ms == 1000
    said = Hypothesis(
        at_ms=1100, side=Side.YOU, utterance=1, revision=1, stage=Stage.FINAL, text="Hi.", start_ms=900, end_ms=1050
    )
    runner.put(said)
    assert [u.text for u in runner.call.utterances] == ["Hi."]
