"""Where the files that come with the product lie: in a checkout beside the package, in an installed wheel inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """Path of a file or folder under `assets/`. It may not exist: callers say so in their own words."""
    return _shipped("assets", *parts)


def model_file(*parts: str) -> Path:
    """Path of a file or folder under `models/`."""
    return _shipped("models", *parts)


def _shipped(*parts: str) -> Path:
    inside = _PACKAGE / "_shipped"
    return (inside if inside.is_dir() else _PACKAGE.parent).joinpath(*parts)
