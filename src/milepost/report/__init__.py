"""Diagnostics and results to text; one format is one file."""
