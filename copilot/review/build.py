"""From a folded call to the page after it."""

from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.review.figures import figures
from copilot.review.followup import emails
from copilot.review.missed import missed
from copilot.review.model import Review
from copilot.review.promises import consent, promises, slot, steps
from copilot.review.timeline import timeline
from copilot.review.unasked import unasked
from copilot.review.verdict import judge


def build_review(call: Call, playbook: Playbook) -> Review:
    """The whole page, from the call alone: no clock, no file."""
    agreed = promises(call)
    meeting = slot(agreed)
    verdict = judge(call, playbook)
    return Review(
        call=call,
        verdict=verdict,
        promises=agreed,
        steps=steps(call, playbook),
        unasked=unasked(call, playbook),
        missed=missed(call, playbook),
        figures=figures(call, playbook.timing),
        emails=emails(call, playbook, agreed, meeting, verdict.value),
        slot=meeting,
        consent=consent(call),
        timeline=timeline(call, playbook),
    )
