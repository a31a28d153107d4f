"""Every setting that harmtrace reads from the environment, in one table."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from harmtrace.errors import BadSetting, NotReadyToServe


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable with its default and its meaning."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("HARMTRACE_STORE", "sqlite:///harmtrace.db", "URL of the record: sqlite:///FILE or postgresql+psycopg://…"),
    Setting("HARMTRACE_BLOBS", "beside the SQLite file", "Folder of the captured bytes; needed with PostgreSQL."),
    Setting("HARMTRACE_DATA", "the user's data folder", "Folder of installed gazetteer packs."),
    Setting("HARMTRACE_CACHE", "the user's cache folder", "Folder of files that can be made again."),
    Setting("HARMTRACE_MAX_BYTES", "50000000", "Largest document that is read, in bytes."),
    Setting("HARMTRACE_ALLOW_PRIVATE", "0", "1 lets URLs lead to private and loopback addresses."),
    Setting("HARMTRACE_JOBS", "one a processor, 4 at most", "Processes that read; 0 means one for each processor."),
    Setting("HARMTRACE_LANGUAGE", "en", "Language of reports and pages: en, ar, or ar-SY (its names of months)."),
    Setting("HARMTRACE_DIGITS", "latin", "Digits of reports and pages: latin (123) or arabic (١٢٣)."),
    Setting("HARMTRACE_GRADES", "airwars", "Policies that propose grades: names or YAML files, with commas between."),
    Setting("HARMTRACE_PERSON", "the name of the account", "Who is written into the custody log."),
    Setting(
        "HARMTRACE_SECRET_FILE",
        "none",
        "File with the secret of this installation; accounts need it (`harmtrace accounts secret` makes one).",
    ),
    Setting("HARMTRACE_DEBUG", "0", "1 prints the traceback of an error."),
    Setting("HARMTRACE_SHARED", "../shared", "Folder of evaluation data for developers."),
)


def store_url(given: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """The store to use: what the command was given, else the setting, else `harmtrace.db` here."""
    return given or environment.get("HARMTRACE_STORE") or "sqlite:///harmtrace.db"


def blobs_folder(url: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of captured bytes that belongs to a store. Raises `BadSetting` where it must be set."""
    given = environment.get("HARMTRACE_BLOBS")
    if given:
        return Path(given)
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        return Path(f"{parsed.database}.blobs")
    raise BadSetting("HARMTRACE_BLOBS must name a folder for the captured bytes of this store")


MOST_JOBS = 4
"""So many processes where nobody says how many: each holds the packs and tables, some hundred megabytes."""


def jobs_setting(environment: Mapping[str, str] = os.environ) -> int:
    """How many processes read documents: one a core where nobody says, 4 at most. Raises `BadSetting` for no number."""
    value = environment.get("HARMTRACE_JOBS", "")
    cores = os.cpu_count() or 1
    if not value:
        return min(cores, MOST_JOBS)
    if not value.isascii() or not value.isdigit():
        raise BadSetting(f"HARMTRACE_JOBS is {value!r}; it must be a whole number")
    return int(value) or cores


def language_setting(environment: Mapping[str, str] = os.environ) -> str:
    """The language tag of reports and pages where nobody asks for another."""
    return environment.get("HARMTRACE_LANGUAGE") or "en"


def digits_setting(environment: Mapping[str, str] = os.environ) -> str:
    """The digits of reports and pages where nobody asks for others."""
    return environment.get("HARMTRACE_DIGITS") or "latin"


def grades_setting(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The names or files of the policies that propose grades."""
    given = environment.get("HARMTRACE_GRADES") or "airwars"
    return tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))


def person_setting(environment: Mapping[str, str] = os.environ) -> str:
    """Who acts, for the custody log."""
    named = environment.get("HARMTRACE_PERSON") or environment.get("USER") or environment.get("LOGNAME")
    if named:
        return named
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"account {os.getuid()}"


_SHORTEST_SECRET = 32


def secret_setting(environment: Mapping[str, str] = os.environ) -> bytes:
    """The secret of this installation. Raises `NotReadyToServe` where there is none, `BadSetting` for one that is none.

    It stands in a file and not in the environment, which every process of the user can read.
    """
    named = environment.get("HARMTRACE_SECRET_FILE")
    if not named:
        raise NotReadyToServe(
            "accounts need a secret that is not kept with the record",
            way_out="Run `harmtrace accounts secret FILE`, then set HARMTRACE_SECRET_FILE to FILE.",
        )
    path = Path(named)
    try:
        mode, secret = path.stat().st_mode, path.read_bytes().strip()
    except OSError as error:
        raise BadSetting(f"HARMTRACE_SECRET_FILE cannot be read: {error.strerror}", where=named) from error
    if mode & 0o077:
        raise BadSetting("HARMTRACE_SECRET_FILE can be read by others: chmod 600", where=named)
    if len(secret) < _SHORTEST_SECRET:
        raise BadSetting(f"the secret has {len(secret)} bytes; {_SHORTEST_SECRET} are the least", where=named)
    return secret
