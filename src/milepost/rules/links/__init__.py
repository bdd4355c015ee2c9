"""Rules on links."""
