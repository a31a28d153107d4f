"""What stands between a word of harm and people, or between the people of a list, and whether it parts them."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.people import People, describes
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import THINGS, Reading
from harmtrace.extract.spans import in_any

FAR, NEAR = 16, 9
"""So many words may stand between a word of harm and a number, or people without one."""
_LIST_FAR, _LIST_NEAR = 14, 6
"""The same between the people of a list that share a word of harm."""
PAUSES = ("،", ",")
_PARTING = frozenset(".;:؛!؟?\n")
_NAMES_DOER = ("act", "active", "onto")
_WAYS = ("execution", "detention", "abduction", "displacement", "evacuation", "mine_explosion")
"""The attacks whose verbs tell how people were harmed, and no other deed."""
_DEEDS = ("attack", "weapon_verb", "launching", "hit_verb")
_LINKS = ("conjunction", "other")
_LIGHT = ("preposition", "in_word", "of", "adverb", "light")
"""Classes of words that people without a number may stand behind, where they are next to them or not."""


def without_asides(tokens: list[Token]) -> list[Token]:
    """The tokens but for what stands in brackets among them: "a woman (67) and a boy"."""
    opens = next((at for at, token in enumerate(tokens) if token.text == "("), None)
    if opens is None:
        return tokens
    closes = next((at for at, token in enumerate(tokens) if at > opens and token.text == ")"), None)
    return tokens if closes is None else [*tokens[:opens], *without_asides(tokens[closes + 1 :])]


class Gaps:
    """Questions about the words between two places of a reading."""

    def __init__(self, reading: Reading, start: int, end: int) -> None:
        self.reading = reading
        self._dates = [(date.start, date.end) for date in reading.dates_in(start, end)]
        self._places = [(place.start, place.end) for place in reading.places.within(start, end)]
        self._things = [(thing.start, thing.end) for klass in THINGS for thing in reading.of(klass, start, end)]
        self._outcomes = [(told.start, told.end) for told in reading.of("outcome", start, end)]
        self._adding = [(link.start, link.end) for link in reading.of("adding", start, end)]
        self._added = {last for _, last in self._adding}
        self.actors = [(actor.start, actor.end) for actor in reading.of("actor", start, end)]
        self._verbs = reading.starts_of("say") | frozenset(
            mention.start
            for klass in _DEEDS
            for mention in reading.of(klass, start, end, "verb")
            if mention.value not in _WAYS
        )

    def between(self, first: int, last: int) -> list[Token]:
        """The tokens that begin between two offsets."""
        return self.reading.tokens_in(first, last) if first < last else []

    def parts(self, tokens: Sequence[Token], *, commas: bool = True) -> bool:
        """Whether a mark, a new clause or the verb of another deed stands among these words."""
        return any(
            (
                token.text in _PARTING
                and not in_any(token.start, self._dates)
                and not (token.text == "." and at and len(tokens[at - 1].text) == 1)
            )
            or "clause_break" in token.classes
            or not token.classes.isdisjoint(("relative", "charged"))
            or (token.start in self._verbs and token.classes.isdisjoint(("definite", "way")))
            or (not commas and token.text in "،,")
            for at, token in enumerate(tokens)
        )

    def reaches(self, word: Mention, people: People, since: int | None = None) -> bool:
        """Whether a word of harm tells of the people that follow it, or that follow who did it and end at `since`."""
        tokens = self._plain(self.between(word.end if since is None else since, people.start))
        if word.feature in ("tight", "number", "fall"):
            alone = word.feature == "tight" or (word.feature == "fall" and people.quantity.value is None)
            if people.bare and people.of_them:
                return False  # "two of them fell", which are shells
            if alone and tokens and len(tokens) <= NEAR and any(self.is_thing(token) for token in tokens):
                return self._is_light(tokens, doer=False)
            if word.feature == "tight" and people.numbered and tokens and len(tokens) <= NEAR:
                return len(tokens) == 1 or self._is_light(tokens, doer=False)
            return len(tokens) <= 1 and (people.numbered or (alone and not tokens))
        if word.feature == "onto":
            return bool(tokens) and "onto" in tokens[-1].classes and len(tokens) <= NEAR and not self.parts(tokens)
        if not tokens:
            return True
        if self.parts(tokens) or self._is_held(tokens[-1]) or "conjunction" in tokens[0].classes:
            return False
        if people.numbered:
            return len(tokens) <= FAR
        return len(tokens) <= NEAR and self._is_light(tokens, doer=word.feature in _NAMES_DOER)

    def goes_on(self, before: int, people: People) -> bool:
        """Whether people are one more item of a list that ended at `before`."""
        tokens = self._plain(self.between(before, people.start))
        if not tokens:
            return False
        linked = "conjunction" in tokens[-1].classes or tokens[-1].end in self._added
        linked = linked or (tokens[-1].text in "،," and people.numbered)
        if not linked or self.parts(tokens[:-1]) or any("toll_word" in token.classes for token in tokens):
            return False
        if people.numbered or people.fate is not None:
            return len(tokens) <= _LIST_FAR
        return len(tokens) <= _LIST_NEAR and not any(self.is_thing(token) for token in tokens)

    def is_adjacent(self, before: int, offset: int) -> bool:
        """Whether only joining words and commas stand between two items of a list."""
        tokens = self._plain(without_asides(self.between(before, offset)))
        return all(
            token.text in "،,(—–"
            or not token.classes.isdisjoint((*_LINKS, "corpse"))
            or ("copula" in token.classes and "subject_first" in self.reading.traits)
            or in_any(token.start, self._adding)
            for token in tokens
        )

    def _plain(self, tokens: list[Token]) -> list[Token]:
        """The tokens but for those at the end that only describe the people behind them: "his 9-year-old" daughter."""
        end = len(tokens)
        while end and describes(self.reading, tokens[end - 1]):
            end -= 1
        return tokens[:end]

    def _is_light(self, tokens: Sequence[Token], *, doer: bool) -> bool:
        """Whether only days, places, small words and `doer`s stand there, and right before people no preposition."""
        last = tokens[-1]
        if not last.classes.isdisjoint(("preposition", "in_word", "of", "by_agent")):
            return False
        return all(
            not token.classes.isdisjoint(_LIGHT)
            or in_any(token.start, self._dates)
            or in_any(token.start, self._places)
            or token.text in "،,"
            or (doer and in_any(token.start, self.actors))
            or in_any(token.start, self._outcomes)
            or self.is_thing(token)
            for token in tokens
        ) and (doer or not self.is_thing(last))

    def is_thing(self, token: Token) -> bool:
        """Whether a word is one for a thing or an act."""
        return in_any(token.start, self._things)

    def _is_held(self, token: Token) -> bool:
        """Whether a word holds people who are no victims by it: "the house of a family", "a bus with students"."""
        return "holds" in token.classes
