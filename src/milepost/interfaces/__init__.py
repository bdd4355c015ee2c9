"""Adapters over the use cases, independent of each other."""
