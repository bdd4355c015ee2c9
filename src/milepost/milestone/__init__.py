"""A guide, parsed: number, name, sections, steps, outcomes, issues, checklist."""
