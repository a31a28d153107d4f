"""What is restricted, by the decisions in force: items, names, words, positions, media; and what is graphic.

A decision `restrict` says in its change what it is about:

- `{"what": "item"}`: the subjects (documents, claims, incidents, aggregates) are as if absent;
- `{"what": "names", "names": […]}`: these names are covered wherever they stand;
- `{"what": "words", "spans": [[start, end]…]}`: these words of the document are covered in it and in what rests on it;
- `{"what": "coordinates"}`: the positions of the subjects are moved to the public grid, their places not named by id;
- `{"what": "media"}`: where the captured file of the document came from is not told;
- `{"what": "graphic"}`: the document is shown after a warning; nothing of it is hidden.

To restrict takes effect at once, also under the two-person rule; to release waits for a second person there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from harmtrace.errors import BadDecision
from harmtrace.model.decision import Decision
from harmtrace.model.ids import content_id
from harmtrace.review.standing import Standings

What = Literal["item", "names", "words", "coordinates", "media", "graphic"]
WHATS: tuple[What, ...] = get_args(What)
RECORD = "record"
"""The subject of a decision about names: they may stand anywhere."""
_SHORTEST_NAME = 2
_MOST_NAMES = 50


@dataclass(frozen=True, slots=True)
class Restrictions:
    """What is restricted, and (`graphic`) what is shown after a warning."""

    items: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    coordinates: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    graphic: frozenset[str] = frozenset()

    @property
    def mark(self) -> str:
        """What views made under these restrictions are kept under."""
        plain = [sorted(self.items), self.names, sorted(self.words.items()), sorted(self.coordinates)]
        return content_id("fp", [*plain, sorted(self.media), sorted(self.graphic)])

    def touches(self, row_id: str) -> bool:
        """Whether anything of this id itself is restricted."""
        held: tuple[Any, ...] = (self.items, self.words, self.coordinates, self.media)
        return any(row_id in one for one in held)


def restricting(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that restrict something now: in force, and not released."""
    standing = Standings(decisions).standing_decisions()
    released = {one.change.get("restriction") for one in standing if one.kind == "release"}
    return [
        one
        for one in standing
        if one.kind == "restrict" and one.change.get("what") in WHATS and one.decision_id not in released
    ]


def restrictions_of(decisions: Sequence[Decision]) -> Restrictions:
    """What is restricted after these decisions, which stand in their order."""
    return _gathered(restricting(decisions))


def _gathered(decisions: Iterable[Decision]) -> Restrictions:
    by_what: dict[str, set[str]] = defaultdict(set)
    names: dict[str, None] = {}
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for decision in decisions:
        what = decision.change["what"]
        if what == "names":
            names |= dict.fromkeys(decision.change.get("names", ()))
        elif what == "words":
            for document_id in decision.subjects:
                words[document_id] |= dict.fromkeys(decision.change.get("words", ()))
        else:
            by_what[what] |= set(decision.subjects)
    return Restrictions(
        frozenset(by_what["item"]),
        tuple(sorted(names)),
        {document_id: tuple(held) for document_id, held in words.items()},
        frozenset(by_what["coordinates"]),
        frozenset(by_what["media"]),
        frozenset(by_what["graphic"]),
    )


def checked_restriction(change: Mapping[str, Any], texts: Sequence[str]) -> dict[str, Any]:
    """The change of a decision `restrict` in its one form. Raises `BadDecision`.

    `texts` are those of the documents among the subjects: words are of one of them.
    """
    what = change.get("what")
    if what not in WHATS:
        raise BadDecision(f"what is restricted is one of {', '.join(WHATS)}, not {what!r}")
    if what == "names":
        return {"what": what, "names": _names(change.get("names"))}
    if what != "words":
        if what in ("media", "graphic") and not texts:
            raise BadDecision(f"{what} is of documents")
        return {"what": what}
    if len(texts) != 1:
        raise BadDecision("words are of one document")
    return {"what": what, **_words(change.get("spans"), texts[0])}


def _names(given: Any) -> list[str]:
    names = [" ".join(name.split()) for name in given or () if isinstance(name, str)]
    short = [name for name in names if sum(map(str.isalnum, name)) < _SHORTEST_NAME]
    if not names or short or len(names) > _MOST_NAMES:
        raise BadDecision(f"names are 1 to {_MOST_NAMES}, each of {_SHORTEST_NAME} letters or more")
    return sorted(set(names))


def _words(given: Any, text: str) -> dict[str, Any]:
    spans = [[int(start), int(end)] for start, end in given or ()]
    if not spans or not all(0 <= start < end <= len(text) for start, end in spans):
        raise BadDecision("words are spans of the text of the document")
    words = sorted({text[start:end].strip() for start, end in spans})
    if not all(any(map(str.isalnum, word)) for word in words):
        raise BadDecision("the words have no letters")
    return {"spans": spans, "words": words}
