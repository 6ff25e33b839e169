"""The words of a call whose sound was kept, once it is over: the import of its own recording, in the place of its record."""

from collections.abc import Callable

from copilot.call.state import Call
from copilot.engine.desk import Desk
from copilot.engine.import_job import Cancelled, ImportJob
from copilot.engine.importing import Order
from copilot.engine.pending import forget
from copilot.engine.record import believable, set_up
from copilot.errors import KnownError
from copilot.store.log import ENDING, read_log
from copilot.store.paths import call_file
from copilot.store.sound import WAITING, done_with


class Transcription:
    """Runs on the thread that calls `run`; `cancel` may come from any other. A stopped one goes on where it was.

    progress: told 0..1 there. Whether the sound stays when its words are there, the settings say.
    """

    def __init__(self, desk: Desk, call_id: str, progress: Callable[[float], None]) -> None:
        self.call_id = call_id
        self.path = call_file(desk.paths.calls, call_id, WAITING)
        self._desk, self._tell = desk, progress
        self._keep = desk.settings.keep_audio
        self._job: ImportJob | None = None
        self._stopped = False

    def _progress(self, share: float) -> None:
        if self._job is not None and not self.path.exists():  # the call was deleted
            self._job.cancel()
        self._tell(share)

    def cancel(self) -> None:
        self._stopped = True
        if self._job is not None:
            self._job.cancel()

    def run(self) -> Call:
        """The call, its record written anew. Cancelled when stopped; KnownError for a file or a disk that fails."""
        paths = self._desk.paths
        record = call_file(paths.calls, self.call_id, ENDING)
        setup = believable(set_up(read_log(record), record), record)
        playbook, _ = self._desk.playbook(setup.kind)
        self._job = ImportJob(Order(self.path, setup, ()), playbook, paths.imports, paths.calls, self._progress)
        if self._stopped:
            raise Cancelled
        try:
            call = self._job.run()
        finally:
            if not self.path.exists():  # deleted meanwhile: nothing of it may stay
                forget(paths.imports, self.call_id)
        try:
            done_with(self.path, self._keep)
        except OSError as error:
            raise KnownError(
                f"The words are there, but the sound {self.path} cannot be deleted ({error.strerror}): delete it yourself.",
                f"Le texte est là, mais le son {self.path} ne peut pas être supprimé ({error.strerror}) : supprimez-le.",
            ) from error
        return call
