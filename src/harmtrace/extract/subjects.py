"""The subject of a reporting verb: before it, through appositions and relative clauses, or at the sentence's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.contents import opens_turn, past_medium
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.name_words import full_stop_in_name, name_follows
from harmtrace.extract.phrases import Phrase, is_thing, phrase_before, phrase_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.speakers import Registry
from harmtrace.extract.tags import before_medium
from harmtrace.extract.utterances import comma_parts, following_parts
from harmtrace.text.dates import DateMention

_NOUNS = ("group", "teller", "role", "who", "person", "record")
"""Classes of nouns that may head who tells."""
_LONGEST = 14
"""So many words a subject at the head of a sentence has at the most."""
_FRONTING = ("asked", "utterance", "citing")
"""Classes of participles before a subject: "Asked by reporters, …", "Speaking in Aden, …"."""
_FRONTED = 25
"""So many words may stand before the comma after which the subject follows."""
_SOME = ("indefinite", "definite_article")
"""Classes of words that somebody who is only described begins with."""
_DASHES = frozenset(("-", "–", "—"))
_RELATIVE = 40
"""So many words a relative clause between commas has at the most."""
_CLAUSE = 10
"""So many words a clause that describes a teller has at the most."""
_DATE_REACH = 20
"""So many characters a date before a subject has at the most."""
_APPOSITIONS = 24
"""So many words a subject and its appositions have at the most."""


class Subjects:
    """Finds the subjects of verbs in one document, and who they are."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry

    def of_cue(self, sentence: Sentence, cue: Mention) -> SpeakerPhrase | None:
        """The speaker before a cue such as "denied"."""
        at = next((i for i, token in enumerate(sentence.tokens) if token.start >= cue.start), 0)
        return self.before(sentence, at) or (self.main(sentence) if opens_turn(sentence.tokens, at) else None)

    def before(self, sentence: Sentence, at: int) -> SpeakerPhrase | None:
        """The speaker before the verb at `tokens[at]`, through one or two appositions between commas."""
        tokens = sentence.tokens
        relative = self._relative_before(tokens, at)
        if relative is not None:
            return self._before_comma(tokens, relative)
        if at and tokens[at - 1].text == ",":
            return self._through_commas(tokens, at)
        dash = self._dash_before(tokens, at)
        if dash is not None:
            return self.before(sentence, dash)
        phrase = self._phrase_before(tokens, at)
        if phrase is None or (self.reading.in_quotes(phrase.start) and phrase.words not in (["i"], ["we"])):
            return None
        if "negation" in phrase.tokens[0].classes:
            return None  # "no group has said"
        spoken = self._antecedent(sentence, phrase)
        if spoken is not None:
            return spoken
        first = next(place for place, token in enumerate(tokens) if token.start >= phrase.start)
        if first and "listing" in tokens[first - 1].classes:
            several = phrase_before(self.reading, tokens, first - 1)  # "several charities including Oxfam said"
            listing = self.registry.read(several) if several is not None else None
            if listing is not None:
                return listing
        carried = self._carried(tokens, first)
        if carried is not None:
            return self.registry.read(carried)
        named = self._before_apposition(tokens, first, phrase)
        if named is not None:
            return named
        main = self._before_relative(tokens, first)
        if main is None:
            return self.registry.read(phrase)
        # "the strike which residents said": the pronoun is no subject where another noun follows it.
        free = not self.reading.has_commas and self._stands_free(tokens, first)
        inner = "relative_clause" in tokens[first - 1].classes or free
        one, other = (phrase, main) if inner else (main, phrase)
        return self.registry.read(one) or self.registry.read(other)

    def _carried(self, tokens: Sequence[Token], first: int) -> Phrase | None:
        """ "A statement by the army carried by state television said": whose words another only spreads."""
        if not first or "agent" not in tokens[first - 1].classes:
            return None
        places = range(first - 2, max(0, first - _CLAUSE), -1)
        spreads = [place for place in places if "spread" in tokens[place].classes]
        spread = next((place for place in spreads if "of_word" not in tokens[place].classes), None)
        carried = phrase_before(self.reading, tokens, spread) if spread is not None else None
        if carried is None:
            return None
        record = self.reading.tokens.before(carried.start, 2)
        of_it = len(record) == 2 and "record" in record[0].classes and "agent" in record[1].classes
        return carried if of_it or any("record" in token.classes for token in carried.tokens) else None

    def _dash_before(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where the dash stands that opens what one before the verb closes: "the navy – based in Odesa – said"."""
        if not at or tokens[at - 1].text not in _DASHES:
            return None
        while at > 1 and tokens[at - 2].text in _DASHES:
            at -= 1  # "--"
        places = range(at - 2, max(0, at - _RELATIVE), -1)
        opening = next((place for place in places if tokens[place].text in _DASHES), None)
        while opening and tokens[opening - 1].text in _DASHES:
            opening -= 1
        return opening

    def _phrase_before(self, tokens: Sequence[Token], at: int) -> Phrase | None:
        """The phrase before a verb, past a clause that describes it: "a group of nurses that runs clinics in Aden"."""
        phrase = before_medium(self.reading, tokens, at) or phrase_before(self.reading, tokens, at)
        if phrase is not None and self.registry.identify(phrase) is not None:
            return phrase
        first = at
        if phrase is not None:
            first = next(place for place, token in enumerate(tokens) if token.start >= phrase.start)
        places = range(first - 1, max(0, first - _CLAUSE), -1)
        link = next((place for place in places if "relative" in tokens[place].classes), None)
        described = phrase_before(self.reading, tokens, link) if link is not None else None
        if described is None or (phrase is not None and "article" not in described.tokens[0].classes):
            return phrase
        return described if self.registry.identify(described) is not None else phrase

    def _before_apposition(self, tokens: Sequence[Token], first: int, phrase: Phrase) -> SpeakerPhrase | None:
        """ "Jane Doe a nurse said", "The Tihama League a rights group said": the name, where commas are lost."""
        if self.reading.has_commas or first < 1 or "determiner" not in phrase.tokens[0].classes:
            return None
        before = tokens[first - 1]
        if not before.capital and before.text not in ")]":
            return None
        name = phrase_before(self.reading, tokens, first)
        if name is None or not self._opens_clause(tokens, name):
            return None
        found = self.registry.identify(name, [phrase])
        if found is None or found.kind == "unnamed" or found.end > phrase.start:
            return None
        return self.registry.remember(found)

    def _stands_free(self, tokens: Sequence[Token], first: int) -> bool:
        """ "… killing two a medic said": after a noun a phrase with its article is nobody's object."""
        before = tokens[first - 1]
        if "determiner" not in tokens[first].classes or not before.is_word:
            return False
        verb = before.word.endswith(("ed", "ing")) or self.reading.is_a("clause", before.word, "verb")
        return before.capital or not (verb or "function" in before.classes or "skipped" in before.classes)

    def _opens_clause(self, tokens: Sequence[Token], phrase: Phrase) -> bool:
        """Whether nothing that a phrase could be the object of goes before it."""
        first = next(place for place, token in enumerate(tokens) if token.start >= phrase.start)
        before = tokens[first - 1] if first else None
        if before is None or not before.is_word or any(d.end == before.end for d in self._dates_before(before)):
            return True
        joined = not before.classes.isdisjoint(("contrast", "joining", "opening_adverb")) or before.word == "that"
        return joined or self._stands_free(tokens, first)

    def _dates_before(self, token: Token) -> Sequence[DateMention]:
        return self.reading.dates_in(token.end - _DATE_REACH, token.end)

    def _before_comma(self, tokens: Sequence[Token], comma: int) -> SpeakerPhrase | None:
        """Who stands before a comma: "shot by Jane Doe, a nurse, who said": the name, with what is said of it."""
        phrase = phrase_before(self.reading, tokens, comma)
        if phrase is None:
            return None
        first = next(place for place, token in enumerate(tokens) if token.start >= phrase.start)
        if first > 1 and tokens[first - 1].text == "," and "article" in tokens[first].classes:
            name = phrase_before(self.reading, tokens, first - 1)
            named = self.registry.identify(name, [phrase]) if name is not None else None
            if named is not None and named.kind == "person":
                return self.registry.remember(named)
        return self.registry.read(phrase)

    def _antecedent(self, sentence: Sentence, phrase: Phrase) -> SpeakerPhrase | None:
        """Whom "she" means where the last sentence begins with a person, "it" where no body has spoken yet."""
        word = " ".join(phrase.words)
        if not self.reading.is_a("pronoun", word):
            return None
        before = self.reading.sentences[max(0, sentence.index - 1) : sentence.index]
        if self.reading.is_a("pronoun", word, "person") and len(phrase.tokens) == 1 and before:
            return self._standing_for(before[0], phrase, "person")
        if word == "it" and not any(known.kind == "organisation" for known in self.registry.known):
            return self._standing_for(sentence, phrase, "organisation")
        return None

    def _standing_for(self, sentence: Sentence, phrase: Phrase, kind: str) -> SpeakerPhrase | None:
        """The speaker that `sentence` begins with, as `phrase` stands for it."""
        head = self._head_of(sentence.tokens, self._past_fronted(sentence.tokens))
        if head is None or head.end >= phrase.start:
            return None
        parts = following_parts(sentence.tokens, head)
        named = any(token.capital for part in (head, *parts) for token in part.tokens[1:])
        new = "definite_article" in head.tokens[0].classes and not any(
            known.kind == "person" for known in self.registry.known
        )
        opens = new or "article" in head.tokens[0].classes
        one = kind == "person" and opens and "role" in head.tokens[-1].classes
        found = self.registry.identify(head, parts) if named or one else None
        if found is None or not (found.kind == kind or (one and found.kind == "unnamed")):
            return None
        there = replace(found, start=phrase.start, end=phrase.end, phrase_start=phrase.start, phrase_end=phrase.end)
        return self.registry.remember(there)

    def somebody(self, sentence: Sentence, at: int) -> SpeakerPhrase | None:
        """ "A tractor driver told": who says something is somebody, though no table knows the noun."""
        tokens = sentence.tokens
        if at and tokens[at - 1].text == ",":
            at = self._before_clause(tokens, at - 1)
        phrase = phrase_before(self.reading, tokens, at)
        if phrase is None or self.reading.in_quotes(phrase.start):
            return None
        return self.registry.somebody(phrase) if self._is_somebody(phrase) else None

    def described_after_quote(self, sentence: Sentence, at: int) -> SpeakerPhrase | None:
        """ "“…,” a protester who gave her name only as Lara told us": who stands between the quotation and "who"."""
        if "relative_clause" not in sentence.classes:
            return None
        tokens = sentence.tokens
        quotes = self.reading.quoted.before(tokens[at].start, 1) if at < len(tokens) else []
        if not quotes or quotes[-1].start < sentence.start:
            return None
        first = next((place for place, token in enumerate(tokens[:at]) if token.start >= quotes[-1].end), at)
        clause = next((place for place in range(first, at) if "relative_clause" in tokens[place].classes), None)
        phrase = phrase_of(tokens[first:clause]) if clause is not None and clause > first else None
        if phrase is None or not all(token.is_word for token in tokens[first:at]):
            return None
        return self.registry.read(phrase) or (self.registry.somebody(phrase) if self._is_somebody(phrase) else None)

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Whether a phrase describes one unnamed being, and no thing or deed."""
        first, last = phrase.tokens[0], phrase.tokens[-1]
        named = any(token.capital for token in phrase.tokens[1:])
        described = not first.classes.isdisjoint(_SOME) and not named and len(phrase.tokens) > 1
        things = ("attack", "harm", "weapon", "record", "medium")
        thing = is_thing(self.reading, last.start, last.end) or any(klass in last.classes for klass in things)
        return described and not thing and not last.word.endswith("ly")  # "a widely condemned raid"

    def in_relative(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the verb at `tokens[at]` belongs to a relative clause after a comma."""
        return self._relative_before(tokens, at) is not None

    def _relative_before(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where the comma stands in "the militia, which denied": the pronoun's noun is just before it."""
        place = at - 1
        while place > 0 and "skipped" in tokens[place].classes and "relative_clause" not in tokens[place].classes:
            place -= 1
        follows = place > 1 and "relative_clause" in tokens[place].classes and tokens[place - 1].text == ","
        return place - 1 if follows else None

    def main(self, sentence: Sentence) -> SpeakerPhrase | None:
        """The speaker that a sentence begins with, past a fronted clause or date."""
        phrase = self._head_of(sentence.tokens, self._past_fronted(sentence.tokens))
        if phrase is None:
            return None
        return self.registry.read(phrase) or (self.registry.somebody(phrase) if self._is_somebody(phrase) else None)

    def _through_commas(self, tokens: Sequence[Token], at: int) -> SpeakerPhrase | None:
        comma = self._before_clause(tokens, at - 1)
        parts = comma_parts(self.reading, tokens, comma)
        phrases = [phrase for part in parts if (phrase := phrase_of(part)) is not None]
        if phrases and sum(len(phrase.tokens) for phrase in phrases) <= _APPOSITIONS:
            return self.registry.read(phrases[0], phrases[1:])
        return None

    def _before_clause(self, tokens: Sequence[Token], comma: int) -> int:
        """The comma before a relative clause that ends at `comma`: "Russia, whose jets …, denied"."""
        for place in range(comma - 1, max(0, comma - _RELATIVE), -1):
            if tokens[place].text in ';:“”"':
                break
            if tokens[place - 1].text == "," and self._inserts(tokens, place):
                return place - 1
        return comma

    def _inserts(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether words between commas begin here: "whose jets …", "among them …", "in a statement"."""
        token = tokens[place]
        said = token.word in ("speaking", "among", "including", "citing")
        return said or self._describes(tokens, place) or bool(self.reading.starting("describing", token.start))

    def _before_relative(self, tokens: Sequence[Token], first: int) -> Phrase | None:
        """ "The group which relies on activists said": the head of the clause, where commas are lost or left out."""
        head = self._head_of(tokens, self._past_fronted(tokens))
        if head is None or head.end > tokens[first].start or tokens[first - 1].word == "what":
            return None
        clause = next(place for place, token in enumerate(tokens) if token.start >= head.end)
        if tokens[clause].text == "(":
            clause = next((place + 1 for place in range(clause, first) if tokens[place].text == ")"), first)
        if clause >= first or not self._describes(tokens, clause):
            return None
        whole = all(token.is_word for token in tokens[clause:first])
        return head if whole and self._may_tell(head) else None

    def _describes(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a relative clause, "in a statement" or "at the scene" begins here."""
        if "relative_clause" in tokens[place].classes or past_medium(self.reading, tokens, place) is not None:
            return True
        teller = (
            any(klass in tokens[place - 1].classes for klass in ("teller", "group")) or tokens[place - 1].text == ")"
        )
        return teller and "at_word" in tokens[place].classes

    def _may_tell(self, head: Phrase) -> bool:
        """Whether who a sentence begins with is named or a teller by the noun, and nobody or nothing that was hit."""
        named = any(token.capital for token in head.tokens[1:])
        tells = any(self.reading.is_a(klass, word) for word in head.words for klass in ("teller", "role", "group"))
        return named or (tells and not is_thing(self.reading, head.start, head.end))

    def _past_fronted(self, tokens: Sequence[Token]) -> int:
        """Where the main clause begins: "On Friday the army …", "After the raid, residents …"."""
        asked = bool(tokens) and not tokens[0].classes.isdisjoint(_FRONTING)
        function = bool(tokens) and "function" in tokens[0].classes and "determiner" not in tokens[0].classes
        if not (asked or function):
            return 0
        dates = self.reading.dates_in(tokens[0].start, tokens[0].end + 1 + len("early "))
        after = next((place for place, token in enumerate(tokens) if dates and token.start >= dates[0].end), None)
        if after is not None and tokens[after].text != ",":
            return after
        comma = next((place for place, token in enumerate(tokens[:_FRONTED]) if token.text == ","), None)
        return comma + 1 if comma is not None else len(tokens)

    def _head_of(self, tokens: Sequence[Token], at: int) -> Phrase | None:
        """The noun phrase at `tokens[at]`: up to what follows its noun."""
        end, found = at, False
        for place in range(at, min(at + _LONGEST, len(tokens))):
            token = tokens[place]
            if found and self._in_a_compound(tokens, place):
                continue
            noun = token.capital or any(klass in token.classes for klass in _NOUNS)
            links = "of_word" in token.classes and place > at and self._links(tokens, place, found)
            inside = noun or links or "determiner" in token.classes or "name_link" in token.classes
            if not token.is_word or (self._ends_noun(token) and not links) or (found and not inside):
                break
            found = found or noun
            end = place + 1
        while end > at and not (tokens[end - 1].capital or any(k in tokens[end - 1].classes for k in _NOUNS)):
            end -= 1
        return phrase_of(tokens[at:end])

    def _in_a_compound(self, tokens: Sequence[Token], place: int) -> bool:
        """The marks and the participle of "U.S.-led", "UK based"."""
        if not tokens[place].is_word:
            return tokens[place].text == "-" or full_stop_in_name(tokens, place)
        before = tokens[place - 1]
        return "compounding" in tokens[place].classes and (before.capital or before.text == "-")

    def _links(self, tokens: Sequence[Token], place: int, found: bool) -> bool:
        """Whether a preposition goes on with the phrase: "ministry of Health", "one of the rescuers"."""
        if "of" in tokens[place].classes and "determiner" in tokens[place - 1].classes:
            return True
        return found and name_follows(tokens, place)

    def _ends_noun(self, token: Token) -> bool:
        """Whether a word belongs to the verb: an auxiliary, a verb of saying, a preposition that links no names."""
        if token.capital:
            return False
        if "skipped" in token.classes or self.reading.is_a("say", token.word, "past"):
            return True
        return "function" in token.classes and "of_word" not in token.classes and token.word != "and"
