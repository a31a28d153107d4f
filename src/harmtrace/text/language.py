"""What is said of a text's language, and the text, in; the primary BCP-47 tag of its language out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from harmtrace.vocab.languages import known_words, languages

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_SCRIPT_OF = {
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC", "ug": "ARABIC", "sd": "ARABIC",
    "he": "HEBREW", "yi": "HEBREW", "ru": "CYRILLIC", "uk": "CYRILLIC", "be": "CYRILLIC", "bg": "CYRILLIC",
    "mk": "CYRILLIC", "el": "GREEK", "hy": "ARMENIAN", "ka": "GEORGIAN", "am": "ETHIOPIC", "ti": "ETHIOPIC",
    "hi": "DEVANAGARI", "ne": "DEVANAGARI", "bn": "BENGALI", "my": "MYANMAR", "th": "THAI", "ko": "HANGUL",
    "ja": "CJK", "zh": "CJK", "en": "LATIN", "fr": "LATIN", "de": "LATIN", "es": "LATIN", "it": "LATIN", "pt": "LATIN",
    "tr": "LATIN", "sl": "LATIN", "nl": "LATIN", "pl": "LATIN", "cs": "LATIN", "hr": "LATIN", "sv": "LATIN",
}  # fmt: skip
_ONLY_LANGUAGE = {
    "HEBREW": "he", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "MYANMAR": "my", "THAI": "th", "HANGUL": "ko",
    "BENGALI": "bn", "KHMER": "km", "LAO": "lo", "TAMIL": "ta", "SINHALA": "si",
}  # fmt: skip
_SAMPLE = 1000
_LONG, _ENOUGH, _FEWEST = 300, 40, 20
"""Letters from which a text is long, from which it is no headline, and below which no statistical guess is made."""
_SURE, _SURER, _LEAST = 0.7, 0.8, 0.5
"""Shares of probability among languages of the script that decide, for a headline too; the least of the whole."""
_FEW, _KNOWN = 3, 0.5
"""A short text is of a language whose lexicon knows half of its words, if it has so many."""


def primary_tag(tag: str | None) -> str | None:
    """Return the primary subtag of a written language tag ("en" of "en-gb"), or None for what is no tag."""
    if not tag or not _TAG.fullmatch(tag.strip()):
        return None
    return re.split("[-_]", tag.strip())[0].lower()


def language_of(text: str, given: str | None, declared: str | None) -> str:
    """Return the language of `text`.

    What the user or corpus gives holds. What a page declares holds unless its letters
    contradict it (templates say English above Arabic text). Else the text itself is classified;
    too short or mixed to say is "und".
    """
    known = primary_tag(given)
    if known and known != "und":
        return known
    script, share, letters = _dominant_script(text[:_SAMPLE])
    said = primary_tag(declared)
    if said and (script is None or _SCRIPT_OF.get(said, script) == script):
        return said
    if script is None or share < 0.5:
        return "und"
    if script in _ONLY_LANGUAGE:
        return _ONLY_LANGUAGE[script]
    likeliest, sure = _classified(text[:_SAMPLE], script, letters) if letters >= _FEWEST else ("und", False)
    if sure:
        return likeliest
    known = _by_known_words(text[:_SAMPLE], script)
    return known if likeliest in {known, "und"} else "und"


def _by_known_words(text: str, script: str) -> str:
    """The language whose lexicon knows most words of a text too short for statistics ("und" where none does)."""
    words = [word for word in re.findall(r"\w+", text.lower()) if word.isalpha()]
    shares = {
        code: sum(word in known_words(code) for word in words) / len(words)
        for code in languages()
        if words and _SCRIPT_OF.get(code) == script
    }
    best = max(shares, key=lambda code: shares[code], default=None)
    return best if best is not None and len(words) >= _FEW and shares[best] >= _KNOWN else "und"


_RELATIVES = {
    "pcm": "en", "sco": "en", "an": "es", "ext": "es", "gl": "es", "lb": "de", "crh": "tr", "wa": "fr", "ary": "ar",
    "arz": "ar", "nn": "no", "sdh": "ckb", "gcf": "ht", "gcr": "ht", "bcl": "tl",
}  # fmt: skip
"""Small relatives of larger languages: a short text of the larger one is taken for them in part or whole."""
_NOT_OF_THE_PRESS = frozenset({"zxx", "vo", "la", "eo", "grc", "hbo", "sa"})
"""What the classifier knows and no report is written in."""


def _classified(text: str, script: str, letters: int) -> tuple[str, bool]:
    """The language of most probability among those of the script, "und" where it has less than half; is it sure?

    A short text is of no small relative: the classifier gives one line of English to Nigerian Pidgin at 0.8.
    """
    ranked: defaultdict[str, float] = defaultdict(float)
    for tag, probability in _identifier().rank(text):
        language = _RELATIVES.get(tag, tag) if letters < _LONG else tag
        if language not in _NOT_OF_THE_PRESS and _SCRIPT_OF.get(language, script) == script:
            ranked[language] += float(probability)
    language, whole = max(ranked, key=lambda tag: ranked[tag]), sum(ranked.values())
    best = ranked[language]
    sure = best >= (_SURE if letters >= _ENOUGH else _SURER) * whole and best >= _LEAST
    return (language if best >= _LEAST * whole else "und"), sure


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_modelpath(Path(MODEL_DIR) / MODEL_FILE, norm_probs=True)


def _dominant_script(text: str) -> tuple[str | None, float, int]:
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            counts[_script(character)] += count
    letters = sum(counts.values())
    if not letters:
        return None, 0.0, 0
    script, count = counts.most_common(1)[0]
    return script, count / letters, letters


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").partition(" ")[0]
