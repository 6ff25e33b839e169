"""The playbook page between its files and the past calls."""

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from copilot.call.catalogue import SIGNALS, CallKind
from copilot.call.rules import OwnSignal, SignalRule
from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.playbook.loader import built_in
from copilot.playbook.own import load_own, own_id, save_own
from copilot.playbook.schema import WARNINGS
from copilot.playbook.writing import editable, save_rule
from copilot.ui import texts
from copilot.ui.pages.playbook import PlaybookPage
from copilot.ui.tasks import Task

if TYPE_CHECKING:
    from copilot.engine.own_trial import Tried


class Playbooks(QObject):
    """Lives on the Qt thread."""

    back_wanted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._calls = desk.paths.playbooks, desk.paths.calls
        self._page: PlaybookPage | None = None
        self._kind = CallKind.PROSPECT
        self._trial = 0
        self._closing = threading.Event()

    def attach(self, page: PlaybookPage) -> None:
        """Uses this page from now on."""
        self._page = page
        page.kind.setCurrentIndex(page.kind.findData(self._kind))
        page.kind_chosen.connect(self._choose)
        page.back_wanted.connect(self.back_wanted)
        page.editor.saved.connect(self._save)
        page.editor.restored.connect(self._restore)
        page.editor.own_saved.connect(self._save_own)
        page.editor.removed.connect(self._remove)
        page.editor.tried.connect(self._try)

    def show(self, chosen: str = "") -> None:
        """The files as they are now; a broken one is told, and the built-in playbook shown."""
        assert self._page is not None
        said = ""
        own: tuple[OwnSignal, ...] = ()
        try:
            playbook = editable(self._kind, self._folder)
        except KnownError as error:
            playbook, said = built_in(self._kind), error.of(texts.language())
        try:
            own = load_own(self._folder)
        except KnownError as error:
            said = error.of(texts.language())
        self._page.say(said)
        self._page.show_signals([playbook.signals[name] for name in WARNINGS], own, chosen)

    def close(self) -> None:
        """A trial that runs ends after the call it is at."""
        self._closing.set()

    def _choose(self, kind: CallKind) -> None:
        self._kind = kind
        self.show()

    def _save(self, rule: SignalRule) -> None:
        try:
            save_rule(self._kind, self._folder, rule)
        except KnownError as error:
            self._say(error.of(texts.language()))
            return
        self.show(rule.id)
        self._say(self.tr("Kept for this kind of call, from the next call on."))

    def _restore(self, name: str) -> None:
        self._save(built_in(self._kind).signals[name])

    def _save_own(self, signal: OwnSignal) -> None:
        try:
            others = [s for s in load_own(self._folder) if s.id != signal.id]
            named = signal if signal.id else _named(signal, others)
            save_own(self._folder, [*others, named])
        except KnownError as error:
            self._say(error.of(texts.language()))
            return
        self.show(named.id)
        self._say(self.tr("Kept for every kind of call, from the next call on."))

    def _remove(self, name: str) -> None:
        try:
            save_own(self._folder, [s for s in load_own(self._folder) if s.id != name])
        except KnownError as error:
            self._say(error.of(texts.language()))
            return
        self.show()

    def _try(self, signal: OwnSignal) -> None:
        self._trial += 1
        this = self._trial
        task = Task(lambda: (this, self._listen(signal)), self)
        task.done.connect(self._show_trial)
        task.start()

    def _listen(self, signal: OwnSignal) -> "list[Tried] | KnownError":
        """On a pool thread: what judges takes longer to load than a window may freeze."""
        from copilot.engine.own_trial import try_signal

        found = []
        try:
            for tried in try_signal(signal, self._calls):
                found.append(tried)
                if self._closing.is_set():
                    break
        except KnownError as error:
            return error
        return found

    def _show_trial(self, told: "tuple[int, list[Tried] | KnownError]") -> None:
        number, found = told
        if number != self._trial or self._page is None:
            return
        if isinstance(found, KnownError):
            self._say(found.of(texts.language()))
        else:
            self._page.show_trial(found)

    def _say(self, words: str) -> None:
        assert self._page is not None
        self._page.editor.say(words)


def _named(signal: OwnSignal, others: list[OwnSignal]) -> OwnSignal:
    name = own_id(signal.rule.title.en, {s.id for s in others} | set(SIGNALS))
    return replace(signal, rule=replace(signal.rule, id=name))
