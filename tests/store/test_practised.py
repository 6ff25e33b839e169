from copilot.call.catalogue import CallKind
from copilot.store.practised import Attempt, CardMemory, MissedLine, Practised, load_practised, save_practised

ATTEMPT = Attempt("saas-buyer", "2026-03-12T09:00:00+00:00", "coach", "signed", "signed", 80, {"closing": 90})
LINE = MissedLine("a/3", "soft-no", CallKind.PROSPECT, "", "Not right now.", "What would have to change?", "a", 9_000)
MEMORY = CardMemory("a/3", "soft-no", "2026-03-13T09:00:00+00:00", {"card_id": 1, "step": None}, 1, 0)
KEPT = Practised((ATTEMPT,), (MEMORY,), (LINE,))


def test_what_is_saved_is_read_again(tmp_path):
    save_practised(tmp_path / "practice.json", KEPT)
    assert load_practised(tmp_path / "practice.json") == (KEPT, None)


def test_nothing_yet(tmp_path):
    assert load_practised(tmp_path / "practice.json") == (Practised(), None)


def test_an_unknown_key_puts_the_file_aside(tmp_path):
    path = tmp_path / "practice.json"
    path.write_text('{"attempts": [], "points": 3}', encoding="utf-8")
    kept, notice = load_practised(path)
    assert kept == Practised()
    assert notice is not None
    assert path.with_name("practice.json.bad").exists()


def test_the_newest_memory_of_a_card_counts():
    later = CardMemory("a/3", "soft-no", "2026-03-20T09:00:00+00:00", {}, 2, 1)
    assert KEPT.remembering(later).memories == (later,)
    assert KEPT.missing(LINE).missed == (LINE,)


def test_a_call_is_forgotten_with_its_cards():
    assert KEPT.forgetting("a") == Practised((ATTEMPT,))
    assert KEPT.forgetting("b") == KEPT
