"""What was left unasked, as questions for next time: the moves you did not make and what they did not tell."""

from collections.abc import Iterator

from copilot.call.catalogue import CallKind, Cue, Family, Side, family_of
from copilot.call.lines import filled
from copilot.call.rules import Playbook, Text
from copilot.call.state import Call
from copilot.review.evidence import heard, signs
from copilot.review.model import Question

_MOST = 5
_KIND_NO = "You were kind about it. Is it a real fit for what you need now, or a kind no?"
_WHO_DECIDES = "Besides you, who has a say in this decision, and what would they need to see?"


def unasked(call: Call, playbook: Playbook) -> tuple[Question, ...]:
    """At most five, the most telling first; none for a call in which nothing was heard."""
    if not heard(call):
        return ()
    found = signs(call, playbook)
    you = {s.id for s in found if s.side is Side.YOU}
    them = {s.id for s in found if s.side is Side.THEM}
    return tuple(_questions(call, playbook, you, them))[:_MOST]


def _questions(call: Call, playbook: Playbook, you: set[str], them: set[str]) -> Iterator[Question]:
    kind = call.setup.kind if call.setup else playbook.kind
    if kind is CallKind.PROSPECT and "priority-question" not in you:
        reason = Text(
            "you did not ask whether it is a priority now", "vous n'avez pas demandé si c'est une priorité maintenant"
        )
        yield from _from_signal(call, playbook, "priority-unasked", reason)
    if kind is CallKind.PROSPECT and "pain" not in them:
        reason = Text("they told no problem that costs them", "ils n'ont cité aucun problème qui leur coûte")
        yield from _from_signal(call, playbook, "pain-unknown", reason)
    if "friction" not in them:
        reason = Text("they raised no objection", "ils n'ont soulevé aucune objection")
        yield from _from_signal(call, playbook, "no-friction", reason)
    if "exclusivity-request" in them and not any(Cue.TERMS in u.cues for u in heard(call)):
        reason = Text(
            "they asked for exclusivity and no terms were named", "ils ont demandé l'exclusivité, sans conditions en face"
        )
        yield from _from_signal(call, playbook, "exclusivity-request", reason)
    if "negative-validation" not in you and any(family_of(i) is Family.WARMTH for i in them):
        reason = Text("their compliments went unchallenged", "leurs compliments n'ont pas été mis à l'épreuve")
        yield Question("negative-validation", _KIND_NO, reason)
    done = {row.step for row in call.rows if row.done}
    for rule in playbook.checklist:
        if rule.step not in done:
            yield from _from_lines(call, f"step-{rule.step}", rule.say, rule.title)
    if "owner-commitment" not in them:
        reason = Text("nobody on their side took anything on", "personne chez eux n'a rien pris en charge")
        yield Question("who-decides", _WHO_DECIDES, reason)


def _from_signal(call: Call, playbook: Playbook, signal: str, reason: Text) -> Iterator[Question]:
    if signal in playbook.signals:
        yield from _from_lines(call, signal, playbook.signals[signal].say, reason)


def _from_lines(call: Call, question: str, lines: tuple[str, ...], reason: Text) -> Iterator[Question]:
    """The playbook's first line that can be said with what is known."""
    for line in filled(lines, call.setup)[:1]:
        yield Question(question, line, reason)
