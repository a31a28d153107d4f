"""How the chunks of a clause hang together: the subject of a verb, and lists of phrases that share a part."""

from __future__ import annotations

from collections.abc import Iterator

from harmtrace.extract.clause_parts import ClauseParts

_PART_OF = frozenset(("standing_for", "counting_word"))
_LONGEST_LIST = 6
"""A list of more noun phrases is read no further."""


class Syntax(ClauseParts):
    """The chunks of one stretch and how they hang together. A chunk is named by its index."""

    def listed(self, at: int) -> list[int]:
        """A noun phrase and those joined after it: "a school, two clinics in Hama and a bakery"."""
        found = [at]
        while len(found) < _LONGEST_LIST:
            following = self._joined_after(found[-1])
            if following is None or self.has_verb(following) or self._describes_a_name(following):
                break
            found.append(following)
        return found

    def _joined_after(self, at: int) -> int | None:
        if self._listed_bare(at):
            return at + 1
        past = at
        at = self.past_phrases(at)
        if at > past + 1 and (self._serves_both(at) or self.reading.is_a("agent", self.all[at - 2].word)):
            return None
        joined = False
        while self.kind(at) == "joint":
            at, joined = at + 1, True
        if joined and self.kind(at) == "link":
            at += 1
        return at if joined and self.kind(at) == "noun" else None

    def _serves_both(self, joint: int) -> bool:
        """ "a hospital for women and children": what is joined shares the "for", and not the part of the head."""
        inner, other = joint - 1, joint + 1
        if self.kind(inner - 1) != "link" or self.kind(other) != "noun":
            return False
        bare = all(self.tokens[self.all[at].first].classes.isdisjoint(("det", "article")) for at in (inner, other))
        return bare and self.reading.is_a("serving", self.all[inner - 1].word)

    def _listed_bare(self, at: int) -> bool:
        """ "a clinic a school and a market", where a text has lost its commas."""
        if self.reading.has_commas or self.kind(at + 1) != "noun" or self.kind(at + 2) not in ("noun", "joint"):
            return False
        first = self.tokens[self.all[at + 1].first]
        return "article" in first.classes or self.reading.begins_count(first.start)

    def listed_before(self, at: int) -> Iterator[int]:
        """The phrases before a comma or "and" that share the part: "the regime and Russia bombed"."""
        if self.kind(at - 1) != "joint" or not (self.is_word(at - 1) or self._is_apposed(at)):
            return  # a comma alone may set apart anything
        while self.kind(at - 1) == "joint" and self.kind(at - 2) == "noun":
            at -= 2
            if self.kind(at - 1) in ("link", "verb") and not self._describes(at):
                return
            yield at

    def _is_apposed(self, at: int) -> bool:
        """ "its offshoot, the Dawn Front, attacked": a name between two commas."""
        closed = self.kind(at + 1) == "joint" and not self.is_word(at + 1)
        return closed and self.kind(at + 2) == "verb" and self.tokens[self.all[at].last - 1].capital

    def _describes(self, at: int) -> bool:
        """ "of Russian or Syrian air strikes": an adjective that shares the noun of the next phrase."""
        chunk = self.all[at]
        last = self.tokens[chunk.last - 1]
        return "adjective_actor" in last.classes or self.reading.begins("adjective_actor", last.start)

    def subject(self, at: int) -> int | None:
        """The noun phrase that is the subject of a verb, over phrases, asides and the verb before an "and"."""
        joined = self.all[at].form == "gerund"
        place = at - 1
        if joined and self.kind(place) == "link":
            return self._subject_over_link(place)
        if self.kind(place) == "noun" and self._is_absolute(at):
            return place
        while place >= 0:
            chunk = self.all[place]
            if chunk.kind == "break":
                return None
            if chunk.kind == "relative":
                return self._antecedent(place)
            if chunk.kind == "noun" and (chunks := self._passed_over(place, at)):
                place -= chunks
            elif chunk.kind == "noun":
                found = self._head_before(place)
                if found is not None and (named := self._named_before(found)) is not None:
                    place = named
                elif found is not None and not (joined and self._is_object(found) and not self._is_shown(found)):
                    opened = self._relative_before(at, found)
                    return found if opened is None else self._antecedent(opened)
                else:
                    place = place - 2 if found is None else place - 1
            elif chunk.kind == "verb" and (self._is_doubt(place) or (joined and self._is_modifier(place))):
                place -= 1
            elif chunk.kind == "verb":
                if self.kind(place - 1) == "relative" and place < at - 1 and self.is_finite(at) and not joined:
                    return self._antecedent(place - 1)  # "fighters who came in cars looted"
                if (opened := self._relative_closed(at, place)) is not None:
                    return self._antecedent(opened)
                if self._is_set_apart(place, at):
                    place -= 2
                    continue
                if joined or place == at - 1:
                    return self._shared(at, place)
                if not (self.is_reduced(place) or self.is_aim_verb(place)):
                    return None
                place -= 1
            else:
                joined = joined or chunk.kind == "joint"
                place -= 1
        return None

    def _passed_over(self, at: int, verb: int) -> int:
        """How many chunks to go back from a noun phrase that is no subject of the verb, whatever stands before it."""
        if self._is_beside(at, verb):
            return 1
        return 2 if self._is_aim(at) or self._is_agent(at) or self._is_aimed_at(at) else 0

    def whole(self, at: int | None) -> int | None:
        """ "fighters, some riding camels, burned": those of whom "some" are a part."""
        if at is None or not self.reading.has_commas:
            return at
        of_them = self.kind(at - 1) == "noun" and self.kind(at - 2) == "link" and self.kind(at - 3) == "noun"
        first = at - 3 if of_them else at  # "some of them masked"
        if not self.words(first)[0].classes & _PART_OF:
            return at
        apart = self.kind(first - 1) == "joint" == self.kind(at + 1) and self.kind(first - 2) == "noun"
        return first - 2 if apart and not (self.is_word(first - 1) or self.is_word(at + 1)) else at

    def _relative_before(self, at: int, found: int) -> int | None:
        """ "The group which includes rebels launched": what a verb in a relative clause has for its object acts not."""
        if not self.is_clausal(at) or not self.is_clausal(found - 1):
            return None
        if self.reading.has_commas:  # "soldiers who escorted them fired"
            return found - 2 if self.kind(found - 2) == "relative" and not self._tells_clause(found - 1) else None
        place = found - 2
        while self.kind(place) not in ("break", "relative", None) or self._joins_verbs(place):
            place -= 1
        return place if self.kind(place) == "relative" else None

    def _tells_clause(self, verb: int) -> bool:
        """ "who said soldiers fired", "who saw rebels leave": a verb with a whole clause for its object."""
        chunk = self.all[verb]
        seen = any(not word.classes.isdisjoint(("undergoing", "showing", "avowing")) for word in self.words(verb))
        return seen or self.reading.any_of("say", chunk.start, chunk.end)

    def _joins_verbs(self, at: int) -> bool:
        """ "which trains fighters but also leads them": a word for a contrast that no subject follows."""
        return self.kind(at) == "break" and self.kind(at + 1) == "verb" and self.words(at)[0].is_word

    def _subject_over_link(self, link: int) -> int | None:
        """The subject of "accused the army of shelling" and of "broke the truce by shelling"."""
        verb = link - 1
        while self.kind(verb) == "noun":
            verb -= 2 if self.kind(verb - 1) == "link" else 1
        if self.kind(verb) != "verb":
            return None
        if self.reading.is_a("agent", self.all[link].word):
            return self.subject(verb)
        return self.subject(verb) if self.is_passive(verb) else self.object(verb)

    def _head_before(self, at: int) -> int | None:
        """The phrase itself unless a preposition makes it hang on something before it."""
        if self.kind(at - 1) == "link":
            return None
        listed = self.kind(at - 1) == "joint" and self.kind(at - 2) == "noun" and self.kind(at - 3) == "link"
        listed = listed and not self._is_opening(at - 2)
        # "a clinic for mothers and newborns was bombed", before any verb
        before = at - 5 if self.kind(at - 4) == "joint" else at - 4
        held = self.kind(before) == "verb" and self.is_reduced(before)  # "men armed with clubs and knives attacked"
        return None if listed and (self.kind(before) == "noun" or held) and not self.told_before(at) else at

    def _is_opening(self, at: int) -> bool:
        """ "that, at about 3:40 at dawn, jets bombed": whether the phrases up to a comma open the clause."""
        if self.is_word(at + 1):
            return False
        while self.kind(at) == "noun" and self.kind(at - 1) == "link":
            at -= 2
            while self.kind(at) == "link":
                at -= 1
            if self.kind(at) == "verb" and self.kind(at - 2) == "link" and self.is_reduced(at):
                at -= 1  # "in an area held by rebels, jets bombed"
        return self.kind(at) in ("relative", "break", "joint", None)

    def _named_before(self, at: int) -> int | None:
        """ "the Dawn Front, an alliance of militias, attacked": the name that an apposition describes."""
        if not self._is_indefinite(at):
            return None
        if self.reading.has_commas:
            closing = self._past_participle(self.past_phrases(at))
            closed = self.kind(closing) == "joint" and not self.is_word(closing)
            if not closed or self.kind(at - 1) != "joint" or self.is_word(at - 1):
                return None
        before = at - 2 if self.kind(at - 1) == "joint" and not self.is_word(at - 1) else at - 1
        named = self.kind(before) == "noun" and self.tokens[self.all[before].last - 1].capital
        return before if named else None

    def _past_participle(self, at: int) -> int:
        """Past the participle that describes a phrase: "a group backed by Rwanda"."""
        led = self.kind(at) == "verb" and (self.is_reduced(at) or "agent" in self.words(at)[-1].classes)
        if not led:
            return at
        return self.past_phrases(at + 1 if self.kind(at + 1) == "noun" else at)

    def _describes_a_name(self, at: int) -> bool:
        """Whether a phrase between commas only says what the name before it is."""
        if not self.reading.has_commas:
            return False
        if self._closes_with(at):
            return True
        if self._named_before(at) is None:
            return False
        return self.is_finite(self._past_participle(self.past_phrases(at)) + 1)

    def _closes_with(self, at: int) -> bool:
        """ "the work of the Dawn Front, a faction of the FARC.": a clause ends with what a name is."""
        comma = self.kind(at - 1) == "joint" and not self.is_word(at - 1) and self.kind(at - 2) == "noun"
        if not comma or not self._is_indefinite(at) or self.kind(self.past_phrases(at)) not in ("break", None):
            return False
        return self.tokens[self.all[at - 2].last - 1].capital

    def _is_indefinite(self, at: int) -> bool:
        """Whether a phrase begins with "a" or "an"."""
        first = self.tokens[self.all[at].first]
        return "article" in first.classes and not self.reading.is_a("det", first.word, "definite")

    def _is_aim(self, at: int) -> bool:
        """ "a push to take the town": what an infinitive leads to."""
        return self.kind(at - 1) == "verb" and self.all[at - 1].form == "infinitive" and not self._is_shown(at)

    def _is_shown(self, at: int) -> bool:
        """ "a clip shows rebels executing": whom a picture shows at it."""
        return self.kind(at - 1) == "verb" and any("showing" in token.classes for token in self.words(at - 1))

    def _is_beside(self, at: int, verb: int) -> bool:
        """ "ringed Gekhi, south-west of Grozny, and led away": where the place before the comma lies."""
        lies = "locating" in self.words(at)[-1].classes and self.kind(at + 1) == "link" and verb > at + 1
        return lies and self.kind(at - 1) == "joint" and not self.is_word(at - 1)

    def _is_absolute(self, verb: int) -> bool:
        """ "bombed a camp, with five guerrillas killed": whom a participle tells that "with" leads to."""
        led = self.kind(verb - 2) == "link" and self.reading.is_a("accompanying", self.all[verb - 2].word)
        return led and self.all[verb].form == "bare" and self.told_before(verb - 1)

    def _is_agent(self, at: int) -> bool:
        """ "fighters backed by the army and its allies": who stands behind a participle that has its "by"."""
        while self.kind(at - 1) == "joint" and self.is_word(at - 1) and self.kind(at - 2) == "noun":
            at -= 2
        if self.kind(at - 1) != "verb":
            return False
        words = self.words(at - 1)
        return "agent" in words[-1].classes or (len(words) > 1 and "backing" in words[0].classes)  # "allied with"

    def _is_aimed_at(self, at: int) -> bool:
        """ "a bomb targeting the police killed": the object of a participle that describes the subject."""
        if self.kind(at - 1) != "verb" or self.kind(at - 2) != "noun" or self.all[at - 1].form != "gerund":
            return False
        attack = at - 1 in self.told or self.reading.is_a("attack", self.all[at - 1].word)
        return attack or not self.told_before(at - 1)

    def _is_object(self, at: int) -> bool:
        return self.kind(at - 1) == "verb"

    def _is_doubt(self, verb: int) -> bool:
        """Whether a verb tells who the phrase before it is taken for."""
        before = verb - 2 if self.kind(verb - 1) == "joint" else verb - 1
        return self.kind(before) == "noun" and self.told_as(before) is not None

    def possessor(self, at: int) -> int | None:
        """ "the army pressed on with its offensive": whose a phrase with "its" is."""
        if "own_part" not in self.tokens[self.all[at].first].classes:
            return None
        while self.kind(at) in ("noun", "link"):
            at -= 1
        return self.subject(at) if self.kind(at) == "verb" else None

    def _shared(self, at: int, before: int) -> int | None:
        """The subject of the verb before, for a verb that goes on from it; who suffers a passive does nothing by it."""
        if self.is_passive(before) and not self.is_passive(at):
            return next((item for link, item in self.phrases(before) if link == "by"), None)
        if self.all[before].form == "gerund" and self.kind(before - 1) == "link" and self.is_finite(at):
            accusing = before - 2 if self.kind(before - 2) == "verb" else before - 3
            return self.subject(accusing) if self.kind(accusing) == "verb" else None  # "accused X of Y and shot"
        if self.all[at].form == "gerund" and (self._is_aside(before) or self._is_suffered(before)):
            return None
        return self.subject(before)

    def _is_set_apart(self, participle: int, at: int) -> bool:
        """ "the militia, accompanied by troops, raided": what is told between two commas of the subject before them."""
        if self.all[at].form == "gerund" or not self.is_passive(participle) or self.told_before(participle):
            return False
        marks = (participle - 1, at - 1)
        apart = all(self.kind(mark) == "joint" and not self.is_word(mark) for mark in marks)
        return apart and self.kind(participle - 2) == "noun"

    def _is_suffered(self, verb: int) -> bool:
        """ "the town has seen heavy shelling, killing six": what follows was not done by the subject."""
        return any("undergoing" in token.classes for token in self.words(verb))

    def _is_aside(self, verb: int) -> bool:
        """Whether a verb tells no attack, in a clause beside the main one: "where the army has a base, killing"."""
        if verb in self.told:
            return False
        opened = (self.kind(place) for place in range(verb - 1, -1, -1))
        return any(kind in ("break", "relative") for kind in opened)

    def _is_modifier(self, at: int) -> bool:
        """ "a village held by the army": a participle that describes the noun before it and tells no attack."""
        described = self.kind(at - 1) == "noun" and self.kind(at) == "verb" and self.all[at].form == "bare"
        return described and at not in self.told and self.is_reduced(at) and self.told_before(at)

    def _relative_closed(self, at: int, before: int) -> int | None:
        """ "the clinic, in which women slept, was hit": the relative word of a clause that a comma closes."""
        if not self.is_finite(at) or self.kind(at - 1) != "joint" or self.is_word(at - 1):
            return None
        place = before
        while self.kind(place) not in ("break", "relative", None):
            place -= 1
        return place if self.kind(place) == "relative" and self.kind(place - 1) in ("joint", "link") else None

    def _before_aside(self, at: int) -> int:
        """ "it was soldiers, he said, who": the phrase before a clause of a teller between two commas."""
        told = self.kind(at) == "verb" and self.kind(at + 1) in ("joint", "link") and self.kind(at - 1) == "noun"
        if not told or self.kind(at - 2) != "joint" or self.is_word(at - 2):
            return at
        return at - 3

    def _antecedent(self, at: int) -> int | None:
        """The phrase that a relative word stands for."""
        place = at - 1
        while self.kind(place) in ("joint", "link"):
            place -= 1
        place = self._before_aside(place)
        if self.kind(place) != "noun":
            return None
        while self.kind(place - 1) == "link" and self.kind(place - 2) == "noun":
            place -= 2
        return place
