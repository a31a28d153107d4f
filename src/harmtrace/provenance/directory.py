"""From all tellers of a record to who each of them is: one body under its names in several languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from harmtrace.model.attribution import Teller
from harmtrace.model.claim import AnyClaim, places_named
from harmtrace.model.document import Document
from harmtrace.places.folding import fold_name
from harmtrace.provenance.body_names import BodyName, body_name, match, names_kind, sound_keys
from harmtrace.provenance.tellers import Identity, identity, known_bodies

_LISTED = ("actor:", "teller:")


class Directory:
    """Who the tellers of a record are, across its documents.

    A name in one script is the body of a name in another where both mean and sound the same
    (body_names.match); two bodies of the vocabularies are never made one. A bare "the network" is
    the one network that its document names; else it is nobody's name where no capitals make it
    one, and tied to its document.
    """

    def __init__(self, documents: Sequence[Document], claims: Sequence[AnyClaim]) -> None:
        tellers = {(t.name, t.actor_id): t for claim in claims for t in claim.attribution.chain}
        publishers = {d.document_id: Teller(d.publisher) for d in documents if d.publisher}
        every = [identity(teller) for teller in (*tellers.values(), *publishers.values())]
        self._key_of = _one_key_each(
            [who for who in every if who.kind in ("body", "agency")], set(map(identity, publishers.values()))
        )
        self._local = _by_town(publishers.values())
        self._towns = _towns(claims)
        self._named: dict[str, dict[str, Identity]] = defaultdict(dict)
        self._known: dict[tuple[str, str | None, str | None], Identity] = {}
        self._short: dict[tuple[str, str], Identity] = {}
        self._publishers: dict[str, Identity] = {}
        for document_id, publisher in publishers.items():
            self._name(document_id, publisher)
        for claim in claims:
            for teller in claim.attribution.chain:
                self._name(claim.document_id, teller)

    def of(self, teller: Teller, document_id: str | None = None) -> Identity:
        """Who `teller` is, in the document where the name stands."""
        # A publisher has the name that it gives itself, however plain; what a text says may only refer to one.
        bare = teller.start is not None and body_name(teller.name).bare
        asked = (teller.name, teller.actor_id, document_id if bare else None)
        found = self._known.get(asked)
        if found is None:
            found = self._referent(teller, document_id) if bare else self._plain(teller)
            self._known[asked] = found
        return self._short.get((document_id or "", found.key), found)

    def know(self, short: Mapping[tuple[str, str], Identity]) -> None:
        """Learn whom a name in one document is short for, by document and key."""
        self._short |= short

    def publisher_of(self, document: Document | None) -> Identity | None:
        """Who published a document, where that is known."""
        if document is None or not document.publisher:
            return None
        known = self._publishers.get(document.publisher)
        if known is None:
            known = self._publishers[document.publisher] = self._plain(Teller(document.publisher))
        return known

    def _name(self, document_id: str, teller: Teller) -> None:
        if not body_name(teller.name).bare:
            who = self._plain(teller)
            if who.kind in ("body", "agency"):
                self._named[document_id].setdefault(teller.name, who)

    def _plain(self, teller: Teller) -> Identity:
        who = identity(teller)
        key = self._key_of.get(who.key, who.key)
        return who if key == who.key else replace(who, key=key)

    def _referent(self, teller: Teller, document_id: str | None) -> Identity:
        short = body_name(teller.name)
        named = self._named.get(document_id or "", {})
        meant = {who.key: who for name, who in sorted(named.items()) if names_kind(short, body_name(name))}
        meant = meant or self._of_the_town(short, document_id)
        if len(meant) == 1:
            return next(iter(meant.values()))
        who = self._plain(teller)
        has_name = (
            who.key.startswith(_LISTED) or short.script != "arabic"
        )  # capitals make a name of "Health Directorate"
        return who if has_name or who.kind != "body" else replace(who, kind="unnamed")

    def _of_the_town(self, short: BodyName, document_id: str | None) -> dict[str, Identity]:
        """ "The town's Emergency Room": the publishers of that kind that are called after a place of the document."""
        towns = self._towns.get(document_id or "", ())
        found = (teller for town in towns for teller in self._local.get(town, ()))
        return {
            who.key: who
            for teller in found
            if names_kind(short, body_name(teller.name))
            for who in (self._plain(teller),)
        }


def _by_town(publishers: Iterable[Teller]) -> Mapping[str, Sequence[Teller]]:
    """Publishers by the proper part of their names, where it stands beside the kind of body that they are."""
    found: dict[str, list[Teller]] = defaultdict(list)
    for teller in sorted(set(publishers), key=lambda teller: teller.name):
        read = body_name(teller.name)
        if read.kinds and read.proper:
            found[read.proper].append(teller)
    return found


def _towns(claims: Iterable[AnyClaim]) -> Mapping[str, Sequence[str]]:
    """The folded names of the places that each document tells of."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for where in places_named(claim):
            found[claim.document_id] |= {fold_name(where.name), fold_name(where.text)}
    return {document_id: sorted(names) for document_id, names in found.items()}


def _one_key_each(tellers: Iterable[Identity], publishers: Collection[Identity]) -> Mapping[str, str]:
    """For the key of each name that is another name of the same body: the key of that body.

    Publishers are bodies, and no two persons of one name: "Orient" and "أورينت" are one.
    """
    publishing = {who.name for who in publishers}
    names: dict[str, tuple[str, BodyName]] = {}
    for who in tellers:
        if who.key.startswith("name:"):
            names.setdefault(who.name, (who.key, body_name(who.name)))
    for folded, (key, _main, _kind) in known_bodies().items():
        names.setdefault(folded, (key, body_name(folded)))
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, (_key, read) in sorted(names.items()):
        for sounds in sound_keys(read):
            blocks[sounds].append(name)
    joined = _Joined()
    for block in blocks.values():
        for one, other in combinations(block, 2):
            (ours, left), (theirs, right) = names[one], names[other]
            if left.script == right.script:
                continue
            found = match(left, right)
            bodies = {one, other} <= publishing or ({one, other} & publishing and " " not in one + other)
            both = bool(bodies) and not (left.concepts or right.concepts)
            if found == "same" or (found == "short" and both):
                joined.join(ours, theirs)
    return joined.keys()


class _Joined:
    """Keys that are one body's; a listed body keeps its key, and two listed ones stay two."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)), key=lambda key: (not key.startswith(_LISTED), key))
        if first != second and not second.startswith(_LISTED):
            self._parent[second] = first

    def keys(self) -> Mapping[str, str]:
        return {key: self._root(key) for key in self._parent}

    def _root(self, key: str) -> str:
        while key in self._parent:
            key = self._parent[key]
        return key
