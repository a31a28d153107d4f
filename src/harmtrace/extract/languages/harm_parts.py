"""Parts of people told before: "among them three children and two women", "most of them civilians", "five of them"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.counted import status_of, who_of
from harmtrace.extract.languages.gaps import Gaps
from harmtrace.extract.languages.people import FATE, People, is_construct, nouns_at
from harmtrace.extract.languages.words import is_definite
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity

_NUMBER_REACH = 14
"""So far, in characters, before "of them" its number may begin."""
_NOUNS_REACH = 60
"""So far, in characters, behind "most of them" it may be told who they are."""
_STATE_REACH = 30
"""The same for the state that they are in."""
_ONE = Quantity(1, 1, 1, "eq", "", 0, 0)


@immutable(frozen=True, slots=True)
class PartList:
    """The people of a list of parts, from `start` to `end`. `fate` is the noun for the whole, where one is named."""

    start: int
    end: int
    people: tuple[People, ...]
    fate: Mention | None = None


@immutable(frozen=True, slots=True)
class Share:
    """A share without a number ("most of them", "some of them"), with the nouns and the state told of it."""

    cue: Mention
    quantity: Quantity
    nouns: tuple[Mention, ...]
    severe: bool
    """Whether it is told that they are badly hurt."""
    end: int


def part_lists(reading: Reading, gaps: Gaps, people: Sequence[People], start: int, end: int) -> list[PartList]:
    """The lists of parts in a stretch."""
    found = []
    for cue in reading.of("subset", start, end, "list"):
        numbered = any(p.of_them and p.start < cue.start <= p.end + _NUMBER_REACH for p in people)
        if not numbered:
            listed = _list_after(gaps, people, cue.end)
            if listed:
                found.append(PartList(cue.start, listed[-1].end, tuple(listed)))
    for cue in reading.of("subset", start, end, "among"):
        fate = next((m for m in nouns_at(reading, _behind(reading, cue.end)) if m.klass == FATE), None)
        if fate is not None and ("no_article" in reading.traits or is_definite(reading, fate.start)):
            listed = _list_after(gaps, people, fate.end)
            if listed:
                found.append(PartList(cue.start, listed[-1].end, tuple(listed), fate))
    return found


def shares(reading: Reading, start: int, end: int) -> list[Share]:
    """What is said of a share of people, or of each of them, without a number."""
    found = []
    for cue in reading.of("subset", start, end):
        if cue.value not in ("share", "all", "one"):
            continue
        nouns, last = _nouns_behind(reading, cue.end, end)
        severe = reading.of("severe", cue.end, min(end, cue.end + _STATE_REACH))
        words = reading.text[cue.start : cue.end]
        quantity = Quantity(None, None, None, "vague", words, cue.start, cue.end, vague=words)
        if cue.value == "one":
            told = nouns[0] if nouns else cue  # "one of them a nurse"
            quantity = Quantity(1, 1, 1, "eq", reading.text[told.start : told.end], told.start, told.end)
        found.append(Share(cue, quantity, nouns, bool(severe), severe[0].end if severe else last))
    return found


def _list_after(gaps: Gaps, people: Sequence[People], offset: int) -> list[People]:
    """The people of the list that begins at an offset."""
    listed: list[People] = []
    for person in people:
        if person.start >= offset:
            if not gaps.is_adjacent(offset, person.start):
                break
            listed.append(person)
            offset = person.end
    return listed


def _nouns_behind(reading: Reading, offset: int, end: int) -> tuple[tuple[Mention, ...], int]:
    """The nouns that tell who a share are, and where they end: "most of them women and children"."""
    nouns: list[Mention] = []
    last, linked = offset, False
    for token in reading.tokens_in(offset, min(end, offset + _NOUNS_REACH)):
        if token.start < last:
            continue
        here = nouns_at(reading, token.start)
        if here:
            joined = not nouns or linked or not is_construct(reading, nouns[0], here[0])
            nouns += here if joined else ()
            linked = False
            last = here[0].end
        elif token.classes.isdisjoint(("conjunction", "of", "copula")):
            break
        else:
            linked = True
    return tuple(nouns), last


def _behind(reading: Reading, offset: int) -> int:
    following = reading.tokens_in(offset, offset + 2)[:1]
    return following[0].start if following else -1


def told_of(nouns: Sequence[Mention]) -> tuple[str, tuple[str, ...]]:
    """The status and the ids of who people are, as their nouns say."""
    return status_of(nouns), who_of(nouns)
