"""From claims to the same claims with the ids of the parties of other wars, whom the record knows by their names.

Claims name such a party as their texts do; who that is depends on the war, so that the record says it: by the names of
`actors_world.tsv`, by "the army" of the country that is told of, and by "our forces" of a party that publishes itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from harmtrace.model.attribution import Attribution, Teller
from harmtrace.model.claim import ActorMention, AnyClaim, EventClaim, ResponseClaim, places_named
from harmtrace.model.document import Document
from harmtrace.places.folding import fold_name
from harmtrace.provenance.tellers import identity
from harmtrace.vocab.languages import FORM_SEPARATOR, language_forms, languages
from harmtrace.vocab.tables import rows

_BEHIND = 40
"""So many characters behind a mention its name may go on ("مليشيا" of "مليشيا آل دقلو")."""
_SHORT = 4
"""A name of so many letters at most is a party's in its own country only: "SAF", "LNA"."""
_ACTOR = "actor:"
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a party, and the country that it is to be told of, where it is one elsewhere as well."""

    words: Words
    actor_id: str
    country: str | None


def with_parties(claims: Sequence[AnyClaim], documents: Iterable[Document]) -> list[AnyClaim]:
    """The claims, in their order and with their ids, with the parties that they name.

    What extraction knows stays; a name that fits two parties is none's, nor is a name behind "anti" or "pro".
    """
    texts = {document.document_id: document for document in documents}
    told_of = _countries(claims)
    reading = {key: _Reading(texts.get(key), told_of.get(key)) for key in {claim.document_id for claim in claims}}
    return [reading[claim.document_id].of(claim) for claim in claims]


def _countries(claims: Iterable[AnyClaim]) -> Mapping[str, str]:
    """The country that each document tells of, where its places lie in one only."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        found[claim.document_id] |= {place.admin[0] for place in places_named(claim) if place.admin}
    return {document_id: next(iter(named)) for document_id, named in found.items() if len(named) == 1}


class _Reading:
    """Finds the parties in the claims of one document."""

    def __init__(self, document: Document | None, country: str | None) -> None:
        self.text = document.text if document is not None else ""
        self.country = country
        publisher = identity(Teller(document.publisher)) if document is not None and document.publisher else None
        own = publisher is not None and publisher.key.startswith(_ACTOR)
        self.publisher = publisher.key.removeprefix(_ACTOR) if publisher is not None and own else None

    def of(self, claim: AnyClaim) -> AnyClaim:
        """The claim with the ids of the parties that it names, where it has none."""
        country = next((place.admin[0] for place in places_named(claim) if place.admin), self.country)
        said = claim.attribution
        chain = tuple(self._teller(teller, country) for teller in said.chain)
        known = Attribution(chain, said.basis, said.verb) if chain != said.chain else said
        if isinstance(claim, EventClaim):
            actors = tuple(self._actor(actor, country) for actor in claim.actors)
            if known is said and actors == claim.actors:
                return claim
            return replace(claim, attribution=known, actors=actors)
        if isinstance(claim, ResponseClaim) and claim.actor_id is None and known.origin.actor_id:
            return replace(claim, attribution=known, actor_id=known.origin.actor_id)
        return claim if known is said else replace(claim, attribution=known)

    def _teller(self, teller: Teller, country: str | None) -> Teller:
        if teller.actor_id is not None:
            return teller
        known = _speaking(fold_name(teller.name), country)
        return replace(teller, actor_id=known) if known is not None else teller

    def _actor(self, actor: ActorMention, country: str | None) -> ActorMention:
        if actor.actor_id is not None:
            return actor
        said = fold_name(actor.text)
        if self.publisher is not None and said in _own_words():
            return replace(actor, actor_id=self.publisher)
        behind = fold_name(self.text[actor.start : actor.end + _BEHIND]) if self.text else said
        known = _party(said, behind if behind.startswith(said) else said, country)
        return replace(actor, actor_id=known) if known is not None else actor


@cache
def _party(said: str, behind: str, country: str | None) -> str | None:
    """The one party named in what is said, whose name may go on behind it."""
    alone = _alone().get((said.removeprefix("the "), country or ""))
    if alone is not None:
        return alone
    words, whole = said.split(), behind.split()
    found = set()
    for at, word in enumerate(words):
        if at and words[at - 1] in _against():
            return None
        found |= {
            name.actor_id
            for name in _names().get(word, ())
            if tuple(whole[at : at + len(name.words)]) == name.words and name.country in (None, country)
        }
    return found.pop() if len(found) == 1 else None


@cache
def _speaking(name: str, country: str | None) -> str | None:
    """The party that a teller is or speaks for: "a source in Ansar Allah", and not "relatives of RSF victims"."""
    known = _party(name, name, country)
    if known is None or (name.removeprefix("the "), country or "") in _alone():
        return known
    words = name.split()
    for at, word in enumerate(words):
        for one in _names().get(word, ()):
            end = at + len(one.words)
            if one.actor_id == known and tuple(words[at:end]) == one.words:
                return known if {*words[:at], *words[end:]} <= _forms("speaking") else None
    return None


@cache
def _names() -> Mapping[str, Sequence[_Name]]:
    """The names of parties by their first words."""
    found: dict[str, list[_Name]] = defaultdict(list)
    for row in rows("actors_world"):
        cells = (row["name_en"].partition("(")[0], row["name_ar"].partition("(")[0])
        told = [*cells, *row["aliases_neutral"].replace(";", ",").split(",")]
        told += row["loaded_terms"].replace(";", ",").split(",")
        for name in filter(None, map(fold_name, told)):
            words = tuple(name.split())
            country = row["country"] if len(name) <= _SHORT and name.isascii() else None
            found[words[0]].append(_Name(words, row["id"], country))
    return found


@cache
def _alone() -> Mapping[tuple[str, str], str]:
    """The party that bare words ("the army") stand for where a country is told of."""
    return {
        (fold_name(form).removeprefix("the "), row["country"]): row["id"]
        for row in rows("actors_world")
        for form in filter(None, row["alone"].split(FORM_SEPARATOR))
    }


@cache
def _own_words() -> frozenset[str]:
    return _forms("own")


@cache
def _against() -> frozenset[str]:
    return _forms("against")


@cache
def _forms(kind: str) -> frozenset[str]:
    every = (found for language in languages() for found in language_forms(language, "party_words"))
    return frozenset(fold_name(form) for known, _value, form in every if known == kind)
