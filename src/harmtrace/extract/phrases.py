"""Noun phrases without a parser: the words before or after a verb that name who is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def words(self) -> list[str]:
        """The folded words."""
        return [token.word for token in self.tokens]


def phrase_of(tokens: Sequence[Token]) -> Phrase | None:
    """The phrase over `tokens`, or None where there are none."""
    return Phrase(tokens[0].start, tokens[-1].end, tuple(tokens)) if tokens else None


def phrase_before(reading: Reading, tokens: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase that ends just before `tokens[at]` (adverbs and auxiliaries skipped).

    Walks back over nouns, names and "of"-links to a determiner or to something that cannot
    belong to the phrase; works in texts that have lost their commas.
    """
    last = at - 1
    while last >= 0 and "skipped" in tokens[last].classes:
        last -= 1
    first = last + 1
    last = _before_brackets(tokens, _before_date(reading, tokens, last))
    first = last + 1
    if last >= 0 and "subject_pronoun" in tokens[last].classes:
        return phrase_of(tokens[last : last + 1])
    for index in range(last, -1, -1):
        token = tokens[index]
        if not _may_stand_in_phrase(reading, tokens, index, last):
            break
        first = index
        named = token.capital and index > 0 and index < last and tokens[index + 1].capital
        if "determiner" in token.classes and not named and not _linked_backward(tokens, index):
            break
    while first <= last and ("of_word" in tokens[first].classes or tokens[first].word == "and"):
        first += 1
    return phrase_of(tokens[first : last + 1])


def _before_date(reading: Reading, tokens: Sequence[Token], last: int) -> int:
    """The word before a date between subject and verb: "the agency on Tuesday demanded"."""
    if last < 1:
        return last
    near = [
        date for date in reading.dates_in(tokens[last].start - 40, tokens[last].end) if date.end >= tokens[last].end
    ]
    if not near:
        return last
    before = next((place for place in range(last, -1, -1) if tokens[place].end <= near[0].start), last)
    return before - 1 if before and tokens[before].word in ("on", "late", "early", "in") else before


def _before_brackets(tokens: Sequence[Token], last: int) -> int:
    """The word before a short form in brackets: "the Red Crescent Societies (IFRC) said"."""
    if last < 3 or tokens[last].text != ")":
        return last
    opening = next((place for place in range(last - 1, max(last - 6, 0), -1) if tokens[place].text == "("), None)
    return last if opening is None else opening - 1


def phrase_after(reading: Reading, tokens: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase that begins at `tokens[at]`."""
    end = at
    for index in range(at, len(tokens)):
        token = tokens[index]
        if not token.is_word and not _full_stop_in_name(tokens, index):
            break
        if "phrase_break" in token.classes and not _joins_names(tokens, index):
            break
        if index > at and _is_verb(reading, token):
            break
        if index > at and "of_word" in token.classes and not _name_follows(tokens, index):
            break
        if index > at + 1 and "article" in token.classes and not reading.has_commas:
            break  # "the Observatory a Britain-based group": an apposition that has lost its comma
        end = index + 1
    return phrase_of(tokens[at:end])


def capitals(tokens: Sequence[Token]) -> list[Token]:
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


def _may_stand_in_phrase(reading: Reading, tokens: Sequence[Token], index: int, last: int) -> bool:
    token = tokens[index]
    if not token.is_word:
        return _full_stop_in_name(tokens, index)
    if "phrase_break" in token.classes:
        return _joins_names(tokens, index)
    if _is_verb(reading, token) and not token.capital:
        return False
    if "function" in token.classes and "of_word" not in token.classes and not token.capital:
        return False
    if any(mention.end > token.start for mention in reading.dates_in(token.start - 30, token.end)):
        return False
    if "of_word" in token.classes:
        return index < last and index > 0 and tokens[index - 1].is_word and _noun_like(reading, tokens[index - 1])
    return last - index < 12


def _noun_like(reading: Reading, token: Token) -> bool:
    word = token.word
    return token.capital or any(reading.is_a(klass, word) for klass in ("group", "teller", "role", "person", "who"))


def _is_verb(reading: Reading, token: Token) -> bool:
    word = token.word
    if any(reading.is_a(klass, word) for klass in ("say", "be")):
        return True
    return not token.capital and (reading.is_a("harm", word, "gerund") or reading.is_a("appeal", word))


def _linked_backward(tokens: Sequence[Token], index: int) -> bool:
    return index > 1 and "of_word" in tokens[index - 1].classes


def _joins_names(tokens: Sequence[Token], index: int) -> bool:
    between = 0 < index < len(tokens) - 1
    return tokens[index].word == "and" and between and tokens[index - 1].capital and tokens[index + 1].capital


def _name_follows(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1 : index + 3]
    return tokens[index].word in ("of", "for", "at", "in") and any(token.capital for token in after)


def _full_stop_in_name(tokens: Sequence[Token], index: int) -> bool:
    """The full stop of "Dr. Amin", "U.S. forces"."""
    before = tokens[index - 1] if index else None
    return tokens[index].text == "." and before is not None and before.capital and len(before.text) <= 3
