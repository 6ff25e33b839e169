"""Errors the user can do something about, apart from bugs."""


class KnownError(Exception):
    """An environment or input error: one calm sentence saying what happened and what to do next, in both languages."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.en = en
        self.fr = fr

    def of(self, language: str) -> str:
        return self.fr if language == "fr" else self.en
