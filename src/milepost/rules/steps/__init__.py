"""Rules on steps and their blocks."""
