"""What is said of a text's language, and the text, in; the primary BCP-47 tag of its language out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
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
_ENOUGH = 40
"""Letters below which a statistical guess is not made."""
_SURE = 0.7
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
    classified = _classified(text[:_SAMPLE], script) if letters >= _ENOUGH else "und"
    return classified if classified != "und" else _by_known_words(text[:_SAMPLE], script)


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


_RELATIVES = {"en": ("pcm", "sco"), "es": ("an",), "de": ("lb",), "tr": ("crh",)}
"""Small relatives that a short text of the larger language is taken for in part."""


def _classified(text: str, script: str) -> str:
    ranked = dict(_identifier().rank(text))
    language = max(ranked, key=lambda tag: ranked[tag])
    probability = ranked[language] + sum(ranked.get(tag, 0.0) for tag in _RELATIVES.get(language, ()))
    fits = _SCRIPT_OF.get(language, script) == script
    return str(language) if probability >= _SURE and fits else "und"


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
