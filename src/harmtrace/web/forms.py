"""What pages take in: forms that carry the token of their session, fields as text, and addresses to go on to.

Every request that may change something is checked before a page sees it (`signing_in.identity`): pages only put
`{{ csrf }}` into their forms and read `form_of(request)`.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request

from harmtrace.review.roles import Person

FIELD = "csrf"
HEADER = "x-csrf"
_MOST_FIELDS = 1000


def person_of(request: Request) -> Person | None:
    """Who asks; None before signing in."""
    person = getattr(request.state, "person", None)
    return person if isinstance(person, Person) else None


def csrf_field(request: Request) -> Markup:
    """The hidden field that every form which posts must have."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token(request))


def csrf_token(request: Request) -> str:
    """The token of the session that a request is of; scripts send it as the header `x-csrf`."""
    return str(getattr(request.state, "csrf", ""))


def form_of(request: Request) -> FormData:
    """The fields of a form that was posted, as they were sent."""
    form = getattr(request.state, "form", None)
    return form if isinstance(form, FormData) else FormData()


def body_of(request: Request) -> bytes:
    """The body of a request, as it was sent."""
    body = getattr(request.state, "body", b"")
    return body if isinstance(body, bytes) else b""


def field(request: Request, name: str, longest: int = 1000) -> str:
    """One field of a form, blank where it is not given."""
    value = form_of(request).get(name, "")
    return value[:longest] if isinstance(value, str) else ""


def parsed_form(body: bytes) -> FormData:
    """The fields of a form in the one encoding that pages use. Raises `ValueError` for too many of them."""
    text = body.decode("utf-8", "replace")
    fields = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    return FormData([(name, value) for name, value in fields])


def token_for(secret: bytes, session: str) -> str:
    """The token of forms of a session."""
    return hmac.digest(secret, f"form\0{session}".encode("utf-8", "replace"), "sha256").hex()


def is_own_origin(headers: Mapping[str, str], origin: str | None) -> bool:
    """Whether a request comes from a page of ours, as far as the browser tells."""
    told = headers.get("origin")
    if told is None:
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    if origin is not None:
        return told.lower() == origin
    return urlsplit(told).netloc.lower() == headers.get("host", "").lower()


def for_programs(request: Request) -> bool:
    """Whether a program asks, and not a person in a browser."""
    path = request.url.path
    return path.endswith(".json") or path.startswith("/api/") or "authorization" in request.headers


def way_on(address: str) -> str:
    """Where to go on to after signing in: a page of ours, whatever the address asks for.

    Browsers drop control characters and take a backslash for a slash: none of these is let through.
    """
    parts = urlsplit(address) if all(33 <= ord(sign) < 127 for sign in address) and "\\" not in address else None
    if parts is None or parts.scheme or parts.netloc or not address.startswith("/") or address.startswith("//"):
        return "/"
    return address
