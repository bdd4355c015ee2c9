"""Workspace and terminal state after a step, kept by content."""
