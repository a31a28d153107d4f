"""A record set back to what an earlier revision wrote, for tests of migrations."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_NEW_TABLES = {
    "0002": ("seals",),
    "0004": ("decision_subjects", "decisions"),
    "0005": ("persons", "person_lists"),
    "0006": ("sessions", "tokens", "accounts", "attempts", "activity"),
}
"""The tables that came with each revision."""


def set_back(path: Path, revision: str) -> None:
    """Take out of a SQLite record what came after `revision`."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for later, names in sorted(_NEW_TABLES.items(), reverse=True):
            if later > revision:
                for name in names:
                    connection.execute(f"DROP TABLE {name}")
        connection.execute("UPDATE harmtrace_version SET version_num = ?", (revision,))
