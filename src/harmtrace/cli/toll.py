"""`harmtrace toll`: places, period, harm and policy in; the range that the record supports out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from harmtrace.cli.options import StoreOption

if TYPE_CHECKING:
    from harmtrace.model.toll import Policy, StatusColumn


def toll(
    place: Annotated[list[str] | None, typer.Option(metavar="P", help="A place name or id; repeatable.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, included.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")] = None,
    harm: Annotated[str, typer.Option(help="killed, injured, detained, … (ids of the harm table).")] = "killed",
    status: Annotated[str, typer.Option(help="civilian, combatant, unstated or any.")] = "any",
    policy: Annotated[str, typer.Option(help="inclusive, or corroborated by two origins.")] = "inclusive",
    store: StoreOption = None,
) -> None:
    """Print the least and the most that the record supports, and the claims behind each end, as one JSON object.

    \b
    harmtrace toll --place "Idlib governorate" --from 2018-09-07 --to 2018-09-10
    harmtrace toll --harm injured --policy corroborated
    """
    from harmtrace.account.toll import TollQuestion
    from harmtrace.account.toll import toll as count
    from harmtrace.cli.options import day, open_record
    from harmtrace.cli.terminal import write_json
    from harmtrace.errors import UnknownDate
    from harmtrace.pipeline.record import load_gazetteer, load_record

    first, last = day(start), day(end)
    if first and last and last < first:
        raise UnknownDate(f"the period ends ({last}) before it begins ({first})")
    question = TollQuestion(tuple(place or ()), first, last, _harm(harm), _status(status), _policy(policy))
    write_json(count(question, load_record(open_record(store)), load_gazetteer()))


def _harm(name: str) -> str:
    from harmtrace.errors import UnknownName
    from harmtrace.vocab.tables import rows

    known = [row["id"] for row in rows("harms")]
    if name not in known:
        raise UnknownName(f"no harm is called {name!r}; there are {', '.join(known)}")
    return name


def _status(name: str) -> StatusColumn:
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
