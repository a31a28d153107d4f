"""The templates of report and pages, with everything they print escaped and worded in the tongue in force."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from harmtrace.publish import tongue
from harmtrace.publish.codes import code_words
from harmtrace.publish.recorded import recorded_words


@cache
def environment() -> Environment:
    """The template environment: autoescape for every template, an error for every name that is not given."""
    made = Environment(
        loader=PackageLoader("harmtrace.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": _marked_up,
        "ngettext": _marked_up_plural,
        "tongue": tongue.spoken,
        "numeral": tongue.numeral,
        "stamp": tongue.stamp,
        "code": code_words,
        "recorded": recorded_words,
        "language_name": tongue.language_name,
        "direction_of": tongue.direction_of,
        "isolated": tongue.isolated,
        "apart": _apart,
        "ltr": _from_the_left,
    }
    return made


def _marked_up(message: str, **values: Any) -> Markup:
    """The message with its fields escaped; messages are ours and may hold markup."""
    return Markup(tongue.message_of(message)).format(**{name: tongue.shown(value) for name, value in values.items()})


def _marked_up_plural(one: str, many: str, n: int, **values: Any) -> Markup:
    """The form of a message that goes with a number, the same way."""
    shown = {name: tongue.shown(value) for name, value in {"n": n, **values}.items()}
    return Markup(tongue.message_of(one, many, n)).format(**shown)


def _apart(words: str) -> Markup:
    """Words of a source, kept apart in direction."""
    return Markup("<bdi>{}</bdi>").format(words)


def _from_the_left(words: str) -> Markup:
    """Hashes, times and names of rules, which run from the left on every page."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(words)


def render(template: str, **values: Any) -> Markup:
    """Render a template of this package."""
    return Markup(environment().get_template(template).render(**values))


FONTS = {400: "noto-sans-arabic-400.woff2", 700: "noto-sans-arabic-700.woff2"}
"""The fonts of Arabic by weight: the system's own of that name goes before, and others stand in for none."""


@cache
def font(name: str) -> bytes:
    """A font of the package (`static/README.md` says from where)."""
    return files("harmtrace.publish").joinpath("static", name).read_bytes()


@cache
def font_faces(embedded: bool) -> str:
    """The rules that name the fonts of Arabic: by their addresses, or with the fonts in them for a file of its own."""
    rules = []
    for weight, name in FONTS.items():
        data = f"data:font/woff2;base64,{base64.b64encode(font(name)).decode()}" if embedded else f"/static/{name}"
        rules.append(
            '@font-face { font-family: "Noto Sans Arabic"; font-display: swap; unicode-range: U+0600-06FF;'
            f' font-weight: {weight}; src: local("Noto Sans Arabic"), url("{data}") format("woff2"); }}'
        )
    return "\n".join(rules)


@cache
def stylesheet() -> str:
    """The one stylesheet of report and pages."""
    return files("harmtrace.publish").joinpath("static", "harmtrace.css").read_text(encoding="utf-8")
