"""From a text and its claims to HTML in which every span that a claim rests on links to it.

Done on the server, because offsets are code points, which JavaScript does not count in. Spans stay what they are; where
one begins or ends between a letter and a mark on it, the highlight takes the whole letter: the eye cannot cut it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from harmtrace.model.claim import AnyClaim
from harmtrace.model.letters import letter_end, letter_start
from harmtrace.publish.codes import code_words
from harmtrace.publish.tongue import _, ngettext


def highlighted(text: str, claims: Sequence[AnyClaim]) -> Markup:
    """The text with links; where spans of several claims overlap, each piece names all of them."""
    spans = [(letter_start(text, e.start), letter_end(text, e.end), claim) for claim in claims for e in claim.evidence]
    begins: dict[int, list[AnyClaim]] = defaultdict(list)
    ends: dict[int, list[AnyClaim]] = defaultdict(list)
    for start, end, claim in spans:
        begins[start].append(claim)
        ends[end].append(claim)
    pieces, here = [], dict[str, int]()
    by_id = {claim.claim_id: claim for claim in claims}
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for claim in begins.get(start, ()):
            here[claim.claim_id] = here.get(claim.claim_id, 0) + 1
        for claim in ends.get(start, ()):
            here[claim.claim_id] -= 1
            if not here[claim.claim_id]:
                del here[claim.claim_id]
        pieces.append(_piece(text[start:end], [by_id[row_id] for row_id in here]))
    return Markup("").join(pieces)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """The text with marks where the words of a search stand."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


def _piece(words: str, claims: Sequence[AnyClaim]) -> Markup:
    if not claims:
        return escape(words)
    kinds = dict.fromkeys(claim.kind for claim in claims)
    named = _(", ").join(map(code_words, kinds))
    title = (
        ngettext("{n} claim: {kinds}", "{n} claims: {kinds}", len(claims), kinds=named)
        if len(claims) > 1
        else _("{kind} claim", kind=named)
    )
    target = f"#claim-{claims[0].claim_id}"
    return Markup('<a class="{}" href="{}" title="{}">{}</a>').format(" ".join(kinds), target, title, words)
