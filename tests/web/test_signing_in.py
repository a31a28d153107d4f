"""Signing in: who gets a session, who does not, and what nobody can learn or send from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyotp
import pytest

from harmtrace.review.limits import FOR_ACCOUNT
from harmtrace.review.second_factor import new_seed
from harmtrace.store.activity import activities
from harmtrace.store.record import Store
from harmtrace.web.access import with_accounts
from tests.reports import EVERYTHING, record_in
from tests.web.people import PASSWORD, SECRET, Visitor, keeping, visitor
from tests.web.site import pages_of, served


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made, _ = record_in(tmp_path_factory.mktemp("record"), *EVERYTHING)
    people = keeping(made)
    people.add("amal", PASSWORD, ["coder"])
    people.add("rima", PASSWORD, ["reviewer", "admin"])
    people.add("victim.of.guesses", PASSWORD, ["reader"])
    people.add("closed", PASSWORD, ["reader"])
    people.set_active("closed", False)
    people.add("no.role", PASSWORD, [])
    return made


@pytest.fixture(scope="module")
def site(url: str) -> Iterator[str]:
    with served(url, with_accounts(SECRET)) as address:
        yield address


def test_nothing_of_the_record_is_shown_before_signing_in(site: str, url: str) -> None:
    stranger = Visitor(site)
    for address in ["/", "/search?q=Hass", "/account", "/accounts", "/activity", *pages_of(url)]:
        answer = stranger.get(address)
        assert answer.status_code == 303, address
        assert answer.headers["location"].startswith("/sign-in?next=%2F"), address
    assert stranger.get("/overview.json").status_code == 401
    assert stranger.get("/api/anything").status_code == 401
    page = stranger.get("/sign-in").text
    assert "Hass" not in page
    assert "documents" not in page
    assert stranger.get("/static/harmtrace.css").status_code == 200


def test_signing_in_opens_the_pages_and_signing_out_closes_them(site: str) -> None:
    amal = visitor(site, "amal")
    assert amal.get("/").status_code == 200
    assert "amal" in amal.get("/").text
    token = amal.cookies["harmtrace-session"]
    assert amal.post("/sign-out", "/").headers["location"] == "/sign-in"
    assert amal.get("/").status_code == 303
    amal.cookies.set("harmtrace-session", token, domain="127.0.0.1", path="/")
    assert amal.get("/").status_code == 303  # the session itself has ended, not only the cookie


def test_every_refusal_reads_the_same(site: str) -> None:
    texts = set()
    for name, password in (("amal", "wrong"), ("nobody", PASSWORD), ("closed", PASSWORD), ("' OR 1=1 --", "x")):
        answer = Visitor(site).sign_in(name, password)
        assert answer.status_code == 401
        texts.add(answer.text[answer.text.index("<main>") : answer.text.index("<form")])
    assert len(texts) == 1


def test_a_session_that_was_there_before_signing_in_counts_no_more(site: str) -> None:
    amal = Visitor(site)
    amal.cookies.set("harmtrace-session", "a-token-that-an-attacker-knows", domain="127.0.0.1", path="/")
    assert amal.sign_in("amal").status_code == 303
    tokens = [cookie.value for cookie in amal.cookies.jar if cookie.name == "harmtrace-session"]
    assert "a-token-that-an-attacker-knows" not in tokens
    attacker = Visitor(site)
    attacker.cookies.set("harmtrace-session", "a-token-that-an-attacker-knows")
    assert attacker.get("/").status_code == 303
    first = amal.cookies["harmtrace-session"]
    again = visitor(site, "amal")
    assert again.cookies["harmtrace-session"] != first


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(site: str) -> None:
    answer = Visitor(site).sign_in("amal")
    set_cookies = [value for name, value in answer.headers.multi_items() if name == "set-cookie"]
    assert len(set_cookies) == 3
    assert all("HttpOnly" in value and "SameSite=strict" in value for value in set_cookies)


def test_cookies_go_over_encrypted_connections_only_where_there_are_such(url: str) -> None:
    with served(url, with_accounts(SECRET, "https://record.example.org")) as site:
        headers = {"host": "record.example.org", "origin": "https://record.example.org"}
        with httpx.Client(base_url=site, headers=headers) as client:
            page = client.get("/sign-in")
            assert "max-age" in page.headers["strict-transport-security"]
            assert page.headers["set-cookie"].startswith("__Host-harmtrace-form=")
            assert "Secure" in page.headers["set-cookie"]
            assert client.get("/sign-in", headers={"host": "127.0.0.1"}).status_code == 403


def test_no_form_of_another_site_is_taken(site: str) -> None:
    amal = visitor(site, "amal")
    token = amal.token("/account")
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}):
        answer = amal.send("POST", "/account/sessions", data={"csrf": token}, headers=headers)
        assert answer.status_code == 403, headers
    other = visitor(site, "rima").token("/account")
    for wrong in ("", "x", other):
        assert amal.send("POST", "/account/sessions", data={"csrf": wrong}).status_code == 403
    assert amal.send("POST", "/account/sessions", json={}).status_code == 403
    assert amal.send("POST", "/account/sessions", data={"csrf": token}).status_code == 303
    stranger = Visitor(site)
    stranger.get("/sign-in")
    fields = {"name": "amal", "password": PASSWORD, "csrf": token}
    assert stranger.send("POST", "/sign-in", data=fields).status_code == 403
    cross = {"origin": "", "sec-fetch-site": "cross-site"}
    assert stranger.send("POST", "/sign-in", data=fields, headers=cross).status_code == 403


def test_guesses_are_stopped_for_an_account_even_when_it_is_not_there(url: str) -> None:
    with served(url, with_accounts(SECRET)) as site:
        known = visitor(site, "victim.of.guesses")
        for name in ("victim.of.guesses", "not.there"):
            answers = [Visitor(site).sign_in(name, "guess").status_code for _ in range(FOR_ACCOUNT + 1)]
            assert answers == [401] * FOR_ACCOUNT + [429], name
        assert Visitor(site).sign_in("victim.of.guesses").status_code == 429  # the right password does not help now
    with served(url, with_accounts(SECRET)) as site:  # a restart forgets nothing
        assert Visitor(site).sign_in("victim.of.guesses").status_code == 429
        known.cookies.delete("harmtrace-session")
        again = Visitor(site)
        for cookie in known.cookies.jar:
            again.cookies.set(cookie.name, cookie.value or "", domain="127.0.0.1", path="/")
        assert again.sign_in("victim.of.guesses").status_code == 303  # their own browser is counted by itself


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/x\r\nset-cookie: a=b",
        " /x",
        "",
    ],
)
def test_signing_in_leads_to_no_other_site(site: str, onward: str) -> None:
    answer = Visitor(site).sign_in("amal", onward=onward)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert not any("a=b" in value for value in answer.headers.values())
    page = Visitor(site).send("GET", "/sign-in", params={"next": onward})
    assert 'name="next" value="/"' in page.text


def test_signing_in_leads_to_the_page_that_was_asked_for(site: str) -> None:
    amal = Visitor(site)
    there = amal.get("/search?q=%D8%AD%D8%A7%D8%B3&lang=en").headers["location"]
    page = amal.get(there).text
    assert 'value="/search?q=%D8%AD%D8%A7%D8%B3&amp;lang=en"' in page


def test_hostile_names_stay_text_on_the_sign_in_page(site: str) -> None:
    answer = Visitor(site).sign_in('"><script>alert(1)</script>', "x")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_second_factor_is_asked_for_and_no_code_works_twice(url: str, site: str) -> None:
    people = keeping(url)
    people.add("two.steps", PASSWORD, ["reader"])
    seed = new_seed()
    assert not people.set_second_factor("two.steps", seed, "000000x")
    step = int(people.clock().timestamp()) // 30
    code_of = pyotp.TOTP(seed).generate_otp
    assert people.set_second_factor("two.steps", seed, code_of(step - 1))
    assert Visitor(site).sign_in("two.steps").status_code == 401
    assert Visitor(site).sign_in("two.steps", code=code_of(step - 1)).status_code == 401
    code = code_of(step)
    assert Visitor(site).sign_in("two.steps", code=code).status_code == 303
    assert Visitor(site).sign_in("two.steps", code=code).status_code == 401
    kept = people.accounts.account("two.steps")
    assert kept is not None
    assert seed not in str(kept)


def test_a_second_factor_is_set_up_on_the_account_page(url: str, site: str) -> None:
    keeping(url).add("new.phone", PASSWORD, ["reader"])
    person = visitor(site, "new.phone")
    page = person.get("/account/second-factor").text
    seed = page.split('<p class="hash"><bdi dir="ltr">')[1].split("<")[0].replace(" ", "")
    sealed = page.split('name="seed" value="')[1].split('"')[0]
    assert "<svg" in page
    fields = {"seed": sealed, "code": pyotp.TOTP(seed).now()}
    wrong = person.post("/account/second-factor", **fields, password="wrong")
    assert wrong.status_code == 400
    assert person.post("/account/second-factor", **fields, password=PASSWORD).status_code == 200
    assert Visitor(site).sign_in("new.phone").status_code == 401
    assert person.post("/account/second-factor/drop", "/account", password=PASSWORD).status_code == 200
    assert Visitor(site).sign_in("new.phone").status_code == 303


def test_sessions_are_listed_and_ended_one_by_one_or_with_the_password(url: str, site: str) -> None:
    keeping(url).add("many.places", PASSWORD, ["reader"])
    here, there, third = (visitor(site, "many.places") for _ in range(3))
    session = here.get("/account").text.split('name="session" value="')[1].split('"')[0]
    assert here.post("/account/sessions", "/account", session=session).status_code == 303
    assert sorted((there.get("/").status_code, third.get("/").status_code)) == [200, 303]
    fields = {"password": PASSWORD, "new": "a wholly other set of words", "again": "a wholly other set of words"}
    assert here.post("/account/password", "/account", **{**fields, "again": "x"}).status_code == 400
    assert here.post("/account/password", "/account", **{**fields, "new": "short", "again": "short"}).status_code == 400
    assert here.post("/account/password", "/account", **fields).status_code == 200
    assert here.get("/").status_code == 200
    assert (there.get("/").status_code, third.get("/").status_code) == (303, 303)
    assert Visitor(site).sign_in("many.places").status_code == 401


def test_nobody_ends_the_session_or_token_of_another(site: str) -> None:
    amal, rima = visitor(site, "amal"), visitor(site, "rima")
    visitor(site, "rima")
    session = rima.get("/account").text.split('name="session" value="')[1].split('"')[0]
    amal.post("/account/sessions", "/account", session=session)
    assert f'value="{session}"' in rima.get("/account").text


def test_administrators_keep_accounts_and_others_do_not_see_them(site: str, url: str) -> None:
    amal, rima = visitor(site, "amal"), visitor(site, "rima")
    assert amal.get("/accounts").status_code == 403
    assert amal.get("/activity").status_code == 403
    assert amal.get("/activity.json").json()["code"] == "HT-405"
    assert amal.post("/accounts", "/account", what="add", name="mole", role="admin").status_code == 403
    made = rima.post("/accounts", what="add", name="nour", role=["reader", "publisher"])
    password = made.text.split('<p class="hash"><bdi dir="ltr">')[1].split("<")[0]
    assert Visitor(site).sign_in("nour", password).status_code == 303
    assert rima.post("/accounts", what="add", name="nour").status_code == 400
    assert rima.post("/accounts", what="roles", name="rima", role="reader").status_code == 400  # the last administrator
    assert rima.post("/accounts", what="close", name="nour").status_code == 200
    assert Visitor(site).sign_in("nour", password).status_code == 401
    assert rima.post("/accounts", what="nothing").status_code == 400
    logged = [(row.person, row.action, row.subject) for row in activities(Store.open(url).engine)]
    assert ("rima", "account made", "nour") in logged
    assert ("rima", "account closed", "nour") in logged
    assert "account closed" in rima.get("/activity").text


def test_an_account_without_a_role_sees_nothing(site: str) -> None:
    assert visitor(site, "no.role").get("/").status_code == 403


def test_pages_cannot_be_framed_and_requests_have_bounds(site: str) -> None:
    answer = Visitor(site).get("/sign-in")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    amal = visitor(site, "amal")
    assert amal.send("POST", "/account/sessions", data={"csrf": "x" * 1_100_000}).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    assert amal.send("POST", "/account/sessions", content=endless()).status_code == 413
    many = "&".join(f"a{n}=1" for n in range(2000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert amal.send("POST", "/account/sessions", content=many, headers=form).status_code == 413
    assert amal.get("/search?q=" + "x" * 9000).status_code == 414


def test_the_one_person_at_this_machine_needs_no_account_but_a_form_of_the_page(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, EVERYTHING[0])
    with served(url) as site:
        person = Visitor(site)
        assert person.get("/").status_code == 200
        assert person.get("/account").status_code == 404
        assert person.get("/accounts").status_code == 404
        assert person.send("POST", "/sign-out", data={"csrf": ""}).status_code == 403
        rebound = {"host": "rebound.example", "origin": "http://rebound.example"}
        assert person.send("GET", "/", headers=rebound).status_code == 403
