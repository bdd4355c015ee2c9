"""Rules on what stands in sections."""
