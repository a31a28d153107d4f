"""The finders of languages whose grammar stands in tables: Arabic, Russian, German; English has rules of its own.

What these languages share is here: an event is told by a word of attack or harm; who was harmed stands beside that word
on the side that the table says; parties, weapons, targets, places and days belong to the event of their clause. What
differs (words, endings, prefixes, the order of verb and subject, what opens a clause) stands in
`vocab/data/lang/<code>/`. `docs/languages.md` tells how a language is added.
"""

from harmtrace.extract.languages.appeals import appeals_of
from harmtrace.extract.languages.events import clauses_in, event_drafts
from harmtrace.extract.languages.labels import tabled_labels_of
from harmtrace.extract.languages.responses import responses_of
from harmtrace.extract.languages.situations import situations_of

__all__ = ["appeals_of", "clauses_in", "event_drafts", "responses_of", "situations_of", "tabled_labels_of"]
