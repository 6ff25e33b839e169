"""Every line of the built-in playbooks with what people type into a set-up: always a sentence that can be said."""

import re

import pytest

from copilot.call.catalogue import CallKind
from copilot.call.events import CallStarted, Prospect
from copilot.call.lines import filled, fullest, says, slots
from copilot.playbook.loader import built_in

ODD = {
    "nothing": {},
    "all of it": {"name": "Karen Doyle", "company": "Marlow Freight", "problem": "late deliveries", "amount": "$40k a month"},
    "as one types": {
        "name": "doyle, karen",
        "company": "Marlow Freight, Inc.",
        "problem": "Late deliveries.",
        "amount": "40k !",
    },
    "signs": {"name": "?", "company": "-", "problem": "...", "amount": "?"},
    "an address": {"name": "karen@marlow.com", "company": "  ", "problem": "\n", "amount": ""},
    "sentences": {
        "name": "Mr. K.",
        "company": "«Marlow»",
        "problem": "They lose six hours a week. Nobody knows why!",
        "amount": "We don't know yet, somewhere between forty and eighty thousand a year",
    },
    "in French": {"name": "Mme Doyle", "company": "Marlow SAS", "problem": "les retards de livraison", "amount": "40 000 €/an"},
    "braces": {"name": "{name}", "company": "{0}", "problem": "{problem!r}", "amount": "%s"},
}


def lines_of(kind):
    playbook = built_in(kind)
    return [rule.say for rule in playbook.signals.values()] + [step.say for step in playbook.checklist]


def setup_of(name="", company="", problem="", amount=""):
    who = Prospect(name, company)
    return CallStarted(call_id="x", started_utc="2026-03-02T15:00:00+00:00", prospect=who, problem=problem, amount=amount)


@pytest.mark.parametrize("typed", ODD)
@pytest.mark.parametrize("kind", CallKind)
def test_every_line_is_a_sentence(kind, typed):
    for lines in lines_of(kind):
        said = filled(lines, setup_of(**ODD[typed]))
        assert said, lines
        for line in said:
            assert re.fullmatch(r"[A-Z].*[^\s.,;:!?][.?]", line), line
            assert not re.search(r"\s\s|\n|[.,;:!?][.,;:!?]|\s[.,;:!?]", line), line
            assert len(line.split()) <= 24, line


@pytest.mark.parametrize("kind", CallKind)
def test_what_is_known_is_said(kind):
    said = " ".join(line for lines in lines_of(kind) for line in filled(lines, setup_of(**ODD["as one types"])))
    for words in ("Karen", "Marlow Freight", "late deliveries", "40k"):
        assert words in said
    assert "Inc" not in said


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Dr. Angela Ruiz", "Angela"),
        ("Ruiz, Angela", "Angela"),
        ("jean-luc picard", "Jean-luc"),
        ("M. Karen Doyle", "Karen"),
        ("J. Robert Ames", "Robert"),
        ("Karen / Dave", "Karen"),
        ("O'Shea", "O'Shea"),
        ("Karen Doyle, CFO", "Karen"),
        ("Karen, head of operations", "Karen"),
        ("Karen Doyle, PhD, CFO", "Karen"),
        ("Doyle, Karen, PhD", "Karen"),
        ("DOYLE, Karen (Sales)", "Karen"),
        ("karen@marlow.com", ""),
        ("12", ""),
    ],
)
def test_the_first_name(typed, called):
    assert slots(setup_of(name=typed))["name"] == called


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Late deliveries.", "late deliveries"),
        ("NetSuite errors", "NetSuite errors"),
        ("IT tickets", "IT tickets"),
        ("the month-end close", "the month-end close"),
        ("They can't find their trucks", ""),
        ("It's slow", ""),
        ("l'attente au guichet", ""),
        ("il manque des pièces", ""),
        ("the reports that the branches send late and nobody reads", ""),
    ],
)
def test_a_problem_is_named_only_where_it_can_stand_in_a_sentence(typed, told):
    assert slots(setup_of(problem=typed))["problem"] == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Marlow, Inc.", "Marlow"), ("Tiffany & Co.", "Tiffany"), ("Marlow S.A.S.", "Marlow"), ("Costa", "Costa")],
)
def test_a_company_is_named_without_its_legal_form(typed, told):
    assert slots(setup_of(company=typed))["company"] == told


ASK = ("Sure. Which day works for you, Tuesday or Thursday?",)
HOLD = ("One last thing. Let's put a short slot in now. We can cancel it any time.",)


@pytest.mark.parametrize(
    ("heard", "lines", "said"),
    [
        ("Sure. Which day works for you, Tuesday or Thursday?", ASK, True),
        ("okay so uh which day works for you tuesday or friday", ASK, True),
        ("Which days do you work?", ASK, False),
        ("Sure, of course.", ASK, False),
        ("One last thing, let's put a short slot in now, we can cancel any time", HOLD, True),
        ("One last thing. We have a new office in Lyon.", HOLD, False),
        ("", ASK, False),
    ],
)
def test_a_line_was_said_when_most_of_its_question_was(heard, lines, said):
    assert says(heard, lines) is said


def test_a_known_amount_is_not_asked_for_and_the_fullest_line_comes_first():
    lines = ("How much do you lose on {problem}?", "So it costs you money. Correct?", "So {problem} costs {amount}. Correct?")
    assert "How much do you lose on late trucks?" in filled(lines, setup_of(problem="late trucks"))
    known = setup_of(problem="late trucks", amount="40k a month")
    assert filled(lines, known) == ["So it costs you money. Correct?", "So late trucks costs 40k a month. Correct?"]
    assert fullest(lines, known) == "So late trucks costs 40k a month. Correct?"
    assert fullest(lines, setup_of()) == "So it costs you money. Correct?"
    assert fullest(("On {problem}: correct?",), setup_of()) == ""
    assert filled(lines[:1], known) == ["How much do you lose on late trucks?"]  # an alert has a line, whatever was written
