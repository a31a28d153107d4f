"""The noun phrases and verbs of a clause: what hangs on a phrase, whose it is, and what form a verb has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmtrace.extract.grammar import Chunks
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading

_ACTING = frozenset(
    ("agent_head", "fighter", "person", "delivery", "weapon", "collective", "standing_for", "held", "part_of_place")
)
"""The classes of words whose "of" or "from" tells who acts or what is hit."""


class ClauseParts(Chunks):
    """The chunks of one stretch with what they govern. A chunk is named by its index."""

    def __init__(
        self,
        reading: Reading,
        tokens: Sequence[Token],
        verbs: Sequence[tuple[int, int]],
        nouns: Sequence[tuple[int, int]] = (),
    ) -> None:
        super().__init__(reading, tokens, verbs, nouns)
        self.reading = reading
        self.told = {self.at(start) for start, _ in verbs}
        """The verbs that are known to tell an attack or a harm."""

    def words(self, at: int) -> Sequence[Token]:
        """The tokens of a chunk."""
        return self.tokens[self.all[at].first : self.all[at].last]

    def names_weapon(self, at: int | None) -> bool:
        """Whether a noun phrase names a weapon."""
        if at is None:
            return False
        chunk = self.all[at]
        return self.reading.any_of("weapon", chunk.start, chunk.end)

    def content_of(self, at: int) -> int | None:
        """ "a series of strikes": what a phrase is of."""
        of = self.kind(at + 1) == "link" and self.reading.is_a("of", self.all[at + 1].word)
        return at + 2 if of and self.kind(at + 2) == "noun" else None

    def phrase_from(self, offset: int) -> int | None:
        """The noun phrase that begins at or just after an offset."""
        at = self.at(offset)
        at = at if at >= 0 and self.all[at].start >= offset else at + 1
        while self.kind(at) == "link":
            at += 1
        return at if self.kind(at) == "noun" else None

    def phrases(self, at: int) -> Iterator[tuple[str, int]]:
        """The prepositional phrases after a noun or a verb and its object: the preposition, and its noun phrase."""
        at += 1
        if self.kind(at) == "noun" and self.kind(at - 1) == "verb":
            at = self._past_list(at)
        while True:
            at = self._past_aside(at)
            if self.kind(at) != "link" or self.kind(at + 1) != "noun":
                return
            yield self.all[at].word, at + 1
            at = self._past_list(at + 1)

    def _past_list(self, at: int) -> int:
        """The index past a noun phrase and those joined right to it: "between the army and the rebels"."""
        at += 1
        while self.kind(at) == "joint" and self.kind(at + 1) == "noun" and not self.has_verb(at + 1):
            at += 2
        return at

    def _past_aside(self, at: int) -> int:
        """Past a comma before another phrase: "in Hama, by the army"."""
        return at + 1 if self.kind(at) == "joint" and self.kind(at + 1) == "link" else at

    def past_phrases(self, at: int) -> int:
        """The index past a noun phrase and the phrases that hang on it."""
        at += 1
        while self.kind(at) == "link" and self.kind(at + 1) == "noun":
            at += 2
        return at

    def before_relative(self, at: int) -> int | None:
        """The phrase that a relative word, or a preposition before one, comes after."""
        at -= 1
        while self.kind(at) in ("joint", "link"):
            at -= 1
        return at if self.kind(at) == "noun" else None

    def unfolding_of(self, at: int) -> int | None:
        """The verb after an attack noun that only says that it took place: "fighting broke out between"."""
        verb = self.past_phrases(at)
        if self.kind(verb) != "verb" or not self.reading.is_a("unfolding", self.all[verb].word):
            return None
        return verb

    def object(self, at: int) -> int | None:
        """The noun phrase right after a verb."""
        return at + 1 if self.kind(at + 1) == "noun" else None

    def own_verb(self, at: int) -> int | None:
        """The verb of a noun phrase, before anything else is joined to it."""
        if self.kind(at) != "noun":
            return None
        for place in range(at + 1, len(self.all)):
            if self.is_clausal(place):
                return place
            if self.kind(place) in ("break", "joint", "relative"):
                return None
        return None

    def tells(self, verb: int) -> bool:
        """Whether a verb tells a harm or an attack, or that one is done: "was hit", "made advances"."""
        return verb in self.told or any("doing" in token.classes for token in self.words(verb))

    def owner(self, at: int) -> int | None:
        """ "of the army", "from the group", "belonging to the Front", "held by it": whom a phrase belongs to."""
        verb = self.all[at + 1] if self.kind(at + 1) == "verb" else None
        if verb is not None and self.reading.is_a("belonging_verb", verb.word):
            linked = self.kind(at + 2) == "link" and self.kind(at + 3) == "noun"
            by = linked and self.reading.is_a("agent", self.all[at + 2].word)
            return at + 3 if linked and by == self.reading.is_a("belonging_verb", verb.word, "by") else None
        link = self.all[at + 1] if self.kind(at + 1) == "link" else None
        if link is None or self.kind(at + 2) != "noun":
            return None
        entrance = "part_of_place" in self.words(at)[-1].classes and self.reading.is_a("leading_in", link.word)
        return at + 2 if entrance or self.reading.is_a("belonging", link.word) else None

    def consists_of(self, at: int) -> int | None:
        """ "fighters from the group", "warplanes of the coalition": whom the head of a phrase belongs to."""
        if (owner := self.owner(at)) is None:
            return None
        chunk = self.all[at]
        words = self.tokens[chunk.first : chunk.last]
        counted = bool(words) and words[-1].text[-1].isdigit()
        acts = counted or self.names_weapon(at) or any(not token.classes.isdisjoint(_ACTING) for token in words[-2:])
        return owner if acts or self._is_kept(at) else None

    def owner_of_all(self, items: Sequence[int]) -> int | None:
        """ "positions and convoys of the group": whose all things of a list are, told after the last of them."""
        if len(items) < 2 or all("held" not in self.words(item)[-1].classes for item in items):
            return None
        return self.owner(max(items))

    def counted_in(self, at: int) -> list[int]:
        """ "several groups, including the Front": the phrases that tell some of those whom a phrase names."""
        verb = at + 2 if self.kind(at + 1) == "joint" and not self.is_word(at + 1) else at + 1
        listing = self.kind(verb) in ("verb", "link") and "listing" in self.words(verb)[-1].classes
        return [verb + 1] if listing and self.kind(verb + 1) == "noun" else []

    def _is_kept(self, at: int) -> bool:
        """ "a prison run by the group", "vehicles for ISIS": a thing with whoever has it in their hands."""
        kept = self.kind(at + 1) == "verb"
        return kept and self.reading.any_of("target", self.all[at].start, self.all[at].end)

    def told_as(self, at: int) -> int | None:
        """ "planes believed to be Russian", "men identified as members of the group": who the phrase is taken for."""
        verb = at + 2 if self.kind(at + 1) == "joint" and not self.is_word(at + 1) else self.past_phrases(at)
        if self.kind(verb) == "relative" and self.kind(verb + 1) == "noun":
            verb += 2  # "men whom survivors identified as"
        if self.kind(verb) != "verb":
            return None
        classes = self.tokens[self.all[verb].last - 1].classes
        if "naming" in classes:
            last = self.past_phrases(verb)
            return next(
                (
                    item
                    for item in range(verb + 2, last, 2)
                    if self.reading.is_a("clause", self.all[item - 1].word, "as")
                ),
                None,
            )
        if "doubted" not in classes or not self.is_aim_verb(verb + 1):
            return None
        return self.phrase_from(self.all[verb + 1].end)

    def is_aim_verb(self, at: int) -> bool:
        """ "to attack", "to be linked"."""
        return self.kind(at) == "verb" and (self.all[at].form == "infinitive" or self.words(at)[0].word == "to")

    def is_clausal(self, at: int) -> bool:
        """Whether a chunk is a verb that makes a clause, and no participle or infinitive."""
        return self.is_finite(at) and ("tense" in self.words(at)[0].classes or not self.is_reduced(at))

    def is_passive(self, at: int) -> bool:
        """Whether a verb is in the passive, or a participle without its "be"."""
        if self.kind(at) != "verb":
            return False
        form = self.all[at].form
        return form == "passive" or (form == "bare" and self.is_reduced(at))

    def is_finite(self, at: int) -> bool:
        """Whether a chunk is a verb with a tense or a bare form."""
        return self.kind(at) == "verb" and self.all[at].form in ("active", "passive", "bare")

    def is_reduced(self, at: int) -> bool:
        """Whether a bare verb form is a participle: "rockets fired by", "fighters positioned in Hama attacked"."""
        if self.all[at].form == "gerund":
            return True
        if self.told_as(at - 1) is not None or self._holds(at):
            return True
        intransitive = "intransitive" in self.tokens[self.all[at].first].classes
        if self.all[at].form != "bare" or self.kind(at + 1) == "noun" or intransitive:
            return False
        if self.kind(at + 1) == "link" and self.reading.is_a("agent", self.all[at + 1].word):
            return True
        if self._was_sent(at):
            return True
        if self.kind(at - 1) == "joint" and self.kind(at - 2) == "verb":
            return self.is_passive(at - 2)
        ahead = self.past_phrases(at)
        return ahead > at + 1 and self.kind(ahead) == "verb" and self.all[ahead].form != "gerund"

    def _was_sent(self, verb: int) -> bool:
        """ "hit by a missile fired from a jet": what is fired, after the verb of the clause, fires nothing."""
        if (
            self.kind(verb + 1) != "link"
            or self.kind(verb - 1) != "noun"
            or not self.reading.is_a("out_of", self.all[verb + 1].word)
        ):
            return False
        done = any("doing" in token.classes for token in self.words(verb))
        return done and self.names_weapon(verb - 1) and self.told_before(verb)

    def _holds(self, verb: int) -> bool:
        """ "vehicles equipped with guns": a participle that says what the noun before it holds."""
        held = "containing" in self.tokens[self.all[verb].last - 1].classes and self.all[verb].form == "bare"
        return held and self.kind(verb + 1) == "link"

    def has_verb(self, at: int) -> bool:
        """Whether a noun phrase is the subject of a verb after it."""
        verb = self.past_phrases(at)
        if not self.is_finite(verb) or not self.told_before(at) or self._holds(verb):
            return False
        # After phrases, "said" begins the teller: "by jets and helicopters in Hama said the Observatory".
        return verb == at + 1 or not self.reading.is_a("say", self.all[verb].word)

    def told_before(self, at: int) -> bool:
        """Whether the clause has had its verb; "raids by the army and the militia were" has not."""
        for place in range(at - 1, -1, -1):
            if self.kind(place) in ("break", "relative"):
                return False
            if self.is_finite(place) and not self.is_reduced(place):
                return True
        return False

    def is_word(self, at: int) -> bool:
        """Whether a chunk is no mark."""
        return self.tokens[self.all[at].first].is_word
