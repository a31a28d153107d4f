"""The decorator of the nouns: dataclasses that mypy holds immutable and that are made as fast as any others.

`@immutable(frozen=True, slots=True)` reads to mypy as `@dataclass(frozen=True, slots=True)`: whoever sets a field
of one fails the checks. At run time nothing forbids it: a frozen dataclass sets each field through
`object.__setattr__`, which takes three times as long as setting it, and the reading of an article makes five hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["immutable", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass as immutable
    from dataclasses import replace
else:
    from dataclasses import dataclass, fields
    from functools import cache
    from operator import attrgetter

    def immutable(*, frozen, slots, kw_only=False, order=False):
        """Make a dataclass whose instances are equal, and hash alike, where all their fields are."""
        return dataclass(slots=slots, kw_only=kw_only, order=order, unsafe_hash=frozen)

    def replace(one, **changes):
        """The same as `one` but for the changes, in a third of the time that `dataclasses.replace` takes.

        All fields are given to the class, so that it may have none that are not.
        """
        names, values = _fields(type(one))
        return type(one)(**{**dict(zip(names, values(one), strict=True)), **changes})

    @cache
    def _fields(kind):
        names = tuple(field.name for field in fields(kind))
        return names, attrgetter(*names)
