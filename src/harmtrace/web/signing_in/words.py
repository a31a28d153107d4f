"""What roles and scopes are called on pages, and how times are written there."""

from __future__ import annotations

from collections.abc import Mapping

from harmtrace.publish.tongue import N_

ROLE_WORDS: Mapping[str, str] = {
    "reader": N_("reader"),
    "coder": N_("coder"),
    "reviewer": N_("reviewer"),
    "publisher": N_("publisher"),
    "protection": N_("data protection"),
    "admin": N_("administrator"),
}
ROLE_MEANING: Mapping[str, str] = {
    "reader": N_("reads what is not restricted"),
    "coder": N_("decides on claims and incidents"),
    "reviewer": N_("decides, and approves what others decided"),
    "publisher": N_("releases publications"),
    "protection": N_("sees, restricts and releases restricted items"),
    "admin": N_("keeps the accounts"),
}
SCOPE_WORDS: Mapping[str, str] = {
    "read": N_("read pages as JSON"),
    "export": N_("export files"),
    "decide": N_("decide"),
    "approve": N_("approve"),
    "publish": N_("publish"),
    "restrict": N_("restrict items"),
    "restricted": N_("see restricted items"),
}


def time_words(iso: str | None) -> str:
    """A time in UTC, to the minute; blank where there is none."""
    return f"{iso[:10]} {iso[11:16]} UTC" if iso else ""
