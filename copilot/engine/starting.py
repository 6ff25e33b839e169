"""A call about to begin: heard as it goes, with which model, or kept to be transcribed later."""

from collections.abc import Callable
from functools import partial

from copilot.call.events import CallStarted
from copilot.call.rules import Playbook, Text
from copilot.engine.clock import CallClock
from copilot.engine.session import Ears, Session
from copilot.errors import KnownError
from copilot.speech.manifest import LIGHT_MODEL
from copilot.store.log import EventLog
from copilot.store.paths import Paths
from copilot.store.settings import Mode, Settings


def heard_as_it_goes(
    setup: CallStarted,
    playbook: Playbook,
    paths: Paths,
    settings: Settings,
    make_ears: Callable[[Session], Ears],
    clock: CallClock | None = None,
) -> tuple[Session, Text | None]:
    """A session with the speech model of the settings; a notice when that is not here. KnownError: no record can be kept."""
    from copilot.engine.mind import LiveMind
    from copilot.engine.model_choice import chosen_model

    model, missing = chosen_model(LIGHT_MODEL if settings.mode is Mode.LIGHT else settings.model)
    mind = partial(LiveMind, setup, model=model, own=playbook.own)
    return Session(setup, playbook, make_ears, mind, _record(paths, setup.call_id), clock), missing


def kept_for_later(
    setup: CallStarted, playbook: Playbook, paths: Paths, settings: Settings, make_ears: Callable[[Session], Ears]
) -> Session:
    """A session that keeps its sound. KnownError: the user has not said yes to that, or no record can be kept."""
    from copilot.engine.later import SoundKeeper, only_the_clock
    from copilot.store.sound import SoundWriter

    if not settings.sound_until_text:
        raise KnownError(
            "To transcribe after the call its sound is kept until then. Say yes to that first, beside the choice.",
            "Pour transcrire après l'appel, il faut en garder le son jusque-là. Dites d'abord oui, à côté du choix.",
        )
    mind = partial(SoundKeeper, partial(SoundWriter.create, paths.calls, setup.call_id))
    return Session(setup, only_the_clock(playbook), make_ears, mind, _record(paths, setup.call_id), words=False)


def _record(paths: Paths, call_id: str) -> EventLog:
    try:
        return EventLog.create(paths.calls, call_id)
    except OSError as e:
        raise KnownError(
            f"The call cannot be recorded in {paths.calls} ({e.strerror}). Free some space there and start again.",
            f"L'appel ne peut pas être enregistré dans {paths.calls} ({e.strerror}). Libérez de la place et relancez.",
        ) from e
