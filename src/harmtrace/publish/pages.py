"""The templates of report and pages, with everything they print escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def environment() -> Environment:
    """The template environment: autoescape for every template, an error for every name that is not given."""
    return Environment(
        loader=PackageLoader("harmtrace.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> Markup:
    """Render a template of this package."""
    return Markup(environment().get_template(template).render(**values))


@cache
def stylesheet() -> str:
    """The one stylesheet of report and pages."""
    return files("harmtrace.publish").joinpath("static", "harmtrace.css").read_text(encoding="utf-8")
