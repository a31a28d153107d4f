"""The name in a noun phrase: a person's beside role and body, a body's, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import Phrase
from harmtrace.extract.reading import Reading

_ROLE_REACH = 8
"""So many words before a name its role may stand."""
_NO_BODY = ("office_noun", "country_actor", "adjective_actor", "nationality")
"""Classes of words before an office that are no body by themselves."""
_SEATS = ("canonical", "country_actor", "body_name")
"""Classes of names of where an envoy sits."""
_TELLERS = ("teller", "role", "group", "who", "belligerent")
"""Classes of common nouns that may name who tells."""
_LEAST_NAME = 2
"""So many words a person's full name has at the least."""
_LONGEST_PERSON = 4
"""So many words a person's full name has at the most."""
_PLACES_BACK = 4
"""So many places back one may stand over a name."""


class Names:
    """Finds names in the noun phrases of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._actors: dict[str, str | None] = {}

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

    def canonical(self, name: str) -> str:
        """The full name of a body that goes by a short one."""
        for mention in self.reading.lexicon.named("canonical", name):
            if mention.end - mention.start >= len(name) - 4:
                return mention.value
        return name

    def name_tokens(self, phrase: Phrase) -> list[Token]:
        """The words of a phrase that are somebody's name; none where it only describes who is meant."""
        body = self.reading.of("body_name", phrase.start, phrase.end) or self._linked_names(phrase)
        if body and not self._spoken_for(phrase, body[0].end):
            return [token for token in phrase.tokens if body[0].start <= token.start < body[0].end]
        tokens = list(phrase.tokens)
        if tokens and "determiner" in tokens[0].classes:
            tokens = tokens[1:]
        tokens = [token for token in tokens if token.text != "."]
        named = self._last_name(tokens) or self._first_name(tokens) or self._after_head(tokens) or _capitals(tokens)
        found = self._before_office(self._before_body(self._past_office(named), phrase))
        while len(found) > 1 and "honorific" in found[0].classes and not {"of_word", "group"} & found[1].classes:
            found = found[1:]
        found = self._past_seat(self._with_head(found, tokens))
        if found and (all("role" in token.classes for token in found) or self._is_common(found, phrase)):
            return []
        if len(found) == 1 and "stopname" in found[0].classes and not found[0].text.isupper():
            return []  # "late on Thursday"
        found = self._past_roles(found)
        unnamed_head = tokens and "role" in tokens[0].classes and phrase.tokens[0].word in ("a", "an")
        if unnamed_head and found and found[-1] is not tokens[0]:
            return []
        return found

    def _linked_names(self, phrase: Phrase) -> list[Mention]:
        """ "Islamic State in Iraq and the Levant": actors whose name holds a preposition that links no others."""
        links = [token.start for token in phrase.tokens if "at_word" in token.classes]
        names = self.reading.of("actor", phrase.start, phrase.end) if links else []
        return [name for name in names if any(name.start < link < name.end for link in links)]

    def _spoken_for(self, phrase: Phrase, end: int) -> bool:
        """ "Kremlin spokesman Jane Doe": a body's name before who speaks for it, and whose own name follows."""
        after = [token for token in phrase.tokens if token.start >= end]
        role = next((place for place, token in enumerate(after) if "role" in token.classes), len(after))
        owns = self.reading.text[end : end + 2] in ("'s", "’s") or self.reading.text[end - 2 : end] in ("'s", "’s")
        if owns and len(after) > 1 and after[0].capital and "role" not in after[0].classes:
            return True
        return any(
            token.capital and ("role" in before.classes or not (before.capital or "of_word" in before.classes))
            for before, token in pairwise(after[role:])
        )

    def _with_head(self, found: list[Token], tokens: list[Token]) -> list[Token]:
        """ "army of the Hadi government": the name of a body with the noun for it, which "of" parts from it."""
        if not found or found[0] is tokens[0]:
            return found
        at = tokens.index(found[0])
        link = at - 1 - ("det" in tokens[at - 1].classes)
        head = link > 0 and tokens[link].word == "of" and not tokens[link - 1].capital
        body = head and "state_noun" in tokens[link - 1].classes and "role" not in tokens[link - 1].classes
        return tokens if body and not any("of_word" in token.classes for token in tokens[: link - 1]) else found

    def _past_seat(self, tokens: list[Token]) -> list[Token]:
        """ "UK-based Observatory", "London based League": the name without where it sits."""
        if len(tokens) > 1 and self.reading.is_a("seated", tokens[0].word.split()[-1]):
            return tokens[1:]
        if len(tokens) > 2 and "seated" in tokens[1].classes:
            return tokens[2:]
        return tokens

    def _is_common(self, tokens: Sequence[Token], phrase: Phrase) -> bool:
        """ "Residents", "Unverified reports": a capital at the head of a sentence makes no name of a common word."""
        token = tokens[0]
        if len(tokens) > 1:
            return False
        if any(klass in token.classes for klass in ("teller", "who")):
            return True
        known = ("nationality", "actor", "country_actor", "adjective_actor", "teller_id", "canonical", "body_name")
        if not token.text[1:].islower() or any(klass in token.classes for klass in known):
            return False
        if len(phrase.tokens) == 1 and not token.word.endswith(("s", "ing")):
            return False
        heads = any(sentence.start == token.start for sentence in self.reading.sentences_over(token.start, token.end))
        return heads and token.text not in self._proper and not self._stands_for_a_place([token])

    @cached_property
    def _proper(self) -> frozenset[str]:
        """The words that have a capital inside a sentence somewhere."""
        return frozenset(
            token.text for sentence in self.reading.sentences for token in sentence.tokens[1:] if token.capital
        )

    def _after_head(self, tokens: list[Token]) -> list[Token]:
        """ "State news agency SANA", "the newspaper Al-Watan": the name that follows the common noun."""
        head = next((at for at in range(len(tokens) - 1, -1, -1) if not tokens[at].capital), -1)
        name = tokens[head + 1 :]
        return name if head >= 0 and name and "group" in tokens[head].classes else []

    def _before_body(self, tokens: list[Token], phrase: Phrase) -> list[Token]:
        """ "Mustafa al-Haj Youssef of the Civil Defence": the name before the body."""
        for index, token in enumerate(tokens):
            if token.word in ("of", "from") and index >= 2 and not self.is_group(tokens[:index]):
                if "honorific" in tokens[0].classes:
                    return tokens[:index]
                person = not any("role" in t.classes for t in tokens[index > _LEAST_NAME : index])
                if person and (self.is_group(tokens[index + 1 :]) or self.head_is_group(phrase)):
                    return tokens[:index]
        return tokens

    def _first_name(self, tokens: list[Token]) -> list[Token]:
        """ "Peter Maurer head of the Relief League": the name that stands before a role without a comma."""
        role = next((place for place, token in enumerate(tokens) if "role" in token.classes), 0)
        name = tokens[:role]
        plain = 2 <= len(name) <= 4 and all(token.capital for token in name) and not tokens[role].capital
        return name if plain and not self.is_group(name) else []

    def _last_name(self, tokens: list[Token]) -> list[Token]:
        """ "Civil Defence member Omar Daqa": the name that stands after a role and closes the phrase."""
        role = next((at for at in range(len(tokens) - 1, -1, -1) if not tokens[at].capital), -1)
        name = tokens[role + 1 :]
        if role < 1 or not 2 <= len(name) <= 4 or self.is_group(name):
            return []
        return name if "role" in tokens[role].classes and tokens[0].capital else []

    def _before_office(self, tokens: list[Token]) -> list[Token]:
        """ "Jane Doe Regional Coordinator for the Crisis": two names, and then an office in capitals."""
        office = next((place for place, token in enumerate(tokens) if "role" in token.classes), 0)
        if office < 2 or self.is_group(tokens[:2]) or "group" in tokens[-1].classes:
            return tokens
        after = self._past_country(tokens[office + 1 :])
        if len(after) > 1 and all(token.capital or "name_link" in token.classes for token in after):
            # "Damascus British Foreign Secretary William Hague", "the Guard's Chief of Staff Colonel Omar Taha"
            last = max((place for place, token in enumerate(after) if "role" in token.classes), default=-1)
            return after[last + 1 :] or after
        return tokens[:2]

    def _past_country(self, tokens: list[Token]) -> list[Token]:
        """ "(Special Envoy) for Sudan Jane Doe": the name after the place of the office."""
        if not tokens or "of_word" not in tokens[0].classes:
            return tokens
        if len(tokens) < 3:
            return []
        country = "country_actor" in tokens[1].classes or self._stands_for_a_place(tokens[1:2])
        return tokens[2:] if country and tokens[2].capital else []

    def _past_office(self, tokens: list[Token]) -> list[Token]:
        """ "President of the Syrian Coalition Abdurrahman Mustafa": the name after office and body."""
        if len(tokens) < 4 or "role" not in tokens[0].classes:
            return tokens
        groups = [index for index, token in enumerate(tokens) if "group" in token.classes]
        after = tokens[groups[-1] + 1 :] if groups else []
        if 0 < len(after) <= _LONGEST_PERSON and "of_word" not in after[0].classes:
            return after
        return tokens

    def _past_roles(self, tokens: list[Token]) -> list[Token]:
        """ "Minister Jane Doe", "Coptic Archbishop Omar Taha": the name without what the person is."""
        tokens = self._past_owner(tokens)
        last = max((place for place, token in enumerate(tokens) if "role" in token.classes), default=-1)
        if self.is_group(tokens) and not self._is_person(tokens[last + 1 :]):
            return tokens
        if 0 <= last < len(tokens) - 3 and tokens[last + 1].word == "of":
            return self._past_office_of(tokens[last + 2 :])
        if 0 < last < len(tokens) - 2:
            return tokens[last + 1 :]
        roles = 0
        while roles < len(tokens) - 1 and self._role_word(tokens[roles].word):
            roles += 1
        return tokens[roles:]

    def _past_office_of(self, tokens: list[Token]) -> list[Token]:
        """ "(Minister of) Foreign Affairs Jane Doe", "(Governor of) Kherson Jane Doe": the name after the office."""
        office = max((place for place, token in enumerate(tokens) if "office_noun" in token.classes), default=-1)
        return tokens[office + 1 :] if 0 <= office < len(tokens) - 1 else tokens[-2:]

    def _past_owner(self, tokens: list[Token]) -> list[Token]:
        """ "Amnesty International's Jane Doe": the person without the body, or a body without whose it is."""
        owner = next((place for place, token in enumerate(tokens) if token.text.endswith(("'s", "’s"))), len(tokens))
        after = tokens[owner + 1 :]
        if not self._is_person(after) or "role" in after[0].classes:
            return tokens
        name = re.sub(r"['’]s$", "", self.reading.text[tokens[0].start : tokens[owner].end])
        known = name.isupper() or self.actor_of(name) or self.canonical(name) != name
        return after if known or self.is_group(tokens[: owner + 1]) else tokens

    def _is_person(self, tokens: Sequence[Token]) -> bool:
        """Whether all these words may be a person's full name."""
        full = _LEAST_NAME <= len(tokens) <= _LONGEST_PERSON
        return full and all(token.capital for token in tokens) and not self.is_group(tokens)

    def _role_word(self, word: str) -> bool:
        return self.reading.is_a("role", word) or word in ("of", "the")

    def is_group(self, tokens: Sequence[Token]) -> bool:
        """Whether a name is that of a body: "Relief League", "UN"."""
        if any("group" in token.classes for token in tokens):
            return True
        if len(tokens) == 1 and tokens[0].text.isupper() and len(tokens[0].text) > 1:
            return True
        if not tokens or {"role", "honorific"} & tokens[0].classes:
            return False
        start, end = tokens[0].start, tokens[-1].end
        known = any(self.reading.any_of(klass, start, end) for klass in ("body_name", "agency", "teller_id"))
        return known or self._follows_body(tokens[0])

    def _follows_body(self, token: Token) -> bool:
        """Whether a common noun for a body leads to a name: "the newspaper X", and not "head of the centre X"."""
        before = self.reading.tokens.before(token.start, _ROLE_REACH)
        if not before or before[-1].capital or "group" not in before[-1].classes:
            return False
        marks = [place for place, word in enumerate(before) if not word.is_word]
        return not any("role" in word.classes for word in before[marks[-1] + 1 if marks else 0 :])

    def head_is_group(self, phrase: Phrase) -> bool:
        """Whether the last word of a phrase means a body."""
        return bool(phrase.words) and any(self.reading.is_a("group", word) for word in phrase.words[-1:])

    def role(
        self, part: Phrase, tokens: Sequence[Token], parts: Sequence[Phrase], its: str | None
    ) -> tuple[str | None, str | None, tuple[int, int] | None]:
        """The role words around a name and the organisation they mention (`its` stands for one), with its span."""
        around: list[list[Token]] = [[token for token in part.tokens if token.end <= tokens[0].start]]
        after = [token for token in part.tokens if token.start >= tokens[-1].end]
        if after and after[0].word in ("of", "from", "at"):
            organisation = self._organisation_in(after[1:])
            if organisation:
                span = (organisation[0].start, organisation[-1].end)
                return None, self.canonical(self.reading.text[span[0] : span[1]]), span
        if after and "role" in after[0].classes:
            around.append(after)  # "Jane Doe director of the League"
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
                name = self.canonical(name)
            elif stretch and stretch[0].word == "its":
                name = its
            return role.strip() or None, name, where
        return None, None, None

    def after_seat(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """ "(ambassador to) the United Nations Jane Doe": the person after the body or country."""
        named = [self.reading.starting(klass, token.start) for klass in _SEATS for token in tokens[:2]]
        ends = [mention.end for mentions in named for mention in mentions]
        ends += [place.end for token in tokens[:2] for place in self.reading.places.before(token.start + 1, 1)]
        after = [token for token in tokens if token.start >= max(ends, default=tokens[-1].end)]
        return after if self._is_person(after) else ()

    def _organisation_in(self, tokens: Sequence[Token]) -> list[Token]:
        found = _capitals(tokens)
        while found and "role" in found[0].classes:
            found = found[1:]
        while found and found[0].word in ("of", "the", "for"):
            found = found[1:]
        while found and "role" in found[-1].classes:
            found = found[:-1]
        if len(found) == 1 and any(self.reading.is_a(klass, found[0].word) for klass in _NO_BODY):
            return []  # "US President", "Defence Minister"
        if found and re.search(r"['’]s?$", found[-1].text):
            return [] if self._stands_for_a_place(found) else found
        if found and self._stands_for_a_place(found):
            return []
        possessive = [i for i, token in enumerate(found) if re.search(r"['’]s?$", token.text)]
        if possessive:
            return found[: possessive[0] + 1]
        text = " ".join(token.text for token in found)
        return found if found and (self.is_group(found) or self.actor_of(text)) else []

    def _stands_for_a_place(self, tokens: Sequence[Token]) -> bool:
        """ "Ukraine's interior minister": a country is not the body that somebody speaks for."""
        near = self.reading.places.before(tokens[0].start + 1, _PLACES_BACK)
        return any(place.start <= tokens[0].start and tokens[-1].start < place.end for place in near)

    def is_place(self, part: Phrase, tokens: Sequence[Token]) -> bool:
        """A place is no speaker by its name alone, unless it stands for a state ("Moscow")."""
        start, end = tokens[0].start, tokens[-1].end
        if self.is_group(tokens) or self.head_is_group(part):
            return False
        if tokens[0].text.endswith(("'s", "’s")) and len(tokens) > 1:
            start = tokens[1].start  # "Russia's Belgorod"
        near = self.reading.places.before(start + 1, _PLACES_BACK)
        places = [where for where in near if where.start <= start and end <= where.end]
        # A country or its capital speaks as a state, but not in "the governor in Egypt".
        bare = len(part.tokens) <= len(tokens) + 1
        state = self.is_state(tokens) or any(place.level == "country" for place in places)
        return not bare if state else bool(places)

    def is_state(self, tokens: Sequence[Token]) -> bool:
        """Whether a name is that of a country or of the capital that stands for it."""
        seat = len(tokens) == 1 and "seat" in tokens[0].classes
        start, end = tokens[0].start, tokens[-1].end
        return seat or any((m.start, m.end) == (start, end) for m in self.reading.of("country_actor", start, end))

    def is_adjective(self, tokens: Sequence[Token]) -> bool:
        """ "Iraqi officers": a nationality is nobody's name."""
        if len(tokens) != 1 or "actor" in tokens[0].classes or tokens[0].text.isupper():
            return False
        return any(self.reading.is_a(klass, tokens[0].word) for klass in ("adjective_actor", "nationality"))

    def is_group_name(self, name: str) -> bool:
        """Whether a word of a name says that it is no person's."""
        words = name.lower().split()
        known = ("group", "role", "honorific", "stopname", "country_actor", "adjective_actor")
        return any(self.reading.is_a(klass, word) for word in words for klass in known)

    def is_building(self, phrase: Phrase) -> bool:
        """ "an old police station": a thing, though the words for it name who might tell."""
        named = self.reading.of("target", phrase.start, phrase.end)
        return any(
            " " in self.reading.folded[t.start : t.end] and t.end == phrase.end and t.value.startswith("obj")
            for t in named
        )

    def tells(self, word: str) -> bool:
        """Whether a common noun may name who tells."""
        return any(self.reading.is_a(klass, word) for klass in _TELLERS)


def _capitals(tokens: Sequence[Token]) -> list[Token]:
    """The longest run of capitalised tokens with the small words that link names."""
    best: list[Token] = []
    run: list[Token] = []
    for token in tokens:
        if token.capital or (run and "name_link" in token.classes):
            run.append(token)
        else:
            best = _better(best, run)
            run = []
    return _better(best, run)


def _better(best: list[Token], run: list[Token]) -> list[Token]:
    while run and not run[-1].capital:
        run = run[:-1]
    return run if len(run) > len(best) else best
