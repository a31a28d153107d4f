"""The stretches of a sentence that say who speaks: subjects between commas, appositions, datelines, and their edges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.name_words import full_stop_in_name
from harmtrace.extract.phrases import Phrase, apposed, phrase_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.attribution import Teller

_DATELINE_WIRE = re.compile(r"[A-Z]{3}[^().\n]{0,40}\(([A-Z][\w&.'’ -]{2,30})\)\s*[-–—]")
"""The dateline of an agency that no table knows: "KATSINA (Savanna Wire) —"."""
_SIGNATURE = 6
"""So many characters around an agency show that it signs."""
_DATELINE_REACH = 120
"""How far into the body, in characters, a dateline may stand."""
_BYLINE_REACH = 400
"""How far into the body, in characters, a byline may stand behind a teaser."""
_TOLL_REACH = 40
"""How far after the verb, in characters, the toll that it gives may stand."""
_NUMBER_REACH = 14
"""How far after the verb, in characters, a number of people is its object."""
IT_AT = 2
"""So many words are the "it at" of "put it at 41"."""
_APPOSITION = 12
"""So many words "a militia in the north" has at the most."""
_GAP = 8
"""So many spaces may stand after a comma."""


def before_is_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word or a short form in brackets, and no comma, stands before the verb."""
    return at > 0 and (tokens[at - 1].is_word or tokens[at - 1].text in ")]")


def before_adverbs(tokens: Sequence[Token], at: int) -> int:
    """The place after a comma that only adverbs and auxiliaries part from the verb: "the army, which …, now says"."""
    place = at
    while place and "skipped" in tokens[place - 1].classes and "relative_clause" not in tokens[place - 1].classes:
        place -= 1
    return place if place and tokens[place - 1].text == "," else at


def own_id(speaker: SpeakerPhrase) -> str | None:
    """The id of an organisation; a person speaks under that of his organisation only."""
    return speaker.actor_id if speaker.kind == "organisation" else None


def same(one: str, other: str) -> bool:
    """Whether two names of tellers are one, articles apart."""
    return one.lower().removeprefix("the ").strip() == other.lower().removeprefix("the ").strip()


def comma_parts(reading: Reading, tokens: Sequence[Token], comma: int) -> list[list[Token]]:
    """The stretches between commas before `comma`, the subject first; at most two appositions."""
    parts: list[list[Token]] = [[]]
    for token in reversed(tokens[:comma]):
        if token.text == ",":
            if len(parts) == 3:
                break
            parts.append([])
        elif token.text in ';:“”"' or len(parts[-1]) > 12:
            break
        else:
            parts[-1].insert(0, token)
    kept = [part for part in reversed(parts) if part and not part[0].text.isdigit()]
    clauses = [place for place, part in enumerate(kept) if _is_clause(part)]
    kept = kept[clauses[-1] + 1 :] if clauses else kept
    while kept and any(is_told(reading, token) for token in kept[0]):
        kept = kept[1:]
    kept = [_past_link(part) for part in kept if not _describes(reading, part)]
    return [part for part in kept if "function" not in part[0].classes]


def _past_link(part: list[Token]) -> list[Token]:
    """The subject of a relative clause that begins with its link: "in which the paramedic", "where a doctor"."""
    if part[0].word in ("called", "named") and len(part) > 1 and part[1].capital:
        return part[1:]  # "a nurse, called Huda here, said"
    link = next((place for place, token in enumerate(part[:2]) if "relative_place" in token.classes), None)
    rest = part[link + 1 :] if link is not None else part
    return rest if rest and "determiner" in rest[0].classes else part


def _is_clause(part: Sequence[Token]) -> bool:
    """Whether a stretch has a verb of its own, and so is no noun phrase: "the road was shut"."""
    if "relative_clause" in part[0].classes:
        return False
    return any("auxiliary" in token.classes or "subject_pronoun" in token.classes for token in part)


def _describes(reading: Reading, part: Sequence[Token]) -> bool:
    """Whether a stretch only says something of the subject: "who …", "quoted by …", "led by …", "speaking …"."""
    first = part[0]
    by = len(part) > 1 and "agent" in part[1].classes
    return (
        first.word in ("who", "which", "whose", "speaking") or by or bool(reading.starting("describing", first.start))
    )


def is_told(reading: Reading, token: Token) -> bool:
    """Whether a word tells of harm or attack, and so stands in what is said and not in who says it."""
    starting = reading.starting
    attacks = [mention for mention in starting("attack", token.start) if mention.feature == "verb"]
    return bool(attacks or [m for m in starting("harm", token.start) if m.feature != "noun"]) and not token.capital


def following_parts(tokens: Sequence[Token], phrase: Phrase) -> list[Phrase]:
    """Appositions after a name: ', Amnesty International's Syria researcher'."""
    rest = [token for token in tokens if token.start >= phrase.end]
    if not rest or rest[0].text != ",":
        return []
    part: list[Token] = []
    for place, token in enumerate(rest[1:], 1):
        if full_stop_in_name(rest, place):
            continue  # "the councillor, Hon. Jane Doe"
        if token.text in '.,;:“”"' or len(part) > 10:
            break
        part.append(token)
    found = phrase_of(part)
    return [found] if found else []


def skip_marks(text: str, at: int) -> int:
    """The offset past spaces, commas and colons."""
    while at < len(text) and text[at] in " ,:\n\t":
        at += 1
    return at


def trim_mark(text: str, start: int, end: int) -> int:
    """The end of a stretch without its closing marks."""
    while end > start and text[end - 1] in " ,\n\t-–—":
        end -= 1
    return end


def end_of(sentence: Sentence, reading: Reading) -> int:
    """The end of a sentence without its full stop."""
    end = sentence.end
    while end > sentence.start and reading.text[end - 1] in " .\n":
        end -= 1
    return end


def agency(reading: Reading) -> tuple[Teller, ...]:
    """The wire agency of a byline, dateline or closing line, unless it is the publisher itself."""
    publisher = (reading.document.publisher or "").lower()
    for mention in reading.mentions.get("agency", ()):
        name = reading.text[mention.start : mention.end]
        if _signs(reading, mention) and name.lower() not in publisher:
            return (Teller(name, None, mention.start, mention.end),)
    wire = _DATELINE_WIRE.search(reading.text, max(0, reading.body - _DATELINE_REACH), reading.body + _DATELINE_REACH)
    if wire is None or wire[1].lower() in publisher or publisher in wire[1].lower():
        return ()
    return (Teller(wire[1], None, wire.start(1), wire.end(1)),)


def _signs(reading: Reading, mention: Mention) -> bool:
    """Whether an agency stands where one signs a report: "(AFP) -" at its head, "--AFP" at its end."""
    in_byline = reading.document.zone_at(mention.start) == "byline"
    near_head = mention.start < reading.body + _DATELINE_REACH
    before = reading.text[max(0, mention.start - _SIGNATURE) : mention.start].rstrip()
    in_brackets = before.endswith("(")
    dated = bool(reading.dates_in(mention.end, mention.end + 3))
    closes = not reading.text[mention.end : mention.end + _SIGNATURE].strip(" .)\n")
    signed = closes and before.endswith(("-", "–", "—", "("))
    # A byline that has lost its line: "…   AFP  Friday 10 May …" behind a longer teaser.
    alone = (
        dated
        and mention.start < reading.body + _BYLINE_REACH
        and reading.text[max(0, mention.start - 2) : mention.start].isspace()
    )
    return in_byline or signed or alone or (near_head and (in_brackets or dated))


def label_of(reading: Reading, sentence: Sentence) -> tuple[Sentence, Phrase, int] | None:
    """The name before the colon at the head of a line, and where the words begin."""
    tokens = sentence.tokens
    starts_line = sentence.start == 0 or reading.text[sentence.start - 1] == "\n"
    colon = next((place for place, token in enumerate(tokens[:7]) if token.text == ":"), None)
    if not starts_line or not colon or not tokens[0].capital:
        return None
    comma = next((place for place, token in enumerate(tokens[:colon]) if token.text == ","), colon)
    phrase = phrase_of(tokens[:comma])
    if phrase is None or comma > 3 or not all(token.capital for token in phrase.tokens):
        return None
    return sentence, phrase, tokens[colon].end


def up_to_pronoun(reading: Reading, phrase: Phrase | None) -> Phrase | None:
    """ "according to the bulletin rebels attacked": the phrase ends with the words that refer back."""
    if phrase is None or len(phrase.tokens) < 3 or reading.is_a("function", phrase.words[2]):
        return phrase
    if reading.is_a("pronoun", " ".join(phrase.words[:2])):
        return phrase_of(phrase.tokens[:2])
    return phrase


def without_numbers(reading: Reading, phrase: Phrase | None) -> Phrase | None:
    """The phrase up to where a count begins."""
    if phrase is None:
        return None
    inside = reading.quantities_in(phrase.start, phrase.end)
    firsts = [item.quantity.start for item in inside if item.kind == "count"]
    kept: list[Token] = []
    for token in phrase.tokens:
        if token.start in firsts and kept:
            break
        kept.append(token)
    return phrase_of(kept)


def closes(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase ends its sentence or an apposition follows, so that it is no subject of what comes after."""
    following = next((token for token in tokens if token.start >= phrase.end), None)
    if following is None or following.text in ".,":
        first = next((token for token in phrase.tokens if "det" not in token.classes), phrase.tokens[0])
        return "stopname" not in first.classes
    place = tokens.index(following)
    return apposed(tokens, place) or "relative_clause" in following.classes


def goes_on(rest: Sequence[Token]) -> bool:
    """Whether the sentence goes on after ", according to X,": not where what follows only says who X is."""
    if len(rest) <= 5 or rest[0].text != "," or "relative_clause" in rest[1].classes:
        return False
    clause = next((place for place, token in enumerate(rest) if "relative_clause" in token.classes), len(rest))
    described = "article" in rest[1].classes and not any("auxiliary" in token.classes for token in rest[:clause])
    return not (described and (clause < len(rest) or len(rest) < _APPOSITION))


def after_comma(text: str, at: int) -> bool:
    """Whether a comma stands before `at`, with spaces between at the most."""
    return text[max(0, at - _GAP) : at].rstrip().endswith(",")


def gives_a_number(reading: Reading, verb: Mention) -> bool:
    """Whether "put", "gave" or "list" has a toll or a number of people for its object."""
    reach = verb.end + _TOLL_REACH
    if reading.of("harm", verb.end, reach, "toll"):
        return True
    numbers = [item for item in reading.quantities_in(verb.end, reach) if item.kind == "count"]
    if puts_it_at(reading.tokens_in(verb.end, reach)[:IT_AT]):
        return bool(numbers)
    told = any("toll_noun" in token.classes for token in reading.tokens_in(verb.end, reach))
    near = [item for item in numbers if item.quantity.start < verb.end + _NUMBER_REACH]
    return (bool(numbers) and told) or (bool(near) and reading.any_of("harm", verb.end, verb.end + 50))


def puts_it_at(words: Sequence[Token]) -> bool:
    """The "it at" of "put it at 41"."""
    return len(words) == IT_AT and "event_pronoun" in words[0].classes and "toll_link" in words[1].classes
