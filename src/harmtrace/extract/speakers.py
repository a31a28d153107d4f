"""From a noun phrase to a speaker: name, role, organisation, and who "it", "the group" or "Mustafa" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from harmtrace.extract.lexicon import Token
from harmtrace.extract.phrases import Phrase, capitals
from harmtrace.extract.reading import Reading

Kind = Literal["person", "organisation", "unnamed", "pronoun"]


@dataclass(frozen=True, slots=True)
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


_PLACES_BACK = 4
_MEMORY = 200
"""So many speakers back one may be meant by a short name or pronoun."""
_FULL_NAME = re.compile(r"\b[A-Z][\w'’-]+ (?:(?:al|el|de|bin|van|von)[- ])?([A-Z][\w'’-]+)\b")
_ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")
_SPELT_OUT = re.compile(r"((?:[A-Z][\w'’-]+\s+(?:of\s+|for\s+|the\s+|and\s+)*){1,8}[A-Z][\w'’-]+)\s+\Z")
_LONGEST_NAME = 120
"""How far before its short form, in characters, a name may begin."""
"""Who is "at" a body is unnamed; who is "of" it speaks for it."""


class Registry:
    """The speakers that a document has introduced, to resolve later short names and pronouns."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: list[SpeakerPhrase] = []
        self._actors: dict[str, str | None] = {}
        self.publisher = reading.document.publisher or ""
        self._acronyms = _acronyms(reading.text)
        self._full_names = _full_names(reading.text)

    def read(self, phrase: Phrase, appositions: Sequence[Phrase] = ()) -> SpeakerPhrase | None:
        """The speaker that `phrase` (with its appositions, in text order) names, or None if it names none."""
        if self.reading.is_a("own_voice", " ".join(phrase.words)):
            found = self._publisher() if self.publisher else None
        elif self.reading.is_a("pronoun", " ".join(phrase.words)):
            found = self._named(phrase, appositions) if appositions else None
            found = found or self._pronoun(phrase) or self._described(phrase)
        else:
            found = self._named(phrase, appositions) or self._unnamed(phrase)
        if found is None:
            return None
        everything = [phrase, *appositions]
        found = replace(
            found,
            phrase_start=min(part.start for part in everything),
            phrase_end=max(part.end for part in everything),
        )
        if found.kind != "pronoun":
            self.known.append(found)
            del self.known[:-_MEMORY]
        return found

    def _described(self, phrase: Phrase) -> SpeakerPhrase | None:
        """ "The official", "the sources": tellers of their own where nobody was introduced before."""
        return self._unnamed(phrase) if len(phrase.tokens) > 1 else None

    def actor_of(self, name: str) -> str | None:
        """The id of the actor or documenter that goes by `name`."""
        if name not in self._actors:
            self._actors[name] = self._find_actor(name)
        return self._actors[name]

    def _find_actor(self, name: str) -> str | None:
        folded = name.lower().removeprefix("the ")
        for klass in ("teller_id", "actor"):
            for mention in self.reading.lexicon.named(klass, name):
                if mention.end - mention.start >= len(folded) and mention.value != "-":
                    return mention.value
        return None

    def _pronoun(self, phrase: Phrase) -> SpeakerPhrase | None:
        text = " ".join(phrase.words)
        for kind in ("person", "group"):
            if self.reading.lexicon.has("pronoun", text) and self._is_pronoun(text, kind):
                antecedent = self._last(kind, phrase.words[-1])
                if antecedent is not None:
                    return replace(antecedent, start=phrase.start, end=phrase.end)
        return None

    def _is_pronoun(self, text: str, kind: str) -> bool:
        found = self.reading.lexicon.named("pronoun", text)
        return any(mention.feature == kind or mention.value == kind for mention in found)

    def _last(self, kind: str, head: str) -> SpeakerPhrase | None:
        wanted = "person" if kind == "person" else "organisation"
        with_head = [known for known in self.known if head in known.name.lower().split()]
        if kind == "group" and with_head:
            return with_head[-1]
        if kind == "group" and head in self.publisher.lower().split():
            return self._publisher()
        kinds = (wanted, "unnamed") if wanted == "person" else (wanted,)
        same = [
            known for known in self.known if known.kind in kinds or (kind == "group" and self._is_unnamed_body(known))
        ]
        if same:
            return same[-1]
        return self._publisher() if kind == "group" and head == "it" and self.publisher else None

    def _is_unnamed_body(self, known: SpeakerPhrase) -> bool:
        """ "the utility company", "local sources": bodies that "it" or "they" may stand for."""
        return known.kind == "unnamed" and not any(
            self.reading.is_a("role", word) for word in known.name.lower().split()
        )

    def _publisher(self) -> SpeakerPhrase:
        return SpeakerPhrase(0, 0, self.publisher, "organisation", None, self.publisher, self.actor_of(self.publisher))

    def _named(self, phrase: Phrase, appositions: Sequence[Phrase]) -> SpeakerPhrase | None:
        parts = [phrase, *appositions]
        if self._is_unnamed_source(phrase):
            return None
        names = [(part, self._name_tokens(part)) for part in parts]
        named = [(part, tokens) for part, tokens in names if tokens]
        if not named:
            return None
        persons = [
            (part, tokens) for part, tokens in named if not (self._is_group(tokens) or self._is_place(part, tokens))
        ]
        part, tokens = persons[0] if persons else named[0]
        if persons and len(persons) > 1 and len(persons[0][1]) < 2:
            part, tokens = max(persons, key=lambda pair: len(pair[1]))
        name = self.reading.text[tokens[0].start : tokens[-1].end]
        name = re.sub(r"['’]s?$", "", name)
        if self._is_place(part, tokens) or (self._is_adjective(tokens) and not self._head_is_group(part)):
            return None
        if self._role_follows(part, tokens):
            whole = self.reading.text[tokens[0].start : part.end]
            return SpeakerPhrase(tokens[0].start, part.end, whole, "unnamed", None, None, self.actor_of(name))
        body = self._head_is_group(part) and part.tokens[-1].start > tokens[-1].start and not part.tokens[-1].capital
        known = None if body else self._known_by(name)
        if known is not None:
            return replace(known, start=tokens[0].start, end=tokens[0].start + len(name))
        return self._new(part, tokens, name, parts)

    def _is_adjective(self, tokens: Sequence[Token]) -> bool:
        """ "Iraqi officers": a nationality is nobody's name."""
        return len(tokens) == 1 and any(
            self.reading.is_a(klass, tokens[0].word) for klass in ("adjective_actor", "nationality")
        )

    def _role_follows(self, part: Phrase, tokens: Sequence[Token]) -> bool:
        """ "a Reuters witness", "the Aleppo Today correspondent": somebody unnamed of a named body."""
        after = [token for token in part.tokens if token.start >= tokens[-1].end]
        tells = ("role", "teller", "person", "who")
        return (
            bool(after)
            and len(after) <= 4
            and not any("of_word" in t.classes for t in after)
            and any(self.reading.is_a(klass, after[-1].word) for klass in tells)
        )

    def _is_unnamed_source(self, phrase: Phrase) -> bool:
        """ "A source at Aleppo Police Command", "local sources in Hass": somebody unnamed at a named body."""
        words = phrase.words
        head = next((place for place, token in enumerate(phrase.tokens) if "at_word" in token.classes), None)
        if head is None or head == 0 or any(token.capital for token in phrase.tokens[1:head]):
            return False
        single = words[0] in ("a", "an", "one", "the")
        told = self.reading.is_a("teller", words[head - 1]) or (single and self.reading.is_a("role", words[head - 1]))
        named = [token for token in phrase.tokens[head:] if token.capital]
        return told and words[0] != "the" and not self._ends_in_person(phrase) and bool(named or single)

    def _ends_in_person(self, phrase: Phrase) -> bool:
        """Whether a person's name closes the phrase after a body: "head of the Relief League Jane Doe"."""
        groups = [place for place, token in enumerate(phrase.tokens) if "group" in token.classes]
        return bool(groups) and len(phrase.tokens) - groups[-1] - 1 >= 2

    def _is_place(self, part: Phrase, tokens: Sequence[Token]) -> bool:
        """A place is no speaker by its name alone, unless it stands for a state ("Moscow")."""
        start, end = tokens[0].start, tokens[-1].end
        near = self.reading.places.before(start + 1, _PLACES_BACK)
        place = any(where.start <= start and end <= where.end for where in near)
        if not place or self._is_group(tokens) or self._head_is_group(part):
            return False
        return not self.reading.of("country_actor", start, end)

    def _new(self, part: Phrase, tokens: Sequence[Token], name: str, parts: Sequence[Phrase]) -> SpeakerPhrase | None:
        start, end = tokens[0].start, tokens[0].start + len(name)
        linked = any("of_word" in token.classes for token in part.tokens if token.start >= tokens[-1].end)
        if self._head_is_group(part) and not linked and part.tokens[-1].start > tokens[-1].start:
            whole = self.reading.text[start : part.end]
            return SpeakerPhrase(start, part.end, whole, "organisation", None, whole, self.actor_of(whole))
        if self._is_group(tokens) or self.actor_of(name):
            canonical = self._canonical(self._acronyms.get(name, name))
            return SpeakerPhrase(start, end, canonical, "organisation", None, canonical, self.actor_of(name))
        role, organisation, span = self._role(part, tokens, parts)
        if role is None and not linked and self._head_is_group(part):
            start = part.tokens[0].start
            if "determiner" in part.tokens[0].classes and len(part.tokens) > 1 and part.tokens[1].capital:
                start = part.tokens[1].start
            whole = self.reading.text[start : part.end]
            return SpeakerPhrase(start, part.end, whole, "organisation", None, whole, self.actor_of(whole))
        actor = self.actor_of(organisation) if organisation else None
        return SpeakerPhrase(start, end, name, "person", role, organisation, actor, span)

    def _name_tokens(self, phrase: Phrase) -> list[Token]:
        tokens = list(phrase.tokens)
        if tokens and "determiner" in tokens[0].classes:
            tokens = tokens[1:]
        tokens = [token for token in tokens if token.text != "."]
        named = self._first_name(tokens) or self._last_name(tokens) or capitals(tokens)
        found = self._before_office(self._before_body(self._past_office(named)))
        while found and "honorific" in found[0].classes and len(found) > 1:
            found = found[1:]
        if found and all("role" in token.classes for token in found):
            return []
        roles = 0
        while roles < len(found) - 1 and self._role_word(found[roles].word) and not self._is_group(found):
            roles += 1
        found = found[roles:]
        unnamed_head = tokens and "role" in tokens[0].classes and phrase.tokens[0].word in ("a", "an")
        if unnamed_head and found and found[-1] is not tokens[0]:
            return []
        return found

    def _before_body(self, tokens: list[Token]) -> list[Token]:
        """ "Mustafa al-Haj Youssef of the Civil Defence": the name before the body."""
        for index, token in enumerate(tokens):
            if token.word in ("of", "from") and index >= 2 and not self._is_group(tokens[:index]):
                person = not any("role" in t.classes for t in tokens[:index])
                if person and self._is_group(tokens[index + 1 :]):
                    return tokens[:index]
        return tokens

    def _first_name(self, tokens: list[Token]) -> list[Token]:
        """ "Peter Maurer head of the Relief League": the name that stands before a role without a comma."""
        role = next((place for place, token in enumerate(tokens) if "role" in token.classes), 0)
        name = tokens[:role]
        plain = 2 <= len(name) <= 4 and all(token.capital for token in name) and not tokens[role].capital
        return name if plain and not self._is_group(name) else []

    def _last_name(self, tokens: list[Token]) -> list[Token]:
        """ "Civil Defence member Omar Daqa": the name that stands after a role and closes the phrase."""
        role = next((at for at in range(len(tokens) - 1, -1, -1) if not tokens[at].capital), -1)
        name = tokens[role + 1 :]
        if role < 1 or not 2 <= len(name) <= 4 or self._is_group(name):
            return []
        return name if "role" in tokens[role].classes and tokens[0].capital else []

    def _before_office(self, tokens: list[Token]) -> list[Token]:
        """ "Jane Doe Regional Coordinator for the Crisis": two names, and then an office in capitals."""
        office = next((place for place, token in enumerate(tokens) if "role" in token.classes), 0)
        if office < 2 or self._is_group(tokens[:2]):
            return tokens
        after = tokens[office + 1 :]
        if len(after) > 1 and any("nationality" in token.classes for token in tokens[:office]):
            return after  # "Damascus British Foreign Secretary William Hague", its comma lost
        return tokens[:2]

    def _past_office(self, tokens: list[Token]) -> list[Token]:
        """ "President of the Syrian Coalition Abdurrahman Mustafa": the name after office and body."""
        if len(tokens) < 4 or "role" not in tokens[0].classes:
            return tokens
        groups = [index for index, token in enumerate(tokens) if "group" in token.classes]
        if groups and 0 < len(tokens) - groups[-1] - 1 <= 4:
            return tokens[groups[-1] + 1 :]
        return tokens

    def _role_word(self, word: str) -> bool:
        return self.reading.is_a("role", word) or word in ("of", "the")

    def _is_group(self, tokens: Sequence[Token]) -> bool:
        return any("group" in token.classes for token in tokens) or (
            len(tokens) == 1 and (tokens[0].text.isupper() and len(tokens[0].text) > 1)
        )

    def _head_is_group(self, phrase: Phrase) -> bool:
        return bool(phrase.words) and any(self.reading.is_a("group", word) for word in phrase.words[-1:])

    def _role(
        self, part: Phrase, tokens: Sequence[Token], parts: Sequence[Phrase]
    ) -> tuple[str | None, str | None, tuple[int, int] | None]:
        """The role words around a name and the organisation they mention, with its span."""
        around: list[list[Token]] = [[token for token in part.tokens if token.end <= tokens[0].start]]
        after = [token for token in part.tokens if token.start >= tokens[-1].end]
        if after and after[0].word in ("of", "from", "at"):
            organisation = self._organisation_in(after[1:])
            if organisation:
                span = (organisation[0].start, organisation[-1].end)
                return None, self._canonical(self.reading.text[span[0] : span[1]]), span
        around += [list(other.tokens) for other in parts if other is not part]
        for stretch in around:
            words = [token for token in stretch if "determiner" not in token.classes and token.text not in (".", ",")]
            if not any("role" in token.classes for token in words):
                continue
            organisation = self._organisation_in(words)
            role = " ".join(token.text for token in words if token not in (organisation or []))
            for link in (" of the", " of", " for the", " for", " at the", " at"):
                role = role.removesuffix(link)
            name: str | None = None
            where: tuple[int, int] | None = None
            if organisation:
                name = re.sub(r"['’]s?$", "", self.reading.text[organisation[0].start : organisation[-1].end])
                where = (organisation[0].start, organisation[0].start + len(name))
                name = self._canonical(name)
            elif stretch and stretch[0].word == "its":
                last = self._last("group", "")
                name = last.name if last else None
            return role.strip() or None, name, where
        return None, None, None

    def _organisation_in(self, tokens: Sequence[Token]) -> list[Token]:
        found = capitals(tokens)
        while found and "role" in found[0].classes:
            found = found[1:]
        while found and found[0].word in ("of", "the", "for"):
            found = found[1:]
        if found and re.search(r"['’]s?$", found[-1].text):
            return [] if self._stands_for_a_place(found) else found
        if found and self._stands_for_a_place(found):
            return []
        possessive = [i for i, token in enumerate(found) if re.search(r"['’]s?$", token.text)]
        if possessive:
            return found[: possessive[0] + 1]
        text = " ".join(token.text for token in found)
        return found if found and (self._is_group(found) or self.actor_of(text)) else []

    def _stands_for_a_place(self, tokens: Sequence[Token]) -> bool:
        """ "Ukraine's interior minister": a country is not the body that somebody speaks for."""
        near = self.reading.places.before(tokens[0].start + 1, _PLACES_BACK)
        return any(place.start <= tokens[0].start and tokens[-1].start < place.end for place in near)

    def _known_by(self, name: str) -> SpeakerPhrase | None:
        words = name.lower().split()
        full = self._acronyms.get(name)
        for known in reversed(self.known):
            have = known.name.lower().split()
            if have == words or (full and known.name == full):
                return known
            if known.kind == "person" and words[-1] == have[-1] and len(words) <= len(have):
                return known
            if known.kind == "organisation" and len(words) < len(have) and set(words) <= set(have):
                return known
        publisher = self.publisher.lower().split()
        if words and len(words) < len(publisher) and set(words) <= set(publisher):
            return self._publisher()
        body = self.actor_of(name) is not None or self._canonical(name) != name
        return self._introduced(name) if len(words) == 1 and not body else None

    def _introduced(self, name: str) -> SpeakerPhrase | None:
        """A person whose full name stands elsewhere in the text: "Marchuk" after "governor Oleh Marchuk"."""
        full = self._full_names.get(name)
        if full is None or self._is_group_name(full[0]):
            return None
        return SpeakerPhrase(full[1], full[1] + len(full[0]), full[0], "person")

    def _is_group_name(self, name: str) -> bool:
        words = name.lower().split()
        known = ("group", "role", "honorific", "stopname", "country_actor", "adjective_actor")
        return any(self.reading.is_a(klass, word) for word in words for klass in known)

    def _canonical(self, name: str) -> str:
        for mention in self.reading.lexicon.named("canonical", name):
            if mention.end - mention.start >= len(name) - 4:
                return mention.value
        return name

    def _unnamed(self, phrase: Phrase) -> SpeakerPhrase | None:
        words = phrase.words
        tellers = [word for word in words if self._tells(word)]
        if not tellers or len(words) > 12 or self._is_building(phrase):
            return None
        text = self.reading.text[phrase.start : phrase.end]
        return SpeakerPhrase(phrase.start, phrase.end, text, "unnamed")

    def _is_building(self, phrase: Phrase) -> bool:
        """ "an old police station": a thing, though the words for it name who might tell."""
        named = self.reading.of("target", phrase.start, phrase.end)
        return any(
            " " in self.reading.folded[t.start : t.end] and t.end == phrase.end and t.value.startswith("obj")
            for t in named
        )

    def _tells(self, word: str) -> bool:
        return any(self.reading.is_a(klass, word) for klass in ("teller", "role", "group", "who"))


def _full_names(text: str) -> dict[str, tuple[str, int]]:
    """The first two-word name for each last name, with its offset."""
    found: dict[str, tuple[str, int]] = {}
    for match in _FULL_NAME.finditer(text):
        found.setdefault(match.group(1), (match.group(), match.start()))
    return found


def _acronyms(text: str) -> dict[str, str]:
    """Short forms given in brackets: "Rapid Support Forces (RSF)"."""
    found: dict[str, str] = {}
    for short in _ACRONYM.finditer(text):
        name = _SPELT_OUT.search(text, max(0, short.start() - _LONGEST_NAME), short.start())
        if name is not None:
            found.setdefault(short.group(1), name.group(1).removeprefix("The "))
    return found
