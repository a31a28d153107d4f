"""Quarters and sites lie in the town of their text, where it tells of one."""

from __future__ import annotations

from harmtrace.model.claim import EventClaim
from harmtrace.resolve.towns import with_towns
from tests.extract.reading_of import claims_of


def areas(text: str) -> dict[str, tuple[str, ...]]:
    told = with_towns(claims_of(text))
    return {place.text: place.admin for claim in told if isinstance(claim, EventClaim) for place in claim.where}


def test_a_quarter_lies_in_the_one_town_that_its_text_tells_of() -> None:
    told = areas("Two attacks hit Saraqib on Sunday. Shells landed in the Al-Rawda neighbourhood, killing two people.")
    assert told["Al-Rawda neighbourhood"][-1] == "Saraqib"


def test_of_two_towns_a_quarter_lies_in_neither() -> None:
    told = areas(
        "Attacks hit Saraqib. Jets struck Hass on Monday. Shells landed in the Al-Zahra neighbourhood, killing"
        " two people."
    )
    assert all(admin == () for name, admin in told.items() if "Zahra" in name)


def test_no_claim_changes_its_id() -> None:
    told = claims_of("Attacks hit Saraqib on Sunday. Shells landed in the Al-Rawda neighbourhood, killing two people.")
    assert [claim.claim_id for claim in with_towns(told)] == [claim.claim_id for claim in told]
