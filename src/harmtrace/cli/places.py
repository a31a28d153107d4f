"""`harmtrace places`: texts as JSON Lines in, the places they name as JSON Lines out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from harmtrace.errors import HarmtraceError

if TYPE_CHECKING:
    from harmtrace.places.gazetteer import Gazetteer


def places(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="FILE...", help="Standard input if none.")] = None,
    language: Annotated[str, typer.Option(metavar="TAG", help="The language of lines that do not say it.")] = "en",
    country: Annotated[str | None, typer.Option(metavar="XX", help="The country they are most likely about.")] = None,
    _as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line (always).")] = True,
) -> int:
    """Find and resolve places. Lines are {"id", "text", "toponyms"?: [{"start", "end"}]}.

    With toponyms there is one answer for each of them, in their order; "not in the gazetteer" is an answer.

    \b
    harmtrace places --json < texts.jsonl
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.terminal import write_json
    from harmtrace.pipeline.record import load_gazetteer

    failures, gazetteer = Failures(), load_gazetteer()
    for where, line in _lines(inputs or ["-"], failures):
        try:
            write_json(_answer(line, where, gazetteer, language, country))
            failures.done += 1
        except HarmtraceError as error:
            failures.add(error)
    return failures.exit_code()


def _lines(inputs: list[str], failures: Any) -> Iterator[tuple[str, bytes]]:
    import sys
    from pathlib import Path

    from harmtrace.errors import MissingInput

    for name in inputs:
        if name == "-":
            yield from _of_stream(sys.stdin.buffer, "-")
            continue
        try:
            with Path(name).open("rb") as stream:
                yield from _of_stream(stream, name)
        except OSError as error:
            failures.add(MissingInput(f"it cannot be read: {error.strerror}", where=name))


def _of_stream(stream: IO[bytes], name: str) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield f"{name}:{number}", line


def _answer(line: bytes, where: str, gazetteer: Gazetteer, language: str, country: str | None) -> dict[str, Any]:
    import msgspec

    from harmtrace.errors import BadLine
    from harmtrace.places.reading import read_places

    try:
        given = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadLine(f"not JSON: {error}", where=where) from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise BadLine("not an object with a text", where=where)
    text = given["text"].replace("\r\n", "\n")
    spans = _spans(given.get("toponyms"), text, where)
    hint, url = given.get("country", country), given.get("url")
    found = read_places(
        text,
        str(given.get("language") or language),
        gazetteer,
        toponyms=spans,
        country_hint=str(hint) if hint else None,
        url=str(url) if url else None,
    )
    return {"id": given.get("id"), "where": found}


def _spans(toponyms: Any, text: str, where: str) -> list[tuple[int, int]] | None:
    from harmtrace.errors import BadLine

    if toponyms is None:
        return None
    try:
        spans = [(int(one["start"]), int(one["end"])) for one in toponyms]
    except (TypeError, KeyError, ValueError) as error:
        raise BadLine("toponyms are a list of {start, end}", where=where) from error
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        raise BadLine("a toponym lies outside the text", where=where)
    return spans
