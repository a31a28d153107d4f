"""What is only asked: a question of yes or no, and what follows "asked whether", tell no event."""

from __future__ import annotations

from harmtrace.extract.reading import Reading, Sentence

_ARTICLE = 6
"""How far, in characters, before an attack its article may stand."""
_OPENING = ("modal", "be", "perfect")
"""Classes of the words that open a question of yes or no."""


def is_question(reading: Reading, sentence: Sentence) -> bool:
    """ "Did the army shell the school?", and not "Why did the army shell the school?", which takes it for granted."""
    if not reading.text[sentence.start : sentence.end].rstrip("\"'”’» \n").endswith("?"):
        return False
    words = [token for token in reading.tokens_in(sentence.start, sentence.start + 24) if token.is_word]
    return bool(words) and (not words[0].classes.isdisjoint(_OPENING) or reading.is_a("clause", words[0].word, "modal"))


def asked_in(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches that tell what is asked or not known; who is meant ("that killed six") is told all the same."""
    found = []
    for asking in reading.of("asking", sentence.start, sentence.end):
        tokens = reading.tokens_in(asking.end, sentence.end)
        ends = (t.start for t in tokens if t.word in (",", ";") or reading.is_a("clause", t.word, "relative"))
        end = next(ends, sentence.end)
        if not _asks_who(reading, asking.end, end):
            found.append((asking.end, end))
    return found


def _asks_who(reading: Reading, start: int, end: int) -> bool:
    """ "Whether the army was behind the raid", "whether jets carried out the strikes": of an attack that is known."""
    if reading.any_of("blame", start, end):
        return True
    attacks = reading.of("attack", start, end, "noun")
    before = (reading.tokens_in(max(start, attack.start - _ARTICLE), attack.start)[-1:] for attack in attacks)
    return any("definite_article" in token.classes for words in before for token in words)
