"""What the user decides about their own files: encrypted or not, and for how long they stay."""

from collections.abc import Callable
from dataclasses import dataclass

from copilot.call.rules import Text
from copilot.errors import KnownError
from copilot.store.paths import Paths
from copilot.store.sealing import open_all, seal_all
from copilot.store.vault import How, State, Vault, VaultFile, forget_key, new_vault, read_vault, unlock, use_vault, vault_over

Ask = Callable[[bool], str | None]
"""Called with whether the last answer was wrong; gives the passphrase or the recovery key, None to give up."""


def nobody(wrong: bool) -> str | None:
    """There is no one to ask."""
    return None


def open_vault(paths: Paths, ask: Ask) -> None:
    """Gives this process the key, where the files are encrypted; goes on with what a crash interrupted. KnownError: no key."""
    file = read_vault(paths.data)
    if file is None:
        return
    vault = vault_over(paths.index) or unlock(file, ask)
    use_vault(paths.data, vault)
    if file.state is State.SEALING:
        seal_all(paths, file, vault)
    elif file.state is State.OPENING:
        open_all(paths, file, vault)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Encrypting or decrypting all files. recovery_key: to be kept elsewhere; it opens everything when all else is lost."""

    paths: Paths
    file: VaultFile
    vault: Vault
    seal: bool

    @property
    def recovery_key(self) -> str:
        return self.vault.key

    def run(self) -> Text | None:
        """Takes a while. What went wrong, or None; what was done then stays done, and the next start goes on."""
        try:
            (seal_all if self.seal else open_all)(self.paths, self.file, self.vault)
        except KnownError as error:
            return Text(error.en, error.fr)
        return None

    def drop(self) -> None:
        """The user changed their mind before anything was rewritten."""
        if self.seal:
            forget_key(self.file)


def encrypting(paths: Paths, how: How, passphrase: str = "") -> Rewrite:
    """Makes the key; no file is touched before the work is run. KnownError: short passphrase, no keychain, done already."""
    if read_vault(paths.data) is not None:
        raise KnownError("Your calls are encrypted already.", "Vos appels sont déjà chiffrés.")
    vault, file = new_vault(how, passphrase)
    return Rewrite(paths, file, vault, seal=True)


def decrypting(paths: Paths) -> Rewrite:
    """KnownError when nothing is encrypted."""
    file, vault = read_vault(paths.data), vault_over(paths.index)
    if file is None or vault is None:
        raise KnownError("Your calls are not encrypted.", "Vos appels ne sont pas chiffrés.")
    return Rewrite(paths, file, vault, seal=False)
