"""From a store to its read-only pages: overview, documents, incidents, aggregates, claims, origins, search, method."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from harmtrace import __version__
from harmtrace.account.record import RecordView
from harmtrace.model.claim import to_plain
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.pattern import Pattern
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.pipeline.settings import digits_setting, language_setting
from harmtrace.pipeline.trace import Tracer
from harmtrace.publish.credits import credit_lines
from harmtrace.publish.map_marks import Links
from harmtrace.publish.map_picture import draw_map
from harmtrace.publish.methods import method_of
from harmtrace.publish.pages import FONTS, font, font_faces, render, stylesheet
from harmtrace.publish.pattern_views import BY, pattern_view
from harmtrace.publish.place_views import place_page
from harmtrace.publish.report import counts_of, shelf_row
from harmtrace.publish.timeline import draw_timeline
from harmtrace.publish.tongue import _, isolated, sort_key, tongue_of
from harmtrace.publish.views import Views, by_date
from harmtrace.publish.wording import harm_words
from harmtrace.store.record import Store
from harmtrace.web.filters import Filters
from harmtrace.web.guard import Guard
from harmtrace.web.highlight import highlighted, marked
from harmtrace.web.languages import Speaking, choices
from harmtrace.web.patterns import PatternAnswers, PatternAsked


def create_app(store_url: str) -> Starlette:
    """The pages of the record at `store_url`. Raises what `Store.open` and `tongue_of` raise."""
    pages = Pages(Store.open(store_url, create=False))
    routes = [
        Route("/", pages.overview),
        Route("/overview.json", pages.overview),
        Route("/static/harmtrace.css", pages.css),
        Route("/static/{name}.woff2", pages.font),
        Route("/search", pages.search),
        Route("/search.json", pages.search),
        Route("/patterns", pages.patterns),
        Route("/patterns.json", pages.patterns),
        Route("/method", pages.method),
        Route("/method.json", pages.method),
        Route("/documents/{row_id:path}", pages.document),
        Route("/incidents/{row_id}", pages.incident),
        Route("/aggregates/{row_id}", pages.aggregate),
        Route("/claims/{row_id}", pages.claim),
        Route("/origins/{row_id}", pages.origin),
        Route("/places/{row_id:path}", pages.place),
    ]
    handlers: Any = {HTTPException: pages.missing}
    speaks = Middleware(Speaking, default=tongue_of(language_setting(), digits_setting()))
    return Starlette(routes=routes, middleware=[Middleware(Guard), speaks], exception_handlers=handlers)


def place_address(key: str) -> str:
    """Where the page of a place is, by the key of its page."""
    return f"/places/{quote(key, safe=':')}"


LINKS = Links("/incidents/{id}", "/aggregates/{id}", place_address)


class Pages:
    """One method a page. The record is read again when it has changed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._seen: str | None = None
        self._record: RecordView | None = None
        self._patterns = PatternAnswers()

    @property
    def record(self) -> RecordView:
        """The record as it is now."""
        mark = self.store.derived_fingerprints("record").get("record")
        if self._record is None or mark != self._seen:
            self._record, self._seen = load_record(self.store), mark
        return self._record

    def css(self, _request: Request) -> Response:
        """The stylesheet."""
        return Response(stylesheet() + font_faces(embedded=False), media_type="text/css")

    def font(self, request: Request) -> Response:
        """A font of the stylesheet."""
        name = f"{request.path_params['name']}.woff2"
        if name not in FONTS.values():
            raise HTTPException(404)
        return Response(font(name), media_type="font/woff2")

    def overview(self, request: Request) -> Response:
        """Counts, map, timeline and tables, filtered by what the address says."""
        record, filters = self.record, Filters.of(request.query_params)
        incidents = [i for i in sorted(record.incidents, key=by_date) if filters.keep(i)]
        aggregates = [a for a in sorted(record.aggregates, key=by_date) if filters.keep(a)]
        if request.url.path.endswith(".json"):
            return _json({"incidents": incidents, "aggregates": aggregates, "counts": counts_of(record)})
        views = Views(record)
        return self._page(
            request,
            "overview.html.j2",
            _("Overview"),
            harms=_harms(record),
            filters=filters,
            counts=counts_of(record),
            map=draw_map(incidents, aggregates, load_gazetteer(), False, LINKS, self._credits()),
            links=LINKS,
            timeline=draw_timeline(incidents, aggregates, "/incidents/{id}"),
            incidents=[views.incident(i) for i in incidents],
            aggregates=[views.aggregate(a) for a in aggregates],
            shelf=[(document.document_id, shelf_row(document)) for document in record.documents.values()],
        )

    def document(self, request: Request) -> Response:
        """One document with every span that a claim rests on."""
        row_id, as_json = _twin(request)
        document = self.record.documents.get(row_id)
        if document is None:
            raise HTTPException(404)
        claims = [c for c in self.record.claims.values() if c.document_id == row_id]
        if as_json:
            return _json({**msgspec.to_builtins(document), "claims": [to_plain(c) for c in claims]})
        trace = Tracer(self.store).document(document)
        relays = [r for g in self.record.provenance.groups for r in g.relays if row_id in r[:2]]
        views = Views(self.record)
        return self._page(
            request,
            "document.html.j2",
            document.title or document.document_id,
            document=document,
            text=highlighted(document.text, claims),
            claims=[views.claim(c) for c in claims],
            capture=trace.capture,
            relays=relays,
        )

    def incident(self, request: Request) -> Response:
        """One incident: its figures, claims by origin, and why they were joined."""
        row_id, as_json = _twin(request)
        incident = next((i for i in self.record.incidents if i.incident_id == row_id), None)
        if incident is None:
            return self.aggregate(request)
        if as_json:
            return _json(incident)
        return self._page(request, "held.html.j2", _("Incident"), held=Views(self.record).incident(incident))

    def aggregate(self, request: Request) -> Response:
        """One figure for several incidents."""
        row_id, as_json = _twin(request)
        aggregate = next((a for a in self.record.aggregates if a.aggregate_id == row_id), None)
        if aggregate is None:
            raise HTTPException(404)
        if as_json:
            return _json(aggregate)
        held = Views(self.record).aggregate(aggregate)
        return self._page(request, "held.html.j2", _("Figure for several incidents"), held=held)

    def claim(self, request: Request) -> Response:
        """One claim with its sentences, capture and custody."""
        row_id, as_json = _twin(request)
        claim = self.record.claims.get(row_id)
        if claim is None:
            raise HTTPException(404)
        if as_json:
            return _json(to_plain(claim))
        view, trace = Views(self.record).claim(claim), Tracer(self.store).claims([(row_id, "itself", "")])[0]
        plain = msgspec.json.format(msgspec.json.encode(to_plain(claim)), indent=2).decode()
        return self._page(request, "claim.html.j2", _("Claim"), claim=view, trace=trace, plain=plain)

    def origin(self, request: Request) -> Response:
        """One independent origin, its documents and who relayed it."""
        row_id, as_json = _twin(request)
        group = next((g for g in self.record.provenance.groups if g.origin_id == row_id and g.claims), None)
        if group is None:
            raise HTTPException(404)
        if as_json:
            return _json(group)
        views = Views(self.record)
        title = _("Origin: {name}", name=isolated(group.origin))
        told = [views.claim(self.record.claims[c]) for c in group.claims]
        return self._page(request, "origin.html.j2", title, group=group, claims=told, relays=group.relays)

    def place(self, request: Request) -> Response:
        """One place: its names and level, what is told of it, and why it was taken for this one."""
        row_id, as_json = _twin(request)
        place = place_page(row_id, self.record, load_gazetteer())
        if place is None:
            raise HTTPException(404)
        if as_json:
            return _json(place)
        views, here = Views(self.record), set(place.held)
        incidents = [i for i in sorted(self.record.incidents, key=by_date) if i.incident_id in here]
        aggregates = [a for a in sorted(self.record.aggregates, key=by_date) if a.aggregate_id in here]
        return self._page(
            request,
            "place.html.j2",
            place.name,
            place=place,
            address=place_address(row_id),
            map=draw_map(incidents, aggregates, load_gazetteer(), False, LINKS, self._credits()),
            links=LINKS,
            held_here=[*map(views.incident, incidents), *map(views.aggregate, aggregates)],
            claims=[views.claim(self.record.claims[claim]) for claim in place.claims],
        )

    def search(self, request: Request) -> Response:
        """Documents by their words."""
        query = request.query_params.get("q", "")[:200]
        hits = self.store.search(query)
        if request.url.path.endswith(".json"):
            return _json({"query": query, "hits": hits})
        return self._page(
            request,
            "search.html.j2",
            _("Search"),
            query=query,
            hits=[(hit, marked(hit.snippet, hit.marks)) for hit in hits],
        )

    def patterns(self, request: Request) -> Response:
        """Counts, ranges, change, clusters and sentences, as the address asks for them."""
        asked = PatternAsked.of(request.query_params)
        record = self.record
        found = self._patterns.answer(asked, self._seen, record)
        if request.url.path.endswith(".json"):
            return _json(found) if isinstance(found, Pattern) else _json({"problem": found}, 400)
        return self._page(
            request,
            "patterns.html.j2",
            _("Patterns"),
            asked=asked,
            ways=[(name, _(words)) for name, words in BY.items()],
            harms=_harms(record) or [(asked.harm, harm_words(asked.harm))],
            problem="" if isinstance(found, Pattern) else found,
            view=pattern_view(found) if isinstance(found, Pattern) else None,
            twin=f"/patterns.json?{request.url.query}",
        )

    def method(self, request: Request) -> Response:
        """The rules and policies in force."""
        method = method_of(self.record, load_gazetteer())
        if request.url.path.endswith(".json"):
            return _json(method)
        return self._page(request, "method_page.html.j2", _("Method"), method=render("method.html.j2", method=method))

    def missing(self, request: Request, problem: HTTPException) -> Response:
        """What is not on record says so, with its code."""
        page = self._page(request, "missing.html.j2", _("Not on record"))
        page.status_code = problem.status_code
        return page

    def _credits(self) -> list[str]:
        return credit_lines(self.record, load_gazetteer())

    def _page(self, request: Request, template: str, title: str, **values: Any) -> HTMLResponse:
        views = Views(self.record)
        frame = {
            "title": title,
            "version": __version__,
            "as_of": views.as_of,
            "reconstructed": views.reconstructed(),
            "documents": len(self.record.documents),
            "attribution": " ".join(self._credits()),
            "place_address": place_address,
            "choices": choices(request),
        }
        return HTMLResponse(render(template, **frame, **values))


def _harms(record: RecordView) -> list[tuple[str, str]]:
    """The harms that figures on record are of, with their words, sorted by these."""
    held: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    found = {row.harm for one in held for row in one.tolls}
    return sorted(((harm, harm_words(harm)) for harm in found), key=lambda row: sort_key(row[1]))


def _twin(request: Request) -> tuple[str, bool]:
    """The id in the path, and whether its JSON twin is asked for."""
    row_id = str(request.path_params["row_id"])
    return (row_id.removesuffix(".json"), True) if row_id.endswith(".json") else (row_id, False)


def _json(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
