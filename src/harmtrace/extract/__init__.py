"""From a document's text to claims: mentions, clauses, frames, and what holds over the whole document."""
