"""From a folded call to the page after it."""

from copilot.call.rules import Playbook, Text
from copilot.call.state import Call
from copilot.review.model import Email, Review, Timeline, Tone, Verdict, VerdictValue


def build_review(call: Call, playbook: Playbook) -> Review:
    """The whole page, from the call alone: no clock, no file."""
    nothing = Verdict(VerdictValue.OPEN, (), Text("Nothing was heard.", "Rien n'a été entendu."))
    timeline = Timeline(call.now_ms, call.planned_ms, (), (), (), (), (), (), (), (), ())
    email = Email(Tone.WARM, "", (), asks=True)
    return Review(call, nothing, (), (), (), (), (), (email,), None, None, timeline)
