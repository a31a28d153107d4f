"""A document with every span that a claim rests on, and a claim with its sentences, capture and custody."""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from harmtrace.model.claim import to_plain
from harmtrace.pipeline.trace import Tracer
from harmtrace.publish.tongue import _
from harmtrace.publish.views import Views
from harmtrace.web.reading.highlight import highlighted
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The pages of documents and claims."""

    def document(asked: Asked) -> Answer:
        found = asked.record.documents.get(asked.row_id)
        if found is None:
            raise HTTPException(404)
        claims = [c for c in asked.record.claims.values() if c.document_id == asked.row_id]

        def page() -> Shown:
            views = Views(asked.record)
            relays = [r for g in asked.record.provenance.groups for r in g.relays if asked.row_id in r[:2]]
            values = {
                "document": found,
                "text": highlighted(found.text, claims),
                "claims": [views.claim(c) for c in claims],
                "capture": Tracer(site.store).document(found).capture,
                "relays": relays,
            }
            return Shown("document.html.j2", found.title or found.document_id, values)

        return Answer(lambda: {**msgspec.to_builtins(found), "claims": [to_plain(c) for c in claims]}, page)

    def claim(asked: Asked) -> Answer:
        found = asked.record.claims.get(asked.row_id)
        if found is None:
            raise HTTPException(404)

        def page() -> Shown:
            trace = Tracer(site.store).claims([(asked.row_id, "itself", "")])[0]
            plain = msgspec.json.format(msgspec.json.encode(to_plain(found)), indent=2).decode()
            values = {"claim": Views(asked.record).claim(found), "trace": trace, "plain": plain}
            return Shown("claim.html.j2", _("Claim"), values)

        return Answer(lambda: to_plain(found), page)

    return [*site.twinned("/documents/{row_id:path}", document), *site.twinned("/claims/{row_id}", claim)]
