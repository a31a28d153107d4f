"""The files that pages are dressed with: the stylesheet and its fonts."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.publish.pages import FONTS, font, font_faces, stylesheet
from harmtrace.web.site import Site


def routes(_site: Site) -> list[BaseRoute]:
    """The routes of the files."""
    return [Route("/static/harmtrace.css", css), Route("/static/{name}.woff2", font_file)]


def css(_request: Request) -> Response:
    """The stylesheet."""
    return Response(stylesheet() + font_faces(embedded=False), media_type="text/css")


def font_file(request: Request) -> Response:
    """A font of the stylesheet."""
    name = f"{request.path_params['name']}.woff2"
    if name not in FONTS.values():
        raise HTTPException(404)
    return Response(font(name), media_type="font/woff2")
