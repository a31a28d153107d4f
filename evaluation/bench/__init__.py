"""The benchmark: a seeded corpus of our own, read and recorded."""
