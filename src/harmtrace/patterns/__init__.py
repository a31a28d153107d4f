"""The record over weeks, places, weapons, targets and actors: counts, ranges, change and clusters, never a verdict."""
