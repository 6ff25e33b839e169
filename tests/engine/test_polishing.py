import pytest

from copilot.engine.polishing import keeps_facts, polished, question
from copilot.errors import KnownError
from copilot.store.settings import LanguageModel

BODY = """Hi Karen,

Thanks for your time on the call. You told me: “We lose ninety thousand a quarter.”

Next steps:
- I'll send the security sheet by Tuesday, March 3, noon your time
- You: “I can get you the invoices by Friday” (Friday, March 6)

We're set for Tuesday, March 3 at 10:30 AM your time.

Talk soon,"""
SMOOTH = BODY.replace("Thanks for your time on the call.", "Great talking with you.").replace("We're set for", "We're on for")


def test_the_email_comes_back_smoothed_and_only_it_was_sent(model_server):
    model_server.says = [SMOOTH]
    assert polished(LanguageModel(model_server.address, "small"), BODY) == SMOOTH
    (asked,) = model_server.asked
    assert asked["messages"] == [{"role": m.role, "content": m.content} for m in question(BODY)]
    assert BODY in [m["content"] for m in asked["messages"]]


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("ninety thousand a quarter", "ninety grand a quarter"),  # their words
        ("March 3, noon", "March 4, noon"),
        ("10:30 AM", "10:45 AM"),
        ("Hi Karen,", "Sure, here it is:\n\nHi Karen,"),
        ("Talk soon,", "We offer a 20% discount.\n\nTalk soon,"),
        ("Talk soon,", "Our friend Jennifer says hello.\n\nTalk soon,"),
        ("- You: “I can get you the invoices by Friday” (Friday, March 6)\n", ""),
    ],
)
def test_a_changed_fact_leaves_the_text_as_it_is(model_server, said, instead):
    model_server.says = [SMOOTH.replace(said, instead)]
    with pytest.raises(KnownError, match="stays as it is"):
        polished(LanguageModel(model_server.address, "small"), BODY)


def test_the_draft_keeps_its_own_facts():
    assert keeps_facts(BODY, BODY)
