"""`harmtrace toll`: places, period, harm and policy in; the range that the record supports out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from harmtrace.cli.options import StoreOption

if TYPE_CHECKING:
    from collections.abc import Collection

    from harmtrace.model.toll import Policy, StatusColumn

_ALIKE, _MOST_NEAR = 80, 5
"""How alike (0 to 100) an id must be spelt to be suggested, and how many are."""
_FIGHT = ("coalition", "joint", "nonstate_", "opposition_armed", "pro_gov_militia", "state_forces")
"""Types of actors that are belligerents; a `state` is one too."""


def toll(
    place: Annotated[list[str] | None, typer.Option(metavar="P", help="A place name or id; repeatable.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, included.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")] = None,
    harm: Annotated[str, typer.Option(help="killed, injured, detained, … (ids of the harm table).")] = "killed",
    status: Annotated[str, typer.Option(help="civilian, combatant, unstated, mixed, contested or any.")] = "any",
    policy: Annotated[str, typer.Option(help="inclusive, or corroborated by two origins.")] = "inclusive",
    weapon: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only what is said to be done with it, or a kind of it; repeatable."),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only what all who blame anybody blame it for; repeatable."),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only where it is said to have been hit; repeatable."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Print the least and the most that the record supports, and the claims behind each end, as one JSON object.

    Several places, weapons, actors or targets are united. Ids are those that claims have: air.barrel, sy.gov,
    obj.medical. Where nobody says with what, or by whom, it counts in no minimum: `uncertain` lists its claims.

    \b
    harmtrace toll --place "Idlib governorate" --from 2018-09-07 --to 2018-09-10
    harmtrace toll --harm injured --policy corroborated
    harmtrace toll --weapon cluster --target obj.medical --from 2018-09-01
    """
    from harmtrace.account.toll import TollQuestion
    from harmtrace.account.toll import toll as count
    from harmtrace.cli.options import day, open_record
    from harmtrace.cli.terminal import write_json
    from harmtrace.errors import UnknownDate
    from harmtrace.model.claim import EventClaim
    from harmtrace.pipeline.record import load_gazetteer, load_record
    from harmtrace.vocab.tables import by_id

    first, last = day(start), day(end)
    if first and last and last < first:
        raise UnknownDate(f"the period ends ({last}) before it begins ({first})")
    record = load_record(open_record(store))
    blamed = {one.actor_id for claim in record.claims.values() if isinstance(claim, EventClaim) for one in claim.actors}
    question = TollQuestion(
        tuple(place or ()),
        first,
        last,
        known_ids("harm", [harm], by_id("harms"))[0],
        status_named(status),
        _policy(policy),
        known_ids("weapon", weapon, by_id("weapons")),
        known_ids("actor", actor, {*by_id("actors"), *blamed}, _belligerents()),
        known_ids("target", target, by_id("targets")),
    )
    write_json(count(question, record, load_gazetteer()))


def known_ids(
    kind: str, names: list[str] | None, known: Collection[str | None], listed: Collection[str] | None = None
) -> tuple[str, ...]:
    """The names, each once. Raises `UnknownName` for one that is no id, with ids like it and those `listed`."""
    from harmtrace.errors import UnknownName

    for name in names or ():
        if name not in known:
            every = sorted(filter(None, known))
            near = _near(name, every)
            meant = f"perhaps {', '.join(near)}; " if near else ""
            others = sorted(set(every if listed is None else listed) - set(near))
            raise UnknownName(f"no {kind} is called {name!r}; {meant}there are {', '.join(others)}")
    return tuple(dict.fromkeys(names or ()))


def _belligerents() -> list[str]:
    """The ids of those who fight, not of those who only tell of it."""
    from harmtrace.vocab.tables import rows

    return [row["id"] for row in rows("actors") if row["type"].startswith(_FIGHT) or row["type"] == "state"]


def _near(name: str, ids: list[str]) -> list[str]:
    """The ids that are spelt most like a name."""
    from rapidfuzz import fuzz, process

    found = process.extract(name.lower(), ids, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_MOST_NEAR)
    return [one for one, _score, _place in found]


def status_named(name: str) -> StatusColumn:
    """A status column. Raises `UnknownName`."""
    from harmtrace.errors import UnknownName
    from harmtrace.model.toll import StatusColumn

    if name not in get_args(StatusColumn):
        raise UnknownName(f"no status is called {name!r}; there are {', '.join(get_args(StatusColumn))}")
    return cast("StatusColumn", name)


def _policy(name: str) -> Policy:
    from harmtrace.errors import UnknownName
    from harmtrace.model.toll import Policy

    if name not in get_args(Policy):
        raise UnknownName(f"no policy is called {name!r}; there are {', '.join(get_args(Policy))}")
    return cast("Policy", name)
