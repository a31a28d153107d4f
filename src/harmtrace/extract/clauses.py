"""Where a sentence tells of more than one event: cut by place, date, teller, background or 'another attack'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from harmtrace.extract.asides import Clause, Stretch, has_core, without_asides
from harmtrace.extract.attribution import Voices
from harmtrace.extract.backgrounds import backgrounds_of, syntax_of
from harmtrace.extract.deeds import party_before
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.sameness import dates_fit, may_fit, places_fit
from harmtrace.extract.spans import in_any
from harmtrace.extract.times import when_of
from harmtrace.extract.voice import Voice
from harmtrace.model.where import Where

_CUTS = re.compile(
    r";|\.\s|,\s+(?:and|but|while|whereas|as\s+well\s+as)\b|(?P<loose>\s+and\b|,?\s+then\b|,\s+adding\b|(?P<as>\s+as\b(?!\s+well)))|\s+(?:while|whereas)\b"
)

_SINCE = "since"
_COUNT = 14
"""How far, in characters, from the beginning of a sentence "weeks after" may stand."""
_SAME = ("same_again", "subject_pronoun")
"""Classes of the words that lead to no other event."""
_CEREMONY_WORDS = 22
"""So many words after "sentenced" or "vigil" its "for" may stand."""
_TOLL_REACH = 40
"""How far, in characters, after "bringing" the toll may stand that it brings to a number."""
_MOVED = ("displacement", "evacuation")
"""What people do without an attack."""
_SIEGE = ("siege", "aid_obstruction")
"""The kinds of attack that last while others happen."""
_ACTING = ("actor", "country_actor")
_STRUCK = ("target", "harm")
"""The classes of words for what a body of its own strikes or whom it hurts."""
_CHARGE_WORDS = 9
"""So many words after an arrest what somebody is arrested for begins."""
_PARTS = ("site", "neighbourhood")
_WORD = re.compile(r"\s*\w")


def clauses_of(
    reading: Reading, voices: Voices, sentence: Sentence, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[Clause]:
    """The stretches of a sentence that each tell one event: first what is told by the way, then the rest in order."""
    found, gaps = backgrounds_of(reading, voices, sentence, harms, triggers)
    reading = reading.without(gaps)
    harms = [harm for harm in harms if not in_any(harm.start, gaps)]
    triggers = [trigger for trigger in triggers if not in_any(trigger.start, gaps)]
    whole = Clause(sentence.start, sentence.end, gaps=gaps)
    if "ceremony" in sentence.classes:
        whole = _past_ceremony(reading, whole, harms, triggers)
    parts = [
        part
        for piece in _by_toll(reading, sentence, whole, harms)
        for charged in _by_charge(reading, piece, harms, triggers)
        for part in _by_sequel(reading, charged, harms, triggers)
    ]
    for clause in parts:
        for scene in without_asides(reading, sentence, clause, harms, triggers):
            for piece in _by_scene(reading, sentence, scene, harms, triggers):
                found += _by_voice(voices, piece, harms)
    return sorted(found, key=lambda clause: not clause.aside)  # so that what follows goes on about the main clause


def _by_voice(voices: Voices, piece: Clause, harms: Sequence[HarmDraft]) -> list[Clause]:
    """Cut where another teller gives a figure: "the ministry put the toll at three, while residents spoke of four"."""
    inside = [harm for harm in harms if piece.start <= harm.start < piece.end]
    cuts = []
    for one, other in pairwise(inside):
        first, second = (voices.at(harm.quantity.start, harm.quantity.end) for harm in (one, other))
        if second is not None and _another(first, second) and (cut := _start_of(second)) > one.end:
            cuts.append(cut)
    if not cuts:
        return [piece]
    bounds = [piece.start, *(cut for cut in cuts if piece.start < cut < piece.end), piece.end]
    return [replace(piece, start=start, end=end) for start, end in pairwise(bounds)]


def _another(first: Voice | None, second: Voice) -> bool:
    return first is None or first.attribution.origin.name != second.attribution.origin.name


def _start_of(voice: Voice) -> int:
    return min(voice.start, voice.verb_start, voice.speaker.phrase_start or voice.start)


def _past_ceremony(reading: Reading, clause: Clause, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> Clause:
    """What a court or memorial speaks of: "sentenced in Koblenz on 13 January for the killing of 27 people"."""
    tokens = reading.tokens_in(clause.start, clause.end)
    at = next((at for at, token in enumerate(tokens) if "ceremony" in token.classes), None)
    if at is None:
        return clause
    for link in tokens[at + 1 : at + _CEREMONY_WORDS]:
        if "ceremony_link" in link.classes and has_core((link.end, clause.end), harms, triggers):
            before = has_core((clause.start, link.start), harms, triggers)
            follows = reading.tokens_in(link.end, link.end + _COUNT)[:1]
            told = bool(follows) and not reading.places.within(follows[0].start, follows[0].end)
            return replace(clause, start=link.end) if told and not before else clause
    return clause


def _by_charge(
    reading: Reading, clause: Clause, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[Clause]:
    """Cut what somebody is arrested for: "Police arrested a man over a bombing that killed 59", "who shot dead four".

    Who arrests did nothing of what follows.
    """
    arrest = next(
        (t for t in triggers if t.value == "detention" and t.feature == "verb" and clause.covers(t.start)), None
    )
    if arrest is None:
        return [clause]
    words = reading.tokens_in(arrest.end, clause.end)[:_CHARGE_WORDS]
    for token, after in pairwise(words):
        charged = "charging" in token.classes and "of" in after.classes  # and not "12 suspected rebels"
        if not charged and token.classes.isdisjoint(("ceremony_link", "relative")):
            continue
        left, right = (clause.start, token.start), (token.end, clause.end)
        hurt = any(right[0] <= harm.trigger < right[1] and harm.harm != "detained" for harm in harms)
        struck = any(right[0] <= t.start < right[1] and t.value != "detention" for t in triggers)
        if (hurt or struck) and has_core(left, harms, triggers):
            return [replace(clause, end=left[1]), replace(clause, start=right[0])]
    return [clause]


def _by_toll(reading: Reading, sentence: Sentence, clause: Clause, harms: Sequence[HarmDraft]) -> list[Clause]:
    """Cut off the toll that an event adds to: "killed 106 people on Sunday, bringing the toll to 35,562"."""
    if "raising" not in sentence.classes:
        return [clause]
    for token in reading.tokens_in(clause.start, clause.end):
        if "raising" not in token.classes or not reading.of("harm", token.end, token.end + _TOLL_REACH, "toll"):
            continue
        sides = [
            any(start <= harm.start < end for harm in harms)
            for start, end in ((clause.start, token.start), (token.start, clause.end))
        ]
        if all(sides) and not reading.any_of("attack", token.end, clause.end, "noun"):
            return [replace(clause, end=token.start), Clause(token.start, clause.end, background=True, running=True)]
    return [clause]


def _by_sequel(
    reading: Reading, clause: Clause, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[Clause]:
    """Cut off what was before ("hours after rockets wounded two") and what is compared ("against 61 deaths in May")."""
    for cut in reading.of("sequel", clause.start, clause.end):
        left, right = (clause.start, cut.start), (cut.end, clause.end)
        if cut.start - clause.start <= _COUNT and (opened := _opening(reading, clause, cut, harms, triggers)):
            return opened
        told = has_core(left, harms, triggers) or reading.any_of("anaphor", *left)
        if reading.in_quotes(cut.start) or not told or _goes_on(reading, cut, harms):
            continue
        hurt = any(right[0] <= harm.start < right[1] for harm in harms)
        places = reading.places.within(*left), reading.places.within(*right)
        dated = cut.value == "before" or any(date.when for date in reading.dates.within(*right))
        apart = cut.value == "before" and all(places) and not _shared(*places) and has_core(right, harms, triggers)
        if (hurt and dated) or apart:
            beside = left if cut.value == "against" else None
            return [replace(clause, end=left[1]), Clause(*right, beside, background=True, aside=cut.value == "before")]
    return [clause]


def _opening(
    reading: Reading, clause: Clause, cut: Mention, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[Clause]:
    """ "Two weeks after troops killed its leader in Marib, the group bombed Taiz": what was before comes first."""
    comma = next((token.start for token in reading.tokens_in(cut.end, clause.end) if token.word == ","), None)
    if comma is None or cut.value != "before" or _goes_on(reading, cut, harms):
        return []
    left, right = (cut.end, comma), (comma + 1, clause.end)
    places = reading.places.within(*left), reading.places.within(*right)
    cores = has_core(left, harms, triggers) and has_core(right, harms, triggers)
    if not (cores and all(places)) or _shared(*places):
        return []
    return [Clause(*left, background=True), replace(clause, start=right[0])]


def _goes_on(reading: Reading, cut: Mention, harms: Sequence[HarmDraft]) -> bool:
    """ "Hours after midnight", "days after they were hurt", "after being shot": no event but the one told."""
    if cut.value == "against":
        return False
    following = reading.tokens_in(cut.end, cut.end + 16)[:1]
    hurt = any(harm.start == token.start for token in following for harm in harms)  # "a day after 11 people died"
    return not following or (following[0].word[0].isdigit() and not hurt) or not following[0].classes.isdisjoint(_SAME)


def _by_scene(
    reading: Reading, sentence: Sentence, clause: Clause, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[Clause]:
    """Cut a clause where another one tells an event of its own place, date, or 'another attack'."""
    pieces = [clause]
    cuts = list(_CUTS.finditer(reading.text, clause.start, clause.end - 2))
    for cut, following in zip_longest(cuts, cuts[1:]):
        if reading.in_quotes(cut.start()):
            continue
        left, right = (pieces[-1].start, cut.start()), (cut.end(), clause.end)
        if not (has_core(left, harms, triggers) and has_core(right, harms, triggers)):
            continue
        loose = cut.group("loose") is not None
        joined = (cut.end(), following.start() if following else clause.end)
        shares = _shares_subject(reading, left, joined, harms, triggers)
        if shares or (
            _own_joined(reading, sentence, cut, left, joined, harms, triggers)
            if loose
            else _own_scene(reading, pieces[-1], left, right, cut.group())
            or (_contrasts(reading, cut) and _own_toll(reading, left, right, harms, triggers))
            or _own_party(reading, left, right, triggers, fired=_contrasts(reading, cut))
            or (cut.group() == ";" and _own_means(reading, left, joined, harms))
        ):
            pieces[-1] = replace(pieces[-1], end=left[1])
            shares = shares or _lacks_verb(right, harms, triggers)
            pieces.append(replace(clause, start=right[0], beside=left if loose else None, shares=shares))
    return pieces


def _own_joined(
    reading: Reading,
    sentence: Sentence,
    cut: re.Match[str],
    left: Stretch,
    right: Stretch,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> bool:
    """Whether what "and" joins is an event of its own: besides a siege, of a day or in a place of its own."""
    if not has_core(right, harms, triggers):
        return False
    if _besides_a_siege(reading, left, right, triggers) or _own_day(reading, sentence, left, right, harms):
        return True
    if cut.group("as") is None and _own_party(reading, left, right, triggers):
        return True
    return _may_be_apart(cut, left, right, harms) and _own_clause(reading, sentence, left, right, harms, triggers)


def _contrasts(reading: Reading, cut: re.Match[str]) -> bool:
    """Whether a cut is at "while", "whereas" or "but"."""
    return any("contrast" in token.classes for token in reading.tokens_in(cut.start(), cut.end()))


def _own_party(
    reading: Reading, left: Stretch, right: Stretch, triggers: Sequence[Mention], *, fired: bool = False
) -> bool:
    """ "Rebels attacked army posts, while the air force bombed Mushaki": another body, that strikes something else."""
    doers = []
    for start, end in (left, right):
        verb = next((t for t in triggers if start <= t.start < end and t.feature == "verb"), None)
        doers.append(party_before(reading, start, verb.start, fired=fired) if verb is not None else None)
    first, second = doers
    if first is None or second is None or first.word == second.word:
        return False
    return any(reading.any_of(klass, second.end, right[1]) for klass in _STRUCK) or bool(
        reading.places.within(second.end, right[1])
    )


def _own_toll(
    reading: Reading, left: Stretch, right: Stretch, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> bool:
    """ "Shells killed five, while an air strike killed nine": what "while" leads to has its own cause and toll."""
    for start, end in (left, right):
        hurt = next((harm for harm in harms if start <= harm.start < end and harm.trigger >= start), None)
        if hurt is None or not _has_cause(reading, (start, end), hurt, triggers):
            return False
    return True


def _has_cause(reading: Reading, piece: Stretch, harm: HarmDraft, triggers: Sequence[Mention]) -> bool:
    """Whether a clause tells what hurt people, or who did."""
    if any(piece[0] <= t.start < piece[1] for t in triggers) or reading.any_of("weapon", *piece):
        return True
    acts = harm.trigger < harm.quantity.start
    return acts and any(reading.any_of(klass, piece[0], harm.trigger) for klass in _ACTING)


def _shares_subject(
    reading: Reading, left: Stretch, right: Stretch, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> bool:
    """ "Gunmen stormed Beni and burned houses in Oicha": what the same ones did then, in another place."""
    first = next((t for t in reading.tokens_in(*right) if not (t.word.endswith("ly") or "skipped" in t.classes)), None)
    verb = next((t for t in triggers if first and t.start == first.start and t.feature == "verb"), None)
    if verb is None or verb.value in _MOVED:
        return False
    told = min([t.start for t in triggers if t.start >= left[0]] + [h.trigger for h in harms if h.start >= left[0]])
    here, there = _towns(reading, (told, left[1])), _towns(reading, (verb.end, right[1]))
    return bool(here and there) and not may_fit(here, there)


def _lacks_verb(piece: Stretch, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """ "… on Friday and nine on Saturday": figures whose verb stands in the clause before."""
    told = [harm.trigger for harm in harms if piece[0] <= harm.start < piece[1]]
    told += [trigger.start for trigger in triggers if piece[0] <= trigger.start < piece[1]]
    return all(start < piece[0] for start in told)


def _towns(reading: Reading, piece: Stretch) -> list[Where]:
    return [place for place in reading.places.within(*piece) if place.level != "country"]


def _besides_a_siege(reading: Reading, left: Stretch, right: Stretch, triggers: Sequence[Mention]) -> bool:
    """ "The town has been besieged since March and was shelled on Sunday": what lasts, and what happened besides."""
    lasting, other = ([t for t in triggers if start <= t.start < end] for start, end in (left, right))
    since = any(date.kind == "open_since" for date in reading.dates.within(*left))
    happened = any(t.feature == "verb" for t in other) and all(t.value not in _SIEGE for t in other)
    return since and happened and bool(lasting) and all(t.value in _SIEGE for t in lasting)


def _own_day(reading: Reading, sentence: Sentence, left: Stretch, right: Stretch, harms: Sequence[HarmDraft]) -> bool:
    """ "A mine killed three on Friday and a shell hurt five on Saturday": two days, and figures or places of each."""
    dates = reading.dates.within(*left), reading.dates.within(*right)
    if not all(dates) or (dates[0][-1].end == left[1] and reading.tokens_in(*right)[0].start == dates[1][0].start):
        return False  # "on 3 and 4 May, of whom six were children": a list of days
    own = [[harm for harm in harms if start <= harm.start < end] for start, end in (left, right)]
    days = [when_of(reading, *piece, hurt, sentence) for piece, hurt in zip((left, right), own, strict=True)]
    if days[0] is None or days[1] is None or dates_fit(days[0], days[1]):
        return False
    places = reading.places.within(*left), reading.places.within(*right)
    return all(own) or (all(places) and not _shared(*places))


def _may_be_apart(cut: re.Match[str], left: Stretch, right: Stretch, harms: Sequence[HarmDraft]) -> bool:
    """Whether "as" leads to figures of its own; it may tell more of the same ("as the army stepped up its raids")."""
    figures = (any(start <= harm.start < end for harm in harms) for start, end in (left, right))
    return cut.group("as") is None or all(figures)


def _own_clause(
    reading: Reading,
    sentence: Sentence,
    left: Stretch,
    right: Stretch,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> bool:
    """ "Trucks were hit in Marib and jets bombed a farm near Taiz": a subject, a verb and a place of its own."""
    told = min([t.start for t in triggers if t.start >= left[0]] + [h.start for h in harms if h.start >= left[0]])
    here, there = _towns(reading, (told, left[1])), _towns(reading, right)  # one before may be the teller's
    moved = [trigger for trigger in triggers if right[0] <= trigger.start < right[1]]
    listed = any(harm.start < right[0] < harm.end for harm in harms)  # "women and children were killed"
    if listed or not (here and there) or places_fit(here, there) or all(trigger.value in _MOVED for trigger in moved):
        return False
    syntax = syntax_of(reading, sentence, harms, triggers)
    subject = syntax.at(right[0]) + 1
    verb = syntax.own_verb(subject)
    return verb is not None and syntax.tells(verb) and there[0].start >= syntax.all[subject].end


def _own_means(reading: Reading, left: Stretch, right: Stretch, harms: Sequence[HarmDraft]) -> bool:
    """ "Artillery, 53 killed; aerial bombs, 38 killed": figures of one kind, each by a weapon of its own."""
    hurt = [{harm.harm for harm in harms if start <= harm.start < end} for start, end in (left, right)]
    return bool(hurt[0] & hurt[1]) and all(reading.any_of("weapon", *piece) for piece in (left, right))


def _own_scene(reading: Reading, clause: Clause, left: Stretch, right: Stretch, mark: str) -> bool:
    """Whether the right clause has a place or date of its own beside those of the left one."""
    if reading.any_of("new_event", right[0], min(right[1], right[0] + 60)):
        return True
    places_left = _places(reading, clause, left)
    places_right = [place for place in reading.places.within(*right) if not _is_home(reading, place)]
    dates_left = [date for date in reading.dates.within(*left) if date.when]
    dates_right = [date for date in reading.dates.within(*right) if date.when]
    new_place = bool(places_right) and bool(places_left) and not _shared(places_left, places_right)
    new_date = (
        bool(dates_right)
        and bool(dates_left)
        and not any(one.when == other.when for one in dates_left for other in dates_right)
    )
    if mark == ";" and reading.any_of("retracted", *left):
        return True  # "The reports were false; nobody died"
    if mark.strip() in (";", ".") or "while" in mark:
        return new_place or new_date
    if new_date and any(reading.folded.startswith(_SINCE, date.start) for date in dates_right):
        return True  # "173 were killed in September, and 12,400 have died since 2022"
    return new_place and (new_date or _WORD.match(reading.text, right[0]) is not None)


def _is_home(reading: Reading, place: Where) -> bool:
    """ "Killed four traders from Uganda": a country that people are from is where nothing happened."""
    return place.level == "country" and reading.folded.endswith("from ", 0, place.start)


def _places(reading: Reading, clause: Clause, left: Stretch) -> Sequence[Where]:
    """The places of a stretch, or those beside its clause."""
    return reading.places.within(*left) or (reading.places.within(*clause.beside) if clause.beside else [])


def _shared(one: Sequence[Where], other: Sequence[Where]) -> bool:
    """Whether two stretches name one place: one quarter, where both name quarters of a town."""
    parts = [[place for place in places if place.level in _PARTS] for places in (one, other)]
    small, others = parts if all(parts) else (one, other)
    return any(a.name == b.name for a in small for b in others)
