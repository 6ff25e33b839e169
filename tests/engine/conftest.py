import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallEnded, CallStarted, Prospect
from copilot.call.script import Turn, script_events
from copilot.engine.runner import Runner
from copilot.playbook.loader import load_playbook
from copilot.store.log import EventLog


@pytest.fixture
def setup():
    return CallStarted(
        call_id="20260312-140000-abcdef",
        kind=CallKind.PROSPECT,
        planned_ms=30 * 60_000,
        started_utc="2026-03-12T14:00:00+00:00",
        your_timezone="Europe/Paris",
        prospect=Prospect("Dana Whitlock", "Halden Foods", "COO", "America/New_York"),
    )


@pytest.fixture
def playbook():
    return load_playbook(CallKind.PROSPECT)


@pytest.fixture
def record():
    """`record(desk, setup, playbook, end=True)`: the path of a recorded call; without its end as a crash leaves it."""

    def make(desk, setup, playbook, *, end):
        turns = [
            Turn(1000, Side.YOU, "So where does it cost you the most today?"),
            Turn(6000, Side.THEM, "Detention, about ninety thousand a quarter."),
        ]
        log = EventLog.create(desk.paths.calls, setup.call_id)
        runner = Runner(playbook, log)
        for event in script_events(setup, turns):
            if end or not isinstance(event, CallEnded):
                runner.put(event)
        runner.close()
        return log.path

    return make


class ModelServer:
    """A language model's program on this machine. says: its answers in order, the last one for ever; None keeps it thinking.

    asked: the bodies it got. raw: sent as they are, with `status`, instead of an answer.
    """

    def __init__(self):
        self.says, self.asked, self.raw, self.status = ["Hello."], [], None, 200
        self._over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._send(json.dumps({"data": [{"id": "small"}, {"id": "large"}]}).encode())

            def do_POST(self):
                outer.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                said = outer.says.pop(0) if len(outer.says) > 1 else outer.says[0]
                if said is None:
                    outer._over.wait()
                    return
                self._send(json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode())

            def _send(self, body):
                self.send_response(outer.status)
                if 300 <= outer.status < 400:
                    self.send_header("Location", "http://192.0.2.1/elsewhere")
                self.end_headers()
                self.wfile.write(body if outer.raw is None else outer.raw)

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self):
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def model_server():
    server = ModelServer()
    yield server
    server.close()
