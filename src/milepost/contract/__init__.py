"""A template, read as what it demands of a guide."""
