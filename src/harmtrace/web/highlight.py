"""From a text and its claims to HTML in which every span that a claim rests on links to it.

Done on the server, because offsets are code points, which JavaScript does not count in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from harmtrace.model.claim import AnyClaim


def highlighted(text: str, claims: Sequence[AnyClaim]) -> Markup:
    """The text with links; where spans of several claims overlap, each piece names all of them."""
    spans = [(e.start, e.end, claim) for claim in claims for e in claim.evidence]
    cuts = sorted({0, len(text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    pieces = []
    for start, end in pairwise(cuts):
        here = [claim for first, last, claim in spans if first <= start and end <= last]
        pieces.append(_piece(text[start:end], here))
    return Markup("").join(pieces)


def _piece(words: str, claims: Sequence[AnyClaim]) -> Markup:
    if not claims:
        return escape(words)
    kinds = " ".join(dict.fromkeys(claim.kind for claim in claims))
    title = f"{len(claims)} claims: {kinds}" if len(claims) > 1 else f"{claims[0].kind} claim"
    target = f"/claims/{claims[0].claim_id}" if len(claims) == 1 else f"#claim-{claims[0].claim_id}"
    return Markup('<a class="{}" href="{}" title="{}">{}</a>').format(kinds, target, title, words)
