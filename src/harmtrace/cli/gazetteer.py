"""`harmtrace gazetteer`: packs of places, installed, built, listed and looked up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Packs of places: install, build, list, look up.")


@app.command()
def install(
    countries: Annotated[list[str], typer.Argument(metavar="XX...", help="Country codes of two letters.")],
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="Where the XX.zip files are.")] = None,
) -> None:
    """Download the GeoNames file of a country and build its pack in the data folder.

    \b
    harmtrace gazetteer install SY LB
    """
    from harmtrace.cli.terminal import note, say
    from harmtrace.places.packs import GEONAMES
    from harmtrace.places.packs import install as fetch

    note(f"downloading {', '.join(countries)} (GeoNames, CC BY 4.0)")
    for path in fetch(countries, base_url or GEONAMES):
        say(f"installed: {path}")


@app.command()
def build(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="GeoNames dump files (XX.txt).")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The pack; else into the data folder.")] = None,
    attribution: Annotated[str | None, typer.Option(metavar="TEXT", help="Whose data they are.")] = None,
) -> None:
    """Build one pack from GeoNames dump files.

    \b
    harmtrace gazetteer build SY.txt
    """
    from harmtrace.cli.terminal import say
    from harmtrace.places.gazetteer import data_folder
    from harmtrace.places.packs import ATTRIBUTION
    from harmtrace.places.packs import build as build_pack

    target = out or data_folder() / f"{files[0].stem}.sqlite"
    target.parent.mkdir(parents=True, exist_ok=True)
    say(f"built: {build_pack(files, target, attribution=attribution or ATTRIBUTION)}")


@app.command("list")
def list_installed(as_json: JsonOption = False) -> None:
    """List the installed packs, whose data they are and how many places each has.

    \b
    harmtrace gazetteer list
    """
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.places.gazetteer import data_folder
    from harmtrace.places.packs import list_packs

    for pack in list_packs():
        row = {"name": pack.name, "version": pack.version, "places": pack.places, "path": str(pack.path)}
        if as_json:
            write_json({**row, "attribution": pack.attribution})
        else:
            say(f"{line_of(pack.name)}  {pack.places} places, version {pack.version}, {pack.path}")
            say(f"  {line_of(pack.attribution)}")
    if not as_json:
        say(f"packs are looked for in {data_folder()}; the curated pack is always there")


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any script, or a place id.")],
    as_json: JsonOption = False,
) -> None:
    """Find places by name or id.

    \b
    harmtrace gazetteer lookup Idlib
    """
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.errors import UnknownPlace
    from harmtrace.pipeline.record import load_gazetteer

    found = load_gazetteer().search(name)
    if not found:
        raise UnknownPlace(f"no place is called {name!r} in the installed gazetteer packs")
    for place in found:
        if as_json:
            write_json(place)
        else:
            at = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else "no point"
            say(f"{place.place_id}  {line_of(place.name)} ({place.level}; {', '.join(place.admin)}; {at})")
