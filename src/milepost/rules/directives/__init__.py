"""Rules on directive comments."""
