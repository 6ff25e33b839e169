import json
from pathlib import Path

import pytest

from copilot.store.settings import Consent, Overlay, Settings, You, load_settings, save_settings


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "config" / "settings.json"
    settings = Settings(
        language="fr",
        consent=Consent.REQUIRE,
        vocabulary=("Halden", "NetSuite"),
        keys={"dismiss": "Ctrl+Alt+D"},
        you=You("Zoé", "zoe@example.com"),
        overlay=Overlay(opacity=0.5, positions={"eDP-1": (10, 20)}),
    )
    save_settings(path, settings)
    assert load_settings(path) == (settings, None)
    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_no_file_is_no_trouble(tmp_path):
    assert load_settings(tmp_path / "settings.json") == (Settings(), None)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"langage": "fr"}',
        b'{"planned_minutes": "30"}',
        b'{"planned_minutes": true}',
        b'{"planned_minutes": 0}',
        b'{"overlay": {"opacity": 0.0}}',
        b'{"consent": "maybe"}',
        b'{"language": "de"}',
        b"[" * 100_000,
    ],
)
def test_a_bad_file_costs_a_notice_and_is_kept(tmp_path, raw):
    path = tmp_path / "settings.json"
    path.write_bytes(raw)
    settings, notice = load_settings(path)
    assert settings == Settings()
    assert notice is not None
    assert "settings.json" in notice.en


def test_a_file_of_wrong_content_is_kept_beside(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language": 3}))
    load_settings(path)
    assert (tmp_path / "settings.json.bad").read_text() == '{"language": 3}'


def test_a_failed_save_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    save_settings(path, Settings(language="fr"))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_settings(path, Settings(language="en"))
    assert load_settings(path)[0].language == "fr"
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]


def test_a_value_out_of_range_is_not_saved(tmp_path: Path):
    with pytest.raises(ValueError, match="opacity"):
        save_settings(tmp_path / "settings.json", Settings(overlay=Overlay(opacity=0.0)))
