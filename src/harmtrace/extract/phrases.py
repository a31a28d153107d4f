"""Noun phrases without a parser: the words before or after a verb that name who is meant."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.commaless import opens_after
from harmtrace.extract.lexicon import Token
from harmtrace.extract.name_words import full_stop_in_name, is_accredited, name_follows
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable

_DESCRIBING_REACH = 40
"""How far before a phrase, in characters, the words may begin that tie it to its head."""
_ROLE_REACH = 4
"""So many words after its article a role may stand."""
_LONGEST_BODY = 60
"""So many characters the name of a body has at the most."""


_BRACKETS = {")": "(", "]": "["}
_NO_OPENING = ("of_word", "opening_adverb")
"""Classes of words that no phrase begins with: "Meanwhile the agency said" where the comma is lost."""


@immutable(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its tokens.

    `head` is the part before words that only describe it ("sources close to …"); `members` are the phrases that
    it coordinates ("residents and a local official").
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    head: Phrase | None = None
    members: tuple[Phrase, ...] = ()

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
    phrase = _plain_before(reading, tokens, at)
    if phrase is None:
        return None
    return _coordinated(reading, tokens, phrase) or _with_head(reading, tokens, phrase)


def _with_head(reading: Reading, tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """The phrase with the head that it describes: "sources close to the group"."""
    described = reading.of("describing", phrase.start - _DESCRIBING_REACH, phrase.start)
    if not described or reading.text[described[-1].end : phrase.start].strip():
        return phrase
    place = next(index for index, token in enumerate(tokens) if token.end > described[-1].start)
    head = _plain_before(reading, tokens, place)
    if head is None:
        return phrase
    over = [token for token in tokens if head.start <= token.start < phrase.end]
    return Phrase(head.start, phrase.end, tuple(over), head)


def _coordinated(reading: Reading, tokens: Sequence[Token], last: Phrase) -> Phrase | None:
    """Several tellers that end with `last`: "witnesses, a resistance group and local media"."""
    members = [last]
    place = next(index for index, token in enumerate(tokens) if token.start >= last.start) - 1
    several = "and" in last.words
    while place > 0 and (tokens[place].word == "and" or ((several or len(members) > 1) and tokens[place].text == ",")):
        before = _plain_before(reading, tokens, place)
        if before is None or before.end != tokens[place - 1].end or not _may_join(reading, before, tokens[place]):
            break
        members.insert(0, before)
        place = next(index for index, token in enumerate(tokens) if token.start >= before.start) - 1
    while len(members) > 1 and not _opens_list(tokens, members[0]):
        members.pop(0)  # "killing nine people, residents and a medic said"
    first = members[0]
    if len(members) == 1 or not _is_teller(reading, last):
        return None
    over = [token for token in tokens if first.start <= token.start < last.end]
    return Phrase(first.start, last.end, tuple(over), None, tuple(members))


def _opens_list(tokens: Sequence[Token], first: Phrase) -> bool:
    """Whether a list of tellers may begin with a phrase: after a mark, "that" or "but", or with "a doctor"."""
    place = next(index for index, token in enumerate(tokens) if token.start >= first.start) - 1
    if place < 0 or not tokens[place].is_word or first.words[0] in ("a", "an") or tokens[place].word == "that":
        return True
    return not tokens[place].classes.isdisjoint(("contrast", "opening_adverb"))


def _may_join(reading: Reading, phrase: Phrase, link: Token) -> bool:
    """Whether a phrase is a teller beside another; before a comma, only "a doctor" or a noun for who tells."""
    last = phrase.tokens[-1]
    if not last.classes.isdisjoint(("record", "medium")):
        return False  # "in a joint statement, France and Chad"
    somebody = (
        "article" in phrase.tokens[0].classes and not last.capital and not is_thing(reading, last.start, last.end)
    )
    bare = last.capital and link.text == "," and phrase.words[0] not in ("the", "a", "an")
    return somebody or (not bare and _is_teller(reading, phrase))


def tellers_after(reading: Reading, tokens: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase, or several that are coordinated and close the clause, beginning with `tokens[at]`."""
    members: list[Phrase] = []
    place = at
    several = False
    while (phrase := phrase_after(reading, tokens, place)) is not None and _is_teller(reading, phrase):
        members.append(phrase)
        place = next((i for i, token in enumerate(tokens) if token.start >= phrase.end), len(tokens))
        joined = place
        while joined < len(tokens) and (tokens[joined].text == "," or "joining" in tokens[joined].classes):
            joined += 1
        if joined == place:
            break
        several = "joining" in tokens[joined - 1].classes
        place = joined
    closed = place >= len(tokens) or not tokens[place].is_word or "relative_clause" in tokens[place].classes
    if len(members) < 2 or not closed or not several:
        return phrase_after(reading, tokens, at)
    over = [token for token in tokens if members[0].start <= token.start < members[-1].end]
    return Phrase(members[0].start, members[-1].end, tuple(over), None, tuple(members))


def _is_teller(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase ends in a noun for who tells, or in a name."""
    last = phrase.tokens[-1]
    if any("harm" in token.classes or "auxiliary" in token.classes for token in phrase.tokens[:-1]):
        return False  # a clause: "shells killed two people in Aden"
    tells = any(klass in last.classes for klass in ("teller", "group", "role"))
    return (tells or (last.capital and phrase.start < last.start)) and not is_thing(reading, last.start, last.end)


def is_thing(reading: Reading, start: int, end: int) -> bool:
    """Whether the words name a building or other object: "the clinic", and nobody who tells."""
    return any(target.value.startswith("obj") for target in reading.of("target", start, end))


def _plain_before(reading: Reading, tokens: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase before `tokens[at]` without what describes its head further back."""
    last = at - 1
    while last >= 0 and ("skipped" in tokens[last].classes or _joins_adverbs(tokens, last)):
        if last and tokens[last].capital and tokens[last - 1].capital:
            break  # "Human Rights Now said": no adverb, but the last word of a name
        last -= 1
    bracket = _before_date(reading, tokens, last)
    last = _before_brackets(tokens, bracket)
    first = last + 1
    if last >= 0 and "subject_pronoun" in tokens[last].classes:
        return phrase_of(tokens[last : last + 1])
    body = _body_name(reading, tokens, last)
    if body is None and last < bracket:
        body = _spelt_out(tokens, last, tokens[bracket - 1].text)
    if body is not None:
        return body
    for index in range(last, -1, -1):
        token = tokens[index]
        if not _may_stand_in_phrase(reading, tokens, index, last) or _ends_line(reading, tokens, index, last):
            break
        if index < last and token.capital and "opening_adverb" in token.classes:
            break  # "(Regime denial) Meanwhile the army": a new sentence
        free = not (reading.has_commas or is_accredited(tokens, index))
        opens = free and index < last and opens_after(reading, tokens, index)
        if opens and not _in_a_name(reading, tokens[index + 1]):
            break
        first = index
        named = token.capital and index > 0 and index < last and tokens[index + 1].capital
        inside = named or _linked_backward(tokens, index) or _in_body_name(reading, tokens, index)
        if "determiner" in token.classes and not inside:
            if index and not tokens[index - 1].classes.isdisjoint(("article", "definite_article")):
                first = index - 1  # "a local group", "the local council"
            break
    while first <= last and (not tokens[first].classes.isdisjoint(_NO_OPENING) or tokens[first].word == "and"):
        first += 1
    return phrase_of(tokens[first : last + 1])


def _ends_line(reading: Reading, tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a word ends a line above the phrase, as a heading does."""
    return index < last and "\n" in reading.text[tokens[index].end : tokens[index + 1].start]


def _joins_adverbs(tokens: Sequence[Token], index: int) -> bool:
    """The "and" of "has repeatedly and firmly denied"."""
    around = (tokens[index - 1], tokens[index + 1]) if 0 < index < len(tokens) - 1 else ()
    return tokens[index].word == "and" and len(around) == 2 and all("skipped" in t.classes for t in around)


def _body_name(reading: Reading, tokens: Sequence[Token], last: int) -> Phrase | None:
    """A body whose name holds an article or preposition and ends with `tokens[last]`: "Save the Children"."""
    if last < 1:
        return None
    end = tokens[last].end
    names = [name for name in reading.of("body_name", end - _LONGEST_BODY, end) if name.end == end]
    return phrase_of([t for t in tokens[: last + 1] if t.start >= names[0].start]) if names else None


def _spelt_out(tokens: Sequence[Token], last: int, short: str) -> Phrase | None:
    """ "(… of Aleppo) Syria Live Network (SLN)": the words that the short form in brackets stands for."""
    if not short.isupper() or tokens[last + 1].text not in _BRACKETS.values():
        return None
    first, left = last, len(short)
    while left and first >= 0 and (tokens[first].capital or "name_link" in tokens[first].classes):
        left -= tokens[first].capital
        first -= 1
    initials = "".join(token.text[0] for token in tokens[first + 1 : last + 1] if token.capital)
    name = first >= 0 and tokens[first].capital and "determiner" not in tokens[first].classes
    beside = name and tokens[first].text[-2:] not in ("'s", "’s")
    return phrase_of(tokens[first + 1 : last + 1]) if beside and initials == short else None


def _in_body_name(reading: Reading, tokens: Sequence[Token], index: int) -> bool:
    """The article in "Save the Children spokesman"."""
    if not index or "determiner" not in tokens[index].classes:
        return False
    before = tokens[index - 1]
    return (before.capital or "joining" in before.classes) and _in_a_name(reading, tokens[index])


def _in_a_name(reading: Reading, token: Token) -> bool:
    """Whether a word stands within the name of a body or party."""
    around = (token.start - _LONGEST_BODY, token.start + _LONGEST_BODY)
    names = (name for klass in ("body_name", "actor") for name in reading.of(klass, *around))
    return any(name.start < token.start < name.end for name in names)


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
    if last < 3 or tokens[last].text not in _BRACKETS:
        return last
    opens = _BRACKETS[tokens[last].text]
    opening = next((place for place in range(last - 1, max(last - 6, 0), -1) if tokens[place].text == opens), None)
    return last if opening is None else opening - 1


def phrase_after(reading: Reading, tokens: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase that begins at `tokens[at]`."""
    end = at
    for index in range(at, len(tokens)):
        token = tokens[index]
        if not token.is_word and not full_stop_in_name(tokens, index):
            break
        if "phrase_break" in token.classes and not _joins_names(tokens, index):
            break
        if index > at and _is_verb(reading, token) and not _is_record(tokens, index, -1):
            break
        if index > at and "of_word" in token.classes and not name_follows(tokens, index):
            break
        if index > at + 1 and token.capital and "determiner" in token.classes and tokens[index - 1].capital:
            break  # "said Jane Doe The aid": a full stop is lost
        if index > at + 1 and not reading.has_commas and (apposed(tokens, index) or _opens(reading, tokens, index)):
            break
        end = index + 1
    return phrase_of(tokens[at:end])


def apposed(tokens: Sequence[Token], index: int) -> bool:
    """Whether an apposition that has lost its comma begins: "the League | a rights group", "Jane Doe | the head of"."""
    token, before = tokens[index], tokens[index - 1]
    if "article" in token.classes:
        return True
    roles = (after for after in tokens[index + 1 : index + _ROLE_REACH] if "role" in after.classes)
    return token.word == "the" and before.capital and next(roles, None) is not None


def _opens(reading: Reading, tokens: Sequence[Token], index: int) -> bool:
    """Whether an article begins a phrase of its own: "according to a source in Aden | the army shelled"."""
    token, before = tokens[index], tokens[index - 1]
    linked = not before.classes.isdisjoint(("of_word", "name_link", "function"))
    if token.text != "the" or not before.is_word or linked:
        return False
    names = reading.of("body_name", max(0, token.start - _LONGEST_BODY), token.end + _LONGEST_BODY)
    return not any(name.start < token.start < name.end for name in names)


def with_whose(reading: Reading, tokens: Sequence[Token], phrase: Phrase | None) -> Phrase | None:
    """ "A report by the council", "a statement from the navy": the phrase with whose words they are."""
    if phrase is None or "record" not in phrase.tokens[-1].classes:
        return phrase
    link = next((place for place, token in enumerate(tokens) if token.start >= phrase.end), len(tokens))
    if link >= len(tokens) or tokens[link].classes.isdisjoint(("agent", "belonging")):
        return phrase
    body = undescribed(reading, tellers_after(reading, tokens, link + 1))
    over = [token for token in tokens if body is not None and phrase.start <= token.start < body.end]
    return phrase_of(over) or phrase


def undescribed(reading: Reading, phrase: Phrase | None) -> Phrase | None:
    """The phrase up to the words that only say to whom its head spoke: "a doctor speaking to the agency"."""
    relay = reading.of("describing", phrase.start, phrase.end, "relay") if phrase is not None else []
    if phrase is None or not relay:
        return phrase
    return phrase_of([token for token in phrase.tokens if token.start < relay[0].start])


def _may_stand_in_phrase(reading: Reading, tokens: Sequence[Token], index: int, last: int) -> bool:
    token = tokens[index]
    if not token.is_word:
        return full_stop_in_name(tokens, index)
    if "phrase_break" in token.classes:
        return _joins_names(tokens, index) or _in_a_name(reading, token)
    if is_accredited(tokens, index):
        return True
    if _is_verb(reading, token) and not token.capital and not _is_record(tokens, index, last):
        return False
    if "agent" in token.classes:
        return index < last and index > 0 and "record" in tokens[index - 1].classes
    named = token.capital and index > 0
    if "function" in token.classes and "of_word" not in token.classes and not named:
        return False
    if any(mention.end > token.start for mention in reading.dates_in(token.start - 30, token.end)):
        return False
    if "of_word" in token.classes:
        before = tokens[index - 1]
        counted = index > 1 and "of" in tokens[index - 2].classes and "stopname" in before.classes  # "mother of four"
        return index < last and index > 0 and before.is_word and (counted or _noun_like(reading, before))
    return last - index < 12


def _noun_like(reading: Reading, token: Token) -> bool:
    word = token.word
    nouns = ("group", "teller", "role", "person", "who", "record")
    return token.capital or any(reading.is_a(klass, word) for klass in nouns)


def _is_record(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a word such as "report" is a noun here: after a determiner, or just before a verb."""
    if "record" not in tokens[index].classes:
        return False
    described = index > 1 and "article" in tokens[index - 2].classes and not tokens[index - 1].capital  # "a new report"
    return index == last or described or (index > 0 and "determiner" in tokens[index - 1].classes)


def _is_verb(reading: Reading, token: Token) -> bool:
    if not token.classes.isdisjoint(("say", "be")):
        return True
    return not token.capital and ("appeal" in token.classes or reading.is_a("harm", token.word, "gerund"))


def _linked_backward(tokens: Sequence[Token], index: int) -> bool:
    return index > 1 and ("of_word" in tokens[index - 1].classes or is_accredited(tokens, index - 1))


def _joins_names(tokens: Sequence[Token], index: int) -> bool:
    between = 0 < index < len(tokens) - 1
    return tokens[index].word == "and" and between and tokens[index - 1].capital and tokens[index + 1].capital
