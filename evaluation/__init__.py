"""Evaluation: annotated documents of our own, and the benchmark."""
