"""Every error that a user can meet, with a code, a message and a way out.

HarmtraceError
├── UsageError            exit 2
│   ├── MissingInput            HT-101
│   ├── UnknownFormat           HT-102
│   ├── UnknownDate             HT-103
│   ├── UnknownPlace            HT-104
│   ├── UnknownName             HT-105
│   ├── BadSetting              HT-106
│   ├── UnknownSource           HT-107
│   ├── BadPolicy               HT-108
│   ├── MissingExtra            HT-109
│   └── BadDecision             HT-110
├── InputError            exit 1, the other inputs are read
│   ├── EmptyInput              HT-201
│   ├── NoText                  HT-202
│   ├── BrokenEncoding          HT-203
│   ├── TooLarge                HT-204
│   ├── BadLine                 HT-205
│   ├── BadMapping              HT-206
│   ├── FetchFailed             HT-207
│   └── BrokenFile              HT-208
│       ├── BrokenRow               HT-209
│       ├── MissingColumn           HT-210
│       ├── BrokenPack              HT-211
│       └── BrokenCounts            HT-212
├── IntegrityError        exit 3
│   ├── SpanMismatch            HT-301
│   ├── VerificationFailed      HT-302
│   ├── StoreMismatch           HT-303
│   └── Unsolved                HT-304
└── PermissionRefused     exit 3
    ├── PrivateAddress          HT-401
    ├── Withdrawn               HT-402
    ├── DecidedMeanwhile        HT-403
    ├── OwnDecision             HT-404
    ├── NotAllowed              HT-405
    ├── SignInFailed            HT-406
    ├── TooManyAttempts         HT-407
    ├── WeakPassword            HT-408
    └── NotReadyToServe         HT-409
"""

from __future__ import annotations


class HarmtraceError(Exception):
    """The root: `code` names the error page, `exit_code` is what the command ends with."""

    code = "HT-000"
    exit_code = 2
    way_out = "Please report this with the command you ran."

    def __init__(self, message: str, *, where: str | None = None, way_out: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        if way_out is not None:
            self.way_out = way_out

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{self.code} {place}{self.message}"


class UsageError(HarmtraceError):
    """The command was called with something it cannot work with."""

    exit_code = 2


class MissingInput(UsageError):
    """An input path or address does not exist."""

    code = "HT-101"
    way_out = "Check the path; a folder, a file, a URL or - for standard input are accepted."


class UnknownFormat(UsageError):
    """The kind of file is not one that harmtrace reads."""

    code = "HT-102"
    way_out = "Save it as plain text (.txt), or as .html, .pdf, .csv, .xlsx or .jsonl."


class UnknownDate(UsageError):
    """A date on the command line or in a corpus is not an ISO date."""

    code = "HT-103"
    way_out = "Write dates as 2018-09-15 or 2018-09-15T17:36."


class UnknownPlace(UsageError):
    """A place name or id is in no installed gazetteer pack, or names several places."""

    code = "HT-104"
    way_out = "Try `harmtrace gazetteer lookup NAME`, or give a place id such as geonames:169387."


class UnknownName(UsageError):
    """An id, a name of a schema, a format or a suite is not known."""

    code = "HT-105"
    way_out = "Run the command with --help to see the names it takes, or list the record's ids."


class BadSetting(UsageError):
    """A setting (environment variable or option) has a value that cannot be used."""

    code = "HT-106"
    way_out = "See docs/settings.md for the values it takes."


class UnknownSource(UsageError):
    """A file given for a gazetteer pack is of no kind that packs are built from."""

    code = "HT-107"
    way_out = "Give a GeoNames dump, a COD-AB workbook or GeoJSON, an OSM extract or a CSV; or say which with --kind."


class BadPolicy(UsageError):
    """The file of a grade policy does not hold: the line and the field are named."""

    code = "HT-108"
    way_out = "Correct the line that is named; docs/grades.md has the fields of a policy."


class MissingExtra(UsageError):
    """A part of harmtrace that is installed by itself is asked for, and not installed."""

    code = "HT-109"
    way_out = "Install it: pip install 'harmtrace[NAME]', the name as the message tells it."


class BadDecision(UsageError):
    """What a person would decide cannot be decided: its reason is blank, or its value does not fit the slot or words.

    A total cannot be one with an incident, for instance, and a value cannot stand without words in the document.
    """

    code = "HT-110"
    way_out = "Nothing was written. docs/review.md says what each kind of decision takes."


class InputError(HarmtraceError):
    """One input could not be read; the others are."""

    exit_code = 1


class EmptyInput(InputError):
    """The file or line holds no bytes or only white space."""

    code = "HT-201"
    way_out = "Nothing was recorded for it; check that the download or export finished."


class NoText(InputError):
    """The file was captured but no text could be found in it (a scanned PDF, an empty page)."""

    code = "HT-202"
    way_out = "The bytes are kept. Run optical character recognition and add the result as a text file."


class BrokenEncoding(InputError):
    """The bytes are not valid in the encoding that the file declares or in UTF-8."""

    code = "HT-203"
    way_out = "The bytes are kept. Convert the file to UTF-8 and add it again."


class TooLarge(InputError):
    """The input is over the size limit."""

    code = "HT-204"
    way_out = "Split it, or raise HARMTRACE_MAX_BYTES."


class BadLine(InputError):
    """One line of a corpus is not a JSON object of the documented form; the other lines are read."""

    code = "HT-205"
    way_out = "Correct the line that is named and give it again; `harmtrace run` keeps what it has read and reads on."


class BadMapping(InputError):
    """A table lacks the columns that the mapping names."""

    code = "HT-206"
    way_out = "Give --map text=COLUMN and, where there are such columns, title=, published=, publisher=, url=, id=."


class FetchFailed(InputError):
    """An address could not be fetched: no answer, an error status, too slow or too many redirects."""

    code = "HT-207"
    way_out = "Check the address; save the page from a browser and add the file instead."


class BrokenFile(InputError):
    """The file is damaged or not what its name says."""

    code = "HT-208"
    way_out = "The bytes are kept where they could be read. Export or download the file again."


class BrokenRow(BrokenFile):
    """A row of a gazetteer file cannot be used: wrong columns, a coordinate out of range, an id given twice."""

    code = "HT-209"
    way_out = "Correct the row, or build with --skip-broken, which leaves such rows out and lists them."


class MissingColumn(BrokenFile):
    """A table for a gazetteer pack lacks a column that its kind needs."""

    code = "HT-210"
    way_out = "See `harmtrace gazetteer build --help` for the columns; name another kind with --kind."


class BrokenPack(BrokenFile):
    """A gazetteer pack is damaged, cut short, or of another format than this version reads."""

    code = "HT-211"
    way_out = "Install or build it again, or take it away with `harmtrace gazetteer remove NAME`."


class BrokenCounts(BrokenFile):
    """A table of capture counts is none: no list, no `count`, not 0 or 1, a count below zero, a pattern given twice."""

    code = "HT-212"
    way_out = "One 0/1 column for each list and a column count, each pattern once; see `harmtrace estimate --help`."

    def __init__(self, message: str, *, where: str | None = None, line: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}: {message}", where=where)


class IntegrityError(HarmtraceError):
    """Something stored is not what was stored, or would not be traceable."""

    exit_code = 3


class SpanMismatch(IntegrityError):
    """A claim quotes words that do not stand at its span; it is refused."""

    code = "HT-301"
    way_out = "An extractor is at fault: report its name and version with the document."


class VerificationFailed(IntegrityError):
    """`harmtrace verify` found bytes, rows or chains that do not hold."""

    code = "HT-302"
    way_out = "Restore what is named from a backup; do not publish figures that rest on it."


class StoreMismatch(IntegrityError):
    """The store was written by a newer version, or is not a harmtrace store."""

    code = "HT-303"
    way_out = "Upgrade harmtrace, or give another --store."


class Unsolved(IntegrityError):
    """The least number that a record supports could not be worked out; no other is printed in its place."""

    code = "HT-304"
    way_out = "Ask for a smaller scope, and please report the question with the version that `--version` prints."


class PermissionRefused(HarmtraceError):
    """The operation is not allowed by default."""

    exit_code = 3


class PrivateAddress(PermissionRefused):
    """A URL leads to a private, loopback or link-local address."""

    code = "HT-401"
    way_out = "Set HARMTRACE_ALLOW_PRIVATE=1 if you mean to fetch from your own network."


class Withdrawn(PermissionRefused):
    """The capture was withdrawn; its bytes and quotations are destroyed."""

    code = "HT-402"
    way_out = "The custody log says who withdrew it and why."


class DecidedMeanwhile(PermissionRefused):
    """Another person decided on the same thing since it was looked at."""

    code = "HT-403"
    way_out = "Nothing was written. Look at what was decided, and decide again if you still mean it."

    def __init__(self, message: str, *, decision_id: str, seq: int) -> None:
        super().__init__(message)
        self.decision_id = decision_id
        self.seq = seq


class OwnDecision(PermissionRefused):
    """A decision is approved by somebody other than the person who made it."""

    code = "HT-404"
    way_out = "Ask another person to look at it and to approve it."


class NotAllowed(PermissionRefused):
    """No role of the person, and no scope of the token, allows what was asked."""

    code = "HT-405"
    way_out = (
        "An administrator gives roles (`harmtrace accounts role NAME ROLE`); docs/security.md says what each allows."
    )


class SignInFailed(PermissionRefused):
    """Name, password or one-time code is wrong, or the account is closed; which of these it is is not told."""

    code = "HT-406"
    way_out = "Try again; an administrator can set another password: `harmtrace accounts password NAME`."


class TooManyAttempts(PermissionRefused):
    """Signing in failed so often, for an account or from an address, that no more tries are looked at for a while."""

    code = "HT-407"
    way_out = "Wait 15 minutes. A browser in which the person signed in before is counted by itself."


class WeakPassword(PermissionRefused):
    """A password is too short, too long, or one of the first that would be guessed."""

    code = "HT-408"
    way_out = "Take four or more words that do not belong together, or let a password manager make one."


class NotReadyToServe(PermissionRefused):
    """Pages would be served without accounts, a secret or encryption where others could reach them."""

    code = "HT-409"
    way_out = "docs/security.md has the steps: a secret file, an account, a certificate or a proxy that has one."


def all_errors() -> list[type[HarmtraceError]]:
    """Return every concrete error class, ordered by code, for the error reference."""
    found: list[type[HarmtraceError]] = []
    waiting = HarmtraceError.__subclasses__()
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        if error.code != HarmtraceError.code:
            found.append(error)
    return sorted(found, key=lambda error: error.code)
