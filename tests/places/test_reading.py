"""Place expressions of whole texts: which words, which place, how sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places


def read(gazetteer: Gazetteer, text: str, language: str = "en") -> list[Where]:
    found = read_places(text, language, gazetteer)
    for where in found:
        assert where.text == text[where.start : where.end]
    return found


def one(gazetteer: Gazetteer, text: str, words: str, language: str = "en") -> Where:
    found = [where for where in read(gazetteer, text, language) if words in where.text]
    assert found, f"{words} was not found in {text}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "modifier"),
    [
        ("It hit the southern part of Idlib governorate.", "southern part of Idlib governorate", "southern part of"),
        ("Shells fell in northern Hama countryside overnight.", "northern Hama countryside", "northern countryside of"),
        ("It hit the southern countryside of Hama.", "southern countryside of Hama", "southern countryside of"),
        ("They fled from rural Homs in the spring.", "rural Homs", "rural"),
        ("Jets were seen over southern Idlib today.", "southern Idlib", "southern"),
    ],
)  # fmt: skip
def test_a_part_of_a_region_is_a_region_and_never_a_point(
    gazetteer: Gazetteer, text: str, span: str, modifier: str
) -> None:
    where = one(gazetteer, text, span)
    assert (where.text, where.modifier, where.level) == (span, modifier, "adm1")
    assert where.precision == "part_of_adm1"
    assert where.radius_km
    assert where.radius_km > 40
    assert not where.is_point()


def test_an_adjective_before_a_level_word_says_nothing_of_a_part(gazetteer: Gazetteer) -> None:
    where = one(gazetteer, "He was killed in the northwestern province of Idlib.", "Idlib")
    assert where.modifier is None
    assert where.level == "adm1"


def test_near_and_outskirts_of_a_town_are_no_points(gazetteer: Gazetteer) -> None:
    text = "A bus was hit near Saraqib in Idlib, and later the outskirts of Khan Sheikhoun were shelled."
    near, outskirts = one(gazetteer, text, "Saraqib"), one(gazetteer, text, "Khan Sheikhoun")
    assert near.modifier == "near"
    assert not near.is_point()
    assert outskirts.modifier == "outskirts of"
    assert outskirts.level == "settlement"
    assert not outskirts.is_point()


def test_its_countryside_is_a_second_place(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "The attacks on Idlib province and its countryside went on.")
    assert [(where.text, where.place_id, where.modifier) for where in found] == [
        ("Idlib province", "geonames:169387", None),
        ("its countryside", "geonames:169387", "countryside of"),
    ]


def test_a_name_of_city_and_region_in_a_list_of_towns_is_ambiguous(gazetteer: Gazetteer) -> None:
    aleppo = one(gazetteer, "People came from Aleppo, eastern Ghouta, Darayya and Qalamoun.", "Aleppo")
    assert aleppo.status == "ambiguous"
    assert aleppo.place_id == "geonames:170063"
    assert aleppo.alternatives == ("geonames:170062",)
    assert not aleppo.is_point()


def test_people_who_live_in_it_and_its_named_province_make_a_region_of_a_name(gazetteer: Gazetteer) -> None:
    assert (
        one(gazetteer, "Three million people live in Idlib, the agency wrote.", "Idlib").place_id == "geonames:169387"
    )
    text = "The offensive on Idlib province began. Schools in Idlib were closed."
    assert [where.place_id for where in read(gazetteer, text)] == ["geonames:169387"] * 2


def test_a_city_that_is_called_one_is_the_city(gazetteer: Gazetteer) -> None:
    where = one(gazetteer, "A bomb went off in the city of Idlib.", "Idlib")
    assert where.place_id == "geonames:169389"
    assert where.is_point()


def test_a_village_that_no_pack_has_is_said_to_be_in_none(gazetteer: Gazetteer) -> None:
    where = one(gazetteer, "Four people died in the village of Abdin in Idlib province.", "Abdin")
    assert (where.status, where.level, where.place_id) == ("not_in_gazetteer", "settlement", None)
    assert where.admin == ("Syria", "Idlib")


def test_an_unknown_name_in_a_list_of_found_villages_is_kept_as_unknown(gazetteer: Gazetteer) -> None:
    text = "The villages of southern Idlib that were hit are al-Habit, Hass, Abdin and Jarjanaz."
    abdin = one(gazetteer, text, "Abdin")
    assert abdin.status == "not_in_gazetteer"
    assert one(gazetteer, text, "al-Habit").place_id == "geonames:173864"


@pytest.mark.parametrize("spelling", ["Hobeit", "Hobait", "al-Habit", "Al Habeit", "al-Hobait"])
def test_press_spellings_lead_to_one_place(gazetteer: Gazetteer, spelling: str) -> None:
    where = one(gazetteer, f"Helicopters bombed the town of {spelling} in Idlib province.", spelling)
    assert where.place_id == "geonames:173864"


def test_a_spelling_that_no_table_has_is_found_beside_places_of_its_country(gazetteer: Gazetteer) -> None:
    where = one(gazetteer, "Rockets fell on the town of Khan Shaikhoon in Idlib province, Syria.", "Khan Shaikhoon")
    assert where.place_id == "geonames:168325"


@pytest.mark.parametrize(
    "text",
    [
        "The Aleppo Media Center published a photograph.",
        "A source in the Idlib Health Directorate spoke.",
        "The Hama Police Command denied it.",
        "Mr Homs did not answer.",
        "Syrian helicopters took off.",
        "Russian officers and American advisers met.",
        "He was reading a split report on most of the mobile units.",
        "idlib and aleppo without capitals are not read.",
        "Diana Semaan wrote the report.",
    ],
)
def test_bodies_persons_adjectives_and_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert read(gazetteer, text) == []


def test_a_possessive_does_not_hide_a_name(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "They shelled Saraqib’s market and Idlib's villages in Syria.", "Saraqib").place_id


def test_containment_tells_places_of_one_name_apart(gazetteer: Gazetteer) -> None:
    text = "A mine killed two in {}, {}."
    tripoli = [one(gazetteer, text.format("Tripoli", country), "Tripoli") for country in ("Lebanon", "Libya")]
    assert [where.admin[0] for where in tripoli] == ["Lebanon", "Libya"]
    assert tripoli[0].place_id != tripoli[1].place_id


def test_a_plural_level_word_is_for_every_name_before_it(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "It counted attacks in Idlib and Hama governorates.")
    assert [where.place_id for where in found] == ["geonames:169387", "geonames:170015"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The war in Mozambique: nine people died in Cordoba district.", None),
        ("In Port Sudan and Khartoum officials said a strike hit Valencia district.", None),
        ("In Kharkiv and Kyiv officials said a strike hit Vovchansk district.", "Ukraine"),
        ("Nine people died in Vovchansk district, Ukraine.", "Ukraine"),
    ],
)
def test_a_district_that_no_pack_has_lies_in_no_country_that_the_text_does_not_speak_of(
    gazetteer: Gazetteer, text: str, country: str | None
) -> None:
    district = next(where for where in read(gazetteer, text) if "district" in where.text)
    assert next(iter(district.admin), None) == country


def test_sites_and_neighbourhoods_keep_their_level_and_where_they_are(gazetteer: Gazetteer) -> None:
    camp = one(gazetteer, "Shells hit the Al-Salam displacement camp in North Darfur, Sudan.", "Al-Salam")
    assert (camp.level, camp.status) == ("site", "not_in_gazetteer")
    assert camp.admin == ("Sudan", "North Darfur")
    quarter = one(gazetteer, "A shell fell on Bab Touma neighbourhood in Damascus.", "Bab Touma")
    assert quarter.level == "neighbourhood"
    assert quarter.admin[0] == "Syria"


def test_countries_far_from_syria_are_read_with_the_same_rules(gazetteer: Gazetteer) -> None:
    text = "Five people died in the village of Nyaung Kone in Sagaing Region, Myanmar, and two near Kharkiv, Ukraine."
    village = one(gazetteer, text, "Nyaung Kone")
    assert village.status == "not_in_gazetteer"
    assert village.admin == ("Myanmar", "Sagaing")
    assert one(gazetteer, text, "Kharkiv").admin[0] == "Ukraine"


@pytest.mark.parametrize(
    ("text", "span", "place_id"),
    [
        ("قصف الطيران ريف إدلب الجنوبي أمس", "ريف إدلب الجنوبي", "geonames:169387"),
        ("وقعت الهجمات في جنوب إدلب", "جنوب إدلب", "geonames:169387"),
        ("استهدف القصف بلدة حاس في محافظة إدلب", "حاس", "geonames:169835"),
    ],
)
def test_arabic_forms(gazetteer: Gazetteer, text: str, span: str, place_id: str) -> None:
    where = one(gazetteer, text, span, "ar")
    assert (where.text, where.place_id) == (span, place_id)


def test_each_given_toponym_gets_one_answer_in_its_order(gazetteer: Gazetteer) -> None:
    text = "In Idlib, Hass and Nowhereville were hit; Syria mourned."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Syria", "Hass", "Nowhereville")]
    found = read_places(text, "en", gazetteer, toponyms=spans)
    assert [(where.start, where.end) for where in found] == spans
    assert [where.status for where in found] == ["resolved", "resolved", "not_in_gazetteer"]
    assert found[1].place_id == "geonames:169835"


def test_a_hint_of_the_country_decides_where_the_text_does_not(gazetteer: Gazetteer) -> None:
    text = "A grenade wounded three people in Tripoli."
    answers = {code: read_places(text, "en", gazetteer, country_hint=code)[0].admin[0] for code in ("LB", "LY")}
    assert answers == {"LB": "Lebanon", "LY": "Libya"}


def test_the_places_of_the_seed(gazetteer: Gazetteer, shared: object) -> None:
    import json
    from pathlib import Path

    folder = Path(str(shared)) / "data" / "seed"
    text = (folder / "seed.txt").read_text(encoding="utf-8")
    found = {(where.start, where.end): where for where in read(gazetteer, text)}
    for claim in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["claims"]:
        for wanted in (*claim.get("where", ()), *claim.get("origins", ())):
            where = found[wanted["start"], wanted["end"]]
            assert where.place_id == wanted["place_id"]
            assert where.level == wanted["level"]
            assert where.modifier == wanted["modifier"]
            assert where.status == wanted["status"]
            assert list(where.alternatives) == wanted["alternatives"]
            assert where.is_point() == (where.level == "settlement" and where.status == "resolved")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_and_every_span_holds_its_words(gazetteer: Gazetteer, text: str) -> None:
    read(gazetteer, text)


_WORDS = st.sampled_from(
    "Idlib Hama Aleppo’s al-Habit ‘Afrin governorate southern part of the village of Abdin , in and camp إدلب ريف"
    " \u0301 ـ - ’ Rif Dimashq its countryside \n Dara’a".split(" ")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=25))
def test_spans_hold_their_words_however_names_and_cues_are_mixed(gazetteer: Gazetteer, words: list[str]) -> None:
    for language in ("en", "ar", "fr"):
        for where in read(gazetteer, " ".join(words), language):
            assert where.status != "resolved" or where.place_id
            assert (where.lat is None) == (where.lon is None)
            assert not (where.modifier and where.is_point())
            assert (where.radius_km is None) == (where.lat is None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen raided Tchombanga and Zaroumda, killing ten.", ["Tchombanga", "Zaroumda"]),
        ("Gunmen raided Malians and Nigerians, killing ten.", []),
        ("Shells fell on Velyka Lypa overnight.", ["Velyka Lypa"]),
        ("The leaflets bore on Velyka Lypa alone.", []),
        ("A strike on Zobarka killed ten.", ["Zobarka"]),
        ("A strike on Hezbollah killed ten.", []),
        ("A strike on Salman Wilson killed ten.", []),
        ("They met in Zobarka, Bellingcroft's editor said.", ["Zobarka"]),
        ("The findings are in Bellingcroft's report.", []),
        ("Killed in Rocket Attack in the north", []),
        ("Fighters stormed Wad Noura, a farming village near the river.", ["Wad Noura"]),
        ("Ahmed Noura, a city councillor from the south, was there.", []),
        ("A bomb went off in Mogadishu's Bakara district.", ["Mogadishu", "Bakara"]),
        ("Ten died east of Minbyo.", ["Minbyo"]),
        ("Jets bombed Kaudo, Heibo and Gido in May.", ["Kaudo", "Heibo", "Gido"]),
        ("They came from the market of Foutoura.", ["Foutoura"]),
        ("ADF rebels killed ten.", []),
        ("Ten died in battles around Zaboura, east of the river.", ["Zaboura"]),
        ("Troops fought for control of Zaboura.", ["Zaboura"]),
        ("Rebels lost control of Hezbollah fighters.", []),
        ("Shells fell on the market of Bel Torra.", ["Bel Torra"]),
        ("Mortars fell on the areas of Zaboura and Timbura in May.", ["Zaboura", "Timbura"]),
        ("Mines lay on the road between Zaboura and Timbura.", ["Zaboura", "Timbura"]),
        ("Talks were held between Zaboura and Timbura.", []),
        ("Troops are stuck at Zaboura since May.", ["Zaboura"]),
        ("An analyst at Zaboura said so.", []),
        ("Gunmen drove them out of Bel Torra, south of Mosul.", ["Bel Torra", "Mosul"]),
        ("They met the director Adan Torra, south of Mosul.", ["Mosul"]),
        ("A bomb hit Tor Tabul, in Mosul.", ["Tor Tabul", "Mosul"]),
        ("A mine went off on the Zaboura road.", ["Zaboura road"]),
        ("The Kurdish-majority city and the Druze district were hit.", []),
        ("Troops of the Islamic State of Zaboura fled.", []),
        ("Jets pound Zabouros and Timbura.", ["Zabouros", "Timbura"]),
        ("Jets bombed Kurds and Alawites.", []),
        ("Villages around Zaboura and Timbura were shelled.", ["Zaboura", "Timbura"]),
        ("They were shelled in Zaboura and Torra was hurt.", ["Zaboura"]),
        ("Gunmen fired a salvo of Zabouras at it.", []),
        ("Gunmen killed ten in Zaboura LGA.", ["Zaboura"]),
        ("Ten were shot in the Zaboura desert and on Timbura island.", ["Zaboura", "Timbura"]),
        ("The governor, Florence Torra, said so.", []),
        ("It fell near Wadi Gaza in May.", ["Wadi Gaza"]),
        ("It fell in San Timburo in May.", ["San Timburo"]),
        ("It fell in Timburia's Zaboura in May.", ["Zaboura"]),
        ("They fought to retake Zaboura on Friday.", ["Zaboura"]),
        ("- 3 May, Zaboura (north): shells killed ten.", ["Zaboura"]),
        ("- 3 Men, Zaboura (north): shells killed ten.", []),
        ("It hit the Mosul-Tumbara quarter in May.", ["Mosul-Tumbara"]),
        ("It sank in the Red Sea and not in Red Sea State.", ["Red Sea", "Red Sea"]),
    ],
)
def test_a_name_that_no_pack_has_is_a_place_by_the_words_that_lead_to_it(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    assert [where.name for where in read(gazetteer, text)] == names


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("They were shot in Barangay Tindara, near the river.", "Barangay Tindara", "adm3"),
        ("Gangs burned houses in Hass's PK5 quarter.", "PK5", "neighbourhood"),
        ("Shells fell on Block J and on Ward 7.", "Ward 7", "neighbourhood"),
        ("Eleven were seized near the Rio Torwan on Friday.", "Rio Torwan", "water"),
        ("They tried to flee across the Torwan river.", "Torwan", "water"),
        ("Bodies lay in the Torwan forest.", "Torwan", "informal_region"),
        ("Gunmen invaded Torwan community in the evening.", "Torwan", None),
        ("Nine died at Torwan Heights.", "Torwan Heights", None),
        ("They looted shops in neighbouring Torwan on Friday.", "Torwan", None),
        ("They looted shops in rebel-held Torwan on Friday.", "Torwan", None),
        ("They abducted 40 women from Torwan on Friday.", "Torwan", None),
        ("Two passengers between Torwan and Gorwal were taken.", "Gorwal", None),
    ],
)
def test_what_marks_a_name_that_no_pack_has(gazetteer: Gazetteer, text: str, name: str, level: str | None) -> None:
    found = {where.name: where.level for where in read(gazetteer, text)}
    assert name in found
    assert found[name] == level


@pytest.mark.parametrize(
    "text",
    [
        "The block J fell silent, and sector 5 reported nothing.",
        "Kari Lake Torwan said nothing.",
        "Nine members of the Torwan community spoke.",
        "They were killed on Torwan's orders.",
        "An attack on Free Torwan Officers failed.",
        "A ceasefire between Torwan and Gorwal held.",
        "They arrived in neighbouring Torwanian towns.",
    ],
)
def test_what_marks_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert read(gazetteer, text) == []


def test_a_road_named_by_two_towns_is_one_place(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "A bus was hit on the Saraqib-Hass highway, and a car on the road to Idlib.")
    assert [where.text for where in found] == ["Saraqib-Hass highway", "Idlib"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells landed in the Torwan, Abra and Al-Gorwal neighbourhoods.", {"Torwan", "Abra", "Al-Gorwal"}),
        ("Shells landed in the old and Al-Gorwal neighbourhoods.", {"Al-Gorwal"}),
        ("Nine were killed at Torwan junction and Gorwal on Friday.", {"Torwan junction", "Gorwal"}),
    ],
)
def test_a_plural_level_word_after_a_list_is_for_all_of_it(gazetteer: Gazetteer, text: str, expected: set[str]) -> None:
    assert {where.name for where in read(gazetteer, text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Torwan, 2 May: a shell fell.\nNow Gorwal, 3 May 2018 – a raid.", ["Torwan"]),
        ("- Torwan (Idlib), May 2: a shell fell.", ["Torwan", "Idlib"]),
        ("Wednesday, 2 May: a shell fell.", []),
        ("Smith, 2 years: the sentence.", []),
    ],
)
def test_names_before_the_day_that_heads_an_item(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [where.text for where in read(gazetteer, text)][: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Torwan came under rocket fire for a third day.", ["Torwan"]),
        ("On Friday, Torwan was heavily shelled.", ["Torwan"]),
        ("Mr Torwan was heavily criticised.", []),
        ("Colonel Torwan came under fire for his words.", []),
        ("A patrol was attacked with rifles between Torwan and Gorwal.", ["Torwan", "Gorwal"]),
        ("Clashes broke out on Friday between Torwan and Gorwal.", []),
        ("A grenade was lobbed at a bunker at Lal Torwan, injuring three.", ["Lal Torwan"]),
        ("Jane Doe at Lal Torwan said so.", []),
        ("An analyst at Lal Torwan said so.", []),
        ("Strikes were carried out on Torwan and Gorwal.", ["Torwan", "Gorwal"]),
        ("A fisherman was shot off Torwan.", ["Torwan"]),
        ("Twenty men died in Maryam Torwan.", ["Maryam Torwan"]),
        ("Twenty men believed in Maryam.", []),
        ("Three children died in Torwian.", ["Torwian"]),
        ("Three children died in Torwian custody.", []),
        ("They met at the Church of St Torwan.", []),
        ("They attacked Muslims in the evening.", []),
        ("Snipers shot a woman near the Kuwait roundabout.", ["Kuwait roundabout"]),
        ("Snipers shot a woman in Kuwait.", ["Kuwait"]),
    ],
)
def test_what_leads_to_a_name_or_follows_it(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [where.text for where in read(gazetteer, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Torwan and Gorwal also came under attack.", ["Torwan", "Gorwal"]),
        ("Officials Say Rebels Fled: Torwan and Gorwal were shelled", []),
        ("Troops captured Torwan and Gorwal from them.", ["Torwan", "Gorwal"]),
        ("A bomb hit Torwan Madaya. Nobody died.", ["Torwan Madaya"]),
        ("A bomb hit Ahmed Torwan. Nobody died.", []),
        ("They attacked Torwan and Gorwal communities on Monday.", ["Torwan", "Gorwal"]),
        ("They burned Torwan, Gorwal and two other villages.", []),
        ("They torched Torwan, Gorwal and two other villages.", ["Torwan", "Gorwal"]),
        ("They were found between Torwan y Calvo and El Gorwal.", ["Torwan y Calvo", "El Gorwal"]),
    ],
)
def test_lists_of_what_was_struck_or_taken(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [where.text for where in read(gazetteer, text)] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Billy Homs was shot in Aleppo. Homs died later.", ["Aleppo"]),
        ("Dr. Salamiyah spoke in Aleppo. Salamiyah was tired.", ["Aleppo"]),
        ("Homs was shelled, and Aleppo too.", ["Homs", "Aleppo"]),
        ("Two rockets fell in Israel on Monday.", ["Israel"]),
        ("Israel said that it had struck Aleppo.", ["Aleppo"]),
    ],
)
def test_family_names_are_no_places(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert [where.name for where in read_places(text, "en", gazetteer)] == names
