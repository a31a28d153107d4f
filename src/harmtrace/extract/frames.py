"""From a sentence to event drafts: which trigger, harm, target, place, date and actor belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.accusations import accusation_of
from harmtrace.extract.actors import actors_of, claimants_of
from harmtrace.extract.anaphors import anaphoric_place
from harmtrace.extract.arguments import Arguments
from harmtrace.extract.asides import Clause
from harmtrace.extract.attack_counts import attack_count
from harmtrace.extract.attribution import Voices
from harmtrace.extract.clauses import clauses_of
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.extents import is_plural, is_running, is_singular, is_spread, is_taken
from harmtrace.extract.harm_drafts import HarmDraft, harms_within
from harmtrace.extract.harms import find_harms
from harmtrace.extract.kinds import types_of
from harmtrace.extract.labels import heads_a_sheet, sheet_of
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.objects import by_means, weapons_of
from harmtrace.extract.questions import asked_in, is_question
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.rows import heads_rows, row_draft
from harmtrace.extract.scenes import heading_date, heading_place, where_of
from harmtrace.extract.sheets import sheet_drafts
from harmtrace.extract.targets import targets_of
from harmtrace.extract.times import when_of
from harmtrace.extract.triggers import attack_triggers, goes_on, without_flight
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Modality
from harmtrace.model.when import When
from harmtrace.model.where import Where

_NEGATION_REACH = 7
"""How many words before an attack word "no" may stand ("no Russian or Syrian aircraft struck")."""
_NOUN_LEAD = 4
"""So many words may stand between an article and the attack word it belongs to."""
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?!\d)")
_SOFTER: tuple[Modality, ...] = ("alleged", "suspected", "reported")


def event_drafts(
    reading: Reading, voices: Voices, sentence: Sentence, taken: Sequence[tuple[int, int]]
) -> list[EventDraft]:
    """The event drafts of one sentence. `taken` are stretches that other claim kinds have read."""
    row = row_draft(reading, voices, sentence)
    if row is not None or heads_rows(reading, sentence):
        return [row] if row is not None else []
    if is_question(reading, sentence):
        return []
    if (told := sheet_drafts(reading, voices, sentence)) is not None:
        return told
    start, end = sentence.start, sentence.end
    taken = [*taken, *asked_in(reading, sentence)]
    harms = find_harms(reading, start, end, taken)
    triggers = attack_triggers(reading, start, end, taken)
    if not harms and not triggers:
        accusation = accusation_of(reading, voices, sentence)
        return [accusation] if accusation is not None else []
    if _heads(reading, sentence) or (not harms and heads_a_sheet(reading.sentences, sentence.index)):
        return []
    pieces = clauses_of(reading, voices, sentence, harms, triggers)
    drafts = []
    for piece in pieces:
        drafts += _drafts_of_piece(reading, voices, sentence, piece, pieces, harms, triggers)
    return drafts


def _heads(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is a label with text under it, which tells what the label only names."""
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    return sentence.zone != "title" and any(below.label == sentence.index for below in following)


def clauses_in(reading: Reading, voices: Voices, sentence: Sentence) -> list[Clause]:
    """The stretches of a sentence that each tell an event; none where it tells of no harm or attack."""
    harms = find_harms(reading, sentence.start, sentence.end)
    triggers = attack_triggers(reading, sentence.start, sentence.end)
    return clauses_of(reading, voices, sentence, harms, triggers) if harms or triggers else []


def _drafts_of_piece(
    reading: Reading,
    voices: Voices,
    sentence: Sentence,
    piece: Clause,
    pieces: Sequence[Clause],
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> list[EventDraft]:
    reading = reading.without(piece.gaps)
    own_harms = harms_within(harms, piece.start, piece.end, piece.gaps)
    own_triggers = without_flight([trigger for trigger in triggers if piece.covers(trigger.start)], own_harms)
    if not own_harms and not own_triggers:
        return []
    centre = own_harms[0].start if own_harms else own_triggers[0].start
    voice = None if piece.lasting and piece.aside else _voice_of(voices, own_harms, own_triggers, centre)
    draft = _draft(reading, voices, sentence, piece, len(pieces) > 1, voice, own_harms, own_triggers)
    if _only_spoken_of(reading, voices, sentence, draft) or (piece.aside and not _tells_by_the_way(draft)):
        return []
    return [
        split
        for dated in _by_date(reading, draft, piece)
        for place in _by_place(dated)
        for split in _by_figure(reading, place)
    ]


def _tells_by_the_way(draft: EventDraft) -> bool:
    """Whether what is told by the way has a figure or a day, or says who did it and where."""
    return bool(draft.harms or draft.attacks or draft.when or (draft.actors and draft.where))


def _only_spoken_of(reading: Reading, voices: Voices, sentence: Sentence, draft: EventDraft) -> bool:
    """Whether an attack is only condemned, judged in general or denied (annotation rule 32)."""
    if draft.harms or draft.attacks or draft.when:
        return False
    said = voices.in_sentence(sentence)
    judged = any(
        reading.is_a("say", voice.verb.lower()) and reading.any_of("condemning", voice.verb_start, voice.verb_end)
        for voice in said
    )
    supposed = draft.modality == "conditional" and draft.anaphoric
    return judged or supposed or _denied(reading, sentence) or _general(reading, sentence)


def _denied(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence denies its attack and tells of none instead ("denied it, saying rebels had shelled …")."""
    denials = reading.of("deny", sentence.start, sentence.end)
    if not denials or not reading.any_of("attack", sentence.start, sentence.end):
        return False
    instead = reading.of("say", denials[0].end, sentence.end, "gerund")
    if not instead or not reading.any_of("attack", instead[0].end, sentence.end):
        return True
    subject = reading.tokens_in(instead[0].end, sentence.end)[:1]
    return bool(subject) and "own_part" in subject[0].classes


def _general(reading: Reading, sentence: Sentence) -> bool:
    """ "Attacks on civilians are war crimes": a label over attacks of that kind."""
    labels = reading.of("label", sentence.start, sentence.end)
    if not labels:
        return False
    before = reading.tokens_in(max(sentence.start, labels[0].start - 12), labels[0].start)
    return any(token.word in ("is", "are") for token in before)


def _by_date(reading: Reading, draft: EventDraft, piece: Clause) -> list[EventDraft]:
    """One draft for each of two coordinated dates: "on 3 May and on 17 May", "and again last week" (rule 16)."""
    dates = [
        date
        for date in reading.dates.within(piece.start, piece.end)
        if date.when is not None and date.kind != "present"
    ]
    for one, other in pairwise(dates):
        if one.when != draft.when:
            continue
        between = reading.folded[one.end : other.start].split()
        if between in (["and"], ["and", "on"], ["and", "in"]):
            first = replace(draft, attacks=None, harms=[], spans=list(draft.spans))
            return [first, replace(draft, attacks=None, when=other.when, spans=list(draft.spans))]
        if between[-3:-1] == ["and", "again"] or between[-2:] == ["and", "again"]:
            again = replace(draft, attacks=None, harms=[], when=other.when, spans=list(draft.spans))
            return [draft, again]
    return [draft]


def _by_figure(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """One draft for each toll of the same harm: "39 were killed; he later raised the toll to 52"."""
    tops = [(index, harm) for index, harm in enumerate(draft.harms) if harm.parent is None]
    tolls = [index for index, harm in tops if _by_toll(reading, harm)]
    apart = [
        index
        for index in tolls
        if any(
            other != index and harm.harm == draft.harms[index].harm and harm.quantity != draft.harms[index].quantity
            for other, harm in tops
        )
    ]
    if not apart:
        return [draft]
    rest = [index for index, _ in tops if index not in apart]
    return [_with_only(draft, [index]) for index in apart] + ([_with_only(draft, rest)] if rest else [])


def _by_toll(reading: Reading, harm: HarmDraft) -> bool:
    return any(mention.start == harm.trigger for mention in reading.of("harm", harm.trigger, harm.trigger + 60, "toll"))


def _with_only(draft: EventDraft, wholes: Sequence[int]) -> EventDraft:
    """The draft with these wholes and their parts."""
    kept = [index for index, harm in enumerate(draft.harms) if index in wholes or harm.parent in wholes]
    place = {index: position for position, index in enumerate(kept)}
    harms = [
        replace(
            draft.harms[i], parent=place.get(draft.harms[i].parent or 0) if draft.harms[i].parent is not None else None
        )
        for i in kept
    ]
    return replace(draft, harms=harms, spans=list(draft.spans), where=list(draft.where))


def _voice_of(voices: Voices, harms: Sequence[HarmDraft], triggers: Sequence[Mention], centre: int) -> Voice | None:
    first = harms[0] if harms else None
    if first is not None:
        return voices.at(first.quantity.start, first.quantity.end)
    return voices.at(triggers[0].start, triggers[0].end) or voices.at(centre, centre + 1)


def _draft(
    reading: Reading,
    voices: Voices,
    sentence: Sentence,
    piece: Clause,
    split: bool,
    voice: Voice | None,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> EventDraft:
    start, end = piece.start, piece.end
    spoken = _speakers(voices, sentence)
    arguments = Arguments(reading, start, end, triggers)
    claimed = claimants_of(reading, arguments, voice)
    own = {actor.actor_id for actor in claimed if actor.actor_id} | {actor.start for actor in claimed}
    told = actors_of(reading, arguments, spoken, harms)
    actors = [actor for actor in told if own.isdisjoint((actor.actor_id, actor.start))] + claimed
    parties = [*spoken, *((actor.start, actor.end) for actor in actors)]
    attacked = any(actor.role in ("alleged_perpetrator", "claimed_responsibility") for actor in actors)
    named = weapons_of(reading, arguments)
    types = types_of(reading, arguments, named, harms, attacked)
    weapons = by_means(reading, named, types)
    attacks = attack_count(reading, start, end)
    when, where = _when_and_where(reading, sentence, piece, parties, harms)
    lasting = not harms and all(goes_on(reading, trigger) for trigger in triggers)
    # Whoever names a perpetrator makes an allegation of their own, though the attack is known.
    alleges = voice is not None and any(actor.role == "alleged_perpetrator" for actor in actors)
    return EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=piece.stretches() if split or piece.gaps else [(sentence.start, sentence.end)],
        attribution=voice.attribution if voice else voices.publisher(),
        modality=_modality(reading, start, end, harms, triggers),
        rule=_rule(harms, triggers),
        types=types,
        attacks=attacks,
        when=when,
        where=where,
        weapons=weapons,
        actors=actors,
        targets=targets_of(reading, arguments, harms),
        harms=list(harms),
        caused=bool(triggers or weapons),
        plural=is_plural(reading, triggers, weapons),
        spread=is_spread(reading, start, end, where, triggers, harms),
        singular=is_singular(reading, triggers, weapons) or is_taken(reading, where, triggers),
        total=reading.any_of("total", sentence.start, sentence.end),
        running=is_running(reading, start if split else sentence.start, end if split else sentence.end, harms),
        cumulative=reading.any_of("cumulative", sentence.start, sentence.end),
        habitual=(piece.lasting and when is None) or lasting or reading.any_of("habitual", start, end),
        anaphoric=reading.any_of("anaphor", start, end) or _only_a_toll(reading, harms, triggers),
        referring=not (harms or attacks or alleges) and _refers(reading, triggers),
        separate=reading.any_of("new_event", start, end) or _is_of_series(reading, sentence, triggers),
        further=_is_further(reading, sentence, harms, triggers),
        background=piece.background or lasting or reading.any_of("background", start, end),
        aside=piece.aside,
        timed=_is_timed(reading, start, end),
        headline=sentence.zone == "title",
        attributed=voice is not None,
    )


def _when_and_where(
    reading: Reading,
    sentence: Sentence,
    piece: Clause,
    parties: Sequence[tuple[int, int]],
    harms: Sequence[HarmDraft],
) -> tuple[When | None, list[Where]]:
    """The day and the places of a clause: its own, else those beside it, of its heading, or told again."""
    where = where_of(reading, piece.start, piece.end, parties, harms)
    when = piece.when or when_of(reading, piece.start, piece.end, harms, sentence)
    if piece.beside is not None:
        where = where or where_of(reading, *piece.beside, parties, ())
        when = when or (None if piece.background else when_of(reading, *piece.beside, (), sentence))
    where = where or heading_place(reading, sentence)
    for start, end in ((piece.start, piece.end), piece.beside or (0, 0)):
        if not where and (again := anaphoric_place(reading, start, end)) is not None:
            where = [again]
    return when or heading_date(reading, sentence), where


def _is_further(reading: Reading, sentence: Sentence, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """Whether an event is told as one more: "Another seven people were killed", "Five more died", "Elsewhere, …"."""
    first = min([harm.trigger for harm in harms] + [trigger.start for trigger in triggers])
    ends = [harm.end for harm in harms if harm.parent is None][:1]
    tokens = reading.tokens_in(sentence.start, max([first, *ends]))
    return any(
        "further" in token.classes and not any("than" in after.classes for after in tokens[at + 1 : at + 2])
        for at, token in enumerate(tokens)
    )


def _is_timed(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch gives a time by the clock; the search for one is slow, and few stretches have a colon."""
    return reading.text.find(":", start, end) >= 0 and _CLOCK.search(reading.text, start, end) is not None


def _speakers(voices: Voices, sentence: Sentence) -> list[tuple[int, int]]:
    return [
        (voice.speaker.phrase_start, voice.speaker.phrase_end)
        for voice in voices.in_sentence(sentence)
        if voice.speaker.phrase_end
    ]


def _modality(
    reading: Reading, start: int, end: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> Modality:
    """How the event itself is told; doubt about the actor alone is the actor's certainty."""
    first = min([harm.start for harm in harms] + [trigger.start for trigger in triggers])
    last = max([harm.end for harm in harms] + [trigger.end for trigger in triggers])
    cues = [cue for cue in reading.of("doubt", start, end) if cue.start <= last + 12]
    values = [cue.value for cue in cues if not _about_actor(reading, cue)]
    if reading.any_of("retracted", start, end, "figure") or reading.any_of("retracted", last, end, "judged"):
        return "negated"
    if "planned" in values and not harms:
        return "planned"
    conditional = [cue for cue in cues if cue.value == "conditional" and cue.start <= first + 60]
    if conditional and not any(cue.value != "conditional" for cue in cues if cue.value == "alleged"):
        return "conditional"
    if "planned" in values:
        return "planned"
    if _negated(reading, first, triggers, harms):
        return "negated"
    for modality in _SOFTER:
        if modality in values:
            return modality
    return "asserted"


def _about_actor(reading: Reading, cue: Mention) -> bool:
    """Whether the doubt is about who did it: "believed to be Russian jets"."""
    named = ("actor", "adjective_actor", "country_actor", "fighter")
    return cue.value == "suspected" and any(reading.any_of(klass, cue.end, cue.end + 36) for klass in named)


def _verbal(before: Sequence[Token]) -> list[Token]:
    """The words back to the last mark or conjunction: "did not carry out", of "did not carry out strikes"."""
    found: list[Token] = []
    for token in reversed(before):
        if not token.is_word or "phrase_break" in token.classes or "of_word" in token.classes:
            break
        found.append(token)
    return found


def _negated(reading: Reading, first: int, triggers: Sequence[Mention], harms: Sequence[HarmDraft]) -> bool:
    if harms or not triggers:
        return False
    before = reading.tokens_in(max(0, first - 60), first)[-_NEGATION_REACH:]
    words = [token.word for token in before]
    if any(word in ("not", "never", "without", "n't") for word in words[-2:]):
        return True
    if triggers[0].feature == "noun" and any(token.word in ("not", "never") for token in _verbal(before)):
        return True
    none = next((at for at in range(len(words) - 1, -1, -1) if words[at] in ("no", "neither", "none", "nobody")), None)
    return none is not None and not any(word in (",", ";", ".", "that", "but") for word in words[none:])


def _only_a_toll(reading: Reading, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """ "The committee put the death toll at three": the toll of what was told before."""
    tops = [harm for harm in harms if harm.parent is None]
    return bool(tops) and not triggers and all(_by_toll(reading, harm) for harm in tops)


def _refers(reading: Reading, triggers: Sequence[Mention]) -> bool:
    """Whether the attack is named by definite nouns only: "the air raids of 30 September", "yesterday's attack"."""
    if not triggers or any(trigger.feature != "noun" for trigger in triggers):
        return False
    return all(_is_definite(reading, trigger) for trigger in triggers)


def _is_definite(reading: Reading, trigger: Mention) -> bool:
    if _is_member(reading, trigger):
        return False
    for token in reversed(_lead(reading, trigger)):
        if reading.is_a("det", token.word, "definite") or token.word in ("the", "such"):
            return True
        dated = reading.dates.before(token.end, 1)
        if dated and dated[0].end > token.start and dated[0].when is not None and token.word.endswith("s"):
            return True
        if not token.is_word or not token.classes.isdisjoint(("function", "be", "say")):
            return False
    return False


def _lead(reading: Reading, trigger: Mention) -> Sequence[Token]:
    """The words before an attack noun among which its article may stand."""
    return reading.tokens_in(max(0, trigger.start - 48), trigger.start)[-_NOUN_LEAD:]


def _is_of_series(reading: Reading, sentence: Sentence, triggers: Sequence[Mention]) -> bool:
    """Whether an attack is one more of a series, and not that of the record sheet just above."""
    if sentence.index and sheet_of(reading.sentences, sentence.index - 1):
        return False
    return any(_is_member(reading, trigger) for trigger in triggers)


def _is_member(reading: Reading, trigger: Mention) -> bool:
    """Whether an attack is told as one of a series by the subject of its sentence: "The first incident occurred"."""
    if trigger.feature != "noun":
        return False
    before = _lead(reading, trigger)
    first = next((place for place, token in enumerate(before) if token.word == "the"), None)
    if first is None or (first and (before[first - 1].is_word and "joining" not in before[first - 1].classes)):
        return False
    return any(item.kind == "ordinal" for item in reading.quantities_in(before[first].start, trigger.start))


def _rule(harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> str:
    return f"event: {harms[0].rule}" if harms else f"event: {triggers[0].value} {triggers[0].feature}"


def _by_place(draft: EventDraft) -> list[EventDraft]:
    """Split a list that gives each place its own figure: "five in Abdin, one in Halban and one in Sarjah"."""
    tops = [(index, harm) for index, harm in enumerate(draft.harms) if harm.parent is None]
    if len(tops) < 2 or len(draft.where) < 2:
        return [draft]
    own: list[list[Where]] = []
    for position, (_, harm) in enumerate(tops):
        limit = tops[position + 1][1].start if position + 1 < len(tops) else draft.spans[-1][1]
        own.append([place for place in draft.where if harm.end <= place.start < limit])
    if sum(1 for places in own if places) < 2 or not own[0]:
        return [draft]
    return _split(draft, tops, own)


def _split(draft: EventDraft, tops: Sequence[tuple[int, HarmDraft]], own: Sequence[list[Where]]) -> list[EventDraft]:
    result: list[EventDraft] = []
    for (index, harm), places in zip(tops, own, strict=True):
        parts = [replace(part, parent=0) for part in draft.harms if part.parent == index]
        if not places and result:
            result[-1].add_harms([harm, *parts])
            continue
        piece = replace(draft, where=list(places), harms=[harm, *parts], attacks=None, spans=list(draft.spans))
        result.append(piece)
    return result
