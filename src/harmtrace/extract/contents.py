"""What is said: where a speaker's words begin and end, in quotation marks or out of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import phrase_before
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.utterances import end_of, skip_marks, trim_mark

_BROKEN_REACH = 30
"""How far after the verb, in characters, a broken quotation goes on."""
_DATE_REACH = 12
"""How far after the verb, in characters, a date of saying may begin."""
_BESIDE = ("contrast", "joining")
"""Classes of the words between what one says and what another says."""
_OWN_CLAUSE = frozenset(("auxiliary", "be", "modal", "subject_pronoun"))
"""A word of these classes stands in what is said, and a "that" after it does not open it."""
_AUDIENCE = 4
"""So many words an audience may have: "a local radio station"."""
_MEDIUM_REACH = 8
"""So many words a medium may have: "in its regular daily news bulletin"."""


def quote_before(reading: Reading, at: int) -> tuple[int, int] | None:
    """The quotation that closes just before a speaker: '"…," its spokesman said', with or without its comma."""
    for quotation in reading.quoted.before(at, 2):
        start, end = quotation.start, quotation.end
        leads_on = reading.text[end - 2] in ",?!" or reading.text[end : end + 1] == ","
        whole = any(sentence.start == start for sentence in reading.sentences_over(start, start + 1))
        closed = reading.text[end - 2] == "."
        if 0 <= at - end <= 2 and end - start > 12 and not closed and (leads_on or whole):
            return start, end
    return None


def quote_broken(reading: Reading, at: int) -> int | None:
    """The end of the quotation that goes on after a verb: "“A,” she said on Monday, “B”"."""
    further = reading.quoted.beginning_in(at, at + _BROKEN_REACH)
    if not further:
        return None
    between = reading.text[at : further[0].start].rstrip()
    return further[0].end if between.endswith(",") and "." not in between else None


def quote_after(reading: Reading, sentence: Sentence) -> tuple[int, int] | None:
    """The quotation that a sentence announces: "told the Centre: “On Monday …”"."""
    if not reading.text[sentence.start : sentence.end].rstrip().endswith(":"):
        return None
    after = reading.quoted.beginning_in(sentence.end, sentence.end + 4)
    return (after[0].start, after[0].end) if after else None


def opens_turn(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb at `tokens[at]` has the subject of the verb before it: "condemned the raid and called on"."""
    return at > 0 and ("joining" in tokens[at - 1].classes or "contrast" in tokens[at - 1].classes)


def content_start(reading: Reading, sentence: Sentence, after: int) -> int:
    """Where what is said begins: past addressee, date, manner, 'that', a colon or comma."""
    text = reading.text
    tokens = sentence.tokens
    for index in range(after, min(after + 14, len(tokens))):
        token = tokens[index]
        if token.word == "that" or (token.text == ":" and text[token.end : token.end + 1].isspace()):
            return skip_marks(text, token.end)
        if token.text in '“"«;,' or not token.classes.isdisjoint(_OWN_CLAUSE) or _tells(reading, token):
            break
        if reading.begins("say", token.start):
            break  # "said, adding that"
    place = _past_manner(reading, tokens, _past_addressee(reading, tokens, after))
    start = tokens[place].start if place < len(tokens) else sentence.end
    return min(skip_marks(text, start), sentence.end)


def _past_manner(reading: Reading, tokens: Sequence[Token], place: int) -> int:
    """The place past when, where and how something is said: "on Monday", "in a statement posted on Telegram"."""
    first = place
    while place < len(tokens):
        step = _past_date(reading, tokens, place) or past_medium(reading, tokens, place)
        if not step and place > first and "spread" in tokens[place].classes:
            step = place + 1
        if not step:
            break
        place = step
    return place


def only_circumstances(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether what follows a verb of saying only tells where or when: "said … in Lima at the end of a summit"."""
    tokens = [token for token in sentence.tokens if start <= token.start < end]
    if not tokens or "," in reading.text[start:end]:
        return False
    if at_a_distance(tokens):
        return True
    first = tokens[0]
    opens = reading.is_a("function", first.word, "preposition") or reading.is_a("clause", first.word, "link")
    if not opens and not reading.starting("according", first.start):
        return False
    tells = [t for t in tokens if _tells(reading, t) and "toll_noun" not in t.classes]  # "said in a new toll"
    return not tells and all(t.classes.isdisjoint(("auxiliary", "be")) for t in tokens)


def at_a_distance(tokens: Sequence[Token]) -> bool:
    """ "… a day after the mayor spoke": when something was said, and nothing that was."""
    unit = next((place for place, token in enumerate(tokens[:3]) if "time_unit" in token.classes), None)
    return unit is not None and unit + 1 < len(tokens) and "apart_from" in tokens[unit + 1].classes


def _past_date(reading: Reading, tokens: Sequence[Token], place: int) -> int | None:
    """The place after a date that begins here, "late on" before it included."""
    start = tokens[place].start
    for mention in reading.dates_in(start, start + _DATE_REACH):
        between = reading.folded[start : mention.start].split()
        possessive = reading.owns(mention.end)  # "said Friday's raid destroyed"
        if not possessive and all(word in ("late", "early", "on", ",") for word in between):
            return next((i for i, token in enumerate(tokens) if token.start >= mention.end), len(tokens))
    return None


def past_medium(reading: Reading, tokens: Sequence[Token], place: int) -> int | None:
    """The place after "in a statement", "on Telegram", "on condition of anonymity"."""
    if reading.begins("anonymity", tokens[place].start):
        manner = reading.starting("anonymity", tokens[place].start)
        return next((i for i, token in enumerate(tokens) if token.start >= manner[0].end), len(tokens))
    if "medium_link" not in tokens[place].classes:
        return None
    for index in range(place + 1, min(place + _MEDIUM_REACH, len(tokens))):
        token = tokens[index]
        if not token.is_word or "function" in token.classes or _tells(reading, token):
            return None
        if "medium" in token.classes or "record" in token.classes:
            follows = index + 1 < len(tokens) and "medium" in tokens[index + 1].classes
            return index + (2 if follows else 1)
    return None


def _tells(reading: Reading, token: Token) -> bool:
    """Whether a word belongs to what is said already: a harm or attack word, or an article before one."""
    return reading.begins("harm", token.start) or reading.begins("attack", token.start)


def _past_addressee(reading: Reading, tokens: Sequence[Token], after: int) -> int:
    """The place past "reporters" in "he told reporters", past "the Panel" in "told the Panel"."""
    place = after
    if place < len(tokens) and tokens[place].word == "to":
        place += 1
    if place < len(tokens) and "addressee" in tokens[place].classes:
        return place + 1
    if not reading.is_a("telling", tokens[after - 1].word):
        return after
    if place < len(tokens) and tokens[place].word == "the":
        place += 1
    first = place
    while place < len(tokens) and tokens[place].capital:
        place += 1
    if place == first:
        return _past_audience(tokens, after)
    return place + 1 if place < len(tokens) and "addressee" in tokens[place].classes else place


def _past_audience(tokens: Sequence[Token], after: int) -> int:
    """The place past "local television", "a news conference", "residents", whom something is told to."""
    for place in range(after, min(after + _AUDIENCE, len(tokens))):
        token = tokens[place]
        if not token.is_word or token.capital or not token.classes.isdisjoint(_OWN_CLAUSE):
            return after
        if not token.classes.isdisjoint(("medium", "group", "teller")):
            follows = place + 1 < len(tokens) and not tokens[place + 1].classes.isdisjoint(("medium", "group"))
            return place + (2 if follows else 1)
    return after


def content_end(reading: Reading, sentence: Sentence, content: int, verb: Mention) -> int:
    """Where what is said ends: before the speaker says or asks something further, else with the sentence."""
    end = end_of(sentence, reading)
    said = reading.folded[verb.start : verb.end].split()[-1:]
    if said and reading.is_a("condemning", said[0]):
        marks = (token.start for token in reading.tokens_in(content, end) if token.text == ";")
        end = next((mark for mark in marks if not reading.in_quotes(mark)), end)  # "called it a crime; by our count …"
    further = [m for klass in ("appeal", "say") for m in reading.of(klass, content, end)]
    end = min(end, _before_contrast(reading, content, end, further))
    for mention in sorted(further, key=lambda mention: mention.start):
        cut = _cut_before(reading, sentence, content, mention, verb)
        if cut is not None:
            return cut
    return end


def _before_contrast(reading: Reading, content: int, end: int, further: Sequence[Mention]) -> int:
    """Where ", but residents said" begins, another speaker's words."""
    accused = reading.of("accuse", content, end)
    for token in reading.tokens_in(content, end):
        if "contrast" not in token.classes or reading.in_quotes(token.start):
            continue
        told = [mention for mention in (*further, *accused) if mention.start > token.end]
        before = reading.text[content : token.start].rstrip()
        if told and before.endswith(","):
            return content + len(before) - 1
    return end


def _cut_before(reading: Reading, sentence: Sentence, content: int, mention: Mention, verb: Mention) -> int | None:
    """The end of what is said before ", adding that", ", and called for", if the speaker of `verb` goes on there."""
    if reading.in_quotes(mention.start):
        return None
    before = reading.text[content : mention.start].rstrip()
    words = reading.folded[mention.start : mention.end].split()
    if before.endswith(",") and words[0].endswith("ing"):
        return content + len(before) - 1
    if mention.feature == "gerund" and (own := _before_own_speaker(reading, sentence, mention)) is not None:
        return own
    tokens = [token for token in sentence.tokens if content <= token.start < mention.start]
    at = len(tokens)
    while at and "skipped" in tokens[at - 1].classes:
        at -= 1
    if at < 2 or not opens_turn(tokens, at):
        return _before_another(reading, sentence, content, mention)
    said = reading.folded[verb.start : verb.end].split()[-1]
    object_only = verb.klass != "say" or reading.is_a("condemning", said)
    perfect = mention.klass == "appeal" and words[0] in ("has", "have")  # "holds that … and has asked"
    if tokens[at - 2].text == "," or object_only or perfect or mention.value == "for" or words[-1] in ("on", "upon"):
        return trim_mark(reading.text, content, tokens[at - 1].start)
    return None


def _before_own_speaker(reading: Reading, sentence: Sentence, mention: Mention) -> int | None:
    """Where ", its spokesman saying that" begins."""
    at = next((place for place, token in enumerate(sentence.tokens) if token.start >= mention.start), 0)
    phrase = phrase_before(reading, sentence.tokens, at)
    if phrase is None or "own_part" not in phrase.tokens[0].classes:
        return None
    comma = reading.text.rfind(",", sentence.start, phrase.start)
    return comma if comma >= 0 and not reading.text[comma + 1 : phrase.start].strip() else None


def _before_another(reading: Reading, sentence: Sentence, content: int, mention: Mention) -> int | None:
    """Where "and the mayor said" begins, which another speaker says."""
    at = next((place for place, token in enumerate(sentence.tokens) if token.start >= mention.start), 0)
    phrase = phrase_before(reading, sentence.tokens, at)
    if phrase is None or mention.klass != "say" or mention.feature == "gerund":
        return None
    joint = next((place for place, token in enumerate(sentence.tokens) if token.end > phrase.start), 0) - 1
    if joint < 1 or sentence.tokens[joint].start <= content or sentence.tokens[joint].classes.isdisjoint(_BESIDE):
        return None
    return trim_mark(reading.text, content, sentence.tokens[joint].start)


def comma_after(reading: Reading, content: int, end: int) -> int:
    """The end of a relative clause: "the militia, which denied the raid, …"; ", killing two" belongs to it."""
    tokens = reading.tokens_in(content, end)
    commas = (token for token, after in pairwise(tokens) if token.text == "," and not after.word.endswith("ing"))
    return next((comma.start for comma in commas), end)


def before_relative(reading: Reading, content: int, end: int) -> int:
    """Who "claimed responsibility for the blast, which killed two" says nothing of the two."""
    pairs = pairwise(reading.tokens_in(content, end))
    commas = (mark for mark, after in pairs if mark.text == "," and "relative_clause" in after.classes)
    return next((mark.start for mark in commas), end)


def clause_start(reading: Reading, sentence: Sentence, before: int) -> int:
    """Where the clause before an offset begins."""
    semicolon = reading.text.rfind(";", sentence.start, before)
    return skip_marks(reading.text, semicolon + 1) if semicolon >= 0 else sentence.start


def is_quoted(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch holds a quotation of more than a word or two."""
    return any(quotation.end - quotation.start > 12 for quotation in reading.quotations_over(start, end))


def clause_end(reading: Reading, start: int, end: int) -> int:
    """Up to a semicolon, a clause of saying or contrast after a comma, or the end without its full stop."""
    stop = end
    for token in reading.tokens_in(start, end):
        turns = "contrast" in token.classes or token.word == "as" or "remarking" in token.classes
        if turns and reading.text[start : token.start].rstrip().endswith(",") and not reading.in_quotes(token.start):
            stop = min(stop, token.start)
    for mention in reading.of("say", start, end):
        if reading.text[start : mention.start].rstrip().endswith(",") and not reading.in_quotes(mention.start):
            stop = min(stop, mention.start)
    for token in reading.tokens_in(start, stop):
        if token.word == "of" and reading.folded.startswith(("of which", "of whom"), token.start):
            stop = min(stop, token.start)
        if "relative_place" in token.classes and reading.text[start : token.start].rstrip().endswith(","):
            stop = min(stop, token.start)
    semicolon = reading.text.find(";", start, stop)
    stop = semicolon if semicolon >= 0 else stop
    while stop > start and reading.text[stop - 1] in " .,\n":
        stop -= 1
    return stop
