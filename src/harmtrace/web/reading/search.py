"""Search: texts, quotations, places and names by their words, in any script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.routing import BaseRoute

from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.codes import code_words
from harmtrace.publish.place_views import level_words
from harmtrace.publish.tongue import N_, _, isolated, local_admin, local_name
from harmtrace.publish.views import document_name, published_words
from harmtrace.store.folding import found_in, snippet, words_of
from harmtrace.web.addresses import place_address
from harmtrace.web.reading.highlight import marked
from harmtrace.web.reading.paging import Paged
from harmtrace.web.reading.places import places_of
from harmtrace.web.reading.searching import KINDS, Hits, Kind, SearchIndex
from harmtrace.web.shelves import Shelves
from harmtrace.web.site import Answer, Asked, Shown, Site

_OF_EACH, _OF_ONE = 5, 30
"""So many hits of each kind are shown where all kinds are asked for, and where one is."""
_NAMES: dict[Kind, str] = {
    "document": N_("Texts"),
    "quote": N_("Sentences of claims"),
    "place": N_("Places"),
    "name": N_("Names"),
}


def routes(site: Site) -> list[BaseRoute]:
    """The page of search."""
    return site.twinned("/search", partial(search, site))


def search(site: Site, asked: Asked) -> Answer:
    """What holds the words that are asked for, by kind."""
    query, wanted = asked.query("q"), asked.query("kind")
    index = asked.shelves.once(index_of)
    kinds: Sequence[Kind] = [kind for kind in KINDS if kind == wanted] or KINDS
    size = _OF_EACH if len(kinds) > 1 else _OF_ONE
    first = (asked.number("page", 1, 10_000) - 1) * size if len(kinds) == 1 else 0
    found = [index.find(query, kind, first, size) for kind in kinds]
    if site.sees_all(asked.request) and any(
        map(site.restrictions().touches, (one for hit in found for one in hit.ids))
    ):
        site.log(asked.request, "searched", query)
    return Answer(
        lambda: {"query": query, "hits": _plain(asked.shelves, query, found)},
        lambda: Shown("search.html.j2", _("Search"), _values(asked.shelves, query, found, first, size)),
        keep=True,
    )


def index_of(shelves: Shelves) -> SearchIndex:
    """The index of the words of a record."""
    return SearchIndex(shelves, load_gazetteer(), shelves.once(places_of))


def _plain(shelves: Shelves, query: str, found: Sequence[Hits]) -> list[dict[str, Any]]:
    """The hits for programs; those of documents first, with a piece of the text."""
    rows: list[dict[str, Any]] = []
    words = words_of(query)
    for hits in found:
        for row_id in hits.ids:
            row: dict[str, Any] = {"kind": hits.kind, "id": row_id, "total": hits.total}
            if hits.kind == "document":
                document = shelves.record.documents[row_id]
                piece, marks = snippet(document.text, words)
                row |= {"document_id": row_id, "title": document.title, "snippet": piece, "marks": marks}
            elif hits.kind == "quote":
                claim = shelves.record.claims[row_id]
                row |= {"document_id": claim.document_id, "quotes": [one.quote for one in claim.evidence]}
            rows.append(row)
    return rows


def _values(shelves: Shelves, query: str, found: Sequence[Hits], first: int, size: int) -> dict[str, Any]:
    words = words_of(query)
    shown: dict[Kind, Callable[[str], dict[str, Any]]] = {
        "document": lambda row_id: _document(shelves, row_id, words),
        "quote": lambda row_id: _quote(shelves, row_id, words),
        "place": lambda row_id: _place(shelves, row_id),
        "name": lambda row_id: _name(shelves, row_id),
    }
    groups = []
    for hits in found:
        rows = [shown[hits.kind](row_id) for row_id in hits.ids]
        all_of = "/search?" + urlencode({"q": query, "kind": hits.kind})
        groups.append((hits.kind, _(_NAMES[hits.kind]), hits.total, rows, all_of))
    return {
        "query": query,
        "wanted": found[0].kind if len(found) == 1 else "",
        "kinds": [(kind, _(_NAMES[kind])) for kind in KINDS],
        "groups": groups,
        "any": any(hits.total for hits in found),
        "pages": _pages(query, found[0], first, size) if len(found) == 1 else None,
    }


def _pages(query: str, hits: Hits, first: int, size: int) -> Paged[str]:
    def address(number: int) -> str:
        inside = 1 <= number <= pages
        return "/search?" + urlencode({"q": query, "kind": hits.kind, "page": number}) if inside else ""

    pages = max((hits.total + size - 1) // size, 1)
    number = first // size + 1
    return Paged(hits.ids, hits.total, first, number, pages, address(number - 1), address(number + 1))


def _document(shelves: Shelves, row_id: str, words: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    document = shelves.record.documents[row_id]
    piece, marks = snippet(document.text, words)
    return {
        "address": f"/documents/{quote(row_id, safe='')}",
        "name": isolated(document.title) if document.title else document_name(document),
        "language": document.language,
        "piece": marked(piece, marks),
        "about": _(", ").join((document_name(document, public=True), published_words(document))),
    }


def _quote(shelves: Shelves, row_id: str, words: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    claim = shelves.record.claims[row_id]
    pieces = [marked(one.quote, found_in(one.quote, words)) for one in claim.evidence]
    return {
        "address": f"/claims/{row_id}",
        "name": shelves.views.claim(claim).says,
        "language": claim.language,
        "piece": Markup(" … ").join(pieces),
        "about": f"{code_words(claim.kind)}, {shelves.views.claim(claim).document}",
    }


def _place(shelves: Shelves, key: str) -> dict[str, Any]:
    place = load_gazetteer().place(key)
    page = shelves.once(places_of).page(key, load_gazetteer())
    within = [isolated(name) for name in reversed(local_admin(place.admin))] if place else []
    return {
        "address": place_address(key),
        "name": isolated(local_name(key, place.name) if place else page.name if page else key),
        "language": "",
        "piece": "",
        "about": _(", ").join([*([level_words(place.level)] if place else [_("not in the gazetteer")]), *within]),
    }


def _name(shelves: Shelves, name: str) -> dict[str, Any]:
    source = shelves.source_named.get(name)
    return {
        "address": f"/origins/{source}" if source else "/search?" + urlencode({"q": name, "kind": "quote"}),
        "name": isolated(name),
        "language": "",
        "piece": "",
        "about": _("a source") if source else _("named in claims"),
    }
