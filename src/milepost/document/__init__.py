"""Markdown text to a Document in which every node knows its span."""
