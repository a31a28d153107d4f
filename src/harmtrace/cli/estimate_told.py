"""An estimate in, the lines that a reader gets of it out: what the figure is and is not, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmtrace.cli.terminal import line_of, say, write_table

if TYPE_CHECKING:
    from harmtrace.model.estimate import Estimate, Other

_SHOWN = 10
_STATUS = {
    "ok": "no check failed, which does not show that the assumptions hold",
    "flagged": "to be printed only with these doubts:",
    "refused": "these lists cannot carry a figure by this method:",
}


def tell(found: Estimate) -> None:
    """Tell an answer."""
    name = f"{line_of(found.stratum)}: " if found.stratum is not None else ""
    say(f"{name}{figure_of(found)}")
    on_average = ", on average of the linkages" if found.diagnostics.linkages else ""
    say(
        f"  listed: {found.n:,} people on one list or more{on_average}"
        f" ({', '.join(line_of(one) for one in found.lists)})"
    )
    if found.estimate is not None:
        kind = "a lower bound" if found.figure == "lower bound" else "an estimate"
        say(f"  {kind} by {found.method}, if its assumptions hold: no count, and no finding on anybody's death")
    say(f"  {found.status}: {_STATUS[found.status]}")
    for reason in found.reasons:
        say(f"  - {reason}")
    if found.spread:
        say(f"  {found.spread.of}: {found.spread.low:,.0f} to {found.spread.high:,.0f}")
    _tell_bootstrap(found)
    write_table(
        [
            {
                "model": f"[{','.join(model.terms)}]",
                "people": _number(model.estimate),
                "se": _number(model.se),
                "weight": f"{model.weight or 0:.3f}",
                "fitted": model.fitted,
            }
            for model in found.models[:_SHOWN]
        ]
    )
    write_table(
        [
            {
                "lists": " + ".join(line_of(one) for one in pair.lists),
                "shared": f"{pair.shared:,}",
                "by these two alone": _number(pair.lincoln_petersen),
            }
            for pair in found.overlaps
        ]
    )


def _tell_bootstrap(found: Estimate) -> None:
    details = found.diagnostics
    for said, ends in (
        ("with the model chosen anew in tables drawn", details.bootstrap_interval),
        (f"forward selection ({_number(details.stepwise_estimate)}), BCa", details.stepwise_interval),
    ):
        if ends:
            say(f"  {said}: {ends[0]:,.0f} to {ends[1]:,.0f}")


def tell_others(found: Sequence[Other]) -> None:
    """Tell what other ways say of the same lists."""
    write_table(
        [
            {
                "otherwise": line_of(one.how),
                "people": f"{'at least ' * (one.figure == 'lower bound')}{_number(one.estimate)}",
                "from": _number(one.interval[0] if one.interval else None),
                "to": _number(one.interval[1] if one.interval else None),
                "status": one.status,
            }
            for one in found
        ]
    )


def figure_of(found: Estimate) -> str:
    """The figure in words, with its interval."""
    if found.estimate is None or found.interval is None:
        return "no estimate"
    low, high = found.interval
    ends = f"{low:,.0f} to {high:,.0f}" if high is not None else f"{low:,.0f} and no upper end"
    word = "at least about" if found.figure == "lower bound" else "about"
    return f"{word} {found.estimate:,.0f} people ({found.level:.0%}: {ends})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
