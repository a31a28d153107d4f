"""Names that stand in full somewhere in a text, by the short forms that it uses for them elsewhere."""

from __future__ import annotations

import re

from harmtrace.extract.reading import Reading

_FULL_NAME = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]++ (?:(?:al|el|de|bin|van|von)[- ])?([A-Z][\w'’-]+)\b")
_ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")
_SPELT_OUT = re.compile(r"((?:[A-Z][\w'’-]+ +(?:of +|for +|the +|and +)*){1,8}[A-Z][\w'’-]+)\s+\Z")
_BODY = re.compile(r"\b[A-Z][\w'’-]+(?: (?:(?:of|for|on|in|and) (?:the )?)?[A-Z][\w'’-]+){1,8}")
"""A name of several words, which may be that of a body."""
_LONGEST_NAME = 120
"""How far before its short form, in characters, a name may begin."""


def bodies(reading: Reading) -> dict[str, str]:
    """The full names of bodies, by their initials, and by each noun for a body that only one of them holds."""
    found: dict[str, str] = {}
    for match in _BODY.finditer(reading.text):
        name = match.group().removeprefix("The ")
        words = [word for word in name.split() if word[0].isupper()]
        if reading.is_a("seated", words[0].lower().rsplit("-", 1)[-1]):
            continue  # "London-based Observatory"
        keys = [word.lower() for word in words if reading.is_a("monitor_name", word.lower())]
        for key in ("".join(word[0] for word in words), *keys):
            found[key] = _fuller(found.get(key, name), name)
    return {key: name for key, name in found.items() if name}


def full_names(text: str) -> dict[str, tuple[str, int]]:
    """The first two-word name for each last name, with its offset."""
    found: dict[str, tuple[str, int]] = {}
    for match in _FULL_NAME.finditer(text):
        found.setdefault(match.group(1), (match.group(), match.start()))
    return found


def acronyms(text: str) -> dict[str, str]:
    """Short forms given in brackets: "Rapid Support Forces (RSF)"."""
    found: dict[str, str] = {}
    for short in _ACRONYM.finditer(text):
        name = _SPELT_OUT.search(text, max(0, short.start() - _LONGEST_NAME), short.start())
        if name is not None:
            found.setdefault(short.group(1), name.group(1).removeprefix("The "))
    return found


def _fuller(one: str, other: str) -> str:
    """The longer of two names where it holds all words of the other; nothing where they are names of two bodies."""
    short, long = sorted((one, other), key=len)
    return long if short and set(short.split()) <= set(long.split()) else ""
