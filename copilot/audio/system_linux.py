"""System audio on Linux: the monitor of the current default output, through PulseAudio or PipeWire."""

from copilot.audio.pulse import PulseInput, look
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Stream
from copilot.call.catalogue import Side
from copilot.call.events import Trouble

_LABEL = "Money Time (system audio)"


class LinuxSystemAudio:
    """What the default output plays, wherever that is now. Methods belong to the channel's pump thread."""

    side = Side.THEM

    def __init__(self) -> None:
        self._input: PulseInput | None = None

    def open(self, ring: Ring) -> Stream:
        state = look()
        monitor = state.default_monitor
        if monitor not in state.monitors:  # an unknown name would silently become the microphone under PipeWire
            raise CannotOpen(
                Trouble.ABSENT,
                "There is no sound output to listen to. Plug in speakers or headphones: they will be used by themselves.",
                "Aucune sortie de son à écouter. Branchez un casque ou des enceintes : ils seront utilisés d'eux-mêmes.",
            )
        self._input = PulseInput(ring, state, monitor, _LABEL)
        return Stream(self._input.rate, state.monitors[monitor])

    def heard(self) -> Heard:
        return self._input.heard(lambda state: state.default_monitor) if self._input is not None else Heard.ENDED

    def close(self) -> None:
        if self._input is not None:
            self._input.close()
            self._input = None
