"""Rules on title and sections."""
