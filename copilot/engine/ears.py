"""The live ears: the microphone and the system audio of the settings."""

from copilot.audio.call_apps import app_with_id
from copilot.audio.capture import Capture
from copilot.audio.microphone import microphone_source
from copilot.audio.source import Source
from copilot.audio.system import hears_one_app, system_audio_source
from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan
from copilot.engine.session import Session
from copilot.engine.stop_offer import LeaveWatch
from copilot.errors import KnownError
from copilot.store.settings import Mode, Settings


class LiveEars:
    """The capture of both sides, and a watch on the call's application."""

    def __init__(self, capture: Capture, leave: LeaveWatch) -> None:
        self._capture, self._leave = capture, leave
        self.pause, self.resume = capture.pause, capture.resume

    def start(self) -> None:
        self._capture.start()
        self._leave.start()

    def stop(self) -> None:
        self._leave.stop()
        self._capture.stop()


def live_ears(settings: Settings, session: Session) -> LiveEars:
    """Both sides, with their echo where they are only kept.

    Where system audio cannot be heard at all the session is told, and the microphone is heard alone.
    """
    sources: list[Source] = [microphone_source(settings.microphone)]
    try:
        sources.append(system_audio_source(app_with_id(settings.only_app) if hears_one_app() else None))
    except KnownError:
        session.on_trouble(TroubleBegan(at_ms=0, trouble=Trouble.REFUSED, side=Side.THEM))
    capture = Capture(
        sources,
        session.on_frame,
        session.on_gap,
        session.on_trouble,
        session.on_level,
        cancel_echo=settings.mode is not Mode.LATER,
    )
    return LiveEars(capture, LeaveWatch(session.on_trouble))
