"""The only floor that starts processes."""
