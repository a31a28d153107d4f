"""The method: the rules and policies in force."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.methods import method_of
from harmtrace.publish.pages import render
from harmtrace.publish.tongue import _
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The page of the method."""

    def method(asked: Asked) -> Answer:
        found = method_of(asked.record, load_gazetteer())
        return Answer(
            lambda: found,
            lambda: Shown("method_page.html.j2", _("Method"), {"method": render("method.html.j2", method=found)}),
        )

    return site.twinned("/method", method)
