"""The follow-up smoothed by a language model on this computer: never a quote, a day, a figure or a name changes."""

import re
from collections import Counter

from copilot.engine.local_model import LocalModel, Message
from copilot.errors import KnownError
from copilot.store.settings import LanguageModel

_MOST_TOKENS = 900
_PATIENCE_S = 120.0
_ROLE = (
    "You polish a short business email written after a sales call. Write natural, brief, friendly American English. Keep every"
    " fact and add none. Copy everything between “ and ” exactly as it is. Change no day, hour, number or name. Keep the"
    " greeting, each line that begins with '- ', and the sign-off. Answer with the email alone."
)
_QUOTED = re.compile(r"“[^”]*”")
_FIGURES = re.compile(
    r"\d+|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|noon|am|pm|today|tonight|tomorrow|next week|next month"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred|thousand|million|billion|percent|dollars?|free|discount)\b|[$€%]",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[^\s.?!:“-] )[A-Z][\w'’-]+")  # a capital in mid-sentence


def question(body: str) -> tuple[Message, ...]:
    """All that is sent for this email."""
    return Message("system", _ROLE), Message("user", body)


def polished(chosen: LanguageModel, body: str) -> str:
    """The email in the model's words. Takes seconds to minutes. KnownError when it does not answer or touches a fact."""
    said = LocalModel(chosen).ask(question(body), _MOST_TOKENS, _PATIENCE_S).strip()
    if not keeps_facts(body, said):
        raise KnownError(
            "The language model changed a quote, a day, a figure or a name: your text stays as it is.",
            "Le modèle de langage a changé une citation, un jour, un chiffre ou un nom : votre texte reste tel quel.",
        )
    return said


def keeps_facts(before: str, after: str) -> bool:
    """The same greeting, quotes, days, figures and list lines, no new name, and no greater length."""
    greets = after.split("\n", 1)[0] == before.split("\n", 1)[0]
    same_quotes = Counter(_QUOTED.findall(before)) == Counter(_QUOTED.findall(after))
    same_lines = before.count("\n- ") == after.count("\n- ")
    same_figures = _figures(before) == _figures(after)
    known = set(re.findall(r"[\w'’-]+", before))
    invented = [name for name in _NAME.findall(_QUOTED.sub("", after)) if name not in known and not name.startswith("I'")]
    return greets and same_quotes and same_lines and same_figures and not invented and len(after) < 1.3 * len(before)


def _figures(text: str) -> set[str]:
    return {f.lower() for f in _FIGURES.findall(_QUOTED.sub("", text))}
