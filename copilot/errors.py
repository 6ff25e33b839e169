"""Errors the user can do something about, apart from bugs."""

import traceback
from pathlib import PurePath


class KnownError(Exception):
    """An environment or input error: one calm sentence saying what happened and what to do next, in both languages."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.en = en
        self.fr = fr

    def of(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


def traced(error: BaseException) -> str:
    """Where a bug is, for a log: its type and the lines it came through, newest last. Never its message: that may hold words
    of the call."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = " > ".join(f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} at {lines or '?'}" + (f"; after {traced(cause)}" if cause is not None else "")
