"""CSV: a row for each figure of each incident and aggregate, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import TextIO

from harmtrace.account.record import RecordView
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.toll import TollRow
from harmtrace.model.where import Where
from harmtrace.places.precision import geo_precision, where_prec
from harmtrace.publish import wording
from harmtrace.publish.coarsening import shown_radius
from harmtrace.publish.credits import credit_of
from harmtrace.publish.placing import HOW, placing_of
from harmtrace.publish.views import Views
from harmtrace.resolve.places import finest

COLUMNS = (
    "access", "as_of", "kind", "id", "from", "to", "place", "lat", "lon", "located", "precision", "radius_km",
    "where_prec", "geo_precision", "event_types", "harm", "status", "unit", "min", "max", "highest_stated", "in_words",
    "independent_origins", "documents", "claims", "quotations", "notices", "places_from",
    "decisions",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(record: RecordView, views: Views, out: TextIO) -> None:
    """Write the table with its heading."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    everything: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    for held in everything:
        for row in held.tolls or (None,):
            rows.writerow([safe(cell) for cell in _cells(record, views, held, row)])


def _precision(where: Sequence[Where], public: bool) -> tuple[object, object, object, object]:
    """How finely the smallest place is told, on our scale, with its radius in km, on UCDP's scale and on ACLED's."""
    place = next(iter(finest(where)), None)
    if place is None or place.precision is None:
        return "", "", "", ""
    radius = place.radius_km
    if radius is not None and place.lat is not None and place.lon is not None:
        radius = shown_radius(place.lat, place.lon, radius, public)
    return place.precision, radius, where_prec(place), geo_precision(place)


def safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(_FORMULA) else words


def _cells(record: RecordView, views: Views, held: Incident | Aggregate, row: TollRow | None) -> Iterator[object]:
    incident = isinstance(held, Incident)
    placing = placing_of(held.where, views.gazetteer, views.public)
    claims = [link.claim_id for link in held.claims]
    yield "PUBLIC" if views.public else "INTERNAL"
    yield views.as_of
    yield "incident" if incident else "aggregate: not an incident, never add to incidents"
    yield held.incident_id if isinstance(held, Incident) else held.aggregate_id
    yield held.when.start if held.when else None
    yield held.when.end if held.when else None
    yield wording.where_words(held.where)
    yield from placing.positions[0] if incident and placing.kind == "point" else ("", "")
    yield placing.why or HOW[placing.kind]
    yield from _precision(held.where, views.public)
    yield ";".join(held.event_types) if isinstance(held, Incident) else ""
    yield from (row.harm, row.status, row.unit, row.min, row.max, row.highest_stated) if row else ("",) * 6
    yield wording.row_words(row) if row else "no figure stated"
    yield held.origins
    yield len(held.documents)
    yield ";".join(claims)
    quotes = [e.quote for c in claims if c in record.claims for e in record.claims[c].evidence]
    yield "" if views.public else " | ".join(dict.fromkeys(quotes))
    yield " | ".join(held.notices)
    yield credit_of(held.where, record, views.gazetteer)
    yield ";".join(row.because.decisions if row else held.decisions)
