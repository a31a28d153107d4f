"""From a store URL to an engine with the current tables; foreign and newer databases are refused."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, column, create_engine, event, func, inspect, select, table
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from harmtrace.errors import BadSetting, MissingInput, StoreMismatch

HEAD = "0007"
KNOWN = frozenset({"0001", "0002", "0003", "0004", "0005", "0006", "0007"})
VERSION_TABLE = "harmtrace_version"
_MIGRATION_LOCK = 0x4841524D
"""The advisory lock of PostgreSQL under which a store is made or migrated."""


def open_engine(url: str, create: bool) -> Engine:
    """Return an engine on a store of the current revision, made or migrated if need be.

    Raises `MissingInput` where there is no store and `create` is false, `StoreMismatch` for a
    database that is not ours or is newer, `BadSetting` for a URL that cannot be used.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadSetting(f"{url!r} is no store URL; use sqlite:///FILE or postgresql+psycopg://…") from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadSetting(f"stores are SQLite or PostgreSQL, not {parsed.get_backend_name()}")
    path = Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None
    if path is not None:
        if not path.exists() and not create:
            raise MissingInput(f"there is no record at {path}; `harmtrace run` makes one")
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)
    if path is not None:
        event.listen(engine, "connect", _sqlite_settings)
    try:
        _bring_up(engine, url)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _sqlite_settings(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for setting in (
        "busy_timeout=30000",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "synchronous=NORMAL",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _bring_up(engine: Engine, url: str) -> None:
    try:
        with engine.begin() as connection:
            if _version(connection) == HEAD:
                return
        with _alone(engine), engine.begin() as connection:
            _refuse_foreign(connection, url)
            if _version(connection) != HEAD:
                _migrate(connection)
    except OperationalError as error:
        raise StoreMismatch(f"the store cannot be opened: {error.orig}", where=url) from error
    except DatabaseError as error:
        raise StoreMismatch("this is no harmtrace record", where=url) from error


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Let one process make or migrate a store; another that opens it meanwhile waits."""
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database:
        with Path(f"{database}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        return
    with engine.connect() as connection:
        connection.execute(select(func.pg_advisory_lock(_MIGRATION_LOCK)))
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(_MIGRATION_LOCK)))


def _version(connection: Connection) -> str | None:
    """The revision of the tables; None where there is none yet."""
    if VERSION_TABLE not in inspect(connection).get_table_names():
        return None
    found = connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar()
    return str(found) if found else None


def _refuse_foreign(connection: Connection, url: str) -> None:
    """Raise `StoreMismatch` for a database that is not ours, or newer than this version knows."""
    revision = _version(connection)
    if revision is None and inspect(connection).get_table_names():
        raise StoreMismatch("the database holds other tables and no harmtrace record", where=url)
    if revision is not None and revision not in KNOWN:
        raise StoreMismatch(f"the record is of revision {revision}; this harmtrace knows up to {HEAD}", where=url)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
