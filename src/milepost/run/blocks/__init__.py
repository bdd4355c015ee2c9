"""Carrying blocks out; one kind is one file."""
