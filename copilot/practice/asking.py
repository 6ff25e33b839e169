"""What a turn of the user asks about: one of the facts, objections or small talk the counterpart knows."""

import re
from collections.abc import Sequence

from copilot.practice.matching import Matcher, group_scores
from copilot.practice.scenario import Fact, Objection, Scenario, SmallTalk, Topic

_FORMS = {
    topic: re.compile(rf"\b(?:{words})\b", re.I)
    for topic, words in {
        Topic.PEOPLE: r"who|whose|whom|which (?:person|people|reps?|engineers?)|signs?|signature|approv\w+|decides?|final word",
        Topic.PRIORITY: r"when|deadline|which date|a date|how soon|urgent|why now|why do|priority|nothing|wait(?:ing)?|until"
        r"|before|renew\w*|change vendor|leav(?:e|ing) us",
        Topic.PAIN: r"how (?:much|many|hard)|costs?|lose|lost|losing|money|damage|amount|revenue|percent\w*|hurts?|problems?"
        r"|bothers?",
        Topic.PROCESS: r"currently|at the moment|every day|in the morning|which (?:software|systems?|tools?)|how (?:do|does)"
        r"|already",
    }.items()
}

_QUESTION = re.compile(r"[^.!?]+\?")


def nearest(
    matcher: Matcher, text: str, is_question: bool, scenario: Scenario, small_talk: Sequence[SmallTalk]
) -> tuple[Fact | Objection | SmallTalk, float, float]:
    """What comes nearest, its nearness with the hint of the question's form, and without."""
    known: list[Fact | Objection | SmallTalk] = [*scenario.facts, *scenario.objections, *small_talk]
    questions = [q for q in (m[0].strip() for m in _QUESTION.finditer(text)) if q != text.strip()]
    said = (text, *questions)  # the words around a question dilute it

    def nearness(groups: list[Sequence[str]]) -> list[float]:
        return [max(scores) for scores in zip(*(group_scores(matcher, part, groups) for part in said), strict=True)]

    plain = nearness([k.asked for k in known])
    spoken = nearness([_spoken(k) for k in known])
    near = [max(a, matcher.spoken * b) for a, b in zip(plain, spoken, strict=True)]
    hinted = [n + (matcher.hint if is_question and _has_form(k, text) else 0.0) for k, n in zip(known, near, strict=True)]
    top = max(range(len(known)), key=lambda i: hinted[i])
    return known[top], hinted[top], plain[top]


def _spoken(known: Fact | Objection | SmallTalk) -> Sequence[str]:
    if isinstance(known, Fact):
        return known.told
    return known.said if isinstance(known, Objection) else ()


def _has_form(known: Fact | Objection | SmallTalk, text: str) -> bool:
    return isinstance(known, Fact) and known.topic in _FORMS and bool(_FORMS[known.topic].search(text))
