import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from copilot.ui import translation


@pytest.fixture(autouse=True)
def _english(qapp):
    translation.install(qapp, "en")
    yield
    translation.install(qapp, "en")
