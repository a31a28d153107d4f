"""Characterisations: what speakers call an attack, never our own finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.extract.voice import Heard, Voice
from harmtrace.model.attribution import Attribution

_BEFORE = 24
"""How far before a label, in characters, words may stand that make it none."""
_CLASSES = ("label", "called_label")
"""Labels, and words that are labels only where somebody calls another so."""
About = Callable[[Reading, Mention, int, int, Voice | None], tuple[int, int]]
"""From a label in a sentence, and the voice that it stands in, to what it is put on."""
_REACH = 60
"""How far from "deliberate", in characters, what was done stands."""


@dataclass(slots=True)
class LabelDraft:
    """A label that one teller gives, with every place where it stands."""

    label: str
    attribution: Attribution
    start: int
    end: int
    weapon_id: str | None
    spans: list[tuple[int, int]] = field(default_factory=list)


def labels_of(
    reading: Reading, voices: Heard, denied: Sequence[tuple[int, int]] = (), about: About | None = None
) -> list[LabelDraft]:
    """One draft for each label and teller; negated labels, those in `denied` and names of laws are none.

    `about` tells what a label is put on where that is not as in English.
    """
    found: dict[tuple[str, str], LabelDraft] = {}
    for sentence in reading.sentences:
        for mention in (m for klass in _CLASSES for m in reading.of(klass, sentence.start, sentence.end)):
            voice = voices.at(mention.start, mention.end)
            if mention.klass == "called_label" and not _is_called(reading, voice):
                continue  # "terrorists shelled the town"
            if in_any(mention.start, denied) or _not_a_label(reading, mention, sentence.start):
                continue
            attribution = voice.attribution if voice else voices.publisher()
            key = (mention.value, attribution.origin.name.lower())
            start, end = (about or _about)(reading, mention, sentence.start, sentence.end, voice)
            weapons = reading.of("weapon", max(sentence.start, mention.start - 40), min(sentence.end, mention.end + 40))
            near = [weapon for weapon in weapons if start <= weapon.start < end]
            weapon_id = near[0].value if near and mention.value == "internationally_banned" else None
            span = (sentence.start, sentence.end)
            if key not in found or found[key].start < reading.body:
                previous = found.get(key)
                spans = [*(previous.spans if previous else []), span]
                found[key] = LabelDraft(mention.value, attribution, start, end, weapon_id, spans)
            elif span not in found[key].spans:
                found[key].spans.append(span)
    for draft in found.values():
        _prefer_body(reading, draft)
    return list(found.values())


def _prefer_body(reading: Reading, draft: LabelDraft) -> None:
    """A headline is no evidence where the body says the same."""
    body = [span for span in draft.spans if span[0] >= reading.body]
    draft.spans = body or draft.spans


def _not_a_label(reading: Reading, mention: Mention, start: int) -> bool:
    if _is_opposed(reading, mention, start) or _is_of_the_law(reading, mention) or _is_undone(reading, mention):
        return True
    after = reading.tokens_in(mention.end, mention.end + 2)
    if reading.text[mention.start].isupper() and mention.start > start and after and after[0].capital:
        return True  # "Genocide Watch": a name
    if mention.start == start and after and after[0].capital:
        return True
    word = reading.folded[mention.start : mention.end]
    if reading.is_a("label_of_weapon", word):
        return not reading.any_of("weapon", mention.end, mention.end + 30)
    return False


def _is_opposed(reading: Reading, mention: Mention, start: int) -> bool:
    """ "no genocide", "the fight against terrorism": words that make a label none stand before it, or its article."""
    before = reading.tokens_in(max(start, mention.start - _BEFORE), mention.start)
    article = bool(before) and ("article" in before[-1].classes or reading.is_a("det", before[-1].word, "definite"))
    end = before[-1].start if article else mention.start
    return any(end - words.end <= 1 for words in reading.of("no_label", max(start, end - _BEFORE), end))


def _is_of_the_law(reading: Reading, mention: Mention) -> bool:
    """ "War crimes investigators", "videos of human rights violations": a matter for courts and archives, no label."""
    after = reading.tokens_in(mention.end, mention.end + _BEFORE)[:1]
    before = reading.tokens_in(mention.start - _BEFORE, mention.start)[-2:]
    kept = len(before) == 2 and before[1].word == "of" and "evidence_noun" in before[0].classes
    return kept or any("legal_noun" in token.classes for token in after)


def _is_undone(reading: Reading, mention: Mention) -> bool:
    """ "Deliberately did not target", "an intentional lie": nothing was attacked so."""
    if mention.value != "deliberate":
        return False
    after = reading.tokens_in(mention.end, mention.end + _REACH)
    if any("negation" in token.classes for token in after[:2]):
        return True
    near = (max(0, mention.start - _REACH), mention.end + _REACH)
    return not any(reading.any_of(klass, *near) for klass in ("attack", "harm", "target", "weapon", "damage"))


def _about(reading: Reading, mention: Mention, start: int, end: int, voice: Voice | None) -> tuple[int, int]:
    """What the label is put on: the words after an adjective, else the subject before, else the label itself."""
    named = _called(reading, mention, voice)
    if named is not None:
        return named
    if mention.feature == "adjective":
        after = _noun_stretch(reading, mention.end, end)
        if after is not None:
            return after
    first = max(start, voice.start) if voice and voice.start <= mention.start < voice.end else start
    subject = re.search(
        r"^(.{4,}?)\s+(?:amount(?:s|ed)? to|constitute[sd]?|is|are|was|were|may be|could be)\s+(?:a\s+|an\s+)?$",
        reading.text[first : mention.start],
        re.DOTALL,
    )
    if subject is not None:
        return first, first + len(subject.group(1))
    after = _noun_stretch(reading, mention.end, end, clause=True)
    return after if after is not None else (mention.start, mention.end)


def _is_called(reading: Reading, voice: Voice | None) -> bool:
    """Whether somebody describes, brands or condemns another in so many words."""
    return voice is not None and reading.any_of("condemning", voice.verb_start, voice.verb_end)


def _called(reading: Reading, mention: Mention, voice: Voice | None) -> tuple[int, int] | None:
    """What somebody "described as", "condemned as" the label: the words between the verb and "as"."""
    if voice is None or not reading.any_of("condemning", voice.verb_start, voice.verb_end):
        return None
    link = reading.folded.find(" as ", voice.start, mention.start)
    return (voice.start, link) if link > voice.start and voice.start >= voice.verb_end else None


def _noun_stretch(reading: Reading, start: int, end: int, clause: bool = False) -> tuple[int, int] | None:
    tokens = reading.tokens_in(start, end)
    kept = []
    for token in tokens[:14]:
        stops = token.text in '.,;:()"”“' or "label_end" in token.classes
        if stops and not (clause and token.word == "and"):
            break
        kept.append(token)
    weapon = reading.of("weapon", start, kept[-1].end if kept else start)
    if weapon and kept and weapon[0].start == kept[0].start:
        return weapon[0].start, weapon[0].end
    return (kept[0].start, kept[-1].end) if kept else None
