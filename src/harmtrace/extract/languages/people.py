"""Who is told of in a stretch, and by which number: "14 civilians", "two women", "a nurse", "dozens of the wounded".

A noun may say what befell people too: "seven dead and sixteen wounded" (class `fate`). The feature of a noun tells its
number where none is written: `one`, `two`, `many`, or `group` of one family.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmtrace.extract.languages.doers import begins_object
from harmtrace.extract.languages.words import is_definite
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import PERSON_CLASSES, Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.immutable import immutable, replace
from harmtrace.model.quantity import Quantity

FATE = "fate"
_NOUNS = (*PERSON_CLASSES, FATE)
_THINGS = ("target", "weapon", "attack", "delivery")
_THING_WORDS = frozenset(("thing_noun", "animal"))
_STATES = ("severe", "outcome", "subset", "adding")
"""Classes of phrases that follow a number without a noun of its own."""
_COUNTS = ("count", "vague")
_NOT_COUNTED = (
    "preposition",
    "conjunction",
    "of",
    "other",
    "in_word",
    "clause_break",
    "negation",
    "harm",
    "by_agent",
    "toll_word",
    "outcome",
    "severe",
    "toll_rise",
)
"""Classes of words that follow a number without a noun of its own."""
_MOST_NOUNS = 4
"""So many words tell who is counted, at the most: "seven armed men of the village"."""
_REACH = 90
"""So many characters behind a number its nouns may stand."""
_NOUN_BEFORE = 20
_MEMBERS = 24
_DASHED = 2
_TITLE, _NAME_WORDS = "title", 3
"""The value of a noun that a name follows, and how many words of it are looked at."""
_SINGULAR_FROM = 11
"""From this number on the counted noun is singular."""
_DESCRIBING = ("civilian", "fighter")
"""The classes of nouns that are adjectives too."""
_NAMING = frozenset(("definite", "body", "armed_people", "actor", "group_again", "names_body"))
"""Classes of words that an adjective may stand behind."""
_FAMILY = "family"
_NATION = "nation"
"""The value of nouns that tell of which nation someone is."""
_VALUES = {"one": 1, "two": 2}


@immutable(frozen=True, slots=True)
class People:
    """People at `start:end`. `numbered` where a number is written, `bare` where it has no noun.

    `nouns` are the mentions of them, `fate` the noun that says what befell them, `others` marks more of those before
    ("five others"), `of_them` a part of people told before ("five of them"), `unknown` a noun that no table has.
    """

    quantity: Quantity
    start: int
    end: int
    nouns: tuple[Mention, ...]
    fate: Mention | None = None
    numbered: bool = True
    bare: bool = False
    others: bool = False
    of_them: bool = False
    part_of: Mention | None = None
    """The noun for those that they are some of: "three of the wounded"."""
    unknown: bool = False
    definite: bool = False


def people_in(reading: Reading, start: int, end: int) -> list[People]:
    """The people told in `start:end`, in order."""
    cues = reading.starts_of("subset")
    found: list[People] = []
    for item in reading.quantities_in(start, end):
        if item.kind in _COUNTS and item.start not in cues and item.quantity.value != 0 and item.end <= end:
            people = _counted(reading, item, end, found)
            if people is not None and not (found and people.start < found[-1].end):
                found.append(people)
    found += [*_some(reading, start, end, _spans(found)), *_one_more(reading, start, end)]
    found += _unnumbered(reading, start, end, _spans(found))
    return sorted(found, key=lambda people: people.start)


def _spans(people: Sequence[People]) -> list[tuple[int, int]]:
    return [(someone.start, someone.end) for someone in people]


def nouns_at(reading: Reading, offset: int) -> list[Mention]:
    """The longest mentions of people that begin at an offset."""
    if offset not in reading.starts_of(*_NOUNS):  # as for most questions
        return []
    found = [mention for klass in _NOUNS for mention in reading.starting(klass, offset)]
    last = max((mention.end for mention in found), default=0)
    return [mention for mention in found if mention.end == last]


def _counted(reading: Reading, item: QuantityMention, end: int, before: Sequence[People] = ()) -> People | None:
    """The people that a number counts; None where it counts something else. `before` are those told before."""
    if _is_in_a_name(reading, item) or _is_of_one_group(reading, item):
        return None
    nouns, partly = list(nouns_at(reading, item.noun_start if item.noun_start < item.end else -1)), item.partitive
    dual = item.noun_start < item.end
    if dual and not nouns:
        inner = [m for token in reading.tokens_in(item.noun_start, item.end) for m in nouns_at(reading, token.start)]
        nouns = inner
    if dual and not nouns and item.noun_start == item.start:
        return None  # two houses, two shells
    tokens = [t for t in reading.tokens_in(item.end, min(end, item.end + _REACH)) if t.text not in ')»"”']
    others = item.increment
    last = max([item.end, *(noun.end for noun in nouns)])
    for token in tokens[: _MOST_NOUNS + 1]:
        if token.start < last:
            continue
        if "conjunction" in token.classes or not token.is_word:
            break
        if item.of_them and "them" in token.classes and ("subset" not in token.classes or _has_whole(item, before)):
            last = token.end  # "12 of them civilians"
            continue
        if "other" in token.classes:
            others, last = True, token.end
            continue
        if reading.begins("severe", token.start):
            break
        here = nouns_at(reading, token.start)
        if here and nouns and not partly and begins_object(reading, nouns, here, item.quantity):
            break  # "four gunmen (killed) a policeman"
        if here:
            if partly and here[0].klass == FATE and "definite" in token.classes and item.quantity.value is not None:
                return _told(item, here[0].end, tuple(nouns), others, part_of=here[0])
            if partly or not nouns or not is_construct(reading, nouns[0], here[0]):
                nouns += here
            last = max(noun.end for noun in here)
            partly = False
        elif not nouns and describes(reading, token):
            last = token.end  # "two elderly women", "five Syrian soldiers"
        elif "of" in token.classes or (partly and "toll_word" in token.classes):
            partly = True  # "three of the wounded", "four of all the victims"
        elif nouns and nouns[0].klass == FATE and "rank" in token.classes:
            partly = True  # "15 cases of suffocation in the ranks of civilians"
        else:
            break
    if item.quantity.value == 1 and not item.partitive and any(noun.value == _FAMILY for noun in nouns):
        return None  # "of one family" counts nobody
    if nouns:
        more = _and_others(reading, item, last, end)
        last = max([last, *(noun.end for noun in more)])
        return _told(item, last, (*nouns, *more), others)
    found = _without_noun(reading, item, tokens, others)
    return replace(found, end=last) if found is not None and item.of_them and last > found.end else found


def _has_whole(item: QuantityMention, before: Sequence[People]) -> bool:
    """Whether more people than these were told before: "killed 12, of them boys" is no part where nobody was."""
    return any((someone.quantity.value or 0) > (item.quantity.value or 0) for someone in before)


def _is_in_a_name(reading: Reading, item: QuantityMention) -> bool:
    """ "A Kh-101", "the M-16": a number that a dash joins to letters is part of a name."""
    before = reading.text[max(0, item.start - 2) : item.start]
    return len(before) == _DASHED and before[1] in "-–" and before[0].isalpha()


def _is_of_one_group(reading: Reading, item: QuantityMention) -> bool:
    """ "Citizens of one family", written "a family one": nobody is counted."""
    told = reading.of("who", max(0, item.start - _NOUN_BEFORE), item.end) if item.quantity.value == 1 else ()
    return any(noun.value == _FAMILY and noun.start < item.start and noun.end == item.end for noun in told)


def _and_others(reading: Reading, item: QuantityMention, offset: int, end: int) -> list[Mention]:
    """ "541 protesters and members of the security": from eleven on, the singular nouns of one number are joined."""
    if (item.quantity.value or 0) < _SINGULAR_FROM:
        return []
    tokens = reading.tokens_in(offset, min(end, offset + _REACH))[:2]
    if len(tokens) < 2 or "conjunction" not in tokens[0].classes or "definite" in tokens[1].classes:
        return []
    nouns = nouns_at(reading, tokens[1].start)
    return nouns if nouns and _number_of(reading, nouns) == "one" and nouns[0].klass != FATE else []


def _told(
    item: QuantityMention, end: int, nouns: tuple[Mention, ...], others: bool, part_of: Mention | None = None
) -> People:
    fate = next((noun for noun in nouns if noun.klass == FATE), None)
    start = min([item.start, *(noun.start for noun in nouns)])
    return People(item.quantity, start, max(end, item.end), nouns, fate, True, not nouns, others, item.of_them, part_of)


def _without_noun(reading: Reading, item: QuantityMention, tokens: Sequence[Token], others: bool) -> People | None:
    """A number with no noun of people behind it: it may count people all the same, if no thing follows."""
    following = tokens[0] if tokens else None
    if following is not None and following.is_word and not others and not item.of_them:
        if any(reading.begins(klass, following.start) for klass in (*_STATES, "harm")):
            return People(item.quantity, item.start, item.end, (), bare=True)
        things = any(reading.begins(klass, following.start) for klass in _THINGS)
        if things or not _THING_WORDS.isdisjoint(following.classes):
            return None
        if following.text[0].isdigit():
            return None
        if following.classes.isdisjoint(_NOT_COUNTED) and following.start == item.noun_start:
            return People(item.quantity, item.start, following.end, (), unknown=True, bare=True)
    return People(item.quantity, item.start, item.end, (), bare=True, others=others, of_them=item.of_them)


def _unnumbered(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[People]:
    """Single people, and many without a number: "a child", "the driver", "women and children"."""
    last, starts = start, reading.starts_of(*_NOUNS)
    for token in reading.tokens_in(start, end):
        if token.start not in starts or token.start < last or in_any(token.start, taken):
            continue
        here = nouns_at(reading, token.start)
        if not here or here[0].end > end or _is_adjective(reading, here, token.start):
            continue
        if any(word.end > here[0].end for word in reading.starting("harm", token.start)):
            continue  # "injuries among civilians" tells whose they are
        nouns = list(here)
        last = here[0].end
        number = _number_of(reading, here)
        if number is None:
            continue
        while more := nouns_at(reading, _next_start(reading, last, end)):
            if more[0].end > end or in_any(more[0].start, taken):
                break
            joined = is_construct(reading, nouns[0], more[0]) or _number_of(reading, more) in (None, number)
            if not joined or _begins_another(nouns[-1], more[0]) or begins_object(reading, nouns, more, None):
                break  # "unknown men (killed) an activist"
            nouns += more if not is_construct(reading, nouns[0], more[0]) else ()
            last = more[0].end
        if number == "group" and (of_so_many := _members(reading, last, end)) is not None:
            yield People(of_so_many.quantity, here[0].start, of_so_many.end, tuple(nouns))
            continue
        value = _VALUES.get(number)
        first = here[0]
        if first.value == _TITLE:
            last = _name_end(reading, last, end)
        stop = last if first.value == _TITLE else first.end
        words = reading.text[first.start : stop]
        if value is None:
            quantity = Quantity(None, None, None, "vague", words, first.start, stop, vague=words)
        else:
            quantity = Quantity(value, value, value, "eq", words, first.start, stop)
        fate = next((noun for noun in nouns if noun.klass == FATE), None)
        yield People(
            quantity, first.start, last, tuple(nouns), fate, numbered=False, definite="definite" in token.classes
        )


def _members(reading: Reading, offset: int, end: int) -> QuantityMention | None:
    """ "A family of five": the number behind a noun for a group."""
    tokens = reading.tokens_in(offset, min(end, offset + _MEMBERS))[:2]
    of = next((token for token in tokens if "of" in token.classes), None)
    if of is None:
        return None
    items = reading.quantities_in(of.end, min(end, of.end + 3))
    return items[0] if items and items[0].kind == "count" and items[0].end <= end else None


def _is_adjective(reading: Reading, nouns: Sequence[Mention], offset: int) -> bool:
    """Whether a word for people says of what it is: "the Lebanese villages", "a civilian car", "an armed attack"."""
    told = [noun for noun in nouns if noun.klass != "who"]
    if not told or not all(noun.value == _NATION or noun.klass in _DESCRIBING for noun in told):
        return False
    before = reading.tokens_in(max(0, offset - _NOUN_BEFORE), offset)[-1:]
    if before and reading.begins("harm", before[0].start):
        return False
    if before and (people := nouns_at(reading, before[0].start)) and begins_object(reading, people, nouns, None):
        return False
    if any(noun.value == _NATION for noun in nouns):
        return not before or "conjunction" not in before[0].classes
    if _number_of(reading, nouns) != "one" or not before or not before[0].is_word or before[0].text[0].isdigit():
        return False
    thing = any(reading.begins(klass, before[0].start) for klass in _THINGS)
    return thing or before[0].classes <= _NAMING


def _some(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[People]:
    """ "A number were hurt", "the wounding of others": their number is not told, right behind a word of harm."""
    for last_of_word in sorted({word.end for word in reading.of("harm", start, end)}):
        tokens = reading.tokens_in(last_of_word, min(end, last_of_word + _NOUN_BEFORE))[:2]
        if not tokens or tokens[0].classes.isdisjoint(("some_number", "other")):
            continue
        if not in_any(tokens[0].start, taken):
            last = tokens[-1] if not tokens[-1].classes.isdisjoint(("other", "size")) else tokens[0]
            words = reading.text[tokens[0].start : last.end]
            quantity = Quantity(None, None, None, "vague", words, tokens[0].start, last.end, vague=words)
            if "other_one" in tokens[0].classes:
                quantity = Quantity(1, 1, 1, "eq", words, tokens[0].start, last.end)
            nouns = _nouns_of(reading, last.end, end)
            ends = max([last.end, *(noun.end for noun in nouns)])
            yield People(quantity, tokens[0].start, ends, tuple(nouns), bare=not nouns)


def _nouns_of(reading: Reading, offset: int, end: int) -> list[Mention]:
    """The nouns behind "of" at an offset: "a large number of militants"."""
    tokens = reading.tokens_in(offset, min(end, offset + _NOUN_BEFORE))[:2]
    if len(tokens) < 2 or "of" not in tokens[0].classes:
        return []
    return nouns_at(reading, tokens[0].start) or nouns_at(reading, tokens[1].start)


def _one_more(reading: Reading, start: int, end: int) -> Iterator[People]:
    """ "Two were killed and a third lost his leg": one told by a number of order, right behind a word of harm."""
    for last in sorted({word.end for word in reading.of("harm", start, end)}):
        for item in reading.quantities_in(last, min(end, last + 2)):
            if item.kind == "ordinal" and item.end <= end:
                words = reading.text[item.start : item.end]
                yield People(Quantity(1, 1, 1, "eq", words, item.start, item.end), item.start, item.end, (), bare=True)


def describes(reading: Reading, token: Token) -> bool:
    """Whether a word before a noun for people only describes them: "elderly", "Syrian", "9-year-old", "his"."""
    if "describing" in token.classes or reading.begins("adjective_actor", token.start):
        return True
    items = reading.quantities.before(token.end, 1)
    return bool(items) and items[0].kind == "age" and token.start < items[0].end


def is_construct(reading: Reading, head: Mention, following: Mention) -> bool:
    """ "Families of the fighters": a definite noun behind one without an article says whose they are."""
    return is_definite(reading, following.start) and not is_definite(reading, head.start)


def _begins_another(last: Mention, following: Mention) -> bool:
    """ "A Turkish soldier (shot) a boy": behind the nation of one, a noun tells of another."""
    return last.value == _NATION and following.value != _NATION and following.klass not in ("civilian", "fighter")


def _name_end(reading: Reading, offset: int, end: int) -> int:
    """Where the name behind a title ends: words that no table knows."""
    for token in reading.tokens_in(offset, min(end, offset + _NOUN_BEFORE))[:_NAME_WORDS]:
        if not token.is_word or token.classes:
            break
        offset = token.end
    return offset


def _next_start(reading: Reading, offset: int, end: int) -> int:
    """Where the token right behind an offset begins, with nothing but a space between; -1 where there is none."""
    following = reading.tokens_in(offset, min(end, offset + 3))[:1]
    return following[0].start if following and following[0].is_word else -1


def _number_of(reading: Reading, nouns: Sequence[Mention]) -> str | None:
    """Whether a noun without a number tells of one, two or many; "the companions" are not two by an ending of both."""
    told = {noun.feature for noun in nouns if noun.end == nouns[0].end}
    if {"two", "many"} <= told and is_definite(reading, nouns[0].start):
        return "many"
    return next((number for number in ("two", "one", "many", "group", "both") if number in told), None)
