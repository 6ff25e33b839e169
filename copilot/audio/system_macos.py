"""System audio on macOS 14.2 and later: a Core Audio tap of everything that is played, or of one application (catap)."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.audio.call_apps import CallApp, call_app
from copilot.audio.ring import Ring
from copilot.audio.source import Heard, Stream
from copilot.call.catalogue import Side
from copilot.errors import KnownError

_DEVICE = "macOS"
_LOOK_EVERY_S = 1.0
_GONE_S = 5.0  # an application that changes its device stops for a while


def _refused() -> KnownError:
    return KnownError(
        "macOS did not let Money Time hear the sound of this computer. Allow it in System Settings > Privacy & Security >"
        " Screen & System Audio Recording, then start Money Time again.",
        "macOS n'a pas laissé Money Time écouter le son de l'ordinateur. Autorisez-le dans Réglages Système >"
        " Confidentialité et sécurité > Enregistrement de l'écran et de l'audio du système, puis relancez Money Time.",
    )


class MacSystemAudio:
    """One tap of the mix of all programs, whatever the output; with `app` of that alone, whenever it plays something.

    Methods belong to the channel's pump thread.

    Without the permission macOS delivers zeros and no error: the channel's watchdog reports the silence.
    """

    side = Side.THEM

    def __init__(self, app: CallApp | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._clock = app, clock
        self._session: Any = None
        self._tapped: frozenset[int] = frozenset()  # processes; none: all programs
        self._playing_s = self._looked_s = 0.0

    def open(self, ring: Ring) -> Stream:
        try:
            import catap
        except ImportError as error:
            raise KnownError(
                "Hearing the other side needs macOS 14.2 or later. Update macOS, or import a recording of the call.",
                "Écouter l'autre partie demande macOS 14.2 ou plus récent. Mettez macOS à jour, ou importez un enregistrement.",
            ) from error

        def deliver(buffer: Any) -> None:
            ring.write(_decode(buffer))

        playing = self._playing()
        self._tapped = frozenset(process.pid for process in playing)
        self._playing_s = self._looked_s = self._clock()
        if playing:
            session = catap.record_processes(playing, mono=True, on_buffer=deliver)
        else:
            session = catap.record_system_audio(mono=True, on_buffer=deliver)
        self._session = session
        try:
            session.start()
        except (OSError, ValueError, RuntimeError) as error:
            self.close()
            raise _refused() from error
        rate = round(session.stream_format.sample_rate)
        if self._app is None:
            return Stream(rate, _DEVICE)
        return Stream(rate, self._app.name) if playing else Stream(rate, _DEVICE, self._app.name)

    def heard(self) -> Heard:
        if self._session is None or self._session.capture_failed:
            return Heard.ENDED
        now = self._clock()
        if self._app is not None and now - self._looked_s >= _LOOK_EVERY_S:
            self._looked_s = now
            playing = frozenset(process.pid for process in self._playing())
            if playing:
                self._playing_s = now
            if playing - self._tapped or (self._tapped and now - self._playing_s > _GONE_S):
                return Heard.WRONG
        return Heard.RIGHT

    def _playing(self) -> list[Any]:
        """The processes of the one application that play something; none while Core Audio does not answer."""
        if self._app is None:
            return []
        import catap

        try:
            listed = catap.list_audio_processes()
        except OSError:  # it is started anew: looked at again soon
            return []
        return [p for p in listed if p.is_outputting and call_app(p.bundle_id or "", p.name) == self._app]

    def close(self) -> None:
        """catap asks to be closed again when its first attempt could not release everything."""
        session, self._session = self._session, None
        if session is None:
            return
        try:
            session.close()
        except (OSError, RuntimeError):
            if session.needs_cleanup:
                session.close()


def _decode(buffer: Any) -> NDArray[np.float32]:
    """catap's interleaved PCM as (frames, channels) float32 in -1..1."""
    form = buffer.format
    kind = f"<{'f' if form.is_float else 'i'}{form.bytes_per_sample}"
    samples = np.frombuffer(buffer.data, kind)
    if not form.is_float:
        samples = samples / float(1 << (form.bits_per_sample - 1))
    return samples.astype(np.float32).reshape(-1, form.num_channels)
