"""The counterpart's line in the words of a language model on this computer, as far as they say the same."""

import json
import logging
from collections.abc import Sequence

from copilot.engine.local_model import LocalModel, Message
from copilot.errors import KnownError
from copilot.practice.counterpart import Counterpart, Reply
from copilot.practice.faithful import OWN_WORDS, faithful
from copilot.practice.scenario import Scenario
from copilot.store.settings import LanguageModel

PATIENCE_S = 4.0
_MOST_TOKENS = 120
_TALK = 4  # turns of the user before this one that are sent
_GIVE_UP = 3  # failures in a row after which it is asked no more
log = logging.getLogger(__name__)


class OwnWords:
    """Owned by the thread of the practice call. Whatever fails, the line is said as it is written.

    sent: what was sent so far, each as the JSON that went out.
    """

    def __init__(self, scenario: Scenario, model: LocalModel, patience_s: float = PATIENCE_S) -> None:
        self._scenario, self._model, self._patience_s = scenario, model, patience_s
        self._failures = 0
        self.sent: tuple[str, ...] = ()

    def say(self, other: Counterpart, reply: Reply) -> Reply:
        """The reply to the last turn the counterpart heard, maybe in other words; takes `patience_s` at most."""
        if reply.intent not in OWN_WORDS or self._failures >= _GIVE_UP:
            return reply
        beats = other.mind.beats[-1 - _TALK :]
        messages = [Message("system", _role(self._scenario, reply.text))]
        for beat in beats[:-1]:
            messages += [Message("user", beat.text or "(silence)"), Message("assistant", beat.reply)]
        messages.append(Message("user", beats[-1].text))
        self.sent = (*self.sent, json.dumps(self._model.request(messages, _MOST_TOKENS), ensure_ascii=False, indent=1))
        try:
            said = self._model.ask(messages, _MOST_TOKENS, self._patience_s).strip('"“” ')
        except KnownError as error:
            log.info("the language model gave no line: %s", error.en)
            self._failures += 1
            return reply
        self._failures = 0
        known = [self._scenario.brief.en, *(text for beat in other.mind.beats for text in (beat.text, beat.reply))]
        if not faithful(said, reply.text, known):
            return reply
        return other.in_other_words(reply, said)


def own_words(scenario: Scenario, chosen: LanguageModel) -> OwnWords | None:
    """None when the user has turned it off, or given no address that can be used."""
    if not chosen.plays:
        return None
    try:
        return OwnWords(scenario, LocalModel(chosen))
    except KnownError as error:
        log.warning("the language model is not used: %s", error.en)
        return None


def sent_by(words: OwnWords | None) -> Sequence[str]:
    return words.sent if words is not None else ()


def _role(scenario: Scenario, line: str) -> str:
    person = scenario.person
    return (
        f"You are {person.name}, {person.role} at {person.company}, an American on a business call. The other person was told "
        f'this before the call: "{scenario.brief.en}" Your temper: {scenario.temper.value}. Answer what they have just said, '
        "aloud, in one to three short spoken sentences of natural American English. What you answer means exactly this, no "
        "more and no less:\n"
        f"{line}\n"
        "Keep every figure and every name of it word for word. Add no fact, no figure, no date, no name, no agreement and no "
        "refusal. Give only the words you say."
    )
