"""Which place of a name is meant is decided by all the names of the text together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.mentions import Mention
from harmtrace.places.place import Place
from harmtrace.places.publishers import country_of
from harmtrace.places.reading import read_places
from harmtrace.places.scoring import _gaps, candidates_of, chances


def asked(text: str, name: str, gazetteer: Gazetteer, **more: str) -> str:
    start = text.index(name)
    where = read_places(text, "en", gazetteer, toponyms=[(start, start + len(name))], **more)[0]
    return f"{where.level} {', '.join(where.admin)}"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Paris was quiet.", "Paris", "settlement France, Île-de-France"),
        ("A bus from Dallas to Paris, Texas, overturned.", "Paris", "settlement United States, Texas"),
        ("A bus from Dallas to Paris, Tex., overturned.", "Paris", "settlement United States, Texas"),
        ("Tripoli, Beirut and Sidon were hit.", "Tripoli", "settlement Lebanon, Liban-Nord"),
        ("Tripoli, Benghazi and Misrata were hit.", "Tripoli", "settlement Libya, Tripoli"),
        ("A Syrian soldier was killed.", "Syrian", "country Syria"),
        ("The E.U. condemned it.", "E.U.", "informal_region "),
    ],
)
def test_the_other_names_decide(text: str, name: str, expected: str, gazetteer: Gazetteer) -> None:
    found = asked(text, name, gazetteer)
    assert found.split(" ", 1)[0] == expected.split(" ", 1)[0]
    assert found.split(" ", 1)[1].split(", ")[:1] == expected.split(" ", 1)[1].split(", ")[:1]


def test_what_was_weighed_is_kept(gazetteer: Gazetteer) -> None:
    (where,) = read_places("Paris was quiet.", "en", gazetteer, toponyms=[(0, 5)])
    assert where.status == "resolved"
    assert where.candidates[0].place_id == where.place_id
    assert where.probability == where.candidates[0].probability > 0.6
    assert where.pack is not None
    assert "@" in where.pack
    assert not where.alternatives


def test_where_the_text_does_not_tell_the_answer_is_open(gazetteer: Gazetteer) -> None:
    (where,) = read_places("Springfield was hit.", "en", gazetteer, toponyms=[(0, 11)])
    assert where.status == "ambiguous"
    assert where.probability is not None
    assert where.probability < 0.6
    assert len(where.alternatives) > 1


def test_the_publisher_settles_what_nothing_else_does(gazetteer: Gazetteer) -> None:
    text = "Two men were arrested in Newcastle."
    assert "Australia" in asked(text, "Newcastle", gazetteer, url="https://example.com.au/news/1")
    assert "United Kingdom" in asked(text, "Newcastle", gazetteer, url="https://example.co.uk/news/1")


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://example.sy/a", "SY"),
        ("http://news.example.co.uk", "GB"),
        ("https://example.com", None),
        ("https://example.tv/x", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_the_country_of_an_address(url: str | None, country: str | None) -> None:
    assert country_of(url) == country


_NAMES = st.sampled_from(["aa", "bb", "cc", "dd"])
_PLACES = st.builds(
    Place,
    place_id=st.uuids().map(str),
    name=_NAMES,
    level=st.sampled_from(["settlement", "adm1", "country", "adm2"]),
    lat=st.one_of(st.none(), st.floats(-90, 90)),
    lon=st.floats(-180, 180),
    country=st.sampled_from(["SY", "IQ", ""]),
    admin1=st.sampled_from(["1", "2", ""]),
    population=st.integers(0, 10**8),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_NAMES, st.lists(_PLACES, max_size=5)), max_size=8))
def test_chances_of_a_name_add_up_to_one(named: list[tuple[str, list[Place]]]) -> None:
    text = " ".join(name for name, _ in named)
    mentions = [Mention(3 * at, 3 * at + 2, 3 * at, 3 * at + 2, places) for at, (_, places) in enumerate(named)]
    for mention, ranked in zip(mentions, chances(mentions, text, Gazetteer([])), strict=True):
        assert bool(ranked) == bool(mention.places)
        if ranked:
            assert sum(chance for _, chance in ranked) == pytest.approx(1)
            assert [chance for _, chance in ranked] == sorted((chance for _, chance in ranked), reverse=True)
            assert len(candidates_of(ranked)) <= len(ranked)


def test_the_reading_of_a_text_grows_with_its_length_and_not_with_its_square(gazetteer: Gazetteer) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        read_places("Aleppo and Homs, the Hama road. " * times, "en", gazetteer)
        return time.process_time() - begun

    read_places("Aleppo and Homs, the Hama road.", "en", gazetteer)
    assert seconds(3000) < 16 * max(seconds(500), 0.1)


@given(st.lists(st.lists(st.integers(0, 5000), min_size=1, max_size=8), min_size=1, max_size=6))
def test_the_gap_between_two_names_is_the_least_of_all_between_their_places(stands: list[list[int]]) -> None:
    gaps = _gaps(stands)
    for row, here in enumerate(stands):
        assert gaps[row].tolist() == [min(abs(at - other) for at in here for other in there) for there in stands]


def test_what_is_equally_likely_stands_in_the_order_of_its_size() -> None:
    # Two like regions of two countries: no sum's last bit may order them.
    places = [Place(f"x:{n}", "aa", "adm1", lat=10.0 * n, lon=3.1, country=f"C{n}", population=9 - n) for n in range(5)]
    (ranked,) = chances([Mention(0, 2, 0, 2, places)], "aa", Gazetteer([]))
    assert [place.place_id for place, _ in ranked] == [f"x:{n}" for n in range(5)]


def read(text: str, gazetteer: Gazetteer) -> list[str]:
    return [
        f"{where.name}: {where.status} {where.level} {', '.join(where.admin)}"
        for where in read_places(text, "en", gazetteer)
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # The last of three names holds the second, and the second the first.
        ("Shells hit Palma, Cabo Delgado, Mozambique.", "Palma: not_in_gazetteer settlement Mozambique, Cabo Delgado"),
        ("A raid hit Salem, Kayah, Myanmar.", "Salem: not_in_gazetteer settlement Myanmar, Kayah"),
        (
            "Gangs held Bel Air, Port-au-Prince, Haiti.",
            "Bel Air: not_in_gazetteer settlement Haiti, West, Port-au-Prince",
        ),
        ("Shells hit Saraqib, Idlib, Syria.", "Saraqib: resolved settlement Syria, Idlib"),
        # What is beside a town is near it.
        ("Jets hit al-Mansoura, west of Raqqa.", "al-Mansoura: not_in_gazetteer settlement Syria, Ar Raqqah"),
        ("A bomb hit Taza, south of Kirkuk.", "Taza: not_in_gazetteer settlement Iraq, Kirkuk"),
        ("Shells hit Novoselivka near Avdiivka.", "Novoselivka: not_in_gazetteer settlement Ukraine, Donetsk"),
        ("Shells hit Douma, east of Damascus.", "Douma: resolved settlement Syria, Rif Dimashq"),
        # A country's name is also that of a town in the region named after it.
        ("Three were shot in Lebanon, Ohio.", "Lebanon: resolved settlement United States, Ohio"),
        ("Three were shot in Lebanon, officials said.", "Lebanon: resolved country Lebanon"),
        ("Atlanta, Georgia was quiet.", "Atlanta: resolved settlement United States, Georgia"),
        ("Gori, Georgia was quiet.", "Gori: resolved settlement Georgia, Shida Kartli"),
        # A level word asks for the region and not for its town.
        ("Drones hit Kursk region.", "Kursk: resolved adm1 Russia, Kursk"),
        ("Clashes in Bryansk oblast.", "Bryansk Oblast: resolved adm1 Russia, Bryansk Oblast"),
        ("Rebels took Beni, North Kivu.", "Beni: resolved settlement Democratic Republic of the Congo, Nord-Kivu"),
        ("A raid on Jericho killed two.", "Jericho: resolved settlement Palestine, West Bank"),
    ],
)
def test_the_words_beside_a_name_say_which_place_is_meant(text: str, first: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer)[0] == first


def test_two_cities_before_their_country_are_a_list(gazetteer: Gazetteer) -> None:
    found = read("Aleppo, Homs, Syria saw strikes.", gazetteer)
    assert [one.split(":")[0] for one in found] == ["Aleppo", "Homs", "Syria"]
    assert not any("not_in_gazetteer" in one for one in found)


@pytest.mark.parametrize("name", ["Bor", "Toledo", "San Jose", "Springfield"])
def test_a_name_of_several_countries_is_left_open(name: str, gazetteer: Gazetteer) -> None:
    found = [where for where in read_places(f"Fighting in {name} killed ten.", "en", gazetteer) if where.name == name]
    for where in found:
        assert where.status == "ambiguous"
        assert where.lat is None
        assert where.alternatives


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jets hit al-Mansoura, west of Raqqa.", "al-Mansoura"),
        ("A bomb hit Taza, south of Kirkuk.", "Taza"),
        ("Shells hit Novoselivka near Avdiivka.", "Novoselivka"),
        ("Men held Bel Air, Port-au-Prince, Haiti.", "Bel Air"),
    ],
)
def test_a_given_name_is_no_namesake_far_from_the_town_beside_it(text: str, name: str, gazetteer: Gazetteer) -> None:
    start = text.index(name)
    (where,) = read_places(text, "en", gazetteer, toponyms=[(start, start + len(name))])
    assert where.status == "not_in_gazetteer"
    assert where.lat is None
