"""A connection to PulseAudio, or PipeWire behind its PulseAudio face, that follows what changes there."""

import logging
import threading
from collections.abc import Callable

import pulsectl

from copilot.errors import traced

log = logging.getLogger(__name__)


class PulseLink:
    """One connection on a thread of its own, which `work` is called on; it returns soon after `stopping`."""

    def __init__(
        self, name: str, client: str, follows: tuple[str, ...], work: Callable[["PulseLink"], None], lost: Callable[[], None]
    ) -> None:
        """name: of the thread; client: what the server calls us; follows: the kinds of things whose changes count.

        lost: called on the thread when the server is gone or the work failed.
        """
        self._client, self._follows, self._work, self._lost = client, follows, work, lost
        self.pulse: pulsectl.Pulse  # while the work runs
        self._changed = True
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def close(self) -> None:
        self._stopping.set()
        self._thread.join()

    def changed(self) -> bool:
        """Whether the server told of a change since this was asked before; True the first time."""
        changed, self._changed = self._changed, False
        return changed

    def listen(self, seconds: float) -> None:
        """Waits so long, or until the server tells of a change."""
        self.pulse.event_listen(timeout=seconds)

    def _run(self) -> None:
        try:
            with pulsectl.Pulse(self._client, connect=False) as self.pulse:
                self.pulse.connect()
                self.pulse.event_mask_set(*self._follows)
                self.pulse.event_callback_set(self._note)
                self._work(self)
        except (pulsectl.PulseError, pulsectl.PulseDisconnected):
            self._lost()
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the sound server is not followed any more: %s", traced(error))
            self._lost()

    def _note(self, event: object) -> None:
        self._changed = True
        raise pulsectl.PulseLoopStop
