"""Who the tellers of a record are: publishers in two scripts, and the town's own body."""

from __future__ import annotations

from dataclasses import replace

from harmtrace.extract.extraction import extract
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance, find_origins
from tests.extract.reading_of import document_of

GAZETTEER = Gazetteer.open([])


def origins(*texts: tuple[str, str, str]) -> Provenance:
    """The origins of texts, each with its publisher and language."""
    documents = [
        replace(document_of(text, publisher=publisher, language=language), document_id=f"d{number}")
        for number, (publisher, language, text) in enumerate(texts)
    ]
    return find_origins(documents, [claim for document in documents for claim in extract(document, GAZETTEER)])


def test_a_publisher_is_one_body_under_its_name_in_two_scripts() -> None:
    found = origins(
        ("Orient", "en", "An air strike on Hass killed two people on Monday."),
        ("أورينت", "ar", "قُتل شخصان في غارة جوية على مدينة سراقب يوم الثلاثاء."),
    )
    assert len(found.groups) == 1


def test_two_publishers_of_other_names_stay_two() -> None:
    found = origins(
        ("Orient", "en", "An air strike on Hass killed two people on Monday."),
        ("أوراس", "ar", "قُتل شخصان في غارة جوية على مدينة سراقب يوم الثلاثاء."),
    )
    assert len(found.groups) == 2


def test_the_town_s_emergency_room_is_the_one_that_is_called_after_it() -> None:
    found = origins(
        ("Saraqib Emergency Room", "en", "Shells killed two people in Saraqib on Monday."),
        ("Hass Emergency Room", "en", "Shells killed nine people in Hass on Monday."),
        ("Orontes Wire", "en", "Shells killed two people in Saraqib on Monday, the town's Emergency Room said."),
    )
    assert {group.origin: group.documents for group in found.groups if group.claims} == {
        "Saraqib Emergency Room": ("d0", "d2"),
        "Hass Emergency Room": ("d1",),
    }
