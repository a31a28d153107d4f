"""Captured bytes in; documents with canonical text, zones, facts and sentences out."""
