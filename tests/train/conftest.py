"""The scripts of models/train are no package: their folder is put on the path, and what a test imports of it is forgotten."""

import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from copilot.assets import model_file


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """script(name) -> the module of that name."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(model_file("train")))
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(model_file("train"))):
            del sys.modules[name]
