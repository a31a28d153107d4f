"""Pictures of estimates: well formed, nothing of the lists' names as markup, refusals and far ends told."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from harmtrace.people.estimate import CaptureTable, EstimateSettings, estimate
from harmtrace.people.estimate.others import other_answers
from harmtrace.publish.estimate_picture import draw_estimate
from tests.people.tables import kosovo, of_marks

_NAME = "{http://www.w3.org/2000/svg}"


def picture(table: CaptureTable, settings: EstimateSettings | None = None) -> ET.Element:
    found = estimate(table, settings=settings)
    return ET.fromstring(draw_estimate(found, table.cells(), other_answers(table, "loglinear", settings)))


def words(drawn: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in drawn.iter(f"{_NAME}text")]


def test_a_picture_tells_figure_overlaps_models_and_other_answers() -> None:
    drawn = picture(kosovo())
    said = words(drawn)
    assert said[0] == "About 10,357 people by loglinear (95%: 8,994 to 12,110)"
    assert {"EXH (1,910)", "1,131", "?", "on none", "[123,14,34] 37%", "loglinear without HRW"} <= set(said)
    assert said.count("4,400 listed") == 2
    assert "An estimate is no count" in said[1]
    bars = [one for one in drawn.iter(f"{_NAME}rect") if one.get("class") == "bar"]
    assert len(bars) == 16


def test_every_mark_lies_on_the_sheet() -> None:
    drawn = picture(kosovo())
    width, height = (float(drawn.get(side) or 0) for side in ("width", "height"))
    for group in drawn.iter(f"{_NAME}g"):
        down = float((group.get("transform") or "").split()[1].rstrip(")"))
        for dot in group.iter(f"{_NAME}circle"):
            assert 0 < float(dot.get("cx") or -1) < width
            assert 0 < down + float(dot.get("cy") or -1) < height


def test_names_of_lists_are_words_and_no_markup() -> None:
    cells = {"110": 40, "101": 30, "011": 20, "100": 100, "010": 200, "001": 150, "111": 9}
    drawn = picture(of_marks(cells, ("<b>&", "قائمة", "c" * 80)))
    assert any("<b>&" in one for one in words(drawn))
    assert any("قائمة" in one for one in words(drawn))
    assert any(one.rstrip("\u2069").endswith("…") for one in words(drawn))


def test_a_refusal_is_drawn_as_one() -> None:
    said = words(picture(of_marks({"100": 9, "010": 8, "001": 7})))
    assert said[0] == "No estimate by loglinear: refused"
    assert any("no two lists share anybody" in one for one in said)
    assert "refused" in said
