"""From packs and places of the gazetteer to lines for people and rows for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harmtrace.cli.terminal import line_of, note, say

if TYPE_CHECKING:
    from harmtrace.places.looking_up import Candidate
    from harmtrace.places.packs import Built, PackInfo

_NAMES_SHOWN = 6
_LEFT_OUT_SHOWN = 20


def pack_row(pack: PackInfo, shipped: bool) -> dict[str, Any]:
    """A pack as one JSON object."""
    import msgspec

    row: dict[str, Any] = msgspec.to_builtins(pack, builtin_types=(), enc_hook=str)
    return {**row, "levels": dict(pack.levels), "shipped": shipped}


def say_pack(pack: PackInfo, shipped: bool) -> None:
    """Two or three lines for a list of packs."""
    if pack.error:
        say(f"{line_of(pack.name)}  cannot be read: {line_of(pack.error)}")
        say(f"  {pack.path}: build or install it again, or `harmtrace gazetteer remove {line_of(pack.name)}`")
        return
    date = f", data of {pack.date}" if pack.date else ""
    levels = ", ".join(f"{count:,} {level}" for level, count in pack.levels)
    say(f"{line_of(pack.name)}  version {pack.version}{date}{', shipped with harmtrace' if shipped else ''}")
    say(f"  {pack.places:,} places{f' ({levels})' if levels else ''}, {pack.outlines} outlines, {_size(pack.size)}")
    say(f"  {line_of(pack.attribution)}")


def say_info(pack: PackInfo) -> None:
    """Everything about one pack."""
    rows = [
        ("name", pack.name),
        ("version", pack.version),
        ("built", pack.built),
        ("data of", pack.date),
        ("from", pack.source),
        ("kinds", pack.kinds),
        ("attribution", pack.attribution),
        ("licence", pack.licence),
        ("places", f"{pack.places:,}"),
        *((f"  {level}", f"{count:,}") for level, count in pack.levels),
        ("outlines", f"{pack.outlines:,}"),
        ("rows left out", f"{pack.left_out:,}"),
        ("size", _size(pack.size)),
        ("file", str(pack.path)),
    ]
    for label, value in rows:
        say(f"{label:<16}{line_of(value)}")
    if pack.error:
        say(f"{'error':<16}{line_of(pack.error)}")


def say_built(built: Built, verb: str) -> None:
    """What a build made, what it left out, and what changed against the pack before."""
    for line in built.left_out[:_LEFT_OUT_SHOWN]:
        note(f"left out: {line_of(line)}")
    if built.left_out_count > _LEFT_OUT_SHOWN:
        note(f"left out: {built.left_out_count:,} rows in all")
    for line in built.notes:
        note(line_of(line))
    pack = built.info
    say(f"{verb}: {line_of(pack.name)} version {pack.version}, {pack.places:,} places, {pack.path}")
    change = built.change
    if change is not None and change.version == pack.version:
        say("  the same as before")
    elif change is not None:
        counts = f"{change.added:,} places new, {change.removed:,} gone, {change.changed:,} different"
        say(f"  it replaces version {change.version}: {counts}")
    say(f"  {line_of(pack.attribution)}")


def candidate_row(candidate: Candidate) -> dict[str, Any]:
    """A place that a name may mean as one JSON object."""
    import msgspec

    place: dict[str, Any] = msgspec.to_builtins(candidate.place)
    tagged = [{"name": one.name, "language": one.language, "kind": one.kind} for one in candidate.tagged]
    more = {"packs": candidate.packs, "distance_km": candidate.distance_km, "former": candidate.former}
    return {**place, **more, "tagged": tagged}


def say_candidate(candidate: Candidate) -> None:
    """Two lines for a place that a name may mean."""
    place = candidate.place
    within = ", ".join(part for part in reversed(place.admin) if part != place.name)
    centre = "centre " if place.is_area() else ""
    at = f"{centre}{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else "no point"
    facts = [place.level, within, at]
    if place.population:
        facts.append(f"population {place.population:,}")
    if candidate.distance_km is not None:
        facts.append(f"{candidate.distance_km:,.0f} km away")
    if candidate.former:
        facts.append("a name of the past")
    say(f"{place.place_id}  {line_of(place.name)} ({line_of('; '.join(filter(None, facts)))})")
    names = ", ".join(place.names[:_NAMES_SHOWN])
    say(f"  in {', '.join(candidate.packs)}{f'; also {line_of(names)}' if names else ''}")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
