"""The set-up of a call that was not typed in a window: from a script, a file, a scenario, or nothing."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Prospect
from copilot.call.script import Turn
from copilot.errors import KnownError
from copilot.practice.scenario import Scenario
from copilot.review import importers
from copilot.store.settings import Settings

_LONGEST_S = 24 * 60 * 60
_USUAL_MINUTES = (15, 20, 25, 30, 45, 60, 90, 120)


@dataclass(frozen=True, slots=True)
class Script:
    setup: CallStarted
    turns: tuple[Turn, ...]


def new_call_id(now: datetime) -> str:
    """Sorts by time; the end makes it unique."""
    return f"{now.astimezone(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def words_said(settings: Settings, typed: Sequence[str] = ()) -> tuple[str, ...]:
    """For the recognizer: what was typed for this call, what is said in every call, and you, as the other side names you."""
    return tuple(dict.fromkeys(w for w in (*typed, *settings.vocabulary, settings.you.name, settings.you.company) if w))


def usual_length_ms(duration_ms: int) -> int:
    """The usual meeting length that a recording of this duration fits, give or take two minutes of overrun."""
    for minutes in _USUAL_MINUTES:
        if duration_ms <= (minutes + 2) * 60_000:
            return minutes * 60_000
    return duration_ms


def read_script(path: Path, kind: CallKind | None, planned_minutes: float | None, now: datetime) -> Script:
    """A call script: one JSON object with `turns`. Labels and truth in it are not looked at. KnownError names what is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as e:  # numbers of thousands of digits, brackets in brackets
        raise KnownError(
            f"{path.name} is not a call script: it is not valid JSON ({e}). Check the file.",
            f"{path.name} n'est pas un script d'appel : JSON invalide ({e}). Vérifiez le fichier.",
        ) from e
    if not isinstance(data, dict) or not isinstance(data.get("turns"), list) or not data["turns"]:
        raise _broken(path, "it has no turns", "il n'a pas de répliques")
    turns = tuple(_turn(path, i, t) for i, t in enumerate(data["turns"]))
    planned = planned_minutes or data.get("planned_minutes")
    if planned is not None and not (isinstance(planned, int | float) and 0 < planned <= 24 * 60):
        raise _broken(path, "planned_minutes is not a number of minutes", "planned_minutes n'est pas un nombre de minutes")
    setup = CallStarted(
        call_id=str(data.get("id") or new_call_id(now)),
        kind=kind or _kind(path, data.get("kind", "prospect")),
        planned_ms=round(planned * 60_000) if planned else usual_length_ms(turns[-1].start_ms),
        started_utc=now.astimezone(UTC).isoformat(),
        prospect=_prospect(data.get("prospect")),
        title=_text(data, "title"),
        problem=_text(data, "problem"),
        amount=_text(data, "amount"),
        origin="script",
    )
    return Script(setup, tuple(sorted(turns, key=lambda t: t.start_ms)))


def read_transcript(path: Path, kind: CallKind | None, planned_minutes: float | None, now: datetime, your_name: str) -> Script:
    """A transcript of another tool. The speaker with your name is you; without one, who spoke first is the host: you.

    One speaker alone is theirs. KnownError names what is wrong with the file.
    """
    try:
        raw = path.read_bytes()
    except OSError as e:
        raise KnownError(
            f"{path.name} cannot be read ({e.strerror}). Check its permissions.",
            f"{path.name} est illisible ({e.strerror}). Vérifiez ses droits.",
        ) from e
    transcript = importers.read_transcript(path.name, raw)
    mine = importers.likely_you(transcript, your_name) or (transcript.speakers[0] if len(transcript.speakers) > 1 else None)
    turns = tuple(Turn(t.start_ms, side, t.text, t.end_ms) for side, t in importers.sides(transcript, [mine] if mine else []))
    others = [s for s in transcript.speakers if s and s != mine]
    setup = CallStarted(
        call_id=new_call_id(now),
        kind=kind or CallKind.PROSPECT,
        planned_ms=round(planned_minutes * 60_000) if planned_minutes else usual_length_ms(turns[-1].start_ms),
        started_utc=now.astimezone(UTC).isoformat(),
        prospect=Prospect(name=others[0] if len(others) == 1 else ""),
        title=path.stem,
        origin="transcript",
    )
    return Script(setup, turns)


def practice_setup(scenario: Scenario, now: datetime, your_timezone: str = "Europe/Paris") -> CallStarted:
    """A call with the person of this scenario. now: aware."""
    return CallStarted(
        call_id=new_call_id(now),
        kind=scenario.kind,
        planned_ms=scenario.minutes * 60_000,
        started_utc=now.isoformat(),
        your_timezone=your_timezone,
        prospect=scenario.person,
        problem=scenario.problem,
        amount=scenario.amount,
        origin="practice",
    )


def _turn(path: Path, i: int, t: Any) -> Turn:
    try:
        start = float(t["t"])
        end = start if t.get("end") is None else float(t["end"])
        side = Side(str(t["speaker"]).split(":")[0])
        text = t["text"]
        if not isinstance(text, str) or not 0 <= start <= end <= _LONGEST_S:
            raise ValueError
        return Turn(round(start * 1000), side, text, None if t.get("end") is None else round(end * 1000))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as e:
        raise _broken(
            path,
            f"turn {i + 1} needs t (seconds, a day at most), speaker (you or them) and text",
            f"la réplique {i + 1} doit avoir t (secondes, un jour au plus), speaker (you ou them) et text",
        ) from e


def _kind(path: Path, value: Any) -> CallKind:
    try:
        return CallKind(value)
    except ValueError as e:
        kinds = ", ".join(k.value for k in CallKind)
        raise _broken(path, f"its kind is not one of {kinds}", f"son kind n'est pas parmi {kinds}") from e


def _prospect(data: Any) -> Prospect:
    if not isinstance(data, dict):
        return Prospect()
    return Prospect(*(_text(data, key) for key in ("name", "company", "role", "timezone")))


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    return value if isinstance(value, str) else ""


def _broken(path: Path, en: str, fr: str) -> KnownError:
    return KnownError(
        f"{path.name} is not a call script Money Time can read: {en}.",
        f"Money Time ne peut pas lire le script {path.name} : {fr}.",
    )
