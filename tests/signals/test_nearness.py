from copilot.assets import model_file
from copilot.signals.labeller import Labeller

NEARNESS = Labeller(model_file("signals")).nearness()


def test_a_sentence_is_nearest_to_itself_and_then_to_what_means_the_same():
    same, alike, other = NEARNESS.score(
        "How much did you lose to churn?",
        ["How much did you lose to churn?", "What does it cost you when customers leave?", "Can you see my screen?"],
    )
    assert same > 0.99
    assert same > alike > other


def test_no_choices_no_scores():
    assert NEARNESS.score("Anything?", []) == []
