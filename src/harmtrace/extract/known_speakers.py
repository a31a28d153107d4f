"""The speakers that a text has introduced, and which of them "the group", "he" or "the source" means."""

from __future__ import annotations

from typing import Literal

from harmtrace.extract.names import Names
from harmtrace.extract.phrases import Phrase
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable

Kind = Literal["person", "organisation", "unnamed"]
_MEMORY = 200
"""So many speakers back one may be meant by a short name or pronoun."""
_SEAT = 4
"""So many words at the least are more than where a body sits."""


@immutable(frozen=True, slots=True)
class SpeakerPhrase:
    """A speaker as the text names him, her or it; `start:end` is the name (or pronoun) itself."""

    start: int
    end: int
    name: str
    kind: Kind
    role: str | None = None
    organisation: str | None = None
    actor_id: str | None = None
    organisation_span: tuple[int, int] | None = None
    phrase_start: int = 0
    phrase_end: int = 0


class KnownSpeakers:
    """The speakers introduced so far, in order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: list[SpeakerPhrase] = []
        self.names = Names(reading)
        self.publisher = reading.document.publisher or ""

    def remember(self, found: SpeakerPhrase) -> SpeakerPhrase:
        """Keep a speaker, so that a later short name or pronoun may stand for it."""
        self.known.append(found)
        del self.known[:-_MEMORY]
        return found

    def _last_body(self, phrase: Phrase) -> SpeakerPhrase | None:
        """ "The New York-based group", "the medical charity": the body that spoke last, by its seat or kind."""
        last, between = phrase.tokens[-1], phrase.tokens[1:-1]
        if "definite_article" not in phrase.tokens[0].classes or not between or "nongovernmental" not in last.classes:
            return None
        seat = len(between) < _SEAT and self.reading.is_a("seated", between[-1].word.split()[-1].rsplit("-", 1)[-1])
        kind = all("kind_of_body" in token.classes and not token.capital for token in between)
        own = self.reading.text[between[0].start : phrase.end]
        return self._last("group", last.word) if (seat or kind) and self.names.canonical(own) == own else None

    def _is_pronoun(self, text: str, kind: str) -> bool:
        found = self.reading.lexicon.named("pronoun", text)
        return any(mention.feature == kind or mention.value == kind for mention in found)

    def _last(self, kind: str, head: str, named_so: bool = False) -> SpeakerPhrase | None:
        """The last speaker of a kind; `named_so`: only one whose name holds `head` ("the army", "the ministry")."""
        if kind == "person" and self.reading.is_a("own_kind", head):
            return self._of_kind(head)
        wanted = "person" if kind == "person" else "organisation"
        with_head = [known for known in self.known if head in known.name.lower().split()]
        with_head = [known for known in with_head if not self.reading.is_a("record", known.name.lower().split()[-1])]
        if kind == "group" and with_head:
            return with_head[-1]
        if kind == "group" and head in self.publisher.lower().split():
            return self.publishing()
        if named_so:
            return None
        kinds = (wanted, "unnamed") if wanted == "person" else (wanted,)
        same = [
            known for known in self.known if known.kind in kinds or (kind == "group" and self._is_unnamed_body(known))
        ]
        if self.reading.is_a("nongovernmental", head):
            same = [known for known in same if not self._is_state(known)]
        if self.reading.is_a("monitor_name", head):
            same = [known for known in same if self._monitors(known)] or same
        if kind == "person":
            same = [known for known in same if known.kind == "person" or not self._are_many(known)]
        if same:
            return same[-1]
        return self.publishing() if kind == "group" and head == "it" and self.publisher else None

    def _of_kind(self, head: str) -> SpeakerPhrase | None:
        """ "The source": the last one that was introduced as a source."""
        kinds = (head, head.removesuffix("s"))
        return next((k for k in reversed(self.known) if not set(kinds).isdisjoint(k.name.lower().split())), None)

    def _is_state(self, known: SpeakerPhrase) -> bool:
        """ "The Israeli military": no body that "the group" or "the charity" may stand for."""
        return any(self.reading.is_a("state_noun", word) for word in known.name.lower().split())

    def _monitors(self, known: SpeakerPhrase) -> bool:
        """ "Tihama Observatory": whom "the monitor" names before a ministry or a rescue group."""
        return any(self.reading.is_a("monitor_name", word) for word in known.name.lower().split())

    def _are_many(self, known: SpeakerPhrase) -> bool:
        """ "Iraqi officers": nobody that "he" or "she" may stand for."""
        words = known.name.lower().split()
        return words[0] not in ("a", "an", "one", "the") and (
            words[-1].endswith("s") or self.reading.is_a("plural", words[-1])
        )

    def _is_unnamed_body(self, known: SpeakerPhrase) -> bool:
        """ "the utility company", "local sources": bodies that "it" or "they" may stand for."""
        return known.kind == "unnamed" and not any(
            self.reading.is_a("role", word) for word in known.name.lower().split()
        )

    def publishing(self) -> SpeakerPhrase:
        """The publisher as a speaker."""
        return SpeakerPhrase(
            0, 0, self.publisher, "organisation", None, self.publisher, self.names.actor_of(self.publisher)
        )
