import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication

import copilot.ui
from copilot.ui import texts, translation

SOURCES = sorted(Path(copilot.ui.__file__).parent.rglob("*.py"))


def messages():
    """(context, source, translation, state) of the French catalogue; of what is counted, the words for each number."""
    for context in ElementTree.parse(translation.FOLDER / "moneytime_fr.ts").getroot().iter("context"):
        for message in context.iter("message"):
            done = message.find("translation")
            for form in done.findall("numerusform") or [done]:
                yield context.findtext("name"), message.findtext("source"), form.text or "", done.get("type", "")


def said_in(path):
    """(context, source) of every string the interface may say, inside f-strings too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for owner in ast.walk(tree):
        if isinstance(owner, ast.ClassDef):
            for call in ast.walk(owner):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "tr":
                    yield owner.name, ast.literal_eval(call.args[0])
        if isinstance(owner, ast.Call) and len(owner.args) == 2 and called(owner) == "translate":
            yield tuple(ast.literal_eval(arg) for arg in owner.args)


def called(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_every_string_is_in_the_catalogue_and_finished_and_nothing_else():
    finished = {(context, source) for context, source, words, state in messages() if words and not state}
    said = {pair for path in SOURCES for pair in said_in(path)}
    assert said
    assert said - finished == set()
    assert {(context, source) for context, source, *_ in messages()} - said == set(), "nobody says it"


def test_slots_survive_translation():
    for _, source, words, _ in messages():
        assert sorted(re.findall(r"\{\w+\}", source)) == sorted(re.findall(r"\{\w+\}", words)), source


def test_french_keeps_its_spaces_before_high_punctuation():
    for _, _, words, _ in messages():
        assert not re.search(r"\w [:;?!»]", words), words


def test_the_compiled_catalogue_is_the_written_one(qapp):
    translation.install(qapp, "fr")
    for context, source, words, _ in messages():
        said = {QCoreApplication.translate(context, source)}
        if "%n" in source:
            said = {QCoreApplication.translate(context, source, None, n).replace(str(n), "%n") for n in (1, 2)}
        assert words in said, source


@pytest.mark.parametrize(("language", "expected"), [("en", "en"), ("fr", "fr")])
def test_the_language_is_known_to_all(qapp, language, expected):
    translation.install(qapp, language)
    assert texts.language() == expected
