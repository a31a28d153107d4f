"""The pages for deciding by plain forms, as a browser without scripts sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast, get_args
from urllib.parse import urlsplit

import pytest
from lxml import html

from harmtrace.model.decision import DecisionKind, Standing
from harmtrace.pipeline import deciding
from harmtrace.store.record import Store
from harmtrace.web.access import with_accounts
from harmtrace.web.deciding.decided import KINDS, STANDINGS
from harmtrace.web.deciding.saying import TITLES
from tests.publish.leftovers import english_left
from tests.publish.test_publish import WITNESS
from tests.reports import EVERYTHING, record_in
from tests.web.people import PASSWORD, SECRET, Visitor, keeping, visitor
from tests.web.site import served

MISSED = {
    "id": "late-1",
    "publisher": "Valley Post",
    "published": "2018-09-15",
    "language": "en",
    "title": "What was left",
    "text": "Nobody was asked. On 12 September 2018 four men of Kafr Nabl did not come home; a shell had found them."
    "\n\nThe council met again.",
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = record_in(tmp_path, *EVERYTHING, WITNESS, MISSED)[0]
    people = keeping(made)
    for name, roles in (("amal", ["coder"]), ("rima", ["reviewer"]), ("noor", ["reader"]), ("sami", ["admin"])):
        people.add(name, PASSWORD, roles)
    return made


@pytest.fixture
def site(url: str) -> Iterator[str]:
    with served(url, with_accounts(SECRET)) as address:
        yield address


@pytest.fixture
def amal(site: str) -> Visitor:
    return visitor(site, "amal")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()


def claim_of(store: Store, document_id: str) -> str:
    return store.claims(document_id)[0].claim_id


def words(page: str) -> str:
    return " ".join(" ".join(map(str, html.fromstring(page).itertext())).split())


def sent(person: Visitor, page: str, form: str, path: str = "/review/decide", **fields: Any) -> str:
    """Send a form of a page as a person fills it in; give the page that comes back."""
    tree = cast("html.HtmlElement", html.fromstring(person.get(page).text))
    forms = [one for one in tree.forms if one.fields.get("kind") == form]
    assert forms, f"{page} has no form to {form}"
    kept: dict[str, list[str]] = {}
    for name, value in forms[0].form_values():
        kept.setdefault(name, []).append(value)
    answer = person.send("POST", path, data={**kept, **fields})
    if answer.status_code != 303:
        return answer.text
    to = urlsplit(answer.headers["location"])
    return person.get(f"{to.path}?{to.query}").text


def test_every_kind_and_standing_has_its_words() -> None:
    assert set(KINDS) == set(TITLES) == set(get_args(DecisionKind))
    assert set(STANDINGS) == set(get_args(Standing))


def test_a_claim_is_accepted_and_the_acceptance_taken_back(amal: Visitor, store: Store) -> None:
    claim = claim_of(store, "ar-1")
    page = sent(amal, f"/review/claims/{claim}", "accept")
    assert "Done: accepted." in words(page)
    assert "accepted by a person" in words(page)
    done = re.search(r"done=(dec_\w+)", html.tostring(html.fromstring(page), encoding="unicode"))
    assert "in force" in words(amal.get(f"/review/claims/{claim}/history").text) or done
    page = sent(amal, f"/review/claims/{claim}/history", "undo", reason="Too soon.")
    assert "Done: took a decision back." in words(page)
    assert "taken back" in words(page)
    assert "looked at by nobody" in words(amal.get(f"/review/claims/{claim}").text)


def test_a_claim_that_is_rejected_counts_nowhere_and_a_reason_is_needed(amal: Visitor, store: Store) -> None:
    claim = claim_of(store, "harm-1")
    page = sent(amal, f"/review/claims/{claim}", "reject", reason="  ")
    assert "a decision needs a reason" in words(page)
    assert "rejected by a person" not in words(page)
    page = sent(amal, f"/review/claims/{claim}", "reject", reason="It is a copy.")
    assert "rejected by a person: it counts nowhere" in words(page)
    incident = next(one for one in store.incidents() if len(one.claims) > 1)
    assert claim not in {link.claim_id for link in incident.claims}


def test_a_number_is_corrected_by_typed_words_and_the_machine_s_stands_beside_it(amal: Visitor, store: Store) -> None:
    address = f"/review/claims/{claim_of(store, 'league-1')}?slot=harms/0"
    page = sent(amal, address, "correct", "/review/preview", words="nine  people", reason="They are the dead.")
    assert "Read as: 9 (“nine”)" in words(page)
    assert "4 to 9" in words(page)
    assert "They are the dead." in page
    page = sent(amal, address, "correct", words="nine people", reason="They are the dead.")
    assert "The machine read, for Figure 1, number: 5 (“five”)" in words(page)
    rows = {(row.harm, row.status): row for one in store.incidents() for row in one.tolls if row.max == 9}
    assert ("killed", "civilian") in rows


def test_a_value_that_is_written_goes_before_what_the_words_give(amal: Visitor, store: Store) -> None:
    address = f"/review/claims/{claim_of(store, 'league-1')}?slot=harms/0"
    page = sent(amal, address, "correct", op="ge", value="5", status="unstated", reason="Five at least.")
    assert "at least" in words(page)
    page = sent(amal, address, "correct", value="many", reason="?")
    assert "is no number" in words(page)
    page = sent(amal, address, "correct", words="twelve", reason="?")
    assert "these words do not stand in the text" in words(page)
    page = sent(amal, address, "correct", reason="?")
    assert "nothing is changed" in words(page)


def test_what_is_missing_is_put_in_and_what_is_wrong_taken_out(amal: Visitor, store: Store) -> None:
    claim = claim_of(store, "league-1")
    address = f"/review/claims/{claim}"
    page = sent(
        amal, f"{address}?slot=weapons/-", "correct", words="An air strike", weapon_id="air", reason="So named."
    )
    assert "Done: corrected." in words(page)
    assert "Weapon" in words(page)
    page = sent(amal, f"{address}?slot=harms/1", "correct", gone="yes", reason="Not of this strike.")
    assert "Taken out by a person: injured: 9 (“nine”)" in words(page)
    assert "Figure 2 killed: 2 (“two”)" in words(page)
    page = sent(amal, f"{address}?slot=when", "correct", **{"from": "2018-09-07", "to": "", "reason": "The eve."})
    assert "7 September 2018" in words(page)
    page = sent(amal, f"{address}?slot=where/0", "correct", place="geonames:169835", reason="Hass itself.")
    assert "Done: corrected." in words(page) or "has this value already" in words(page)
    assert amal.get(f"{address}?slot=claim_id").status_code == 404
    assert amal.get(f"{address}?slot=harms/99").status_code == 404
    assert amal.get(f"{address}?slot=__class__").status_code == 404


def test_a_claim_that_the_machine_missed_is_added(amal: Visitor, store: Store) -> None:
    fields: dict[str, Any] = {
        "words": "On 12 September 2018 four men of Kafr Nabl did not come home; a shell had found them.",
        "figure_words": "four",
        "date_words": "12 September 2018",
        "place_words": "Kafr Nabl",
        "event_types": ["shelling"],
        "reason": "The second half says what happened.",
    }
    page = sent(amal, "/review/documents/late-1", "add", **fields)
    assert "Done: added by a person." in words(page)
    assert "killed: 4 (“four”)" in words(page)
    assert "12 September 2018" in words(page)
    assert any(row.max == 4 for one in store.incidents() for row in one.tolls if one.documents == ("late-1",))
    page = sent(amal, "/review/documents/late-1", "add", **{**fields, "figure_words": "seven"})
    assert "these words do not stand in the sentence" in words(page)
    page = sent(amal, "/review/documents/late-1", "add", **{**fields, "words": ""})
    assert "select the sentence" in words(page)


def test_an_incident_is_split_graded_and_given_to_somebody(amal: Visitor, store: Store) -> None:
    incident = next(one for one in store.incidents() if len(one.claims) > 2)
    address, claim = f"/review/incidents/{incident.incident_id}", claim_of(store, "harm-1")
    before = len(store.incidents())
    page = sent(amal, address, "split", "/review/preview", subject=[incident.incident_id, claim])
    assert "Split an incident" in words(page)
    assert "4 to 5" in words(page)
    page = sent(amal, address, "split", subject=[incident.incident_id, claim], reason="Another market.")
    assert "Done: split." in words(page)
    assert len(store.incidents()) == before + 1
    page = sent(amal, address, "grade", grade="airwars||weak", reason="One origin in truth.")
    assert "Done: graded." in words(page)
    page = sent(amal, address, "comment", reason="Look at the map again.")
    assert "Look at the map again." in words(page)
    sent(amal, address, "assign", to="rima", reason="She knows the place.")
    assert incident.incident_id in amal.get("/review?assigned=rima").text
    assert incident.incident_id not in amal.get("/review?assigned=nobody-else").text


def test_two_claims_are_told_to_be_of_two_incidents(amal: Visitor, store: Store) -> None:
    first, second = claim_of(store, "league-1"), claim_of(store, "harm-1")
    page = sent(
        amal, f"/review/claims/{first}", "same", kind=["same", "not_same"], subject=[first, second], reason="Two."
    )
    assert "Done: told to be of two incidents." in words(page)
    holding = [one for one in store.incidents() if {first, second} & {link.claim_id for link in one.claims}]
    assert len(holding) == 2


def test_under_the_two_person_rule_another_person_approves(amal: Visitor, site: str, store: Store) -> None:
    deciding.decide(store, "sami", "rule", ("record",), {"two_person": True}, "So agreed.", 0)
    claim = claim_of(store, "harm-1")
    page = sent(amal, f"/review/claims/{claim}", "reject", reason="A copy.")
    assert "waits for another person's approval" in words(page)
    assert "looked at by nobody" in words(page)
    made = re.search(r"dec_\w+", amal.get("/review?kind=decision").text)
    assert made is not None
    decision = f"/review/decisions/{made[0]}"
    assert "Approve" not in words(amal.get(decision).text)
    rima = visitor(site, "rima")
    page = sent(rima, decision, "approve", reason="It is.")
    assert "approved by rima" in words(page)
    assert "rejected by a person" in words(amal.get(f"/review/claims/{claim}").text)


def test_who_may_only_read_is_shown_no_form_and_decides_nothing(site: str, store: Store, amal: Visitor) -> None:
    noor, claim = visitor(site, "noor"), claim_of(store, "harm-1")
    page = noor.get(f"/review/claims/{claim}").text
    assert "/review/decide" not in page
    assert 'href="/review"' not in noor.get("/").text
    fields: dict[str, Any] = {"kind": "reject", "subject": claim, "reason": "No.", "seen": "0", "back": "/review"}
    answer = noor.post("/review/decide", "/account", **fields)
    assert answer.status_code == 403
    assert noor.get(f"/review/claims/{claim}/history").status_code == 200
    assert amal.send("POST", "/review/decide", data=fields).status_code == 403, "a form without its token"
    assert "looked at by nobody" in words(page)


def test_hostile_words_stay_words_and_nobody_is_sent_away(amal: Visitor, store: Store) -> None:
    page = amal.get(f"/review/claims/{claim_of(store, 'witness-1')}").text
    assert "<img" not in page
    claim = claim_of(store, "ar-1")
    hostile = '"><script>alert(1)</script>'
    answer = amal.post(
        "/review/decide",
        f"/review/claims/{claim}",
        kind="comment",
        subject=claim,
        reason=hostile,
        back="//evil.example/",
    )
    assert answer.headers["location"].startswith("/review?done=")
    page = amal.get(f"/review/claims/{claim}").text
    assert "<script>alert" not in page
    assert "alert(1)" in page
    for kind in ("accept", "no-kind", ""):
        answer = amal.post(
            "/review/decide", f"/review/claims/{claim}", kind=kind, subject="clm_nothing", reason=hostile
        )
        assert answer.status_code == 422
        assert "<script>alert" not in answer.text


def test_the_history_tells_what_two_states_differ_in(amal: Visitor, store: Store) -> None:
    claim = claim_of(store, "league-1")
    sent(amal, f"/review/claims/{claim}?slot=harms/0", "correct", words="nine", reason="They are the dead.")
    page = words(amal.get(f"/review/claims/{claim}/history").text)
    assert "killed: 5 (“five”); civilians killed: 9 (“nine”); civilians" in page
    same = words(amal.get(f"/review/claims/{claim}/history?from=1&to=1").text)
    assert "The two are the same." in same
    incident = next(one for one in store.incidents() if claim in {link.claim_id for link in one.claims}).incident_id
    page = words(amal.get(f"/review/incidents/{incident}/history?from=0&to=1").text)
    assert "killed (civilians) 4 to 6 4 to 9" in page


def test_the_queue_s_address_holds_its_filters(amal: Visitor) -> None:
    assert "Nothing waits here." in amal.get("/review?harm=displaced").text
    assert "Nothing waits here." in amal.get("/review?since=2030-01-01").text
    assert amal.get("/review?since=tomorrow&kind=nothing&after=nothing").status_code == 200
    twin = amal.get("/review.json?kind=incident").json()
    assert {row["kind"] for row in twin["rows"]} == {"incident"}
    assert amal.get("/review?document=harm-1").text.count("data-row") == 1
    for missing in ("/review/claims/clm_nothing", "/review/incidents/inc_nothing", "/review/decisions/dec_nothing"):
        assert amal.get(missing).status_code == 404
    assert amal.get("/review/documents/nothing").status_code == 404


def test_in_arabic_no_english_is_left_on_the_pages(amal: Visitor, store: Store) -> None:
    claim = claim_of(store, "league-1")
    deciding.decide(store, "amal", "correct", (claim,), {"slot": "modality", "value": "alleged"}, "نعم", 0)
    incident = next(one for one in store.incidents() if len(one.claims) > 1).incident_id
    slots = ("harms/0", "when", "where/0", "weapons/-", "actors/-", "targets/-", "event_types", "scope")
    pages = ["/review?all=yes", f"/review/incidents/{incident}", "/review/documents/ar-1"]
    pages += [f"/review/claims/{claim}/history", f"/review/incidents/{incident}/history?from=0&to=1"]
    for page in [*pages, *(f"/review/claims/{claim}?slot={slot}" for slot in slots)]:
        answer = amal.send("GET", page, headers={"accept-language": "ar"})
        assert answer.status_code == 200, page
        assert set(english_left(answer.text)) <= {"amal"}, page
