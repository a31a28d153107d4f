"""Brings the catalogues of messages up to date with what report and pages say.

Run: python docs/catalogues.py
New messages come in empty, for a translator; messages that nothing says any more go out. A test refuses both.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "harmtrace"
LANGUAGES = SOURCE / "publish" / "languages"
_SPEAKING = ("publish", "web", "cli")
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2)}
_READERS = {".py": "python", ".j2": "jinja2.ext:babel_extract"}


def said() -> Catalog:
    """Every message of the source, by the files that say it."""
    catalogue = Catalog()
    for path in _files():
        with path.open("rb") as handle:
            for _line, message, comments, _context in extract(_READERS[path.suffix], handle, _KEYWORDS):
                name = path.relative_to(SOURCE).as_posix()
                catalogue.add(message, None, [(name, 0)], auto_comments=comments)
    return catalogue


def _files() -> Iterator[Path]:
    for room in _SPEAKING:
        yield from sorted(path for path in (SOURCE / room).rglob("*") if path.suffix in _READERS)


def written(language: str) -> Catalog:
    """The catalogue of a language as it is in the package."""
    with (LANGUAGES / f"{language}.po").open("rb") as handle:
        return read_po(handle, locale=language)


def main() -> None:
    """Bring each catalogue up to date."""
    template = said()
    for path in LANGUAGES.glob("*.po"):
        catalogue = written(path.stem)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        head, _blank, _rest = path.read_text(encoding="utf-8").partition("\n\n")
        body = BytesIO()
        write_po(body, catalogue, width=110, omit_header=True, include_lineno=False, ignore_obsolete=True)
        path.write_text(f"{head}\n\n{body.getvalue().decode()}", encoding="utf-8")
        empty = sum(1 for message in catalogue if message.id and not all(_strings(message.string)))
        print(f"{path.name}: {len(catalogue)} messages, {empty} not translated")


def _strings(string: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string or "",)


if __name__ == "__main__":
    main()
