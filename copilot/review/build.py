"""From a folded call to the page after it."""

from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.review.model import Email, Review, Timeline, Tone
from copilot.review.verdict import judge


def build_review(call: Call, playbook: Playbook) -> Review:
    """The whole page, from the call alone: no clock, no file."""
    verdict = judge(call, playbook)
    timeline = Timeline(call.now_ms, call.planned_ms, (), (), (), (), (), (), (), (), ())
    email = Email(Tone.WARM, "", (), asks=True)
    return Review(call, verdict, (), (), (), (), (), (email,), None, None, timeline)
