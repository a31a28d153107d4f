"""Parties of other wars: the record knows them by their names, the claims stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harmtrace.model.attribution import Attribution, Teller
from harmtrace.model.claim import AnyClaim, EventClaim, ResponseClaim
from harmtrace.provenance.parties import with_parties
from tests.extract.reading_of import claims_of, document_of


def known(text: str, *, publisher: str = "Nile Herald", language: str = "en") -> list[AnyClaim]:
    document = document_of(text, publisher=publisher, language=language)
    return with_parties(claims_of(text, publisher=publisher, language=language), [document])


def parties(text: str, *, publisher: str = "Nile Herald", language: str = "en") -> set[tuple[str | None, str]]:
    told = known(text, publisher=publisher, language=language)
    return {(actor.actor_id, actor.role) for claim in told if isinstance(claim, EventClaim) for actor in claim.actors}


def test_a_party_is_one_under_its_names_in_two_scripts() -> None:
    done = {("sd.rsf", "alleged_perpetrator")}
    assert parties("Shells fired by the Rapid Support Forces killed two people in El Obeid on Monday.") == done
    assert parties("قتل شخصان في قصف شنته قوات الدعم السريع على مدينة الأبيض يوم الاثنين.", language="ar") == done


def test_a_loaded_name_is_the_party_s_too() -> None:
    told = "استهدفت مليشيا الدعم السريع سوق مدينة أم روابة يوم الاثنين وقتلت ثلاثة أشخاص."
    assert parties(told, language="ar") == {("sd.rsf", "alleged_perpetrator")}


def test_the_army_is_that_of_the_country_that_is_told_of() -> None:
    assert parties("Warplanes of the army bombed a market in El Obeid, killing two.") == {
        ("sd.saf", "alleged_perpetrator")
    }
    assert parties("Warplanes of the army bombed a market in Kharkiv, killing two.") <= {(None, "alleged_perpetrator")}


@pytest.mark.parametrize(
    "text",
    [
        "Anti-Houthi forces shelled a market in Hodeidah on Monday, killing two.",
        "A former army officer shot two people dead in El Obeid on Monday.",
    ],
)
def test_others_than_a_party_are_not_the_party(text: str) -> None:
    assert {one for one, _role in parties(text)} <= {None, "unk"}


def test_the_word_for_an_aggression_names_nobody() -> None:
    told = parties("قتل العدوان شخصين في غارة على مدينة الحديدة يوم الاثنين.", language="ar")
    assert {one for one, _role in told} <= {None}


def test_our_forces_are_those_of_the_party_that_publishes() -> None:
    told = parties("Our forces shelled a column near El Obeid on Monday.", publisher="Sudanese Armed Forces")
    assert told == {("sd.saf", "claimed_responsibility")}


def test_who_denies_is_known_and_no_claim_changes_its_id() -> None:
    text = "The Rapid Support Forces denied shelling the hospital in El Obeid on Monday."
    before, after = claims_of(text, publisher="Nile Herald"), known(text)
    assert [claim.claim_id for claim in before] == [claim.claim_id for claim in after]
    assert [claim.actor_id for claim in after if isinstance(claim, ResponseClaim)] == ["sd.rsf"]
    assert [claim.actor_id for claim in before if isinstance(claim, ResponseClaim)] == [None]


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Rapid Support Forces", "sd.rsf"),
        ("the Rapid Support Forces spokesman", "sd.rsf"),
        ("مصدر عسكري في أنصار الله", "ye.houthis"),
        ("relatives of Rapid Support Forces victims", None),
        ("أهالي ضحايا الدعم السريع", None),
    ],
)
def test_a_teller_speaks_for_a_party_only_by_words_of_speaking(name: str, party: str | None) -> None:
    first, *others = claims_of("Shells killed two people in El Obeid on Monday.")
    said = Attribution((Teller(name), *first.attribution.chain), "explicit")
    (after, *_rest) = with_parties([replace(first, attribution=said), *others], [])
    assert after.attribution.origin.actor_id == party
