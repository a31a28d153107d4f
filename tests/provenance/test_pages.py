"""Relays across languages: the claim of a credited body's own page, and what must not be taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.model.claim import AnyClaim, claim_from_plain, to_plain
from harmtrace.model.document import Document
from harmtrace.provenance.origins import Provenance, find_origins
from tests.record_claims import Report, claim_of, document_of

ARABIC = "شبكة سرمين الإعلامية"


def found(reports: Sequence[Report], **languages: str) -> Provenance:
    documents: list[Document] = []
    claims: list[AnyClaim] = []
    for report in reports:
        document = document_of(report)
        documents.append(replace(document, language=languages.get(report.document_id, "en")))
        claims.append(claim_of(report))
    return find_origins(documents, claims)


def told(document_id: str, publisher: str, *chain: str, killed: str = "6") -> Report:
    return Report(document_id, publisher, [("killed", "civilian", killed)], chain=chain)


def test_a_relay_of_a_page_in_another_script_has_its_origin() -> None:
    record = found([told("a", ARABIC), told("b", "Valley Ledger", "Sarmin Media Network")], a="ar")
    assert [(g.documents, g.relays[0][:2]) for g in record.groups] == [(("a", "b"), ("a", "b"))]


def test_an_unnamed_teller_whom_a_relay_passes_on_is_the_one_of_the_page() -> None:
    page, relay = told("a", ARABIC, "ناشطون"), told("b", "Valley Ledger", "activists", "Sarmin Media Network")
    record = found([page, relay], a="ar")
    assert [group.documents for group in record.groups] == [("a", "b")]
    assert ("a", "b") in {edge[:2] for edge in record.groups[0].relays}
    assert len(record.unnamed) == 1


def test_a_credit_without_a_page_that_says_so_stays_a_teller_of_its_own_document() -> None:
    page = told("a", ARABIC, "ناشطون", killed="2")
    record = found([page, told("b", "Valley Ledger", "activists", "Sarmin Media Network")], a="ar")
    assert len(record.groups) == 2


def test_unnamed_tellers_of_one_figure_are_two_where_nobody_is_credited() -> None:
    record = found([told("a", ARABIC, "ناشطون"), told("b", "Valley Ledger", "activists")], a="ar")
    assert len(record.groups) == 2


def test_a_named_teller_is_never_made_another_by_the_same_figures() -> None:
    page, relay = told("a", ARABIC, "Hill Clinic"), told("b", "Valley Ledger", "Lake Clinic", "Sarmin Media Network")
    assert len(found([page, relay], a="ar").groups) == 2


def test_a_body_credited_by_part_of_its_name_is_known_by_what_its_page_says() -> None:
    page, relay = told("a", "وكالة زيتون"), told("b", "Valley Ledger", "Zaytoun")
    assert [group.documents for group in found([page, relay], a="ar").groups] == [("a", "b")]
    assert len(found([replace(page, start="2018-09-01", published="2018-09-02"), relay], a="ar").groups) == 2


def test_one_publisher_in_two_languages_tells_once() -> None:
    one, other = (
        told("a", "النشرة الإنسانية لليمن", "إدارة المستشفى"),
        told("b", "Yemen Humanitarian Bulletin", "the staff"),
    )
    assert [group.documents for group in found([one, other], a="ar").groups] == [("a", "b")]


def test_pages_of_one_publisher_in_one_language_keep_their_unnamed_tellers_apart() -> None:
    assert len(found([told("a", "Valley Ledger", "a medic"), told("b", "Valley Ledger", "a resident")]).groups) == 2


def test_a_correction_hangs_on_the_page_that_it_corrects() -> None:
    first = told("a", "Valley Ledger", killed="2")
    later = replace(told("b", "Valley Ledger", killed="1"), published="2018-09-11")
    documents = [document_of(first), replace(document_of(later), title="Correction: one dead in Hass")]
    (group,) = find_origins(documents, [claim_of(first), claim_of(later)]).groups
    assert group.relays == (("a", "b", "own correction"),)
    other = replace(documents[1], title="One dead in Hass")
    assert find_origins([documents[0], other], [claim_of(first), claim_of(later)]).groups[0].relays == ()


def test_a_page_of_statements_alone_is_passed_on() -> None:
    """It has no event that an unnamed teller of the relay could add from it."""
    records = []
    for report in (told("a", ARABIC), told("b", "Valley Ledger", "a medic", "Sarmin Media Network")):
        text = document_of(report).text
        content = {"start": 0, "end": len(text)}
        spoken = {"speaker": {"name": "Jane Example"}, "verb": "said", "content": content, "quoted": False}
        plain = to_plain(claim_of(report))
        kept = ("document_id", "language", "evidence", "attribution", "modality", "extractor", "confidence")
        statement = {**{key: plain[key] for key in kept}, "kind": "statement", "said_on": None, **spoken}
        records.append((document_of(report), claim_from_plain(statement, document_of(report).source())))
    extra = claim_of(told("b", "Valley Ledger", "a resident", killed="9"))
    found = find_origins([document for document, _ in records], [*(claim for _, claim in records), extra])
    assert found.passed == {records[1][1].claim_id: records[0][1].claim_id}
