"""From a store to its pages. Each room of pages is a package with `routes(site)`; here they are put together."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from harmtrace.pipeline.settings import digits_setting, language_setting
from harmtrace.publish.tongue import tongue_of
from harmtrace.store.record import Store
from harmtrace.web import files, reading
from harmtrace.web.guard import Guard
from harmtrace.web.languages import Speaking
from harmtrace.web.site import Site

ROOMS = (
    files.routes,
    reading.routes,
)
"""What gives the routes of each room, in the order in which paths are tried."""


def create_app(store_url: str) -> Starlette:
    """The pages of the record at `store_url`. Raises what `Store.open` and `tongue_of` raise."""
    site = Site(Store.open(store_url, create=False))
    routes = [route for room in ROOMS for route in room(site)]
    handlers: Any = {HTTPException: site.missing}
    speaks = Middleware(Speaking, default=tongue_of(language_setting(), digits_setting()))
    return Starlette(routes=routes, middleware=[Middleware(Guard), speaks], exception_handlers=handlers)
