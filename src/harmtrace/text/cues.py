"""From the table of page cues to what a single line shows itself to be: furniture, byline, source line or kicker."""

from __future__ import annotations

import re
from functools import cache

from harmtrace.vocab.tables import rows

LONGEST_FURNITURE = 200
"""A line longer than this (characters) is text, whatever it begins with."""
_SEPARATOR = r"[\s:|\-–—•›»>/]"
_SENTENCE_END = re.compile(r"[.!?؟。]['\"”’»)]*$")
_NO_LETTERS = re.compile(r"[\W_]+")
_COPYRIGHT = re.compile(r"\W*(?:\S+\s+){0,3}(?:©|\(c\)\s*\d{4})")
_TRAIL = re.compile(r"\s[›»>/|→]\s")


@cache
def cue_pattern(kind: str) -> re.Pattern[str]:
    """The alternatives of one kind of cue, longest first, as one pattern without anchors."""
    cues = sorted({row["cue"] for row in rows("page_cues") if row["kind"] == kind}, key=lambda cue: (-len(cue), cue))
    return re.compile("(?:" + "|".join(re.escape(cue) for cue in cues) + ")", re.IGNORECASE)


@cache
def _compiled(kind: str, template: str) -> re.Pattern[str]:
    return re.compile(template.replace("CUE", cue_pattern(kind).pattern), re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture by its own words, wherever it stands.

    Takes "Follow us on Telegram", "شريط الأخبار | …", "Last updated: 3 March 2021"; leaves
    "Related violence killed three people on Friday."
    """
    if len(line) > LONGEST_FURNITURE:
        return line.count("|") > 1 and bool(_compiled("starts", r"CUE\s*\|").match(line))
    if not any(character.isalnum() for character in line):
        return True
    if _compiled("whole", r"\W*CUE\W*").fullmatch(line) or _compiled("label", r"\W*CUE\W*").fullmatch(line):
        return True
    if _compiled("holds", "CUE").search(line) or _COPYRIGHT.match(line):
        return True
    if _compiled("updated", r"\W*CUE\b\s*(?::|at\b|on\b|am\b|le\b|в\b)?\s*\W*(?=\S*\d|\w+,?\s+\S*\d)").match(line):
        return True
    if _compiled("starts", r"\W*CUE\s*[:|»›]").match(line) or _compiled("label", r"\W*CUE\s*[:|»›]").match(line):
        return not (_SENTENCE_END.search(line) and _has_figure(line))
    starts = _compiled("starts", r"\W*CUE(?=\W|$)").match(line)
    return bool(starts) and not _SENTENCE_END.search(line) and len(line) < 100 and not _has_figure(line)


def furniture_end(line: str, begin: int) -> int:
    """Where furniture between headline and text ends: "(updated 14:57 19.07.2016) Get short URL 2 440 …"."""
    updated = _compiled("updated", r"\s*[(\[]\s*CUE\b[^()\[\]]{0,60}[)\]]").match(line, begin)
    end = updated.end() if updated else begin
    counter = _compiled("inline", r"[\s(\[]*CUE[)\]]?[\s\d]*").match(line, end)
    return counter.end() if counter else end


def is_trail(line: str, title: str | None) -> bool:
    """Whether a line is a navigation trail: "Home › News", or a trail's words before the headline."""
    home = _compiled("home", r"\W*CUE\b").match(line)
    if home and len(line) <= LONGEST_FURNITURE and (_TRAIL.search(line) or line[home.end() :].strip(" :›»>/|") == ""):
        return True
    if not title or len(title) < 15:
        return False
    if home is None and not _TRAIL.search(line):
        return False
    tail, head = fold(line), fold(title)
    before = len(tail) - len(head)
    return tail.endswith(head) and 0 < before <= 120


def is_photo_line(line: str) -> bool:
    """Whether a line credits or captions a picture: "Photo: …", "صورة: …", "(File photo)", "… (Orontes Photo)"."""
    if len(line) > LONGEST_FURNITURE:
        return False
    credited = line.rstrip()[-1:] in (")", "]") and _compiled("photo", r"[(\[][^()\[\]]{0,30}CUE[)\]]\s*$").search(line)
    return bool(credited or _compiled("photo", r"[\s(\[]*CUE\s*(?:[:|/©]|\)|\]|$)").match(line))


def is_kicker(line: str) -> bool:
    """Whether a line names the kind of text above its headline: "PRESS RELEASE"."""
    return bool(_compiled("kicker", r"\W*CUE\W*(?:no\.?\s*\d+\W*)?").fullmatch(line))


def is_agency(line: str) -> bool:
    """Whether a line is nothing but the name of a news agency."""
    return bool(_compiled("agency", r"[\s(\[/\-–—]*CUE(?:\s*[/,&+-]\s*CUE)*[\s)\].]*").fullmatch(line))


def is_byline(line: str, publisher: str | None) -> bool:
    """Whether a short line names who wrote or sent the text: a person, an agency or the publisher."""
    words = line.split()
    if not words or len(words) > 14 or len(line) > 120:
        return False
    if is_agency(line) or (publisher and fold(line) == fold(publisher)):
        return True
    if len(words) <= 8 and _compiled("and_agencies", r"CUE\W*$").search(line) and not _has_figure(line):
        return True
    label = _compiled("byline", r"\W*CUE\s*:?\s+(?=\S)").match(line)
    return bool(label) and not _has_figure(line) and _is_name(line[label.end() :] if label else "")


def author_of(byline: str, publisher: str | None) -> str | None:
    """Who a byline names as author: the person after "By", or an agency; the publisher's own name is none."""
    label = _compiled("byline", r"\W*CUE\s*:?\s+(?=\S)").match(byline)
    if label:
        return byline[label.end() :].strip(" .") or None
    named = is_agency(byline) or _compiled("and_agencies", r"CUE\W*$").search(byline)
    own = publisher is not None and fold(byline) == fold(publisher)
    return byline.strip(" ()[].-–—/") if named and not own else None


def source_stretches(line: str) -> list[tuple[int, int]]:
    """The stretches of a line that name its source: "(Source: …)", or the whole of "Source: …"."""
    if ":" not in line and "：" not in line:
        return []
    whole = _compiled("source", r"\W?CUE\s*:\s*\S.{0,160}").fullmatch(line)
    if whole and not line.startswith("("):
        return [(0, len(line))]
    return [
        match.span() for match in _compiled("source", r"[(\[]\s*CUE\s*[:：]\s*[^()\[\]\n]{2,160}[)\]]").finditer(line)
    ]


def press_office_of(source_line: str) -> str | None:
    """The body whose own press office a source line names: who published the text.

    Takes "Source: Syrian Coalition’s Media Department"; leaves "Source: Reuters".
    """
    named = _compiled("source", r"\W*CUE\s*[:：]\s*").sub("", source_line, count=1).strip(" ()[].")
    after = _compiled("press_office", r"(?P<body>.{2,100}?)(?:[’']s?)?\s*[,–-]?\s*CUE\.?").fullmatch(named)
    before = _compiled(
        "press_office_before", r"CUE\s+(?:في |ل|of the |der |des |de la |de l['’]|de |du )?(?P<body>.{2,100})"
    )
    match = after or before.fullmatch(named)
    return match["body"].strip(" ,") or None if match else None


def fold(text: str) -> str:
    """Return `text` for comparing headlines: small letters and digits, one space between words."""
    return _NO_LETTERS.sub(" ", text.casefold()).strip()


def _has_figure(line: str) -> bool:
    return any(character.isdigit() for character in line)


def _is_name(words: str) -> bool:
    """Whether words look like names: in cased scripts each begins large, but for particles."""
    parts = [part for part in words.replace(";", " ").replace(",", " ").split() if part[0].isalpha()]
    small = [part for part in parts if part[0].islower() and len(part) > 4]
    return 0 < len(parts) <= 10 and not small and not _SENTENCE_END.search(words)
