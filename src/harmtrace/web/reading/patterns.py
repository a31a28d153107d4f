"""Patterns: counts, ranges, change, clusters and sentences, as the address asks for them."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.model.pattern import Pattern
from harmtrace.publish.pattern_views import BY, pattern_view
from harmtrace.publish.tongue import _
from harmtrace.publish.wording import harm_words
from harmtrace.web.reading.asked_patterns import PatternAnswers, PatternAsked
from harmtrace.web.reading.overview import facets_of
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The page of patterns."""
    answers = PatternAnswers()

    def patterns(asked: Asked) -> Answer:
        query = PatternAsked.of(asked.request.query_params)
        found = answers.answer(query, site.mark(asked.request), asked.record)
        known = found if isinstance(found, Pattern) else None
        working = _("Being worked out: a large record takes minutes, once.")
        problem = working if found is None else "" if known else str(found)
        status = 200 if known else 202 if found is None else 400

        def page() -> Shown:
            harms = [(row_id, words) for row_id, words, _count in facets_of(asked.shelves).choices("harm")]
            values = {
                "asked": query,
                "ways": [(name, _(words)) for name, words in BY.items()],
                "harms": harms or [(query.harm, harm_words(query.harm))],
                "problem": problem,
                "waiting": found is None,
                "view": pattern_view(known) if known else None,
                "twin": f"/patterns.json?{asked.request.url.query}",
            }
            return Shown("patterns.html.j2", _("Patterns"), values)

        return Answer(lambda: known or {"problem": problem}, page, status, keep=known is not None)

    return site.twinned("/patterns", patterns)
