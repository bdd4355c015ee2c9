"""Readings of prerequisites: tools with versions, variables, milestones, documents, packages."""
