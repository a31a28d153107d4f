"""What leaves the record: plain ranges, notices everywhere, and nothing in public that was not released."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from harmtrace.account.record import RecordView
from harmtrace.errors import UnknownName
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.publish.export_csv import safe
from harmtrace.publish.exports import FORMATS, export
from harmtrace.publish.map_marks import Links
from harmtrace.publish.map_picture import draw_map
from harmtrace.publish.report import report_html
from harmtrace.publish.tongue import tongue_of
from harmtrace.publish.wording import range_words, stated_words
from harmtrace.store.record import Store
from tests.reports import EVERYTHING, ORIGINAL, record_in

WITNESS = {
    "id": "witness-1",
    "publisher": "Harm Desk",
    "published": "2018-09-12",
    "language": "en",
    "title": "<script>alert(1)</script>",
    "text": "Khaled Darwish said that shelling of Khan Sheikhoun killed three people on 9 September 2018."
    "\n\n=1+1 <img src=x onerror=alert(2)> is no figure.",
}


ARABIC_WITNESSES = {
    "id": "witness-2",
    "publisher": "إذاعة الحقل",
    "published": "2018-09-12",
    "language": "ar",
    "title": "قصف خان شيخون",
    "text": "قال خالد درويش إن القصف على خان شيخون قتل ثلاثة أشخاص يوم 9 أيلول 2018.\n\nوقال مدير المشفى سامر حداد"
    " إن خمسة جرحى وصلوا إلى المشفى. وقالت منظمة الإغاثة إن قصف خان شيخون قتل ثلاثة مدنيين يوم 9 أيلول 2018.",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> RecordView:
    url, _ = record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, WITNESS)
    return load_record(Store.open(url))


def exported(record: RecordView, name: str, public: bool) -> str:
    out = io.StringIO()
    export(name, record, out, public)
    return out.getvalue()


def everything_public(record: RecordView) -> dict[str, str]:
    texts = {name: exported(record, name, True) for name in FORMATS}
    return {**texts, "report": report_html(record, load_gazetteer(), public=True)}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (14, 14, "14"),
        (14, 20, "14 to 20"),
        (14, None, "at least 14; no stated upper end"),
        (0, None, "no figure stated"),
        (38300, None, "at least 38,300; no stated upper end"),
        (0, 0, "0"),
    ],
)
def test_a_range_is_said_plainly(low: int, high: int | None, words: str) -> None:
    assert range_words(low, high) == words


def test_where_neither_end_is_told_what_was_stated_is_said() -> None:
    assert stated_words(0, None, 5) == "perhaps none; up to 5 stated"
    assert stated_words(0, None, None) == "no figure stated"
    assert stated_words(0, 5, 5) == "0 to 5"


def test_public_forms_hold_no_quotation_no_private_name_and_no_exact_place(record: RecordView) -> None:
    quotes = {e.quote for claim in record.claims.values() for e in claim.evidence}
    points = {f"{w.lat}" for i in record.incidents for w in i.where if w.lat is not None and w.is_point()}
    assert quotes
    assert points
    for name, text in everything_public(record).items():
        assert "INTERNAL" not in text, name
        assert "Khaled" not in text, name
        for quote in quotes:
            assert quote not in text, name
            assert json.dumps(quote)[1:-1] not in text, name
        assert not [point for point in points if point in text], name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_public_forms_name_no_witness_in_a_script_without_capitals(tmp_path: Path, language: str) -> None:
    record = load_record(Store.open(record_in(tmp_path, ARABIC_WITNESSES)[0]))
    assert {teller.name for claim in record.claims.values() for teller in claim.attribution.chain} >= {
        "خالد درويش", "منظمة الإغاثة", "إذاعة الحقل",
    }  # fmt: skip
    page = report_html(record, load_gazetteer(), public=True, tongue=tongue_of(language, gazetteer=load_gazetteer()))
    for name, text in {**everything_public(record), "report": page}.items():
        assert "درويش" not in text, name
        assert "حداد" not in text, name
    assert "منظمة الإغاثة" in page
    assert "إذاعة الحقل" in page


def test_internal_forms_say_that_they_are_internal(record: RecordView) -> None:
    for name in FORMATS:
        assert "INTERNAL" in exported(record, name, False)
    assert "INTERNAL" in report_html(record, load_gazetteer())


def test_notices_stand_in_every_form(record: RecordView) -> None:
    notice = "Composed for testing: everything is invented; not evidence."
    for text in (*everything_public(record).values(), *(exported(record, name, False) for name in FORMATS)):
        assert notice in text


def test_the_report_opens_each_figure_and_asks_nothing_of_the_network(record: RecordView) -> None:
    page = report_html(record, load_gazetteer())
    assert str(ORIGINAL["text"]).split(". ", 1)[0].replace("'", "&#39;") in page
    assert "<script" not in page
    assert "onerror=alert" not in re.sub(r"&lt;img[^&]*&gt;", "", page)
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', page)
    assert "not read: no lexicon for “tr” yet" in page


def test_a_spreadsheet_takes_no_cell_for_a_formula(record: RecordView) -> None:
    assert [safe(cell) for cell in ("=1+1", "+1", "-1", "@x", "\tx", 5, "a=b")] == [
        "'=1+1", "'+1", "'-1", "'@x", "'\tx", "5", "a=b",
    ]  # fmt: skip
    rows = list(csv.reader(io.StringIO(exported(record, "csv", False))))
    assert len({len(row) for row in rows}) == 1


def test_an_aggregate_is_never_a_point(record: RecordView) -> None:
    for public in (False, True):
        features = json.loads(exported(record, "geojson", public))["features"]
        shapes = {(f["properties"]["kind"], (f["geometry"] or {}).get("type")) for f in features}
        assert shapes <= {("incident", "Point"), ("incident", None), ("aggregate", None)}
        assert ("incident", "Point") in shapes


def test_an_unknown_format_is_named(record: RecordView, tmp_path: Path) -> None:
    with (tmp_path / "x").open("w") as out, pytest.raises(UnknownName):
        export("docx", record, out)


def test_labels_of_near_points_cover_each_other_nowhere(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path)
    (incident,) = Store.open(url).incidents()
    near = [
        replace(
            incident,
            incident_id=f"inc_{number}",
            where=tuple(replace(place, name=name, lat=35.4 + 0.002 * number, lon=36.5) for place in incident.where),
        )
        for number, name in enumerate(("Khan Shaykhun", "Kafr Ayn", "Al Habit"))
    ]
    drawn = str(draw_map(near, [], load_gazetteer(), False, Links("#{id}", "#{id}")).svg)
    drawn = drawn[: drawn.index("</svg>")]
    found = re.findall(r'<text class="name" x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">([^<]+) ', drawn)
    assert len(found) == 3
    assert len({(float(y) // 12, anchor) for _, y, anchor, _ in found}) == 3
