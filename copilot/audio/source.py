"""The one shape of everything that can be listened to."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from copilot.audio.ring import Ring
from copilot.call.catalogue import Side
from copilot.call.events import Trouble
from copilot.errors import KnownError


class Heard(Enum):
    """What an opened stream really delivers."""

    RIGHT = "right"
    UNKNOWN = "unknown"  # the system has not told yet
    WRONG = "wrong"  # another device than the one wanted: it was moved, or the default changed
    ENDED = "ended"  # the stream is over


@dataclass(frozen=True, slots=True)
class Stream:
    """rate: samples per second written into the ring. device: its name as the user knows it.

    instead_of: the application that should be heard alone, but plays nothing now; '' otherwise.
    """

    rate: int
    device: str
    instead_of: str = ""


class CannotOpen(KnownError):
    """A source that cannot be opened now. trouble: the kind of reason, as the overlay tells it."""

    def __init__(self, trouble: Trouble, en: str, fr: str) -> None:
        super().__init__(en, fr)
        self.trouble = trouble


class Source(Protocol):
    """A device that can be opened again and again. All methods are called by the channel's pump thread alone."""

    @property
    def side(self) -> Side: ...

    def open(self, ring: Ring) -> Stream:
        """Starts to write mono or multi-channel float32 blocks into the ring. KnownError when the device cannot be had."""
        ...

    def heard(self) -> Heard:
        """Cheap: called before each read of the ring, so that nothing of a wrong device is passed on."""
        ...

    def close(self) -> None:
        """Stops writing; harmless when not open."""
        ...
