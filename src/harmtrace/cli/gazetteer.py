"""`harmtrace gazetteer`: packs of places, installed, built, listed, looked up and removed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Packs of places: install, build, list, look up, remove. A pack says whose data it holds, and that line is"
    " shown wherever its places are.",
)
_Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of one or several kinds; see above.")]
_SkipBroken = Annotated[bool, typer.Option("--skip-broken", help="Leave broken rows out and list them.")]
_Country = Annotated[str | None, typer.Option(metavar="XX", help="The country of rows that do not say it.")]


@app.command()
def install(
    countries: Annotated[list[str], typer.Argument(metavar="XX...", help="Country codes of two letters.")],
    boundaries: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE|URL", help="COD-AB boundaries: a file, an address, a page of HDX; repeatable."),
    ] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="A mirror of the GeoNames dumps.")] = None,
    skip_broken: _SkipBroken = False,
) -> None:
    """Download what GeoNames has of a country and build its pack in the data folder.

    Its places, its names in all languages, and the names of its regions come from download.geonames.org (CC BY 4.0).
    With --boundaries the outlines and P-codes of OCHA are put together with them (look for "COD-AB" and the country at
    data.humdata.org). A pack is replaced only when the new one is whole.

    \b
    harmtrace gazetteer install SY LB
    harmtrace gazetteer install SY --boundaries syr_admin_boundaries.xlsx
    harmtrace gazetteer install SY --boundaries https://data.humdata.org/dataset/cod-ab-syr
    """
    from harmtrace.cli.pack_lines import say_built
    from harmtrace.cli.terminal import note, progress
    from harmtrace.places.packs import GEONAMES, install_country
    from harmtrace.places.sources.assembly import checked_country

    for code in [checked_country(given, needed=True) for given in countries]:
        note(f"downloading {code} from {base_url or GEONAMES}")
        with progress() as report:
            built = install_country(
                code, base_url or GEONAMES, None, boundaries or (), skip_broken=skip_broken, report=report
            )
        say_built(built, "installed")


@app.command()
def build(
    files: _Files,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The pack; else into the data folder.")] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What the pack is called; else the file.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND", help="geonames, codes, alternates, cod, osm or csv; else by the content of each file."
        ),
    ] = None,
    country: _Country = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="The encoding of text files, such as cp1256; else UTF-8.")
    ] = None,
    attribution: Annotated[str | None, typer.Option(metavar="TEXT", help="Whose data they are.")] = None,
    licence: Annotated[str | None, typer.Option(metavar="TEXT", help="Under which terms.")] = None,
    skip_broken: _SkipBroken = False,
) -> None:
    """Build one pack from files. The same place in several of them is one place of the pack.

    \b
    geonames  a GeoNames dump (SY.txt, SY.zip)
    codes     GeoNames' tables of regions and districts (admin1CodesASCII.txt, admin2Codes.txt)
    alternates  GeoNames' alternate names, with their languages
    cod       OCHA boundaries: .xlsx, .csv or .geojson with ADM1_PCODE, ADM1_EN … or adm1_pcode, adm1_name …
    osm       OpenStreetMap: Overpass JSON or CSV (@id, @lat, @lon, name, place), GeoJSON, .osm
    csv       your own table: id,name,level,lat,lon,names,country,admin1,admin2,population,radius_km
              (name, lat, lon and country are needed; names are separated by |; level is settlement if empty)

    \b
    harmtrace gazetteer build SY.txt
    harmtrace gazetteer build SY.zip syr_admin_boundaries.xlsx syr_adm2.geojson --name syria
    harmtrace gazetteer build villages.csv --country SY --attribution "Field team, 2024"
    harmtrace gazetteer build camps.osm --country LB --skip-broken
    """
    from typing import cast

    from harmtrace.cli.pack_lines import say_built
    from harmtrace.cli.terminal import progress
    from harmtrace.errors import BadSetting, UnknownName
    from harmtrace.places.gazetteer import data_folder
    from harmtrace.places.packs import build_pack, checked_name, readable
    from harmtrace.places.sources.assembly import BuildOptions, checked_country
    from harmtrace.places.sources.kinds import KINDS, Kind

    if kind is not None and kind not in KINDS:
        raise UnknownName(f"no kind is called {kind!r}; there are {', '.join(KINDS)}")
    called = checked_name(name or (out.stem if out else readable(files)[0].stem))
    if out is not None and not out.parent.is_dir():
        raise BadSetting("no such folder", where=str(out.parent), way_out="Make it, or give another --out.")
    target = out or data_folder() / f"{called}.sqlite"
    meta = {"name": called, "attribution": attribution or "", "licence": licence or ""}
    options = BuildOptions(cast(Kind | None, kind), checked_country(country), encoding, skip_broken)
    with progress() as report:
        built = build_pack(files, target, meta, options, report)
    say_built(built, "built")


@app.command("list")
def list_installed(as_json: JsonOption = False) -> int:
    """List the packs: version, date, places of each level, size, and whose data they are.

    \b
    harmtrace gazetteer list
    """
    from harmtrace.cli.pack_lines import pack_row, say_pack
    from harmtrace.cli.terminal import say, write_json
    from harmtrace.places.gazetteer import data_folder
    from harmtrace.places.packs import list_packs, shipped_packs

    shipped, installed = shipped_packs(), list_packs()
    for pack in (*shipped, *installed):
        if as_json:
            write_json(pack_row(pack, shipped=pack in shipped))
        else:
            say_pack(pack, shipped=pack in shipped)
    if not as_json:
        say(f"packs are looked for in {data_folder()}")
    return 1 if any(pack.error for pack in installed) else 0


@app.command()
def info(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of an installed pack.")],
    as_json: JsonOption = False,
) -> int:
    """Say everything about one pack: its sources, dates, licence, levels and outlines.

    \b
    harmtrace gazetteer info SY
    """
    from harmtrace.cli.pack_lines import pack_row, say_info
    from harmtrace.cli.terminal import write_json
    from harmtrace.places.packs import find_pack, shipped_packs

    shipped = [pack for pack in shipped_packs() if pack.name == name]
    pack = shipped[0] if shipped else find_pack(name)
    if as_json:
        write_json(pack_row(pack, shipped=bool(shipped)))
    else:
        say_info(pack)
    return 1 if pack.error else 0


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of installed packs.")],
) -> None:
    """Delete installed packs. Records keep the places that were found with them, and say which pack that was.

    \b
    harmtrace gazetteer remove LB
    """
    from harmtrace.cli.terminal import line_of, say
    from harmtrace.places.packs import find_pack
    from harmtrace.places.packs import remove as remove_pack

    for pack in [find_pack(name) for name in names]:
        remove_pack(pack.path.name)
        say(f"removed: {line_of(pack.name)} {pack.version} ({pack.path})")


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any script, or a place id.")],
    near: Annotated[str | None, typer.Option(metavar="PLACE", help="Nearest first: a name, an id, or LAT,LON.")] = None,
    country: Annotated[str | None, typer.Option(metavar="XX", help="Places of this country only.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Find places by name or id: their level, the areas they lie in, population, and the packs that have them.

    \b
    harmtrace gazetteer lookup Idlib
    harmtrace gazetteer lookup Hass --near "Idlib governorate"
    harmtrace gazetteer lookup الهبيط --country SY
    harmtrace gazetteer lookup geonames:169387 --json
    """
    from harmtrace.cli.pack_lines import candidate_row, say_candidate
    from harmtrace.cli.terminal import note, write_json
    from harmtrace.pipeline.record import load_gazetteer
    from harmtrace.places.looking_up import candidates, place_near, unknown
    from harmtrace.places.sources.assembly import checked_country

    gazetteer, code = load_gazetteer(), checked_country(country)
    centre = place_near(gazetteer, near) if near else None
    if centre is not None:
        note(f"near {centre.name}{f' ({centre.place_id}, {centre.level})' if centre.place_id else ''}")
    found = candidates(gazetteer, name, centre, code)
    if not found:
        raise unknown(gazetteer, name, code)
    for candidate in found:
        if as_json:
            write_json(candidate_row(candidate))
        else:
            say_candidate(candidate)
