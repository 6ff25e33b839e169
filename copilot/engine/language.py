"""The language of the interface: as set, else the system's."""

import locale
import os

from copilot.store.paths import find_paths
from copilot.store.settings import Settings, load_settings


def interface_language(settings: Settings | None = None) -> str:
    """'en' or 'fr': as set, else the system's."""
    chosen = (settings or load_settings(find_paths().settings)[0]).language
    if chosen != "system":
        return chosen
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "fr" if named.lower().startswith("fr") else "en"
