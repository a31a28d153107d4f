"""The tree of an HTML page in; what its meta tags, JSON-LD and time elements state of it out."""

from __future__ import annotations

import email.utils
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from harmtrace.capture.iso import read_iso
from harmtrace.model.immutable import immutable
from harmtrace.text.cues import fold
from harmtrace.text.date_line import full_day

Tree = Any
"""An lxml.html element; the published type stubs lack what is used of it."""
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "citation_publication_date", "publishdate", "publish-date",
    "publication_date", "published_date", "pubdate", "article.published", "originalpublicationdate", "dc.date", "date",
)  # fmt: skip
_PUBLISHER = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "citation_publisher")
_AUTHOR = ("author", "dc.creator", "dcterms.creator", "article:author", "citation_author", "parsely-author")
_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|WebPage|SocialMediaPosting|LiveBlogPosting)$")


@immutable(frozen=True, slots=True)
class Statements:
    """What the markup states; None where it states nothing usable."""

    title: str | None
    heading: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: str | None
    language: str | None


def read_statements(tree: Tree) -> Statements:
    """Return what the markup of `tree` states of the page. Dates of change are never read."""
    metas = _metas(tree)
    title = _first(metas, _TITLE)
    nodes = list(_linked_data(tree))
    article = _article(nodes, title)
    publisher = _first(metas, _PUBLISHER) or _name(article.get("publisher")) or _site_name(nodes)
    document_title = _words(tree.findtext(".//title"))
    heading = _heading(tree, title or document_title)
    own = title or _string(article.get("headline")) or heading or document_title
    return Statements(
        title=_without_site(own, publisher) if own else None,
        heading=heading,
        publisher=publisher,
        author=_person(_first(metas, _AUTHOR)) or _person(_name(article.get("author"))),
        url=_address(tree, metas),
        published=_published(tree, metas, article),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
    )


def _metas(tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _words(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(tree: Tree) -> Iterator[dict[str, Any]]:
    """The top nodes of the page's JSON-LD; nodes within nodes are other pages, people and pictures."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in data if isinstance(data, list) else [data]:
            graph = node.get("@graph") if isinstance(node, dict) else None
            yield from (part for part in (graph if isinstance(graph, list) else [node]) if isinstance(part, dict))


def _article(nodes: list[dict[str, Any]], title: str | None) -> dict[str, Any]:
    """The node of the page's own article: the one of its headline, or the only one."""
    articles = [node for node in nodes if any(_ARTICLE.match(kind) for kind in _kinds(node))]
    named = [node for node in articles if title and fold(_string(node.get("headline")) or "") == fold(title)]
    stories = [node for node in articles if "WebPage" not in _kinds(node)]
    if named:
        return named[0]
    if len(stories) == 1:
        return stories[0]
    return articles[0] if len(articles) == 1 else {}


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _site_name(nodes: list[dict[str, Any]]) -> str | None:
    names = [_name(node) for node in nodes if {"NewsMediaOrganization", "Organization"} & set(_kinds(node))]
    return names[0] if len(names) == 1 else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_name, value) if name]
        return ", ".join(names) or None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _published(tree: Tree, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    stated = [metas[name] for name in _PUBLISHED[:4] if name in metas]
    stated += [_string(article.get("datePublished")) or ""]
    stated += [
        element.get("datetime") or element.get("content") or element.text_content()
        for element in tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]")
    ]
    stated += [metas[name] for name in _PUBLISHED[4:] if name in metas]
    return next((date for date in map(_date, stated) if date), None)


def _date(stated: str) -> str | None:
    """An ISO form of a stated date; midnight stands for a day whose time is not known."""
    read = read_iso(stated)
    if read:
        return read[0].partition("T")[0] if "T00:00:00" in read[0] else read[0]
    try:
        return email.utils.parsedate_to_datetime(stated).isoformat()
    except (ValueError, TypeError, IndexError):
        day = full_day(stated[:100])
        return day.isoformat() if day else None


def _heading(tree: Tree, title: str | None) -> str | None:
    headings = [words for words in (_words(heading.text_content()) for heading in tree.iter("h1")) if words]
    if title:
        for words in headings:
            if fold(words) and (fold(title).startswith(fold(words)) or fold(words).startswith(fold(title))):
                return words
    return headings[0] if len(headings) == 1 else None


def _without_site(title: str, publisher: str | None) -> str:
    """Take the name of the site off a page title: "Headline - Site"."""
    for mark in (" - ", " | ", " – ", " — ", " :: ", " « ", " » "):
        head, found, site = title.rpartition(mark)
        if found and publisher and fold(site) and (fold(site) in fold(publisher) or fold(publisher) in fold(site)):
            return head.strip()
    return title


def _address(tree: Tree, metas: dict[str, str]) -> str | None:
    link = tree.find('.//link[@rel="canonical"]')
    stated = (link.get("href") if link is not None else None) or metas.get("og:url")
    base = tree.find(".//base[@href]")
    if not stated:
        return None
    try:
        address = urljoin(base.get("href") if base is not None else "", stated.strip())
    except ValueError:
        return None
    return address if address.lower().startswith(("http://", "https://")) else None


def _person(name: str | None) -> str | None:
    """An author's name; addresses of profiles and mail are none."""
    return None if not name or "://" in name or "@" in name or "<" in name or len(name) > 200 else name


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _string(value: Any) -> str | None:
    return _words(value) if isinstance(value, str) else None


def _words(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
