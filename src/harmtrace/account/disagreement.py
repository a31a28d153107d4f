"""What cannot all hold within one incident or total: sets of its claims, none of which is dropped because of it."""

from __future__ import annotations

from harmtrace.account.contradictions import Conflict, of_figures
from harmtrace.account.figures import PERSONS
from harmtrace.account.record import RecordView, figures_in
from harmtrace.model.incident import Aggregate, Incident


def conflicts_in(held: Incident | Aggregate, record: RecordView) -> list[tuple[str, Conflict]]:
    """The harms of which claims cannot all hold, each with the ids of such claims, whoever was harmed."""
    figures = [figure for figure in figures_in(held, record) if figure.unit == PERSONS]
    found = [
        (harm, conflict)
        for harm in sorted({figure.harm for figure in figures})
        for conflict in of_figures(tuple(figure for figure in figures if figure.harm == harm), "any")
    ]
    return list(dict.fromkeys(found))
