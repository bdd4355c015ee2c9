"""One use case is one file: a list of named steps."""
