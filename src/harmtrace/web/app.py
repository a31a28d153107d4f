"""From a store to its pages. Each room of pages is a package with `routes(site)`; here they are put together."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from harmtrace.errors import PermissionRefused
from harmtrace.pipeline.settings import digits_setting, language_setting, person_setting
from harmtrace.publish.tongue import speaking, tongue_of
from harmtrace.store.record import Store
from harmtrace.web import deciding, files, reading, signing_in
from harmtrace.web.access import Access, alone
from harmtrace.web.guard import Guard
from harmtrace.web.languages import Speaking
from harmtrace.web.signing_in.identity import Identity
from harmtrace.web.site import Site

ROOMS = (
    files.routes,
    signing_in.routes,
    deciding.routes,
    reading.routes,
)
"""What gives the routes of each room, in the order in which paths are tried."""


def create_app(store_url: str, access: Access | None = None) -> Starlette:
    """The pages of the record at `store_url`, for who `access` lets in: without it, the one person at this machine.

    Raises what `Store.open` and `tongue_of` raise.
    """
    access = access or alone(person_setting())
    site = Site(Store.open(store_url, create=False), access)
    routes = [route for room in ROOMS for route in room(site)]
    handlers: Any = {HTTPException: site.missing, PermissionRefused: site.refused}
    middleware = [
        Middleware(GZipMiddleware, compresslevel=4),
        Middleware(Guard, hosts=access.hosts, encrypted=access.secure),
        Middleware(Speaking, default=tongue_of(language_setting(), digits_setting())),
        Middleware(Identity, access=access, signing_in=site.signing_in),
    ]
    app = Starlette(routes=routes, middleware=middleware, exception_handlers=handlers)
    app.state.site = site
    return app


def make_ready(app: Starlette) -> None:
    """Read the record and work out what pages look up, so that no first reader waits for it."""
    with speaking(tongue_of(language_setting(), digits_setting())):
        reading.prepare(app.state.site.whole())
