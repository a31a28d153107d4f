"""From a noun phrase to a speaker: name, role, organisation, and who "it", "the group" or "Mustafa" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from harmtrace.extract.known_speakers import Kind, KnownSpeakers, SpeakerPhrase
from harmtrace.extract.lexicon import Token
from harmtrace.extract.name_words import is_accredited
from harmtrace.extract.phrases import Phrase, phrase_of
from harmtrace.extract.reading import Reading
from harmtrace.extract.spelt_out import acronyms, bodies, full_names

_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az)-")
_DEFINITE = 2
"""So many words has "the group"."""
_SEVERAL = 2
"""So many parts or words are more than one."""
_SHORTEST_ACRONYM = 3


class Registry(KnownSpeakers):
    """The speakers that a document has introduced, to resolve later short names and pronouns."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._acronyms = acronyms(reading.text)
        self._full_names = full_names(reading.text)

    @cached_property
    def _bodies(self) -> dict[str, str]:
        return bodies(self.reading)

    def _in_full(self, name: str) -> str:
        """The full name of a body that goes by its initials or by one word of it."""
        full = self._acronyms.get(name)
        if full is None and " " not in name and (name.isupper() and len(name) >= _SHORTEST_ACRONYM):
            full = self._bodies.get(name)
        elif full is None and " " not in name and self.reading.is_a("monitor_name", name.lower()):
            full = self._bodies.get(name.lower())
        return self.names.canonical(full or name)

    def read(self, phrase: Phrase, appositions: Sequence[Phrase] = ()) -> SpeakerPhrase | None:
        """The speaker that `phrase` (with its appositions, in text order) names, to be remembered; or None."""
        found = self.identify(phrase, appositions)
        return self.remember(found) if found is not None else None

    def somebody(self, phrase: Phrase) -> SpeakerPhrase:
        """Somebody unnamed, by all the words of a phrase."""
        name = self.reading.text[phrase.start : phrase.end]
        return self.remember(_over(phrase, SpeakerPhrase(phrase.start, phrase.end, name, "unnamed")))

    def identify(self, phrase: Phrase, appositions: Sequence[Phrase] = ()) -> SpeakerPhrase | None:
        """The speaker that `phrase` names, or None if it names none."""
        if phrase.members:
            return self._of_several(phrase)
        if phrase.head is not None:
            return self._of_head(phrase, phrase.head)
        source = self._source_of(phrase)
        if source is not None:
            return self.identify(source)
        if self.reading.is_a("own_voice", " ".join(phrase.words)):
            found = self.publishing() if self.publisher else None
        elif self.reading.is_a("pronoun", " ".join(phrase.words)):
            found = self._named(phrase, appositions) if appositions else None
            found = found or self._pronoun(phrase) or self._described(phrase)
        elif (body := self._last_body(phrase)) is not None:
            found = replace(body, start=phrase.start, end=phrase.end)
        elif self._is_anybody(phrase):
            found = self._last("person", phrase.words[-1]) or self._unnamed(phrase)
        else:
            found = self._named(phrase, appositions) or self._unnamed(phrase)
        return _over(phrase, found, appositions) if found is not None else None

    def _of_several(self, phrase: Phrase) -> SpeakerPhrase:
        """ "residents and the Relief League": one name in the text's own words (annotation rule 33)."""
        members = [self.identify(member) for member in phrase.members]
        named = any(member is not None and member.kind in ("person", "organisation") for member in members)
        first = phrase.tokens[1] if phrase.tokens[0].word == "the" else phrase.tokens[0]
        name = self.reading.text[first.start : phrase.end]
        return _over(phrase, SpeakerPhrase(first.start, phrase.end, name, "organisation" if named else "unnamed"))

    def _of_head(self, phrase: Phrase, head: Phrase) -> SpeakerPhrase | None:
        """ "sources close to the group": who is described, in all these words if nobody is named."""
        found = self.identify(head)
        if found is None:
            return None
        name = self.reading.text[phrase.start : phrase.end] if found.kind == "unnamed" else found.name
        return _over(phrase, replace(found, name=name))

    def _source_of(self, phrase: Phrase) -> Phrase | None:
        """ "a report by the council", "figures from the ministry": whose words or numbers they are."""
        tokens = phrase.tokens
        for place in range(1, len(tokens) - 1):
            if "record" in tokens[place - 1].classes and tokens[place].word in ("of", "by", "from"):
                whose = phrase_of(tokens[place + 1 :])
                return whose if whose is not None and self._may_tell(whose) else None
        return None

    def _may_tell(self, phrase: Phrase) -> bool:
        """Whether a phrase is somebody, and not what a report is about."""
        if self.names.head_is_group(phrase) or self.names.is_group(self.names.name_tokens(phrase)):
            return True
        return any(self.names.tells(word) for word in phrase.words)

    def _described(self, phrase: Phrase) -> SpeakerPhrase | None:
        """ "The official", "the army": tellers of their own where nobody was introduced before."""
        return self._unnamed(phrase) if len(phrase.tokens) > 1 else None

    def _is_anybody(self, phrase: Phrase) -> bool:
        """ "The weeping man": the person who spoke last, by what is seen of him."""
        first, last = phrase.tokens[0], phrase.tokens[-1]
        described = first.word == "the" and len(phrase.tokens) > 2 and not phrase.tokens[1].capital
        return described and "anybody" in last.classes

    def _pronoun(self, phrase: Phrase) -> SpeakerPhrase | None:
        text = " ".join(phrase.words)
        named = self._named_here(phrase)
        if named is not None:
            return named
        for kind in ("person", "group"):
            if self.reading.lexicon.has("pronoun", text) and self._is_pronoun(text, kind):
                antecedent = self._last(kind, phrase.words[-1], self.reading.is_a("pronoun", text, "institution"))
                if antecedent is not None:
                    return replace(antecedent, start=phrase.start, end=phrase.end)
        return None

    def _named_here(self, phrase: Phrase) -> SpeakerPhrase | None:
        """ "Two drivers of the aid group Salam died, the group said": the body that its sentence names so."""
        head = phrase.tokens[-1]
        definite = len(phrase.words) == _DEFINITE and "definite_article" in phrase.tokens[0].classes
        if not definite or "nongovernmental" not in head.classes:
            return None
        sentence = self.reading.sentences_over(phrase.start, phrase.start + 1)[0]
        before = self.reading.tokens_in(sentence.start, phrase.start)
        for place in range(len(before) - 1, 0, -1):
            if before[place - 1].word == head.word and before[place].capital:
                name = list(takewhile(lambda token: token.capital or "name_link" in token.classes, before[place:]))
                name = name[: max(at for at, token in enumerate(name) if token.capital) + 1]
                text = self.reading.text[name[0].start : name[-1].end]
                full = self._in_full(text)
                return SpeakerPhrase(name[0].start, name[-1].end, full, "organisation", None, full)
        return None

    def _named(self, phrase: Phrase, appositions: Sequence[Phrase]) -> SpeakerPhrase | None:
        envoy = self._envoy(phrase)
        if envoy is not None and not appositions:
            return envoy
        parts = [phrase, *appositions]
        if self._is_unnamed_source(phrase) and not any(self._is_full_name(part) for part in appositions):
            return None
        names = [(part, self.names.name_tokens(part)) for part in parts]
        named = [(part, tokens) for part, tokens in names if tokens]
        if not named:
            return self._body_apposed(phrase, appositions)
        bare = [t for t in phrase.tokens if "determiner" not in t.classes] == named[0][1]
        apart = bare and appositions and self.names.is_group(named[0][1])
        persons = [] if apart else self._persons(named)  # "JNIM, al-Qaeda's affiliate": a body, and what is said of it
        holders = [(p, t) for p, t in persons if not _is_seat_of_office(p, t)]
        if persons and not holders:
            return None  # "the ombudsman of the Upper Republic"
        persons = holders or persons
        part, tokens = persons[0] if persons else named[0]
        if persons and len(persons) > 1 and len(persons[0][1]) < 2:
            part, tokens = max(persons, key=lambda pair: len(pair[1]))
        name = self.reading.text[tokens[0].start : tokens[-1].end]
        name = re.sub(r"['’]s?$", "", name)
        if self.names.is_place(part, tokens) or (
            self.names.is_adjective(tokens) and not self.names.head_is_group(part)
        ):
            return None
        if self._role_follows(part, tokens):
            whole = self.reading.text[tokens[0].start : part.end]
            return SpeakerPhrase(tokens[0].start, part.end, whole, "unnamed", None, None, self.names.actor_of(name))
        body = (
            self.names.head_is_group(part) and part.tokens[-1].start > tokens[-1].start and not part.tokens[-1].capital
        )
        known = None if body else self._known_by(name)
        if known is not None:
            return replace(known, start=tokens[0].start, end=tokens[0].start + len(name))
        return self._new(part, tokens, name, parts)

    def _persons(self, named: Sequence[tuple[Phrase, Sequence[Token]]]) -> list[tuple[Phrase, Sequence[Token]]]:
        """The parts with the name of a person, if possible one that does not end in an office."""
        persons = [
            (part, tokens)
            for part, tokens in named
            if not (self.names.is_group(tokens) or self.names.is_place(part, tokens) or self.names.is_adjective(tokens))
        ]
        persons = [(part, tokens) for part, tokens in persons if "role" not in tokens[-1].classes] or persons
        if len(persons) < _SEVERAL:
            return persons
        # "South Kordofan's governor, Ali Madar": whose governor he is names him not
        return [(part, tokens) for part, tokens in persons if not self._role_follows(part, tokens)] or persons

    def _body_apposed(self, phrase: Phrase, appositions: Sequence[Phrase]) -> SpeakerPhrase | None:
        """ "Temblores, a rights group, (said)": one word is a name where what body it is stands beside it."""
        body = bool(appositions) and self.names.head_is_group(appositions[0])
        if not body or len(phrase.tokens) > 1 or "article" not in appositions[0].tokens[0].classes:
            return None
        name = self.reading.text[phrase.start : phrase.end]
        return SpeakerPhrase(phrase.start, phrase.end, name, "organisation", None, name, self.names.actor_of(name))

    def _is_full_name(self, part: Phrase) -> bool:
        """Whether an apposition is a person's name and nothing else: "a doctor at the hospital, Omar Taha,"."""
        whole = len(part.tokens) >= _SEVERAL and all(t.capital or "name_link" in t.classes for t in part.tokens)
        return whole and not self.names.is_group(part.tokens) and not self.names.is_place(part, part.tokens)

    def _envoy(self, phrase: Phrase) -> SpeakerPhrase | None:
        """ "The British ambassador to the United Nations (Jane Doe)": where somebody is sent is no name of his."""
        tokens = phrase.tokens
        to = next((place for place in range(len(tokens)) if is_accredited(tokens, place)), None)
        if to is None:
            return None
        name = self.names.after_seat(tokens[to + 1 :])
        text = self.reading.text
        if not name:
            start = tokens[1].start if "definite_article" in tokens[0].classes and to > 2 else phrase.start
            return SpeakerPhrase(start, phrase.end, text[start : phrase.end], "unnamed")
        role = text[phrase.start : name[0].start].strip()
        return SpeakerPhrase(name[0].start, phrase.end, text[name[0].start : phrase.end], "person", role)

    def _role_follows(self, part: Phrase, tokens: Sequence[Token]) -> bool:
        """ "a Reuters witness", "the Aleppo Today correspondent": somebody unnamed of a named body."""
        after = [token for token in part.tokens if token.start >= tokens[-1].end]
        if tokens[-1].text.endswith(("'s", "’s")):  # "the agency's correspondent in the town"
            at = next((place for place, token in enumerate(after) if place and "at_word" in token.classes), len(after))
            after = after[:at]
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

    def _new(self, part: Phrase, tokens: Sequence[Token], name: str, parts: Sequence[Phrase]) -> SpeakerPhrase | None:
        start, end = tokens[0].start, tokens[0].start + len(name)
        linked = any("of_word" in token.classes for token in part.tokens if token.start >= tokens[-1].end)
        common = self.names.head_is_group(part) and not linked and part.tokens[-1].start > tokens[-1].start
        known = self._known_body(part, tokens) if common else None
        if known is not None:
            return known
        if common:
            whole = self.reading.text[start : part.end]
            return SpeakerPhrase(start, part.end, whole, "organisation", None, whole, self.names.actor_of(whole))
        if self.names.is_group(tokens) or self.names.actor_of(name) or self.names.is_state(tokens):
            canonical = self._in_full(name)
            return SpeakerPhrase(start, end, canonical, "organisation", None, canonical, self.names.actor_of(name))
        last = self._last("group", "")
        role, organisation, span = self.names.role(part, tokens, parts, last.name if last else None)
        if role is None and not linked and self.names.head_is_group(part):
            start = part.tokens[0].start
            if "determiner" in part.tokens[0].classes and len(part.tokens) > 1 and part.tokens[1].capital:
                start = part.tokens[1].start
            whole = self.reading.text[start : part.end]
            return SpeakerPhrase(start, part.end, whole, "organisation", None, whole, self.names.actor_of(whole))
        if organisation is None and last is not None and role is not None and self.reading.is_a("speaks_for", role):
            organisation = last.organisation or last.name
        actor = self.names.actor_of(organisation) if organisation else None
        return SpeakerPhrase(start, end, name, "person", role, organisation, actor, span)

    def _known_body(self, part: Phrase, tokens: Sequence[Token]) -> SpeakerPhrase | None:
        """ "(the) SANA news agency", "the Kurdish YPG militia": a known name beside what kind of body it is."""
        kinds = [token for token in part.tokens if token.start >= tokens[-1].end]
        if any("kind_noun" not in token.classes for token in kinds):
            return None
        own = tokens[1:] if len(tokens) > 1 and self.names.is_adjective(tokens[:1]) else tokens
        for words in (tokens, own):
            start, end = words[0].start, words[-1].end
            name = self.reading.text[start:end]
            actor = self.names.actor_of(name)
            if actor or name in self._acronyms:
                full = self._in_full(name)
                return SpeakerPhrase(start, end, full, "organisation", None, full, actor)
        return None

    def _known_by(self, name: str) -> SpeakerPhrase | None:
        words = name.lower().split()
        full = self._acronyms.get(name)
        own = self.names.canonical(name) != name  # "the UN" after "the UN World Food Programme"
        for known in reversed(self.known):
            have = known.name.lower().split()
            if have == words or (full and known.name == full):
                return known
            by_one = _bare(words[-1]) in (_bare(have[-1]), have[0])
            if known.kind == "person" and by_one and len(words) <= len(have):
                return known  # by the last name, or by the first
            if known.kind == "organisation" and len(words) < len(have) and set(words) <= set(have) and not own:
                return known
        publisher = self.publisher.lower().split()
        if words and len(words) < len(publisher) and set(words) <= set(publisher):
            return self.publishing()
        body = own or bool(self.names.actor_of(name) or self.reading.lexicon.named("agency", name))
        return self.introduced(name) if len(words) == 1 and not body else None

    def introduced(self, name: str) -> SpeakerPhrase | None:
        """A person whose full name stands elsewhere in the text: "Marchuk" after "governor Oleh Marchuk"."""
        full = self._full_names.get(name) if not name.isupper() else None
        if full is None or self.names.is_group_name(full[0]):
            return None
        return SpeakerPhrase(full[1], full[1] + len(full[0]), full[0], "person")

    def _is_a_loss(self, phrase: Phrase) -> bool:
        """ "The deaths of two nurses", "the killing of a teacher": nobody who tells."""
        of = next((place for place, token in enumerate(phrase.tokens) if place and "of" in token.classes), None)
        if of is None or self.names.tells(phrase.words[of - 1]):
            return False
        return self.reading.any_of("harm", phrase.start, phrase.tokens[of].end)

    def _unnamed(self, phrase: Phrase) -> SpeakerPhrase | None:
        words = phrase.words
        tellers = [word for word in words if self.names.tells(word)]
        if not tellers or len(words) > 12 or self.names.is_building(phrase) or self._is_a_loss(phrase):
            return None
        text = self.reading.text[phrase.start : phrase.end]
        at = next((place for place, token in enumerate(phrase.tokens) if place and "at_word" in token.classes), 0)
        last = phrase.tokens[at - 1]
        body = "group" in last.classes and "teller" not in last.classes and not last.word.endswith("s")
        kind: Kind = "organisation" if body and "determiner" in phrase.tokens[0].classes else "unnamed"
        return SpeakerPhrase(phrase.start, phrase.end, text, kind)


def _is_seat_of_office(part: Phrase, tokens: Sequence[Token]) -> bool:
    """ "The governor of Russia's Belgorod region": where an office is held, and nobody who holds it."""
    before = [token for token in part.tokens if token.end <= tokens[0].start]
    role = next((place for place, token in enumerate(before) if "role" in token.classes), len(before))
    links = [place for place, token in enumerate(before) if place > role and "of_word" in token.classes]
    between = before[links[-1] + 1 :] if links else before[:0]
    return bool(links) and not any(token.capital or "group" in token.classes for token in between)


def _over(phrase: Phrase, found: SpeakerPhrase, appositions: Sequence[Phrase] = ()) -> SpeakerPhrase:
    """The speaker with the stretch of its phrase and appositions."""
    parts = [phrase, *appositions]
    start, end = min([part.start for part in parts]), max([part.end for part in parts])
    if (found.phrase_start, found.phrase_end) == (start, end):
        return found
    return replace(found, phrase_start=start, phrase_end=end)


def _bare(name: str) -> str:
    """A family name without its Arabic article: "Zoubi" for "al-Zoubi"."""
    return _ARTICLE.sub("", name)
