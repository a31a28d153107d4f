"""From incidents and aggregates to a timeline as SVG: a dot for each incident, a bar for each period of a total.

It is drawn on the server: columns that lead to their days need no script, print, and cost a few hundred bytes, where a
script for timelines weighs 156 kB and draws 10,000 incidents as 10,000 boxes.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence

from markupsafe import Markup

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.when import When
from harmtrace.publish import wording
from harmtrace.publish.svg import MARGIN, SHEETS, drawing, line, text
from harmtrace.publish.tongue import N_, _, day_tick, ngettext, stamp

MOST_IN_A_DAY = 25
"""Dots of one day that are drawn; how many more there are is said in a number."""
DOTS_UP_TO = 250
"""Of more incidents, columns say how many there were in each day, week, month or year."""
MOST_BARS = 12
_MOST_COLUMNS = 60
_TALLEST = 120.0
_STEP_WORDS = {1: N_("a day"), 7: N_("a week"), 28: N_("four weeks"), 91: N_("a quarter of a year"), 364: N_("a year")}
_STEPS = tuple(_STEP_WORDS)
_SHEET = SHEETS[0]
_WIDTH = _SHEET.width
_Dated = tuple[When, str, str]
_At = Callable[[datetime.date], float]


def draw_timeline(
    incidents: Sequence[Incident],
    aggregates: Sequence[Aggregate],
    link: str,
    period: Callable[[str, str], str] | None = None,
) -> Markup:
    """Draw incidents as dots by day, or as columns where they are many, and aggregates as bars over their period.

    `period` gives the address of what happened from one day to another, for columns to lead to.
    """
    dated = [(i.when, i) for i in incidents if i.when]
    spans = [(a.when, a) for a in aggregates if a.when]
    whens = [when for when, _ in dated] + [when for when, _ in spans]
    if not whens:
        return Markup("")
    many = len(dated) > DOTS_UP_TO
    first, last = (_most_of if many else _main_period)([when for when, _ in dated] or whens)
    days = max((last - first).days, 1)

    def at(day: datetime.date) -> float:
        return MARGIN + ((day - first).days + 0.5) / (days + 1) * (_WIDTH - 2 * MARGIN)

    inside = [
        (when, a.aggregate_id, wording.title_of(a)) for when, a in spans if when.start <= last and when.end >= first
    ]
    inside.sort(key=lambda span: (span[0].start, span[1]))
    shown = sorted(
        sorted(inside, key=lambda span: span[0].start - span[0].end)[:MOST_BARS], key=lambda s: (s[0].start, s[1])
    )
    bars = [
        _bar(at(max(when.start, first)), at(min(when.end, last)), 34 + row * 13, row_id, title, link)
        for row, (when, row_id, title) in enumerate(shown)
    ]
    top = 48 + len(shown) * 13
    seen = [(when, i) for when, i in dated if first <= when.start <= last]
    if many:
        marks, height = _columns([when.start for when, _ in seen], first, last, at, top, period)
    else:
        marks, height = _dots([(when, i.incident_id, wording.title_of(i)) for when, i in seen], at, top, link)
    left_out = len(whens) - len(inside) - len(seen), len(inside) - len(shown)
    described = _described(first, last, len(seen), len(inside), *left_out)
    axis = _axis(first, last, at, height + 22)
    return drawing([*axis, *bars, *marks], _SHEET, height + 40, "timeline", described, "")


def _described(
    first: datetime.date, last: datetime.date, incidents: int, periods: int, outside: int, not_drawn: int
) -> str:
    described = _(
        "Timeline from {first} to {last}: {incidents}, {periods}.",
        first=stamp(first.isoformat()),
        last=stamp(last.isoformat()),
        incidents=ngettext("{n} incident", "{n} incidents", incidents),
        periods=ngettext("{n} period", "{n} periods", periods),
    )
    described += _(" {n} outside the period shown.", n=outside) if outside else ""
    return described + (
        ngettext(" {n} period is not drawn.", " {n} periods are not drawn.", not_drawn) if not_drawn else ""
    )


def _main_period(whens: Sequence[When]) -> tuple[datetime.date, datetime.date]:
    """The period that holds most incidents: far single dates would squeeze the rest together."""
    starts = sorted(when.start for when in whens)
    middle = starts[len(starts) // 2]
    near = [when for when in whens if abs((when.start - middle).days) <= 45]
    last = max(min(when.end, when.start + datetime.timedelta(days=45)) for when in near)
    return min(when.start for when in near) - datetime.timedelta(days=1), last + datetime.timedelta(days=1)


def _most_of(whens: Sequence[When]) -> tuple[datetime.date, datetime.date]:
    """The period that holds all but the first and last hundredth, which may be dates of other years."""
    starts = sorted(when.start for when in whens)
    aside = len(starts) // 100
    return starts[aside], starts[-1 - aside]


def _columns(
    starts: Sequence[datetime.date],
    first: datetime.date,
    last: datetime.date,
    at: _At,
    top: float,
    period: Callable[[str, str], str] | None,
) -> tuple[list[Markup], float]:
    """How many incidents began in each stretch of days; none is so low that it is not seen."""
    step = next(s for s in _STEPS if (last - first).days / s <= _MOST_COLUMNS or s == _STEPS[-1])
    counts = Counter((start - first).days // step for start in starts)
    most, base = max(counts.values()), top + _TALLEST
    unit = _(_STEP_WORDS[step])
    found = [text(MARGIN, top - 6, _("most in {unit}: {n}", unit=unit, n=most), "tick", "start")]
    for number, count in sorted(counts.items()):
        day = first + datetime.timedelta(days=number * step)
        end = min(day + datetime.timedelta(days=step - 1), last)
        left, right, high = at(day) - _half(at, day), at(end) + _half(at, end), max(count / most * _TALLEST, 2.0)
        title = _("{first} to {last}", first=stamp(day.isoformat()), last=stamp(end.isoformat()))
        words = f"{title if step > 1 else stamp(day.isoformat())}: {ngettext('{n} incident', '{n} incidents', count)}"
        column = Markup(
            '<rect class="column" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>'
        ).format(left, base - high, max(right - left - 1, 1.0), high, words)
        address = period(day.isoformat(), end.isoformat()) if period else ""
        found.append(
            Markup('<a href="{}" aria-label="{}">{}</a>').format(address, words, column) if address else column
        )
    return found, base


def _half(at: _At, day: datetime.date) -> float:
    """Half the width of a day."""
    return (at(day + datetime.timedelta(days=1)) - at(day)) / 2 if day < datetime.date.max else 0.0


def _bar(left: float, right: float, y: float, row_id: str, title: str, link: str) -> Markup:
    return Markup(
        '<a href="{}"><rect class="bar" x="{:.1f}" y="{}" width="{:.1f}" height="8" rx="2"><title>{}</title></rect></a>'
    ).format(link.format(id=row_id), left - 4, y, max(right - left, 0) + 8, title)


def _dots(dated: Sequence[_Dated], at: _At, top: float, link: str) -> tuple[list[Markup], float]:
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


def _axis(first: datetime.date, last: datetime.date, at: _At, y: float) -> list[Markup]:
    days = (last - first).days
    step = next((s for s in (1, 2, 7, 14, 30, 90, 365) if days / s <= 9), days // 8)
    lines = [line(MARGIN, y - 16, _WIDTH - MARGIN, y - 16, "scale")]
    for offset in range(0, days + 1, step):
        day = first + datetime.timedelta(days=offset)
        lines.append(text(at(day), y, day_tick(day, with_year=offset == 0), "tick", "middle"))
    return lines
