"""The documents, one of them with every span that a claim rests on, and a claim with its capture and custody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from harmtrace.model.claim import AnyClaim, to_plain
from harmtrace.model.document import Document
from harmtrace.publish.codes import code_words
from harmtrace.publish.report import shelf_row
from harmtrace.publish.tongue import _, language_name
from harmtrace.web.reading.highlight import highlighted
from harmtrace.web.reading.paging import Paged, paged
from harmtrace.web.shelves import Shelves
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The pages of documents and claims."""

    def document(asked: Asked) -> Answer:
        found = asked.record.documents.get(asked.row_id)
        if found is None:
            raise HTTPException(404)
        claims = asked.shelves.claims_of.get(asked.row_id, ())
        graphic = found.document_id in site.restrictions().graphic

        def page() -> Shown:
            values = {**_values(site, asked, found, claims), "graphic": graphic}
            return Shown("document.html.j2", found.title or found.document_id, values)

        plain = {**msgspec.to_builtins(found), "graphic": graphic, "claims": [to_plain(c) for c in claims]}
        return Answer(lambda: plain, page)  # never kept: whether the bytes hold is looked up each time

    def claim(asked: Asked) -> Answer:
        found = asked.record.claims.get(asked.row_id)
        if found is None:
            raise HTTPException(404)

        def page() -> Shown:
            extractor, document = found.extractor, asked.record.documents[found.document_id]
            plain = msgspec.json.format(msgspec.json.encode(to_plain(found)), indent=2).decode()
            held = [asked.shelves.held[row_id] for row_id in asked.shelves.held_with.get(asked.row_id, ())]
            values = {
                "claim": asked.shelves.views.claim(found),
                "chain": [teller.name for teller in found.attribution.chain],
                "extractor": f"{extractor.name} {extractor.version}, rule {extractor.rule!r}",
                "capture": site.capture_for(asked.request, document),
                "plain": plain,
                "held": list(map(asked.shelves.row, held)),
                "origin": asked.shelves.origin_of.get(asked.row_id),
            }
            return Shown("claim.html.j2", _("Claim"), values)

        return Answer(lambda: to_plain(found), page)

    return [
        *site.twinned("/documents", shelf),
        *site.twinned("/documents/{row_id:path}", document),
        *site.twinned("/claims/{row_id}", claim),
    ]


def _values(site: Site, asked: Asked, found: Document, claims: Sequence[AnyClaim]) -> dict[str, Any]:
    shelves = asked.shelves
    kinds = Counter(claim.kind for claim in claims)
    held = dict.fromkeys(row_id for claim in claims for row_id in shelves.held_with.get(claim.claim_id, ()))
    return {
        "document": found,
        "text": highlighted(found.text, claims),
        "kinds": [(kind, code_words(kind), count) for kind, count in kinds.most_common()],
        "claims": [shelves.views.claim(one) for one in claims],
        "capture": site.capture_for(asked.request, found),
        "relays": shelves.relays_of.get(found.document_id, ()),
        "held": [shelves.row(shelves.held[row_id]) for row_id in held],
        "source": shelves.source_named.get(found.publisher or ""),
    }


def shelf(asked: Asked) -> Answer:
    """All documents, the newest first, those of one language, state or publisher where that is asked for."""
    wanted = {name: asked.query(name) for name in ("publisher", "language", "state")}
    every = _of_publisher(asked.shelves, wanted["publisher"])
    documents = [document for document in every if _fits(document, wanted)]

    def address(number: int) -> str:
        return "/documents?" + urlencode({**{k: v for k, v in wanted.items() if v}, "page": number})

    rows = paged(asked, documents, address)
    return Answer(lambda: _plain(rows), lambda: _shelf_page(asked.shelves, rows, wanted), keep=True)


def _of_publisher(shelves: Shelves, publisher: str) -> list[Document]:
    ids = shelves.published_by.get(publisher, ()) if publisher else shelves.documents
    return [shelves.record.documents[row_id] for row_id in ids]


def _fits(document: Document, wanted: dict[str, str]) -> bool:
    return wanted["language"] in ("", document.language) and wanted["state"] in ("", document.state)


def _plain(rows: Paged[Document]) -> dict[str, Any]:
    shown = [
        {
            "document_id": document.document_id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "language": document.language,
            "state": document.state,
            "capture": document.capture,
        }
        for document in rows.rows
    ]
    return {"documents": shown, "found": rows.total, "page": rows.number, "pages": rows.pages}


def _shelf_page(shelves: Shelves, rows: Paged[Document], wanted: dict[str, str]) -> Shown:
    every = shelves.record.documents.values()
    languages = Counter(document.language for document in every)
    states = Counter(document.state for document in every)
    values = {
        "rows": rows,
        "shelf": [
            (
                quote(document.document_id, safe=""),
                shelf_row(document),
                len(shelves.claims_of.get(document.document_id, ())),
            )
            for document in rows.rows
        ],
        "wanted": wanted,
        "languages": [(tag, language_name(tag), count) for tag, count in languages.most_common()],
        "states": [(state, code_words(state), count) for state, count in states.most_common()],
        "publishers": sorted(shelves.published_by, key=lambda name: -len(shelves.published_by[name]))[:200],
    }
    return Shown("documents.html.j2", _("Documents"), values)
