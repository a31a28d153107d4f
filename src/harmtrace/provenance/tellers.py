"""From the name of a teller to who that is: one body under all its names, a relay agency, or somebody unnamed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from harmtrace.model.attribution import Teller
from harmtrace.model.document import Document
from harmtrace.places.folding import fold_name
from harmtrace.provenance.body_names import body_name, is_a_name
from harmtrace.vocab.languages import FORM_SEPARATOR, language_forms, languages
from harmtrace.vocab.tables import by_id, rows

Kind = Literal["body", "person", "agency", "unnamed", "own"]
_ARTICLES = frozenset({"the", "a", "an"})
_LIST_MARKS = re.compile(r"[;,،/]")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a teller is. `key` is the same for all names of one body; `kind` says what sort of teller."""

    key: str
    name: str
    kind: Kind


def identity(teller: Teller) -> Identity:
    """Say who `teller` is.

    Somebody with an actor id is that actor, unless the id stands for a class of bodies
    ("Amnesty, HRW, …"), where the name decides. A name that only describes ("a medical source")
    is `unnamed`; a publisher's "our correspondent" is `own`.
    """
    return _identity(teller.name, teller.actor_id)


@lru_cache(maxsize=100_000)
def _identity(name: str, actor_id: str | None) -> Identity:
    folded = name_key(name)
    known = known_bodies().get(folded)
    if known is not None:
        # Names of agencies and large bodies are printed in one form, others as their texts have them.
        return Identity(known[0], known[1] if known[1] else name, known[2])
    if actor_id is not None and not _is_class(actor_id):
        return Identity(f"actor:{actor_id}", name, "body")
    kind = _described(name)
    return Identity(f"name:{folded}", name, kind or "body")


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """Fold a teller's name for comparison: no case, marks, parentheses or leading article."""
    words = fold_name(_PARENTHESIS.sub("", name)).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def credited_agency(document: Document | None) -> Identity | None:
    """The news agency that a document's source line names alone, if any."""
    if document is None or not document.source_line:
        return None
    words = document.source_line.strip(" ()[].").removeprefix("Source:").strip()
    who = identity(Teller(words))
    return who if who.kind == "agency" else None


def is_interested(actor_id: str | None, key: str) -> bool:
    """Whether a teller is a party to the conflict or speaks for one, by the type of its actor."""
    wanted = key.removeprefix("actor:") if key.startswith("actor:") else actor_id
    row = by_id("actors").get(wanted or "")
    return row is not None and row["type"] in _interested_types()


@cache
def _interested_types() -> frozenset[str]:
    return frozenset(row["type"] for row in rows("teller_interests") if row["interested"] == "yes")


def _is_class(actor_id: str) -> bool:
    row = by_id("actors").get(actor_id)
    if row is None:
        return False
    return bool(_LIST_MARKS.search(row["name_en"])) or row["type"] == "unknown" or "unspecified" in row["name_en"]


@cache
def known_bodies() -> dict[str, tuple[str, str, Kind]]:
    """Every folded name of a body in the vocabularies, with its key, its main name and its kind."""
    found: dict[str, tuple[str, str, Kind]] = {}
    for row in rows("actors"):
        if _is_class(row["id"]):
            continue
        for cell in (row["name_en"], row["name_ar"], row["aliases_neutral"]):
            for name in _LIST_MARKS.split(cell):
                if name.strip():
                    found.setdefault(name_key(name), (f"actor:{row['id']}", "", "body"))
    for row in rows("tellers"):
        key = f"actor:{row['id']}" if row["id"] in by_id("actors") else f"teller:{row['id']}"
        kind: Kind = "agency" if row["kind"] == "agency" else "body"
        names = row["names"].split(FORM_SEPARATOR)
        for name in names:
            found[name_key(name)] = (key, names[0], kind)
    return found


@cache
def _heads() -> dict[str, str]:
    """Nouns that describe a teller without naming one, with their class (`unnamed` or `own`)."""
    return {
        fold_name(form): kind
        for language in languages()
        for kind, _value, form in language_forms(language, "unnamed_tellers")
    }


def _described(name: str) -> Kind | None:
    """Return `unnamed` or `own` where the words describe a teller but do not name one."""
    words = [word.strip(".,;:'’\"") for word in name.split()]
    if is_a_name(body_name(name)):
        return None  # "شبكة أطباء السودان" names a body, "أطباء" alone nobody
    cased = [word for word in words if word.lower() != word.upper()]
    plain = all(word == word.lower() for word in cased) if cased else False
    for word in words:
        kind = _heads().get(fold_name(word))
        if kind is not None and word == word.lower():
            return "own" if kind == "own" else "unnamed"
    return "unnamed" if plain else None
