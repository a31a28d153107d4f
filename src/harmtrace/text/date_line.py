"""A line of a page's head in; whether it is a date line or carries a dateline, and the date it tells, out."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from harmtrace.model.document import Published
from harmtrace.model.immutable import immutable
from harmtrace.model.when import When
from harmtrace.text.cues import cue_pattern, fold, is_agency
from harmtrace.text.dates import DateMention, parse_absolute

_LONGEST = 140
_YEAR = re.compile(r"(?:\d{4}|\d\d[./-]\d\d[./-]\d\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_TIME = re.compile(
    r"(?:\b(?:at|um|à|a las|ob|saat|в|о|الساعة)\s+)?(?<![\d.:])"
    r"(?P<hour>[01]?\d|2[0-3])\s?[:.h]\s?(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?:Uhr|hrs?|h|ч)\b\.?)?"
    r"(?:\s*\(?(?:(?P<utc>GMT|UTC|Z)\b)?\s*(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?\)?)?",
    re.IGNORECASE,
)
_BARE_TIME = re.compile(r"\s+at\s+(?:[01]\d|2[0-3])[0-5]\d\b")
_DASHED = re.compile(r"\s*[|•·–—]\s*|\s+[-/]\s+")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n(,–—:\d]{1,40}?(?:[,/]\s?[^\W\d_][^\n(,–—:\d]{1,30}?)?)"
    r"(?P<date>,\s+[^\n(–—:]{0,24}?\d{1,2}[^\n(–—:]{0,14}?)?\s*"
    r"(?P<agency>\([^()\n]{2,40}\))?\s*(?P<dash>[—–]|--|\s-|:|\.)\s+(?=\S)"
)

_WORDS = re.compile(r"[^\W\d_]{2,}")
"""The words of a place; single letters are none."""
_BRACKETED = re.compile(
    r"\((?P<place>[^\W\d_][^\n()\d]{1,40}?)(?:,\s+[^\n()]{0,24}\d[^\n()]{0,14})?\)\s*(?:[—–]|--?)\s+(?=\S)"
)


_PLAIN = re.compile(
    r"(?:\[(?P<square>[^\W\d_][^][\n()\d:;|]{1,40})\]\s+"
    r"|(?P<place>[^\W\d_][^][\n(),;.:|–—\d]{1,30}?(?:,\s[^\W\d_][^][\n(),;.:|–—\d]{1,30}?){0,2})"
    r"(?:\s?[—–|]|\s?--|\s?//|\s?-(?=\s))\s*)(?=(?P<first>\S))"
)
_LINKS = frozenset({"de", "la", "el", "of", "the", "au", "du", "and", "en", "sur", "es", "al", "ar", "az", "ash"})
_STOP = re.compile(r"\w{3}[.!?…]['\"”’»)]*\s*$|\d{4}[.!?…]\s*$")
_BESIDE = 3
"""So many words may stand beside a date that no dash parts from them."""


@immutable(frozen=True, slots=True)
class DateLine:
    """The stretch `start:end` of a line that is its date line; `published` is None where it tells no full date."""

    start: int
    end: int
    published: Published | None


def read_date_line(line: str, publisher: str | None) -> DateLine | None:
    """Return the date line that a whole short line is, or None where it is a headline or text.

    Takes "Saturday, 15 September 2018 17:36", "شبكة شام - ١٦ أيلول ٢٠١٨", "ИДЛИБ, 8 сентября 2018 г.";
    leaves "Air strikes on Hass on 8 September 2018". "As of 12 September 2018" is a date line
    that tells no publication date.
    """
    mention = _full_date(line) if len(line) <= _LONGEST else None
    if mention is None:
        return None
    before, after = line[: mention.start] + _preposition(mention.text), line[mention.end :]
    time = _TIME.search(after) or _TIME.search(before)
    if time:
        before, after = before.replace(time[0], " "), after.replace(time[0], " ")
    before, as_of = _without_labels(before)
    rest = [piece for piece in (_named(before, publisher), _named(after, publisher)) if piece]
    if _is_told(before, after, line) or not all(_may_stand_beside(piece, line) for piece in rest):
        return None
    published = None if as_of else _published(mention, time)
    return DateLine(0, len(line), published)


def leading_date(line: str) -> DateLine | None:
    """Return the date line that a flattened text begins with: "16 August 2016 Death toll rises…".

    The date must stand first, after a label at most, and a new sentence must follow it.
    """
    head = line[:90]
    if not _YEAR.search(head):
        return None
    mention = _full_date(head)
    if mention is None or _without_labels(head[: mention.start])[0].strip(" ,.:"):
        return None
    if re.match(r"[^\W\d_]{1,2}\s", head):  # "On 18 April 2018 …" is a sentence
        return None
    end, time = _time_after(head, mention.end)
    following = line[end:].lstrip(" |–—-")
    if not _may_follow(following) or line[end : end + 1] in {",", "."}:
        return None
    updated = re.match(r"\W*" + cue_pattern("updated").pattern, head, re.IGNORECASE)
    return DateLine(0, len(line) - len(following), None if updated else _published(mention, time))


def agency_date(line: str) -> Published | None:
    """Return the date that an agency's name at the head of a line stands beside: "AFP Friday 23 August 2013"."""
    head = line[:90]
    mention = _full_date(head) if _YEAR.search(head) else None
    if mention is None or not is_agency(head[: mention.start].rstrip(" ,|–—-")):
        return None
    following = line[mention.end :].lstrip(" |–—-")
    return _published(mention, None) if not following or _may_follow(following) else None


def dateline_end(line: str) -> int:
    """Return where a reporter's dateline ends: "KYIV, March 9 (Meridian Wire) - The…", or 0 without one.

    "(Nairobi, 12 February 2024) – The…" is that of an organisation.
    The place stands in capitals, or a date or agency follows it, or it is one of two with a slash;
    so "Ortega: no" and "Al-Habit - the town" keep their first word. A full stop ends it only after capitals and a date.
    """
    if (bracketed := _BRACKETED.match(line)) is not None:
        words = _WORDS.findall(bracketed["place"])
        return bracketed.end() if words and all(word[0].isupper() for word in words) else 0
    match = _DATELINE.match(line)
    if match is None or match.end() > 90 or len(line) - match.end() < 20:
        return 0
    place, dash = match["place"].strip(), match["dash"].strip()
    words = _WORDS.findall(place)
    if (
        not words
        or len(words) > 6
        or not all(word[0].isupper() or word[0].lower() == word[0].upper() for word in words)
    ):
        return 0
    if dash == ":":
        return match.end() if "/" in place and len(words) <= 4 else 0
    capitals = all(word.isupper() for word in words) and any(len(word) > 3 for word in words)
    if dash == ".":
        return match.end() if capitals and match["date"] else 0
    agency = match["agency"] is not None and (is_agency(match["agency"]) or len(words) <= 4)
    return match.end() if capitals or agency or match["date"] else 0


def plain_dateline_end(line: str) -> int:
    """Return where a dateline of a place alone ends: "Beirut – Jets struck…", "Tel Aviv, Israel - …", or 0 without one.

    Names of towns look like those of speakers and of the heads of items: whole sentences follow, and whether other
    lines begin so is for the caller to see.
    """
    match = _PLAIN.match(line)
    if match is None or len(line) - match.end() < 20:
        return 0
    words = re.findall(r"[^\W\d_]+", match["place"] or match["square"])
    named = [word for word in words if word not in _LINKS]
    if not named or len(words) > 6 or not all(word[0].isupper() for word in named) or words[0] in _LINKS:
        return 0
    begins = match["first"].isupper() or match["first"].isdigit() or match["first"] in {'"', "“", "«"}
    ends = re.search(r"[.!?…]['\"”’)\]]*(?:\s|$)", line[match.end() :])
    return match.end() if begins and ends else 0


def _time_after(head: str, end: int) -> tuple[int, re.Match[str] | None]:
    """The time of day beside a date ("14:59", "at 1459"), if it is written in full, and where it ends."""
    time = _TIME.match(head, end + 1) if head[end : end + 1] == " " else None
    if time and ":" in time[0]:
        return time.end(), time
    bare = _BARE_TIME.match(head, end)
    return (bare.end() if bare else end), None


def _may_follow(following: str) -> bool:
    """Whether a headline, a sentence or a byline begins here, and the date does not go on as one of a sentence."""
    if following[:1].isupper() or following[:1].isdigit() or following[:1] in {'"', "“", "«"}:
        return True
    byline = re.match(cue_pattern("byline").pattern + r"\s+(?=(\w))", following, re.IGNORECASE)
    return byline is not None and byline[1].isupper()


def full_day(line: str) -> datetime.date | None:
    """Return the one full date that a line tells, or None."""
    mention = _full_date(line)
    return mention.when.start if mention and mention.when else None


@lru_cache(maxsize=8)
def _full_date(line: str) -> DateMention | None:
    """The one full date of a line; a line of several tells of a period. Kept, since a head is read more than once."""
    if not _YEAR.search(line) and not any("٠" <= character <= "۹" for character in line):
        return None
    found = [mention for mention in parse_absolute(line, None) if mention.when is not None] or _year_first(line)
    days = [mention for mention in found if mention.when and mention.when.precision == "day"]
    return days[0] if len(days) == 1 and len(found) <= 2 else None


def _year_first(line: str) -> list[DateMention]:
    """Dates of the form 2018/09/16, in which the year shows the order of the rest."""
    found: list[DateMention] = []
    for match in _YEAR_FIRST.finditer(line):
        try:
            day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
        when = When(day, day, "day", "explicit", text=match[0], start_char=match.start(), end_char=match.end())
        found.append(DateMention(match.start(), match.end(), when, "absolute", match[0]))
    return found


def _without_labels(before: str) -> tuple[str, bool]:
    as_of = re.search(r"(?:^|[\s|–—-])(?:" + cue_pattern("as_of").pattern + r")\s*:?\s*$", before, re.IGNORECASE)
    if as_of:
        return before[: as_of.start()], True
    label = re.search(
        r"(?:^|[\s|–—-])(?:" + cue_pattern("published").pattern + r")\s*:?\s*(?:\w+,?\s*)?$", before, re.IGNORECASE
    )
    if label is None or _describes(before[: label.start() + 1]):
        return before, False
    return before[: label.start()], False


def _describes(lead: str) -> bool:
    """Whether the words before a label say what it is the date of: "Incident date", and not "SANA | Date"."""
    named = re.match(cue_pattern("byline").pattern + r"\s", lead, re.IGNORECASE) or is_agency(lead)
    return lead[-1:].isspace() and bool(lead.strip(" |–—-")) and lead.rstrip()[-1] not in "|–—-,.:" and not named


def _preposition(words: str) -> str:
    """The words "as of" where the date mention itself holds them."""
    as_of = re.match(cue_pattern("as_of").pattern + r"\b", words, re.IGNORECASE)
    return as_of[0] if as_of else ""


def _named(piece: str, publisher: str | None) -> str:
    """What is left beside a date once separators, the publisher's name and weekday remains are taken off."""
    left = piece.strip(" \t,.;:|•·–—-/()[]")
    if re.match(cue_pattern("byline").pattern + r"\s", left, re.IGNORECASE) and len(left.split()) <= 5:
        return ""
    if publisher and fold(left) and (fold(left) in fold(publisher) or fold(publisher) in fold(left)):
        return ""
    return left if len(left) > 1 and fold(left) not in {"г", "г о", "р", "م", "ه", "h"} else ""


def _may_stand_beside(piece: str, line: str) -> bool:
    """Whether words may stand beside the date: a place in capitals, or a name set off by a dash or bar."""
    words = re.findall(r"[^\W\d_]+", piece)
    if not words:
        return True
    if piece.isupper() and len(words) <= 4:
        return True
    dashed = bool(_DASHED.search(line))
    return len(words) <= (8 if dashed else 1) and not re.search(r"[!?؟]|\.\s+[^\W\d_]", piece)


def _is_told(before: str, after: str, line: str) -> bool:
    """Whether words beside the date are a sentence: "… hit the town on 3 May 2024", "… on 3 May 2024, medics said."."""
    if _STOP.search(line) and sum(word.islower() for word in _WORDS.findall(f"{before} {after}")) > _BESIDE - 1:
        return True
    leading = re.findall(r"[^\W\d_]+", _DASHED.split(before)[-1])
    small = sum(word.islower() for word in leading)
    return not after.strip(" .") and len(leading) > _BESIDE and small > 1


def _published(mention: DateMention, time: re.Match[str] | None) -> Published | None:
    if mention.when is None:
        return None
    day = mention.when.start.isoformat()
    if time is None:
        return Published(day, "day", "date_line")
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    return Published(f"{day}T{hour:02}:{time['minute']}:00{_offset(time)}", "minute", "date_line")


def _offset(time: re.Match[str]) -> str:
    if time["offset"]:
        sign, digits = time["offset"][0], time["offset"][1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{sign}{int(hours):02}:{minutes}"
    return "+00:00" if time["utc"] else ""
