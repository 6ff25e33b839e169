import pytest

from copilot.call.catalogue import Cue
from copilot.signals.cues import find_cues


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Alright, talk soon.", Cue.FAREWELL),
        ("thanks so much have a great rest of your day", Cue.FAREWELL),
        ("Talk to you Thursday, bye", Cue.FAREWELL),
        ("Take care.", Cue.FAREWELL),
        ("I gotta hop, but this was great.", Cue.FAREWELL),
        ("Sorry, I have to jump to another call.", Cue.FAREWELL),
        ("Happy holidays, sugar.", Cue.FAREWELL),
        ("Yeah, that's right.", Cue.ASSENT),
        ("Mm-hm. When you say it like that I need to sit down.", Cue.ASSENT),
        ("thursday works for me", Cue.ASSENT),
        ("No problem, works for me.", Cue.ASSENT),
        ("Not really.", Cue.DISSENT),
        ("Yeah, no.", Cue.DISSENT),
        ("I can't do Thursday.", Cue.DISSENT),
        ("What does it cost per seat?", Cue.BUSINESS),
        ("We lose nine hours a week on it", Cue.BUSINESS),
        ("Let me share my screen.", Cue.DEMO),
        ("as you can see here on the left", Cue.DEMO),
        ("how long does it take", Cue.QUESTION),
        ("You're in Ohio, right?", Cue.QUESTION),
        ("We'd want a minimum volume of fifty a quarter.", Cue.TERMS),
        ("A six month trial, then we look at it.", Cue.TERMS),
        ("The exclusivity comes after six months, not before.", Cue.TERMS),
        ("Yours if there are forty thousand dollars per quarter of orders.", Cue.TERMS),
        ("For the exclusivity, we can do six months with a volume of a hundred boxes.", Cue.TERMS),
        ("Six months without another distributor in Oklahoma, then we look again.", Cue.TERMS),
        ("So no exclusivity before the first numbers.", Cue.TERMS),
        ("If I do twelve contracts the first year, I want Pennsylvania.", Cue.TERMS),
        ("For example two thousand points in the first six months.", Cue.TERMS),
        ("I can live with that.", Cue.ASSENT),
        ("No objection.", Cue.ASSENT),
        ("I don't see why not.", Cue.ASSENT),
        ("And each quarter we do a review, one hour: orders, calls, what blocked.", Cue.REVIEW),
        ("Let's sit down every three months and look at the figures.", Cue.REVIEW),
        ("I'd propose a quarterly check-in, you and me.", Cue.REVIEW),
        ("I'm recording this if that's okay with you.", Cue.CONSENT),
        ("I use an assistant that takes notes.", Cue.CONSENT),
    ],
)
def test_a_cue_is_heard(text: str, cue: Cue) -> None:
    assert cue in find_cues(text)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Thanks for your time.", Cue.FAREWELL),
        ("He said goodbye to the CFO.", Cue.FAREWELL),
        ("I have to run payroll on Fridays.", Cue.FAREWELL),
        ("I've got to run in ten minutes.", Cue.FAREWELL),
        ("I need to go to procurement with that.", Cue.FAREWELL),
        ("Before we say goodbye, one thing.", Cue.FAREWELL),
        ("Please take care of the invoice.", Cue.FAREWELL),
        ("Yeah, but it costs too much.", Cue.ASSENT),
        ("Right now we use Excel.", Cue.ASSENT),
        ("Is Thursday good?", Cue.ASSENT),
        ("No problem.", Cue.DISSENT),
        ("I can't tell you how happy we are.", Cue.DISSENT),
        ("I can't think of anything else.", Cue.DISSENT),
        ("We want the exclusive report before anyone else.", Cue.TERMS),
        ("How was the weekend in Tahoe?", Cue.BUSINESS),
        ("Yes, that's right.", Cue.QUESTION),
        ("When a pump fails it costs forty thousand dollars per quarter.", Cue.TERMS),
        ("Our track record is good.", Cue.CONSENT),
        ("Every quarter we lose a truck or two.", Cue.REVIEW),
        ("The reviews on the website are good.", Cue.REVIEW),
        ("We get forty calls a quarter.", Cue.REVIEW),
    ],
)
def test_what_only_looks_like_a_cue_is_none(text: str, cue: Cue) -> None:
    assert cue not in find_cues(text)


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "12 34", "?!", "a" * 100_000, "bye " * 50_000])
def test_odd_text_is_survived(text: str) -> None:
    find_cues(text)
