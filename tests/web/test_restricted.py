"""What is restricted reaches nobody without the right: by no page, twin, search, history or guessed id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from harmtrace.pipeline.record import load_record, load_released
from harmtrace.pipeline.restricting import restrict
from harmtrace.store.activity import activities
from harmtrace.store.record import Store
from harmtrace.web.access import with_accounts
from tests.reports import EVERYTHING, record_in
from tests.review.test_redaction import NAMES, SECOND, WITNESS
from tests.web.people import PASSWORD, SECRET, Visitor, keeping, visitor
from tests.web.site import pages_of, served

HIDDEN = "harm-1"
COVERED = (*NAMES, "Rana", "rana", "Odeh", "odeh", "عودة")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made, _ = record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, WITNESS, SECOND)
    people = keeping(made)
    for name, roles in (("rashad", ["reader"]), ("amal", ["coder", "reviewer"]), ("dana", ["protection"])):
        people.add(name, PASSWORD, roles)
    store = Store.open(made)
    restrict(store, "names", NAMES, (), "dana", "a witness")
    restrict(store, "item", [HIDDEN], (), "dana", "endangers the source")
    restrict(store, "media", ["rescue-8"], (), "dana", "tells who sent it")
    store.close()
    return made


@pytest.fixture(scope="module")
def site(url: str) -> Iterator[str]:
    with served(url, with_accounts(SECRET)) as address:
        yield address


@pytest.fixture(scope="module")
def reader(site: str) -> Visitor:
    return visitor(site, "rashad")


@pytest.fixture(scope="module")
def protection(site: str) -> Visitor:
    return visitor(site, "dana")


def all_addresses(url: str) -> list[str]:
    words = ["Rana", "Odeh", "nurse", "Hass", "حاس", "رنا عودة"]
    fixed = ["/", "/patterns", "/method", "/search", *(f"/search?q={quote(word)}" for word in words)]
    return [*fixed, *pages_of(url)]


def twin_of(address: str) -> str:
    path, sign, query = address.partition("?")
    return ("/overview.json" if path == "/" else f"{path}.json") + sign + query


def test_a_covered_name_stands_on_no_page_and_in_no_twin(url: str, reader: Visitor) -> None:
    looked_at = 0
    for address in all_addresses(url):
        for one in (address, twin_of(address)):
            answer = reader.get(one)
            if answer.status_code == 200:
                looked_at += 1
            asked = answer.text.replace('value="Rana"', "").replace('value="Odeh"', "").replace('value="رنا عودة"', "")
            asked = asked.replace('"query":"Rana"', "").replace('"query":"Odeh"', "").replace('"query":"رنا عودة"', "")
            for choice in ("q=Rana", "q=Odeh", quote("رنا عودة"), quote("رنا عودة").replace("%20", "+")):
                asked = asked.replace(choice, "")
            for name in COVERED:
                assert name not in asked, (one, name)
            assert HIDDEN in one or HIDDEN not in answer.text, one
    assert looked_at > 40


def test_who_has_the_right_sees_it(protection: Visitor) -> None:
    assert "Rana Odeh" in protection.get("/documents/rescue-7").text
    assert protection.get(f"/documents/{HIDDEN}.json").json()["document_id"] == HIDDEN
    assert protection.get("/search.json?q=Rana").json()["hits"]


def test_search_answers_for_a_covered_name_as_for_one_that_is_nowhere(reader: Visitor) -> None:
    for query in ("Rana", "Rana Odeh", "ran", "عودة"):
        assert reader.get(f"/search.json?q={quote(query)}").json()["hits"] == [], query


def test_guessed_ids_answer_like_absent_ones(url: str, reader: Visitor) -> None:
    store = Store.open(url)
    whole, view = load_record(store), load_released(store)
    gone = [f"/claims/{key}" for key in whole.claims if key not in view.claims]
    ids = {one.incident_id for one in view.incidents}
    gone += [f"/incidents/{one.incident_id}" for one in whole.incidents if one.incident_id not in ids]
    origins = {group.origin_id for group in view.provenance.groups}
    gone += [f"/origins/{one.origin_id}" for one in whole.provenance.groups if one.origin_id not in origins]
    gone.append(f"/documents/{HIDDEN}")
    assert len(gone) > 2
    for address in gone:
        absent = f"{address[:-1]}{'x' if address[-1] != 'x' else 'y'}"
        for ending in ("", ".json"):
            hidden, nothing = reader.get(address + ending), reader.get(absent + ending)
            assert hidden.status_code == nothing.status_code == 404, address
            assert hidden.text.replace(address, "") == nothing.text.replace(absent, ""), address
    store.close()


def test_where_a_restricted_file_came_from_is_not_told(reader: Visitor, protection: Visitor) -> None:
    assert protection.get("/documents/rescue-8.json").json()["url"] == SECOND["url"]
    assert reader.get("/documents/rescue-8.json").json()["url"] is None
    assert "Custody" in protection.get("/documents/rescue-8").text
    assert "Custody" not in reader.get("/documents/rescue-8").text
    assert "Custody" in reader.get("/documents/league-1").text


def test_looking_at_what_is_restricted_is_logged_and_the_log_gives_nothing_away(
    url: str, site: str, protection: Visitor
) -> None:
    protection.get(f"/documents/{HIDDEN}")
    protection.get(f"/search?q={quote('six civilians')}")
    rows = activities(Store.open(url).engine)
    assert ("dana", "viewed", HIDDEN) in {(row.person, row.action, row.subject) for row in rows}
    assert ("dana", "searched", "six civilians") in {(row.person, row.action, row.subject) for row in rows}
    keeping(url).add("rima", PASSWORD, ["admin"])
    admin = visitor(site, "rima")
    log = admin.get("/activity.json").json()["activity"]
    assert {"viewed", "searched"} <= {row["action"] for row in log}
    assert all(not row["subject"] for row in log if row["action"] in ("viewed", "searched"))
    assert HIDDEN not in admin.get("/activity").text
    assert HIDDEN in protection.get("/activity").text


def test_tokens_may_what_they_are_for_and_no_more_than_their_person(url: str, site: str, protection: Visitor) -> None:
    def asked(token: str, path: str, method: str = "GET") -> int:
        return Visitor(site).send(method, path, headers={"authorization": f"Bearer {token}"}).status_code

    def made(person: Visitor, *scopes: str) -> str:
        page = person.post("/account/tokens", "/account", scope=list(scopes), days="3", label="t", password=PASSWORD)
        assert page.status_code == 200, page.text
        return page.text.split('<p class="hash"><bdi dir="ltr">')[1].split("<")[0]

    reading = made(protection, "read")
    assert asked(reading, "/overview.json") == 200
    assert asked(reading, f"/documents/{HIDDEN}.json") == 404  # the scope to see what is restricted is not in it
    assert asked(reading, "/activity.json") == 403
    assert asked(reading, "/account") == 404
    seeing = made(protection, "read", "restricted")
    assert asked(seeing, f"/documents/{HIDDEN}.json") == 200
    without = made(protection, "export")
    assert asked(without, "/overview.json") == 403
    amal = visitor(site, "amal")
    greedy = made(amal, "read", "restricted")
    assert asked(greedy, f"/documents/{HIDDEN}.json") == 404  # a token may no more than its person
    assert asked("ht_made-up", "/overview.json") == 401
    tokens = keeping(url).accounts.tokens("amal")
    assert all(greedy not in str(token) for token in tokens)
    amal.post("/account/tokens/revoke", "/account", token=tokens[0].token_id)
    assert asked(greedy, "/overview.json") == 401
    assert asked(reading, "/overview.json") == 200
    keeping(url).end_all("dana")
    assert asked(reading, "/overview.json") == 401


def test_who_decides_may_restrict_and_data_protection_alone_sees_and_releases(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, *EVERYTHING, WITNESS)
    people = keeping(url)
    for name, roles in (("rashad", ["reader"]), ("amal", ["coder"]), ("nour", ["protection"])):
        people.add(name, PASSWORD, roles)
    with served(url, with_accounts(SECRET)) as site:
        rashad, amal, nour = (visitor(site, name) for name in ("rashad", "amal", "nour"))
        names = {"what": "names", "of": "Rana Odeh\r\nرنا عودة", "reason": "she asked for it", "quote": ""}
        assert rashad.post("/restricted", "/account", **names).status_code == 403
        assert "Rana Odeh" in rashad.get("/documents/rescue-7").text
        assert amal.post("/restricted", **{**names, "reason": " "}).status_code == 400
        assert amal.post("/restricted", **names).status_code == 200
        assert "Rana" not in rashad.get("/documents/rescue-7").text
        assert "Rana" not in amal.get("/restricted").text
        item = {"what": "item", "of": "ar-1", "reason": "endangers the source", "quote": ""}
        assert amal.post("/restricted", **item).status_code == 200
        assert rashad.get("/documents/ar-1").status_code == 404
        absent = amal.post("/restricted", **{**item, "of": "ar-9"})
        assert amal.post("/restricted", **item).text.split("<main")[1] == absent.text.split("<main")[1]
        page = nour.get("/restricted").text
        assert "Rana Odeh" in page
        decision = page.split("Rana Odeh")[1].split('name="decision" value="')[1].split('"')[0]
        given = {"decision": decision, "reason": "she speaks in public"}
        assert amal.post("/restricted/release", "/restricted", **given).status_code == 403
        assert nour.post("/restricted/release", "/restricted", **given).status_code == 200
        assert "Rana Odeh" in rashad.get("/documents/rescue-7").text
        logged = {(row.person, row.action) for row in activities(Store.open(url).engine)}
        assert {("amal", "restricted"), ("nour", "released")} <= logged


def test_a_graphic_document_opens_behind_a_warning(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, EVERYTHING[0])
    with served(url) as site:
        person = Visitor(site)
        assert "Graphic content" not in person.get("/documents/league-1").text
        marked = {"what": "graphic", "of": "league-1", "reason": "tells of wounds", "quote": ""}
        assert person.post("/restricted", **marked).status_code == 200
        page = person.get("/documents/league-1").text
        assert '<details class="graphic"><summary>' in page
        assert page.index("Graphic content") < page.index("An air strike on the market")
        assert person.get("/documents/league-1.json").json()["graphic"] is True
