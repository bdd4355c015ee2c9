"""Readings of outcome sentences: one class of phrase, one file; `registry` has their order."""
