"""Evidence of what was verified: records, the stores that keep them, and what they prove."""
