"""Practice scenarios as data: one strict TOML file each in `assets/scenarios/`, described in the README of that folder."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError

from copilot.assets import asset
from copilot.call.catalogue import CallKind, Side, utterance_labels
from copilot.call.events import Prospect
from copilot.call.rules import Text
from copilot.errors import KnownError

Lines = tuple[str, ...]
T = TypeVar("T")


class Truth(StrEnum):
    """What they really are, hidden until the reveal."""

    BUYER = "buyer"
    UNDECIDED = "undecided"
    POLITE_NO = "polite-no"


class Temper(StrEnum):
    WARM = "warm"
    BLUNT = "blunt"


class Topic(StrEnum):
    """What a fact is about. PRIORITY answers the priority question; PAIN is what a first call must find."""

    PAIN = "pain"
    PRIORITY = "priority"
    PEOPLE = "people"
    PROCESS = "process"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Readiness:
    """0..100. From `open` on they tell the truth, from `ready` on they take a dated slot."""

    start: int
    open: int
    ready: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something they know. asked: ways a user may ask. guarded: said below `open`; told: said above."""

    id: str
    topic: Topic
    asked: Lines
    guarded: Lines
    told: Lines


@dataclass(frozen=True, slots=True)
class Objection:
    """A hard question they hold back until asked (volunteered: they bring it up themselves).

    answers: examples of what settles it. must: no slot before it is settled.
    """

    id: str
    said: Lines
    answers: Lines
    met: Lines
    unmet: Lines
    asked: Lines = ()
    must: bool = False
    volunteered: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """What they say by situation; several ways each. {slot} in slot_yes is the day and hour the user named."""

    opening: Lines
    praise: Lines  # after a habit of the user's, or when there is nothing else to say
    asks: Lines  # easy questions they put by themselves
    recap_yes: Lines
    recap_unsure: Lines
    fit_yes: Lines
    fit_unsure: Lines
    plan_yes: Lines
    plan_unsure: Lines
    slot_yes: Lines
    slot_tight: Lines
    slot_no: Lines
    drift: Lines  # the next step slips away
    farewell: Lines
    truth: Lines = ()  # a polite no, said plainly


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the talk that went before. side: 'you' or 'them'."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """brief: what the user is told. secret: the truth and why. moves: points by label, over the usual ones.

    before: what was said when it begins, for a call taken up in its middle; `opening` follows.
    """

    id: str
    kind: CallKind
    minutes: int
    temper: Temper
    truth: Truth
    voice: str
    title: Text
    brief: Text
    secret: Text
    person: Prospect
    readiness: Readiness
    lines: Script
    facts: tuple[Fact, ...]
    objections: tuple[Objection, ...]
    moves: dict[str, int] = field(default_factory=dict)
    problem: str = ""
    amount: str = ""
    before: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallTalk:
    asked: Lines
    told: Lines


@dataclass(frozen=True, slots=True)
class Manners:
    """How a temper talks around the subject, whatever the scenario."""

    silence: Lines
    gone: Lines  # after a long silence: they leave
    repeat: Lines  # ends in {line}, what they had said
    nod: Lines  # to a short remark
    nods: Lines  # aloud only, while they take in what was said
    after_truth: Lines  # once a no was said plainly
    unsure: Lines  # they were asked what they cannot know
    again: Lines  # ends in {line}, which they have said before
    bridge: Lines  # the same, but {line} comes near it
    stay: Lines  # they were leaving, and stay
    time: Lines  # their time is up
    invite: Lines  # the invite has come
    farewell_signed: Lines
    farewell_honest: Lines
    small_talk: tuple[SmallTalk, ...]


_CONVERTER = Converter(forbid_extra_keys=True)


def _lines(value: Any, _: Any) -> Lines:
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValueError("a list of one or more sentences is needed")
    return tuple(value)


_CONVERTER.register_structure_hook_func(lambda kind: kind == Lines, _lines)


def load_scenario(path: Path) -> Scenario:
    """Raises KnownError naming the file and each wrong key."""
    scenario = read_strict(path, Scenario)
    for wrong in _wrong(scenario):
        raise refused(path, wrong)
    return scenario


def load_scenarios(user_dir: Path | None = None) -> tuple[Scenario, ...]:
    """Every scenario, by id; one of the user's replaces a built-in one with the same id."""
    own = sorted(user_dir.glob("*.toml")) if user_dir and user_dir.is_dir() else []
    found = [*built_in_scenarios(), *(load_scenario(path) for path in own)]
    return tuple(sorted({s.id: s for s in found}.values(), key=lambda s: s.id))


@cache
def built_in_scenarios() -> tuple[Scenario, ...]:
    """Read once: it takes longer than a window may stand still."""
    return tuple(load_scenario(path) for path in sorted(asset("scenarios").glob("*.toml")))


def load_manners(temper: Temper) -> Manners:
    return read_strict(asset("scenarios", "manners", f"{temper.value}.toml"), Manners)


def read_strict(path: Path, kind: type[T]) -> T:
    try:
        return _CONVERTER.structure(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except OSError as error:
        raise refused(path, error.strerror or "it cannot be read") from error
    except (ValueError, RecursionError) as error:  # also numbers of thousands of digits, brackets in brackets
        raise refused(path, f"it is not valid TOML, {error}") from error
    except BaseValidationError as error:
        raise refused(path, "; ".join(transform_error(error, path=kind.__name__.lower()))) from error


def _wrong(scenario: Scenario) -> Iterable[str]:
    known = utterance_labels(Side.YOU)
    for label in scenario.moves:
        if label not in known:
            yield f"moves.{label} is no label of yours; one of {', '.join(known)}"
    levels = scenario.readiness
    if not 0 <= levels.start < levels.open < levels.ready <= 100:
        yield "readiness must hold 0 <= start < open < ready <= 100"
    if not 3 <= scenario.minutes <= 90:
        yield "minutes must be between 3 and 90"
    if (scenario.truth is Truth.POLITE_NO) != bool(scenario.lines.truth):
        yield "lines.truth goes with truth = 'polite-no', and only with it"
    if not any(f.topic is Topic.PRIORITY for f in scenario.facts):
        yield "one fact at least must have topic = 'priority'"
    ids = [f.id for f in scenario.facts] + [o.id for o in scenario.objections]
    if len(ids) != len(set(ids)):
        yield "each fact and objection needs an id of its own"


def refused(path: Path, why: str) -> KnownError:
    return KnownError(
        f"The practice file {path} cannot be used: {why}. Correct it or remove it.",
        f"Le fichier d'entraînement {path} n'est pas utilisable : {why}. Corrigez-le ou retirez-le.",
    )
