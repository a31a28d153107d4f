"""From the incidents of before and the groups of now to ids that live on, and to what became of those that do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from harmtrace.model.incident import Incident, Lineage
from harmtrace.resolve.grouping import Group
from harmtrace.resolve.incidents import incident_id


def with_known_founders(groups: Sequence[Group], known: Iterable[str]) -> list[Group]:
    """The groups, each incident with the founder whose id is on record, where one of its claims has one.

    A report that tells of an incident from an earlier day changes no id; where incidents became one, the id after its
    own founder lives on if that is on record, else the least.
    """
    ids = frozenset(known)
    kept: dict[str, str] = {}
    for group in groups:
        if group.kind == "incident" and incident_id(group.founder) not in ids:
            on_record = {incident_id(claim_id): claim_id for claim_id in group.claim_ids}
            living = sorted(row_id for row_id in on_record if row_id in ids)
            if living:
                kept[group.founder] = on_record[living[0]]
    return [
        replace(
            group,
            founder=kept.get(group.founder, group.founder),
            possible_duplicates=tuple(sorted(kept.get(one, one) for one in group.possible_duplicates)),
        )
        if group.kind == "incident"
        else group
        for group in groups
    ]


def claims_of(incidents: Iterable[Incident]) -> dict[str, tuple[str, ...]]:
    """The claims of each incident, by its id."""
    return {one.incident_id: tuple(link.claim_id for link in one.claims) for one in incidents}


def lineage(
    before: Mapping[str, Sequence[str]], after: Sequence[Group], known: Mapping[str, Lineage]
) -> dict[str, Lineage]:
    """What became of each id that is no more, and of which ids those are that split off, by id.

    `before` are the claims of each incident by its id; `known` is the lineage of before: an id that ended in one that
    ends now ended in what that became.
    """
    home = {claim_id: incident_id(group.founder) for group in after for claim_id in group.claim_ids}
    living = set(home.values())
    ended = {row.row_id: set(row.became) for row in known.values() if row.became or not row.split_off}
    parents: dict[str, set[str]] = defaultdict(set)
    for row in known.values():
        parents[row.row_id] |= set(row.split_off)
    for row_id, claims in before.items():
        pieces = {home[claim_id] for claim_id in claims if claim_id in home}
        if row_id not in living:
            ended[row_id] = pieces
        elif row_id in pieces:
            for piece in pieces - {row_id}:
                parents[piece].add(row_id)
    old = set(before)
    rows = {}
    for row_id in sorted({*ended, *parents}):
        became = () if row_id in living else tuple(sorted(_followed(ended.get(row_id, set()), ended, living)))
        split_off = tuple(sorted(parents[row_id])) if row_id not in old or row_id in known else ()
        if row_id not in living or split_off:
            rows[row_id] = Lineage(row_id, became, split_off)
    return rows


def _followed(ids: Iterable[str], ended: Mapping[str, set[str]], living: set[str]) -> set[str]:
    """The living ids that ids lead to in the end."""
    found, seen, ahead = set(), set(), list(ids)
    while ahead:
        row_id = ahead.pop()
        if row_id in seen:
            continue
        seen.add(row_id)
        if row_id in living:
            found.add(row_id)
        else:
            ahead += ended.get(row_id, ())
    return found
