"""Who does what to whom in a clause: the part of each noun phrase in the attacks that the clause tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from harmtrace.extract.grammar import Chunk, Chunks
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading

Part = Literal["doer", "source", "patient", "site", "party", "supporter", "claimant"]
"""Who attacks, whence it comes, what is attacked, where it lands, who clashes, who helps, who says it was theirs."""

_LONGEST_LIST = 6
"""A list of more noun phrases is read no further."""
_ACTING = frozenset(("agent_head", "fighter", "person", "delivery", "weapon", "collective", "standing_for", "held"))
"""The classes of words whose "of" or "from" tells who acts."""
_MOVED = ("displacement", "evacuation")
"""Who flees is the subject of the verb and attacks nobody."""


class Arguments:
    """The parts of the noun phrases of one stretch, by the index of their chunk."""

    def __init__(self, reading: Reading, start: int, end: int, triggers: Sequence[Mention]) -> None:
        """`triggers` are the words that tell an attack."""
        self.reading = reading
        self.start, self.end = start, end
        self.triggers = triggers
        self.links = _links(reading)
        harms = [m for m in reading.of("harm", start, end) if m.feature in ("ed", "base", "gerund")]
        harms = [m for m in harms if not reading.is_a("undergoing", reading.folded[m.start : m.end])]
        damages = reading.of("damage", start, end)
        cues = [m for klass in ("blame", "claim", "support") for m in reading.of(klass, start, end)]
        verbs = {(m.start, m.end) for m in triggers if m.feature == "verb" and not self._or_noun(m)}
        verbs |= {(m.start, m.end) for m in harms if m.feature == "ed"} | {(m.start, m.end) for m in cues}
        nouns = sorted(
            {(m.start, m.end) for m in triggers if m.feature == "noun"}
            - {(m.start, m.end) for m in triggers if m.feature == "verb"}
        )
        self.chunks = Chunks(reading, reading.tokens_in(start, end), sorted(verbs), nouns)
        self.parts: dict[int, set[Part]] = {}
        self.told = {self.chunks.at(start) for start, _ in verbs}
        self.attack_nouns = {at for trigger in triggers if (at := self._noun_at(trigger)) is not None}
        for trigger in triggers:
            self._read_attack(trigger)
        for harm in harms:
            self._read_verb(self.chunks.at(harm.start), "harm")
        for damage in damages:
            self._read_verb(self.chunks.at(damage.start), "harm")
        self._read_words()
        for cue in cues:
            self._read_cue(cue)

    def of(self, start: int) -> set[Part]:
        """The parts of the noun phrase at an offset."""
        return self.parts.get(self.chunks.at(start), set())

    def phrase_at(self, start: int) -> Chunk | None:
        """The noun phrase at an offset."""
        at = self.chunks.at(start)
        return self.chunks.all[at] if self.chunks.kind(at) == "noun" and start < self.chunks.all[at].end else None

    # Reading the words that have arguments

    def _or_noun(self, mention: Mention) -> bool:
        """Whether a verb may be a noun as well: "strikes", "bombing"."""
        word = self.reading.folded[mention.start : mention.end]
        return " " not in word and word.endswith(("s", "ing"))

    def _noun_at(self, trigger: Mention) -> int | None:
        at = self.chunks.at(trigger.start)
        return at if self.chunks.kind(at) == "noun" and trigger.start < self.chunks.all[at].end else None

    def _read_attack(self, trigger: Mention) -> None:
        at = self.chunks.at(trigger.start)
        if self.chunks.kind(at) == "verb" and not (trigger.value == "attack" and self._is_doing(at)):
            self._read_verb(at, trigger.value)
        elif self.chunks.kind(at) == "noun":
            self._read_noun(at, trigger.value)

    def _is_doing(self, at: int) -> bool:
        """Whether the verb says only that something is done: "launched", "used"."""
        chunk = self.chunks.all[at]
        return any("doing" in token.classes for token in self.chunks.tokens[chunk.first : chunk.last])

    def _read_verb(self, at: int, kind: str) -> None:
        """The subject and the objects of a verb, or the subject and the agent of a passive."""
        if self.chunks.kind(at) != "verb":
            return
        passive = self._is_passive(at)
        subject = self._subject(at)
        if kind == "clashes":
            self._give("party", subject)
            self._give_phrases(at, {"with": "party", "between": "party", "against": "party"})
        elif passive:
            self._give(self._part_of_passive(subject), subject)
            self._give_phrases(at, {"by": "doer"})
        elif kind not in _MOVED:
            self._give("doer", subject)
            self._give("patient", self._object(at))
            if subject is not None:
                self._give_phrases(subject, {"by": "doer"})
        if kind not in ("harm", *_MOVED):
            self._give_phrases(at, self.links)

    def _part_of_passive(self, subject: int | None) -> Part:
        """ "Houthi missiles were fired at the port": the weapon is no one attacked."""
        if subject is None:
            return "patient"
        chunk = self.chunks.all[subject]
        means = any(self.reading.any_of(klass, chunk.start, chunk.end) for klass in ("weapon", "delivery"))
        return "doer" if means and not self.reading.any_of("target", chunk.start, chunk.end) else "patient"

    def _read_noun(self, at: int, kind: str) -> None:
        """The phrases after an attack noun: "the shelling of a school by the army"."""
        links: dict[str, Part] = {"by": "doer", "from": "source", **self.links}
        if kind == "clashes":
            links |= {"between": "party", "with": "party", "against": "party", "of": "party"}
        elif self.chunks.all[at].word != "victims":
            links["of"] = "patient"
        self._give_phrases(at, links)
        if (verb := self._happening(at)) is not None:
            self._give_phrases(verb, links)
        for before in self._listed_before(at):
            if before not in self.attack_nouns:
                self._add("doer", before)

    def _read_words(self) -> None:
        """Verbs of doing with an attack as their object, and of damage; "damage to", "destruction of"."""
        for at, chunk in enumerate(self.chunks.all):
            tokens = self.chunks.tokens[chunk.first : chunk.last]
            if chunk.kind == "verb" and any("hit_verb" in token.classes for token in tokens):
                self._read_verb(at, "harm")
            elif chunk.kind == "verb" and self._is_doing(at):
                self._read_doing(at)
            elif chunk.kind == "noun" and "employing" in tokens[-1].classes:
                self._give_phrases(at, {"by": "doer"})
            elif chunk.kind == "noun" and "damage_noun" in tokens[-1].classes:
                self._give_phrases(at, {"to": "patient", "of": "patient"})

    def _read_doing(self, at: int) -> None:
        """ "launched an offensive", "the raid was carried out by"."""
        if self._is_passive(at):
            subject = self._subject(at)
            if subject in self.attack_nouns or self._means(subject):
                self._give_phrases(at, {"by": "doer", **self.links})
            return
        told = self._object(at)
        items = [*self._listed(told), self._inner(told)] if told is not None else []
        if any(item in self.attack_nouns or self._means(item) for item in items):
            self._give("doer", self._subject(at))
            self._give_phrases(at, self.links)

    def _inner(self, at: int) -> int | None:
        """ "a series of strikes": what a phrase is of."""
        of = self.chunks.kind(at + 1) == "link" and self.chunks.all[at + 1].word == "of"
        return at + 2 if of and self.chunks.kind(at + 2) == "noun" else None

    def _means(self, at: int | None) -> bool:
        if at is None:
            return False
        chunk = self.chunks.all[at]
        return self.reading.any_of("weapon", chunk.start, chunk.end)

    def _read_cue(self, cue: Mention) -> None:
        at = self.chunks.at(cue.start)
        if cue.klass == "support":
            self._give("supporter", self._after(cue.end))
        elif cue.feature == "direct":
            self._give("doer", self._after(cue.end))
        elif cue.klass == "claim":
            self._give_phrases(at, {"by": "claimant"})
            if not self._is_passive(at):
                self._give("claimant", self._subject(at))
        else:
            self._read_blame(at, cue.feature)

    def _read_blame(self, at: int, feature: str) -> None:
        """ "blamed X for", "blamed the attack on X", "X was accused of"."""
        if self.chunks.kind(at) != "verb":
            return
        onto = [item for link, item in self._phrases(at) if self.reading.is_a("blame_link", link)]
        onto = onto if feature != "object" else []
        if onto:
            for item in onto:
                self._give("doer", item)
        elif self._is_passive(at):
            self._give("doer", self._subject(at))
        else:
            self._give("doer", self._object(at))

    # Giving parts

    def _give(self, part: Part, at: int | None) -> None:
        """Give a part to a noun phrase, to those joined to it, and to whom it consists of."""
        if at is None:
            return
        for item in [*self._listed(at), *self._listed_before(at)]:
            self._add(part, item)
            inner = self._consists_of(item)
            if inner is not None:
                self._add(part, inner)

    def _add(self, part: Part, at: int) -> None:
        self.parts.setdefault(at, set()).add(part)

    def _give_phrases(self, at: int, links: dict[str, Part]) -> None:
        for place, (link, item) in enumerate(self._phrases(at)):
            if link in links and (link != "of" or place == 0):
                self._give(links[link], item)

    # Walking over chunks

    def _after(self, offset: int) -> int | None:
        """The noun phrase that begins at or just after an offset."""
        at = self.chunks.at(offset)
        at = at if at >= 0 and self.chunks.all[at].start >= offset else at + 1
        while self.chunks.kind(at) == "link":
            at += 1
        return at if self.chunks.kind(at) == "noun" else None

    def _phrases(self, at: int) -> Iterator[tuple[str, int]]:
        """The prepositional phrases after a noun or a verb and its object: the preposition, and its noun phrase."""
        at += 1
        if self.chunks.kind(at) == "noun" and self.chunks.kind(at - 1) == "verb":
            at = self._past_list(at)
        while True:
            at = self._past_aside(at)
            if self.chunks.kind(at) != "link" or self.chunks.kind(at + 1) != "noun":
                return
            yield self.chunks.all[at].word, at + 1
            at = self._past_list(at + 1)

    def _past_list(self, at: int) -> int:
        """The index past a noun phrase and those joined right to it: "between the army and the rebels"."""
        at += 1
        while self.chunks.kind(at) == "joint" and self.chunks.kind(at + 1) == "noun" and not self._has_verb(at + 1):
            at += 2
        return at

    def _past_aside(self, at: int) -> int:
        """Past a comma before another phrase: "in Hama, by the army"."""
        return at + 1 if self.chunks.kind(at) == "joint" and self.chunks.kind(at + 1) == "link" else at

    def _happening(self, at: int) -> int | None:
        """The verb after an attack noun that only says that it took place: "fighting broke out between"."""
        verb = self._past_phrases(at)
        if self.chunks.kind(verb) != "verb" or not self.reading.is_a("unfolding", self.chunks.all[verb].word):
            return None
        return verb

    def _object(self, at: int) -> int | None:
        return at + 1 if self.chunks.kind(at + 1) == "noun" else None

    def _listed(self, at: int) -> list[int]:
        """A noun phrase and those joined after it: "a school, two clinics in Hama and a bakery"."""
        found = [at]
        while len(found) < _LONGEST_LIST:
            following = self._joined_after(found[-1])
            if following is None or self._has_verb(following):
                break
            found.append(following)
        return found

    def _joined_after(self, at: int) -> int | None:
        at = self._past_phrases(at)
        joined = False
        while self.chunks.kind(at) == "joint":
            at, joined = at + 1, True
        if joined and self.chunks.kind(at) == "link":
            at += 1
        return at if joined and self.chunks.kind(at) == "noun" else None

    def _past_phrases(self, at: int) -> int:
        """The index past a noun phrase and the phrases that hang on it."""
        at += 1
        while self.chunks.kind(at) == "link" and self.chunks.kind(at + 1) == "noun":
            at += 2
        return at

    def _has_verb(self, at: int) -> bool:
        """Whether a noun phrase is the subject of a verb after it."""
        verb = self._past_phrases(at)
        if not self._is_finite(verb) or not self._told_before(at):
            return False
        # After phrases, "said" begins the teller: "by jets and helicopters in Hama said the Observatory".
        return verb == at + 1 or not self.reading.is_a("say", self.chunks.all[verb].word)

    def _is_finite(self, at: int) -> bool:
        return self.chunks.kind(at) == "verb" and self.chunks.all[at].form in ("active", "passive", "bare")

    def _told_before(self, at: int) -> bool:
        """Whether the clause has had its verb; "raids by the army and the militia were" has not."""
        for place in range(at - 1, -1, -1):
            if self.chunks.kind(place) in ("break", "relative"):
                return False
            if self._is_finite(place) and not self._is_reduced(place):
                return True
        return False

    def _listed_before(self, at: int) -> Iterator[int]:
        """The phrases before a comma or "and" that share the part: "the regime and Russia bombed"."""
        while self.chunks.kind(at - 1) == "joint" and self.chunks.kind(at - 2) == "noun":
            at -= 2
            if self.chunks.kind(at - 1) in ("link", "verb") and not self._describes(at):
                return
            yield at

    def _describes(self, at: int) -> bool:
        """ "of Russian or Syrian air strikes": an adjective that shares the noun of the next phrase."""
        chunk = self.chunks.all[at]
        return "adjective_actor" in self.chunks.tokens[chunk.last - 1].classes

    def _consists_of(self, at: int) -> int | None:
        """ "fighters from the group", "warplanes of the coalition": whom the head of a phrase belongs to."""
        link = self.chunks.all[at + 1] if self.chunks.kind(at + 1) == "link" else None
        if link is None or self.chunks.kind(at + 2) != "noun" or not self.reading.is_a("belonging", link.word):
            return None
        chunk = self.chunks.all[at]
        words = self.chunks.tokens[chunk.first : chunk.last]
        acts = any(not token.classes.isdisjoint(_ACTING) for token in words[-2:]) or self._means(at)
        return at + 2 if acts else None

    def _subject(self, at: int) -> int | None:
        """The noun phrase that is the subject of a verb, over phrases, asides and the verb before an "and"."""
        joined = self.chunks.all[at].form == "gerund"
        place = at - 1
        if joined and self.chunks.kind(place) == "link":
            return self._subject_over_link(place)
        while place >= 0:
            chunk = self.chunks.all[place]
            if chunk.kind == "break":
                return None
            if chunk.kind == "relative":
                return self._antecedent(place)
            if chunk.kind == "noun" and self._is_aim(place):
                place -= 2
            elif chunk.kind == "noun":
                found = self._head_before(place)
                if found is not None and not (joined and self._is_object(found)):
                    return found
                place = place - 2 if found is None else place - 1
            elif chunk.kind == "verb":
                if joined or place == at - 1:
                    return self._shared(at, place)
                if not (self._is_reduced(place) or chunk.form == "infinitive"):
                    return None
                place -= 1
            else:
                joined = joined or chunk.kind == "joint"
                place -= 1
        return None

    def _subject_over_link(self, link: int) -> int | None:
        """The subject of "accused the army of shelling" and of "broke the truce by shelling"."""
        verb = link - 1
        while self.chunks.kind(verb) == "noun":
            verb -= 1
        if self.chunks.kind(verb) != "verb":
            return None
        if self.reading.is_a("agent", self.chunks.all[link].word):
            return self._subject(verb)
        return self._subject(verb) if self._is_passive(verb) else self._object(verb)

    def _head_before(self, at: int) -> int | None:
        """The phrase itself unless a preposition makes it hang on something before it."""
        return None if self.chunks.kind(at - 1) == "link" else at

    def _is_aim(self, at: int) -> bool:
        """ "a push to take the town": what an infinitive leads to."""
        return self.chunks.kind(at - 1) == "verb" and self.chunks.all[at - 1].form == "infinitive"

    def _is_object(self, at: int) -> bool:
        return self.chunks.kind(at - 1) == "verb"

    def _shared(self, at: int, before: int) -> int | None:
        """The subject of the verb before, for a verb that goes on from it; who suffers a passive does nothing by it."""
        if self._is_passive(before) and not self._is_passive(at):
            return next((item for link, item in self._phrases(before) if link == "by"), None)
        if self.chunks.all[at].form == "gerund" and self._is_aside(before):
            return None
        return self._subject(before)

    def _is_aside(self, verb: int) -> bool:
        """Whether a verb tells no attack, in a clause beside the main one: "where the army has a base, killing"."""
        if verb in self.told:
            return False
        opened = (self.chunks.kind(place) for place in range(verb - 1, -1, -1))
        return any(kind in ("break", "relative") for kind in opened)

    def _antecedent(self, at: int) -> int | None:
        """The phrase that a relative word stands for."""
        place = at - 1
        while self.chunks.kind(place) == "joint":
            place -= 1
        if self.chunks.kind(place) != "noun":
            return None
        while self.chunks.kind(place - 1) == "link" and self.chunks.kind(place - 2) == "noun":
            place -= 2
        return place

    def _is_passive(self, at: int) -> bool:
        if self.chunks.kind(at) != "verb":
            return False
        form = self.chunks.all[at].form
        return form == "passive" or (form == "bare" and self._is_reduced(at))

    def _is_reduced(self, at: int) -> bool:
        """Whether a bare verb form is a participle: "rockets fired by", "fighters positioned in Hama attacked"."""
        if self.chunks.all[at].form == "gerund":
            return True
        if self.chunks.all[at].form != "bare" or self.chunks.kind(at + 1) == "noun":
            return False
        if self.chunks.kind(at + 1) == "link" and self.reading.is_a("agent", self.chunks.all[at + 1].word):
            return True
        if self.chunks.kind(at - 1) == "joint" and self.chunks.kind(at - 2) == "verb":
            return self._is_passive(at - 2)
        ahead = self._past_phrases(at)
        return ahead > at + 1 and self.chunks.kind(ahead) == "verb" and self.chunks.all[ahead].form != "gerund"


def _links(reading: Reading) -> dict[str, Part]:
    """What the prepositions after an attack word lead to."""
    goals: dict[str, Part] = dict.fromkeys(reading.lexicon.forms("hit_link", "goal"), "patient")
    sites: dict[str, Part] = dict.fromkeys(reading.lexicon.forms("hit_link", "place"), "site")
    return goals | sites
