"""From a record to one HTML file that needs nothing else: each figure opens the claims it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from harmtrace import __version__
from harmtrace.account.record import RecordView
from harmtrace.account.toll import TollQuestion, toll
from harmtrace.model.claim import SituationClaim
from harmtrace.model.document import Document
from harmtrace.patterns.pattern import patterns
from harmtrace.patterns.question import PatternQuestion
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish import wording
from harmtrace.publish.codes import code_words
from harmtrace.publish.credits import credit_lines
from harmtrace.publish.map_marks import Links
from harmtrace.publish.map_picture import draw_map
from harmtrace.publish.methods import method_of
from harmtrace.publish.pages import font_faces, render, stylesheet
from harmtrace.publish.pattern_views import pattern_view
from harmtrace.publish.timeline import draw_timeline
from harmtrace.publish.tongue import Tongue, _, language_name, ngettext, speaking, spoken, tongue_of
from harmtrace.publish.views import Views, by_date, document_name, published_words

LINKS = Links("#{id}", "#{id}")
"""A report is one file: everything is on its own page."""
HARMS = ("killed", "injured", "abducted", "detained")


@dataclass(frozen=True, slots=True)
class OverallRow:
    """The toll of the whole record for one harm, under both policies."""

    what: str
    inclusive: str
    corroborated: str
    highest: str


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A document in the list at the end."""

    name: str
    published: str
    language: str
    state: str
    capture: str
    notice: str | None


def write_report(
    record: RecordView,
    gazetteer: Gazetteer,
    out: Path,
    *,
    public: bool = False,
    title: str = "",
    tongue: Tongue | None = None,
) -> Path:
    """Write the report to `out` and return it. Only `public` reports may leave the team."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(report_html(record, gazetteer, public=public, title=title, tongue=tongue), encoding="utf-8")
    return out


def report_html(
    record: RecordView, gazetteer: Gazetteer, *, public: bool = False, title: str = "", tongue: Tongue | None = None
) -> str:
    """The report as one HTML document in a `tongue` (English where none is given)."""
    with speaking(tongue or tongue_of("en", gazetteer=gazetteer)):
        return _report(record, gazetteer, public, title or _("Record of reported harm"))


def _report(record: RecordView, gazetteer: Gazetteer, public: bool, title: str) -> str:
    views = Views(record, public, gazetteer)
    incidents = sorted(record.incidents, key=by_date)
    picture = draw_map(incidents, record.aggregates, gazetteer, public, LINKS, credit_lines(record, gazetteer))
    states = Counter(document.state for document in record.documents.values())
    return str(
        render(
            "report.html.j2",
            title=title,
            css=Markup(stylesheet() + (font_faces(embedded=True) if spoken().direction == "rtl" else "")),
            public=public,
            as_of=views.as_of,
            version=__version__,
            documents=len(record.documents),
            reconstructed=views.reconstructed,
            withdrawn=states["withdrawn"],
            unread=sorted(Counter(d.language for d in record.documents.values() if d.state == "unread").items()),
            counts=count_words(counted(record)),
            overall=overall_of(record, gazetteer),
            map=picture,
            links=LINKS,
            pattern=pattern_view(patterns(PatternQuestion(), record, gazetteer)),
            timeline=draw_timeline(incidents, record.aggregates, "#{id}"),
            attribution=" ".join(credit_lines(record, gazetteer)),
            aggregates=views.aggregates(),
            incidents=[views.incident(incident) for incident in incidents],
            situations=[views.claim(c) for c in record.claims.values() if isinstance(c, SituationClaim)],
            shelf=[shelf_row(document, public) for document in record.documents.values()],
            method=render("method.html.j2", method=method_of(record, gazetteer)),
        )
    )


def counted(record: RecordView) -> tuple[int, ...]:
    """The counts that are kept apart: documents, those read, tellers, independent origins, incidents, aggregates."""
    tellers = {claim.attribution.origin.name.casefold() for claim in record.claims.values()}
    origins = sum(bool(group.claims) for group in record.provenance.groups)
    read = sum(document.state == "read" for document in record.documents.values())
    return len(record.documents), read, len(tellers), origins, len(record.incidents), len(record.aggregates)


def count_words(counts: tuple[int, ...]) -> list[tuple[int, str]]:
    """The counts of a record, each with what is counted."""
    documents, read, tellers, origins, incidents, totals = counts
    return [
        (documents, ngettext("document on record", "documents on record", documents)),
        (read, _("of them read")),
        (tellers, ngettext("teller", "tellers", tellers)),
        (origins, ngettext("independent origin", "independent origins", origins)),
        (incidents, ngettext("incident", "incidents", incidents)),
        (totals, ngettext("figure for several incidents", "figures for several incidents", totals)),
    ]


def overall_of(record: RecordView, gazetteer: Gazetteer) -> list[OverallRow]:
    """The tolls of the whole record, under both policies."""
    found = []
    for harm in HARMS:
        for status in ("civilian", "any"):
            inclusive = toll(TollQuestion(harm=harm, status=status), record, gazetteer)
            if not inclusive.because.min and not inclusive.highest_stated:
                continue
            corroborated = toll(TollQuestion(harm=harm, status=status, policy="corroborated"), record, gazetteer)
            found.append(
                OverallRow(
                    _(", ").join((wording.harm_words(harm), wording.status_words(status))),
                    wording.toll_words(inclusive),
                    wording.toll_words(corroborated) if corroborated.because.min else _("told by one origin only"),
                    wording.number(inclusive.highest_stated) if inclusive.highest_stated is not None else _("none"),
                )
            )
    return found


def shelf_row(document: Document, public: bool = False) -> ShelfRow:
    """A document in the list of all."""
    return ShelfRow(
        name=document_name(document, public),
        published=published_words(document),
        language=language_name(document.language),
        state=state_words(document),
        capture=document.capture,
        notice=document.notice,
    )


def state_words(document: Document) -> str:
    """Whether a document was read; one whose language has no lexicon says so."""
    if document.state == "unread":
        return _("not read: no lexicon for “{language}” yet", language=language_name(document.language))
    return code_words(document.state)
