"""Tests of what people decide and may do."""
