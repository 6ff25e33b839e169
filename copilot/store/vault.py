"""The key over the user's data folder, when they want what was said encrypted on this disk.

Everything is sealed with Fernet (AES-128-CBC and HMAC-SHA-256, from the `cryptography` library) under one random key. That key
lies in the system's keychain, or in the data folder, itself sealed under the user's passphrase (scrypt). It is also the
recovery key the user keeps elsewhere. `vault.json` in the data folder says how; it holds no secret.
"""

import base64
import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from copilot.errors import KnownError

NAME = "vault.json"
_SERVICE = "Money Time"
_CHECK = b"moneytime"
_COST = 2**16  # of scrypt: 64 MB and a fifth of a second
_LEAST = 10  # characters of a passphrase
_OPEN: "dict[Path, Vault]" = {}  # the data folders this process has the key of


class How(StrEnum):
    """Where the key is."""

    KEYCHAIN = "keychain"
    PASSPHRASE = "passphrase"


class State(StrEnum):
    """What the files are. The states between are left when every file was done, also after a crash."""

    SEALING = "sealing"
    SEALED = "sealed"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class VaultFile:
    """What `vault.json` says. check: known words, sealed: they open with the right key. salt, wrapped: of a passphrase."""

    id: str
    how: How
    check: str
    state: State = State.SEALING
    salt: str = ""
    cost: int = _COST
    wrapped: str = ""
    version: int = 1


class Vault:
    """Seals and opens. Used from any thread."""

    def __init__(self, key: str) -> None:
        from cryptography.fernet import Fernet

        self.key = key
        self._fernet = Fernet(key)

    def seal(self, raw: bytes) -> bytes:
        return self._fernet.encrypt(raw)

    def open(self, token: bytes) -> bytes:
        """Raises ValueError when it was sealed with another key, or changed since."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(token)
        except InvalidToken as error:
            raise ValueError("not sealed with this key") from error


def vault_over(path: Path) -> Vault | None:
    """The key for the files in the folder this path lies in; None where nothing is encrypted."""
    if not _OPEN:
        return None
    return next((_OPEN[parent] for parent in path.absolute().parents if parent in _OPEN), None)


def use_vault(data: Path, vault: Vault | None) -> None:
    """From now on this process seals what it writes under `data` with that key; None: it writes in plain."""
    if vault is None:
        _OPEN.pop(data.absolute(), None)
    else:
        _OPEN[data.absolute()] = vault


def read_vault(data: Path) -> VaultFile | None:
    """None when nothing is encrypted. KnownError when the file is there and cannot be understood."""
    try:
        raw = json.loads((data / NAME).read_text(encoding="utf-8"))
        if raw["version"] != 1:
            raise KnownError(
                "Your calls were encrypted by a newer Money Time: update to open them.",
                "Vos appels ont été chiffrés par une version plus récente de Money Time : mettez à jour pour les ouvrir.",
            )
        return VaultFile(**{**raw, "how": How(raw["how"]), "state": State(raw["state"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise KnownError(
            f"{data / NAME} cannot be read, and without it your encrypted calls stay closed: restore it from a backup.",
            f"{data / NAME} est illisible ; sans lui vos appels chiffrés restent fermés : restaurez-le d'une sauvegarde.",
        ) from error


def new_vault(how: How, passphrase: str = "") -> tuple[Vault, VaultFile]:
    """A fresh key, kept as wished; nothing is encrypted yet. KnownError: a short passphrase, or no keychain here."""
    from cryptography.fernet import Fernet

    vault = Vault(Fernet.generate_key().decode())
    file = VaultFile(secrets.token_hex(8), how, vault.seal(_CHECK).decode())
    if how is How.KEYCHAIN:
        _into_keychain(file.id, vault.key)
        return vault, file
    if len(passphrase) < _LEAST:
        raise KnownError(
            f"A passphrase needs {_LEAST} characters at least: four ordinary words are easier to keep than eight odd signs.",
            f"Il faut {_LEAST} caractères au moins : quatre mots ordinaires se retiennent mieux que huit signes étranges.",
        )
    salt = secrets.token_bytes(16)
    wrapped = _wrapping(passphrase, salt, _COST).seal(vault.key.encode())
    return vault, replace(file, salt=base64.b64encode(salt).decode(), cost=_COST, wrapped=wrapped.decode())


def unlock(file: VaultFile, ask: Callable[[bool], str | None]) -> Vault:
    """The key. ask: called with whether the last answer was wrong, gives a passphrase or the recovery key, None to give up.

    The keychain is asked before the user. KnownError when the user gives up.
    """
    if file.how is How.KEYCHAIN and (key := _from_keychain(file.id)) and (vault := _fitting(file, key)):
        return vault
    wrong = False
    while (answer := ask(wrong)) is not None:
        if vault := _fitting(file, "".join(answer.split())) or _by_passphrase(file, answer):
            if file.how is How.KEYCHAIN:
                _into_keychain(file.id, vault.key, insist=False)
            return vault
        wrong = True
    raise KnownError(
        "Your calls are encrypted and stay closed without the passphrase or the recovery key. Start again when you have it.",
        "Vos appels sont chiffrés et restent fermés sans la phrase secrète ou la clé de secours. Relancez quand vous l'aurez.",
    )


def has_keychain() -> bool:
    """Whether this system has a place for secrets that this process may use."""
    import keyring

    return float(keyring.get_keyring().priority) > 0


def forget_key(file: VaultFile) -> None:
    """Takes the key out of the keychain, if it is there."""
    if file.how is How.KEYCHAIN:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.delete_password(_SERVICE, file.id)
        except KeyringError:
            return  # it is gone already, and opens nothing any more


def _into_keychain(name: str, key: str, *, insist: bool = True) -> None:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, name, key)
        if keyring.get_password(_SERVICE, name) == key:
            return
    except KeyringError as error:
        if insist:
            raise _no_keychain() from error
    if insist:
        raise _no_keychain()


def _from_keychain(name: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, name)
    except KeyringError:
        return None


def _no_keychain() -> KnownError:
    return KnownError(
        "This system has no keychain that keeps a key: choose a passphrase instead.",
        "Ce système n'a pas de trousseau qui garde une clé : choisissez plutôt une phrase secrète.",
    )


def _fitting(file: VaultFile, key: str) -> Vault | None:
    try:
        vault = Vault(key)
        return vault if vault.open(file.check.encode()) == _CHECK else None
    except ValueError:
        return None


def _by_passphrase(file: VaultFile, passphrase: str) -> Vault | None:
    if file.how is not How.PASSPHRASE:
        return None
    try:
        key = _wrapping(passphrase, base64.b64decode(file.salt), file.cost).open(file.wrapped.encode())
    except ValueError:
        return None
    return _fitting(file, key.decode())


def _wrapping(passphrase: str, salt: bytes, cost: int) -> Vault:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    words = unicodedata.normalize("NFKC", passphrase).encode()
    return Vault(base64.urlsafe_b64encode(Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(words)).decode())


def locked(name: str) -> KnownError:
    """For a file that is sealed, where this process has no key for it."""
    return KnownError(
        f"{name} is encrypted: open it from the list of calls, in the Money Time that wrote it.",
        f"{name} est chiffré : ouvrez-le depuis la liste des appels, dans le Money Time qui l'a écrit.",
    )
