"""From lists of names that have lost their commas to their names ("in Harasta Douma Marj Tindara and Hass")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from harmtrace.places.cues import Cues, level_of
from harmtrace.places.folding import fold_name
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.unknown import words_among
from harmtrace.vocab.pieces import has_commas

_WORD = re.compile(r" ?((?:(?:[Aa]l|[Ee]l|[Aa][rsdtnz]|[Aa]sh)-)?[A-Z][^\W\d_]*(?:['’`-][^\W\d_]+)*)(?!\w)")
_AND = re.compile(r",? and (?=(?:[a-z]{2,3}-)?[A-Z])")
_OF = " of "
_LEAST = 3
"""So many names make a run; two words may be one name."""
_REACH = 160
"""How far, in characters, a run may reach."""
_Span = tuple[int, int]


def names_in_runs(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """The names of lists without commas that no mention has yet, of texts that have lost theirs.

    A run begins after "the towns of" or with a town that is known, and its last name stands after "and".
    """
    if has_commas(text):
        return []
    taken = Taken(mentions)
    known = {mention.start: mention for mention in mentions}
    found: list[Mention] = []
    for start, level in _beginnings(text, mentions, cues):
        for span in _run(text, start, known, cues):
            if span[0] in known:
                known[span[0]].level = known[span[0]].level or level
            elif not taken.overlaps(*span):
                found.append(Mention(*span, *span, level=level or "settlement", plural=True, cued=True))
                taken.add(found[-1])
    return found


def _beginnings(text: str, mentions: Sequence[Mention], cues: Cues) -> Iterator[tuple[int, str | None]]:
    """Where a run may begin, and of what level its names are."""
    for start, end in words_among(text, cues, cues.plurals):
        if text.startswith(_OF, end):
            yield end + len(_OF), level_of(cues, text[start:end])
    for mention in mentions:
        if mention.may_be_town():
            yield mention.start, None


def _run(text: str, start: int, known: Mapping[int, Mention], cues: Cues) -> list[_Span]:
    """The spans of the names from `start` on; none where no "and" closes a run of enough names."""
    spans: list[_Span] = []
    at = start
    while at < start + _REACH:
        span = _next_name(text, at, known, cues)
        if span is None:
            return []
        spans.append(span)
        at = span[1]
        if closing := _AND.match(text, at):
            last = _last_name(text, closing.end(), known, cues)
            return [*_parted(spans, known), last] if last is not None and len(spans) + 1 >= _LEAST else []
    return []


def _last_name(text: str, at: int, known: Mapping[int, Mention], cues: Cues) -> _Span | None:
    """The name after "and": all its words, where they are no more than a name has."""
    span = _next_name(text, at, known, cues)
    whole = cues.name.match(text, at)
    if span is None or at in known or whole is None or whole[0].count(" ") >= _LEAST - 1:
        return span
    words = {fold_name(word) for word in whole[0].split()}
    return span if words & cues.common or words & cues.never_places else whole.span()


def _parted(spans: list[_Span], known: Mapping[int, Mention]) -> list[_Span]:
    """Two words that no gazetteer has are one name ("the quarters of Sabaa Bahrat and Sinaa")."""
    if len(spans) == _LEAST - 1 and not any(start in known for start, _ in spans):
        return [(spans[0][0], spans[-1][1])]
    return spans


def _next_name(text: str, at: int, known: Mapping[int, Mention], cues: Cues) -> _Span | None:
    """The name that begins at `at`: a mention, or one word with the words that only begin names before it."""
    at += text[at : at + 1] == " "
    if at in known:
        return known[at].start, known[at].end
    end = at
    while word := _WORD.match(text, end):
        name = fold_name(word[1])
        if name in cues.common or name in cues.never_places or name in cues.peoples:
            return None
        end = word.end()
        if name not in cues.compounds:
            return at, end
    return None
