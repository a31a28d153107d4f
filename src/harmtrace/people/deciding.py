"""What people decided of pairs of rows, held against what the model proposes: a decided pair stays decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harmtrace.model.ids import content_id
from harmtrace.model.immutable import replace
from harmtrace.model.link import End, PairDecision, Verdict, ends_of
from harmtrace.model.person import Entry
from harmtrace.people.scored import Scored

Decisions = Mapping[tuple[End, End], Verdict]
"""By the two rows of a pair, in the order of `ends_of`."""


def fingerprint(entry: Entry) -> str:
    """What a row says of a person, wherever it stands in its file: a decision holds for these words alone."""
    said = [dict(entry.names), entry.sex, entry.age, entry.birth_date, entry.death_date, entry.place]
    return content_id("said", [*said, dict(entry.others)])


def standing(
    made: Sequence[PairDecision], lists: Mapping[str, Sequence[Entry]]
) -> tuple[dict[tuple[End, End], Verdict], list[str]]:
    """The decisions that hold for these lists, the latest of each pair; and a note of those whose rows have changed.

    A decision that was made of other words than a row has now does not bind: the pair is asked again.
    """
    latest = {ends_of(one.lists, one.rows): one for one in made if {*one.lists} <= lists.keys()}
    wanted = {end for ends in latest for end in ends}
    now = {
        (name, entry.id): fingerprint(entry)
        for name, entries in lists.items()
        for entry in entries
        if (name, entry.id) in wanted
    }
    found: dict[tuple[End, End], Verdict] = {}
    notes = []
    for ends, one in latest.items():
        read = dict(zip(zip(one.lists, one.rows, strict=True), one.read, strict=True))
        if not all(end in now for end in ends):
            continue
        if all(now[end] == said for end, said in read.items()):
            found[ends] = one.verdict
        else:
            rows = " and ".join(f"{name} {row}" for name, row in ends)
            notes.append(f"{rows}: decided {one.verdict!r} before a row was changed; to be decided again")
    return found, notes


def marked(pairs: Sequence[Scored], names: Sequence[str], decided: Decisions) -> list[Scored]:
    """The pairs with what a person decided of them."""
    if not decided:
        return list(pairs)
    found = []
    for one in pairs:
        verdict = decided.get(_ends(one, names))
        found.append(one._replace(link=replace(one.link, decided=verdict)) if verdict else one)
    return found


def ruled(pairs: Sequence[Scored]) -> tuple[list[Scored], list[Scored]]:
    """The marked pairs that were decided to be one person; and the others, without those decided to be two.

    Of two lists a row that was decided to be one person with another has no other proposal in that list.
    """
    same = [one for one in pairs if one.link.decided == "same"]
    taken = {end for one in same if one.lists[0] != one.lists[1] for end in _sides(one)}
    others = [one for one in pairs if one.link.decided not in ("same", "different")]
    return same, [one for one in others if taken.isdisjoint(_sides(one))] if taken else others


def _sides(one: Scored) -> tuple[tuple[tuple[int, int], int, str], ...]:
    """The two rows of a pair, each within the pair of lists in which it has this proposal."""
    return (one.lists, 0, one.link.a), (one.lists, 1, one.link.b)


def _ends(one: Scored, names: Sequence[str]) -> tuple[End, End]:
    left, right = one.lists
    return ends_of((names[left], names[right]), (one.link.a, one.link.b))


def bound(decided: Decisions) -> dict[End, str]:
    """A key for each row that was decided to be one person with another: the same for all that hang together."""
    parent: dict[End, End] = {}

    def top(end: End) -> End:
        while parent.setdefault(end, end) != end:
            end = parent[end]
        return end

    for (one, other), verdict in decided.items():
        if verdict == "same":
            parent[top(one)] = top(other)
    return {end: "\t".join(top(end)) for end in parent}


def apart(rows: Sequence[End], others: Sequence[End], decided: Decisions) -> bool:
    """Whether a person decided that one of these rows and one of the others are two people."""
    return any(decided.get((min(a, b), max(a, b))) == "different" for a in rows for b in others)
