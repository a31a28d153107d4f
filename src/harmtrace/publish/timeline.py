"""From incidents and aggregates to a timeline as SVG: a dot for each incident, a bar for each period of a total."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from markupsafe import Markup

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.when import When
from harmtrace.publish import wording
from harmtrace.publish.svg import MARGIN, SHEETS, drawing, line, text
from harmtrace.publish.tongue import _, day_tick, ngettext, stamp

MOST_IN_A_DAY = 25
"""Dots of one day that are drawn; how many more there are is said in a number."""
_SHEET = SHEETS[0]
_WIDTH = _SHEET.width


def draw_timeline(incidents: Sequence[Incident], aggregates: Sequence[Aggregate], link: str) -> Markup:
    """Draw incidents as dots by day and aggregates as bars over their period."""
    dated = [(i.when, i.incident_id, wording.title_of(i)) for i in incidents if i.when]
    spans = [(a.when, a.aggregate_id, wording.title_of(a)) for a in aggregates if a.when]
    every = [when for when, _, _ in (*dated, *spans)]
    if not every:
        return Markup("")
    shown = _main_period([when for when, _, _ in dated] or every)
    first, last = shown
    days = max((last - first).days, 1)

    def at(day: datetime.date) -> float:
        return MARGIN + ((day - first).days + 0.5) / (days + 1) * (_WIDTH - 2 * MARGIN)

    inside = [s for s in spans if s[0].start <= last and s[0].end >= first]
    bars = [
        _bar(at(max(when.start, first)), at(min(when.end, last)), 34 + row * 13, row_id, title, link)
        for row, (when, row_id, title) in enumerate(sorted(inside, key=lambda s: (s[0].start, s[1])))
    ]
    top = 48 + len(inside) * 13
    dots, height = _dots([d for d in dated if first <= d[0].start <= last], at, top, link)
    drawn = sum(first <= when.start <= last for when, _, _ in dated)
    outside = len(every) - len(inside) - drawn
    axis = _axis(first, last, at, height + 22)
    note = _(" {n} outside the period shown.", n=outside) if outside else ""
    described = _(
        "Timeline from {first} to {last}: {incidents}, {periods}.",
        first=stamp(first.isoformat()),
        last=stamp(last.isoformat()),
        incidents=ngettext("{n} incident", "{n} incidents", drawn),
        periods=ngettext("{n} period", "{n} periods", len(inside)),
    )
    described += note
    return drawing([*axis, *bars, *dots], _SHEET, height + 40, "timeline", described, "")


def _main_period(whens: Sequence[When]) -> tuple[datetime.date, datetime.date]:
    """The period that holds most incidents: far single dates would squeeze the rest together."""
    starts = sorted(when.start for when in whens)
    middle = starts[len(starts) // 2]
    near = [when for when in whens if abs((when.start - middle).days) <= 45]
    last = max(min(when.end, when.start + datetime.timedelta(days=45)) for when in near)
    return min(when.start for when in near) - datetime.timedelta(days=1), last + datetime.timedelta(days=1)


def _bar(left: float, right: float, y: float, row_id: str, title: str, link: str) -> Markup:
    return Markup(
        '<a href="{}"><rect class="bar" x="{:.1f}" y="{}" width="{:.1f}" height="8" rx="2"><title>{}</title></rect></a>'
    ).format(link.format(id=row_id), left - 4, y, max(right - left, 0) + 8, title)


def _dots(
    dated: Sequence[tuple[When, str, str]], at: Callable[[datetime.date], float], top: float, link: str
) -> tuple[list[Markup], float]:
    stacked: dict[datetime.date, int] = {}
    dots = []
    for when, row_id, title in sorted(dated, key=lambda item: (item[0].start, item[1])):
        level = stacked.get(when.start, 0)
        stacked[when.start] = level + 1
        if level < MOST_IN_A_DAY:
            dots.append(
                Markup(
                    '<a href="{}"><circle class="point" cx="{:.1f}" cy="{:.1f}" r="5"><title>{}</title></circle></a>'
                ).format(link.format(id=row_id), at(when.start), top + level * 14, title)
            )
    height = top + min(max(stacked.values(), default=1), MOST_IN_A_DAY) * 14
    more = {day: count - MOST_IN_A_DAY for day, count in stacked.items() if count > MOST_IN_A_DAY}
    dots += [text(at(day), height + 2, _("and {n} more", n=count), "tick", "middle") for day, count in more.items()]
    return dots, height + (14 if more else 0)


def _axis(first: datetime.date, last: datetime.date, at: Callable[[datetime.date], float], y: float) -> list[Markup]:
    days = (last - first).days
    step = next(s for s in (1, 2, 7, 14, 30, 90, 365) if days / s <= 9 or s == 365)
    lines = [line(MARGIN, y - 16, _WIDTH - MARGIN, y - 16, "scale")]
    for offset in range(0, days + 1, step):
        day = first + datetime.timedelta(days=offset)
        lines.append(text(at(day), y, day_tick(day, with_year=offset == 0), "tick", "middle"))
    return lines
