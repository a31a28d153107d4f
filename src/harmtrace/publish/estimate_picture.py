"""An estimate with other answers in; one picture out: overlaps of the lists, models, what the figure hangs on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from harmtrace.model.estimate import Estimate, Other
from harmtrace.publish.svg import in_line, line, text, text_width

_WIDTH, _LEFT, _RIGHT = 760, 190, 60
_ROW, _MOST_PATTERNS, _MOST_MODELS, _WEIGHTY = 20, 18, 12, 0.001
_BARS = 120
_LETTERS = 104
_STYLE = Markup(
    "<style>svg{{background:#fff;font:12px sans-serif}}.head{{font-size:17px;font-weight:bold}}.said{{fill:#444}}"
    ".title{{font-weight:bold}}.bar{{fill:#35506b}}.dot{{fill:#1d1d1d}}.off{{fill:#dcdcdc}}.band{{fill:#e8eef5}}"
    ".join,.reach{{stroke:#1d1d1d;stroke-width:2}}.axis{{stroke:#999}}.seen{{stroke:#a33;stroke-dasharray:4 3}}"
    ".bound{{fill:#fff;stroke:#1d1d1d;stroke-width:2}}.doubt{{fill:#a33}}</style>"
).format()


@dataclass(frozen=True, slots=True)
class _Scale:
    """From numbers of people to places from the left."""

    first: float
    last: float

    def at(self, people: float) -> float:
        share = (min(max(people, self.first), self.last) - self.first) / (self.last - self.first)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def draw_estimate(answer: Estimate, cells: Mapping[tuple[str, ...], int], others: Sequence[Other]) -> str:
    """A whole SVG file. `cells` are people by exactly which lists hold them."""
    parts: list[Markup] = []
    y = 30.0
    for drawn, height in (
        _head(answer, y),
        *([] if not cells else [_overlaps(answer, cells)]),
        *([] if answer.estimate is None or len(answer.models) < 2 else [_models(answer, others)]),
        *([] if not others else [_others(answer, others)]),
    ):
        parts.append(Markup('<g transform="translate(0 {:.0f})">{}</g>').format(y, Markup("").join(drawn)))
        y += height + 26
    described = f"{_figure(answer)}; {answer.n:,} people listed; {answer.status}."
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{:.0f}" viewBox="0 0 {} {:.0f}" role="img"'
            ' aria-label="{}">{}{}</svg>\n'
        ).format(_WIDTH, y, _WIDTH, y, described, _STYLE, Markup("").join(parts))
    )


def _figure(answer: Estimate) -> str:
    if answer.estimate is None or answer.interval is None:
        return f"No estimate by {answer.method}: refused"
    low, high = answer.interval
    word = "at least about" if answer.figure == "lower bound" else "about"
    ends = f"{low:,.0f} to {high:,.0f}" if high is not None else f"{low:,.0f} and no upper end"
    return f"{word.capitalize()} {answer.estimate:,.0f} people by {answer.method} ({answer.level:.0%}: {ends})"


def _head(answer: Estimate, _y: float) -> tuple[list[Markup], float]:
    said = [f"{answer.n:,} people are on one list or more. An estimate is no count, and no finding on anybody's death."]
    said += (
        [f"{answer.status}:", *(f"–  {reason}" for reason in answer.reasons)]
        if answer.reasons
        else ["ok: no check failed, which does not show that the assumptions hold."]
    )
    lines = [part for one in said for part in textwrap.wrap(one, _LETTERS, subsequent_indent="    ")]
    told = [text(20, 24 + 16 * row, words, "said", "start") for row, words in enumerate(lines)]
    return [text(20, 0, _figure(answer), "head", "start"), *told], 24.0 + 16 * len(lines)


def _overlaps(answer: Estimate, cells: Mapping[tuple[str, ...], int]) -> tuple[list[Markup], float]:
    """Bars of how many are on exactly which lists, dots below that say which; the last column is what is asked for."""
    shown = sorted(cells.items(), key=lambda cell: (-cell[1], cell[0]))[:_MOST_PATTERNS]
    step = min((_WIDTH - _LEFT - _RIGHT) / (len(shown) + 1), 46.0)
    left = len(cells) - len(shown)
    title = "On exactly these lists" + (f" (the {left} smallest of {len(cells)} are left out)" if left else "")
    parts = [text(20, 0, title, "title", "start")]
    base = 22.0 + _BARS
    for name, total, row in zip(answer.lists, answer.on_each_list, range(len(answer.lists)), strict=True):
        parts.append(text(_LEFT - 10, base + 24 + row * _ROW, _cut(f"{name} ({total:,})"), "said", "end"))
    highest = shown[0][1]
    for place, (names, count) in enumerate([*shown, ((), 0)]):
        x = _LEFT + (place + 0.5) * step
        parts += _column(x, names, count / highest * _BARS, base, answer.lists)
        parts.append(text(x, base - 5 - count / highest * _BARS, f"{count:,}" if names else "?", "said", "middle"))
    height = base + 24 + len(answer.lists) * _ROW
    parts.append(text(_LEFT + (len(shown) + 0.5) * step, height, "on none", "doubt", "middle"))
    return parts, height


def _column(x: float, names: Sequence[str], tall: float, base: float, lists: Sequence[str]) -> Iterator[Markup]:
    yield Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="14" height="{:.1f}"/>').format(
        x - 7, base - tall, tall
    )
    rows = [row for row, name in enumerate(lists) if name in names]
    if len(rows) > 1:
        yield line(x, base + 20 + rows[0] * _ROW, x, base + 20 + rows[-1] * _ROW, "join")
    for row in range(len(lists)):
        yield _dot(x, base + 20 + row * _ROW, 5, "dot" if row in rows else "off")


def _dot(x: float, y: float, radius: float, kind: str) -> Markup:
    return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(kind, x, y, radius)


def _scale(answer: Estimate, others: Sequence[Other]) -> _Scale:
    """From the listed to a little past the farthest figure and the ends that are not far past it."""
    models = [one.estimate for one in answer.models[:_MOST_MODELS] if (one.weight or 0) >= _WEIGHTY]
    figures = [answer.estimate, *models, *(other.estimate for other in others)]
    most = max([figure for figure in figures if figure is not None], default=2.0 * answer.n)
    intervals = [answer.interval, *(other.interval for other in others)]
    highs = [interval[1] for interval in intervals if interval is not None]
    ends = [high for high in highs if high is not None and high <= 2 * most]
    return _Scale(
        float(answer.n), max(most, *ends, answer.n * 1.1) * 1.05 if ends else max(most, answer.n * 1.1) * 1.05
    )


def _axis(scale: _Scale, answer: Estimate, height: float) -> Iterator[Markup]:
    if answer.interval:
        low, high = scale.at(answer.interval[0]), scale.at(answer.interval[1] or scale.last)
        yield Markup('<rect class="band" x="{:.1f}" y="12" width="{:.1f}" height="{:.1f}"/>').format(
            low, high - low, height - 12
        )
    yield line(_LEFT, height, _WIDTH - _RIGHT, height, "axis")
    yield line(_LEFT, 12, _LEFT, height, "seen")
    yield text(_LEFT, height + 15, f"{answer.n:,} listed", "doubt", "middle")
    step = _round((scale.last - scale.first) / 6)
    people = (scale.first // step + 1) * step
    while people <= scale.last:
        if scale.at(people) - _LEFT > 80:
            yield line(scale.at(people), height, scale.at(people), height + 4, "axis")
            yield text(scale.at(people), height + 15, f"{people:,.0f}", "said", "middle")
        people += step


def _round(step: float) -> float:
    """The nearest above of 1, 2, 5 with noughts."""
    unit = 10.0 ** max(len(f"{step:.0f}") - 1, 0)
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= step or factor == 10)


def _models(answer: Estimate, others: Sequence[Other]) -> tuple[list[Markup], float]:
    shown = [one for one in answer.models if one.estimate is not None and (one.weight or 0) >= _WEIGHTY][:_MOST_MODELS]
    scale, height = _scale(answer, others), 20.0 + _ROW * len(shown)
    title = "What its models say (the larger the dot, the more weight; the band is the interval of the answer)"
    parts = [text(20, 0, title, "title", "start"), *_axis(scale, answer, height)]
    for row, one in enumerate(shown):
        y = 24 + row * _ROW
        parts.append(text(_LEFT - 10, y + 4, _cut(f"[{','.join(one.terms)}] {_share(one.weight or 0)}"), "said", "end"))
        parts.append(_dot(scale.at(one.estimate or 0), y, 2 + 6 * (one.weight or 0) ** 0.5, "dot"))
    return parts, height + 20


def _others(answer: Estimate, others: Sequence[Other]) -> tuple[list[Markup], float]:
    scale, height = _scale(answer, others), 20.0 + _ROW * len(others)
    title = "What the figure hangs on: other methods, and this one without each list (open: a lower bound)"
    parts = [text(20, 0, title, "title", "start"), *_axis(scale, answer, height)]
    for row, one in enumerate(others):
        y = 24 + row * _ROW
        parts.append(text(_LEFT - 10, y + 4, _cut(one.how), "said", "end"))
        if one.estimate is None or one.interval is None:
            parts.append(text(_LEFT + 8, y + 4, "refused", "doubt", "start"))
            continue
        high = scale.last if one.interval[1] is None else one.interval[1]
        parts.append(line(scale.at(one.interval[0]), y, scale.at(high), y, "reach"))
        if high > scale.last:
            parts.append(text(_WIDTH - _RIGHT + 4, y + 4, "→", "said", "start"))
        parts.append(_dot(scale.at(one.estimate), y, 5, "bound" if one.figure == "lower bound" else "dot"))
        if one.status == "flagged":
            parts.append(text(scale.at(high) + (18 if high > scale.last else 6), y + 4, "flagged", "doubt", "start"))
    return parts, height + 20


def _share(weight: float) -> str:
    return f"{weight:.0%}" if weight >= 0.005 else "below 1%"


def _cut(words: str) -> str:
    """Words that fit beside a picture."""
    while text_width(words) > _LEFT - 14:
        words = words.rstrip("…")[:-1] + "…"
    return in_line(words)
