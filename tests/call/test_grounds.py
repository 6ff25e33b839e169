import pytest

from copilot.call.catalogue import Side

YOU, THEM = Side.YOU, Side.THEM
PRAISE = "This is a really interesting approach."


def test_kind_words_before_anything_of_business_are_manners(scene):
    s = scene(quiet=False)
    s.say(3, 6, THEM, "This is awesome, so great to finally meet you.", "vague-enthusiasm")
    s.say(20, 23, THEM, "Next time we'll come to see you.", "vague-next-step")
    s.until(80)
    assert s.alerts() == []
    s.say(82, 90, YOU, "Our software halves the time of a count.")
    s.say(91, 93, THEM, "That's awesome.", "vague-enthusiasm")
    s.until(100)
    assert s.alerts() == ["vague-enthusiasm"]


def test_praise_of_the_technology_is_no_manners_however_early(scene):
    s = scene(quiet=False)
    s.say(30, 36, THEM, "You guys are geniuses, that is seriously impressive technology, honestly.", "tech-flattery")
    s.until(60)
    assert s.alerts() == ["tech-flattery"]


def test_a_short_praise_counts_when_it_answers_you_not_one_of_them(scene):
    s = scene()
    s.say(20, 24, THEM, "We could hang the scanner on a belt.")
    s.say(25, 26, THEM, "Interesting idea.", "vague-enthusiasm")
    s.until(60)
    assert s.alerts() == []
    s.say(62, 66, YOU, "With ours the belt is in the box.")
    s.say(67, 68, THEM, "Interesting idea.", "vague-enthusiasm")
    s.until(75)
    assert s.alerts() == ["vague-enthusiasm"]


def test_one_word_of_praise_is_a_nod(scene):
    s = scene()
    s.say(20, 24, YOU, "We cut the overtime by a third in two weeks.", "value-recap")
    s.say(25, 26, THEM, "Great.", "vague-enthusiasm")
    s.until(40)
    assert s.alerts() == []
    s.say(41, 43, THEM, PRAISE, "vague-enthusiasm")
    s.until(50)
    assert s.alerts() == ["vague-enthusiasm"]


def test_praise_in_a_long_turn_comes_with_something_said(scene):
    s = scene()
    s.say(20, 24, YOU, "We cut the overtime by a third in two weeks.", "value-recap")
    s.say(
        25,
        45,
        THEM,
        f"{PRAISE} {'We open two plants next year and the night shift is where it hurts. ' * 3}",
        "vague-enthusiasm",
    )
    s.until(60)
    assert s.alerts() == []


@pytest.mark.parametrize(
    ("before", "text", "signal"),
    [
        ("I don't think our colours are very modern.", "No, maybe not.", "soft-no"),
        ("We can't ship to Alaska this year.", "Okay, let's go with that.", "unanchored-yes"),
        ("The list is on the second page.", "I'll have a look in a minute.", "vague-next-step"),
    ],
    ids=["agreeing with a no of yours", "nothing to go ahead with", "put off by a minute"],
)
def test_words_that_refuse_or_put_off_nothing_of_yours(scene, before, text, signal):
    s = scene()
    s.say(20, 23, YOU, before)
    s.say(24, 26, THEM, text, signal)
    s.until(120)
    assert s.alerts() == []


@pytest.mark.parametrize(
    ("before", "text", "signal"),
    [
        ("Don't you want to see it on your line?", "No, not this year.", "soft-no"),
        ("I don't think our colours are very modern.", "We're set for this year anyway.", "soft-no"),
        ("We can't ship to Alaska, would you take the rest?", "Okay, let's go with that.", "unanchored-yes"),
        ("The list is on the second page.", "I'll sit with it for a bit.", "vague-next-step"),
    ],
    ids=[
        "a question refused",
        "a refusal that agrees with nothing",
        "a proposal in the question",
        "put off by nobody knows what",
    ],
)
def test_words_that_refuse_agree_or_put_off(scene, before, text, signal):
    s = scene()
    s.say(20, 23, YOU, before)
    s.say(24, 26, THEM, text, signal)
    s.until(120)
    assert s.alerts() == [signal]


@pytest.mark.parametrize(
    ("before", "text", "shown"),
    [
        ("We drew three of them on the board.", "So we take all of them, no problem.", False),
        ("Could we have all three of them?", "So we take all of them, no problem.", True),
        ("We drew three of them on the board.", "Whatever you need, no problem.", True),
        ("We drew three of them on the board.", "All of it on Friday, no problem.", True),
        ("We drew three of them on the board.", "So, you know, all of them, no problem.", False),
    ],
    ids=["to nobody", "to what they asked", "to them", "for a day", "a manner of speaking"],
)
def test_a_promise_to_please_is_made_to_somebody(scene, before, text, shown):
    s = scene()
    s.say(20, 23, THEM, before)
    s.say(24, 27, YOU, text, "over-promise")
    s.until(60)
    assert s.alerts() == (["over-promise"] if shown else [])


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        ("I mean there's always something, but the team's great.", "vague-enthusiasm", False),
        ("Oh, our drivers are fantastic.", "vague-enthusiasm", False),
        ("Our drivers are so excited about it.", "vague-enthusiasm", True),
        ("My boss is going to love what you do.", "vague-enthusiasm", True),
        ("Yes. We will talk about it later.", "vague-next-step", False),
        ("We can come back to pricing at the end.", "vague-next-step", False),
        ("Good question. Let me think about that.", "vague-next-step", False),
        ("Let's talk later in the year.", "vague-next-step", True),
        ("I'll get back to you later.", "vague-next-step", True),
    ],
)
def test_praise_of_what_is_theirs_and_what_stays_in_the_call(scene, text, label, shown):
    s = scene()
    s.say(20, 25, THEM, text, label)
    s.until(40)
    assert (label in s.alerts()) is shown


def test_what_was_put_off_to_later_in_the_call_counts_once_the_call_ends(scene):
    s = scene()
    s.say(1600, 1604, THEM, "We will talk about it later.", "vague-next-step")
    s.until(1610)
    assert "vague-next-step" in s.alerts()


def test_praise_waits_a_breath_for_what_it_is_about(scene):
    s = scene()
    s.say(20, 21, THEM, PRAISE, "vague-enthusiasm")
    s.say(22.2, 26, THEM, "Wait, so two people could end up in the same chair?", "friction")
    s.until(60)
    assert s.alerts() == []


def test_exclusivity_asked_with_a_volume_is_no_warning(scene):
    s = scene()
    s.say(20, 25, THEM, "If I bring a volume of twelve, I want the state to myself.", "exclusivity-request")
    s.until(40)
    assert s.alerts() == []


def test_a_promise_to_please_may_answer_what_they_told_you(scene):
    s = scene()
    s.say(20, 22, YOU, "When do you need the thirty?")
    s.say(23, 26, THEM, "Flu season is here, so yesterday.")
    s.say(27, 31, YOU, "We'll do everything to have them before Christmas.", "over-promise")
    s.until(40)
    assert s.alerts() == ["over-promise"]


def test_praise_does_not_take_the_place_of_a_yes_that_waits(scene):
    s = scene()
    s.say(20, 22, THEM, "Well, sign us up, let's get going.", "unanchored-yes")
    s.say(24, 27, THEM, "It's a good product. I don't say that a lot.", "vague-enthusiasm")
    s.until(80)
    assert s.alerts() == ["unanchored-yes"]


@pytest.mark.parametrize(
    ("asked", "counts"), [("We want to try the product, Josh, don't you?", True), ("Nice tie, Josh, isn't it?", False)]
)
def test_a_short_yes_to_a_colleague_counts_when_the_deal_was_asked_about(scene, asked, counts):
    s = scene()
    s.say(20, 23, THEM, asked)
    s.say(24, 25, THEM, "For sure. I'm all in.", "unanchored-yes")
    s.until(80)
    assert ("unanchored-yes" in s.alerts()) is counts
