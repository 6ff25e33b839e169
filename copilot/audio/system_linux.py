"""System audio on Linux, through PulseAudio or PipeWire: the monitor of the current default output, or one application."""

from copilot.audio.call_apps import CallApp
from copilot.audio.pulse import PulseInput, PulseState, look
from copilot.audio.pulse_app import AppInput
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Stream
from copilot.call.catalogue import Side
from copilot.call.events import Trouble

_LABEL = "Money Time (system audio)"


class LinuxSystemAudio:
    """What the default output plays, wherever that is now; with `app` that alone, whenever it plays something.

    Methods belong to the channel's pump thread.
    """

    side = Side.THEM

    def __init__(self, app: CallApp | None = None) -> None:
        self._app = app
        self._input: PulseInput | None = None
        self._alone: AppInput | None = None

    def open(self, ring: Ring) -> Stream:
        state = look()
        if self._app in state.playing:
            self._alone = AppInput(ring, self._app)
            return Stream(self._alone.rate, self._app.name)
        monitor = state.default_monitor
        if monitor not in state.monitors:  # an unknown name would silently become the microphone under PipeWire
            raise CannotOpen(
                Trouble.ABSENT,
                "There is no sound output to listen to. Plug in speakers or headphones: they will be used by themselves.",
                "Aucune sortie de son à écouter. Branchez un casque ou des enceintes : ils seront utilisés d'eux-mêmes.",
            )
        self._input = PulseInput(ring, state, monitor, _LABEL)
        return Stream(self._input.rate, state.monitors[monitor], self._app.name if self._app is not None else "")

    def heard(self) -> Heard:
        if self._alone is not None:
            return self._alone.heard
        return self._input.heard(self._wanted) if self._input is not None else Heard.ENDED

    def close(self) -> None:
        for open_ in (self._input, self._alone):
            if open_ is not None:
                open_.close()
        self._input = self._alone = None

    def _wanted(self, state: PulseState) -> str:
        """The monitor, as long as the one application is not to be heard again."""
        return "" if self._app in state.playing else state.default_monitor
