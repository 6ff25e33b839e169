"""A practice call by voice: a session like any other, whose other side is played here."""

from collections.abc import Callable, Sequence

from copilot.audio.capture import Capture
from copilot.audio.microphone import microphone_source
from copilot.audio.playback import Playback
from copilot.audio.source import Source
from copilot.call.catalogue import Side
from copilot.call.events import CallStarted, Input, Trouble, TroubleBegan, TroubleEnded
from copilot.call.rules import Playbook
from copilot.engine.clock import CallClock
from copilot.engine.conversing import Conversation
from copilot.engine.own_words import OwnWords, sent_by
from copilot.engine.session import Session
from copilot.errors import KnownError
from copilot.practice.reveal import Reveal
from copilot.practice.scenario import Scenario
from copilot.speech.voice import Voice, find_voice


class SpokenPractice(Session):
    """Nothing is kept of it. `say` is a typed line: voice and keyboard may be mixed."""

    def __init__(
        self,
        scenario: Scenario,
        setup: CallStarted,
        playbook: Playbook,
        seed: int,
        microphone: str = "",
        find: Callable[[str], Voice] = find_voice,
        words: OwnWords | None = None,
    ) -> None:
        """microphone: a device of the settings, '' for the default one. words: a language model that speaks for them."""
        self.scenario = scenario
        self.failure: KnownError | None = None
        self._words = words
        clock, playback = CallClock(), Playback()

        def make_mind(emit: Callable[[Input], None]) -> Conversation:
            return Conversation(
                scenario,
                setup,
                seed,
                emit,
                playback,
                clock.now_ms,
                lambda: self.stop("finished"),
                lambda: find(scenario.voice),
                playbook.own,
                words=words,
            )

        def make_ears(session: Session) -> Capture:
            sources: list[Source] = [microphone_source(microphone), playback]
            return Capture(sources, session.on_frame, session.on_gap, session.on_trouble, session.on_level)

        super().__init__(setup, playbook, make_ears, make_mind, None, clock)

    @property
    def _conversation(self) -> Conversation:
        assert isinstance(self._mind, Conversation)
        return self._mind

    @property
    def reveal(self) -> Reveal | None:
        """The truth; None before the call is over, or when it never began."""
        return self._conversation.reveal if self.latest().call.ended else None

    @property
    def silent(self) -> KnownError | None:
        """Why they speak in captions only, or None."""
        return self._conversation.silent

    @property
    def sent(self) -> Sequence[str]:
        return sent_by(self._words)

    def on_trouble(self, event: TroubleBegan | TroubleEnded) -> None:
        """Their side is silent whenever they do not speak: only a lost output is worth a word."""
        if event.side is not Side.THEM or event.trouble is Trouble.LOST:
            super().on_trouble(event)

    def say(self, text: str) -> None:
        """A typed turn of the user."""
        self._conversation.say(text)

    def pause(self) -> None:
        self._conversation.paused = True
        super().pause()

    def resume(self) -> None:
        self._conversation.paused = False
        super().resume()
