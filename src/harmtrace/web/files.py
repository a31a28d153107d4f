"""The files that pages are dressed with: stylesheets, scripts and fonts, all from this package."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.publish.pages import FONTS, font, font_faces, stylesheet
from harmtrace.web.site import Site

_KINDS = {"css": "text/css", "js": "text/javascript", "mjs": "text/javascript"}
"""The media types of the files in `static`, by the end of their names; others are not served."""
_VERSIONED = re.compile(r"-\d+(\.\d+)+\b")
"""A file with its version in its name never changes under that name: browsers keep it."""


def routes(_site: Site) -> list[BaseRoute]:
    """The routes of the files."""
    return [
        Route("/static/harmtrace.css", css),
        Route("/static/{name}.woff2", font_file),
        Route("/static/{name}", static_file),
    ]


def css(_request: Request) -> Response:
    """The stylesheet."""
    return Response(stylesheet() + font_faces(embedded=False), media_type="text/css")


def font_file(request: Request) -> Response:
    """A font of the stylesheet."""
    name = f"{request.path_params['name']}.woff2"
    if name not in FONTS.values():
        raise HTTPException(404)
    return Response(font(name), media_type="font/woff2")


def static_file(request: Request) -> Response:
    """A script or stylesheet of `static`."""
    name = str(request.path_params["name"])
    if name not in static_files():
        raise HTTPException(404)
    kept = {"cache-control": "private, max-age=31536000, immutable"} if _VERSIONED.search(name) else {}
    media_type = _KINDS[name.rpartition(".")[2]]
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = {**kept, "content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(_packed(name), headers=headers, media_type=media_type)
    return Response(_content(name), headers=kept, media_type=media_type)


@cache
def static_files() -> frozenset[str]:
    """The names of the files that are served."""
    held = files("harmtrace.web").joinpath("static").iterdir()
    return frozenset(file.name for file in held if file.name.rpartition(".")[2] in _KINDS)


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_content(name), mtime=0)


@cache
def _content(name: str) -> bytes:
    return files("harmtrace.web").joinpath("static", name).read_bytes()
