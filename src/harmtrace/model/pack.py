"""A gazetteer pack that a record's places come from: which version, whose data, under which terms."""

from __future__ import annotations

from harmtrace.model.immutable import immutable


@immutable(frozen=True, slots=True)
class PackUsed:
    """`attribution` is shown wherever places of the pack are; `date` is that of its data, "" where it is not known."""

    name: str
    version: str
    attribution: str
    licence: str = ""
    date: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """What a decision names that rests on the pack: "name@version"."""
        return f"{self.name}@{self.version}"
