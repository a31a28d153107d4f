"""The overview: counts, map, timeline and tables, filtered by what the address says."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.account.record import RecordView
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.map_picture import draw_map
from harmtrace.publish.report import counts_of, shelf_row
from harmtrace.publish.timeline import draw_timeline
from harmtrace.publish.tongue import _, sort_key
from harmtrace.publish.views import Views, by_date
from harmtrace.publish.wording import harm_words
from harmtrace.web.addresses import LINKS
from harmtrace.web.reading.filters import Filters
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The overview and its twin."""

    def overview(asked: Asked) -> Answer:
        record, filters = asked.record, Filters.of(asked.request.query_params)
        incidents = [i for i in sorted(record.incidents, key=by_date) if filters.keep(i)]
        aggregates = [a for a in sorted(record.aggregates, key=by_date) if filters.keep(a)]

        def page() -> Shown:
            views = Views(record)
            values = {
                "harms": harms_of(record),
                "filters": filters,
                "counts": counts_of(record),
                "map": draw_map(incidents, aggregates, load_gazetteer(), False, LINKS, site.credits(record)),
                "links": LINKS,
                "timeline": draw_timeline(incidents, aggregates, "/incidents/{id}"),
                "incidents": [views.incident(i) for i in incidents],
                "aggregates": [views.aggregate(a) for a in aggregates],
                "shelf": [(document.document_id, shelf_row(document)) for document in record.documents.values()],
            }
            return Shown("overview.html.j2", _("Overview"), values)

        return Answer(
            lambda: {"incidents": incidents, "aggregates": aggregates, "counts": counts_of(record)},
            page,
        )

    return site.twinned("/", overview, twin="/overview.json")


def harms_of(record: RecordView) -> list[tuple[str, str]]:
    """The harms that figures on record are of, with their words, sorted by these."""
    held: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    found = {row.harm for one in held for row in one.tolls}
    return sorted(((harm, harm_words(harm)) for harm in found), key=lambda row: sort_key(row[1]))
