"""The microphone on Linux, through PulseAudio or PipeWire, which tell what we really hear."""

from copilot.audio.microphone import no_microphone
from copilot.audio.pulse import PulseInput, PulseState, look
from copilot.audio.ring import Ring
from copilot.audio.source import Heard, Stream
from copilot.call.catalogue import Side

_LABEL = "Money Time (microphone)"


class PulseMicrophone:
    """A source of the sound server that is not a monitor. device: its name; empty: the default one, followed when it changes.

    Methods belong to the channel's pump thread.
    """

    side = Side.YOU

    def __init__(self, device: str = "") -> None:
        self._device = device
        self._input: PulseInput | None = None

    def open(self, ring: Ring) -> Stream:
        state = look()
        wanted = self._wanted(state)
        if not wanted:
            raise no_microphone()
        self._input = PulseInput(ring, state, wanted, _LABEL)
        return Stream(self._input.rate, state.microphones[wanted])

    def heard(self) -> Heard:
        return self._input.heard(self._wanted) if self._input is not None else Heard.ENDED

    def close(self) -> None:
        if self._input is not None:
            self._input.close()
            self._input = None

    def _wanted(self, state: PulseState) -> str:
        """The chosen microphone; the default one when it is away; any other when the default is the far side's sound."""
        for name in (self._device, state.default_source):
            if name in state.microphones:
                return name
        return min(state.microphones, default="")
