"""From the tellers on record to those whose names may stand in public: public speakers, bodies, descriptions.

A name is left out unless there is a reason to print it; which words name bodies stands in the vocabulary
(`lang/<code>/bodies.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from harmtrace.account.record import RecordView
from harmtrace.model.attribution import Teller
from harmtrace.model.claim import AnyClaim, StatementClaim
from harmtrace.provenance.tellers import identity
from harmtrace.store.folding import fold_for_search, without_article
from harmtrace.vocab.languages import language_forms, languages


class PublicNames:
    """Which tellers of a record may be named in public."""

    def __init__(self, record: RecordView) -> None:
        self.speakers = public_speakers(record.claims.values())
        self.publishers = frozenset(d.publisher for d in record.documents.values() if d.publisher)

    def may_stand(self, name: str) -> bool:
        """Whether a teller may be named: a public speaker, a body, or no proper name at all."""
        if name in self.speakers:
            return True
        if any(letter.isalpha() and letter.upper() == letter.lower() for letter in name):
            return name in self.publishers or _is_body_without_case(name)
        words = name.split()
        if not any(word[:1].isupper() for word in words[1:]):
            return len(words) != 1 or not name[:1].isupper() or name.isupper()
        return any(word.lower() in _body_words() for word in words) or name in self.publishers


def public_speakers(claims: Iterable[AnyClaim]) -> frozenset[str]:
    """The persons who speak in public: named with a role or for a body in a statement."""
    return frozenset(
        claim.speaker.name
        for claim in claims
        if isinstance(claim, StatementClaim) and (claim.speaker.role or claim.speaker.organisation)
    )


def _is_body_without_case(name: str) -> bool:
    """Whether a name in a script without capitals is that of a body: nothing else tells it from that of a person.

    A description ("the director of the hospital") is no reason: a name may follow it.
    """
    if identity(Teller(name)).key.startswith(("actor:", "teller:")):
        return True
    first = fold_for_search(name).split(maxsplit=1)[0]
    return first in _body_words() or without_article(first) in _body_words()


@cache
def _body_words() -> frozenset[str]:
    return frozenset(
        fold_for_search(form) for language in languages() for _class, _value, form in language_forms(language, "bodies")
    )
