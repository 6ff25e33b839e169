"""A practice call scored by skill, each 0 to 100, from what was said and when. Comparable between tries of a scenario."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from copilot.call.rules import Text
from copilot.practice.mind import Mind, Outcome, best_outcome
from copilot.practice.scenario import Scenario, Topic


class Skill(StrEnum):
    CHALLENGE = "challenge"
    PAIN = "pain"
    VALUE = "business value"
    CANDOR = "candor"
    CLOSING = "closing"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Score:
    """skills: 0..100 each. total: their mean. weakest: the skill that `advice`, the one thing to do differently, is about."""

    skills: dict[Skill, int]
    total: int
    weakest: Skill
    advice: Text


ADVICE = {
    Skill.CHALLENGE: Text(
        "At the first warm words, ask what would stop them. A compliment is a question you have not asked yet.",
        "Aux premiers mots chaleureux, demandez ce qui les arrêterait. Un compliment est une question pas encore posée.",
    ),
    Skill.PAIN: Text(
        "Ask what it costs them today, and what happens if they do nothing, before you show anything.",
        "Demandez ce que cela leur coûte aujourd'hui, et ce qui se passe s'ils ne font rien, avant de rien montrer.",
    ),
    Skill.VALUE: Text(
        "Turn each feature into their money, time or risk, and have them confirm the figure.",
        "Traduisez chaque fonction en argent, en temps ou en risque pour eux, et faites-leur confirmer le chiffre.",
    ),
    Skill.CANDOR: Text(
        "Say plainly what you do not do. If you do not know, say who you will ask and the day you will answer.",
        "Dites franchement ce que vous ne faites pas. Sinon, dites à qui vous demandez et quel jour vous répondez.",
    ),
    Skill.CLOSING: Text(
        "Propose a day and an hour while they are on the line; if they hesitate, a fifteen-minute placeholder.",
        "Proposez un jour et une heure tant qu'ils sont en ligne ; s'ils hésitent, un créneau de quinze minutes à confirmer.",
    ),
    Skill.CLOCK: Text(
        "Open the calendar five minutes before the end: the recap must be over when they look at the clock.",
        "Ouvrez l'agenda cinq minutes avant la fin : le récapitulatif doit être fini quand ils regardent l'heure.",
    ),
}
_ORDER = (Skill.CLOSING, Skill.CHALLENGE, Skill.PAIN, Skill.VALUE, Skill.CANDOR, Skill.CLOCK)
_STEPS = ("value-recap", "fit-check", "next-step-definition", "calendar-ask")
_WRAP_UP_MS, _LAST_MS = 5 * 60_000, 2 * 60_000


def score(scenario: Scenario, mind: Mind) -> Score:
    did = Counter(e.move for beat in mind.beats for e in beat.effects)
    won = mind.outcome is best_outcome(scenario)
    skills = {
        Skill.CHALLENGE: _clamp(
            45 * bool(did["negative-validation"])
            + 35 * bool(did["priority-question"])
            + 20 * bool(did["fit-check"] or mind.honest)
        ),
        Skill.PAIN: _pain(scenario, mind, did),
        Skill.VALUE: _clamp(
            30
            + 25 * bool(did["business-pivot"])
            + 45 * bool(did["value-recap"] or mind.honest)
            - 15 * (did["product-centric"] + did["home-market-proof"] + did["activity-report"])
        ),
        Skill.CANDOR: _candor(scenario, mind, did),
        Skill.CLOSING: _closing(mind, did, won),
        Skill.CLOCK: _clock(scenario, mind, won),
    }
    weakest = min(_ORDER, key=lambda s: skills[s])
    return Score(skills, round(sum(skills.values()) / len(skills)), weakest, ADVICE[weakest])


def _pain(scenario: Scenario, mind: Mind, did: Counter[str]) -> int:
    """Mostly the facts that count, then asking whether it is a priority. A truth told makes up for the facts."""
    wanted = {f.id for f in scenario.facts if f.topic in (Topic.PAIN, Topic.PEOPLE)}
    share = len(wanted & mind.told) / len(wanted) if wanted else 1.0
    if mind.honest:
        share = max(share, 0.8)
    return _clamp(round(70 * share) + 30 * bool(did["priority-question"]))


def _candor(scenario: Scenario, mind: Mind, did: Counter[str]) -> int:
    raised = [o.id for o in scenario.objections if o.id in mind.told]
    met = sum(o in mind.met for o in raised) / len(raised) if raised else 0.0
    fog = did["over-promise"] + did["vague-capability"]
    return _clamp(40 + 25 * bool(did["candor"] or did["dated-acknowledgement"]) + round(35 * met) - 20 * fog)


def _closing(mind: Mind, did: Counter[str], won: bool) -> int:
    if mind.outcome is Outcome.HONEST_NO:
        return 100
    steps = sum(bool(did[step]) for step in _STEPS)
    return _clamp(12 * steps + 52 * won - 15 * did["passive-follow-up"])


def _clock(scenario: Scenario, mind: Mind, won: bool) -> int:
    """Full when the closing begins at the wrap-up or earlier and the aim is reached in time. A no is never too early."""
    planned = scenario.minutes * 60_000
    closing = [b.at_ms for b in mind.beats if any(e.move in _STEPS for e in b.effects)]
    last = mind.beats[-1].at_ms if mind.beats else 0
    in_time = mind.honest or (bool(closing) and closing[0] <= planned - _LAST_MS)
    early = mind.honest or (bool(closing) and closing[0] <= planned - _WRAP_UP_MS + 60_000)
    return _clamp(25 * in_time + 15 * early + 40 * won + 20 * (bool(mind.beats) and last <= planned))


def _clamp(value: int) -> int:
    return max(0, min(100, value))
