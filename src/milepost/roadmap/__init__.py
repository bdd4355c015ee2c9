"""The order that prerequisites and next steps give to milestones."""
