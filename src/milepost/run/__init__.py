"""The main job: a plan carried out, readable from top to bottom."""
