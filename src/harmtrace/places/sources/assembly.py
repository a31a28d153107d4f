"""Files of any kinds in; the places, outlines, ids and names of one pack out, each file read as a stream."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from harmtrace.errors import BadSetting, UnknownSource
from harmtrace.model.immutable import immutable
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.packfile import Alternate, Extras
from harmtrace.places.place import Place
from harmtrace.places.sources.alternates import Alternates
from harmtrace.places.sources.boundaries import Boundaries
from harmtrace.places.sources.doubts import Doubts
from harmtrace.places.sources.geonames import Codes, Dump, read_codes
from harmtrace.places.sources.joining import AreaBook, join_areas
from harmtrace.places.sources.kinds import Kind, kind_of
from harmtrace.places.sources.osm import places_of_osm
from harmtrace.places.sources.own import places_of_table
from harmtrace.places.sources.points import Areas, Points
from harmtrace.places.sources.problems import Problems
from harmtrace.places.sources.streams import Stream, streams_of

Report = Callable[[str, int], None]
LICENCES: Final[dict[str, tuple[str, str]]] = {
    "geonames": ("Contains data from GeoNames (geonames.org), CC BY 4.0.", "CC BY 4.0"),
    "wof": (
        "Contains data from GeoNames (geonames.org), CC BY 4.0, by way of Who's On First (whosonfirst.org).",
        "CC BY 4.0",
    ),
    "cod": (
        "Administrative boundaries and P-codes: UN OCHA COD-AB (data.humdata.org); not authoritative boundaries.",
        "as stated at data.humdata.org, mostly CC BY-IGO",
    ),
    "osm": ("© OpenStreetMap contributors (openstreetmap.org/copyright), ODbL 1.0.", "ODbL 1.0"),
    "csv": ("Contains an own table of places.", "as its makers say"),
}
"""For each kind the line that is shown wherever its places are, and the licence."""
_STEP: Final = 10_000


@immutable(frozen=True, slots=True)
class BuildOptions:
    """How files are read. `kind` is that of all files (None: by their content), `country` that of rows without one."""

    kind: Kind | None = None
    country: str = ""
    encoding: str | None = None
    skip_broken: bool = False
    only: str = ""
    """Take boundaries of this country alone, where a file has several."""


@immutable(frozen=True, slots=True)
class Source:
    """A file to build from. `kind` and `member` (of an archive) are set where they are known beforehand."""

    path: Path
    kind: Kind | None = None
    member: str | None = None


@dataclass(slots=True)
class Assembly:
    """The parts of one pack. `places` may be read once; `extras` after it."""

    known: Gazetteer
    options: BuildOptions
    report: Report
    problems: Problems = field(init=False)
    kinds: set[str] = field(default_factory=set)
    levels: Counter[str] = field(default_factory=Counter)
    _streams: dict[str, list[Stream]] = field(default_factory=dict)
    _book: AreaBook = field(default_factory=AreaBook)
    _points: Points = field(default_factory=Points)
    _tagged: Alternates = field(default_factory=Alternates)
    _dump: Dump = field(init=False)
    _ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.problems = Problems(self.options.skip_broken)
        self._dump = Dump([], self.problems)

    def take(self, files: Sequence[Source]) -> None:
        """Look at the files and put their areas together. Raises what the readers raise."""
        for source in files:
            self._sort(source)
        self.kinds = set(self._streams) - {"codes", "alternates"}
        if "osm" in self.kinds and not self.options.country and not {"cod"} & self.kinds:
            raise BadSetting(
                "an extract of OpenStreetMap does not say in which country it lies",
                way_out="Give --country SY, or the boundaries of the country (COD-AB) beside it.",
            )
        encoding = self.options.encoding
        self._tagged = Alternates.read(self._streams.get("alternates", ()), self.problems, encoding)
        self._dump = Dump(self._streams.get("geonames", ()), self.problems, encoding, self._tagged)
        codes: dict[Codes, tuple[str, str]] = read_codes(self._streams.get("codes", ()), self.problems)
        boundaries = Boundaries(self.problems, encoding)
        for stream in self._streams.get("cod", ()):
            self.report("boundaries", len(boundaries.areas))
            boundaries.read(stream)
        areas = {key: area for key, area in boundaries.areas.items() if self.options.only in ("", area.country)}
        self._book = join_areas(self._dump.areas(), codes, areas, self.known)
        self._gather_points(Areas(self._book))

    def _sort(self, source: Source) -> None:
        """Put the streams of a file beside those of their kind; an archive may hold others as well."""
        unknown: UnknownSource | None = None
        found = False
        for stream in streams_of(source.path, source.member):
            try:
                kind = source.kind or self.options.kind or kind_of(stream, self.options.encoding)
            except UnknownSource as error:
                unknown = unknown or error
                continue
            self._streams.setdefault(kind, []).append(stream)
            found = True
        if unknown is not None and not found:
            raise unknown
        if unknown is not None:
            self.problems.notes.append(f"not read: {unknown.where}")

    def _gather_points(self, areas: Areas) -> None:
        for place in self._book.points:
            self._points.add(place)
        encoding, country = self.options.encoding, self.options.country
        for stream in self._streams.get("osm", ()):
            for place in places_of_osm(stream, self.problems, country, encoding):
                self._points.add(areas.completed(place))
        for stream in self._streams.get("csv", ()):
            for place in places_of_table(stream, self.problems, country, encoding):
                self._points.add(areas.completed(place))

    def places(self) -> Iterator[Place]:
        """Yield every place once, areas first."""
        doubts = Doubts(self.known)
        for number, place in enumerate(self._places()):
            if number % _STEP == 0:
                self.report("places", number)
            self.levels[place.level] += 1
            doubts.look(place)
            if self._streams.get("alternates"):
                self._ids.add(place.place_id)
            yield place
        self.problems.notes.extend(doubts.notes())

    def _places(self) -> Iterator[Place]:
        yield from self._book.places
        areas = Areas(self._book)
        dumped: Iterable[Place] = self._dump.places(self._book.names, areas=False)
        if self._book.shapes:
            dumped = map(areas.completed, dumped)
        yield from self._points.merged(dumped) if self._points.places else dumped
        written = {place.place_id for place in self._book.places}
        for place in self._points.rest(self.known):
            if place.place_id not in written and not self._dump.has(place.place_id):
                written.add(place.place_id)
                yield place

    def extras(self, meta: dict[str, str]) -> Extras:
        """What stands beside the places, read after the last of them."""
        return Extras(
            outlines=self._outlines(), also=self._also(), alternates=self._alternates(), meta=self._meta(meta)
        )

    def _outlines(self) -> Iterator[tuple[str, str]]:
        self._book.also.update(self._points.also)
        yield from self._book.outlines()

    def _also(self) -> Iterator[tuple[str, str]]:
        also = {**self._book.also, **self._points.also}
        for other_id, place_id in also.items():
            seen = {other_id}
            while place_id in also and place_id not in seen:
                seen.add(place_id)
                place_id = also[place_id]
            yield other_id, place_id

    def _alternates(self) -> Iterator[Alternate]:
        for other_id, place_id in self._book.also.items():
            self._tagged.rename(other_id, place_id)
        yield from self._tagged.of(self._ids)

    def _meta(self, meta: dict[str, str]) -> Iterator[tuple[str, str]]:
        kinds = [("wof" if kind == "geonames" and self._dump.by_wof else kind) for kind in sorted(self.kinds)]
        yield "levels", json.dumps(self.levels)
        yield "kinds", " ".join(kinds)
        yield "left_out", str(self.problems.left_out)
        yield "built", datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        yield "date", meta.get("date") or self._dump.latest
        yield "attribution", meta.get("attribution") or " ".join(LICENCES[kind][0] for kind in kinds)
        yield "licence", meta.get("licence") or "; ".join(LICENCES[kind][1] for kind in kinds)


def checked_country(code: str | None, *, needed: bool = False) -> str:
    """A country code in capitals, "" for none. Raises `BadSetting` for what is none of two letters."""
    country = (code or "").strip().upper()
    if (country or needed) and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadSetting("not a country code of two letters such as SY", where=cast(str, code))
    return country
