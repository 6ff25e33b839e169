import socket

import pytest

from copilot.engine.local_model import LocalModel, Message, model_names
from copilot.errors import KnownError
from copilot.store.settings import LanguageModel

TALK = [Message("system", "You are Jenna."), Message("user", "Hello!")]


def chosen(server, name="small"):
    return LocalModel(LanguageModel(server.address, name))


def test_it_sends_what_it_says_it_sends_and_gives_back_the_words(model_server):
    model_server.says = ["  Oh, hi there! "]
    model = chosen(model_server)
    assert model.ask(TALK, 80, 20.0) == "Oh, hi there!"
    assert model_server.asked == [model.request(TALK, 80)]
    assert model_server.asked[0]["messages"][1] == {"role": "user", "content": "Hello!"}
    assert model_server.asked[0]["model"] == "small"


def test_thoughts_are_no_words(model_server):
    model_server.says = ["<think>She wants\na date.</think>\nTuesday works."]
    assert chosen(model_server).ask(TALK, 80, 20.0) == "Tuesday works."


def test_the_models_there_are(model_server):
    assert model_names(model_server.address) == ("small", "large")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://",
        "https://api.openai.com/v1",
        "http://10.0.0.7:11434/v1",
        "http://localhost.example.com/v1",
        "http://me:secret@127.0.0.1/v1",
        "file:///etc/passwd",
        "http://127.0.0.1:99999/v1",
        "http://[::1",
        "127.0.0.1:11434",
    ],
)
def test_nobody_but_this_computer_is_asked(address):
    with pytest.raises(KnownError, match="this computer"):
        LocalModel(LanguageModel(address, "small"))
    with pytest.raises(KnownError, match="this computer"):
        model_names(address)


@pytest.mark.parametrize("address", ["http://localhost:11434/v1", "http://127.0.0.1:8080", "http://[::1]:1234/v1/"])
def test_addresses_of_this_computer(address):
    LocalModel(LanguageModel(address, "small"))


def test_a_model_must_be_named():
    with pytest.raises(KnownError, match="Name the model"):
        LocalModel(LanguageModel("http://localhost:11434/v1", " "))


def test_a_redirection_is_not_followed(model_server):
    model_server.status = 302
    with pytest.raises(KnownError, match="302"):
        chosen(model_server).ask(TALK, 80, 20.0)


def test_an_error_is_told_with_its_number(model_server):
    model_server.status = 404
    with pytest.raises(KnownError, match="404"):
        chosen(model_server).ask(TALK, 80, 20.0)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": " "}}]}',
        b"[" * 100_000,
    ],
)
def test_a_strange_answer_is_told(model_server, raw):
    model_server.raw = raw
    with pytest.raises(KnownError, match="cannot be used"):
        chosen(model_server).ask(TALK, 80, 20.0)


def test_an_endless_answer_is_cut(model_server):
    model_server.raw = b"[" + b" " * 2**21
    with pytest.raises(KnownError, match="does not answer"):
        chosen(model_server).ask(TALK, 80, 20.0)


def test_a_model_that_only_thinks_is_left_alone(model_server):
    model_server.says = [None]
    with pytest.raises(KnownError, match="does not answer"):
        chosen(model_server).ask(TALK, 80, 0.2)


def test_one_that_answers_drop_by_drop_has_no_more_time_than_any_other(model_server):
    readings = iter([0.0, 5.0, 11.0])
    model = LocalModel(LanguageModel(model_server.address, "small"), lambda: next(readings, 20.0))
    model_server.raw = b" " * 2**17
    with pytest.raises(KnownError, match="does not answer"):
        model.ask(TALK, 80, 10.0)


def test_nobody_at_the_address():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(KnownError, match="does not answer"):
        LocalModel(LanguageModel(f"http://127.0.0.1:{port}/v1", "small")).ask(TALK, 80, 5.0)
