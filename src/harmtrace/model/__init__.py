"""The nouns of the record, as frozen dataclasses without input or output."""
