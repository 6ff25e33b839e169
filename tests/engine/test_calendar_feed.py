import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from copilot.engine import calendar_feed
from copilot.engine.calendar_feed import CalendarFeed, is_address
from copilot.store.vault import How, new_vault, use_vault

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
GOOD = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Halden\r\nDTSTART:20260309T140000Z\r\nDTEND:20260309T143000Z\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


class Server:
    """Answers on this machine with what the test says."""

    def __init__(self):
        self.status, self.body, self.asked = 200, GOOD, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.path)
                self.send_response(outer.status)
                self.end_headers()
                for piece in outer.body if isinstance(outer.body, list) else [outer.body]:
                    try:
                        self.wfile.write(piece)
                    except OSError:
                        return

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/secret/basic.ics"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port, *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))])
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = Server()
    yield made
    made.close()


def look(feed):
    return feed.look(NOW, NOW + timedelta(days=7), UTC, "")


def titles(agenda):
    return [meeting.title for meeting in agenda.meetings]


def test_a_file_is_read_where_it_lies(tmp_path):
    path = tmp_path / "mine.ics"
    path.write_bytes(GOOD)
    agenda = look(CalendarFeed(str(path), tmp_path / "cache"))
    assert titles(agenda) == ["Halden"]
    assert agenda.trouble is None
    assert not (tmp_path / "cache").exists()


def test_a_file_that_went_away_is_one_sentence(tmp_path):
    agenda = look(CalendarFeed(str(tmp_path / "gone.ics"), tmp_path))
    assert "gone.ics cannot be read" in agenda.trouble.en


@pytest.mark.parametrize("scheme", ["http", "webcal"])
def test_an_address_is_asked_and_its_copy_kept(server, tmp_path, scheme):
    agenda = look(CalendarFeed(server.address, tmp_path))
    assert titles(agenda) == ["Halden"]
    (copy,) = tmp_path.glob("*.ics")
    assert copy.stat().st_mode & 0o077 == 0
    assert "secret" not in copy.name


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, b"", "(404)"),
        (200, b"<html>Sign in</html>", "not a calendar"),
        (302, b"", "(302)"),
    ],
)
def test_a_broken_address_gives_the_last_copy_and_one_sentence(server, tmp_path, status, body, words):
    look(CalendarFeed(server.address, tmp_path))
    server.status, server.body = status, body
    agenda = look(CalendarFeed(server.address, tmp_path))
    assert titles(agenda) == ["Halden"]
    assert words in agenda.trouble.en
    assert "secret" not in agenda.trouble.en


def test_the_copy_is_sealed_with_the_calls(server, tmp_path):
    use_vault(tmp_path, new_vault(How.PASSPHRASE, "a long passphrase")[0])
    try:
        look(CalendarFeed(server.address, tmp_path))
        assert b"Halden" not in next(tmp_path.glob("*.ics")).read_bytes()
        server.status = 404
        assert titles(look(CalendarFeed(server.address, tmp_path))) == ["Halden"]
    finally:
        use_vault(tmp_path, None)
    assert titles(look(CalendarFeed(server.address, tmp_path))) == []


def test_an_endless_answer_is_cut(server, tmp_path, monkeypatch):
    monkeypatch.setattr(calendar_feed, "_MOST_BYTES", 2**20)
    server.body = [GOOD[:60], *[b"X-JUNK:" + b"a" * 2**16 + b"\r\n"] * 64]
    assert "larger than 1 MB" in look(CalendarFeed(server.address, tmp_path)).trouble.en


def test_an_address_nobody_answers_is_one_sentence(server, tmp_path):
    server.close()
    server.close = lambda: None
    assert "does not answer" in look(CalendarFeed(server.address, tmp_path)).trouble.en


def test_an_answer_that_drips_is_given_up(server, tmp_path):
    ticks = iter(range(0, 10_000, 20))
    server.body = [b"a" * 2**16] * 10
    assert "does not answer" in look(CalendarFeed(server.address, tmp_path, lambda: next(ticks))).trouble.en


def test_the_proxy_of_the_system_is_honoured(server, tmp_path, monkeypatch):
    monkeypatch.setenv("http_proxy", server.address.rsplit("/", 2)[0])
    assert titles(look(CalendarFeed("http://calendar.example/a.ics", tmp_path))) == ["Halden"]
    assert server.asked == ["http://calendar.example/a.ics"]


@pytest.mark.parametrize("source", ["ftp://x/a.ics", "file:///etc/passwd", "/home/me/a.ics", "C:\\a.ics", ""])
def test_only_the_web_is_an_address(source):
    assert not is_address(source)
