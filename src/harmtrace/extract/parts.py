"""The parts of noun phrases in an attack, given one by one; first those that cues of blame, claim and support give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from harmtrace.extract.grammar import Chunk
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.syntax import Syntax

Part = Literal["doer", "source", "patient", "victim", "site", "party", "supporter", "claimant"]
"""Who attacks, whence, what is attacked, who is hurt, where it lands, who clashes, helps, or says it was theirs."""
_ACTING: frozenset[Part] = frozenset(("doer", "party"))
"""The parts of those who fight."""


class Parts:
    """The parts of the noun phrases of one stretch, by the index of their chunk."""

    syntax: Syntax
    attack_nouns: set[int]

    def __init__(self, reading: Reading, start: int, end: int, triggers: Sequence[Mention]) -> None:
        """`triggers` are the words that tell an attack."""
        self.reading = reading
        self.start, self.end = start, end
        self.triggers = triggers
        self.parts: defaultdict[int, set[Part]] = defaultdict(set)
        self._given: list[tuple[int, int, Part]] = []
        """The parts in the order in which they were given: by which verb or attack noun, and to which phrase."""
        self.now = -1
        """The verb or noun that is being read; -1 for a cue of blame, claim or support."""

    def of(self, start: int) -> set[Part]:
        """The parts of the noun phrase at an offset."""
        return self.parts.get(self.syntax.at(start), set())

    def phrase_at(self, start: int) -> Chunk | None:
        """The noun phrase at an offset."""
        at = self.syntax.at(start)
        return self.syntax.all[at] if self.syntax.kind(at) == "noun" and start < self.syntax.all[at].end else None

    def doings_at(self, start: int) -> set[int]:
        """The verbs and attack nouns that tell what those do who are named at an offset."""
        here = self.syntax.at(start)
        return {verb for verb, at, part in self._given if at == here and part == "doer"}

    def forget(self, verbs: set[int], *parts: Part) -> None:
        """Takes back the parts that these verbs alone gave, or some of them."""
        kept = {(at, part) for verb, at, part in self._given if verb not in verbs}
        for verb, at, part in self._given:
            if verb in verbs and (at, part) not in kept and (not parts or part in parts):
                self.parts[at].discard(part)

    def _read_cue(self, cue: Mention) -> None:
        self.now = -1
        at = self.syntax.at(cue.start)
        if cue.klass == "support":
            with_whom = self.syntax.phrase_from(cue.end)
            if at <= 0 and with_whom is not None:
                self._add("supporter", with_whom)  # what follows after a comma is helped
            elif not self._suffers(at):
                self._give("supporter", with_whom)
        elif cue.feature == "direct":
            self._give("doer", self.syntax.phrase_from(cue.end))
        elif cue.klass == "claim":
            self._give_phrases(at, {"by": "claimant"})
            if not self.syntax.is_passive(at):
                self._give("claimant", self.syntax.subject(at))
        elif self.syntax.kind(at) == "verb":
            self._read_blame(at, cue.feature)

    def _suffers(self, cue: int) -> bool:
        """ "attacked rebels backed by the army": whether who has support was attacked."""
        participle = self.syntax.kind(cue) == "verb" and self.syntax.words(cue)[0].word.endswith("ed")
        parts = self.parts.get(cue - 1, set()) if participle else set()
        return bool(parts) and parts.isdisjoint(_ACTING)

    def _read_blame(self, at: int, feature: str) -> None:
        """ "blamed X for", "blamed the attack on X", "X was accused of", "X was behind"."""
        if feature == "subject":
            if self.syntax.object(at) in self.attack_nouns or self._is_of_it(at):
                self._give("doer", self.syntax.subject(at))
            return
        links = list(self.syntax.phrases(at))
        held = next((place for place, (link, _) in enumerate(links) if self.reading.is_a("blame_for", link)), None)
        onto = [item for link, item in links[:held] if self.reading.is_a("blame_link", link)]
        if onto and feature != "object":
            hit = len(onto) > 1 and onto[0] - 2 in self.attack_nouns and self.syntax.kind(onto[1] - 2) != "joint"
            for item in onto[hit:]:  # "blamed the attack on the town on rebels"
                self._give("doer", item)
                self.parts[item] -= {"patient", "site"}
        elif self.syntax.is_passive(at) or self._is_mutual(at + 1):
            self._give("doer", self.syntax.subject(at))
        else:
            self._give("doer", self.syntax.object(at))

    def _is_of_it(self, at: int) -> bool:
        """ "Residents say the army was behind it", "that the army is responsible": of an attack told before."""
        told = at + 1
        if self.syntax.kind(told) == "noun" and "event_pronoun" in self.syntax.words(told)[0].classes:
            told += 1
        return self.syntax.kind(told) in ("break", None)

    def _is_mutual(self, at: int) -> bool:
        """ "accused each other of": who is blamed blames as well."""
        if self.syntax.kind(at) != "noun":
            return False
        chunk = self.syntax.all[at]
        return self.reading.is_a("mutual", self.reading.folded[chunk.start : chunk.end])

    def _read_companion(self, cue: Mention) -> None:
        """ "the army, in cooperation with tribesmen, attacked": whoever goes along does what the others do."""
        with_whom = self.syntax.phrase_from(cue.end)
        here = self.syntax.at(cue.start)
        leading = [at for at, parts in self.parts.items() if at <= here and not parts.isdisjoint(_ACTING)]
        if with_whom is None or with_whom in self.parts or not leading or self._set_apart(max(leading), here):
            return
        for part in self.parts[max(leading)] & _ACTING:
            self._give(part, with_whom)

    def _set_apart(self, first: int, last: int) -> bool:
        """Whether another clause begins between two chunks."""
        return any(self.syntax.kind(at) in ("break", "relative") for at in range(first, last))

    def _give(self, part: Part, at: int | None) -> None:
        """Give a part to a noun phrase, to those joined to it, and to whom it consists of."""
        if at is None:
            return
        items = [*self.syntax.listed(at), *self.syntax.listed_before(at)]
        if part == "patient" and (owner := self.syntax.owner_of_all(items)) is not None:
            self._add(part, owner)
        told = [other for item in items for some in self.syntax.counted_in(item) for other in self.syntax.listed(some)]
        for item in [*items, *told]:
            self._add(part, item)
            if (taken_for := self.syntax.told_as(item)) is not None:
                self._give(part, taken_for)
            inner = self.syntax.consists_of(item)
            inner = self._for_whom(item) if inner is None and part == "patient" else inner
            if inner is not None and (part != "doer" or "held" not in self.syntax.words(item)[-1].classes):
                self._add(part, inner)

    def _for_whom(self, at: int) -> int | None:
        """ "vehicles for ISIS": the party that what was hit is for."""
        link = self.syntax.all[at + 1] if self.syntax.kind(at + 1) == "link" else None
        if link is None or self.syntax.kind(at + 2) != "noun" or not self.reading.is_a("serving", link.word):
            return None
        chunk = self.syntax.all[at + 2]
        return at + 2 if self.reading.any_of("actor", chunk.start, chunk.end) else None

    def _add(self, part: Part, at: int) -> None:
        self.parts[at].add(part)
        self._given.append((self.now, at, part))

    def _give_phrases(self, at: int, links: Mapping[str, Part]) -> None:
        for place, (link, item) in enumerate(self.syntax.phrases(at)):
            if link in links and (link != "of" or place == 0):
                self._give(links[link], item)
