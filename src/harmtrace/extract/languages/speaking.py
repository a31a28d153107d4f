"""From a verb of saying, asking or answering to who says what: the subject on either side of it, relays, the words."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.languages.blaming import accuser_ahead, accuser_of
from harmtrace.extract.languages.subjects import apart, past_document, past_object, phrase_ahead, told_around, topic_of
from harmtrace.extract.languages.teller_phrases import (
    PAUSES,
    Ends,
    TellerPhrase,
    head_of,
    is_verb,
    past_date,
    phrase_behind,
    place_of,
    tells,
)
from harmtrace.extract.languages.tellers import Tellers
from harmtrace.extract.languages.told import (
    CLOSING,
    CONTENT_REACH,
    PUBLISHED_REACH,
    content,
    has_content,
    is_aside,
    is_published,
)
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Attribution
from harmtrace.model.immutable import immutable

_HEADS = ("body", "role", "unnamed", "quantifier", "own", "record")
_ANSWERED = ("deed", "charge", "figure", "responsibility")
"""Classes of what is answered or condemned."""
_QUOTING = ("relay", "learn")
"""Verbs whose subject hands on what another says."""
_NAMES = ("actor", "teller_id", "country_actor", "agency")


@immutable(frozen=True, slots=True)
class Spoken:
    """A verb by which somebody says, asks or answers something; that stands at `start:end`."""

    cue: Mention
    speaker: SpeakerPhrase
    attribution: Attribution
    start: int
    end: int
    after: int
    """The place in the sentence of the word behind the speaker."""
    named: bool
    """Whether the speaker is named with this verb, and not by one before."""


def spoken_by(
    reading: Reading,
    tellers: Tellers,
    sentence: Sentence,
    cue: Mention,
    inside: Spoken | None,
    before: Spoken | None,
    turn: Voice | None,
) -> Spoken | None:
    """The speaker and words of one verb, or None if nobody speaks.

    `inside` is what the words stand in, if the text does not tell them itself, `before` who was said to speak before
    in the sentence, and `turn` whose line it is.
    """
    tokens = sentence.tokens
    at = place_of(tokens, cue.start)
    if at >= len(tokens) or not is_verb(reading, tokens, at) or (at and "negation" in tokens[at - 1].classes):
        return None
    after = place_of(tokens, cue.end)
    ahead = _subject_first(reading, sentence, cue, at, inside) or accuser_ahead(reading, sentence, cue, at)
    phrase, answered = None, None
    if cue.feature not in ("gerund", "we") and ahead is None:
        ends = _object_of(reading, cue)
        least = _past_pronoun(cue, tokens, after)
        first = past_object(reading, tokens, least, ends)
        phrase = phrase_behind(reading, tokens, first, ends)
        answered = (tokens[least].start, tokens[first - 1].end) if first > least else None
        if phrase is not None and not _is_teller(reading, cue, tokens, phrase):
            phrase = None
        if phrase is not None and _is_asked(reading, cue, tokens, at, phrase, before):
            phrase = None  # "and called on the council to act"
        if cue.klass == "accuse" and phrase is not None:
            phrase = accuser_of(reading, tokens, phrase)
            if phrase is None and not (tellers.last is not None and _goes_on(tokens, at)):
                return None  # "the army was accused of"
    place = phrase.after if phrase is not None else after
    if phrase is not None and "record" in phrase.tokens[0].classes:
        phrase = past_document(reading, tokens, place_of(tokens, phrase.start)) or phrase
    if cue.value == "meet":  # "the agency interviewed a witness": who met is told first
        phrase = _subject_ahead(reading, sentence, at, inside) or phrase
    in_it = before is not None and _is_of_document(tokens, at, after)
    phrase, ahead = (None, None) if in_it else (phrase, ahead)
    going_on = in_it or (cue.feature == "gerund" and before is not None)
    if cue.klass == "accuse" and cue.feature == "gerund" and not going_on:
        return None  # "loaded with"
    if phrase is None and cue.feature != "we" and not going_on:
        phrase = ahead or _subject_ahead(reading, sentence, at, inside, loose=cue.feature == "gerund")
    joined = at > 0 and "conjunction" in tokens[at - 1].classes
    of_document = phrase is not None and inside is not None and phrase.tokens[0].classes >= {"record"}
    vague = phrase is not None and inside is not None and "generic" in phrase.tokens[0].classes
    if vague or (of_document and phrase is not None and "definite" not in phrase.tokens[0].classes):
        return None  # "said in a report that it published that", "concern at reports that say"
    if phrase is None and (reading.is_a("impersonal", tokens[at].word) or _only_carries(cue, joined)):
        return None
    if phrase is None and after < len(tokens) and "evidence" in tokens[after].classes:
        return None  # "the pictures show"
    speaker = before.speaker if going_on and before is not None else _speaker(tellers, phrase, cue, inside, turn)
    if speaker is None or not has_content(cue, tokens, place, phrase):
        return None
    above = inside.attribution if inside is not None else turn.attribution if turn is not None else None
    word = reading.text[cue.start : cue.end]
    told_to = _source(reading, tellers, tokens, place, cue) if cue.value in _QUOTING else None
    if cue.value in _QUOTING:
        if told_to is None:
            return None
        above = tellers.chain(speaker, None, above) if phrase is not None else above
        speaker, place = told_to
    elif (relay := _addressee(reading, tellers, tokens, place, cue)) is not None:
        above = tellers.chain(relay, None, above)
    start, end = answered or content(reading, sentence, place)
    if cue.klass == "say" and is_aside(reading, start, end):
        return None
    if (spanned := told_around(reading, sentence, at, phrase)) is not None:
        start, end = spanned
    elif (told_before := _told_before(reading, sentence, at)) is not None:
        start, end = told_before
    elif end <= start and reading.text[start : start + 1] != ":":
        start, end = sentence.start, cue.start  # "…, said the minister."
    attribution = tellers.chain(speaker, word, above)
    return Spoken(cue, speaker, attribution, start, end, place, phrase is not None)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb is joined to what was told before, so that it may have its subject: "and accused the army of"."""
    return at > 0 and not tokens[at - 1].classes.isdisjoint(("conjunction", "relative"))


def _subject_first(
    reading: Reading, sentence: Sentence, cue: Mention, at: int, inside: Spoken | None
) -> TellerPhrase | None:
    """The subject right before a verb, in languages where it most often stands there, and of accusing in all."""
    first = "subject_first" in reading.traits or (cue.klass == "accuse" and cue.feature == "verb")
    if not first or cue.feature in ("gerund", "we") or not at:
        return None
    tokens = sentence.tokens
    if not (tokens[at - 1].is_word or tokens[at - 1].text in CLOSING):
        return None
    phrase = _subject_ahead(reading, sentence, at, inside)
    return phrase if phrase is not None and _fills(reading, tokens, phrase, at) else None


def _fills(reading: Reading, tokens: Sequence[Token], phrase: TellerPhrase, at: int) -> bool:
    """Whether nothing but adverbs and dates stands between a subject and its verb, and the subject is somebody."""
    rest = tokens[phrase.after : at]
    light = all(not token.classes.isdisjoint(("adverb", "auxiliary", "already")) for token in rest)
    if not (light or past_date(reading, tokens, phrase.after) == at) or tells(reading, phrase.tokens):
        return False
    head = head_of(reading, phrase.tokens)
    known = not head.classes.isdisjoint(_HEADS) or any(reading.begins(klass, head.start) for klass in _NAMES)
    capital = all(token.capital or not token.is_word for token in phrase.tokens)
    named = capital and (not head.classes or len(phrase.tokens) > 1)
    return known or named or bool(reading.places.beginning_at(head.start))


def _told_before(reading: Reading, sentence: Sentence, at: int) -> tuple[int, int] | None:
    """ "The mayor said this": the sentence before, where a verb has for its object no more than "this"."""
    pointing = sentence.tokens[:at]
    if "subject_first" not in reading.traits or not any("demonstrative" in token.classes for token in pointing):
        return None
    if any(token.classes.isdisjoint(("demonstrative", "preposition")) for token in pointing):
        return None
    if not sentence.index or any("complementiser" in token.classes for token in sentence.tokens[at:]):
        return None
    last = reading.sentences[sentence.index - 1]
    return (last.start, last.end) if (last.paragraph, last.zone) == (sentence.paragraph, sentence.zone) else None


def _only_carries(cue: Mention, joined: bool) -> bool:
    """Whether a verb of accusing may be another where no subject stands by it: "a car that carried explosives"."""
    return cue.klass == "accuse" and cue.feature != "gerund" and not joined


def _is_of_document(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a verb tells what somebody says in what he issued: "issued a statement in which it claimed"."""
    it = after < len(tokens) and tokens[after].classes >= {"preposition", "pronoun"}
    return it and at > 0 and not tokens[at - 1].classes.isdisjoint(("published", "record", "medium"))


def _past_pronoun(cue: Mention, tokens: Sequence[Token], place: int) -> int:
    """The place past "it" before who answers: "a figure that the authorities dispute"."""
    answers = cue.klass not in ("say", "accuse", "appeal")
    it = answers and place < len(tokens) and tokens[place].classes >= {"preposition", "pronoun"}
    return place + 1 if it else place


def _object_of(reading: Reading, cue: Mention) -> Ends:
    """What stands behind the subject: "the group accuses the army", "the ministry denied the raid"."""
    if cue.klass in ("accuse", "appeal") or cue.value == "inform":
        return Ends(party=True, classes=("call_noun",))
    if cue.value == "condemn":
        return Ends(party=True, classes=_ANSWERED)
    if cue.klass != "say" or cue.value == "record" or reading.any_of("condemning", cue.start, cue.end):
        return Ends(classes=_ANSWERED)
    return Ends()


def _speaker(
    tellers: Tellers, phrase: TellerPhrase | None, cue: Mention, inside: Spoken | None, turn: Voice | None
) -> SpeakerPhrase | None:
    """Who speaks: as named, else "we" in an answer or a text, else who spoke last."""
    if phrase is not None:
        return tellers.remember(tellers.identify(phrase), inside is not None)
    if cue.feature == "we":
        return turn.speaker if turn is not None else tellers.publisher
    return tellers.last


def _is_asked(
    reading: Reading, cue: Mention, tokens: Sequence[Token], at: int, phrase: TellerPhrase, before: Spoken | None
) -> bool:
    """Whether the words behind a verb that goes on with its subject are who is asked or blamed, and nobody else is."""
    joined = at > 0 and not tokens[at - 1].classes.isdisjoint(("conjunction", "relative"))
    after = tokens[phrase.after] if phrase.after < len(tokens) else None
    first = phrase.tokens[0]
    if cue.klass == "accuse":
        linked = after is None or not after.classes.isdisjoint(("preposition", "responsibility"))
        return joined and before is not None and linked and "definite" not in first.classes
    if cue.klass != "appeal":
        return False
    other = after is not None and ("addressed" in after.classes or reading.begins("actor", after.start))
    if before is not None and reading.begins("actor", first.start):
        return not other
    return joined and "addressed" in first.classes and not other


def _is_teller(reading: Reading, cue: Mention, tokens: Sequence[Token], phrase: TellerPhrase) -> bool:
    """Whether the words behind a verb are somebody: by their head, or because "that" or a quotation follows."""
    if cue.value == "publish":
        return any(map(is_published, tokens[phrase.after : phrase.after + PUBLISHED_REACH]))
    first = head_of(reading, phrase.tokens)
    known = not first.classes.isdisjoint((*_HEADS, "kunya")) or any(reading.begins(k, first.start) for k in _NAMES)
    if known or reading.places.beginning_at(first.start) or _ends_quote(tokens, place_of(tokens, cue.start)):
        return True
    if cue.klass == "say" and cue.value not in ("assert", "condemn", "inform"):
        return False
    after = tokens[phrase.after] if phrase.after < len(tokens) else None
    answers = cue.klass not in ("say", "accuse") and after is not None and after.is_word
    return answers or bool(phrase.apposed) or _says(reading, tokens, phrase.after)


def _ends_quote(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation closes right before a verb: "“…”, says Fatima"."""
    before = [token.text for token in tokens[max(0, at - 2) : at]]
    return bool(before) and (before[-1] in CLOSING or (before[-1] in PAUSES and before[0] in CLOSING))


def _says(reading: Reading, tokens: Sequence[Token], place: int) -> bool:
    """Whether "that", a colon or a quotation stands behind a speaker, or "with" and what is told, or nothing more."""
    rest = tokens[place : place + CONTENT_REACH]
    if not rest or rest[0].text == "." or "with_link" in rest[0].classes:
        return True
    if "preposition" in rest[0].classes and any("told_noun" in token.classes for token in rest[1:3]):
        return True  # "spoke of the death of"
    for at, token in enumerate(rest, place):
        if "complementiser" in token.classes or token.text in ':«"“„':
            return True
        if "told_noun" in token.classes or is_verb(reading, tokens, at):
            return False
    return False


def _source(
    reading: Reading, tellers: Tellers, tokens: Sequence[Token], place: int, cue: Mention
) -> tuple[SpeakerPhrase, int] | None:
    """Whom somebody quotes or hears it from: "the agency quoted a source"; with the place behind."""
    link = "asked_of" if cue.value == "learn" else "from_link"
    if place >= len(tokens) or link not in tokens[place].classes:
        return None
    phrase = phrase_behind(reading, tokens, place + 1)
    if phrase is None:
        return None
    return tellers.remember(tellers.identify(phrase), quoted=True), phrase.after


def _addressee(
    reading: Reading, tellers: Tellers, tokens: Sequence[Token], place: int, cue: Mention
) -> SpeakerPhrase | None:
    """The body that was told and so relays it: "told the agency that"; reporters and the publisher's own are none."""
    if place + 1 >= len(tokens):
        return None
    token, after = tokens[place], tokens[place + 1]
    if cue.value != "inform":
        told = "addressee" in after.classes or reading.begins("agency", after.start)
        if "to_link" not in token.classes or not told:
            return None
        place += 1
    phrase = phrase_behind(reading, tokens, place)
    if phrase is None or phrase.tokens[0].classes.isdisjoint(("body", "definite")):
        return None
    first = phrase.tokens[0]
    if not ("body" in first.classes or reading.begins("agency", first.start)):
        return None
    found = tellers.identify(phrase)
    return None if tellers.is_publisher(found) or found.kind != "organisation" else found


def _subject_ahead(
    reading: Reading, sentence: Sentence, at: int, inside: Spoken | None, loose: bool = False
) -> TellerPhrase | None:
    """The subject before a verb: of the clause that it ends, or of the relative clause that it opens.

    `loose`: it need not fill the clause, in which another verb may stand: "commented on the raid, saying that".
    """
    tokens = sentence.tokens
    if at and "relative" in tokens[at - 1].classes:
        return _antecedent(reading, tokens, at - 1)
    if at and "conjunction" in tokens[at - 1].classes:
        return topic_of(reading, tokens, at - 1)
    least = inside.start if inside is not None else sentence.start
    first = at
    while first > 0 and tokens[first - 1].start >= least and _goes_back(reading, tokens, first - 1):
        first -= 1
    if first < at:
        return phrase_ahead(reading, tokens, first, at, loose)
    begins = place_of(tokens, least)
    parted = apart(reading, tokens, begins, at)
    if parted is not None or not at or tokens[at - 1].is_word:
        return parted
    unnamed = [place for place in range(begins, at) if "unnamed" in tokens[place].classes]
    return phrase_behind(reading, tokens[:at], unnamed[0]) if unnamed and inside is None else None


def _goes_back(reading: Reading, tokens: Sequence[Token], place: int) -> bool:
    """Whether the clause of a verb reaches back over a word or mark."""
    token = tokens[place]
    if not token.is_word:
        return token.text in '()«»"“”'
    return token.classes.isdisjoint(("clause", "complementiser", "relative")) and not is_verb(reading, tokens, place)


def _antecedent(reading: Reading, tokens: Sequence[Token], relative: int) -> TellerPhrase | None:
    """Whom "who said" means: the last person, source or body that was named before."""
    end = relative
    while end > 0 and (not tokens[end - 1].is_word or "conjunction" in tokens[end - 1].classes):
        end -= 1
    called = next((place for place in range(end - 1, -1, -1) if "named" in tokens[place].classes), None)
    if called is not None:
        return phrase_behind(reading, tokens[:end], called + 1)
    for place in range(end - 1, -1, -1):  # the name that ends right before "who"
        if not tokens[place].classes.isdisjoint(_HEADS):
            near = phrase_behind(reading, tokens[:end], place)
            if near is not None and near.after == end:
                return near
    for klasses in (("unnamed", "quantifier", "role"), ("body",)):
        for place in range(end - 1, -1, -1):
            if not tokens[place].classes.isdisjoint(klasses):
                first = place - 1 if place and "quantifier" in tokens[place - 1].classes else place
                return phrase_behind(reading, tokens[:end], first)
    return None
