"""Readings of code blocks: one kind of evidence, one file; `registry` has their order."""
