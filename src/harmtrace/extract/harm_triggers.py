"""The words of harm in a stretch, with verbs for things or acts that hurt where people follow ("shot eleven men")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from harmtrace.extract.deeds import carries_out
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import PERSON_CLASSES, THINGS, Reading
from harmtrace.extract.utterances import IT_AT, puts_it_at

_REACH, _WORDS = 50, 5
"""How far, in characters and words, after "destroyed 12" its noun may stand."""
_OUT = 12
"""How far, in characters, behind people the words for out of where may begin."""
_SUBJECTS = {"displaced": "flight_noun", "recruited_child": "minor_noun"}
"""By the harm that a verb tells of some, the class of the nouns for these."""
_OBJECTS = {"fighter": ("fighter",), "captive": ("captive",)}
"""The classes of the nouns that a verb needs behind it, where it hurts not just any people."""
_HINDERED = 18
"""So far, in characters, before a verb "could not" may begin."""
_BE_REACH = 20
"""How far, in characters, before a participle "were" may begin."""
_CLOSED = ("function", "not_people", "det")
"""No words of these classes stand between the number and its noun."""


def harm_triggers(reading: Reading, start: int, end: int) -> list[Mention]:
    """The words of harm in `start:end`, without those that other senses cover ("heart attack")."""
    triggers = [
        *reading.of("harm", start, end),
        *_by_their_object(reading, start, end),
        *_by_their_subject(reading, start, end),
        *_in_the_passive(reading, start, end),
    ]
    blocked = reading.of("sense", start, end)
    return [
        trigger
        for trigger in sorted(triggers)
        if not any(_covers(sense, trigger) for sense in blocked)
        and not (trigger.value == "killed" and (carries_out(reading, trigger, end) or _is_sentence(reading, trigger)))
        and not _hindered(reading, trigger)
    ]


def _covers(sense: Mention, trigger: Mention) -> bool:
    """Whether words of another sense stand over a word of harm: "escaped with" covers no "escaped with burns"."""
    longer = trigger.start == sense.start and trigger.end > sense.end
    return sense.start <= trigger.start < sense.end and not longer


def _in_the_passive(reading: Reading, start: int, end: int) -> list[Mention]:
    """ "Eleven people were shot": verbs in the passive, where no longer word tells what became of people."""
    found = []
    for verb in reading.of("passive_hit", start, end):
        before = reading.tokens_in(max(start, verb.start - _BE_REACH), verb.start)[-2:]
        if not any("be" in token.classes for token in before) or reading.begins("harm", verb.start):
            continue
        after = reading.tokens_in(verb.end, verb.end + 2)[:1]
        if not (after and "downward" in after[0].classes):  # "17 drones were launched; 12 were shot down"
            found.append(structs.replace(verb, klass="harm"))
    return found


def _hindered(reading: Reading, trigger: Mention) -> bool:
    """ "Those who could not flee": what did not come about is no harm."""
    return any(
        mention.end + 1 == trigger.start for mention in reading.of("hindered", trigger.start - _HINDERED, trigger.start)
    )


def _is_sentence(reading: Reading, trigger: Mention) -> bool:
    """ "Sentenced two men to death": nobody has been killed yet."""
    if trigger.feature != "predicate":
        return False
    before = reading.tokens_in(max(0, trigger.start - _REACH), trigger.start)
    return any("sentencing" in token.classes for token in before)


def is_toll(reading: Reading, harm: HarmDraft) -> bool:
    """Whether a harm is told as a toll that stands: "the death toll is at 39"."""
    return any(mention.feature == "toll" for mention in reading.starting("harm", harm.trigger))


def told_alone(reading: Reading, before: int, number: int) -> bool:
    """Whether a number without a noun is what another teller says: "two died, residents said 20", "put it at 41"."""
    says = [verb for verb in reading.of("say", before, number) if not reading.tokens_in(verb.end, number)[IT_AT:]]
    if not says:
        return False
    tokens = reading.tokens_in(before, number)
    it_at = [token for token in tokens if token.start >= says[-1].end]
    if it_at and not puts_it_at(it_at):
        return False
    return any(token.text in ",;" or "contrast" in token.classes for token in tokens if token.end <= says[-1].start)


def _by_their_object(reading: Reading, start: int, end: int) -> list[Mention]:
    """Verbs that hurt only where people, or fighters, are told right after: "shot eleven men"."""
    return [
        structs.replace(verb, feature="object")
        for verb in reading.of("hits_people", start, end)
        if (noun := _people_after(reading, verb, _OBJECTS.get(verb.feature, PERSON_CLASSES))) is not None
        and (verb.value != "displaced" or _leads_out(reading, noun))
        and (verb.feature != "off" or _off_a_vehicle(reading, noun))
        and (verb.feature != "life" or _their_lives(reading, noun))
    ]


def _by_their_subject(reading: Reading, start: int, end: int) -> list[Mention]:
    """ "2,300 families reached Plaine Savo", "seven boys were recruited": told by whom the verb is of."""
    found = []
    for verb in reading.of("by_subject", start, end):
        before = list(reading.tokens_in(max(start, verb.start - _REACH), verb.start))
        while before and not before[-1].classes.isdisjoint(("auxiliary", "relative")):
            before.pop()
        if not before or not _is_of(reading, _SUBJECTS[verb.value], before):
            continue
        if verb.feature == "place" and not (_names_a_place(reading, verb.end) and _is_subject(reading, before)):
            continue
        found.append(
            structs.replace(verb, klass="harm", feature="intransitive" if verb.feature == "place" else verb.feature)
        )
    return found


def _is_of(reading: Reading, klass: str, before: Sequence[Token]) -> bool:
    """Whether the subject ends with a noun of a class, or with whence they are: "four minors from the camp"."""
    from_where = next((at for at in range(len(before) - 1, 0, -1) if "belonging" in before[at].classes), 0)
    named = all(token.is_word and "say" not in token.classes for token in before[from_where:])
    heads = (before[-1], before[from_where - 1]) if from_where and named else before[-1:]
    return any(reading.is_a(klass, head.word) for head in heads)


def _is_subject(reading: Reading, before: Sequence[Token]) -> bool:
    """Whether no preposition leads to the people before a verb: "the death of ten villagers left Tindara in shock"."""
    numbers = reading.quantities_in(before[0].start, before[-1].start)
    first = numbers[-1].start if numbers else before[-1].start
    lead = [token for token in before if token.end <= first and "det" not in token.classes][-1:]
    return not any(reading.is_a("function", token.word, "preposition") for token in lead)


def _names_a_place(reading: Reading, end: int) -> bool:
    """ "Families left Tindara", "left the town of Tindara", and no "families left two dead"."""
    places = reading.places.beginning_in(end, end + _REACH)
    between = reading.tokens_in(end, places[0].start) if places else []
    return bool(places) and all(not token.classes.isdisjoint(("det", "before_place")) for token in between)


def _people_after(reading: Reading, verb: Mention, classes: tuple[str, ...]) -> Token | None:
    """The noun of these classes after a number or article that follows right after a verb."""
    following = reading.tokens_in(verb.end, verb.end + 2)[:1]
    alone = ("article",) if classes == PERSON_CLASSES else ()
    kinds = ("count", "vague", *alone)
    items = [item for item in reading.quantities_in(verb.end, verb.end + 2) if item.kind in kinds]
    if not items and not (alone and any("det" in token.classes for token in following)):
        return None
    begin = items[0].end if items else following[0].end
    tokens = reading.tokens_in(begin, begin + _REACH)[:_WORDS]
    noun = next((at for at, token in enumerate(tokens) if token.start in reading.person_nouns), None)
    if noun is None or not any(reading.begins(klass, tokens[noun].start) for klass in classes):
        return None
    named = [token for token in tokens[noun + 1 : noun + 2] if token.start not in reading.person_nouns]
    thing = any(reading.begins(klass, token.start) for token in named for klass in THINGS)
    return None if thing or not all(_describes(token) for token in tokens[:noun]) else tokens[noun]


def _leads_out(reading: Reading, noun: Token) -> bool:
    """ "forced nine families out of Yanun", "drove 40 people from their homes"."""
    following = reading.tokens_in(noun.end, noun.end + _OUT)[:1]
    if not following:
        return False
    if "spreading" in following[0].classes:  # "drove 12,000 people across the border"
        over = reading.tokens_in(following[0].end, following[0].end + _OUT)
        return any("frontier" in token.classes for token in over)
    return "out_word" in following[0].classes or "belonging" in following[0].classes


def _off_a_vehicle(reading: Reading, noun: Token) -> bool:
    """ "pulled 20 passengers off a bus", and no "pulled 20 passengers from the wreck"."""
    following = reading.tokens_in(noun.end, noun.end + _OUT)[:2]
    return len(following) > 1 and "off_word" in following[0].classes and "article" in following[1].classes


def _their_lives(reading: Reading, noun: Token) -> bool:
    """ "cost four farmers their lives", and no "cost the farmers their harvest"."""
    following = reading.tokens_in(noun.end, noun.end + _OUT)[:2]
    return len(following) > 1 and "det" in following[0].classes and "life_word" in following[1].classes


def _describes(token: Token) -> bool:
    return token.is_word and token.classes.isdisjoint(_CLOSED)
