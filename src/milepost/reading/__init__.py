"""Prose and fences to actions and checks; one reading is one file."""
