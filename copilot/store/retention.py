"""Forgetting: one call with everything beside it, or all that is older than the user wants to keep."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from copilot.errors import KnownError
from copilot.store.index import CallIndex, CallSummary
from copilot.store.paths import call_file


def delete_call(folder: Path, index: CallIndex, call_id: str) -> None:
    """Delete the record, its corrections, its damaged parts and kept audio, and its words in the index.

    The index forgets last: when a file cannot be deleted, KnownError is raised and the call stays listed.
    """
    record = call_file(folder, call_id, "")
    for path in sorted(folder.glob(f"{record.name}.*")):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise KnownError(
                f"{path} cannot be deleted ({error.strerror}): close what uses it and delete the call again.",
                f"{path} ne peut pas être supprimé ({error.strerror}) : fermez ce qui l'utilise et recommencez.",
            ) from error
    index.remove(call_id)


def expired(index: CallIndex, keep_days: int, now: datetime) -> list[str]:
    """Ended calls that started more than `keep_days` days before `now` (aware). keep_days 0 keeps all."""
    return [c.call_id for c in index.list_calls() if _too_old(c, keep_days, now)]


def expired_count(calls: Iterable[CallSummary], keep_days: int, now: datetime) -> int:
    """How many of these `expired` would name."""
    return sum(_too_old(c, keep_days, now) for c in calls)


def _too_old(call: CallSummary, keep_days: int, now: datetime) -> bool:
    return keep_days > 0 and call.ended and datetime.fromisoformat(call.started_utc) < now - timedelta(days=keep_days)
