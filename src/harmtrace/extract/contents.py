"""What is said: where a speaker's words begin and end, in quotation marks or out of them."""

from __future__ import annotations

from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.utterances import end_of, skip_marks


def quote_before(reading: Reading, at: int) -> tuple[int, int] | None:
    """The quotation that closes just before a speaker: '"…," its spokesman said', with or without its comma."""
    for quotation in reading.quoted.before(at, 2):
        start, end = quotation.start, quotation.end
        leads_on = reading.text[end - 2] in ",?!" or reading.text[end : end + 1] == ","
        whole = any(sentence.start == start for sentence in reading.sentences_over(start, start + 1))
        if 0 <= at - end <= 2 and end - start > 12 and (leads_on or whole):
            return start, end
    return None


def quote_after(reading: Reading, sentence: Sentence) -> tuple[int, int] | None:
    """The quotation that a sentence announces: "told the Centre: “On Monday …”"."""
    if not reading.text[sentence.start : sentence.end].rstrip().endswith(":"):
        return None
    after = reading.quoted.beginning_in(sentence.end, sentence.end + 4)
    return (after[0].start, after[0].end) if after else None


def content_start(reading: Reading, sentence: Sentence, after: int) -> int:
    """Where what is said begins: past addressee, date, 'that', a colon or comma."""
    text = reading.text
    tokens = sentence.tokens
    for index in range(after, min(after + 14, len(tokens))):
        token = tokens[index]
        if token.word == "that" or (token.text == ":" and text[token.end : token.end + 1].isspace()):
            return skip_marks(text, token.end)
        if token.text in '“"«;,' or _tells(reading, token):
            break
    start = tokens[after].start if after < len(tokens) else sentence.end
    start = _past_addressee(reading, sentence, after, start)
    for mention in reading.dates_in(start, start + 12):
        between = reading.folded[start : mention.start].split()
        if all(word in ("late", "early", "on", ",") for word in between):
            start = max(start, mention.end)
    return min(skip_marks(text, start), sentence.end)


def _tells(reading: Reading, token: Token) -> bool:
    """Whether a word belongs to what is said already: a harm or attack word, or an article before one."""
    starting = reading.starting
    return bool(starting("harm", token.start) or starting("attack", token.start))


def _past_addressee(reading: Reading, sentence: Sentence, after: int, start: int) -> int:
    """The end of "reporters" in "he told reporters", of "the Panel" in "told the Panel"."""
    tokens = sentence.tokens
    place = after
    if place < len(tokens) and tokens[place].word == "to":
        place += 1
    if place < len(tokens) and "addressee" in tokens[place].classes:
        return tokens[place].end
    told = reading.is_a("telling", reading.folded[tokens[after - 1].start : tokens[after - 1].end])
    if not told:
        return start
    if place < len(tokens) and tokens[place].word == "the":
        place += 1
    first = place
    while place < len(tokens) and tokens[place].capital:
        place += 1
    if place == first:
        return start
    if place < len(tokens) and "addressee" in tokens[place].classes:
        place += 1
    return tokens[place - 1].end


def content_end(reading: Reading, sentence: Sentence, content: int) -> int:
    """Where what is said ends: before a participle clause of saying or asking, else with the sentence."""
    end = end_of(sentence, reading)
    for klass in ("appeal", "say"):
        for mention in reading.of(klass, content, end):
            before = reading.text[content : mention.start].rstrip()
            ends_clause = before.endswith(",")
            gerund = reading.text[mention.start : mention.end].split()[0].endswith("ing")
            if ends_clause and gerund and not reading.in_quotes(mention.start):
                end = min(end, content + len(before) - 1)
    return end


def clause_start(reading: Reading, sentence: Sentence, before: int) -> int:
    """Where the clause before an offset begins."""
    semicolon = reading.text.rfind(";", sentence.start, before)
    return skip_marks(reading.text, semicolon + 1) if semicolon >= 0 else sentence.start


def is_quoted(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch holds a quotation of more than a word or two."""
    return any(quotation.end - quotation.start > 12 for quotation in reading.quotations_over(start, end))
