"""Getting a model: told as it comes, stopped when the user wants it no more."""

import sys
from pathlib import Path

import pytest

from copilot.engine import fetching
from copilot.engine.fetching import Stopped, fetch


def test_a_download_tells_how_far_it_is_and_stops_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []

    def download(weights: object, progress: fetching.Progress) -> Path:
        for done in (1, 2, 3, 4):
            progress(done, 4)
        return Path("here")

    monkeypatch.setattr(fetching, "download_model", download)
    assert fetch("small", lambda done, size: told.append((done, size))) == "here"
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    told.clear()
    with pytest.raises(Stopped):
        fetch("small", lambda done, size: told.append((done, size)), lambda: len(told) == 2)
    assert told == [(1, 4), (2, 4)]


def test_packages_on_their_way_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int | None] = []

    class Installing(fetching.subprocess.Popen):  # type: ignore[name-defined, misc]
        def __init__(self, pip: list[str], **options: object) -> None:
            super().__init__([sys.executable, "-c", "input()"], stdin=fetching.subprocess.PIPE, **options)

        def __exit__(self, *error: object) -> None:
            super().__exit__(*error)
            ended.append(self.returncode)

    monkeypatch.setattr(fetching.subprocess, "Popen", Installing)
    with pytest.raises(Stopped):
        fetch("tiny.en", stopped=lambda: True)
    assert len(ended) == 1
    assert ended[0] != 0
