"""Executors: where the milestones of a roadmap are carried out."""
