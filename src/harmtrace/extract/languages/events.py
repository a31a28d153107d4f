"""From a sentence to its event drafts, in the languages whose grammar stands in tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.asides import Clause
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft, harms_within
from harmtrace.extract.headings import heading_date
from harmtrace.extract.languages.accusing import accusation_of, accused_in, accusers
from harmtrace.extract.languages.claiming import with_claimants
from harmtrace.extract.languages.clauses import clauses_of
from harmtrace.extract.languages.dating import date_of, when_of
from harmtrace.extract.languages.harms import harms_of
from harmtrace.extract.languages.in_general import is_told_in_general
from harmtrace.extract.languages.judged import is_only_judged
from harmtrace.extract.languages.listed_places import with_listed
from harmtrace.extract.languages.means import attack_count, by_means, times_of, types_of, weapons_of
from harmtrace.extract.languages.pairing import told_apart
from harmtrace.extract.languages.parties import actors_of, sides_of
from harmtrace.extract.languages.scene import places_in, where_of
from harmtrace.extract.languages.telling import modality_of, tell_how
from harmtrace.extract.languages.things import targets_of
from harmtrace.extract.languages.triggers import attack_triggers
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.merging import inherited
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.splitting import by_place
from harmtrace.extract.voice import Voice
from harmtrace.model.where import Where

_OPENS = 2
"""So many words of a sentence may open it as a question: "and did"."""


def event_drafts(
    reading: Reading, voices: TabledVoices, sentence: Sentence, taken: Sequence[tuple[int, int]]
) -> list[EventDraft]:
    """The event drafts of one sentence. `taken` are stretches that other claim kinds have read."""
    if _is_asked(reading, sentence):
        return []
    harms = harms_of(reading, sentence.start, sentence.end, taken)
    triggers = attack_triggers(reading, sentence.start, sentence.end, taken)
    blaming = accusers(reading, voices, sentence, harms, triggers) if "accuse" in sentence.classes else []
    blamed = [draft for voice in blaming if (draft := accusation_of(reading, sentence, voice)) is not None]
    if not harms and not triggers:
        return blamed
    if not triggers and len(reading.of("topic", sentence.start, sentence.end, "sport")) > 1:
        return []  # "the goalkeeper was hurt in the 70th minute"
    spoken = [*_speakers(voices, sentence), *((voice.start, voice.end) for voice in blaming)]
    blamed_at = accused_in(reading, voices, sentence) if "accuse" in sentence.classes else []
    places = places_in(reading, sentence.start, sentence.end, [*spoken, *blamed_at])
    places = with_listed(reading, harms, places, sentence.end)
    found: list[EventDraft] = []
    pieces = clauses_of(reading, sentence, harms, triggers, places)
    for piece in pieces:
        draft = _draft_of(reading, voices, sentence, piece, harms, triggers, places, spoken)
        if draft is not None and not (draft.modality == "conditional" and not draft.harms):
            if len(pieces) == 1:
                draft.spans = [(sentence.start, sentence.end)]
            found += [part for one in told_apart(reading, draft) for part in by_place(reading, one)]
    _date_what_goes_on(found)
    _date_what_is_added_up(found)
    return found + blamed


def _date_what_goes_on(drafts: Sequence[EventDraft]) -> None:
    """ "On Friday four died in Hass and two in Halba": items without a verb of their own share the day before it."""
    for last, draft in pairwise(drafts):
        elided = bool(draft.tops()) and all(harm.rule == "harm carried over" for harm in draft.tops())
        if draft.when is not None or not elided or draft.caused or last.when is None or last.when.start_char is None:
            continue
        if last.harms and last.when.start_char < last.harms[0].start:
            draft.when, draft.held = last.when, True


def _date_what_is_added_up(drafts: Sequence[EventDraft]) -> None:
    """ "Four in Hass and two in Halba, so that today's dead are six": a total of a day dates what it adds up."""
    for at, total in enumerate(drafts):
        counts = total.total and any(harm.rule == "toll" for harm in total.harms)
        if not counts or total.when is None or total.when.start != total.when.end:
            continue
        for part in drafts[:at]:
            if part.when is None and part.tops():
                part.when, part.held = inherited(total.when), True


def _is_asked(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a question that is answered by yes or no, and claims nothing."""
    if "yes_no" not in sentence.classes:
        return False
    asks = reading.text[sentence.start : sentence.end].rstrip("\"'”’»)!. \n").endswith(("?", "؟"))
    words = [token for token in sentence.tokens if token.is_word][:_OPENS]
    return asks and any("yes_no" in token.classes for token in words)


def clauses_in(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[Clause]:
    """The stretches of a sentence that each tell an event; none where it tells of no harm or attack."""
    harms = harms_of(reading, sentence.start, sentence.end, ())
    triggers = attack_triggers(reading, sentence.start, sentence.end, ())
    if not harms and not triggers:
        return []
    places = places_in(reading, sentence.start, sentence.end, _speakers(voices, sentence))
    return clauses_of(reading, sentence, harms, triggers, places)


def _speakers(voices: TabledVoices, sentence: Sentence) -> list[tuple[int, int]]:
    return [
        (voice.speaker.phrase_start, voice.speaker.phrase_end)
        for voice in voices.in_sentence(sentence)
        if voice.speaker.phrase_end
    ]


def _voice_of(voices: TabledVoices, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> Voice | None:
    if harms:
        return voices.at(harms[0].quantity.start, harms[0].quantity.end)
    return voices.at(triggers[0].start, triggers[0].end)


def _draft_of(
    reading: Reading,
    voices: TabledVoices,
    sentence: Sentence,
    piece: Clause,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
    places: Sequence[Where],
    spoken: Sequence[tuple[int, int]],
) -> EventDraft | None:
    """What a clause tells of an event; None where it tells of no harm or attack, or only judges one."""
    start, end = piece.start, piece.end
    own_harms = harms_within(harms, start, end)
    own_triggers = [trigger for trigger in triggers if start <= trigger.start < end]
    if not own_harms and not own_triggers:
        return None
    voice = _voice_of(voices, own_harms, own_triggers)
    attacking = _voice_of(voices, (), own_triggers) if own_triggers else None
    actors, parties = actors_of(reading, start, end, own_triggers, own_harms, spoken, voice, attacking)
    actors = with_claimants(reading, voices, start, end, actors)
    acting = {actor.start for actor in actors}
    named = [(party.start, party.end) for party in parties if not party.country or party.start in acting]
    targets = targets_of(reading, start, end, own_triggers, own_harms, [*named, *spoken])
    others = [(target.start, target.end) for target in targets] + [(actor.start, actor.end) for actor in actors]
    weapons = weapons_of(reading, start, end, own_triggers, own_harms, [*others, *spoken])
    attacked = any(actor.role in ("alleged_perpetrator", "claimed_responsibility") for actor in actors)
    types = types_of(reading, start, end, own_triggers, weapons, own_harms, attacked)
    there = [place for place in places if not any(a < place.end and place.start < b for a, b in named)]
    date = date_of(reading, start, end, own_harms, own_triggers)
    rule = f"event: {own_harms[0].rule}" if own_harms else f"event: {own_triggers[0].value} {own_triggers[0].feature}"
    draft = EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=[(start, end)],
        attribution=voice.attribution if voice else voices.publisher(),
        modality=modality_of(reading, start, end, own_harms, own_triggers),
        rule=rule,
        types=types,
        attacks=attack_count(reading, own_triggers) or times_of(reading, start, end, own_triggers),
        when=when_of(reading, date, start, end) if date is not None else heading_date(reading, sentence),
        where=where_of(reading, start, end, there, own_harms, own_triggers),
        weapons=by_means(reading, weapons, types),
        actors=actors,
        targets=targets,
        harms=own_harms,
        sides=sides_of(actors, parties),
        caused=bool(own_triggers or weapons),
        headline=sentence.zone == "title",
        attributed=voice is not None,
    )
    if is_only_judged(reading, start, end, draft, own_triggers):
        return None
    tell_how(reading, piece, draft, own_triggers, date)
    return None if is_told_in_general(reading, draft, start, own_triggers) else draft
