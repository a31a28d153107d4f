"""`harmtrace places`: texts as JSON Lines in, the places they name as JSON Lines out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Annotated, Any

import typer

from harmtrace.errors import HarmtraceError


def places(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="FILE...", help="Standard input if none.")] = None,
    language: Annotated[str, typer.Option(metavar="TAG", help="The language of lines that do not say it.")] = "en",
    country: Annotated[str | None, typer.Option(metavar="XX", help="The country they are most likely about.")] = None,
    _as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line (always).")] = True,
) -> int:
    """Find and resolve places. Lines are {"id", "text", "toponyms"?: [{"start", "end"}]}.

    With toponyms there is one answer for each of them, in their order; "not in the gazetteer" is an answer.

    Many lines are read by several processes (HARMTRACE_JOBS); answers stand in the order of the lines.

    \b
    harmtrace places --json < texts.jsonl
    """
    from functools import partial

    from harmtrace.cli.failures import Failures
    from harmtrace.cli.terminal import write
    from harmtrace.pipeline.engine import LocalEngine
    from harmtrace.pipeline.record import load_gazetteer
    from harmtrace.pipeline.settings import jobs_setting

    failures = Failures()
    answer = partial(_answer, language=_tag(language, "--language"), country=_code(country, "--country"))
    load_gazetteer()  # a pack that cannot be read is told of once, and not at every line
    with LocalEngine(jobs_setting()) as engine:
        for found in engine.stream(answer, _lines(inputs or ["-"], failures)):
            if isinstance(found, HarmtraceError):
                failures.add(found)
            else:
                write(found)
                failures.done += 1
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
    from harmtrace.capture.corpus import bare_line

    for number, line in enumerate(stream, 1):
        if bare := bare_line(line, number):
            yield f"{name}:{number}", bare


def _answer(numbered: tuple[str, bytes], language: str, country: str | None) -> str | HarmtraceError:
    """The answer to a line, itself a line; or what is wrong with it."""
    from harmtrace.cli.terminal import json_line

    try:
        return json_line(_places(numbered[1], numbered[0], language, country))
    except HarmtraceError as error:
        return error


def _places(line: bytes, where: str, language: str, country: str | None) -> dict[str, Any]:
    from harmtrace.capture.corpus import json_object
    from harmtrace.errors import BadLine, BadSetting
    from harmtrace.pipeline.record import load_gazetteer
    from harmtrace.places.reading import read_places

    given = json_object(line, where)
    if not isinstance(given.get("text"), str):
        raise BadLine("not an object with a text", where=where)
    url = given.get("url")
    if not isinstance(url, str | None):
        raise BadLine("the url is no text", where=where)
    try:
        said = given.get("language")
        told = (
            _tag(language if said in (None, "") else said, "language"),
            _code(given.get("country", country), "country"),
        )
    except BadSetting as error:
        raise BadLine(f"{error.where}: {error.message}", where=where) from None
    text = given["text"].replace("\r\n", "\n")
    spans = _spans(given.get("toponyms"), text, where)
    found = read_places(text, told[0], load_gazetteer(), toponyms=spans, country_hint=told[1], url=url or None)
    return {"id": given.get("id"), "where": found}


def _tag(given: object, named: str) -> str:
    """A language tag. Raises `BadSetting` for what is none."""
    from harmtrace.errors import BadSetting
    from harmtrace.text.language import primary_tag

    if not isinstance(given, str) or primary_tag(given) is None:
        raise BadSetting(
            f"{given!r} is no language tag", where=named, way_out="Give a tag of two or three letters: en, ar, uk."
        )
    return given


def _code(given: object, named: str) -> str | None:
    """The ISO code of a country. Raises `BadSetting` for what is none."""
    from harmtrace.errors import BadSetting
    from harmtrace.places.tables import country_names

    if given is None or given == "":
        return None
    code = given.strip().upper() if isinstance(given, str) else ""
    if code not in country_names():
        raise BadSetting(
            f"{given!r} is no code of a country", where=named, way_out="Give its ISO code of two letters: SY, UA."
        )
    return code


def _spans(toponyms: object, text: str, where: str) -> list[tuple[int, int]] | None:
    from harmtrace.errors import BadLine

    if toponyms is None:
        return None
    listed = toponyms if isinstance(toponyms, list) else [None]
    spans: list[Any] = [(one.get("start"), one.get("end")) if isinstance(one, dict) else (None, None) for one in listed]
    if any(type(at) is not int for span in spans for at in span):
        raise BadLine("toponyms are a list of {start, end}, whole numbers", where=where)
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        raise BadLine("a toponym lies outside the text", where=where)
    return spans
