"""What happened, when, where, with what, by whom: one claim for each event that the text tells apart."""

from __future__ import annotations

import datetime

import pytest

from tests.extract.reading_of import chain, event, events, harms

DAY = datetime.date


def test_attacks_over_days_and_their_victims_are_one_aggregate() -> None:
    claim = event(
        "At least 13 attacks took place between 7 and 10 September in the southern part of Idlib governorate. "
        "The bombardments killed 14 civilians and injured 35 more."
    )
    assert claim.scope == "aggregate"
    assert claim.attacks is not None
    assert (claim.attacks.low, claim.attacks.high) == (13, None)
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (DAY(2018, 9, 7), DAY(2018, 9, 10))
    assert len(claim.evidence) == 2
    assert not claim.where[0].is_point()


def test_a_weekday_is_counted_back_from_publication() -> None:
    claim = event("An air strike on Hass killed two people on Friday.")
    assert claim.when is not None
    assert (claim.when.start, claim.when.basis) == (DAY(2018, 9, 14), "relative")


def test_a_date_of_saying_is_not_the_date_of_the_event() -> None:
    claim = event("An air strike on Hass killed two people, the Syrian Network for Human Rights said on Friday.")
    assert claim.when is None


def test_two_days_are_two_events() -> None:
    found = events(
        "An air strike on Hass killed two people on 5 September. On 7 September, shelling of Hass killed one man."
    )
    assert [claim.when.start.day for claim in found if claim.when] == [5, 7]


def test_another_attack_is_another_event() -> None:
    found = events("An air strike on Hass killed two people on Friday. A second air strike killed a rescuer.")
    assert [claim.harms[0].quantity.value for claim in found] == [2, 1]


@pytest.mark.parametrize(
    ("text", "weapon", "kind"),
    [
        ("Helicopters dropped two barrel bombs on Hass, killing one man.", "air.barrel", "air_strike"),
        ("Grad rockets hit Hass, killing one man.", "ground.mlrs", "shelling"),
        ("A ballistic missile struck Hass, killing one man.", "missile.ballistic", "missile_strike"),
        ("A landmine killed one man near Hass.", "mine", "mine_explosion"),
        ("Chlorine was used in Hass, killing one man.", "chemical.chlorine", "chemical_attack"),
        ("A car bomb exploded in Hass, killing one man.", "ied.vbied", "bombing"),
    ],
)
def test_weapons_and_what_they_tell_of_the_attack(text: str, weapon: str, kind: str) -> None:
    claim = event(text)
    assert [named.weapon_id for named in claim.weapons] == [weapon]
    assert claim.event_types == (kind,)


def test_who_did_it_as_the_text_links_it() -> None:
    claim = event("Russian warplanes struck a school in Hass, killing one man.")
    assert [(actor.actor_id, actor.role) for actor in claim.actors] == [("ru.mil", "alleged_perpetrator")]
    assert [target.target_id for target in claim.targets] == ["obj.school"]


def test_a_backer_is_a_supporter() -> None:
    claim = event("The Syrian army, backed by Russia, shelled Hass with mortars.")
    assert {(actor.actor_id, actor.role) for actor in claim.actors} == {
        ("sy.saa", "alleged_perpetrator"),
        ("ru.mil", "alleged_supporter"),
    }


def test_a_loaded_name_resolves_to_a_neutral_actor_and_terrorists_to_nobody() -> None:
    assert event("Regime forces shelled Hass with mortars.").actors[0].actor_id == "sy.saa"
    assert event("Terrorists fired rockets at Hass, killing one man.").actors[0].actor_id == "unk"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Two people were reportedly killed in shelling of Hass.", "alleged"),
        ("The army plans to launch a ground offensive on Hass with tanks on Monday.", "planned"),
        ("If the offensive on Hass starts on Monday, thousands of people could be displaced.", "conditional"),
    ],
)
def test_doubt_plans_and_conditions_are_kept(text: str, modality: str) -> None:
    assert [claim.modality for claim in events(text)] == [modality]


def test_a_hospital_where_the_hurt_were_taken_was_not_hit() -> None:
    claim = event("Shelling of Hass injured four people, who were taken to a hospital in Khan Sheikhoun.")
    assert claim.targets == ()


def test_a_headline_alone_makes_no_second_claim() -> None:
    text = "Air strike on Hass kills two\n\nAn air strike on Hass killed two people on Friday, rescuers said."
    claim = event(text)
    assert chain(claim) == ["rescuers", "Orontes Wire"]


@pytest.mark.parametrize(
    ("headline", "count"),
    [
        ("Dozens killed in air strike on Bria", 1),
        ("Over 20 dead as jets strike Bria", 1),
        ("Dozens wounded in air strike on Bria", 2),
        ("Over 60 dead as jets strike Bria", 2),
    ],
)
def test_a_headline_that_rounds_the_figure_of_the_text_says_no_more(headline: str, count: int) -> None:
    assert len(events(f"{headline}\n\nAn air strike on Bria killed 24 people on Friday, rescuers said.")) == count


def test_an_event_that_adds_no_fact_is_no_claim() -> None:
    assert events("The attack on Hass amounted to a war crime, Jane Doe said.") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The market in Bria was hit again.", ["Bria"]),
        ("Militants have been shelling Mopti.", ["Mopti"]),
        ("Explosions rocked Kyiv.", ["Kyiv"]),
        ("Explosions are feared in Kyiv.", []),
        ("Families have fled into Goma.", ["Goma"]),
        ("The army asked residents to evacuate Goma.", []),
        ("The targeted building in Mopti belongs to a trader.", []),
        ("The photo was captured in Bria.", []),
        ("The people who fled to Goma need food.", []),
    ],
)
def test_a_clause_with_a_place_tells_an_event_and_a_mention_does_not(text: str, places: list[str]) -> None:
    assert [place.text for claim in events(text) for place in claim.where] == places


@pytest.mark.parametrize(
    ("accusation", "tellers"),
    [
        ("Turkey's defence ministry blamed the Kurdish YPG militia.", ["Turkey's defence ministry"]),
        ("Turkey's defence ministry blamed the Kurdish YPG militia for the attack.", ["Turkey's defence ministry"]),
        ("Turkey's defence ministry blamed the Kurdish YPG militia for the shortage of bread.", []),
        ("Turkey's defence ministry blamed the weather.", []),
    ],
)
def test_whoever_only_names_the_perpetrator_makes_a_claim_of_the_same_attack(
    accusation: str, tellers: list[str]
) -> None:
    found = events(f"A bomb killed 12 people in Hass on Monday. {accusation}")
    assert [chain(claim)[0] for claim in found[1:]] == tellers
    assert {claim.when.start for claim in found if claim.when} == {DAY(2018, 9, 10)}


def test_an_accusation_without_an_attack_is_no_event() -> None:
    assert events("Turkey's defence ministry blamed the Kurdish YPG militia.") == []


@pytest.mark.parametrize(
    ("blame", "accused"),
    [
        ("; Ankara blamed the Kurdish YPG militia.", [("Observatory", []), ("Ankara", ["YPG"])]),
        (", but Ankara blamed the weather.", [("Observatory", [])]),
    ],
)
def test_who_blames_in_the_same_sentence_tells_of_the_perpetrator_alone(
    blame: str, accused: list[tuple[str, list[str]]]
) -> None:
    told = events(f"The Observatory said a missile killed 20 people in Hass{blame}")
    assert [(chain(claim)[0].split()[-1], [actor.text for actor in claim.actors]) for claim in told] == accused


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The first incident identified occurred on 2 September in Hass.", [2]),
        ("An attack hit Hass on 2 September. The incident of 2 September in Hass was filmed.", [2]),
        ("Two incidents were seen in September in Hass. The second occurred on 4 September in Sarjah.", [1, 4]),
        ("An attack on 3 September in Hass was filmed, as well as an attack on 5 September in Sarjah.", [3, 5]),
    ],
)
def test_members_of_a_series_are_events_of_their_own(text: str, days: list[int]) -> None:
    assert [claim.when.start.day for claim in events(text) if claim.when] == days


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Government troops are battling rebels near Bor, residents said on Monday.", ["clashes"]),
        ("The militia breached the lines of the army near Bor on Monday.", ["ground_attack"]),
        ("Fighters recapturing Bor on Monday killed two guards.", ["ground_attack"]),
        ("A grenade attack on a bar in Bor wounded six people on Monday.", ["bombing"]),
        ("Gunmen traded fire with soldiers in Bor on Monday.", ["clashes"]),
    ],
)
def test_forms_of_fighting(text: str, types: list[str]) -> None:
    assert [kind for claim in events(text) for kind in claim.event_types] == types


@pytest.mark.parametrize(
    "text",
    [
        "A resident filmed the scene, capturing the smoke over Bor on Monday.",
        "The two parties are battling over a seat in parliament in Bor.",
    ],
)
def test_forms_of_fighting_that_tell_of_none(text: str) -> None:
    assert not [claim for claim in events(text) if claim.actors or claim.harms]


def test_what_a_heading_dates_still_goes_on_about_the_event_before_it() -> None:
    heading = "Attack on Al-Amal hospital in Hass, 5 May 2018\n\n"
    claim = event(f"{heading}Air strikes hit Al-Amal hospital in Hass, Idlib, on 5 May 2018. No deaths were reported.")
    assert [(harm.harm, harm.quantity.value) for harm in claim.harms] == [("killed", 0)]
    assert [target.target_id for target in claim.targets] == ["obj.medical"]


@pytest.mark.parametrize(
    ("below", "sentences"),
    [
        ("A school was completely levelled.", 2),
        ("The damage to a school was extensive, she said.", 2),
        ("The damage to the economy was extensive, she said.", 1),
        ("Hopes were destroyed.", 1),
    ],
)
def test_what_is_in_ruins_belongs_to_the_attack_before(below: str, sentences: int) -> None:
    claim = event(f"A shell hit a clinic in Goma on Monday, Jane Doe said. {below}")
    assert (claim.event_types, len(claim.evidence)) == (("shelling",), sentences)


def test_what_an_appeal_tells_of_by_the_way_has_happened() -> None:
    text = "The monitor called for an inquiry into a drone attack that hit the clinic of Hass on 3 May, killing nine."
    told = event(text)
    assert (told.event_types, [place.text for place in told.where]) == (("drone_strike",), ["Hass"])
    assert events("The monitor called on the army to halt the shelling of towns that shelter families.") == []


@pytest.mark.parametrize(
    ("text", "places", "days"),
    [
        (
            "A court in Koblenz sentenced him on 13 January for the killing of 27 people in Homs in 2011 and 2012.",
            ["Homs"],
            ("2011-01-01", "2012-12-31"),
        ),
        ("A vigil was held in London on 3 May for nine people killed in Homs on 1 May.", ["Homs"], ("2018-05-01",) * 2),
    ],
)
def test_courts_and_memorials_are_elsewhere_and_later(text: str, places: list[str], days: tuple[str, str]) -> None:
    told = event(text)
    assert [place.text for place in told.where] == places
    assert told.when is not None
    assert (str(told.when.start), str(told.when.end)) == days


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Hamas fired 460 rockets into Israel, and Israel struck 160 targets in Gaza City.",
            [(["Hamas"], []), (["Israel"], ["Gaza City"])],
        ),
        (
            "The army shelled Hass and burned 60 houses in Sarjah.",
            [(["The army"], ["Hass"]), (["The army"], ["Sarjah"])],
        ),
    ],
)
def test_what_two_sides_do_in_a_sentence_is_told_of_each(text: str, told: list[tuple[list[str], list[str]]]) -> None:
    found = [([actor.text for actor in claim.actors], [place.text for place in claim.where]) for claim in events(text)]
    assert found == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Explosions killed 84 people in Hass; officials had first spoken of 103 dead.",
            {(103, "asserted"), (84, "asserted")},
        ),
        (
            "Contrary to earlier reports of 30 dead, five people were killed in Hass.",
            {(30, "negated"), (5, "asserted")},
        ),
        ("Two explosions killed 84 people and 30 dogs in Hass.", {(84, "asserted")}),
    ],
)
def test_a_figure_given_before_is_not_added_to_the_one_that_holds(text: str, told: set[tuple[int, str]]) -> None:
    figures = [(harms(claim), claim.modality) for claim in events(text)]
    assert {(value, modality) for hurt, modality in figures for _, value, _ in hurt} == told
    assert all(len(hurt) == 1 for hurt, _ in figures)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police arrested a man over a bombing that killed 59 people in Hass.", [("detained", 1), ("killed", 59)]),
        ("Soldiers arrested the man who shot dead four people in Hass.", [("detained", 1), ("killed", 4)]),
    ],
)
def test_who_arrests_did_nothing_of_what_somebody_is_arrested_for(text: str, told: list[tuple[str, int]]) -> None:
    arrest, attack = events(text)
    assert [(harm, value) for claim in (arrest, attack) for harm, value, _ in harms(claim)] == told
    assert arrest.actors
    assert not attack.actors


def test_who_arrests_and_kills_did_both() -> None:
    claim = event("Police arrested 12 protesters and shot dead two in Hass.")
    assert [actor.text for actor in claim.actors] == ["Police"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Twelve civilians died in Hass, and the governor later apologised.", {12}),
        ("Three pupils died in Hass, and a teacher named Amal.", {3, 1}),
        ("The death toll in Hass rose to 17, up from 9.", {17}),
        ("Police revised the death toll in Hass to 12 from 20.", {12}),
    ],
)
def test_who_only_did_something_and_what_a_toll_rose_from_count_nobody(text: str, told: set[int]) -> None:
    assert {value for claim in events(text) for _, value, _ in harms(claim)} == told
