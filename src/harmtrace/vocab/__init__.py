"""The domain as data: vocabularies are tables under `data/`, loaded and validated once."""
