"""The user's settings: one JSON file, read strictly. A file that cannot be used costs a notice, never the start of the app."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from cattrs import BaseValidationError, Converter

from copilot.call.rules import Text
from copilot.store.paths import make_private_folder, write_atomically


class Consent(StrEnum):
    """What the app does about asking the other side: nothing, remind, or not listen before it was said."""

    OFF = "off"
    REMIND = "remind"
    REQUIRE = "require"


@dataclass(frozen=True, slots=True)
class Overlay:
    """opacity: 0.3..1; text_scale: 0.8..2. still: nothing fades or pulses. positions: screen name to (x, y) pixels."""

    opacity: float = 0.95
    text_scale: float = 1.0
    captions: bool = False
    mini: bool = False
    still: bool = False
    hide_from_sharing: bool = True
    positions: dict[str, tuple[int, int]] = field(default_factory=dict)


class Mode(StrEnum):
    """How a call is turned into text: as it goes, with the light model, or after the call from its kept sound."""

    LIVE = "live"
    LIGHT = "light"
    LATER = "later"


class Level(StrEnum):
    """How much help there is in a practice call: all of it, only after the call, or not even the overlay."""

    COACH = "coach"
    AFTER = "after"
    EXAM = "exam"


@dataclass(frozen=True, slots=True)
class PracticeChoice:
    """voice: they speak aloud and the microphone is heard; otherwise the user types."""

    voice: bool = False
    level: Level = Level.COACH


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model the user runs on this computer; nothing is sent to it unless a use is on. address: '' for none.

    plays: it speaks for the counterpart of a practice call. polishes: it may smooth the follow-up, each time it is asked to.
    """

    address: str = ""
    name: str = ""
    plays: bool = False
    polishes: bool = False


@dataclass(frozen=True, slots=True)
class You:
    """Who signs the email and organises the meeting. timezone: IANA name, '' for the system's. opens, closes: hours of the day
    in which you work, on your clock: reminders come in them."""

    name: str = ""
    email: str = ""
    company: str = ""
    timezone: str = ""
    opens: int = 9
    closes: int = 19


@dataclass(frozen=True, slots=True)
class Settings:
    """language: 'system', 'en' or 'fr'. microphone, speaker: device ids, '' for the default. only_app:
    id of the one application to be heard as the other side, '' for all that plays. keep_days: 0 keeps for ever.

    vocabulary: names and product words for the recognizer. keys: action id to shortcut. calendar: a path or an address, '' for
    none. offer_calls: offers to listen when a call begins, but not in the applications (ids) of never_offer.
    sound_until_text: their yes to keeping the sound of a call until it is transcribed; keep_audio: and after that.
    alert_gap_s: least time between two alerts, 0 for the playbook's. model: name of the speech model of live calls.
    live_window: where the window for a second screen was, as Qt keeps it, in hexadecimal.
    """

    language: str = "system"
    theme: str = "system"
    planned_minutes: int = 30
    microphone: str = ""
    speaker: str = ""
    only_app: str = ""
    consent: Consent = Consent.REMIND
    keep_days: int = 0
    mode: Mode = Mode.LIVE
    sound_until_text: bool = False
    keep_audio: bool = False
    vocabulary: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    calendar: str = ""
    offer_calls: bool = True
    never_offer: tuple[str, ...] = ()
    alert_gap_s: int = 0
    model: str = "base"
    live_window: str = ""
    you: You = field(default_factory=You)
    overlay: Overlay = field(default_factory=Overlay)
    practice: PracticeChoice = field(default_factory=PracticeChoice)
    language_model: LanguageModel = field(default_factory=LanguageModel)


def _strict_converter() -> Converter:
    """Unknown keys and values of another type are errors; whole numbers pass for decimals."""
    converter = Converter(forbid_extra_keys=True)

    def exactly(value: Any, kind: type) -> Any:
        fits = type(value) is kind or (kind is float and type(value) is int)
        if not fits:
            raise TypeError(f"expected {kind.__name__}")
        return kind(value)

    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, exactly)
    converter.register_structure_hook(Consent, lambda value, _: Consent(value))  # or the hook of str would take it
    converter.register_structure_hook(Mode, lambda value, _: Mode(value))
    converter.register_structure_hook(Level, lambda value, _: Level(value))
    return converter


_CONVERTER = _strict_converter()
_LIMITS: dict[str, tuple[float, float]] = {
    "planned_minutes": (5, 480),
    "keep_days": (0, 3650),
    "alert_gap_s": (0, 600),
    "opacity": (0.3, 1.0),
    "text_scale": (0.8, 2.0),
}


def load_settings(path: Path) -> tuple[Settings, Text | None]:
    """The settings, and a notice when the file could not be used; it is then kept beside, with '.bad' added."""
    try:
        raw = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), None
    except (OSError, UnicodeDecodeError):
        return Settings(), _notice(path)
    try:
        settings = _CONVERTER.structure(json.loads(raw), Settings)
        _check(settings)
    except (BaseValidationError, AttributeError, ValueError, TypeError, RecursionError):  # a list where an object belongs
        return Settings(), _notice(path)
    return settings, None


def save_settings(path: Path, settings: Settings) -> None:
    """Replace the file in one move. Raises OSError when it cannot be written, ValueError when a value is out of its range."""
    _check(settings)
    make_private_folder(path.parent)
    text = json.dumps(_CONVERTER.unstructure(settings), ensure_ascii=False, indent=2, sort_keys=True)
    write_atomically(path, text + "\n")


def _check(settings: Settings) -> None:
    if settings.language not in ("system", "en", "fr") or settings.theme not in ("system", "light", "dark", "contrast"):
        raise ValueError("unknown language or theme")
    for owner in (settings, settings.overlay):
        for name, (low, high) in _LIMITS.items():
            if not low <= getattr(owner, name, low) <= high:
                raise ValueError(f"{name} must lie between {low} and {high}")


def _notice(path: Path) -> Text:
    aside = path.with_name(path.name + ".bad")
    try:
        path.replace(aside)
    except OSError:
        aside = path
    return Text(
        f"Your settings could not be read, so the usual ones apply; the old file is {aside}.",
        f"Vos réglages étaient illisibles : ceux d'origine s'appliquent ; l'ancien fichier est {aside}.",
    )
