import hashlib
import os
from pathlib import Path

import pytest

from copilot.errors import KnownError
from copilot.speech import manifest, weights

CONTENT = {
    "config.json": b"{}",
    "tokenizer.json": b"tokens",
    "vocabulary.txt": b"words",
    "model.bin": b"first half second half",
}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MONEYTIME_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def package(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with a model in two parts, listed in a manifest of its own."""
    folder = tmp_path / "site" / "weights_for_tests"
    folder.mkdir(parents=True)
    rows = ['[[model]]\nname = "small"\nkind = "speech"\nabout = ""\nlicence = "MIT"\nsource = ""\n']
    for name, content in CONTENT.items():
        parts = {f"{name}.1": content[:11], f"{name}.2": content[11:]} if name == "model.bin" else {name: content}
        for part, half in parts.items():
            (folder / part).write_bytes(half)
        lines = [f'{{package = "weights-for-tests", version = "1", path = "weights_for_tests/{p}"}}' for p in parts]
        digest = hashlib.sha256(content).hexdigest()
        rows.append(
            f'[[model.file]]\nname = "{name}"\nsize = {len(content)}\nsha256 = "{digest}"\nparts = [{", ".join(lines)}]\n'
        )
    listed = tmp_path / "manifest.toml"
    listed.write_text("\n".join(rows), "utf-8")
    monkeypatch.setattr(manifest, "model_file", lambda name: listed)
    manifest.known_weights.cache_clear()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    yield folder
    manifest.known_weights.cache_clear()


def test_parts_are_joined_once(package: Path, cache: Path):
    folder = weights.find_model("small")
    assert folder == cache / "models" / "small"
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == CONTENT
    before = (folder / "model.bin").stat().st_mtime_ns
    assert weights.find_model("small") == folder
    assert (folder / "model.bin").stat().st_mtime_ns == before


def test_a_verified_file_is_not_read_again(package: Path, monkeypatch: pytest.MonkeyPatch):
    weights.find_model("small")
    monkeypatch.setattr(weights, "_sha256", lambda *_: pytest.fail("read again"))
    weights.find_model("small")


def test_a_damaged_copy_is_made_again(package: Path):
    model = weights.find_model("small") / "model.bin"
    model.write_bytes(b"x" * len(CONTENT["model.bin"]))
    assert (weights.find_model("small") / "model.bin").read_bytes() == CONTENT["model.bin"]


def test_a_damaged_part_is_named_and_nothing_stays(package: Path, cache: Path):
    (package / "model.bin.2").write_bytes(b"something else")
    with pytest.raises(KnownError, match=r"model\.bin\.2 is damaged"):
        weights.find_model("small")
    assert not (cache / "models" / "small" / "model.bin").exists()
    assert not list((cache / "models" / "small").glob(".part*"))


def test_a_missing_package_is_named(package: Path):
    (package / "model.bin.2").unlink()
    with pytest.raises(KnownError, match="pip install weights-for-tests==1"):
        weights.find_model("small")
    assert [m.state for m in weights.list_models()] == ["missing"]


def test_an_unknown_model(cache: Path):
    with pytest.raises(KnownError, match=r"no speech model named 'huge': choose one of base, tiny\.en"):
        weights.find_model("huge")


def test_progress_reaches_the_whole(package: Path):
    seen: list[tuple[int, int]] = []
    weights.find_model("small", lambda done, size: seen.append((done, size)))
    size = sum(map(len, CONTENT.values()))
    assert seen[-1] == (size, size)


def test_the_list(package: Path):
    assert [(m.name, m.state) for m in weights.list_models()] == [("small", "not prepared")]
    weights.find_model("small")
    assert [(m.name, m.state) for m in weights.list_models()] == [("small", "ready")]


def folder_of(files: dict[str, bytes], at: Path) -> Path:
    at.mkdir()
    for name, content in files.items():
        (at / name).write_bytes(content)
    return at


def test_a_known_model_is_imported_under_its_name(package: Path, tmp_path: Path):
    assert weights.import_model(folder_of(CONTENT, tmp_path / "usb stick")) == "small"
    assert (weights.find_model("small") / "model.bin").read_bytes() == CONTENT["model.bin"]


def test_another_model_is_imported_and_watched(package: Path, cache: Path, tmp_path: Path):
    name = weights.import_model(folder_of(CONTENT | {"model.bin": b"larger"}, tmp_path / "large"))
    assert name == "large"
    assert weights.find_model("large") == cache / "models" / "large"
    assert [m.name for m in weights.list_models()] == ["small", "large"]
    (cache / "models" / "large" / "model.bin").write_bytes(b"LARGER")
    with pytest.raises(KnownError, match="damaged"):
        weights.find_model("large")


def test_a_damaged_import_is_named(package: Path, tmp_path: Path):
    with pytest.raises(KnownError, match=r"tokenizer\.json is damaged"):
        weights.import_model(folder_of(CONTENT | {"tokenizer.json": b"half"}, tmp_path / "bad"))


def test_what_is_no_model_is_refused(package: Path, tmp_path: Path):
    with pytest.raises(KnownError, match=r"model\.bin, config\.json, tokenizer\.json is missing"):
        weights.import_model(folder_of({}, tmp_path / "empty"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_cache_that_cannot_be_written(package: Path, cache: Path):
    cache.mkdir()
    cache.chmod(0o500)
    with pytest.raises(KnownError, match="cannot be written"):
        weights.find_model("small")


def test_a_built_program_carries_one_model_and_a_checkout_none(monkeypatch, tmp_path):
    monkeypatch.setattr(weights, "model_file", lambda *parts: tmp_path.joinpath(*parts))
    assert weights.carried_model() == ""
    (tmp_path / "weights" / "tiny.en").mkdir(parents=True)
    assert weights.carried_model() == "tiny.en"
