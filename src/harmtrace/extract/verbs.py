"""A verb of saying, asking or accusing in its sentence: whether it is one, and who may be its subject."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.contents import past_medium
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.name_words import full_stop_in_name
from harmtrace.extract.phrases import phrase_before
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.utterances import gives_a_number
from harmtrace.model.immutable import immutable

_SENT_REACH = 4
"""So many words after "posted" the people may stand who are."""
_SAYING_REACH = 14
"""So many words after "quoted" its "as saying" may stand."""
_INFORMED = 10
"""So many words after "informed" its "that" may stand."""
_INVERTED_AFTER = 4
"""So many words at the least are said before "said the doctor"."""
_TELLING = ("teller", "role", "group", "who", "subject_pronoun", "addressee")


@immutable(frozen=True, slots=True)
class Verb:
    """A verb in its sentence: its tokens are `at:after`."""

    sentence: Sentence
    mention: Mention
    at: int
    after: int

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of its sentence."""
        return self.sentence.tokens

    @property
    def is_saying(self) -> bool:
        """Whether it says, and neither asks nor accuses."""
        return self.mention.klass == "say"


def _is_whose(reading: Reading, verb: Verb) -> bool:
    """ "according to the Daily Star report.": one body takes no plain form, "activists report" does."""
    phrase = phrase_before(reading, verb.tokens, verb.at)
    if "plural_say" not in verb.tokens[verb.at].classes or phrase is None or not phrase.tokens[-1].capital:
        return False
    before = reading.tokens.before(phrase.start, 1)
    return any("definite_article" in token.classes for token in (phrase.tokens[0], *before))


def verb_of(sentence: Sentence, mention: Mention) -> Verb:
    """The verb that a mention in `sentence` is."""
    tokens = sentence.tokens
    at = next((place for place, token in enumerate(tokens) if token.start >= mention.start), len(tokens))
    after = next((place for place, token in enumerate(tokens) if token.start >= mention.end), len(tokens))
    return Verb(sentence, mention, at, after)


def as_saying(reading: Reading, verb: Verb) -> int | None:
    """The place of "saying" in "quoted a source in the city as saying"."""
    tokens = verb.tokens
    for place in range(verb.after + 1, min(verb.after + _SAYING_REACH, len(tokens) - 1)):
        if reading.is_a("clause", tokens[place].word, "as"):
            said = reading.begins("say", tokens[place + 1].start)
            return place + 1 if said and tokens[place + 1].word.endswith("ing") else None
        if not (tokens[place].is_word or tokens[place].text == "," or full_stop_in_name(tokens, place)):
            return None
    return None


def turns_round(reading: Reading, verb: Verb) -> bool:
    """ "… amid the ruins said the doctor": who says it follows, where a comma before the verb may be lost."""
    tokens = verb.tokens
    if reading.has_commas or verb.at < _INVERTED_AFTER or "plain_say" not in tokens[verb.after - 1].classes:
        return False
    before = tokens[verb.at - 1]
    governed = not tokens[verb.at - 2].classes.isdisjoint(("agent", "of_word", "place_link"))
    told = before.classes.isdisjoint(_TELLING) or _is_counted(reading, verb)
    return before.is_word and (governed or not before.capital) and told


def _is_counted(reading: Reading, verb: Verb) -> bool:
    """ "… killing eight fighters said the doctor": a number of people who were hurt, and nobody who tells."""
    phrase = phrase_before(reading, verb.tokens, verb.at)
    if phrase is None or not reading.quantities_in(phrase.start, phrase.start + 1):
        return False
    first = next(place for place, token in enumerate(verb.tokens) if token.start >= phrase.start)
    return first > 0 and reading.begins("harm", verb.tokens[first - 1].start)


def says(reading: Reading, verb: Verb) -> bool:
    """Whether the verb has a subject that says something, and is no passive, noun or harm."""
    tokens, mention = verb.tokens, verb.mention
    if verb.at >= len(tokens) or tokens[verb.at].start != mention.start:
        return False  # "self-declared"
    if _is_passive(verb) or _does_else(reading, verb):
        return False
    if any(harm.feature != "toll" for harm in reading.starting("harm", mention.start)):
        return False  # "has claimed the lives of eight"
    if verb.at and "spread" in tokens[verb.at].classes and {"record", "medium"} & tokens[verb.at - 1].classes:
        return False  # "a statement posted on its website"
    single = "record" in tokens[verb.at].classes and not tokens[verb.at].word.endswith("s")
    if single and any("article" in token.classes for token in tokens[max(0, verb.at - 3) : verb.at]):
        return False  # "a UN report that said"
    if _is_believed(reading, verb) or _is_adjective(reading, verb):
        return False
    if _names(reading, verb) or _is_in_a_name(reading, verb):
        return False
    if mention.feature == "gerund":
        return verb.at == 0 or not reading.is_a("clause", tokens[verb.at - 1].word, "as")
    by = verb.after < len(tokens) and "noun_link" in tokens[verb.after].classes
    if by and past_medium(reading, tokens, verb.after) is None:
        relayed = tokens[verb.after - 1].word == "saying"  # "was quoted as saying by the agency"
        return relayed or bool(reading.starting("anonymity", tokens[verb.after].start))
    word = reading.folded[mention.start : mention.end].split()[-1]
    return not reading.is_a("number_verb", word) or gives_a_number(reading, mention)


def _is_passive(verb: Verb) -> bool:
    """Whether "was" or "has been" stands before the verb, adverbs between them."""
    tokens, place = verb.tokens, verb.at - 1
    while place > 0 and "skipped" in tokens[place].classes and "be" not in tokens[place].classes:
        place -= 1
    return place >= 0 and "be" in tokens[place].classes and verb.mention.feature != "progressive"


def _does_else(reading: Reading, verb: Verb) -> bool:
    """Whether the words beside a verb make another act of it than saying, or say that nothing was said."""
    tokens, mention = verb.tokens, verb.mention
    if mention.value == "condemn" and verb.after < len(tokens) and "striking_into" in tokens[verb.after].classes:
        return True  # "a rocket slammed into the depot"
    if "informing" in tokens[verb.at].classes:
        heard = tokens[verb.after : verb.after + _INFORMED]
        if not any(reading.is_a("subordinate", token.word, "that") for token in heard):
            return True  # "informed the customs", and not of what
    if verb.at and "neither_nor" in tokens[verb.at - 1].classes:
        return True  # "neither confirmed nor denied"
    if verb.at and reading.any_of("adverbial", tokens[verb.at - 1].start, mention.end):
        return True  # "fired without warning"
    spreads = "spread" in tokens[verb.after - 1].classes
    return spreads and _sends_people(reading, verb)  # "the group had posted snipers on roofs"


def _sends_people(reading: Reading, verb: Verb) -> bool:
    """Whether people are what is posted or released: the first noun after the verb."""
    for token in verb.tokens[verb.after : verb.after + _SENT_REACH]:
        if token.start in reading.person_nouns or reading.begins("weapon", token.start):
            return True
        if not token.is_word or not token.classes.isdisjoint(("place_link", "clause", "record", "medium")):
            return False
    return False


def _is_believed(reading: Reading, verb: Verb) -> bool:
    """ "men said to belong to the group": what is believed of them, and not what they say."""
    tokens, after = verb.tokens, verb.after
    followed = after < len(tokens) and reading.is_a("clause", tokens[after].word, "to")
    return followed and "believed" in tokens[after - 1].classes


def _names(reading: Reading, verb: Verb) -> bool:
    """ "A coalition of factions called Army of Conquest": its name, and nothing that it says."""
    tokens, after = verb.tokens, verb.after
    if after >= len(tokens) or not tokens[after].capital or "naming" not in tokens[after - 1].classes:
        return False
    phrase = phrase_before(reading, tokens, verb.at)
    return phrase is not None and "article" in phrase.tokens[0].classes and not phrase.tokens[-1].capital


def _is_adjective(reading: Reading, verb: Verb) -> bool:
    """ "13 alleged attacks", "a similar warning": no verb after a number or article."""
    if not verb.at:
        return False
    before = verb.tokens[max(0, verb.at - 2) : verb.at]
    if verb.mention.feature == "gerund":
        teller = before[-1].capital or not before[-1].classes.isdisjoint(_TELLING)  # "with the UN saying"
        near = before[-1:] if teller else before
        return any("article" in token.classes or "det" in token.classes for token in near)
    counts = before[-1].text.isdigit() and "plain_say" not in verb.tokens[verb.after - 1].classes
    return counts or not before[-1].classes.isdisjoint(("article", "det")) or _is_noun(reading, verb)


def _is_in_a_name(reading: Reading, verb: Verb) -> bool:
    """ "United States"; in a text without its marks "Related …" over a link: a capital inside a sentence."""
    if not verb.at or not verb.tokens[verb.at].capital:
        return False
    return verb.tokens[verb.at - 1].capital or not (reading.has_commas or verb.sentence.zone == "title")


def _is_noun(reading: Reading, verb: Verb) -> bool:
    """ "Unverified reports of gas", "the league's report has": a preposition or an auxiliary follows."""
    token = verb.tokens[verb.at]
    before = verb.tokens[verb.at - 1]
    clause = reading.folded[verb.mention.end : verb.mention.end + len(" that ")].lstrip(" ,")
    describes = before.is_word and not before.capital
    if "with_clause" in token.classes and describes and not clause.startswith(("that", ":", '"', "“")):
        return True  # "the member states"
    if token.classes.isdisjoint(("record", "figure_noun", "utterance")):
        return False
    if verb.after >= len(verb.tokens) or not verb.tokens[verb.after].is_word:
        return _is_whose(reading, verb)
    after = verb.tokens[verb.after]
    if reading.begins("say", after.start) and not after.word.endswith("ing"):
        return True  # "unverified reports put", "the agency's report said"
    dated = reading.dates_in(after.start, after.end + 2 + len("on"))
    preposition = reading.is_a("function", after.word, "preposition") and not dated
    noun = preposition or "auxiliary" in after.classes or after.text == "("
    return noun and token.text[-2:] != "ed"
