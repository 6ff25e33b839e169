"""A stand-in for a language model that runs on this computer."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class ModelServer:
    """A language model's program on this machine. says: its answers in order, the last one for ever; None keeps it thinking.

    asked: the bodies it got. raw: sent as they are, with `status`, instead of an answer.
    """

    def __init__(self) -> None:
        self.says: list[str | None]
        self.asked: list[Any]
        self.raw: bytes | None
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
