"""What `check` looks for; one rule is one file."""
