import json

import pytest
from faster_whisper.tokenizer import Tokenizer

from copilot.speech.tokens import Tokens, _letters

JOINED = ["he", "ll", "hell", "hello", "Ġt", "Ġth", "re", "Ġthe", "Ġthere", "Ã©", "'m"]
SPECIAL = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>"]
LISTED = [*_letters(), *JOINED, *SPECIAL]


def written(folder, listed=LISTED):
    (folder / "vocabulary.txt").write_text("\n".join(listed) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def tokens(tmp_path):
    return Tokens(written(tmp_path))


def parts(tokens, text):
    return [LISTED[number] for number in tokens.encode(text).ids]


def test_neighbours_join_lowest_rank_first(tokens):
    assert parts(tokens, "hello there") == ["hello", "Ġthere"]
    assert parts(tokens, "hellothe") == ["hello", "t", "he"]  # no space before it: another token
    assert parts(tokens, "I'm") == ["I", "'m"]


@pytest.mark.parametrize(
    "text", ["", "hello there", " two  spaces\n\nlines ", "Zoé, at 2:30!", "snake_case", "日本語 😀", "½ ²"]
)
def test_what_was_encoded_reads_as_it_was(tokens, text):
    assert tokens.decode(tokens.encode(text).ids) == text


def test_special_tokens_are_found_and_not_read(tokens):
    end = tokens.token_to_id("<|endoftext|>")
    assert LISTED[end] == "<|endoftext|>"
    assert tokens.decode([*tokens.encode("hello").ids, end]) == "hello"
    assert tokens.token_to_id("<|nobody|>") is None


def test_half_a_character_shows_as_such(tokens):
    first, _ = "é".encode()
    assert tokens.decode([LISTED.index(_letters()[first])]) == "\N{REPLACEMENT CHARACTER}"


def test_the_wrapper_of_the_recognizer_takes_it(tokens):
    wrapped = Tokenizer(tokens, True, "transcribe", "en")
    assert [LISTED[number] for number in wrapped.sot_sequence] == SPECIAL[1:4]
    words, ids = wrapped.split_to_word_tokens([*wrapped.encode("hello there"), wrapped.eot])
    assert words == ["hello", " there", ""]
    assert [len(each) for each in ids] == [1, 1, 1]


def test_a_list_as_json_is_the_same(tokens, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "vocabulary.json").write_text(json.dumps(LISTED), encoding="utf-8")
    assert Tokens(other).encode("hello there") == tokens.encode("hello there")


def test_what_is_no_list_of_tokens_is_refused(tmp_path):
    with pytest.raises(OSError, match="vocabulary"):
        Tokens(tmp_path)
    with pytest.raises(ValueError, match="no list"):
        Tokens(written(tmp_path, ["a", "b"]))
