"""From a document to whether it says of itself that it only compiles what others published."""

from __future__ import annotations

from functools import cache

from harmtrace.model.document import Document
from harmtrace.places.folding import fold_name
from harmtrace.vocab.languages import base_code, language_forms


def is_compilation(document: Document) -> bool:
    """Whether the text says that it adds nothing of its own to what it compiles."""
    cues = _cues(base_code(document.language))
    if not cues:
        return False
    folded = fold_name(document.text)
    return any(cue in folded for cue in cues)


@cache
def _cues(language: str) -> tuple[str, ...]:
    return tuple(fold_name(form) for _kind, _value, form in language_forms(language, "compilation_cues"))
