"""A canonical text in; what each stretch of it is (title, date line, body, source line, byline, furniture) out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from harmtrace.model.document import Published, Zone, ZoneKind
from harmtrace.text import cues
from harmtrace.text.chrome import chrome
from harmtrace.text.damage import mended
from harmtrace.text.date_line import agency_date, dateline_end, leading_date, plain_dateline_end, read_date_line
from harmtrace.text.lines import is_flat, line_spans

_HEAD_LINES = 12
_LONGEST_TITLE = 250
_LONGEST_SIGNATURE = 60
"""A body zone of more characters is text and no signature."""
_NEAR = 3000
"""So many lines from either end are looked at; what stands between them in longer texts is body."""
_WIDE = 4
"""So many spaces, where they stand for a line end, stand for an empty line."""
_LEAST_TITLE = 12
"""A headline of fewer letters may be anywhere in a text."""
_BEFORE_TITLE = 160
"""So many characters of date, author or site may stand before the headline in its line."""
_AFTER_TITLE = ".!?؟ |-–—:"
_LETTERS = re.compile(r"[^\W_]+")
_FLAT = 140
"""A first line longer than this may be a whole page that lost its line ends."""


@dataclass(slots=True)
class Layout:
    """The zones of a text, in order and without overlap, with what was read on the way."""

    zones: list[Zone] = field(default_factory=list)
    title: str | None = None
    published: Published | None = None
    author: str | None = None
    source_line: str | None = None


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool
    """Whether an empty line, or the end of the text, follows."""
    kind: ZoneKind | None = None


def find_layout(
    text: str, *, title: str | None, publisher: str | None, fixed: Sequence[Zone] = (), titled: bool = True
) -> Layout:
    """Return the zones of `text`.

    `title` and `publisher` are what is known already; `fixed` are zones that the page's markup
    showed; `titled` False says that such texts (messages) have no headline of their own.
    """
    lines = _lines(text)
    layout = Layout(title=title)
    near = lines if len(lines) <= 2 * _NEAR else [*lines[:_NEAR], *lines[-_NEAR:]]
    for line in near:
        line.kind = next((zone.kind for zone in fixed if zone.start <= line.start < zone.end), None)
        if line.kind is None and _plain_furniture(line.text, title):
            line.kind = "furniture"
    _read_chrome(near)
    _read_head(lines, layout, publisher, titled and title is None)
    _read_flat(lines[:_HEAD_LINES], layout, is_flat(text))
    _read_tail(lines, layout.title, publisher)
    filed = _filed_at(lines) if titled else None
    for number, line in enumerate(lines):
        far = _NEAR <= number < len(lines) - _NEAR
        layout.zones += [Zone(line.start, line.end, "body")] if far else _line_zones(line, layout, filed)
    layout.zones = _joined(layout.zones, text)
    layout.source_line = _source_of_whole(layout.zones, text)
    bylines = [text[zone.start : zone.end] for zone in layout.zones if zone.kind == "byline"]
    layout.author = next((name for name in (cues.author_of(line, publisher) for line in bylines) if name), None)
    return layout


def _lines(text: str) -> list[_Line]:
    spans = line_spans(text)
    following = [*(start for start, _ in spans[1:]), len(text) + _WIDE]
    return [
        _Line(start, end, text[start:end], gap=text.count("\n", end, after) > 1 or after - end >= _WIDE)
        for (start, end), after in zip(spans, following, strict=False)
    ]


def _read_chrome(lines: Sequence[_Line]) -> None:
    """Name the lines around the text that a line alone does not show: other headlines, comments, menus, counts."""
    around = chrome([line.text for line in lines], [line.gap for line in lines])
    for number in around:
        lines[number].kind = lines[number].kind or "furniture"


def _plain_furniture(line: str, title: str | None) -> bool:
    return cues.is_furniture(line) or cues.is_photo_line(line) or cues.is_trail(line, title)


def _read_head(lines: list[_Line], layout: Layout, publisher: str | None, find_title: bool) -> None:
    """Name the lines above the first paragraph of text."""
    found = layout.title is None and not find_title
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if line.kind is not None:
            found = found or line.kind == "title"
            if line.kind == "date_line":
                _take_date(line, layout, publisher)
            continue
        if _take_date(line, layout, publisher):
            line.kind = "date_line"
        elif not found and layout.title is not None and _is_title(line.text, layout.title):
            line.kind, found = "title", True
        elif cues.source_stretches(line.text) == [(0, len(line.text))]:
            line.kind = "source_line"
        elif cues.is_kicker(line.text):
            line.kind = "furniture"
        elif cues.is_byline(line.text, publisher) or _names_publisher(line.text, publisher):
            line.kind = "byline"
        elif find_title and not found and _may_be_title(line, lines[number + 1 :], publisher):
            line.kind, found = "title", True
            layout.title = line.text
        else:
            return


def _read_flat(lines: Sequence[_Line], layout: Layout, flat: bool) -> None:
    """Keep the date that a page without line ends begins with, or that an agency's name in its head stands beside."""
    first = next((line for line in lines if line.kind in (None, "title")), None)
    if first is None or layout.published is not None:
        return
    if flat or len(first.text) > _FLAT:
        leading = leading_date(first.text)
        layout.published = leading.published if leading else None
    if flat and layout.published is None:
        below = [*(line.text for line in lines[1:]), ""]
        dates = (agency_date(f"{line.text} {after}") for line, after in zip(lines, below, strict=True))
        layout.published = next(filter(None, dates), None)


def _take_date(line: _Line, layout: Layout, publisher: str | None) -> bool:
    read = read_date_line(line.text, publisher)
    if read is None:
        return False
    layout.published = layout.published or read.published
    return True


def _read_tail(lines: list[_Line], title: str | None, publisher: str | None) -> None:
    """Name bylines, trails and repeated headlines below the last paragraph of text."""
    titled = False
    for line in lines:
        if line.kind == "title":
            titled = True
        elif line.kind is None and titled and title and cues.fold(line.text) == cues.fold(title):
            line.kind = "furniture"
    for line in reversed(lines):
        if line.kind is not None:
            continue
        if cues.is_trail(line.text, title):
            line.kind = "furniture"
        elif cues.is_byline(line.text, publisher):
            line.kind = "byline"
        elif not cues.source_stretches(line.text):
            return


def _filed_at(lines: Sequence[_Line]) -> tuple[int, int] | None:
    """Where the text begins with a place alone as its dateline; where more lines begin so, they are heads of items."""
    text = [line for line in lines if line.kind is None]
    ends = next((number for number, line in enumerate(text, 1) if line.gap), len(text))
    paragraph = " ".join(line.text for line in text[:ends])
    if not text or not 0 < (end := plain_dateline_end(paragraph)) < len(text[0].text):
        return None
    items = any(map(plain_dateline_end, re.split(r"[;.]\s+", paragraph[end:])))
    if items or any(plain_dateline_end(line.text) for line in text[1:]):
        return None
    return text[0].start, text[0].start + end


def _line_zones(line: _Line, layout: Layout, filed: tuple[int, int] | None) -> list[Zone]:
    """The zones of one line: most are one; a body line may begin with a dateline and end with its source.

    `filed` is where a place alone is the dateline of the text.
    """
    if line.kind is not None:
        return [Zone(line.start, line.end, line.kind)]
    zones: list[Zone] = []
    begin = 0
    if not layout.zones or all(zone.kind != "body" for zone in layout.zones):
        begin = _head_of_flat(line, layout, zones)
    opened = begin + dateline_end(line.text[begin:])
    if opened == 0 and filed is not None and filed[0] == line.start:
        opened = filed[1] - line.start
    if opened > begin:
        zones.append(Zone(line.start + begin, line.start + opened, "date_line"))
    for start, end in cues.source_stretches(line.text):
        if start < opened:
            continue
        zones.append(Zone(line.start + opened, line.start + start, "body"))
        zones.append(Zone(line.start + start, line.start + end, "source_line"))
        opened = end
    zones.append(Zone(line.start + opened, line.end, "body"))
    return zones


def _source_of_whole(zones: list[Zone], text: str) -> str | None:
    """The source line above or below the text; one amid it credits a picture or a passage."""
    for way in (reversed(zones), iter(zones)):
        for zone in way:
            if zone.kind == "source_line":
                return text[zone.start : zone.end].strip("()[] ")
            if zone.kind == "body" and zone.end - zone.start > _LONGEST_SIGNATURE:
                break
    return None


def _head_of_flat(line: _Line, layout: Layout, zones: list[Zone]) -> int:
    """Part date and headline off a line that holds text as well; return where its body begins."""
    titled = any(zone.kind == "title" for zone in layout.zones)
    title = (
        None
        if titled
        else next(filter(None, (_known_title(line.text, t) for t in _with_and_without_site(layout.title))), None)
    )
    leading = leading_date(line.text) if title is None and len(line.text) > _FLAT else None
    begin = title[0] if title else leading.end if leading else 0
    if begin:
        dated = any(character.isdigit() for character in line.text[:begin])
        zones.append(Zone(line.start, line.start + begin, "date_line" if dated else "byline"))
    if title:
        zones.append(Zone(line.start + begin, line.start + title[1], "title"))
        begin = title[1]
    text = cues.furniture_end(line.text, begin)
    if text > begin:
        zones.append(Zone(line.start + begin, line.start + text, "furniture"))
    return text


def _with_and_without_site(title: str | None) -> list[str]:
    """A known headline, and what stands before the site in it: "Headline - Site"."""
    heads = [title.rpartition(mark)[0] for mark in (" - ", " | ")] if title else []
    return [name for name in (title, *heads) if name]


def _known_title(line: str, title: str) -> tuple[int, int] | None:
    """Where the known headline stands near the head of a line, with the marks that part it from what follows."""
    wanted = _letters(mended(title))
    if len(wanted) < _LEAST_TITLE:
        return None
    head = mended(line[: _BEFORE_TITLE + 4 * len(wanted) + _BEFORE_TITLE])
    found = _letters(head).find(wanted)
    if found < 0:
        return None
    places = [at for at, char in enumerate(_plain(head)) if char.isalnum()]
    if places[found] > _BEFORE_TITLE:
        return None
    end = places[found + len(wanted) - 1] + 1
    while end < len(line) and line[end] in _AFTER_TITLE:
        end += 1
    return places[found], end


def _letters(text: str) -> str:
    """The letters and digits of a text for comparison, without what stands between them."""
    return "".join(_LETTERS.findall(_plain(text)))


def _plain(text: str) -> str:
    """The text in small letters, each at its place: one that becomes several leaves a gap."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(small if len(small := char.casefold()) == 1 else " " for char in text)


def _is_title(line: str, title: str) -> bool:
    ours, theirs = cues.fold(line), cues.fold(title)
    shorter, longer = sorted((ours, theirs), key=len)
    return bool(shorter) and longer.startswith(shorter) and 2 * len(shorter) > len(longer)


def _may_be_title(line: _Line, following: Sequence[_Line], publisher: str | None) -> bool:
    """Whether a line above the text may be its headline: short, one line, no full stop, text below."""
    words = line.text.split()
    if (
        not 2 <= len(words) <= 40
        or len(line.text) > _LONGEST_TITLE
        or line.text.endswith((".", "،", ",", ":", ";", "。"))
    ):
        return False
    below = next((other for other in following if other.kind is None), None)
    if below is None or not any(character.isalpha() for character in line.text):
        return False
    return line.gap or read_date_line(following[0].text, publisher) is not None


def _names_publisher(line: str, publisher: str | None) -> bool:
    """Whether a short line is a place and the publisher parted by a dash: "محافظات – الوطن"."""
    if not publisher or len(line.split()) > 6:
        return False
    known = set(cues.fold(publisher).split())
    parts = [set(cues.fold(part).split()) for part in line.replace("—", "–").replace(" - ", "–").split("–")]
    return len(parts) > 1 and any(part and part <= known for part in parts)


def _joined(zones: list[Zone], text: str) -> list[Zone]:
    """Drop blank zones, trim the others, and join neighbours of the same kind."""
    joined: list[Zone] = []
    for zone in zones:
        piece = text[zone.start : zone.end]
        start = zone.start + len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start >= end:
            continue
        if joined and joined[-1].kind == zone.kind and not text[joined[-1].end : start].strip():
            joined[-1] = Zone(joined[-1].start, end, zone.kind)
        else:
            joined.append(Zone(start, end, zone.kind))
    return joined
