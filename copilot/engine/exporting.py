"""Calls for other programs: all of them as one table, and the sound of one."""

import contextlib
from pathlib import Path

from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.review.export import to_csv
from copilot.store.paths import call_file
from copilot.store.sound import KEPT


def all_calls_csv(desk: Desk) -> str:
    """For a CRM, a row per call, newest first; calls whose record cannot be read are left out."""
    reviews = []
    for call in desk.calls():
        with contextlib.suppress(KnownError):
            reviews.append(desk.review(call.call_id))
    return to_csv(reviews)


def kept_sound(desk: Desk, call_id: str) -> Path | None:
    """The sound of a transcribed call, where the user keeps it."""
    sound = call_file(desk.paths.calls, call_id, KEPT)
    return sound if sound.exists() else None


def save_sound(sound: Path, target: Path) -> None:
    """The kept sound of a call as a FLAC file, left you and right them. Raises OSError; KnownError when it cannot be read."""
    from copilot.audio.pieces import write_recording
    from copilot.engine.later import KeptSound

    write_recording(KeptSound(sound).frames(), target)
