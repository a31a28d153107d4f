"""From the cue tables of a language to the patterns that read the words around a place name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from harmtrace.places.curated import has_table, table
from harmtrace.vocab.languages import base_code


@dataclass(frozen=True)
class Cues:
    """The cue words of one language: `levels` by word, and patterns that are anchored at the name."""

    levels: dict[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    near: re.Pattern[str]


def _forms(language: str, klass: str) -> Iterator[tuple[str, str]]:
    for row in table(f"{language}_cues"):
        if row["class"] == klass:
            for form in row["forms"].split(" | "):
                yield form.strip(), row["value"]


def _any(words: Iterator[tuple[str, str]]) -> str:
    forms = sorted({form for form, _ in words}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) + ")"


@cache
def cues(language: str) -> Cues:
    """Return the cues of a language; those of English where it has no table."""
    code = base_code(language)
    code = code if has_table(f"{code}_cues") else "en"
    compass, area, part = (_any(_forms(code, klass)) for klass in ("compass", "area", "part"))
    level = _any(_forms(code, "level"))
    of = r"\s+(?:of|in)\s+(?:the\s+)?"
    before = (
        rf"(?<![\w-])(?:(?P<modifier>(?:{compass}\s+)?{part}{of}|{compass}\s+of\s+(?:the\s+)?|{compass}\s+(?:and\s+{compass}\s+)?|{area}\s+)"
        rf"(?:(?P<level_of>{level})\s+of\s+)?|(?P<level>{level})\s+of\s+(?:the\s+)?)$"
    )
    after = rf"(?:['’]s)?\s+(?:(?P<part>(?:{compass}\s+)?{part})|(?P<level>{level}))(?![\w-])"
    near = rf"(?<![\w-])(?P<near>{_any(_forms(code, 'near'))})\s+(?:the\s+)?$"
    return Cues(
        levels=dict(_forms(code, "level")),
        before=re.compile(before, re.IGNORECASE),
        after=re.compile(after, re.IGNORECASE),
        near=re.compile(near, re.IGNORECASE),
    )
