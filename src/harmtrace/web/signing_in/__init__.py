"""The pages of accounts and protection: sign-in, one's own account, all accounts, the activity log, the restricted."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.web.signing_in import account, accounts, activity, restricted, sign_in
from harmtrace.web.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """The routes of these pages."""
    return [route for part in (sign_in, account, accounts, activity, restricted) for route in part.routes(site)]
