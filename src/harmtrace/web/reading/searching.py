"""The words of a record in an index of its own: texts, quotations, places, names of tellers and of parties.

It is made of the record as who asks may see it, so that nothing restricted is found by its words. Texts meet questions
in one folding (`store.folding`), Latin and Arabic.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from harmtrace.model.claim import EventClaim, StatementClaim
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish import wording
from harmtrace.publish.place_views import PlaceIndex
from harmtrace.store.folding import fold_for_search, words_of
from harmtrace.web.shelves import Shelves

Kind = Literal["document", "quote", "place", "name"]
KINDS: tuple[Kind, ...] = ("document", "quote", "place", "name")
_RANKED_UP_TO = 5_000
"""So many hits are put in the order of how well they fit; of more, the first on record are shown."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The ids of what holds the words of a question, of one kind, and how many there are."""

    kind: Kind
    ids: Sequence[str]
    total: int


class SearchIndex:
    """Full-text index in memory; `number` of a row is its place in the list of its kind."""

    def __init__(self, shelves: Shelves, gazetteer: Gazetteer, places: PlaceIndex) -> None:
        self._lock = threading.Lock()
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._ids: dict[Kind, list[str]] = {}
        for kind, rows in (
            ("document", _documents(shelves)),
            ("quote", _quotes(shelves)),
            ("place", _places(places, gazetteer)),
            ("name", _names(shelves)),
        ):
            self._fill(kind, rows)  # type: ignore[arg-type]

    def find(self, query: str, kind: Kind, first: int, count: int) -> Hits:
        """What holds every word of the question, in any form in which a text may write it."""
        asked = " AND ".join("(" + " OR ".join(f'"{form}"*' for form in word) + ")" for word in words_of(query))
        if not asked:
            return Hits(kind, (), 0)
        with self._lock:
            total = self._index.execute(_COUNT[kind], (asked,)).fetchone()[0]
            statement = _RANKED[kind] if total <= _RANKED_UP_TO else _FIRST[kind]
            rows = self._index.execute(statement, (asked, count, first)).fetchall()
        return Hits(kind, [self._ids[kind][number - 1] for (number,) in rows], total)

    def _fill(self, kind: Kind, rows: Iterable[tuple[str, str]]) -> None:
        self._index.execute(_CREATE[kind])
        ids = self._ids[kind] = []

        def numbered() -> Iterator[tuple[int, str]]:
            for number, (row_id, words) in enumerate(rows, 1):
                ids.append(row_id)
                yield number, fold_for_search(words)

        self._index.executemany(_INSERT[kind], numbered())
        self._index.commit()


def _statements(form: str) -> dict[Kind, str]:
    return {kind: form.format(kind) for kind in KINDS}


_CREATE = _statements("CREATE VIRTUAL TABLE found_{0} USING fts5(words, content='', tokenize='unicode61')")
_INSERT = _statements("INSERT INTO found_{0} (rowid, words) VALUES (?, ?)")
_COUNT = _statements("SELECT count(*) FROM found_{0} WHERE found_{0} MATCH ?")
_RANKED = _statements("SELECT rowid FROM found_{0} WHERE found_{0} MATCH ? ORDER BY rank, rowid LIMIT ? OFFSET ?")
_FIRST = _statements("SELECT rowid FROM found_{0} WHERE found_{0} MATCH ? ORDER BY rowid LIMIT ? OFFSET ?")


def _documents(shelves: Shelves) -> Iterator[tuple[str, str]]:
    for row_id in shelves.documents:
        document = shelves.record.documents[row_id]
        yield row_id, f"{document.title or ''}\n{document.text}"


def _quotes(shelves: Shelves) -> Iterator[tuple[str, str]]:
    for document_id in shelves.documents:
        for claim in shelves.claims_of.get(document_id, ()):
            yield claim.claim_id, "\n".join(evidence.quote for evidence in claim.evidence)


def _places(places: PlaceIndex, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Each place on record under all its names and those of what holds it."""
    for key, example in places.named():
        place = gazetteer.place(key)
        known = (place.name, *place.names, *place.admin) if place else ()
        yield key, "\n".join((wording.clean(example.text), example.name, *example.admin, *known))


def _names(shelves: Shelves) -> Iterator[tuple[str, str]]:
    """The tellers, speakers and parties of claims, each once; their ids are the names."""
    found: dict[str, None] = {}
    for claim in shelves.record.claims.values():
        for teller in claim.attribution.chain:
            found[teller.name] = None
        if isinstance(claim, StatementClaim):
            for name in (claim.speaker.name, claim.speaker.organisation):
                if name:
                    found[name] = None
        elif isinstance(claim, EventClaim):
            for actor in claim.actors:
                found[actor.text] = None
    for publisher in shelves.published_by:
        found[publisher] = None
    yield from ((name, name) for name in found)
