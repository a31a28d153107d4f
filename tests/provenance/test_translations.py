"""The same facts in the same order in another language: a translation that credits nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.provenance.origins import Provenance, find_origins
from tests.record_claims import HABIT, HASS, Report, claim_of, document_of


def recorded(ours: Sequence[Report], theirs: Sequence[Report]) -> Provenance:
    """The origins of two texts of several events each, the first in Arabic."""
    documents, claims = [], []
    for reports, language in ((ours, "ar"), (theirs, "en")):
        # Their words have nothing in common.
        documents.append(replace(document_of(reports[0]), text=language, language=language))
        claims += [claim_of(report) for report in reports]
    return find_origins(documents, claims)


def events(document_id: str, publisher: str, *figures: tuple[str, str], published: str = "2018-09-09") -> list[Report]:
    places = (HASS, HABIT)
    return [
        Report(
            document_id,
            publisher,
            [("killed", "civilian", killed), ("injured", "unstated", injured)],
            place=places[number % 2],
            published=published,
        )
        for number, (killed, injured) in enumerate(figures)
    ]


THREE = (("6", "21"), ("3", "17"), ("8", "44"))


def test_a_text_with_all_figures_of_one_in_another_language_repeats_it() -> None:
    record = recorded(events("a", "Valley Post", *THREE), events("b", "Hill Post", *THREE, published="2018-09-10"))
    assert [(c.document_id, c.of, c.kind) for c in record.copies] == [("b", "a", "translation")]
    assert [group.documents for group in record.groups] == [("a", "b")]
    assert "same facts, other language" in record.groups[0].relays[0][2]


def test_texts_that_agree_in_some_figures_are_two_tellers() -> None:
    other = (("6", "21"), ("4", "19"), ("8", "40"))
    assert recorded(events("a", "Valley Post", *THREE), events("b", "Hill Post", *other)).copies == ()


def test_few_figures_are_no_evidence() -> None:
    assert recorded(events("a", "Valley Post", *THREE[:2]), events("b", "Hill Post", *THREE[:2])).copies == ()


def test_whoever_credits_another_teller_translates_nobody() -> None:
    theirs = [replace(report, chain=["Hill Clinic"]) for report in events("b", "Hill Post", *THREE)]
    assert recorded(events("a", "Valley Post", *THREE), theirs).copies == ()
