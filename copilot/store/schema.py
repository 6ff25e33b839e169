"""The tables of the list of calls, and how each released form of them becomes the next."""

import sqlite3

_MIGRATIONS = (
    """
    CREATE TABLE call (
        call_id TEXT PRIMARY KEY, kind TEXT NOT NULL, started_utc TEXT NOT NULL, title TEXT NOT NULL, company TEXT NOT NULL,
        name TEXT NOT NULL, origin TEXT NOT NULL, planned_ms INTEGER NOT NULL, duration_ms INTEGER NOT NULL,
        ended INTEGER NOT NULL, verdict TEXT NOT NULL, quote TEXT NOT NULL, next_at TEXT NOT NULL, next_what TEXT NOT NULL,
        warm INTEGER NOT NULL, evidence INTEGER NOT NULL, sent_utc TEXT NOT NULL
    ) STRICT;
    CREATE INDEX call_started ON call (started_utc DESC);
    CREATE INDEX call_company ON call (company);
    CREATE TABLE words (
        id INTEGER PRIMARY KEY, call_id TEXT NOT NULL, utterance INTEGER NOT NULL, side TEXT NOT NULL,
        start_ms INTEGER NOT NULL, labels TEXT NOT NULL, text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX words_call ON words (call_id);
    CREATE VIRTUAL TABLE passage USING fts5 (
        text, content = 'words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER words_added AFTER INSERT ON words BEGIN
        INSERT INTO passage (rowid, text) VALUES (new.id, new.text);
    END;
    CREATE TRIGGER words_removed AFTER DELETE ON words BEGIN
        INSERT INTO passage (passage, rowid, text) VALUES ('delete', old.id, old.text);
    END;
    """,
    # what a deal and a reminder need; every record is read again
    """
    DELETE FROM call;
    DELETE FROM words;
    ALTER TABLE call ADD COLUMN timezone TEXT NOT NULL DEFAULT '';
    ALTER TABLE call ADD COLUMN your_timezone TEXT NOT NULL DEFAULT '';
    CREATE TABLE promise (
        call_id TEXT NOT NULL, number INTEGER NOT NULL, side TEXT NOT NULL, what TEXT NOT NULL, at TEXT NOT NULL,
        timed INTEGER NOT NULL, meeting INTEGER NOT NULL, accepted INTEGER NOT NULL, done INTEGER NOT NULL,
        utterance INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX promise_call ON promise (call_id);
    """,
)
SCHEMA = len(_MIGRATIONS)


def brought_up_to_date(db: sqlite3.Connection) -> int:
    """Makes or changes the tables; the version that was found. A newer file is left as it is. Raises sqlite3.Error."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version <= SCHEMA:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA secure_delete = ON")
        for number in range(version, SCHEMA):
            db.executescript(f"BEGIN IMMEDIATE; {_MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")
    return version
