"""From a request to the tongue of its answer: what the address asks for, what was chosen before, what the browser asks.

The choice is kept in two cookies without which nothing is lost; JSON twins are read by programs and speak English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from harmtrace.errors import BadSetting
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.tongue import LANGUAGES, Tongue, _, speaking, spoken, tongue_of

_KEPT = ("lang", "digits")
"""What an address may ask for, and the names of the cookies that keep it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that shows the same page in another language or with other digits."""

    address: str
    lang: str
    name: str
    current: bool


class Speaking:
    """Middleware: binds the tongue of each answer; `default` is that where a request asks for nothing."""

    def __init__(self, app: ASGIApp, default: Tongue) -> None:
        self.app = app
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its tongue bound; keep what its address asks for."""
        if scope["type"] != "http" or scope["path"].endswith(".json"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        tongue = self._tongue(request)
        asked = {
            name: tongue.tag if name == "lang" else tongue.digits for name in _KEPT if name in request.query_params
        }

        async def with_choice(message: Message) -> None:
            if message["type"] == "http.response.start":
                for name, value in asked.items():
                    cookie = f"{name}={value}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly"
                    MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        with speaking(tongue):
            await self.app(scope, receive, with_choice)

    def _tongue(self, request: Request) -> Tongue:
        """The first of what is asked for that is spoken."""
        digits = [request.query_params.get("digits"), request.cookies.get("digits"), self.default.digits]
        for tag in (*_asked(request), self.default.tag):
            for kind in filter(None, digits):
                try:
                    return tongue_of(tag, kind, load_gazetteer())
                except BadSetting:
                    continue
        return self.default


def _asked(request: Request) -> Iterator[str]:
    for kept in (request.query_params, request.cookies):
        if "lang" in kept:
            yield kept["lang"]
    weighed = [_weighed(part) for part in request.headers.get("accept-language", "").split(",")]
    yield from (tag for _weight, tag in sorted(weighed, key=lambda row: -row[0]) if tag)


def _weighed(part: str) -> tuple[float, str]:
    """A language of the header with its weight: "ar;q=0.8"."""
    tag, _sign, weight = part.partition(";q=")
    try:
        return float(weight or 1), tag.strip()
    except ValueError:
        return 0.0, ""


def choices(request: Request) -> list[Choice]:
    """The links to the same page in each language, and with either digits where the language has two sets."""
    tongue = spoken()
    found = [
        Choice(_address(request, "lang", tag), tag, name, tag == tongue.language) for tag, name in LANGUAGES.items()
    ]
    if tongue.language == "ar":
        for kind, name in (("latin", "123"), ("arabic", "١٢٣")):
            words = _("digits {digits}", digits=name)
            found.append(Choice(_address(request, "digits", kind), tongue.tag, words, kind == tongue.digits))
    return found


def _address(request: Request, name: str, value: str) -> str:
    changed = request.url.include_query_params(**{name: value})
    return f"{changed.path}?{changed.query}"
