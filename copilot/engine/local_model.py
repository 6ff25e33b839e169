"""A language model the user runs on this computer, behind the interface that such programs share: OpenAI's chat completions."""

import http.client
import ipaddress
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from copilot.errors import KnownError
from copilot.store.settings import LanguageModel

_MOST_BYTES = 2**20
_PIECE = 2**14
_LOOKING_S = 3.0
_THOUGHTS = re.compile(r"<think>.*?</think>", re.S)


@dataclass(frozen=True, slots=True)
class Message:
    """role: 'system', 'user' or 'assistant'."""

    role: str
    content: str


class LocalModel:
    """Asks nobody but this computer: no proxy, no redirection. Any thread, one question at a time; no state but the address."""

    def __init__(self, chosen: LanguageModel, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: seconds. KnownError when the address is none of this computer, or no model is named."""
        self._parts = _local(chosen.address)
        self._name = chosen.name.strip()
        self._clock = clock
        if not self._name:
            raise KnownError("Name the model to use, in Settings.", "Indiquez le modèle à utiliser, dans les réglages.")

    def request(self, messages: Sequence[Message], most_tokens: int) -> dict[str, Any]:
        """Exactly what `ask` sends."""
        said = [{"role": m.role, "content": m.content} for m in messages]
        return {"model": self._name, "messages": said, "max_tokens": most_tokens, "temperature": 0.4, "stream": False}

    def ask(self, messages: Sequence[Message], most_tokens: int, patience_s: float) -> str:
        """The model's words, without its thoughts; never empty. KnownError when there are none within so many seconds."""
        answer = _sent(self._parts, "chat/completions", self.request(messages, most_tokens), patience_s, self._clock)
        try:
            words = answer["choices"][0]["message"]["content"]
            said = _THOUGHTS.sub("", words).strip()
        except (KeyError, IndexError, TypeError) as e:
            raise _strange() from e
        if not said:
            raise _strange()
        return said


def model_names(address: str, clock: Callable[[], float] = time.monotonic) -> tuple[str, ...]:
    """The models that the program at this address offers. KnownError when it is not of this computer or does not answer."""
    answer = _sent(_local(address), "models", None, _LOOKING_S, clock)
    try:
        return tuple(str(model["id"]) for model in answer["data"])
    except (KeyError, TypeError) as e:
        raise _strange() from e


def _local(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        here = parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
        usable = here and parts.scheme == "http" and not (parts.username or parts.query) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise KnownError(
            "The language model must run on this computer: give an address such as http://localhost:11434/v1.",
            "Le modèle de langage doit tourner sur cet ordinateur : donnez une adresse comme http://localhost:11434/v1.",
        )
    return parts


def _sent(parts: SplitResult, what: str, body: dict[str, Any] | None, patience_s: float, clock: Callable[[], float]) -> Any:
    """The JSON that came back."""
    deadline = clock() + patience_s
    assert parts.hostname
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=patience_s)
    try:
        path = f"{parts.path.rstrip('/')}/{what}"
        if body is None:
            connection.request("GET", path)
        else:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        raw = _read(answer, deadline, clock)
    except (OSError, http.client.HTTPException, UnicodeError) as e:
        raise KnownError(
            "The language model does not answer. Start the program it runs in, or correct its address in Settings.",
            "Le modèle de langage ne répond pas. Lancez son programme, ou corrigez son adresse dans les réglages.",
        ) from e
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise KnownError(
            f"The language model answers with an error ({answer.status}). Check its name and its address in Settings.",
            f"Le modèle de langage répond par une erreur ({answer.status}). Vérifiez son nom et son adresse dans les réglages.",
        )
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as e:
        raise _strange() from e


def _read(answer: http.client.HTTPResponse, deadline: float, clock: Callable[[], float]) -> bytes:
    got = bytearray()
    while piece := answer.read1(_PIECE):
        got += piece
        if len(got) > _MOST_BYTES or clock() > deadline:
            raise TimeoutError
    return bytes(got)


def _strange() -> KnownError:
    return KnownError(
        "The language model's answer cannot be used. Try another model, or check its address in Settings.",
        "La réponse du modèle de langage est inutilisable. Essayez un autre modèle, ou vérifiez son adresse dans les réglages.",
    )
