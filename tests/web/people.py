"""People with accounts who visit the pages: each with cookies of their own, and the forms that they were given."""

from __future__ import annotations

import re
from typing import Any

import httpx

from harmtrace.review.accounts import Keeping
from harmtrace.store.accounts import Accounts
from harmtrace.store.record import Store

SECRET = b"the secret of an installation for tests"
PASSWORD = "violet kettle under nine bridges"
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


def keeping(url: str, by: str = "tester") -> Keeping:
    """The accounts of the record at a store."""
    return Keeping(Accounts(Store.open(url).engine), SECRET, by)


class Visitor:
    """A person at the pages of a site."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies = httpx.Cookies()

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request from a page of the site."""
        more["headers"] = {"origin": self.site, **more.get("headers", {})}
        with httpx.Client(base_url=self.site, cookies=self.cookies) as client:
            answer = client.request(method, path, **more)
            self.cookies = client.cookies
        return answer

    def get(self, path: str) -> httpx.Response:
        """What a page answers."""
        return self.send("GET", path)

    def post(self, path: str, page: str = "", **fields: str | list[str]) -> httpx.Response:
        """Send a form with the token that stands in a page."""
        return self.send("POST", path, data={"csrf": self.token(page or path), **fields})

    def token(self, page: str) -> str:
        """The token of the forms of a page."""
        found = _TOKEN.search(self.get(page).text)
        assert found is not None, page
        return found[1]

    def sign_in(self, name: str, password: str = PASSWORD, code: str = "", onward: str = "/") -> httpx.Response:
        """Sign in as a person would."""
        return self.post("/sign-in", name=name, password=password, code=code, next=onward)


def visitor(site: str, name: str) -> Visitor:
    """A person who is signed in."""
    made = Visitor(site)
    answer = made.sign_in(name)
    assert answer.status_code == 303, answer.text
    return made
