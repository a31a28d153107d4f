"""The pages for deciding: the queue, the review of a claim, an incident, a document, and the history of each."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.web.deciding import adding, api, claim_page, held_page, history_page, posting, queue_page
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """The routes of these pages."""
    desk = Desk(site)
    return [
        route
        for part in (api, posting, queue_page, history_page, claim_page, held_page, adding)
        for route in part.routes(desk)
    ]
