"""Who first says a claim: chains, speakers, agencies, unnamed tellers, copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harmtrace.model.attribution import Teller
from harmtrace.provenance.copies import find_copies
from harmtrace.provenance.origins import find_origins
from harmtrace.provenance.tellers import identity, is_interested
from tests.record_claims import Report, claim_of, document_of

STORY = (
    "The council of the valley counted its losses on Tuesday evening. Two barns burned down near the mill, "
    "a bridge fell into the river, and the school stayed shut for a third day while engineers looked at its roof."
)


def origins(*reports: Report, **more: object) -> dict[str, set[str]]:
    documents = [document_of(report) for report in reports]
    found = find_origins(documents, [claim_of(report) for report in reports])
    return {group.origin: set(group.documents) for group in found.groups}


def told(name: str, publisher: str, chain: list[str], words: str = "") -> Report:
    return Report(name, publisher, [("killed", "unstated", "3")], chain=chain, words=words)


def test_the_first_teller_of_a_chain_is_the_origin_and_relays_share_it() -> None:
    found = origins(
        told("own", "Amnesty International", []),
        told("relay", "Daily Paper", ["Amnesty International"]),
        told("far", "Other Paper", ["Amnesty", "Daily Paper"]),
    )
    assert found == {"Amnesty International": {"own", "relay", "far"}}


def test_one_body_under_its_names_in_two_scripts_is_one_origin() -> None:
    found = origins(told("a", "Paper A", ["the Observatory"]), told("b", "Paper B", ["المرصد السوري لحقوق الإنسان"]))
    assert len(found) == 1


def test_bodies_that_share_a_class_of_actors_stay_apart() -> None:
    one, other = (identity(Teller(name, "src.ngo")) for name in ("Amnesty International", "Human Rights Watch"))
    assert one.key != other.key
    assert identity(Teller("Valley Rights Group", "src.ngo")).key != one.key


def test_a_speaker_stands_for_the_organisation_that_follows_in_the_chain() -> None:
    found = origins(told("a", "Daily Paper", ["Jane Example", "Amnesty International"]))
    assert set(found) == {"Amnesty International"}


def test_an_agency_is_a_relay_where_somebody_told_it() -> None:
    report = told("a", "Daily Paper", ["Rescue Team", "Reuters"])
    found = find_origins([document_of(report)], [claim_of(report)])
    assert [group.origin for group in found.groups] == ["Rescue Team"]
    assert ("ext:Reuters", "a") in {edge[:2] for edge in found.groups[0].relays}


def test_an_agency_credit_makes_a_relay_of_the_printing_paper() -> None:
    report = told("a", "Daily Paper", [])
    found = find_origins([document_of(report, source_line="Reuters")], [claim_of(report)])
    assert [group.origin for group in found.groups] == ["Reuters"]


def test_unnamed_tellers_of_unrelated_documents_are_not_merged() -> None:
    reports = [told("a", "Paper A", ["a medical source"]), told("b", "Paper B", ["a medical source"])]
    found = find_origins([document_of(r) for r in reports], [claim_of(r) for r in reports])
    assert len(found.groups) == 2
    assert found.unnamed == {group.origin_id for group in found.groups}


def test_an_uncredited_copy_shares_the_origin_of_what_it_copies() -> None:
    first = told("a", "Paper A", ["Rescue Team"], STORY)
    copy = replace(told("b", "Paper B", [], STORY), published="2018-09-10")
    found = find_origins([document_of(first), document_of(copy)], [claim_of(first), claim_of(copy)])
    assert [group.origin for group in found.groups] == ["Rescue Team"]
    assert [(c.document_id, c.of) for c in found.copies] == [("b", "a")]
    assert ("a", "b") in {edge[:2] for edge in found.groups[0].relays}


def test_an_unread_copy_counts_with_the_origin_of_what_it_copies() -> None:
    first = told("a", "Paper A", ["Rescue Team"], STORY)
    copy = document_of(replace(first, document_id="b", publisher="Paper A"), state="unread")
    found = find_origins([document_of(first), copy], [claim_of(first)])
    assert found.groups[0].documents == ("a", "b")


def test_texts_on_the_same_matter_in_other_words_are_no_copies() -> None:
    other = (
        "Engineers met at the school on Wednesday. They said the roof would hold, and asked for money for the bridge."
    )
    documents = [document_of(told("a", "A", [], STORY)), document_of(told("b", "B", [], other))]
    assert find_copies(documents) == ()


def test_a_mirror_in_other_digits_and_marks_is_a_copy() -> None:
    first = document_of(told("a", "A", [], STORY + " It was the 13th time."))
    mirror = replace(first, document_id="b", text=first.text.replace("13", "١٣").upper())
    assert [(c.document_id, c.of, c.kind) for c in find_copies([mirror, first])] == [("b", "a", "mirror")]


def test_ids_of_origins_do_not_depend_on_the_order_of_documents() -> None:
    reports = [told(name, f"Paper {name}", chain) for name, chain in (("a", []), ("b", ["Team"]), ("c", ["a source"]))]
    documents, claims = [document_of(r) for r in reports], [claim_of(r) for r in reports]
    assert find_origins(documents, claims) == find_origins(documents[::-1], claims[::-1])


def test_parties_to_the_conflict_are_marked_as_interested() -> None:
    party = identity(Teller("Syrian Coalition", "opp.coalition"))
    assert is_interested("opp.coalition", party.key)
    assert not is_interested("src.sohr", "actor:src.sohr")
    assert not is_interested(None, "name:valley rights group")


def test_the_demo_corpus_credits_and_mirrors_are_found(shared: Path) -> None:
    import json

    from harmtrace.model.document import Document, Published

    lines = (shared / "corpus/idlib-2018-09/documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [
        Document(
            document_id=plain["id"],
            capture="0" * 64,
            text=plain["text"],
            language=plain["language"],
            publisher=plain["publisher"],
            published=Published(plain["published"], "day", "given") if plain.get("published") else None,
        )
        for plain in map(json.loads, lines)
    ]
    pairs = {frozenset((copy.document_id, copy.of)) for copy in find_copies(documents)}
    wanted = [
        ("idl-08", "idl-09"),
        ("idl-06", "idl-08"),
        ("idl-21", "idl-22"),
        ("idl-18", "idl-19"),
        ("idl-18", "idl-20"),
    ]
    assert pairs == {frozenset(pair) for pair in wanted}


def test_who_publishes_no_claim_is_listed_with_none_and_tells_nothing() -> None:
    told_once, silent = told("a", "Valley Paper", []), told("b", "Valley Paper", [], STORY)
    seeds = document_of(told("c", "Seed Monthly", []))
    documents = [document_of(told_once), document_of(silent), seeds, replace(seeds, document_id="d", state="unread")]
    found = {group.origin: group for group in find_origins(documents, [claim_of(told_once)]).groups}
    assert set(found) == {"Valley Paper", "Seed Monthly"}
    assert (found["Valley Paper"].documents, found["Valley Paper"].without_claims) == (("a", "b"), ("b",))
    listed = found["Seed Monthly"]
    assert (listed.documents, listed.without_claims, listed.claims, listed.relays) == (("c",), ("c",), (), ())


def test_what_names_no_publisher_and_makes_no_claim_has_no_origin() -> None:
    nameless = document_of(told("a", "Valley Paper", []), publisher=None)
    assert find_origins([nameless], []).groups == ()
