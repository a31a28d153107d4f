"""Who tells and who publishes: all sources, and one with its documents, its claims and who relays it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from harmtrace.model.incident import OriginGroup
from harmtrace.publish.report import shelf_row
from harmtrace.publish.tongue import _, isolated, sort_key
from harmtrace.web.reading.paging import paged
from harmtrace.web.shelves import Shelves
from harmtrace.web.site import Answer, Asked, Shown, Site

_MOST_RELAYS = 40


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the table of all: how many documents it published, what it tells, and how often it is relayed."""

    source_id: str
    name: str
    interested: bool
    published: int
    documents: int
    claims: int
    relays: int


def routes(site: Site) -> list[BaseRoute]:
    """The pages of sources."""
    return [*site.twinned("/sources", sources), *site.twinned("/origins/{row_id}", source)]


def sources(asked: Asked) -> Answer:
    """All sources with a name; those that texts only describe ("a medical source") are counted."""
    rows = asked.shelves.once(rows_of)
    wanted = asked.query("q")
    found = [row for row in rows if sort_key(wanted) in sort_key(row.name)] if wanted else rows

    def address(number: int) -> str:
        return "/sources?" + urlencode({**({"q": wanted} if wanted else {}), "page": number})

    page = paged(asked, found, address)
    unnamed = len(asked.record.provenance.unnamed)
    values = {"rows": page, "wanted": wanted, "unnamed": unnamed}
    return Answer(
        lambda: {"sources": page.rows, "found": page.total, "page": page.number, "pages": page.pages},
        lambda: Shown("sources.html.j2", _("Sources"), values),
        keep=True,
    )


def rows_of(shelves: Shelves) -> list[SourceRow]:
    """The sources with a name, those that tell most first."""
    unnamed = shelves.record.provenance.unnamed
    rows = [
        SourceRow(
            source_id=group.origin_id,
            name=group.origin,
            interested=group.interested,
            published=len(shelves.published_by.get(group.origin, ())),
            documents=len(group.documents),
            claims=len(group.claims),
            relays=len(group.relays),
        )
        for row_id, group in shelves.sources.items()
        if row_id not in unnamed
    ]
    return sorted(rows, key=lambda row: (-row.claims, -row.documents, sort_key(row.name)))


def source(asked: Asked) -> Answer:
    """One source: what it published, what it tells, and who passed that on."""
    group = asked.shelves.sources.get(asked.row_id)
    if group is None:
        raise HTTPException(404)
    title = _("Source: {name}", name=isolated(group.origin))
    return Answer(lambda: group, lambda: Shown("source.html.j2", title, _values(asked, group)), keep=True)


def _values(asked: Asked, group: OriginGroup) -> dict[str, Any]:
    shelves, here = asked.shelves, f"/origins/{asked.row_id}"
    published = shelves.published_by.get(group.origin, ())
    claims = paged(asked, group.claims, _address(here, "page", "claims"))
    shelf = paged(asked, published or group.documents, _address(here, "documents", "documents"), "documents")
    return {
        "group": group,
        "unnamed": group.origin_id in asked.record.provenance.unnamed,
        "published": len(published),
        "relayed_by": _relayed_by(shelves, group),
        "relays": group.relays[:_MOST_RELAYS],
        "more_relays": max(len(group.relays) - _MOST_RELAYS, 0),
        "told": claims,
        "claims": [shelves.views.claim(asked.record.claims[row_id]) for row_id in claims.rows],
        "shelf": shelf,
        "shelf_rows": [
            (row_id, shelf_row(asked.record.documents[row_id]))
            for row_id in shelf.rows
            if row_id in asked.record.documents
        ],
    }


def _address(here: str, name: str, anchor: str) -> Callable[[int], str]:
    return lambda number: f"{here}?{name}={number}#{anchor}"


def _relayed_by(shelves: Shelves, group: OriginGroup) -> Sequence[tuple[str, str, int]]:
    """The publishers that passed its claims on, with their own pages and how often each did."""
    counts: Counter[str] = Counter()
    for _source, target, _why in group.relays:
        document = shelves.record.documents.get(target)
        if document is not None and document.publisher and document.publisher != group.origin:
            counts[document.publisher] += 1
    return [(name, shelves.source_named.get(name, ""), count) for name, count in counts.most_common(_MOST_RELAYS)]
