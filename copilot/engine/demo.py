"""The bundled call: a recording with its set-up, played like any other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from copilot.assets import asset
from copilot.audio.file import FileAudio, read_file
from copilot.call.events import CallStarted, Derived
from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.engine.clock import CallClock
from copilot.engine.player import FilePlayer
from copilot.engine.replay import from_audio, run
from copilot.engine.session import Session
from copilot.engine.setups import new_call_id, read_script
from copilot.engine.timeline import Timeline, review_lines
from copilot.review.build import build_review


def demo_setup() -> CallStarted:
    """As if the call began now. KnownError when the bundled files are missing or broken."""
    now = datetime.now(UTC)
    script = read_script(asset("demo", "call.json"), None, None, now)
    return replace(script.setup, call_id=new_call_id(now), origin="demo", title="Demo")


def demo_recording() -> FileAudio:
    return read_file(asset("demo", "call.opus"))


def demo_ears(clock: CallClock, recording: FileAudio | None) -> Callable[[Session], FilePlayer]:
    audio = recording or demo_recording()
    return lambda session: FilePlayer(audio, session, clock)


def play_headless(write: Callable[[str], None], language: str, speed: float | None) -> None:
    """Writes what happens in the bundled call, line by line, then its review. speed None: as fast as the machine can."""
    timeline = Timeline(language)

    def watch(derived: Derived, call: Call, playbook: Playbook) -> None:
        for line in timeline.lines(derived, call, playbook):
            write(line)

    done = run(from_audio(demo_recording(), demo_setup()), clock=CallClock(speed) if speed else None, watch=watch)
    for line in review_lines(build_review(done.call, done.playbook), language):
        write(line)
