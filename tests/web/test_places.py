"""The page of a place: what it is, what is told of it, what else may have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.reports import EVERYTHING, record_in
from tests.web.site import served

HASS = "geonames:169835"
PLACES = (
    {
        "id": "places-1",
        "publisher": "Harm Desk",
        "published": "2018-09-12",
        "language": "en",
        "text": "An air strike on Sarjah killed two people on 9 September 2018.\n\n"
        "Shelling in Eastern Ghouta killed six people on 8 September 2018.\n\n"
        "A strike on the village of Qzubbal in Idlib killed one child on 7 September 2018.\n\n"
        "Shelling in Syria wounded four people on 6 September 2018.",
    },
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    url, _ = record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, *PLACES)
    with served(url) as site, httpx.Client(base_url=site) as opened:
        yield opened


def pages_of(client: httpx.Client) -> dict[str, str]:
    """The keys of the pages of all places in incidents, by the words of the source."""
    found = {}
    for incident in client.get("/overview.json").json()["incidents"]:
        for place in incident["where"]:
            found[place["text"]] = place["place_id"]
    return found


def test_a_known_place_shows_names_chain_pack_and_claims(client: httpx.Client) -> None:
    key = HASS
    page, twin = client.get(f"/places/{quote(key)}"), client.get(f"/places/{quote(key)}.json")
    assert (page.status_code, twin.status_code) == (200, 200)
    facts = dict(twin.json()["facts"])
    assert facts["Lies in"] == "Idlib, Syria"
    assert facts["Level"] == "settlement"
    assert ", version " in facts["From"]
    assert "حاس" in twin.json()["names"]
    for claim in twin.json()["claims"]:
        assert f"/claims/{claim}" in page.text


def test_the_page_of_a_place_shows_what_else_may_have_been_meant(client: httpx.Client) -> None:
    key = pages_of(client)["Sarjah"]
    readings = client.get(f"/places/{quote(key)}.json").json()["readings"]
    (reading,) = [one for one in readings if one["others"]]
    assert reading["read_as"].startswith("ambiguous")
    assert all("km away" in words for _, words in reading["others"])
    other = reading["others"][0][0]
    assert client.get(f"/places/{quote(other)}").status_code == 200


def test_a_name_that_no_pack_has_has_a_page_that_guesses_nothing(client: httpx.Client) -> None:
    overview = client.get("/").text
    assert "not in the gazetteer: Qzubbal (Idlib)" in overview
    start = overview.index('href="/places/name%3A') if 'href="/places/name%3A' in overview else -1
    start = start if start >= 0 else overview.index('href="/places/name:')
    address = overview[start + 6 : overview.index('"', start + 6)]
    page = client.get(address)
    assert page.status_code == 200
    assert "none is guessed" in page.text
    assert "Position" not in page.text
    assert client.get(f"{address}.json").json()["known"] is False


def test_an_incident_leads_to_the_page_of_its_place(client: httpx.Client) -> None:
    incident = next(i for i in client.get("/overview.json").json()["incidents"] if HASS in str(i["where"]))
    page = client.get(f"/incidents/{incident['incident_id']}").text
    assert f'href="/places/{HASS}"' in page


def test_a_place_that_nothing_on_record_names_is_not_on_record(client: httpx.Client) -> None:
    assert client.get("/places/geonames:2988507").status_code == 404


def test_filters_of_the_overview_hold_for_the_map(client: httpx.Client) -> None:
    page = client.get("/?place=Ghouta").text
    assert 'class="vague"' in page
    assert "Not on the map" not in page


def test_the_credits_of_the_packs_stand_under_the_map(client: httpx.Client, tmp_path: Path) -> None:
    caption = client.get("/").text.split("<figcaption>")[1].split("</figcaption>")[0]
    assert "GeoNames" in caption
    assert "Natural Earth" in caption
