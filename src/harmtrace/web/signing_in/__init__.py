"""The pages of signing in and of accounts: sign-in, one's own account, everybody's accounts, the activity log."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.web.signing_in import account, accounts, activity, sign_in
from harmtrace.web.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """The routes of these pages."""
    return [route for part in (sign_in, account, accounts, activity) for route in part.routes(site)]
