"""Downloads from a server of our own that may break off, lie, or not know how to go on."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from copilot.errors import KnownError
from copilot.speech import manifest, weights
from copilot.speech.download import download
from copilot.speech.manifest import Content

WHOLE = bytes(range(256)) * 4096
RIGHT = Content(len(WHOLE), hashlib.sha256(WHOLE).hexdigest())


class Server(ThreadingHTTPServer):
    """breaks_at: a connection ends after so many bytes. asked: (path, Range) of each request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = WHOLE
        self.breaks_at: int | None = None
        self.ranges = True
        self.asked: list[tuple[str, str | None]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.asked.append((self.path, asked))
        begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.server.ranges else 0
        rest = self.server.content[begin:]
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest[: self.server.breaks_at])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server()
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def test_a_file_arrives_whole_and_progress_is_told(server: Server, tmp_path: Path):
    told: list[int] = []
    download(f"{server.address}/model.bin", tmp_path / "model.bin", RIGHT, told.append)
    assert (tmp_path / "model.bin").read_bytes() == WHOLE
    assert told == sorted(told)
    assert told[-1] == len(WHOLE)
    assert [p.name for p in tmp_path.iterdir()] == ["model.bin"]


def test_a_broken_connection_goes_on_from_where_it_stopped(server: Server, tmp_path: Path):
    server.breaks_at = 300_000
    with pytest.raises(KnownError, match="goes on from where it stopped"):
        download(f"{server.address}/model.bin", tmp_path / "model.bin", RIGHT, lambda _: None)
    assert not (tmp_path / "model.bin").exists()
    server.breaks_at = None
    download(f"{server.address}/model.bin", tmp_path / "model.bin", RIGHT, lambda _: None)
    assert (tmp_path / "model.bin").read_bytes() == WHOLE
    assert [r for _, r in server.asked] == [None, "bytes=300000-"]


def test_a_server_that_cannot_go_on_begins_anew(server: Server, tmp_path: Path):
    (tmp_path / "model.bin.part").write_bytes(WHOLE[:1000])
    server.ranges = False
    download(f"{server.address}/model.bin", tmp_path / "model.bin", RIGHT, lambda _: None)
    assert (tmp_path / "model.bin").read_bytes() == WHOLE


def test_a_damaged_file_is_thrown_away(server: Server, tmp_path: Path):
    server.content = WHOLE[:-1] + b"x"
    with pytest.raises(KnownError, match=r"model\.bin arrived damaged"):
        download(f"{server.address}/model.bin", tmp_path / "model.bin", RIGHT, lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_no_server_is_told(tmp_path: Path):
    with pytest.raises(KnownError, match="Check the network"):
        download("http://127.0.0.1:9/model.bin", tmp_path / "model.bin", RIGHT, lambda _: None)


def test_the_proxy_of_the_environment_is_asked(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", server.address)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    download("http://models.invalid/model.bin", tmp_path / "model.bin", RIGHT, lambda _: None)
    assert server.asked[0][0] == "http://models.invalid/model.bin"


def test_a_model_of_a_hub_is_fetched_once_and_used(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rows = ['[[model]]\nname = "large"\nkind = "speech"\nabout = ""\nlicence = "MIT"\nsource = ""\nhub = "us/large/at/1"\n']
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        rows.append(f'[[model.file]]\nname = "{name}"\nsize = {RIGHT.size}\nsha256 = "{RIGHT.sha256}"\nparts = []\n')
    (tmp_path / "manifest.toml").write_text("\n".join(rows), "utf-8")
    monkeypatch.setattr(manifest, "model_file", lambda name: tmp_path / "manifest.toml")
    monkeypatch.setenv("MONEYTIME_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_ENDPOINT", server.address)
    manifest.known_weights.cache_clear()
    try:
        with pytest.raises(KnownError, match="moneytime models fetch large"):
            weights.find_model("large")
        (model,) = manifest.known_weights()
        told: list[tuple[int, int]] = []
        folder = weights.download_model(model, lambda done, size: told.append((done, size)))
        assert weights.find_model("large") == folder
        assert told[-1] == (4 * len(WHOLE), 4 * len(WHOLE))
        assert server.asked[0][0] == "/us/large/at/1/model.bin"
        weights.download_model(model, lambda done, size: None)
        assert len(server.asked) == 4
        (folder / "model.bin").write_bytes(WHOLE[:-1] + b"x")
        with pytest.raises(KnownError):
            weights.find_model("large")
    finally:
        manifest.known_weights.cache_clear()
