"""What figures add up to: a range, what bounds it, and what cannot all hold."""

from __future__ import annotations

import datetime
from dataclasses import field
from typing import Literal

from harmtrace.model.immutable import immutable

Number = int | float
StatusColumn = Literal["civilian", "combatant", "mixed", "unstated", "contested", "any"]
Policy = Literal["inclusive", "corroborated"]


@immutable(frozen=True, slots=True)
class Because:
    """The claims that bound each end of a range, and those that state its highest figure, by id."""

    min: tuple[str, ...] = ()
    max: tuple[str, ...] = ()
    highest: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    """The decisions of persons that stand behind the figure: corrected, added or rejected claims, and incidents that
    persons joined or parted."""


@immutable(frozen=True, slots=True)
class TollRow:
    """The range of one harm and status for one incident or aggregate; `max` None means no stated upper end."""

    harm: str
    status: StatusColumn
    min: Number
    max: Number | None
    highest_stated: Number | None
    unit: str = "persons"
    because: Because = field(default_factory=Because)
    approximate: bool = False


@immutable(frozen=True, slots=True)
class TollScope:
    """What a toll was asked for; an open end of the period is None."""

    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    start: datetime.date | None = None
    end: datetime.date | None = None
    meant: tuple[str, ...] = ()
    """The places in words that tell each from others of its name."""
    weapons: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@immutable(frozen=True, slots=True, kw_only=True)
class Toll:
    """The answer to a toll question, with every claim that bounds it."""

    min: Number
    max: Number | None
    highest_stated: Number | None
    harm: str
    status: StatusColumn
    scope: TollScope
    policy: Policy
    contradictions: tuple[tuple[str, ...], ...] = ()
    because: Because = field(default_factory=Because)
    uncertain: tuple[str, ...] = ()
    """Claims with a figure for what may lie in the scope, or may not: they count in no minimum."""
    one_origin_only: tuple[str, ...] = ()
    """Under `corroborated`: claims whose figure only one origin tells."""
    unread_documents: int = 0
    """Documents on record in a language that is not read yet; figures in them are not counted."""
    withdrawn: tuple[str, ...] = ()
    """Documents whose bytes and quotations were withdrawn, on which figures rested."""
    notices: tuple[str, ...] = ()
    as_of: str | None = None
    version: str = ""
